#pragma once
// The time that sources wait by in the running program: that of the clock, never moved by hand.

#include "engines/kit/clock.h"
#include "plugins/sdk/source_time.h"

#include <algorithm>

namespace nautilus::plugin_host {

class SteadyTime final : public sdk::SourceTime {
public:
    explicit SteadyTime(const kit::Clock& clock) : clock_(clock) {}
    [[nodiscard]] std::int64_t nowNs() const override { return clock_.steadyNs(); }
    [[nodiscard]] std::chrono::nanoseconds sleepFor(std::int64_t until_ns) const override {
        const auto now = clock_.steadyNs();
        if (until_ns <= now) return std::chrono::nanoseconds(0);
        return std::min(std::chrono::nanoseconds(until_ns - now), sdk::kLongestSleep);
    }
    [[nodiscard]] std::unique_ptr<kit::Subscription> onMoved(std::function<void()>) override { return {}; }

private:
    const kit::Clock& clock_;
};

} // namespace nautilus::plugin_host
