#include "app/report/files/report_html.h"

#include "app/report/files/report_text.h"
#include "app/report/files/svg_canvas.h"

#include <cmath>

namespace nautilus::report {

using kit::ReportDocument;
using kit::ReportFigure;
using kit::ReportSection;
using kit::ReportTable;

namespace {

constexpr double kChartWidth = 515;
constexpr std::size_t kSectionsWithContents = 4; ///< from so many on there is a list of contents

constexpr std::string_view kHead =
    R"(<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
)";
constexpr std::string_view kStyle = R"(<style>
:root{color-scheme:light}
body{font:14px/1.45 Inter,"Segoe UI","Helvetica Neue",Arial,sans-serif;color:#14181f;background:#fff;
 max-width:880px;margin:32px auto;padding:0 24px}
h1{font-size:24px;font-weight:600;margin:0 0 4px}
h2{font-size:17px;font-weight:600;margin:36px 0 8px;padding-top:12px;border-top:1px solid #d9dee5}
h3{font-size:13px;font-weight:600;margin:20px 0 6px}
.about,.notes,.note{color:#55606e}
.about{margin:0}.note{font-size:12px}
nav ol{padding-left:20px;columns:2}
a{color:#1f6feb;text-decoration:none}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(240px,1fr));gap:0 32px;margin:8px 0}
dl div{display:flex;flex-wrap:wrap;justify-content:space-between;gap:0 12px;padding:4px 0;
 border-bottom:1px solid #eef1f5}
dt{color:#55606e}dd{margin:0;font-variant-numeric:tabular-nums}dd.note{flex-basis:100%}
.scroll{overflow-x:auto}
table{border-collapse:collapse;font-size:12px;min-width:50%}
th{font-weight:600;text-align:left;vertical-align:bottom;border-bottom:1px solid #8a94a3;
 padding:4px 10px 4px 0}
td{vertical-align:top;border-bottom:1px solid #eef1f5;padding:3px 10px 3px 0;overflow-wrap:anywhere}
.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
figure{margin:16px 0}figcaption{font-size:13px;font-weight:600;margin-bottom:4px}
svg{width:100%;height:auto;font-family:Inter,"Segoe UI","Helvetica Neue",Arial,sans-serif;
 font-variant-numeric:tabular-nums}
.notes{font-size:12px}
@page{size:A4;margin:16mm 15mm 18mm}
@media print{body{max-width:none;margin:0;padding:0;font-size:10pt}nav{display:none}
 .scroll{overflow:visible}h2,h3,figcaption{break-after:avoid}figure,dl div,tr{break-inside:avoid}
 thead{display:table-header-group}table{font-size:8pt}}
</style>
)";

std::string element(std::string_view tag, std::string_view text) {
    const std::string name(tag);
    return "<" + name + ">" + escaped(text) + "</" + name.substr(0, name.find(' ')) + ">\n";
}

std::string aboutOf(const ReportDocument& document) {
    std::string out;
    for (const auto& part : {document.subject, document.period})
        if (!part.empty()) out += (out.empty() ? "" : " · ") + part;
    return out;
}

std::string figuresHtml(const std::vector<ReportFigure>& figures) {
    if (figures.empty()) return {};
    std::string out = "<dl>\n";
    for (const auto& figure : figures) {
        out += "<div><dt>" + escaped(figure.name) + "</dt><dd>" + shownText(figure.value, figure.shown) +
               "</dd>";
        if (!figure.note.empty()) out += "<dd class=\"note\">" + escaped(figure.note) + "</dd>";
        out += "</div>\n";
    }
    return out + "</dl>\n";
}

std::string tableHtml(const ReportTable& table) {
    std::string out = table.title.empty() ? std::string() : element("h3", table.title);
    const auto columns = printedColumns(table);
    if (table.table.rowCount() == 0) return out + "<p class=\"note\">No rows.</p>\n";
    out += "<div class=\"scroll\"><table><thead><tr>";
    for (const auto& column : columns)
        out += (column.numbers ? "<th class=\"n\">" : "<th>") + escaped(column.heading) + "</th>";
    out += "</tr></thead>\n<tbody>\n";
    for (std::size_t row = 0; row < table.table.rowCount(); ++row) {
        out += "<tr>";
        for (const auto& column : columns)
            out += (column.numbers ? "<td class=\"n\">" : "<td>") + escaped(column.cells[row]) + "</td>";
        out += "</tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

std::string sectionHtml(const ReportSection& section, std::size_t number) {
    std::string out =
        "<section><h2 id=\"section-" + std::to_string(number) + "\">" + escaped(section.title) + "</h2>\n";
    for (const auto& paragraph : section.paragraphs)
        out += element("p", paragraph);
    out += figuresHtml(section.figures);
    for (const auto& chart : section.charts)
        out += "<figure><figcaption>" + escaped(chart.title) + "</figcaption>" +
               svgChart(chart, kChartWidth) + "</figure>\n";
    for (const auto& table : section.tables)
        out += tableHtml(table);
    return out + "</section>\n";
}

std::string contents(const ReportDocument& document) {
    if (document.sections.size() < kSectionsWithContents) return {};
    std::string out = "<nav><ol>\n";
    for (std::size_t i = 0; i < document.sections.size(); ++i)
        out += "<li><a href=\"#section-" + std::to_string(i + 1) + "\">" +
               escaped(document.sections[i].title) + "</a></li>\n";
    return out + "</ol></nav>\n";
}

} // namespace

std::string reportHtml(const ReportDocument& document) {
    std::string out = "<!DOCTYPE html>\n<html lang=\"en\"><head>" + std::string(kHead);
    out += element("title", document.title) + std::string(kStyle) + "</head><body>\n<header>";
    out += element("h1", document.title);
    out += "<p class=\"about\">" + escaped(aboutOf(document)) + "</p>\n<p class=\"about\">Data as of " +
           document.as_of.iso() + " · made " + escaped(document.made_at) + "</p></header>\n";
    out += contents(document);
    for (std::size_t i = 0; i < document.sections.size(); ++i)
        out += sectionHtml(document.sections[i], i + 1);
    if (!document.notes.empty()) {
        out += "<section class=\"notes\"><h2>Notes</h2><ul>\n";
        for (const auto& note : document.notes)
            out += element("li", note);
        out += "</ul></section>\n";
    }
    return out + "</body></html>\n";
}

} // namespace nautilus::report
