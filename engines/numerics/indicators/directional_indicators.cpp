#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/true_range.h"
#include "engines/numerics/indicators/window.h"

#include <cmath>

namespace nautilus::numerics {
namespace {

/// Wilder's smoothed sums of directional movement and true range: the sum of the first n - 1 changes, then
/// s = s - s/n + x, as in TA-Lib.
template <bool Ranged>
struct Movement {
    double n, share;
    TrueRange true_range;
    double high = 0, low = 0;
    double plus = 0, minus = 0, range = 0;
    std::size_t changes = 0; ///< seen, at most n
    bool started = false;

    explicit Movement(double period) : n(period), share(1 / period) {}

    void update(const BarInput& bar) {
        const double tr = Ranged ? true_range.update(bar) : 0; // without, the close is not read
        const double up = bar.high - high, down = low - bar.low;
        high = bar.high;
        low = bar.low;
        if (!started) {
            started = true;
            return;
        }
        const double kept = changes + 1 >= whole(n) ? share : 0.0;
        // Of both conditions without a branch: which way a bar moves cannot be foreseen.
        const double rise = static_cast<double>((up > 0) & (up > down));
        const double fall = static_cast<double>((down > 0) & (up < down));
        plus += up * rise - plus * kept;
        minus += down * fall - minus * kept;
        range += tr - range * kept;
        if (changes < whole(n)) ++changes;
    }
    [[nodiscard]] bool ready() const { return changes == whole(n); }
    [[nodiscard]] double plusIndex() const { return range == 0 ? 0.0 : 100 * (plus / range); }
    [[nodiscard]] double minusIndex() const { return range == 0 ? 0.0 : 100 * (minus / range); }
    /// NaN where there was no movement.
    [[nodiscard]] double directionalIndex() const {
        const double up = plusIndex(), down = minusIndex();
        return up + down == 0 ? std::nan("") : 100 * (std::abs(up - down) / (up + down));
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(true_range, high, low, plus, minus, range, started);
        archive.index(changes, whole(n) + 1);
    }
};

enum class MovementView { kPlus, kMinus, kPlusIndex, kMinusIndex };

template <MovementView View>
struct MovementKernel {
    Movement<View == MovementView::kPlusIndex || View == MovementView::kMinusIndex> movement;
    explicit MovementKernel(Parameters p) : movement(p[0]) {}
    void step(const BarInput& bar, std::span<double> out) {
        movement.update(bar);
        switch (View) {
        case MovementView::kPlus:
            out[0] = movement.plus;
            break;
        case MovementView::kMinus:
            out[0] = movement.minus;
            break;
        case MovementView::kPlusIndex:
            out[0] = movement.plusIndex();
            break;
        case MovementView::kMinusIndex:
            out[0] = movement.minusIndex();
            break;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(movement);
    }
};

struct DirectionalKernel {
    Movement<true> movement;
    double last = 0;
    explicit DirectionalKernel(Parameters p) : movement(p[0]) {}
    void step(const BarInput& bar, std::span<double> out) {
        movement.update(bar);
        if (!movement.ready()) return;
        const double up = movement.plusIndex(), down = movement.minusIndex();
        const double index = 100 * (std::abs(up - down) / (up + down));
        last = up + down == 0 ? last : index;
        out[0] = last;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(movement, last);
    }
};

/// Average of the directional index; a bar without movement adds nothing to the seed and is passed over
/// later.
struct AverageDirection {
    Movement<true> movement;
    double level = 0;
    std::size_t seen = 0;
    explicit AverageDirection(double period) : movement(period) {}
    double update(const BarInput& bar) {
        movement.update(bar);
        if (!movement.ready()) return std::nan("");
        const double n = movement.n, index = movement.directionalIndex();
        if (seen == whole(n)) {
            if (!std::isnan(index)) level += (index - level) * movement.share;
            return level;
        }
        if (!std::isnan(index)) level += index;
        if (++seen < whole(n)) return std::nan("");
        level /= n;
        return level;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(movement, level);
        archive.index(seen, whole(movement.n) + 1);
    }
};

struct AdxKernel {
    AverageDirection average;
    explicit AdxKernel(Parameters p) : average(p[0]) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = average.update(bar); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(average);
    }
};

struct AdxrKernel {
    AverageDirection average;
    Delay ago;
    explicit AdxrKernel(Parameters p) : average(p[0]), ago(whole(p[0]) - 1) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double now = average.update(bar);
        out[0] = (now + ago.update(now)) / 2;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(average, ago);
    }
};

IndicatorSpec row(std::string_view id, std::string_view title, std::string_view talib, unsigned inputs,
                  std::size_t (*lookback)(Parameters), decltype(IndicatorSpec::make) make,
                  std::string_view formula) {
    return {.id = id,
            .title = title,
            .group = "momentum",
            .inputs = inputs,
            .outputs = {id},
            .parameters = {periodParameter(14, 2)},
            .lookback = lookback,
            .make = make,
            .formula = formula,
            .source = "Wilder 1978",
            .talib = talib,
            .difference = "period from 2 (TA-Lib: 1, without smoothing)"};
}

} // namespace

std::vector<IndicatorSpec> directionalIndicators() {
    constexpr unsigned kRange = kHigh | kLow | kClose;
    std::vector<IndicatorSpec> rows{
        row("plus_dm", "Plus directional movement", "PLUS_DM", kHigh | kLow, periodLessOne,
            buildIndicator<MovementKernel<MovementView::kPlus>>,
            "smoothed sum of H - H(1 ago) where it exceeds the fall of the low"),
        row("minus_dm", "Minus directional movement", "MINUS_DM", kHigh | kLow, periodLessOne,
            buildIndicator<MovementKernel<MovementView::kMinus>>,
            "smoothed sum of L(1 ago) - L where it exceeds the rise of the high"),
        row("plus_di", "Plus directional indicator", "PLUS_DI", kRange, fullPeriod,
            buildIndicator<MovementKernel<MovementView::kPlusIndex>>, "100 +DM/TR, smoothed sums"),
        row("minus_di", "Minus directional indicator", "MINUS_DI", kRange, fullPeriod,
            buildIndicator<MovementKernel<MovementView::kMinusIndex>>, "100 -DM/TR, smoothed sums"),
        row("dx", "Directional index", "DX", kRange, fullPeriod, buildIndicator<DirectionalKernel>,
            "100 |+DI - -DI|/(+DI + -DI), the last value without movement"),
        row(
            "adx", "Average directional index", "ADX", kRange,
            [](Parameters p) { return 2 * whole(p[0]) - 1; }, buildIndicator<AdxKernel>,
            "Wilder average of DX"),
        row(
            "adxr", "Average directional index rating", "ADXR", kRange,
            [](Parameters p) { return 3 * whole(p[0]) - 2; }, buildIndicator<AdxrKernel>,
            "(ADX + ADX(n - 1 ago))/2"),
    };
    rows[5].difference = rows[6].difference = "";
    return rows;
}

} // namespace nautilus::numerics
