#pragma once
// What the outside may ask about the ways by which alerts leave: whether they are set up, their secrets, a
// try.

#include "engines/kit/clock.h"
#include "engines/kit/operation.h"
#include "engines/kit/ports.h"
#include "engines/risk/contract/alert_channel.h"

namespace nautilus::composition {

/// Lent; outlives the operations.
struct AlertExits {
    const std::vector<std::unique_ptr<risk::AlertChannel>>& channels;
    const kit::Clock& clock;
    kit::Driver& driver; ///< sends block
    std::string home;    ///< where secrets.toml stands
};

[[nodiscard]] std::vector<kit::Operation> alertOperations(const AlertExits& exits);

} // namespace nautilus::composition
