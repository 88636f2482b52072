#include "engines/analytics/service/performance_answers.h"

#include "engines/analytics/kernel/active_metrics.h"
#include "engines/analytics/kernel/calendar_returns.h"
#include "engines/analytics/kernel/drawdown.h"
#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/kernel/rolling_metrics.h"
#include "engines/analytics/service/comparison_answers.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

namespace {

void fillOwn(ReturnFigures& out, const ReturnMetrics& m) {
    const auto& p = m.performance;
    out.periods = static_cast<std::int64_t>(p.count);
    out.annual_return = p.annualized_return;
    out.volatility = p.annualized_volatility;
    out.sharpe_ratio = p.sharpe_ratio;
    out.sortino_ratio = p.sortino_ratio;
    out.calmar_ratio = p.calmar_ratio;
    out.max_drawdown = p.max_drawdown;
    out.downside_deviation = p.downside_deviation;
    out.hit_rate = p.hit_rate;
    out.omega_ratio = m.omega_ratio;
    out.tail_ratio = m.tail_ratio;
    out.stability = m.stability;
    out.skewness = m.shape.skewness;
    out.excess_kurtosis = m.shape.excess_kurtosis;
    out.value_at_risk = m.value_at_risk;
    out.expected_shortfall = m.expected_shortfall;
    out.geometric_mean = m.geometric_mean;
    out.recovery_factor = m.recovery_factor;
    out.common_sense_ratio = m.common_sense_ratio;
    out.autocorrelation = m.autocorrelation;
}

void fillGains(ReturnFigures& out, const GainLoss& g) {
    out.win_rate = g.win_rate;
    out.average_gain = g.average_gain;
    out.average_loss = g.average_loss;
    out.payoff_ratio = g.payoff_ratio;
    out.profit_factor = g.profit_factor;
    out.gain_to_pain = g.gain_to_pain;
    out.best = g.best;
    out.worst = g.worst;
    out.longest_gain = static_cast<std::int64_t>(g.longest_gain);
    out.longest_loss = static_cast<std::int64_t>(g.longest_loss);
}

void fillDrawdown(ReturnFigures& out, const DrawdownMetrics& d) {
    out.average_drawdown = d.average_drawdown;
    out.ulcer_index = d.ulcer_index;
    out.pain_index = d.pain_index;
    out.under_water = d.under_water;
    out.longest_drawdown = static_cast<std::int64_t>(d.longest);
    out.drawdowns = static_cast<std::int64_t>(d.spells);
}

ActiveFigures activeOf(const MeasuredSeries& series) {
    const auto m = activeMetrics(series.returns, series.market, {series.periods_per_year, series.risk_free});
    std::vector<double> paired = series.market; // the benchmark over the periods that both have
    for (std::size_t t = 0; t < paired.size(); ++t)
        if (std::isnan(series.returns[t])) paired[t] = kMissing;
    const auto own = numerics::performance(paired, {series.periods_per_year, series.risk_free, 0});
    ActiveFigures out;
    out.benchmark = series.benchmark;
    out.periods = static_cast<std::int64_t>(m.count);
    out.benchmark_return = totalReturn(paired);
    out.benchmark_annual_return = annualReturn(paired, series.periods_per_year);
    out.benchmark_volatility = own.annualized_volatility;
    out.beta = m.beta;
    out.alpha = m.alpha;
    out.jensen_alpha = m.jensen_alpha;
    out.correlation = m.correlation;
    out.r_squared = m.r_squared;
    out.tracking_error = m.tracking_error;
    out.information_ratio = m.information_ratio;
    out.active_return = m.active_return;
    out.treynor_ratio = m.treynor_ratio;
    out.modigliani = m.modigliani;
    out.capture = m.capture;
    out.up_capture = m.up_capture;
    out.down_capture = m.down_capture;
    out.capture_ratio = m.capture_ratio;
    out.up_beta = m.up_beta;
    out.down_beta = m.down_beta;
    out.batting_average = m.batting_average;
    return out;
}

/// When each row was: dates where there are some, else the place counted from 0.
void addWhen(Table& table, const MeasuredSeries& series) {
    if (series.dated()) return table.add("date", series.dates);
    Table::Integers places(series.returns.size());
    for (std::size_t t = 0; t < places.size(); ++t)
        places[t] = static_cast<std::int64_t>(t);
    table.add("period", std::move(places));
}

std::vector<double> grown(const std::vector<double>& returns) {
    std::vector<double> out(returns.size(), kMissing);
    double level = 1;
    for (std::size_t t = 0; t < returns.size(); ++t) {
        if (std::isnan(returns[t])) continue;
        level *= 1 + returns[t];
        out[t] = level - 1;
    }
    return out;
}

/// A place in the series in words: its date, or its number.
std::string whenOf(const MeasuredSeries& series, std::size_t place) {
    return series.dated() ? series.dates[place].iso() : std::to_string(place);
}

} // namespace

MetricsResult metricsOf(const MeasuredSeries& series, const MetricsWish& wish, const std::string& at,
                        Call& call) {
    const double required = std::pow(1 + wish.required_return, 1 / series.periods_per_year) - 1;
    const auto m = returnMetrics(series.returns,
                                 {series.periods_per_year, series.risk_free, required, 1 - wish.confidence});
    MetricsResult out;
    out.subject = series.subject;
    if (series.dated()) {
        out.period_start = series.base.value_or(series.dates.front());
        out.period_end = series.dates.back();
    }
    fillOwn(out.returns, m);
    fillGains(out.returns, m.gain_loss);
    fillDrawdown(out.returns, drawdownMetrics(series.returns));
    out.returns.total_return = totalReturn(series.returns);
    const std::string why = "the returns of the period do not allow it: too few, without spread, gains or "
                            "losses";
    warnOfMissing(out.returns, at + "/returns", why, call);
    if (series.market.empty()) return out;
    out.active = activeOf(series);
    warnOfMissing(*out.active, at + "/active", why, call);
    return out;
}

Table curveTable(const MeasuredSeries& series) {
    Table out;
    addWhen(out, series);
    if (!series.value.empty()) {
        out.add("value", series.value);
        out.add("flow", series.flow);
    }
    out.add("return", series.returns);
    out.add("cumulative", grown(series.returns));
    out.add("drawdown", drawdownSeries(series.returns));
    if (series.market.empty()) return out;
    std::vector<double> active(series.returns.size());
    for (std::size_t t = 0; t < active.size(); ++t)
        active[t] = series.returns[t] - series.market[t];
    out.add("benchmark_return", series.market);
    out.add("benchmark_cumulative", grown(series.market));
    out.add("active_return", std::move(active));
    return out;
}

Result<Table> rollingTable(const MeasuredSeries& series, std::int64_t window, double confidence) {
    if (static_cast<std::size_t>(window) > series.returns.size())
        return fail(ErrorCode::NotComputable,
                    fmt::format("the window of {} is longer than the series of {} returns", window,
                                series.returns.size()),
                    "/window");
    const RollingOptions options{static_cast<std::size_t>(window), 0, series.periods_per_year,
                                 series.risk_free};
    auto own = rollingMetrics(series.returns, options);
    auto tail = rollingTail(series.returns, 1 - confidence, options);
    Table out;
    addWhen(out, series);
    out.add("total_return", std::move(own.total_return));
    out.add("volatility", std::move(own.volatility));
    out.add("sharpe_ratio", std::move(own.sharpe_ratio));
    out.add("sortino_ratio", std::move(own.sortino_ratio));
    out.add("max_drawdown", std::move(own.max_drawdown));
    out.add("value_at_risk", std::move(tail.value_at_risk));
    out.add("expected_shortfall", std::move(tail.expected_shortfall));
    if (series.market.empty()) return out;
    auto active = rollingActive(series.returns, series.market, options);
    out.add("beta", std::move(active.beta));
    out.add("alpha", std::move(active.alpha));
    out.add("correlation", std::move(active.correlation));
    out.add("tracking_error", std::move(active.tracking_error));
    out.add("information_ratio", std::move(active.information_ratio));
    out.add("up_capture", std::move(active.up_capture));
    out.add("down_capture", std::move(active.down_capture));
    return out;
}

Table drawdownsTable(const MeasuredSeries& series, std::int64_t most) {
    const auto spells = drawdownTable(series.returns, static_cast<std::size_t>(most));
    Table::Integers rank, to_valley, to_recovery, days;
    Table::Texts start, valley, recovery;
    Table::Numbers depth;
    for (const auto& spell : spells) {
        rank.push_back(static_cast<std::int64_t>(rank.size() + 1));
        depth.push_back(spell.depth);
        start.push_back(whenOf(series, spell.start));
        valley.push_back(whenOf(series, spell.valley));
        recovery.push_back(spell.recovery ? whenOf(series, *spell.recovery) : "");
        to_valley.push_back(static_cast<std::int64_t>(spell.valley - spell.start + 1));
        to_recovery.push_back(static_cast<std::int64_t>(spell.end - spell.start + 1));
        if (series.dated()) days.push_back(drawdownDays(spell, series.dates));
    }
    Table out;
    out.add("rank", std::move(rank));
    out.add("depth", std::move(depth));
    out.add("start", std::move(start));
    out.add("valley", std::move(valley));
    out.add("recovery", std::move(recovery));
    out.add("periods_to_valley", std::move(to_valley));
    out.add("periods_under_water", std::move(to_recovery));
    if (series.dated()) out.add("calendar_days", std::move(days));
    return out;
}

Result<Table> monthlyTable(const MeasuredSeries& series) {
    if (!series.dated())
        return fail(ErrorCode::InvalidArgument, "is required for a table of months", "/dates");
    static constexpr std::array kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto years = yearlyReturns(series.returns, series.dates);
    Table::Integers names;
    Table::Numbers totals;
    std::array<Table::Numbers, 12> cells;
    for (auto& cell : cells)
        cell.assign(years.size(), kMissing);
    for (const auto& year : years) {
        names.push_back(year.year);
        totals.push_back(year.value);
    }
    std::size_t row = 0; // both ascend
    for (const auto& month : monthlyReturns(series.returns, series.dates)) {
        while (years[row].year != month.year)
            ++row;
        cells[month.month - 1][row] = month.value;
    }
    Table out;
    out.add("year", std::move(names));
    for (std::size_t m = 0; m < cells.size(); ++m)
        out.add(kMonths[m], std::move(cells[m]));
    out.add("year_return", std::move(totals));
    return out;
}

} // namespace nautilus::analytics
