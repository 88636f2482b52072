#pragma once
// A report with everything that a report can hold, the awkward included.

#include "engines/kit/report.h"

#include <cmath>
#include <limits>

namespace nautilus::test {

inline constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

inline kit::ReportChart valueChart(std::size_t days) {
    kit::ReportChart out{kit::ReportChart::Kind::Line, "Value of 100 invested", kit::Shown::Number, {}, {}};
    kit::ReportSeries own{"Portfolio", {}}, market{"S&P 500", {}};
    const auto first = domain::SessionDate::of(2019, 1, 2);
    for (std::size_t i = 0; i < days; ++i) {
        const auto t = static_cast<double>(i);
        out.labels.push_back(first.plusDays(static_cast<int>(i)).iso());
        own.values.push_back(i == 40 ? kNoNumber : 100 + 0.08 * t + 3 * std::sin(t / 11));
        market.values.push_back(100 + 0.05 * t + 2 * std::cos(t / 17));
    }
    out.series = {own, market};
    return out;
}

inline kit::ReportTable positionTable(std::size_t rows) {
    kit::Table table;
    kit::Table::Texts symbols, names;
    kit::Table::Numbers weights, values, betas;
    kit::Table::Integers shares;
    kit::Table::Dates since;
    for (std::size_t i = 0; i < rows; ++i) {
        symbols.push_back("SYM" + std::to_string(i));
        names.push_back(i % 7 == 3 ? "" : "Name of company number " + std::to_string(i));
        weights.push_back(i % 5 == 4 ? kNoNumber : 0.1234 / static_cast<double>(i + 1) * (i % 2 ? -1 : 1));
        values.push_back(1234567.891 / static_cast<double>(i + 1));
        betas.push_back(0.5 + static_cast<double>(i % 9) / 8);
        shares.push_back(static_cast<std::int64_t>(1'000'000 / (i + 1)));
        since.push_back(domain::SessionDate::of(2018, 3, 1).plusDays(static_cast<int>(i)));
    }
    table.add("symbol", symbols);
    table.add("name", names);
    table.add("weight", weights);
    table.add("market_value", values);
    table.add("beta", betas);
    table.add("shares", shares);
    table.add("held_since", since);
    using enum kit::Shown;
    return {"Positions", std::move(table), {Number, Number, Percent, Money, Ratio, Integer}};
}

inline kit::ReportDocument fullReport(std::size_t rows = 30) {
    using enum kit::Shown;
    using Kind = kit::ReportChart::Kind;
    kit::ReportDocument out;
    out.title = "Risk report";
    out.subject = "portfolio_001";
    out.period = "2019-12-10 to 2020-01-10";
    out.as_of = domain::SessionDate::of(2020, 1, 10);
    out.made_at = "2020-01-11T09:30:00Z";
    kit::ReportSection overview{"overview", "Overview", {}, {}, {}, {}};
    overview.paragraphs = {"The portfolio is worth 1.2 m and lost a little less than its benchmark."};
    overview.figures = {{"Value", 1234567.891, Money},
                        {"Return", -0.012345, Percent},
                        {"Sharpe ratio", 0.532, Ratio},
                        {"Positions", 1204, Integer},
                        {"Value at risk, 95 %, one day", 0.0213, Percent},
                        {"Beta", kNoNumber, Ratio, "the benchmark has no prices in this period"},
                        {"Probability of ruin", 3.2e-9, Number}};
    overview.charts = {valueChart(250)};
    kit::ReportSection parts{"components", "Where the risk comes from", {}, {}, {}, {}};
    parts.charts = {{Kind::Bars,
                     "Component value at risk",
                     Percent,
                     {"AAPL", "MSFT", "GOOGL", "NVDA", "Cash"},
                     {{"component", {0.0081, 0.0052, -0.0013, 0.0094, kNoNumber}}}},
                    {Kind::Area, "Drawdown", Percent, valueChart(120).labels, {{"drawdown", {}}}},
                    {Kind::Bars, "Daily profit and loss", Money, valueChart(60).labels, {{"profit", {}}}},
                    {Kind::Points,
                     "Forecast and outcome",
                     Number,
                     valueChart(60).labels,
                     {{"forecast", {}}, {"outcome", {}}}},
                    {Kind::Line, "Nothing known", Number, {"a"}, {{"none", {kNoNumber}}}}};
    for (std::size_t i = 0; i < 120; ++i)
        parts.charts[1].series[0].values.push_back(-0.08 * std::fabs(std::sin(static_cast<double>(i) / 30)));
    for (std::size_t i = 0; i < 60; ++i) {
        parts.charts[2].series[0].values.push_back(25'000 * std::sin(static_cast<double>(i * i)));
        parts.charts[3].series[0].values.push_back(std::sin(static_cast<double>(i) / 9));
        parts.charts[3].series[1].values.push_back(std::sin(static_cast<double>(i) / 9 + 0.4) * 1.1);
    }
    parts.tables = {positionTable(rows), {"Breaches", {}, {}}};
    parts.tables[1].table.add("limit", kit::Table::Texts{});
    out.sections = {overview, parts};
    out.notes = {"Value at risk: historical simulation over 250 sessions (Jorion 2007, chapter 10)",
                 "NVDA has no price before 2018-03-01"};
    return out;
}

} // namespace nautilus::test
