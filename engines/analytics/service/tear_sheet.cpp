#include "engines/analytics/service/performance_answers.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ReportChart;
using kit::ReportDocument;
using kit::ReportFigure;
using kit::ReportSection;
using kit::ReportTable;
using kit::Shown;
using kit::Table;

namespace {

/// How a figure of a table is shown, by the unit that its field states.
Shown shownOf(std::string_view unit) {
    return unit == "fraction" || unit == "per year" || unit == "probability" ? Shown::Percent : Shown::Ratio;
}

template <class T>
std::vector<ReportFigure> figuresFrom(const T& figures) {
    std::vector<ReportFigure> out;
    kit::forEachField<T>([&](const auto& f) {
        using Member = std::decay_t<decltype(figures.*(f.member))>;
        if constexpr (std::is_same_v<Member, double>) {
            const double value = figures.*(f.member);
            out.push_back({std::string(f.name), value, shownOf(f.unit_text),
                           std::isfinite(value) ? "" : "cannot be computed from this series"});
        } else if constexpr (std::is_same_v<Member, std::int64_t>) {
            out.push_back({std::string(f.name), static_cast<double>(figures.*(f.member)), Shown::Integer});
        }
    });
    return out;
}

const std::vector<double>* numbersOf(const Table& table, std::string_view column) {
    const auto* found = table.find(column);
    return found ? std::get_if<Table::Numbers>(&found->cells) : nullptr;
}

std::vector<std::string> labelsOf(const MeasuredSeries& series) {
    std::vector<std::string> out;
    for (std::size_t t = 0; t < series.returns.size(); ++t)
        out.push_back(series.dated() ? series.dates[t].iso() : std::to_string(t));
    return out;
}

/// As people call a column of the curve.
std::string wordOf(std::string_view column) {
    if (column == "cumulative") return "Portfolio";
    if (column == "benchmark_cumulative") return "Benchmark";
    return std::string(column);
}

ReportChart chartOf(std::string title, ReportChart::Kind kind, Shown shown, const MeasuredSeries& series,
                    const Table& table, std::initializer_list<const char*> columns) {
    ReportChart out{kind, std::move(title), shown, labelsOf(series), {}};
    for (const char* column : columns)
        if (const auto* values = numbersOf(table, column)) out.series.push_back({wordOf(column), *values});
    return out;
}

/// Percent for every column of numbers. A year is a name: it takes no separator of thousands.
ReportTable percentTable(std::string title, const Table& table) {
    ReportTable out{std::move(title), {}, {}};
    for (const auto& column : table.columns()) {
        const auto* whole = std::get_if<Table::Integers>(&column.cells);
        const bool real = std::holds_alternative<Table::Numbers>(column.cells);
        out.shown.push_back(real ? Shown::Percent : Shown::Integer);
        if (!whole || column.name != "year") {
            out.table.add(column.name, column.cells);
            continue;
        }
        Table::Texts years;
        for (const auto year : *whole)
            years.push_back(std::to_string(year));
        out.table.add(column.name, std::move(years));
    }
    return out;
}

using Kind = ReportChart::Kind;

ReportSection growthSection(const TearSheet& sheet, const MeasuredSeries& series) {
    ReportSection growth{"growth", "Growth", {}, {}, {}, {}};
    growth.charts.push_back(chartOf("Cumulative return", Kind::Line, Shown::Percent, series, sheet.curve,
                                    {"cumulative", "benchmark_cumulative"}));
    growth.charts.push_back(
        chartOf("Drawdown", Kind::Area, Shown::Percent, series, sheet.curve, {"drawdown"}));
    if (sheet.monthly) growth.tables.push_back(percentTable("Returns by month", *sheet.monthly));
    return growth;
}

ReportSection rollingSection(const TearSheet& sheet, const MeasuredSeries& series) {
    ReportSection rolling{"rolling", "Rolling figures", {}, {}, {}, {}};
    if (sheet.rolling.rowCount() > 0) {
        rolling.charts.push_back(
            chartOf("Volatility", Kind::Line, Shown::Percent, series, sheet.rolling, {"volatility"}));
        rolling.charts.push_back(
            chartOf("Sharpe ratio", Kind::Line, Shown::Ratio, series, sheet.rolling, {"sharpe_ratio"}));
        if (!series.market.empty())
            rolling.charts.push_back(
                chartOf("Beta", Kind::Line, Shown::Ratio, series, sheet.rolling, {"beta"}));
    }
    return rolling;
}

ReportSection sectionOf(const std::string& name, const TearSheet& sheet, const MeasuredSeries& series) {
    if (name == "growth") return growthSection(sheet, series);
    if (name == "returns") return {name, "Return and risk", {}, figuresFrom(sheet.metrics.returns), {}, {}};
    if (name == "active")
        return {name, "Against " + sheet.metrics.active->benchmark,
                {},   figuresFrom(*sheet.metrics.active),
                {},   {}};
    if (name == "sharpe") return {name, "Trust in the Sharpe ratio", {}, figuresFrom(sheet.sharpe), {}, {}};
    if (name == "rolling") return rollingSection(sheet, series);
    ReportSection falls{"drawdowns", "Drawdowns", {}, {}, {}, {}};
    falls.tables.push_back(percentTable("The ten deepest", sheet.drawdowns));
    return falls;
}

std::string base64(const std::string& bytes) {
    static constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k <= bytes.size() ? kAlphabet[three >> (18 - 6 * k) & 63U] : '=';
    }
    return out;
}

} // namespace

TearSheet tearSheetOf(const MeasuredSeries& series, const SheetWish& wish, Call& call) {
    TearSheet out;
    out.metrics = metricsOf(series, {0, wish.confidence}, "/data/metrics", call);
    out.sharpe = sharpeOf(series, {.confidence = wish.confidence});
    out.curve = curveTable(series);
    out.drawdowns = drawdownsTable(series, 10);
    if (auto rolling = rollingTable(series, wish.window, wish.confidence))
        out.rolling = std::move(*rolling);
    else
        call.warn("not_computable", "/data/rolling", rolling.error().front().message);
    if (auto monthly = monthlyTable(series)) out.monthly = std::move(*monthly);
    if (!out.monthly) call.warn("not_computable", "/data/monthly", "a table of months needs dates");
    return out;
}

ReportDocument documentOf(const TearSheet& sheet, const MeasuredSeries& series, const Call& call,
                          std::string made_at, const std::vector<std::string>& sections) {
    ReportDocument out;
    out.title = "Performance tear sheet";
    out.subject = series.subject;
    out.made_at = std::move(made_at);
    if (sheet.metrics.period_start) {
        out.period = sheet.metrics.period_start->iso() + " to " + sheet.metrics.period_end->iso();
        out.as_of = *sheet.metrics.period_end;
    }
    for (const auto& name : sections) {
        const bool there = std::any_of(out.sections.begin(), out.sections.end(),
                                       [&](const auto& each) { return each.id == name; });
        if (!there && (name != "active" || sheet.metrics.active))
            out.sections.push_back(sectionOf(name, sheet, series));
    }
    for (const auto& [name, what] : call.methods)
        out.notes.push_back(name + ": " + what);
    for (const auto& warning : call.warnings)
        out.notes.push_back(warning.pointer + ": " + warning.message);
    return out;
}

SheetFile fileOf(const std::string& bytes, const std::string& format, const std::string& stem) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kTypes{
        {{"pdf", "application/pdf"},
         {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
         {"html", "text/html; charset=utf-8"},
         {"csv", "text/csv; charset=utf-8"}}};
    SheetFile out{stem + "." + format, "application/octet-stream", base64(bytes)};
    for (const auto& [name, type] : kTypes)
        if (name == format) out.media_type = type;
    return out;
}

} // namespace nautilus::analytics
