#include "app/report/files/report_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::report {

using kit::ErrorCode;
using kit::ReportTable;
using kit::Shown;
using kit::Table;

namespace {

constexpr std::string_view kMinus = "\u2212", kHardSpace = "\u00A0", kUnknown = "\uFFFD";
constexpr double kTooSmall = 1e-5; ///< below: powers of ten

/// Digits after the point that leave about four significant ones of the largest magnitude.
int decimalsFor(double largest) {
    if (largest == 0) return 2;
    return std::clamp(3 - static_cast<int>(std::floor(std::log10(largest))), 2, 6);
}

std::string scientific(double value) {
    const auto text = fmt::format("{:.2e}", std::fabs(value));
    const auto e = text.find('e');
    static constexpr std::string_view kRaised[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    std::string power;
    for (const char c : std::to_string(std::stoi(text.substr(e + 1))))
        power += c == '-' ? std::string_view("⁻") : kRaised[c - '0'];
    return std::string(value < 0 ? kMinus : "") + text.substr(0, e) + "×10" + power;
}

/// Digits with or without a point, their thousands separated.
std::string grouped(std::string digits) {
    for (auto at = std::min(digits.find('.'), digits.size()); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

bool isWhole(double value) {
    return !std::isfinite(value) || (value == std::floor(value) && std::fabs(value) < 1e15);
}

/// Numbers of one column; how many decimals they share.
struct NumberStyle {
    int decimals = 2;
    double factor = 1;
    bool powers = false;
};

NumberStyle styleOf(const Table::Numbers& values, Shown shown) {
    switch (shown) {
    case Shown::Percent:
        return {2, 100};
    case Shown::Money:
        return {2};
    case Shown::Integer:
        return {0};
    case Shown::Ratio:
        return {3};
    case Shown::Number:
        break;
    }
    double largest = 0;
    for (const double v : values)
        if (std::isfinite(v)) largest = std::max(largest, std::fabs(v));
    if (largest > 0 && largest < kTooSmall) return {.powers = true};
    if (std::ranges::all_of(values, isWhole)) return {0};
    return {decimalsFor(largest)};
}

std::string numberCell(double value, const NumberStyle& style) {
    if (!std::isfinite(value)) return std::string(kMissingMark);
    return style.powers && value != 0 ? scientific(value) : groupedText(value * style.factor, style.decimals);
}

/// Length of the well-formed UTF-8 sequence at `at`; 0 when there is none (RFC 3629).
std::size_t sequenceAt(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const auto first = byte(0);
    if (first < 0x80) return 1;
    const std::size_t n = first >= 0xC2 && first <= 0xDF   ? 2
                          : first >= 0xE0 && first <= 0xEF ? 3
                          : first >= 0xF0 && first <= 0xF4 ? 4
                                                           : 0;
    if (n == 0 || at + n > text.size()) return 0;
    for (std::size_t i = 1; i < n; ++i)
        if ((byte(i) & 0xC0) != 0x80) return 0;
    const auto second = byte(1);
    if ((first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F) ||
        (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F))
        return 0;
    return n;
}

std::size_t rowsOf(const Table::Column& column) {
    return std::visit([](const auto& cells) { return cells.size(); }, column.cells);
}

void cleanTable(ReportTable& table) {
    Table out;
    for (const auto& column : table.table.columns()) {
        auto cells = column.cells;
        if (auto* texts = std::get_if<Table::Texts>(&cells))
            for (auto& text : *texts)
                text = cleanText(text);
        out.add(cleanText(column.name), std::move(cells));
    }
    table.title = cleanText(table.title);
    table.table = std::move(out);
}

} // namespace

kit::Result<void> checkReport(const kit::ReportDocument& document) {
    const auto refuse = [](const std::string& title) {
        return kit::fail(ErrorCode::InvalidArgument,
                         "the parts of \"" + cleanText(title) + "\" are not of one length");
    };
    for (const auto& section : document.sections) {
        for (const auto& table : section.tables)
            for (const auto& column : table.table.columns())
                if (rowsOf(column) != table.table.rowCount()) return refuse(table.title);
        for (const auto& chart : section.charts)
            for (const auto& series : chart.series)
                if (series.values.size() != chart.labels.size()) return refuse(chart.title);
    }
    return {};
}

std::string groupedText(double value, int decimals) {
    if (!std::isfinite(value)) return std::string(kMissingMark);
    auto digits = fmt::format("{:.{}f}", std::fabs(value), decimals);
    const bool zero = digits.find_first_of("123456789") == std::string::npos;
    digits = grouped(std::move(digits));
    return value < 0 && !zero ? std::string(kMinus) + digits : digits;
}

std::string shownText(double value, Shown shown) {
    if (!std::isfinite(value)) return std::string(kMissingMark);
    const auto text = numberCell(value, styleOf({value}, shown));
    return shown == Shown::Percent ? text + std::string(kHardSpace) + "%" : text;
}

std::string tickText(double value, double step, Shown shown) {
    if (shown == Shown::Percent) value *= 100, step *= 100;
    std::string unit = shown == Shown::Percent ? "%" : "";
    if (shown != Shown::Percent) {
        const double largest = std::max(std::fabs(value), step);
        for (const auto& [size, sign] :
             {std::pair(1e12, "T"), std::pair(1e9, "B"), std::pair(1e6, "M"), std::pair(1e4, "K")})
            if (largest >= size && unit.empty()) {
                const double by = size == 1e4 ? 1e3 : size;
                value /= by;
                step /= by;
                unit = sign;
            }
    }
    if (value == 0) return unit == "%" ? "0" + std::string(kHardSpace) + unit : "0";
    if (std::fabs(step) < kTooSmall) return scientific(value);
    int decimals = 0; // as many as the step needs
    for (double rest = step; decimals < 6 && std::fabs(rest - std::round(rest)) > 1e-6 * rest; rest *= 10)
        ++decimals;
    const auto text = groupedText(value, decimals);
    return unit.empty() ? text : text + std::string(kHardSpace) + unit;
}

Shown shownOf(const ReportTable& table, std::size_t index) {
    if (std::holds_alternative<Table::Integers>(table.table.columns()[index].cells)) return Shown::Integer;
    return index < table.shown.size() ? table.shown[index] : Shown::Number;
}

std::vector<PrintedColumn> printedColumns(const ReportTable& table) {
    std::vector<PrintedColumn> out;
    for (std::size_t c = 0; c < table.table.columns().size(); ++c) {
        const auto& column = table.table.columns()[c];
        const auto shown = shownOf(table, c);
        PrintedColumn printed;
        printed.heading = spoken(column.name);
        if (const auto* numbers = std::get_if<Table::Numbers>(&column.cells)) {
            printed.numbers = true;
            if (shown == Shown::Percent) printed.heading += "," + std::string(kHardSpace) + "%";
            const auto style = styleOf(*numbers, shown);
            for (const double value : *numbers)
                printed.cells.push_back(numberCell(value, style));
        } else if (const auto* whole = std::get_if<Table::Integers>(&column.cells)) {
            printed.numbers = true;
            for (const auto value : *whole)
                printed.cells.push_back(value < 0 ? std::string(kMinus) +
                                                        grouped(fmt::format("{}", value).substr(1))
                                                  : grouped(fmt::format("{}", value)));
        } else if (const auto* dates = std::get_if<Table::Dates>(&column.cells)) {
            for (const auto date : *dates)
                printed.cells.push_back(date.iso());
        } else if (const auto* flags = std::get_if<Table::Flags>(&column.cells)) {
            for (const auto flag : *flags)
                printed.cells.emplace_back(flag != 0 ? "yes" : "no");
        } else {
            for (const auto& text : std::get<Table::Texts>(column.cells))
                printed.cells.push_back(text.empty() ? std::string(kMissingMark) : cleanText(text));
        }
        out.push_back(std::move(printed));
    }
    return out;
}

std::string spoken(std::string_view name) {
    auto out = cleanText(name);
    std::ranges::replace(out, '_', ' ');
    return out;
}

std::string cleanText(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto n = sequenceAt(text, at);
        const auto c = static_cast<unsigned char>(text[at]);
        const bool control = n == 1 && ((c < 0x20 && c != '\t' && c != '\n') || c == 0x7F);
        const bool control1 = n == 2 && c == 0xC2 && static_cast<unsigned char>(text[at + 1]) < 0xA0;
        if (n == 0 || control || control1)
            out += kUnknown;
        else
            out += text.substr(at, n);
        at += std::max<std::size_t>(n, 1);
    }
    return out;
}

kit::ReportDocument cleanReport(kit::ReportDocument document) {
    const auto clean = [](std::string& text) { text = cleanText(text); };
    const auto clean_all = [&](std::vector<std::string>& texts) { std::ranges::for_each(texts, clean); };
    for (auto* text : {&document.title, &document.subject, &document.period, &document.made_at})
        clean(*text);
    clean_all(document.notes);
    for (auto& section : document.sections) {
        clean(section.title);
        clean_all(section.paragraphs);
        for (auto& figure : section.figures)
            clean(figure.name), clean(figure.note);
        for (auto& table : section.tables)
            cleanTable(table);
        for (auto& chart : section.charts) {
            clean(chart.title);
            clean_all(chart.labels);
            for (auto& series : chart.series)
                clean(series.name);
        }
    }
    return document;
}

} // namespace nautilus::report
