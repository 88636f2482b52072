#include "engines/risk/service/report_document.h"

#include "engines/risk/kernel/limit_types.h"

#include <array>

namespace nautilus::risk {

using kit::ReportChart;
using kit::ReportFigure;
using kit::ReportSection;
using kit::ReportTable;
using kit::Shown;
using kit::Table;

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kTitles{{
    {"summary", "Summary"},
    {"limits", "Limits"},
    {"breaches", "Breaches"},
    {"var_analysis", "Value at risk"},
    {"backtest", "Back-test of value at risk"},
    {"stress_tests", "Stress tests"},
    {"liquidity", "Liquidity"},
}};

ReportSection sectionOf(std::string_view id) {
    ReportSection out;
    out.id = id;
    out.title = id;
    for (const auto& [name, title] : kTitles)
        if (name == id) out.title = title;
    return out;
}

/// Columns taken from rows.
template <class Row, class Get>
auto column(const std::vector<Row>& rows, Get get) {
    std::vector<std::decay_t<decltype(get(rows.front()))>> out;
    for (const auto& row : rows)
        out.push_back(get(row));
    return out;
}

} // namespace

ReportSection summarySection(const CheckResult& check, double portfolio_value) {
    auto out = sectionOf("summary");
    out.paragraphs.push_back("Overall status " + check.overall_status + ", risk assessment " +
                             check.risk_assessment + "; " + std::to_string(check.limit_checks.size()) +
                             " limits checked, " + std::to_string(check.breaches.size()) + " broken.");
    const auto& m = check.risk_metrics;
    out.figures = {{"Portfolio value", portfolio_value, Shown::Money},
                   {"Value at risk, 1 day, 99 %", m.portfolio_var_1d, Shown::Percent},
                   {"Value at risk, 10 days, 99 %", m.portfolio_var_10d, Shown::Percent},
                   {"Expected shortfall, 1 day, 99 %", m.expected_shortfall, Shown::Percent},
                   {"Beta", m.beta, Shown::Ratio},
                   {"Correlation to the market", m.correlation_to_market, Shown::Ratio}};
    for (auto& figure : out.figures)
        if (std::isnan(figure.value)) figure.note = "cannot be computed; see the notes";
    for (const auto& breach : check.breaches)
        out.paragraphs.push_back(breach.recommendation + " (" + breach.severity + ").");
    return out;
}

ReportSection limitsSection(const CheckResult& check) {
    auto out = sectionOf("limits");
    const auto& rows = check.limit_checks;
    if (rows.empty()) {
        out.paragraphs.emplace_back("No limit is kept.");
        return out;
    }
    Table table;
    table.add("limit", column(rows, [](const LimitCheckRow& r) { return r.limit_type; }));
    table.add("scope", column(rows, [](const LimitCheckRow& r) { return r.scope_id; }));
    table.add("subject", column(rows, [](const LimitCheckRow& r) { return r.subject.value_or(""); }));
    table.add("value", column(rows, [](const LimitCheckRow& r) { return r.current_value; }));
    table.add("limit_value", column(rows, [](const LimitCheckRow& r) { return r.limit_value; }));
    table.add("utilisation",
              column(rows, [](const LimitCheckRow& r) { return r.utilization_percent / 100; }));
    table.add("status", column(rows, [](const LimitCheckRow& r) { return r.status; }));
    table.add("severity", column(rows, [](const LimitCheckRow& r) { return r.severity; }));
    out.tables.push_back({"Limits",
                          std::move(table),
                          {Shown::Number, Shown::Number, Shown::Number, Shown::Number, Shown::Number,
                           Shown::Percent, Shown::Number, Shown::Number}});
    return out;
}

ReportSection breachesSection(const BreachesResult& breaches) {
    auto out = sectionOf("breaches");
    const auto& s = breaches.breach_summary;
    const auto count = [](std::int64_t n) { return static_cast<double>(n); };
    out.figures = {{"Breaches", count(s.total_breaches), Shown::Integer},
                   {"Critical", count(s.critical_severity), Shown::Integer},
                   {"High", count(s.high_severity), Shown::Integer},
                   {"Medium", count(s.medium_severity), Shown::Integer},
                   {"Low", count(s.low_severity), Shown::Integer},
                   {"Mean minutes until resolved", s.avg_resolution_time_minutes, Shown::Number,
                    s.avg_resolution_time_minutes >= 0 ? "" : "none of the period is resolved"}};
    const auto& rows = breaches.breaches;
    if (rows.empty()) {
        out.paragraphs.emplace_back("No breach was found in the period.");
        return out;
    }
    Table table;
    table.add("breach", column(rows, [](const BreachView& r) { return r.breach_id; }));
    table.add("found", column(rows, [](const BreachView& r) { return r.timestamp.rfc3339(); }));
    table.add("limit", column(rows, [](const BreachView& r) { return r.limit_type; }));
    table.add("subject", column(rows, [](const BreachView& r) { return r.subject.value_or(""); }));
    table.add("severity", column(rows, [](const BreachView& r) { return r.severity; }));
    table.add("value", column(rows, [](const BreachView& r) { return r.current_value; }));
    table.add("limit_value", column(rows, [](const BreachView& r) { return r.limit_value; }));
    table.add("state", column(rows, [](const BreachView& r) { return r.resolution_status; }));
    table.add("action", column(rows, [](const BreachView& r) { return r.action_taken.value_or(""); }));
    out.tables.push_back({"Breaches", std::move(table), std::vector<Shown>(9, Shown::Number)});
    return out;
}

ReportSection varSection(const VarResult& figures) {
    auto out = sectionOf("var_analysis");
    const auto& rows = figures.figures;
    Table table;
    table.add("method", column(rows, [](const VarRow& r) { return r.method; }));
    table.add("horizon_days", column(rows, [](const VarRow& r) { return r.horizon_days; }));
    table.add("value_at_risk", column(rows, [](const VarRow& r) { return r.value_at_risk; }));
    table.add("expected_shortfall", column(rows, [](const VarRow& r) { return r.expected_shortfall; }));
    table.add("amount", column(rows, [](const VarRow& r) { return r.value_at_risk_amount; }));
    out.tables.push_back({"Value at risk by method",
                          std::move(table),
                          {Shown::Number, Shown::Integer, Shown::Percent, Shown::Percent, Shown::Money}});
    const auto& parts = figures.parts.positions;
    Table positions;
    positions.add("symbol", column(parts, [](const VarPosition& p) { return p.symbol; }));
    positions.add("weight", column(parts, [](const VarPosition& p) { return p.weight; }));
    positions.add("component", column(parts, [](const VarPosition& p) { return p.component; }));
    positions.add("share", column(parts, [](const VarPosition& p) { return p.share; }));
    positions.add("incremental", column(parts, [](const VarPosition& p) { return p.incremental; }));
    out.tables.push_back({"Parts by position (" + figures.parts.model + " model)",
                          std::move(positions),
                          {Shown::Number, Shown::Percent, Shown::Percent, Shown::Percent, Shown::Percent}});
    if (parts.empty()) return out;
    ReportChart chart{
        ReportChart::Kind::Bars, "Parts of value at risk", Shown::Percent, {}, {{"component", {}}}};
    for (const auto& part : parts) {
        chart.labels.push_back(part.symbol);
        chart.series.front().values.push_back(part.component);
    }
    out.charts.push_back(std::move(chart));
    return out;
}

ReportSection backtestSection(const BacktestResult& test) {
    auto out = sectionOf("backtest");
    out.paragraphs.push_back("Method " + test.method + ": zone " + test.zone + ".");
    out.figures = {{"Observations", static_cast<double>(test.observations), Shown::Integer},
                   {"Exceptions", static_cast<double>(test.exceptions), Shown::Integer},
                   {"Expected", test.expected, Shown::Number},
                   {"Kupiec p-value", test.kupiec_p, Shown::Ratio},
                   {"Christoffersen p-value", test.christoffersen_p, Shown::Ratio},
                   {"Acerbi-Szekely Z2", test.z2, Shown::Ratio}};
    for (auto& figure : out.figures)
        if (std::isnan(figure.value)) figure.note = "too few observations";
    if (test.series.empty()) return out;
    ReportChart chart{ReportChart::Kind::Line,
                      "Returns and the loss that was forecast",
                      Shown::Percent,
                      {},
                      {{"return", {}}, {"-VaR", {}}}};
    for (const auto& point : test.series) {
        chart.labels.push_back(point.date.iso());
        chart.series[0].values.push_back(point.portfolio_return);
        chart.series[1].values.push_back(-point.value_at_risk);
    }
    out.charts.push_back(std::move(chart));
    return out;
}

ReportSection stressSection(const StressResult& stress) {
    auto out = sectionOf("stress_tests");
    const auto& rows = stress.scenarios;
    Table table;
    table.add("scenario", column(rows, [](const StressRow& r) { return r.scenario; }));
    table.add("from",
              column(rows, [](const StressRow& r) { return r.from ? r.from->iso() : std::string(); }));
    table.add("to", column(rows, [](const StressRow& r) { return r.to ? r.to->iso() : std::string(); }));
    table.add("loss", column(rows, [](const StressRow& r) { return r.loss; }));
    table.add("amount", column(rows, [](const StressRow& r) { return r.loss_amount; }));
    table.add("covered", column(rows, [](const StressRow& r) { return r.covered; }));
    out.tables.push_back(
        {"Scenarios",
         std::move(table),
         {Shown::Number, Shown::Number, Shown::Number, Shown::Percent, Shown::Money, Shown::Percent}});
    out.paragraphs.emplace_back("A loss without a number: no stored prices reach the scenario.");
    out.figures = {{"Loss that reverse stress looks for", stress.reverse.loss, Shown::Percent},
                   {"Daily deviations away", stress.reverse.deviations, Shown::Number,
                    stress.reverse.deviations >= 0 ? "" : "the positions have no covariance"}};
    const auto& moves = stress.reverse.positions;
    if (moves.empty()) return out;
    Table reverse;
    reverse.add("symbol", column(moves, [](const StressMove& m) { return m.symbol; }));
    reverse.add("move", column(moves, [](const StressMove& m) { return m.move; }));
    reverse.add("loss", column(moves, [](const StressMove& m) { return m.loss; }));
    out.tables.push_back({"Most likely day that loses so much",
                          std::move(reverse),
                          {Shown::Number, Shown::Percent, Shown::Percent}});
    return out;
}

ReportSection liquiditySection(const LiquidityResult& liquidity) {
    auto out = sectionOf("liquidity");
    out.figures = {{"Days until all is sold", liquidity.days_for_all, Shown::Number},
                   {"Cost of selling all", liquidity.cost, Shown::Money},
                   {"Cost as a share of the portfolio", liquidity.cost_share, Shown::Percent},
                   {"Value at risk with that cost", liquidity.liquidity_adjusted_var, Shown::Percent}};
    for (auto& figure : out.figures)
        if (std::isnan(figure.value)) figure.note = "a position has no volume or no history";
    const auto& rows = liquidity.positions;
    Table table;
    table.add("symbol", column(rows, [](const LiquidityRow& r) { return r.symbol; }));
    table.add("value", column(rows, [](const LiquidityRow& r) { return r.value; }));
    table.add("share_of_volume", column(rows, [](const LiquidityRow& r) { return r.share_of_volume; }));
    table.add("days", column(rows, [](const LiquidityRow& r) { return r.days; }));
    table.add("cost", column(rows, [](const LiquidityRow& r) { return r.cost; }));
    out.tables.push_back({"Positions",
                          std::move(table),
                          {Shown::Number, Shown::Money, Shown::Percent, Shown::Number, Shown::Money}});
    return out;
}

ReportSection failedSection(const std::string& id, const std::string& why) {
    auto out = sectionOf(id);
    out.paragraphs.push_back("Could not be computed: " + why + ".");
    return out;
}

} // namespace nautilus::risk
