#pragma once
// Features of one live line, tick by tick: bars are made of trades (or taken as they come), the indicators of
// a bar that is still forming are looked at without changing their state. A trade costs constant time; the
// indicators are asked at most once per `update_ns` of event time and when a bar closes.

#include "engines/numerics/indicators/indicator.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace nautilus::features {

struct StreamEvent {
    enum class Kind { TechnicalUpdate, VolumeSpike, BollingerBreakout };
    Kind kind = Kind::TechnicalUpdate;
    std::int64_t at_ns = 0;
    bool forming = false; ///< of a bar that has not closed
    double rsi = 0, macd = 0, macd_signal = 0;
    double price = 0, upper_band = 0, lower_band = 0;
    double volume = 0, volume_ma = 0;
    bool above = true; ///< breakout: of the upper band
};

class StreamFeatures {
public:
    /// RSI 14, MACD 12/26/9, Bollinger bands 20/2, average volume 20 over bars of this size.
    explicit StreamFeatures(std::int64_t bar_ns, std::int64_t update_ns = 1'000'000'000);

    /// A bar of the past: moves the state and says nothing.
    void warm(const numerics::BarInput& bar);
    /// Events are appended to `out`, in order. A price that is not finite is passed over.
    void onTrade(std::int64_t at_ns, double price, double size, std::vector<StreamEvent>& out);
    /// A bar that closed at `at_ns`. Ends a forming one.
    void onBar(std::int64_t at_ns, const numerics::BarInput& bar, std::vector<StreamEvent>& out);

    [[nodiscard]] std::int64_t barNs() const { return bar_ns_; }

private:
    struct Values {
        double rsi, macd, macd_signal, upper, lower, volume_ma;
    };
    enum class Side { Below, Inside, Above };

    [[nodiscard]] Values look(const numerics::BarInput& bar) const;
    void close(std::int64_t at_ns, std::vector<StreamEvent>& out);
    void say(std::int64_t at_ns, const numerics::BarInput& bar, const Values& values, bool forming,
             std::vector<StreamEvent>& out);

    std::int64_t bar_ns_, update_ns_;
    std::unique_ptr<numerics::Indicator> rsi_, macd_, bands_, volume_;
    double volume_ma_;             ///< of the closed bars
    numerics::BarInput forming_{}; ///< valid while `forms_`
    bool forms_ = false;
    std::int64_t bar_begin_ = 0, last_update_ = 0;
    bool spiked_ = false; ///< in this bar
    Side side_ = Side::Inside;
};

} // namespace nautilus::features
