#include "engines/numerics/indicators/candle_rules.h"
#include "engines/numerics/indicators/indicator_groups.h"
#include "engines/numerics/indicators/kernel_indicator.h"

namespace nautilus::numerics {
namespace {

const CandleRule* ruleOf(std::string_view id) {
    for (const auto rules : {shortCandleRules(), longCandleRules()})
        for (const CandleRule& rule : rules)
            if (rule.id == id) return &rule;
    return nullptr;
}

/// One pattern; the candles and their averages are the same for all.
struct PatternKernel {
    const CandleRule* rule;
    CandleHistory history;
    double penetration;
    PatternKernel(const IndicatorSpec& spec, Parameters p)
        : rule(ruleOf(spec.id)), history(rule->averages), penetration(p.empty() ? 0 : p[0]) {}
    [[nodiscard]] double judge() const {
        const CandleColumns columns = history.columns();
        return rule->judge(Candles(columns, history.last()), penetration);
    }
    void step(const BarInput& bar, std::span<double> out) {
        history.push(bar);
        out[0] = judge();
    }
    void run(const Stretch& bars, double* const* out) {
        history.run(
            bars, [&](std::size_t i) { out[0][i] = judge(); },
            [&](const CandleColumns& columns, std::size_t from, std::size_t to) {
                rule->judgeAll(columns, from, to, penetration, out[0]);
            });
    }
    template <class Archive>
    void visit(Archive& archive) {
        archive(history);
    }
};

template <std::size_t Bars>
std::size_t fixedLookback(Parameters) {
    return Bars;
}

using Lookback = std::size_t (*)(Parameters);

Lookback lookbackOf(std::size_t bars) {
    switch (bars) {
    case 2:
        return fixedLookback<2>;
    case 3:
        return fixedLookback<3>;
    case 6:
        return fixedLookback<6>;
    case 7:
        return fixedLookback<7>;
    case 8:
        return fixedLookback<8>;
    case 10:
        return fixedLookback<10>;
    case 11:
        return fixedLookback<11>;
    case 12:
        return fixedLookback<12>;
    case 13:
        return fixedLookback<13>;
    default:
        return fixedLookback<14>;
    }
}

} // namespace

std::vector<IndicatorSpec> candleIndicators() {
    std::vector<IndicatorSpec> rows;
    for (const auto rules : {shortCandleRules(), longCandleRules()})
        for (const CandleRule& rule : rules) {
            IndicatorSpec spec{.id = rule.id,
                               .title = rule.title,
                               .group = "pattern",
                               .inputs = kOpen | kHigh | kLow | kClose,
                               .outputs = {rule.id},
                               .lookback = lookbackOf(rule.lookback),
                               .make = buildIndicator<PatternKernel>,
                               .formula = rule.formula,
                               .source = "TA-Lib",
                               .talib = rule.talib};
            if (rule.penetration > 0) spec.parameters = {{"penetration", rule.penetration, 0, 1, false}};
            rows.push_back(std::move(spec));
        }
    return rows;
}

} // namespace nautilus::numerics
