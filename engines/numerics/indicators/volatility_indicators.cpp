#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"
#include "engines/numerics/indicators/rolling_moments.h"
#include "engines/numerics/indicators/rolling_sum.h"
#include "engines/numerics/indicators/true_range.h"

#include <cmath>
#include <numbers>

namespace nautilus::numerics {
namespace {

struct TrueRangeKernel {
    TrueRange range;
    explicit TrueRangeKernel(Parameters) {}
    void step(const BarInput& bar, std::span<double> out) { out[0] = range.update(bar); }
    bool tryRun(const Stretch& bars, double* const* out) { return range.tryRun(bars, out[0]); }
    template <class Archive>
    void visit(Archive& archive) {
        archive(range);
    }
};

template <bool Normal>
struct AtrKernel {
    TrueRange range;
    Wilder average;
    explicit AtrKernel(Parameters p) : average(whole(p[0]), seedOf(p[1])) {}
    void step(const BarInput& bar, std::span<double> out) {
        const double atr = average.update(range.update(bar));
        out[0] = !Normal ? atr : bar.close == 0 ? 0.0 : atr / bar.close * 100;
    }
    void run(const Stretch& bars, double* const* out) {
        StretchValues ranges;
        range.run(bars, ranges.data());
        average.run(ranges.data(), out[0], bars.count);
        if constexpr (!Normal) return;
        double* __restrict to = out[0];
        for (std::size_t i = 0; i < bars.count; ++i) {
            const double share = to[i] / bars.close[i] * 100;
            to[i] = bars.close[i] == 0 ? 0.0 : share;
        }
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(range, average);
    }
};

struct HistoricalKernel { // period, periods_per_year
    RollingMoments returns;
    double scale;
    double previous = 0;
    bool started = false;
    explicit HistoricalKernel(Parameters p) : returns(whole(p[0])), scale(std::sqrt(p[1])) {}
    void step(const BarInput& bar, std::span<double> out) {
        if (started) {
            const double squares = returns.update(std::log(bar.close / previous)).squares;
            out[0] = std::sqrt(squares / static_cast<double>(returns.size() - 1)) * scale;
        }
        started = true;
        previous = bar.close;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(returns, previous, started);
    }
};

double parkinsonTerm(const BarInput& bar) {
    const double range = std::log(bar.high / bar.low);
    return range * range / (4 * std::numbers::ln2);
}
double garmanKlassTerm(const BarInput& bar) {
    const double range = std::log(bar.high / bar.low), body = std::log(bar.close / bar.open);
    return 0.5 * range * range - (2 * std::numbers::ln2 - 1) * body * body;
}
double rogersSatchellTerm(const BarInput& bar) {
    return std::log(bar.high / bar.close) * std::log(bar.high / bar.open) +
           std::log(bar.low / bar.close) * std::log(bar.low / bar.open);
}

template <double (*Term)(const BarInput&)>
struct RangeKernel { // period, periods_per_year
    RollingSum sum;
    double per_year;
    explicit RangeKernel(Parameters p) : sum(whole(p[0])), per_year(p[1]) {}
    void step(const BarInput& bar, std::span<double> out) {
        out[0] = std::sqrt(sum.update(Term(bar)) / static_cast<double>(sum.size()) * per_year);
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(sum);
    }
};

struct YangZhangKernel { // period, periods_per_year
    RollingMoments overnight, session;
    RollingSum drift_free;
    double per_year;
    double previous = 0;
    bool started = false;
    explicit YangZhangKernel(Parameters p)
        : overnight(whole(p[0])), session(whole(p[0])), drift_free(whole(p[0])), per_year(p[1]) {}
    void step(const BarInput& bar, std::span<double> out) {
        if (started) {
            const double night = overnight.update(std::log(bar.open / previous)).squares;
            const double day = session.update(std::log(bar.close / bar.open)).squares;
            const auto n = static_cast<double>(session.size());
            const double rest = drift_free.update(rogersSatchellTerm(bar)) / n;
            if (session.full()) {
                const double k = 0.34 / (1.34 + (n + 1) / (n - 1));
                out[0] = std::sqrt(((night + k * day) / (n - 1) + (1 - k) * rest) * per_year);
            }
        }
        started = true;
        previous = bar.close;
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(overnight, session, drift_free, previous, started);
    }
};

IndicatorSpec row(std::string_view id, std::string_view title, std::string_view talib, unsigned inputs,
                  std::vector<ParameterSpec> parameters, std::size_t (*lookback)(Parameters),
                  decltype(IndicatorSpec::make) make, std::string_view formula, std::string_view source) {
    return {.id = id,
            .title = title,
            .group = "volatility",
            .inputs = inputs,
            .outputs = {id},
            .parameters = std::move(parameters),
            .lookback = lookback,
            .make = make,
            .formula = formula,
            .source = source,
            .talib = talib};
}

std::vector<ParameterSpec> annual(double min) {
    return {periodParameter(20, min), {"periods_per_year", 252, 1, 1e9, false}};
}

std::vector<IndicatorSpec> rangeRows() {
    constexpr unsigned kBar = kHigh | kLow | kClose;
    return {row(
                "true_range", "True range", "TRANGE", kBar, {}, [](Parameters) -> std::size_t { return 1; },
                buildIndicator<TrueRangeKernel>, "max(H - L, |H - C(1 ago)|, |L - C(1 ago)|)", "Wilder 1978"),
            row("atr", "Average true range", "ATR", kBar, {periodParameter(14), seedParameter()}, fullPeriod,
                buildIndicator<AtrKernel<false>>, "Wilder average of the true range", "Wilder 1978"),
            row("natr", "Normalised average true range", "NATR", kBar, {periodParameter(14), seedParameter()},
                fullPeriod, buildIndicator<AtrKernel<true>>, "100 ATR/C", "Forman 2006")};
}

} // namespace

std::vector<IndicatorSpec> volatilityIndicators() {
    constexpr unsigned kPrices = kOpen | kHigh | kLow | kClose;
    std::vector<IndicatorSpec> rows = rangeRows();
    const std::size_t first = rows.size();
    rows.push_back(row("historical_volatility", "Historical volatility (close to close)", "", kClose,
                       annual(2), fullPeriod, buildIndicator<HistoricalKernel>,
                       "sample deviation of n log returns, times sqrt(periods per year)", "textbook"));
    rows.push_back(row("parkinson_volatility", "Parkinson volatility", "", kHigh | kLow, annual(1),
                       periodLessOne, buildIndicator<RangeKernel<parkinsonTerm>>,
                       "sqrt(periods mean[ln(H/L)^2]/(4 ln 2))", "Parkinson 1980"));
    rows.push_back(row("garman_klass_volatility", "Garman-Klass volatility", "", kPrices, annual(1),
                       periodLessOne, buildIndicator<RangeKernel<garmanKlassTerm>>,
                       "sqrt(periods mean[ln(H/L)^2/2 - (2 ln 2 - 1) ln(C/O)^2]); NaN if that mean is "
                       "negative (bars whose O or C is outside L .. H)",
                       "Garman and Klass 1980"));
    rows.push_back(row("rogers_satchell_volatility", "Rogers-Satchell volatility", "", kPrices, annual(1),
                       periodLessOne, buildIndicator<RangeKernel<rogersSatchellTerm>>,
                       "sqrt(periods mean[ln(H/C) ln(H/O) + ln(L/C) ln(L/O)]); NaN if that mean is negative",
                       "Rogers and Satchell 1991"));
    rows.push_back(row("yang_zhang_volatility", "Yang-Zhang volatility", "", kPrices, annual(2), fullPeriod,
                       buildIndicator<YangZhangKernel>,
                       "sqrt(periods (var ln(O/C(1 ago)) + k var ln(C/O) + (1 - k) RS)), "
                       "k = 0.34/(1.34 + (n+1)/(n-1))",
                       "Yang and Zhang 2000"));
    for (std::size_t i = first; i < rows.size(); ++i)
        rows[i].positive_prices = true;
    return rows;
}

} // namespace nautilus::numerics
