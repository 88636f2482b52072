#pragma once
// Port: time. Engines never read a clock of their own, so that tests and replays decide what time it is.

#include "engines/domain/timestamp.h"

namespace nautilus::kit {

class Clock {
public:
    virtual ~Clock() = default;
    /// Wall-clock time, UTC.
    [[nodiscard]] virtual domain::Timestamp now() const = 0;
    /// Monotonic nanoseconds, for durations.
    [[nodiscard]] virtual std::int64_t steadyNs() const = 0;
};

} // namespace nautilus::kit
