#pragma once

#include "engines/kit/clock.h"

namespace nautilus::runtime {

/// The machine's clock.
class SystemClock final : public kit::Clock {
public:
    [[nodiscard]] domain::Timestamp now() const override;
    [[nodiscard]] std::int64_t steadyNs() const override;
};

} // namespace nautilus::runtime
