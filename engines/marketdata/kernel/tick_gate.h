#pragma once
// Judges every event of one line before anything is computed from it.

#include "engines/domain/market_event.h"

#include <array>
#include <string_view>

namespace nautilus::marketdata {

enum class Verdict : std::uint8_t {
    Accept,
    NotFinite,   ///< a value that must be there is NaN, or one is infinite
    NotPositive, ///< a price of zero or less
    BadSize,     ///< a size or volume below zero
    Jump,        ///< further from the last price than `jump_ratio`, not yet confirmed
    Future,      ///< happened later than it was received
    Backward,    ///< older than the event before it
    Impossible   ///< a bar whose high and low do not hold the others
};
inline constexpr std::size_t kVerdicts = 8;

[[nodiscard]] constexpr std::string_view verdictName(Verdict verdict) {
    constexpr std::string_view kNames[kVerdicts] = {"accepted", "not_finite", "not_positive", "bad_size",
                                                    "jump",     "future",     "backward",     "impossible"};
    return kNames[static_cast<std::size_t>(verdict)];
}

struct GateLimits {
    double jump_ratio = 10;     ///< a price beyond this multiple or fraction of the last one is a jump
    int jump_confirmations = 5; ///< so many in a row that agree within a tenth are the new level
    std::int64_t future_ns = 5 * domain::kNsPerSecond; ///< clocks may differ by this much
    std::int64_t backward_ns = 0;                      ///< late events are taken up to this age
};

/// Takes the events of one line in the order of arrival.
class TickGate {
public:
    explicit TickGate(GateLimits limits = {}) : limits_(limits) {}

    /// Accept moves the gate on; everything else leaves it as it was, but for the count of confirmations.
    [[nodiscard]] Verdict judge(const domain::MarketEvent& event);
    void reset() { *this = TickGate(limits_); }

private:
    struct Level {
        double price = 0; ///< last accepted, 0 = none
        double candidate = 0;
        int confirmations = 0;
    };
    [[nodiscard]] Verdict judgeTime(const domain::MarketEvent& event) const;
    [[nodiscard]] Verdict judgePrice(Level& level, double price) const;
    [[nodiscard]] Verdict judgeQuote(const domain::QuotePart& quote);
    [[nodiscard]] Verdict judgeBar(const domain::BarPart& bar);
    [[nodiscard]] Verdict judgeValues(const domain::MarketEvent& event);

    GateLimits limits_;
    std::array<std::int64_t, 4> last_ns_{}; ///< by kind: sources send each kind in its own order
    Level trade_, bid_, ask_, bar_;
};

} // namespace nautilus::marketdata
