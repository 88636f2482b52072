#include "app/catalog/report_xlsx.h"

#include "app/security/digest.h"

#include "engines/domain/timestamp.h"

#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::ReportChart;
using kit::ReportDocument;
using kit::ReportTable;
using kit::Shown;
using kit::Table;

namespace {

constexpr lxw_row_t kMostRows = 1'048'576;
constexpr std::size_t kLongestText = 32'767 - 3, kLongestName = 31; // letters
constexpr double kWidestColumn = 60, kChartRows = 16, kDateOffset = 25'569;

std::size_t lettersOf(std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; }));
}

/// The first so many letters; what is cut is marked.
std::string cut(const std::string& text, std::size_t letters) {
    if (lettersOf(text) <= letters) return text;
    std::size_t at = 0, seen = 0;
    for (; at < text.size(); ++at)
        if ((static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80 && seen++ == letters - 1) break;
    return text.substr(0, at) + "…";
}

/// A title that begins with '=' would be taken for the place of a cell.
std::string plainTitle(const std::string& title) {
    return (title.starts_with('=') ? " " : "") + cut(title, 200);
}

std::string spokenName(std::string name) {
    std::ranges::replace(name, '_', ' ');
    return name;
}

/// Names of sheets are short, without []:*?/\ and quotes at their ends, and differ without regard to case.
class SheetNames {
public:
    std::string next(const std::string& title) {
        std::string plain;
        for (const char c : title)
            plain += std::string_view("[]:*?/\\'").find(c) != std::string_view::npos ? ' ' : c;
        plain.erase(0, plain.find_first_not_of(' '));
        if (plain.empty() || lower(plain) == "history") plain = "Section";
        auto name = cut(plain, kLongestName);
        for (int n = 2; !taken_.insert(lower(name)).second; ++n) {
            const auto mark = " " + std::to_string(n);
            name = cut(plain, kLongestName - mark.size()) + mark;
        }
        return name;
    }

private:
    static std::string lower(std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    }
    std::set<std::string> taken_;
};

/// Number formats by their text.
class Formats {
public:
    explicit Formats(lxw_workbook* book) : book_(book) {}
    lxw_format* number(const std::string& text) {
        auto& found = made_[text];
        if (!found) {
            found = workbook_add_format(book_);
            format_set_num_format(found, text.c_str());
        }
        return found;
    }
    lxw_format* bold(double size = 11) {
        auto& found = made_["bold " + std::to_string(size)];
        if (!found) {
            found = workbook_add_format(book_);
            format_set_bold(found);
            format_set_font_size(found, size);
        }
        return found;
    }
    lxw_format* heading() {
        auto& found = made_["heading"];
        if (!found) {
            found = workbook_add_format(book_);
            format_set_bold(found);
            format_set_bottom(found, LXW_BORDER_THIN);
        }
        return found;
    }

private:
    lxw_workbook* book_;
    std::map<std::string, lxw_format*> made_;
};

std::string formatOf(Shown shown, const std::vector<double>& values) {
    switch (shown) {
    case Shown::Percent:
        return "0.00%";
    case Shown::Money:
        return "#,##0.00";
    case Shown::Integer:
        return "#,##0";
    case Shown::Ratio:
        return "0.000";
    case Shown::Number:
        break;
    }
    double largest = 0;
    bool whole = true;
    for (const double v : values)
        if (std::isfinite(v)) {
            largest = std::max(largest, std::fabs(v));
            whole = whole && v == std::floor(v);
        }
    return whole ? "#,##0" : largest >= 1'000 ? "#,##0.00" : largest >= 1e-3 ? "0.0000" : "0.00E+00";
}

/// One sheet, filled downwards.
class Sheet {
public:
    Sheet(lxw_workbook* book, Formats& formats, std::string name)
        : book_(book), formats_(formats), name_(std::move(name)),
          sheet_(workbook_add_worksheet(book, name_.c_str())) {
        worksheet_set_paper(sheet_, 9); // A4
        worksheet_fit_to_pages(sheet_, 1, 0);
        worksheet_set_footer(sheet_, "&L&A&RPage &P of &N");
    }

    void line(const std::string& words, lxw_format* format = nullptr) {
        string(row_, 0, words, format);
        ++row_;
    }
    void skip() { ++row_; }
    void pair(const std::string& name, const std::string& value) {
        cell(row_, 0, name);
        cell(row_++, 1, value);
    }
    void figure(const kit::ReportFigure& figure) {
        cell(row_, 0, figure.name);
        number(row_, 1, figure.value, formats_.number(formatOf(figure.shown, {figure.value})));
        if (!figure.note.empty()) string(row_, 2, figure.note, nullptr);
        ++row_;
    }
    [[nodiscard]] kit::Result<void> table(const ReportTable& table) {
        const auto& columns = table.table.columns();
        const auto rows = table.table.rowCount();
        if (rows + row_ + 4 > kMostRows)
            return fail(ErrorCode::NotComputable, "a table has more rows than a sheet of a workbook");
        if (!table.title.empty()) line(table.title, formats_.bold());
        const auto first = row_;
        for (std::size_t c = 0; c < columns.size(); ++c) {
            cell(first, c, spokenName(columns[c].name), formats_.heading());
            column(first + 1, c, columns[c].cells, c < table.shown.size() ? table.shown[c] : Shown::Number);
        }
        row_ += static_cast<lxw_row_t>(rows) + 2;
        return {};
    }
    /// The values as a table and the chart beside them.
    [[nodiscard]] kit::Result<void> chart(const ReportChart& wanted) {
        ReportTable values;
        values.title = wanted.title;
        values.shown.push_back(Shown::Number);
        Table::Dates dates;
        for (const auto& label : wanted.labels)
            if (const auto date = domain::SessionDate::parse(label)) dates.push_back(*date);
        const bool dated = !dates.empty() && dates.size() == wanted.labels.size();
        values.table.add("label", dated ? Table::Cells(dates) : Table::Cells(wanted.labels));
        for (const auto& series : wanted.series) {
            values.table.add(series.name, series.values);
            values.shown.push_back(wanted.shown);
        }
        const auto heading = row_ + (wanted.title.empty() ? 0 : 1);
        if (auto written = table(values); !written) return written;
        if (!wanted.labels.empty() && !wanted.series.empty()) {
            insert(wanted, heading, dated);
            row_ = std::max(row_, heading + static_cast<lxw_row_t>(kChartRows) + 2);
        }
        return {};
    }
    void finish() {
        for (const auto& [column, letters] : widths_)
            worksheet_set_column(sheet_, column, column, std::clamp(letters + 2.0, 9.0, kWidestColumn),
                                 nullptr);
    }

private:
    void string(lxw_row_t row, std::size_t column, const std::string& words, lxw_format* format) {
        if (!words.empty())
            (void)worksheet_write_string(sheet_, row, static_cast<lxw_col_t>(column),
                                         cut(words, kLongestText).c_str(), format);
    }
    /// A text that the column's width goes by.
    void cell(lxw_row_t row, std::size_t column, const std::string& words, lxw_format* format = nullptr) {
        widen(column, static_cast<double>(lettersOf(words)));
        string(row, column, words, format);
    }
    void number(lxw_row_t row, std::size_t column, double value, lxw_format* format) {
        if (!std::isfinite(value)) return;
        widen(column, std::fabs(value) >= 1 ? 6 + 1.4 * std::log10(std::fabs(value)) : 8);
        (void)worksheet_write_number(sheet_, row, static_cast<lxw_col_t>(column), value, format);
    }
    void widen(std::size_t column, double letters) {
        auto& width = widths_[static_cast<lxw_col_t>(column)];
        width = std::max(width, letters);
    }
    void column(lxw_row_t from, std::size_t c, const Table::Cells& cells, Shown shown) {
        auto row = from;
        if (const auto* numbers = std::get_if<Table::Numbers>(&cells)) {
            auto* format = formats_.number(formatOf(shown, *numbers));
            for (const double value : *numbers)
                number(row++, c, value, format);
        } else if (const auto* whole = std::get_if<Table::Integers>(&cells)) {
            for (const auto value : *whole)
                integer(row++, c, value);
        } else if (const auto* dates = std::get_if<Table::Dates>(&cells)) {
            for (const auto date : *dates)
                number(row++, c, date.days + kDateOffset, formats_.number("yyyy-mm-dd"));
        } else if (const auto* flags = std::get_if<Table::Flags>(&cells)) {
            for (const auto flag : *flags)
                (void)worksheet_write_boolean(sheet_, row++, static_cast<lxw_col_t>(c), flag, nullptr);
        } else {
            for (const auto& text : std::get<Table::Texts>(cells))
                cell(row++, c, text);
        }
    }
    /// Cells hold doubles: a whole number beyond their digits is kept as a text.
    void integer(lxw_row_t row, std::size_t c, std::int64_t value) {
        constexpr std::int64_t kExact = 1LL << 53;
        if (value > -kExact && value < kExact)
            number(row, c, static_cast<double>(value), formats_.number("#,##0"));
        else
            cell(row, c, std::to_string(value));
    }
    static lxw_chart_type typeOf(ReportChart::Kind kind) {
        switch (kind) {
        case ReportChart::Kind::Area:
            return LXW_CHART_AREA;
        case ReportChart::Kind::Bars:
            return LXW_CHART_COLUMN;
        case ReportChart::Kind::Line:
        case ReportChart::Kind::Points:
            break;
        }
        return LXW_CHART_LINE;
    }
    void insert(const ReportChart& wanted, lxw_row_t heading, bool dated) {
        auto* chart = workbook_add_chart(book_, static_cast<std::uint8_t>(typeOf(wanted.kind)));
        const auto first = heading + 1;
        const auto last = heading + static_cast<lxw_row_t>(wanted.labels.size());
        for (std::size_t s = 0; s < wanted.series.size(); ++s) {
            const auto column = static_cast<lxw_col_t>(s + 1);
            auto* series = chart_add_series(chart, nullptr, nullptr);
            chart_series_set_categories(series, name_.c_str(), first, 0, last, 0);
            chart_series_set_values(series, name_.c_str(), first, column, last, column);
            chart_series_set_name_range(series, name_.c_str(), heading, column);
            if (wanted.kind != ReportChart::Kind::Points) continue;
            lxw_chart_line none{};
            none.none = 1;
            chart_series_set_line(series, &none);
            chart_series_set_marker_type(series, LXW_CHART_MARKER_CIRCLE);
        }
        const auto format = formatOf(wanted.shown, {});
        chart_axis_set_num_format(chart->y_axis, wanted.shown == Shown::Percent  ? "0%"
                                                 : wanted.shown == Shown::Number ? "General"
                                                                                 : format.c_str());
        chart_axis_set_label_position(chart->x_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
        if (dated) chart_axis_set_num_format(chart->x_axis, "yyyy-mm-dd");
        if (!wanted.title.empty()) chart_title_set_name(chart, plainTitle(wanted.title).c_str());
        if (wanted.series.size() == 1) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
        chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
        (void)worksheet_insert_chart(sheet_, heading, static_cast<lxw_col_t>(wanted.series.size() + 2),
                                     chart);
    }

    lxw_workbook* book_;
    Formats& formats_;
    const std::string name_;
    lxw_worksheet* sheet_;
    lxw_row_t row_ = 0;
    std::map<lxw_col_t, double> widths_;
};

kit::Result<void> fill(lxw_workbook* book, const ReportDocument& document) {
    Formats formats(book);
    SheetNames names;
    Sheet about(book, formats, names.next("Report"));
    about.line(document.title, formats.bold(16));
    about.skip();
    about.pair("subject", document.subject);
    about.pair("period", document.period);
    about.pair("data as of", document.as_of.iso());
    about.pair("made", document.made_at);
    about.skip();
    if (!document.notes.empty()) about.line("Notes", formats.bold());
    for (const auto& note : document.notes)
        about.line(note);
    about.finish();
    for (const auto& section : document.sections) {
        Sheet sheet(book, formats, names.next(section.title));
        sheet.line(section.title, formats.bold(14));
        for (const auto& paragraph : section.paragraphs)
            sheet.line(paragraph);
        sheet.skip();
        for (const auto& figure : section.figures)
            sheet.figure(figure);
        if (!section.figures.empty()) sheet.skip();
        for (const auto& table : section.tables)
            if (auto written = sheet.table(table); !written) return written;
        for (const auto& chart : section.charts)
            if (auto written = sheet.chart(chart); !written) return written;
        sheet.finish();
    }
    return {};
}

void describe(lxw_workbook* book, const ReportDocument& document) {
    auto title = cut(document.title, 200), subject = cut(document.subject, 200);
    lxw_doc_properties about{};
    about.title = title.data();
    about.subject = subject.data();
    const auto made = domain::Timestamp::parse(document.made_at);
    about.created = made ? made->ns / domain::kNsPerSecond : 86'400; // 0 would be the time of now
    (void)workbook_set_properties(book, &about);
}

} // namespace

kit::Result<std::string> reportXlsx(const ReportDocument& document, const std::string& scratch) {
    const auto path = scratch + "/report-" + security::randomHex(8) + ".xlsx";
    lxw_workbook_options options{};
    auto folder = scratch;
    options.tmpdir = folder.data();
    auto* book = workbook_new_opt(path.c_str(), &options);
    if (!book) return fail(ErrorCode::Unavailable, "the workbook could not be written");
    describe(book, document);
    const auto filled = fill(book, document);
    const bool closed = workbook_close(book) == LXW_NO_ERROR;
    std::ifstream file(path, std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    file.close();
    std::error_code error;
    std::filesystem::remove(path, error);
    if (!filled) return kit::failAs(filled);
    if (!closed || bytes.empty()) return fail(ErrorCode::Unavailable, "the workbook could not be written");
    return bytes;
}

} // namespace nautilus::catalog
