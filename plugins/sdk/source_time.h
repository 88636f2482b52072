#pragma once
// The time that sources wait by. The program's own one is the steady clock; a test's one stands still until
// it is moved, so that pace, time-outs and back-off are tested without sleeping.

#include "engines/kit/stream.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>

namespace nautilus::sdk {

/// Any thread.
class SourceTime {
public:
    virtual ~SourceTime() = default;
    /// Monotonic nanoseconds.
    [[nodiscard]] virtual std::int64_t nowNs() const = 0;
    /// For how long to sleep until it is `until_ns`; at most an hour. Look at `nowNs` again afterwards: a
    /// sleeper may be woken early.
    [[nodiscard]] virtual std::chrono::nanoseconds sleepFor(std::int64_t until_ns) const = 0;
    /// `wake` runs whenever the time was moved by hand, as long as the handle lives.
    [[nodiscard]] virtual std::unique_ptr<kit::Subscription> onMoved(std::function<void()> wake) = 0;
};

inline constexpr std::chrono::nanoseconds kLongestSleep = std::chrono::hours(1);

} // namespace nautilus::sdk
