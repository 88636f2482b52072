#include "engines/analytics/kernel/money_weighted_return.h"
#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/kernel/sharpe_confidence.h"
#include "engines/analytics/kernel/stationary_bootstrap.h"
#include "engines/analytics/service/comparison_answers.h"
#include "engines/analytics/service/performance_answers.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kFewestReturns = 10;
constexpr std::size_t kReplicatesPerTask = 16;

/// Figures whose intervals are answered.
constexpr std::array kFigures{"total_return", "annual_return", "volatility",
                              "sharpe_ratio", "sortino_ratio", "max_drawdown",
                              "calmar_ratio", "value_at_risk", "expected_shortfall"};
using FigureValues = std::array<double, kFigures.size()>;

FigureValues figuresOf(std::span<const double> returns, const ReturnMetricOptions& options) {
    const auto m = returnMetrics(returns, options);
    const auto& p = m.performance;
    return {p.total_return, p.annualized_return, p.annualized_volatility,
            p.sharpe_ratio, p.sortino_ratio,     p.max_drawdown,
            p.calmar_ratio, m.value_at_risk,     m.expected_shortfall};
}

std::vector<double> present(const std::vector<double>& values) {
    std::vector<double> out;
    std::ranges::copy_if(values, std::back_inserter(out), [](double x) { return !std::isnan(x); });
    return out;
}

const char* statusName(RateStatus status) {
    constexpr const char* kNames[] = {"unique", "several", "none", "one_sign", "undetermined", "invalid"};
    return kNames[static_cast<int>(status)];
}

/// Figures of each replicate; `result` says how many, from which seed, in blocks of which length.
std::array<std::vector<double>, kFigures.size()> drawnFigures(const std::vector<double>& returns,
                                                              const ReturnMetricOptions& options,
                                                              const ConfidenceResult& result,
                                                              kit::Pool& pool) {
    const auto count = static_cast<std::size_t>(result.replicates);
    std::array<std::vector<double>, kFigures.size()> drawn;
    for (auto& values : drawn)
        values.resize(count);
    pool.forRange(
        kit::Priority::Interactive, count, kReplicatesPerTask, [&](std::size_t from, std::size_t to) {
            std::vector<double> replicate(returns.size());
            for (std::size_t b = from; b < to; ++b) {
                resample(returns, result.mean_block, static_cast<std::uint64_t>(result.seed), b, replicate);
                const auto figures = figuresOf(replicate, options);
                for (std::size_t f = 0; f < figures.size(); ++f)
                    drawn[f][b] = figures[f];
            }
        });
    return drawn;
}

} // namespace

SharpeFigures sharpeOf(const MeasuredSeries& series, const ConfidenceWish& wish) {
    const double root = std::sqrt(series.periods_per_year);
    const auto s = sharpeConfidence(series.returns,
                                    {series.periods_per_year, series.risk_free, wish.benchmark_sharpe / root,
                                     wish.confidence, static_cast<std::size_t>(wish.trials),
                                     wish.trial_deviation / root});
    return {s.annualized,
            s.standard_error * root,
            s.probabilistic,
            s.deflated,
            s.expected_best * root,
            s.minimum_track_record,
            s.annualized_autocorrelated};
}

Result<ConfidenceResult> confidenceOf(const MeasuredSeries& series, const ConfidenceWish& wish,
                                      kit::Pool& pool, Call& call) {
    const auto returns = present(series.returns);
    if (returns.size() < kFewestReturns)
        return fail(ErrorCode::NotComputable, fmt::format("{} returns are too few to resample: {} are needed",
                                                          returns.size(), kFewestReturns));
    const ReturnMetricOptions options{series.periods_per_year, series.risk_free, 0, 1 - wish.confidence};
    ConfidenceResult out;
    out.subject = series.subject;
    out.periods = static_cast<std::int64_t>(returns.size());
    out.replicates = wish.replicates;
    out.seed = wish.seed;
    out.confidence = wish.confidence;
    out.mean_block = wish.mean_block >= 1 ? wish.mean_block : optimalBlockLength(returns);
    const auto drawn = drawnFigures(returns, options, out, pool);
    const auto estimates = figuresOf(returns, options);
    for (std::size_t f = 0; f < kFigures.size(); ++f) {
        const auto interval = percentileInterval(drawn[f], wish.confidence);
        out.intervals.push_back({kFigures[f], estimates[f], interval.lower, interval.upper});
        warnOfMissing(out.intervals.back(), "/data/intervals/" + std::to_string(f),
                      "the series, or its replicates, do not allow it", call);
    }
    out.sharpe = sharpeOf(series, wish);
    warnOfMissing(out.sharpe, "/data/sharpe",
                  "the series has no spread, or its ratio is not above the one to exceed", call);
    call.method("bootstrap",
                "stationary, blocks of geometric length (Politis and Romano 1994); mean length "
                "by Politis and White (2004, corrected 2009) unless given; percentile intervals");
    return out;
}

std::vector<MoneyFlow> flowsOf(const MeasuredSeries& series) {
    std::vector<MoneyFlow> out;
    if (series.value.empty()) return out;
    if (series.base_value != 0) out.push_back({*series.base, -series.base_value});
    for (std::size_t t = 0; t < series.flow.size(); ++t)
        if (series.flow[t] != 0)
            out.push_back({t == 0 ? *series.base : series.dates[t - 1], -series.flow[t]});
    out.push_back({series.dates.back(), series.value.back()});
    return out;
}

MoneyWeightedResult moneyWeightedOf(std::string subject, std::vector<MoneyFlow> flows, Call& call) {
    std::ranges::stable_sort(flows, {}, &MoneyFlow::date);
    std::vector<CashFlow> dated;
    for (const auto& flow : flows)
        dated.push_back({static_cast<double>(flow.date.days), flow.amount});
    const auto found = moneyWeightedReturn(dated);
    MoneyWeightedResult out;
    out.subject = std::move(subject);
    out.status = statusName(found.status);
    out.rate = found.rate;
    out.period_return = found.period_return;
    for (const double log_rate : found.log_rates)
        out.rates.push_back(std::expm1(log_rate));
    if (!flows.empty()) {
        out.period_start = flows.front().date;
        out.period_end = flows.back().date;
    }
    out.flows = std::move(flows);
    const auto why = "status: " + out.status;
    for (const auto& [name, value] : {std::pair{"rate", out.rate}, {"period_return", out.period_return}})
        if (!std::isfinite(value)) call.warn("not_computable", std::string("/data/") + name, why);
    if (out.status == "several")
        call.warn("several_rates", "/data/rate",
                  "more than one rate balances the flows; this one is the "
                  "nearest to no growth");
    call.method("money_weighted", "SUM flow (1 + rate)^(-(day - first day)/365) = 0, all roots; a flow of a "
                                  "session of a book counts from the close before it");
    return out;
}

} // namespace nautilus::analytics
