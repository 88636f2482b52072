#include "engines/numerics/indicators/hilbert.h"
#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"

#include <array>
#include <cmath>
#include <numbers>

namespace nautilus::numerics {
namespace {

constexpr std::size_t kShortSkip = 12, kLongSkip = 37; ///< prices before the transform, TA-Lib's
constexpr std::size_t kLongestCycle = 50;

/// The last kLongestCycle values, the newest first; 0 before the first.
class Recent {
public:
    void push(double value) {
        next_ = next_ == 0 ? kLongestCycle - 1 : next_ - 1;
        values_[next_] = values_[next_ + kLongestCycle] = value;
    }
    [[nodiscard]] double operator[](std::size_t ago) const { return values_[next_ + ago]; }
    /// Of the newest ones. All are gone over, so that nothing depends on how many they are.
    [[nodiscard]] double sum(std::size_t bars) const {
        using Places = long long __attribute__((vector_size(sizeof(Lanes))));
        const Places end = Places{} + static_cast<long long>(bars);
        Places place{};
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            place[lane] = static_cast<long long>(lane);
        Lanes sums[2]{};
        for (std::size_t i = 0, turn = 0; i < kLongestCycle; i += kLanes, turn ^= 1) {
            sums[turn] += place < end ? load<Lanes>(values_.data() + next_ + i) : Lanes{};
            place += static_cast<long long>(kLanes);
        }
        const Lanes both = sums[0] + sums[1];
        double all = 0;
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            all += both[lane];
        return all;
    }
    template <class Archive>
    void visit(Archive& archive) {
        for (double& value : values_)
            archive(value);
        archive.index(next_, kLongestCycle);
    }

private:
    /// Each twice, so that the last ones lie side by side; some more that sum may look at.
    std::array<double, 2 * kLongestCycle + kLanes> values_{};
    std::size_t next_ = 0;
};

/// Sines and cosines of the parts of whole cycles of 1 .. kLongestCycle bars.
struct CycleTable {
    std::array<std::array<double, kLongestCycle>, kLongestCycle + 1> sine{}, cosine{};
    CycleTable() {
        for (std::size_t bars = 1; bars <= kLongestCycle; ++bars)
            for (std::size_t i = 0; i < bars; ++i) {
                const double angle =
                    static_cast<double>(i) * (2 * std::numbers::pi) / static_cast<double>(bars);
                sine[bars][i] = std::sin(angle);
                cosine[bars][i] = std::cos(angle);
            }
    }
};

/// Phase of the dominant cycle: of the product of its last whole cycle with a sine and a cosine.
struct CyclePhase {
    HilbertTransform transform{kLongSkip};
    Recent smoothed;
    double degrees = 0;

    /// False for the skipped prices.
    bool update(double price) {
        if (!transform.update(price)) return false;
        smoothed.push(transform.smoothed());
        static const CycleTable table;
        const std::size_t bars = whole();
        double real = 0, imaginary = 0;
        for (std::size_t i = 0; i < bars; ++i) {
            real += table.sine[bars][i] * smoothed[i];
            imaginary += table.cosine[bars][i] * smoothed[i];
        }
        if (imaginary != 0) {
            degrees = std::atan(real / imaginary) * (180 / std::numbers::pi);
        } else {
            degrees += real < 0 ? -90 : real > 0 ? 90 : 0;
        }
        degrees += 90;
        degrees += 360 / transform.period(); // the smoothing is one bar late
        if (imaginary < 0) degrees += 180;
        if (degrees > 315) degrees -= 360;
        return true;
    }
    /// Length of the cycle in bars, rounded.
    [[nodiscard]] std::size_t whole() const { return static_cast<std::size_t>(transform.period() + 0.5); }
    [[nodiscard]] double sine(double ahead) const {
        return std::sin((degrees + ahead) * (std::numbers::pi / 180));
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(transform, smoothed, degrees);
    }
};

/// Mean price of the dominant cycle, smoothed by weights 4 3 2 1.
struct CycleTrend {
    Recent prices;
    std::array<double, 3> before{};

    void push(double price) { prices.push(price); }
    double update(std::size_t bars) {
        const double mean = bars > 0 ? prices.sum(bars) / static_cast<double>(bars) : 0;
        const double trend = (4 * mean + 3 * before[0] + 2 * before[1] + before[2]) / 10;
        before = {mean, before[0], before[1]};
        return trend;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(prices, before[0], before[1], before[2]);
    }
};

enum class CycleView { kPeriod, kPhasor, kPhase, kSine };

template <CycleView View>
struct CycleKernel {
    static constexpr bool kWithPhase = View == CycleView::kPhase || View == CycleView::kSine;
    static constexpr std::size_t kOutputs = View == CycleView::kPhasor || View == CycleView::kSine ? 2 : 1;
    std::conditional_t<kWithPhase, CyclePhase, HilbertTransform> cycle = made();
    explicit CycleKernel(Parameters) {}
    static auto made() {
        if constexpr (kWithPhase)
            return CyclePhase{};
        else
            return HilbertTransform{kShortSkip};
    }
    void step(const BarInput& bar, std::span<double> out) {
        cycle.update(bar.close);
        if constexpr (View == CycleView::kPeriod) {
            out[0] = cycle.period();
        } else if constexpr (View == CycleView::kPhasor) {
            out[0] = cycle.inPhase();
            out[1] = cycle.quadrature();
        } else if constexpr (View == CycleView::kPhase) {
            out[0] = cycle.degrees;
        } else {
            out[0] = cycle.sine(0);
            out[1] = cycle.sine(45);
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(cycle);
    }
};

struct TrendlineKernel {
    HilbertTransform transform{kLongSkip};
    CycleTrend trend;
    explicit TrendlineKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) {
        trend.push(bar.close);
        if (!transform.update(bar.close)) return;
        out[0] = trend.update(static_cast<std::size_t>(transform.period() + 0.5));
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(transform, trend);
    }
};

/// 1 in a trend: since the sine and its lead crossed, half a cycle has passed and the phase does not turn as
/// that of a cycle; or the price is 1.5 % away from the trend line.
struct TrendModeKernel {
    CyclePhase phase;
    CycleTrend trend;
    double sine = 0, lead = 0, days = 0;
    explicit TrendModeKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) {
        trend.push(bar.close);
        const double sine_before = sine, lead_before = lead, degrees_before = phase.degrees;
        if (!phase.update(bar.close)) return;
        sine = phase.sine(0);
        lead = phase.sine(45);
        const double line = trend.update(phase.whole()), period = phase.transform.period();
        const bool crossed =
            (sine > lead && sine_before <= lead_before) || (sine < lead && sine_before >= lead_before);
        days = crossed ? 1 : days + 1;
        const double turned = phase.degrees - degrees_before;
        const bool cycles = period != 0 && turned > 0.67 * 360 / period && turned < 1.5 * 360 / period;
        const bool away = line != 0 && std::abs((phase.transform.smoothed() - line) / line) >= 0.015;
        out[0] = away || !(crossed || days < 0.5 * period || cycles) ? 1 : 0;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(phase, trend, sine, lead, days);
    }
};

struct MamaKernel { // fast_limit, slow_limit
    static constexpr std::size_t kOutputs = 2;
    Mama average;
    explicit MamaKernel(Parameters p) : average(p[0], p[1]) {}
    void step(const BarInput& bar, std::span<double> out) {
        average.advance(bar.close);
        out[0] = average.mama();
        out[1] = average.fama();
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(average);
    }
};

template <std::size_t Bars>
std::size_t fixed(Parameters) {
    return Bars;
}
constexpr RowMaker kCycle{"cycle", kClose};

std::vector<IndicatorSpec> hilbertRows() {
    std::vector<IndicatorSpec> rows{
        kCycle("hilbert_period", "Dominant cycle period", "HT_DCPERIOD", {}, fixed<32>,
               buildIndicator<CycleKernel<CycleView::kPeriod>>,
               "bars of the dominant cycle by Hilbert transform, 6 to 50, smoothed", "Ehlers 2001"),
        kCycle("hilbert_phase", "Dominant cycle phase", "HT_DCPHASE", {}, fixed<63>,
               buildIndicator<CycleKernel<CycleView::kPhase>>, "degrees, -45 to 315", "Ehlers 2001"),
        kCycle("hilbert_phasor", "Phasor components", "HT_PHASOR", {}, fixed<32>,
               buildIndicator<CycleKernel<CycleView::kPhasor>>,
               "in-phase and quadrature parts of the detrended price", "Ehlers 2001"),
        kCycle("hilbert_sine", "Sine wave", "HT_SINE", {}, fixed<63>,
               buildIndicator<CycleKernel<CycleView::kSine>>, "sine of the phase, and 45 degrees ahead",
               "Ehlers 2001"),
        kCycle("hilbert_trend_mode", "Trend or cycle", "HT_TRENDMODE", {}, fixed<63>,
               buildIndicator<TrendModeKernel>,
               "1 in a trend, 0 in a cycle: by the crossings of the sine, the turn of the phase and the "
               "distance from the trend line",
               "Ehlers 2001"),
        kCycle("hilbert_trendline", "Instantaneous trend line", "HT_TRENDLINE", {}, fixed<63>,
               buildIndicator<TrendlineKernel>, "mean of one dominant cycle, weights 4 3 2 1",
               "Ehlers 2001")};
    rows[2].outputs = {"in_phase", "quadrature"};
    rows[3].outputs = {"sine", "lead_sine"};
    return rows;
}

} // namespace

std::vector<IndicatorSpec> cycleIndicators() {
    std::vector<IndicatorSpec> rows = hilbertRows();
    rows.back().group = "trend";
    rows.push_back(kCycle("mama", "MESA adaptive moving average", "MAMA",
                          {{"fast_limit", 0.5, 0.01, 0.99, false}, {"slow_limit", 0.05, 0.01, 0.99, false}},
                          fixed<Mama::kLookback>, buildIndicator<MamaKernel>,
                          "M += w (C - M), w from the turn of the phase; F += w/2 (M - F)", "Ehlers 2001"));
    rows.back().outputs = {"mama", "fama"};
    rows.back().group = "trend";
    return rows;
}

} // namespace nautilus::numerics
