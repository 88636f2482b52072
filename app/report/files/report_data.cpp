#include "app/report/files/report_data.h"

#include "app/report/files/report_text.h"

#include <limits>

namespace nautilus::report {

using kit::JsonWriter;
using kit::ReportChart;
using kit::ReportDocument;
using kit::ReportFigure;
using kit::ReportSection;
using kit::ReportTable;
using kit::Table;

namespace {

std::string_view nameOf(kit::Shown shown) {
    static constexpr std::string_view kNames[] = {"number", "percent", "money", "integer", "ratio"};
    return kNames[static_cast<int>(shown)];
}

std::string_view nameOf(ReportChart::Kind kind) {
    static constexpr std::string_view kNames[] = {"line", "area", "bars", "points"};
    return kNames[static_cast<int>(kind)];
}

void text(JsonWriter& out, std::string_view name, std::string_view value) {
    out.key(name);
    out.string(value);
}

void texts(JsonWriter& out, std::string_view name, const std::vector<std::string>& values) {
    out.key(name);
    out.beginArray();
    for (const auto& value : values)
        out.string(value);
    out.endArray();
}

/// All rows, whatever page the table was cut to.
Table whole(const Table& table) {
    auto out = table;
    out.page(0, std::numeric_limits<std::size_t>::max());
    return out;
}

void write(JsonWriter& out, const ReportFigure& figure) {
    out.beginObject();
    text(out, "name", figure.name);
    out.key("value");
    out.number(figure.value);
    text(out, "shown", nameOf(figure.shown));
    out.key("note");
    figure.note.empty() ? out.null() : out.string(figure.note);
    out.endObject();
}

void write(JsonWriter& out, const ReportTable& table) {
    out.beginObject();
    text(out, "title", table.title);
    out.key("shown");
    out.beginArray();
    for (std::size_t c = 0; c < table.table.columns().size(); ++c) {
        const auto& cells = table.table.columns()[c].cells;
        const bool numbers =
            std::holds_alternative<Table::Numbers>(cells) || std::holds_alternative<Table::Integers>(cells);
        numbers ? out.string(nameOf(shownOf(table, c))) : out.null();
    }
    out.endArray();
    out.key("table");
    kit::write(out, whole(table.table));
    out.endObject();
}

void write(JsonWriter& out, const ReportChart& chart) {
    out.beginObject();
    text(out, "kind", nameOf(chart.kind));
    text(out, "title", chart.title);
    text(out, "shown", nameOf(chart.shown));
    texts(out, "labels", chart.labels);
    out.key("series");
    out.beginArray();
    for (const auto& series : chart.series) {
        out.beginObject();
        text(out, "name", series.name);
        out.key("values");
        out.beginArray();
        for (const double value : series.values)
            out.number(value);
        out.endArray();
        out.endObject();
    }
    out.endArray();
    out.endObject();
}

void write(JsonWriter& out, const ReportSection& section);

template <class Part>
void list(JsonWriter& out, std::string_view name, const std::vector<Part>& parts) {
    out.key(name);
    out.beginArray();
    for (const auto& part : parts)
        write(out, part);
    out.endArray();
}

void write(JsonWriter& out, const ReportSection& section) {
    out.beginObject();
    text(out, "id", section.id);
    text(out, "title", section.title);
    texts(out, "paragraphs", section.paragraphs);
    list(out, "figures", section.figures);
    list(out, "tables", section.tables);
    list(out, "charts", section.charts);
    out.endObject();
}

/// Behind an apostrophe when a spreadsheet would run it.
std::string tame(std::string value) {
    const bool runs = !value.empty() && std::string_view("=+-@\t\r").find(value[0]) != std::string_view::npos;
    return runs ? "'" + value : value;
}

/// The table with tame texts, as CSV.
std::string csvOf(const Table& table) {
    Table out;
    for (const auto& column : table.columns()) {
        auto cells = column.cells;
        if (auto* all = std::get_if<Table::Texts>(&cells))
            for (auto& each : *all)
                each = tame(std::move(each));
        out.add(tame(column.name), std::move(cells));
    }
    return out.csv();
}

/// A line of one text.
std::string lineOf(const std::string& words) {
    Table line;
    line.add(words, Table::Texts{});
    return line.csv();
}

class CsvParts {
public:
    explicit CsvParts(std::string& out) : out_(out) {}
    void add(const std::string& section, const std::string& part, const Table& table) {
        if (!out_.empty()) out_ += '\n';
        out_ += lineOf("# " + section + (part.empty() ? "" : ": " + part)) + csvOf(table);
    }
    void add(const std::string& section, const std::string& part, Table::Texts lines) {
        Table table;
        table.add("text", std::move(lines));
        add(section, part, table);
    }

private:
    std::string& out_;
};

Table figuresTable(const std::vector<ReportFigure>& figures) {
    Table::Texts names, notes;
    Table::Numbers values;
    for (const auto& figure : figures) {
        names.push_back(figure.name);
        values.push_back(figure.value);
        notes.push_back(figure.note);
    }
    Table out;
    out.add("name", std::move(names));
    out.add("value", std::move(values));
    out.add("note", std::move(notes));
    return out;
}

Table chartTable(const ReportChart& chart) {
    Table out;
    out.add("label", chart.labels);
    for (const auto& series : chart.series)
        out.add(series.name, series.values);
    return out;
}

} // namespace

std::string reportJson(const ReportDocument& document) {
    std::string bytes;
    JsonWriter out(bytes);
    out.beginObject();
    text(out, "title", document.title);
    text(out, "subject", document.subject);
    text(out, "period", document.period);
    text(out, "as_of", document.as_of.iso());
    text(out, "made_at", document.made_at);
    list(out, "sections", document.sections);
    texts(out, "notes", document.notes);
    out.endObject();
    return bytes;
}

std::string reportCsv(const ReportDocument& document) {
    std::string bytes;
    CsvParts parts(bytes);
    Table about;
    about.add("name", Table::Texts{"subject", "period", "as_of", "made_at"});
    about.add("value",
              Table::Texts{document.subject, document.period, document.as_of.iso(), document.made_at});
    parts.add(document.title, "", about);
    for (const auto& section : document.sections) {
        if (!section.paragraphs.empty()) parts.add(section.title, "text", section.paragraphs);
        if (!section.figures.empty()) parts.add(section.title, "figures", figuresTable(section.figures));
        for (const auto& table : section.tables)
            parts.add(section.title, table.title, table.table);
        for (const auto& chart : section.charts)
            parts.add(section.title, chart.title, chartTable(chart));
    }
    if (!document.notes.empty()) parts.add("Notes", "", document.notes);
    return bytes;
}

} // namespace nautilus::report
