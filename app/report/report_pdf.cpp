#include "app/report/report_pdf.h"

#include "app/report/files/report_text.h"
#include "app/report/report_table_print.h"
#include "engines/domain/timestamp.h"

#include <QBuffer>
#include <QGuiApplication>
#include <QPageLayout>

#include <cmath>

namespace nautilus::report {

using kit::ErrorCode;
using kit::ReportDocument;
using kit::ReportFigure;
using kit::ReportSection;

namespace {

constexpr int kMargin = 40; // points
const QColor kText(0x14, 0x18, 0x1F), kMuted(0x55, 0x60, 0x6E), kHair(0xE3, 0xE7, 0xEC),
    kLine(0xD9, 0xDE, 0xE5);

void heading(ReportPages& pages, const ReportDocument& document) {
    pages.text(document.title, 18, QFont::DemiBold, kText, 2);
    std::string about;
    for (const auto& part : {document.subject, document.period})
        if (!part.empty()) about += (about.empty() ? "" : " · ") + part;
    if (!about.empty()) pages.text(about, 9, QFont::Normal, kMuted, 0);
    pages.text("Data as of " + document.as_of.iso() + " · made " + document.made_at, 9, QFont::Normal, kMuted,
               10);
}

/// Name and figure in two columns; reasons below their figures.
void figures(ReportPages& pages, const std::vector<ReportFigure>& all) {
    constexpr double kColumn = kPageWidth / 2 - 12, kFont = 8, kNote = 6.5;
    const auto font = lettersOf(kFont), note = lettersOf(kNote), strong = lettersOf(kFont, QFont::Medium);
    const double line = pages.lineHeightOf(font), small = pages.lineHeightOf(note);
    for (std::size_t i = 0; i < all.size(); i += 2) {
        double height = 0;
        std::vector<QStringList> names, notes;
        std::vector<QString> values;
        for (std::size_t k = i; k < std::min(i + 2, all.size()); ++k) {
            values.push_back(qtText(shownText(all[k].value, all[k].shown)));
            const double room = kColumn - pages.widthOf(values.back(), strong) - 10;
            names.push_back(pages.broken(qtText(all[k].name), font, std::max(room, 60.0)));
            notes.push_back(all[k].note.empty() ? QStringList{}
                                                : pages.broken(qtText(all[k].note), note, kColumn));
            height = std::max(height, static_cast<double>(names.back().size()) * line +
                                          static_cast<double>(notes.back().size()) * small + 4);
        }
        pages.need(height);
        for (std::size_t k = 0; k < names.size(); ++k) {
            const double left = k == 0 ? 0 : kPageWidth - kColumn;
            double y = pages.at() + pages.ascentOf(font);
            pages.write(left + kColumn - pages.widthOf(values[k], strong), y, values[k], strong, kText);
            for (const auto& each : names[k]) {
                pages.write(left, y, each, font, kMuted);
                y += line;
            }
            for (const auto& each : notes[k]) {
                pages.write(left, y - 1, each, note, kMuted);
                y += small;
            }
            pages.rule(left, left + kColumn, pages.at() + height - 2, kHair, 0.5);
        }
        pages.move(height);
    }
    if (!all.empty()) pages.move(8);
}

void charts(ReportPages& pages, const std::vector<kit::ReportChart>& all) {
    const double title = pages.lineHeightOf(lettersOf(8, QFont::DemiBold)) + 2;
    for (const auto& chart : all) {
        const double height = chartHeight(chart, kPageWidth);
        pages.need(title + height);
        pages.text(chart.title, 8, QFont::DemiBold, kText, 2);
        if (pages.drawing()) drawChart(pages.painter(), chart, 0, pages.at(), kPageWidth);
        pages.move(height + 12);
    }
}

void section(ReportPages& pages, const ReportSection& all) {
    constexpr double kRoomBelow = 90; // a heading does not stand alone at the foot of a page
    pages.need(kRoomBelow);
    pages.move(4);
    pages.rule(0, kPageWidth, pages.at(), kLine, 0.5);
    pages.move(6);
    pages.text(all.title, 12, QFont::DemiBold, kText, 4);
    for (const auto& paragraph : all.paragraphs)
        pages.text(paragraph, 8.5, QFont::Normal, kText, 4);
    figures(pages, all.figures);
    charts(pages, all.charts);
    for (const auto& table : all.tables)
        printTable(pages, table);
}

void everything(ReportPages& pages, const ReportDocument& document) {
    heading(pages, document);
    for (const auto& each : document.sections)
        section(pages, each);
    if (document.notes.empty()) return;
    ReportSection notes{"notes", "Notes", {}, {}, {}, {}};
    section(pages, notes);
    for (const auto& note : document.notes)
        pages.text(note, 7, QFont::Normal, kMuted, 3);
}

/// One walk over the document; `total` is what the pages say of their number.
kit::Result<int> walk(const ReportDocument& document, QByteArray& bytes, int total) {
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly | QIODevice::Truncate);
    QPdfWriter writer(&buffer);
    writer.setTitle(qtText(document.title));
    writer.setCreator(QStringLiteral("Nautilus Workstation"));
    writer.setResolution(kDotsPerInch);
    writer.setPageLayout({QPageSize(QPageSize::A4), QPageLayout::Portrait,
                          QMarginsF(kMargin, kMargin, kMargin, kMargin), QPageLayout::Point});
    ReportPages pages(writer, document, total);
    if (!pages.ready()) return kit::fail(ErrorCode::Unavailable, "the report could not be printed");
    everything(pages, document);
    const int count = pages.pages();
    if (!pages.end()) return kit::fail(ErrorCode::Unavailable, "the report could not be printed");
    return count;
}

/// The font has one shape for blank and tab, and the writer calls it tab: whoever copied words would get
/// tabs.
void callBlanksBlanks(QByteArray& bytes) {
    const QByteArray begin("beginbfrange"), end("endbfrange");
    for (auto at = bytes.indexOf(begin); at >= 0; at = bytes.indexOf(begin, at + 1)) {
        const auto stop = bytes.indexOf(end, at);
        for (auto open = bytes.indexOf('[', at); open >= 0 && open < stop;
             open = bytes.indexOf('[', open + 1)) {
            const auto letters = bytes.mid(open, bytes.indexOf(']', open) - open);
            bytes.replace(open, letters.size(), QByteArray(letters).replace("<0009>", "<0020>"));
        }
    }
}

/// Puts the document's time where the writer put the time of now; the places of all else stay.
void dateBy(const std::string& made_at, QByteArray& bytes) {
    const QByteArray key("/CreationDate (");
    const auto at = bytes.indexOf(key);
    const auto end = at < 0 ? -1 : bytes.indexOf(')', at);
    if (end < 0) return;
    const auto made = domain::Timestamp::parse(made_at).value_or(domain::Timestamp{});
    QByteArray date("D:");
    for (const char c : domain::Timestamp{made.ns - made.ns % domain::kNsPerSecond}.rfc3339())
        if (c >= '0' && c <= '9') date += c;
    const auto room = end - at - key.size();
    date += "Z)";
    bytes.replace(at + key.size(), room + 1, date.leftJustified(room + 1, ' '));
}

} // namespace

kit::Result<std::string> reportPdf(const ReportDocument& document) {
    if (!qobject_cast<QGuiApplication*>(QCoreApplication::instance()))
        return kit::fail(ErrorCode::Unavailable, "this program was started without what draws pages");
    QByteArray bytes;
    const auto pages = walk(document, bytes, 0);
    if (!pages) return kit::failAs(pages);
    if (auto again = walk(document, bytes, *pages); !again) return kit::failAs(again);
    dateBy(document.made_at, bytes);
    callBlanksBlanks(bytes);
    return bytes.toStdString();
}

} // namespace nautilus::report
