#include "app/report/report_pages.h"

#include "app/report/files/report_text.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QTextLayout>

#include <cmath>

namespace nautilus::report {

namespace {

constexpr double kHeadHeight = 26, kPageBottom = 742, kFootLine = 748; ///< points of A4 inside the margins
const QColor kText(0x14, 0x18, 0x1F), kMuted(0x55, 0x60, 0x6E), kLine(0xD9, 0xDE, 0xE5);

/// A font that came with the program, its family; once for the process.
QString added(const char* file) {
    const int id = QFontDatabase::addApplicationFont(QStringLiteral(":/report/") + QLatin1String(file));
    const auto families = QFontDatabase::applicationFontFamilies(id);
    return families.isEmpty() ? QString() : families.front();
}

const QString& family() {
    static const QString kFamily = [] {
        QString found;
        for (const char* file : {"Inter-SemiBold.otf", "Inter-Medium.otf", "Inter-Regular.otf"})
            found = added(file);
        return found.isEmpty() ? QStringLiteral("sans-serif") : found;
    }();
    return kFamily;
}

const QString& figureFamily() {
    static const QString kFamily = [] {
        const auto found = added("JetBrainsMono-Regular.ttf");
        return found.isEmpty() ? QStringLiteral("monospace") : found;
    }();
    return kFamily;
}

class PainterCanvas final : public ChartCanvas {
public:
    explicit PainterCanvas(QPainter& painter) : painter_(painter) {}
    void polyline(const std::vector<SketchPoint>& points, std::string_view colour, double width) override {
        QPen pen(colourOf(colour), width * kDot);
        pen.setJoinStyle(Qt::RoundJoin);
        painter_.setPen(pen);
        painter_.setBrush(Qt::NoBrush);
        painter_.drawPolyline(shape(points));
    }
    void polygon(const std::vector<SketchPoint>& points, std::string_view colour, double opacity) override {
        auto fill = colourOf(colour);
        fill.setAlphaF(static_cast<float>(opacity));
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(fill);
        painter_.drawPolygon(shape(points));
    }
    void dot(SketchPoint centre, double radius, std::string_view colour) override {
        painter_.setPen(Qt::NoPen);
        painter_.setBrush(colourOf(colour));
        painter_.drawEllipse(QPointF(centre.x, centre.y) * kDot, radius * kDot, radius * kDot);
    }
    void text(SketchPoint at, Side side, std::string_view text, std::string_view colour,
              double size) override {
        const auto shown = qtText(text);
        painter_.setFont(lettersOf(size));
        painter_.setPen(colourOf(colour));
        const double width = QFontMetricsF(painter_.font(), painter_.device()).horizontalAdvance(shown);
        const double back = side == Side::Left ? 0 : side == Side::Middle ? width / 2 : width;
        painter_.drawText(QPointF(at.x * kDot - back, at.y * kDot), shown);
    }
    [[nodiscard]] double widthOf(std::string_view text, double size) const override {
        return QFontMetricsF(lettersOf(size), painter_.device()).horizontalAdvance(qtText(text)) / kDot;
    }

private:
    static QColor colourOf(std::string_view name) { return QColor(qtText(name)); }
    static QPolygonF shape(const std::vector<SketchPoint>& points) {
        QPolygonF out;
        for (const auto& point : points)
            out.push_back({point.x * kDot, point.y * kDot});
        return out;
    }
    QPainter& painter_;
};

} // namespace

QFont lettersOf(double points, QFont::Weight weight) {
    QFont font(family());
    font.setPointSizeF(points);
    font.setWeight(weight);
    font.setHintingPreference(QFont::PreferNoHinting);
    // Contextual forms of - : × have no letter of their own in the file: whoever copied "−1.2" would get 1.2.
    font.setStyleStrategy(QFont::PreferNoShaping);
    return font;
}

QFont figuresOf(double points) {
    auto font = lettersOf(points);
    font.setFamily(figureFamily());
    return font;
}

ReportPages::ReportPages(QPdfWriter& writer, const kit::ReportDocument& document, int total)
    : writer_(writer),
      head_(qtText(document.title) +
            (document.subject.empty() ? QString() : QStringLiteral(" · ") + qtText(document.subject))),
      foot_(QStringLiteral("Data as of ") + qtText(document.as_of.iso()) + QStringLiteral(" · made ") +
            qtText(document.made_at)),
      total_(total), painter_(&writer) {
    if (!ready()) return;
    frame();
}

bool ReportPages::need(double points) {
    if (y_ + points <= kPageBottom) return true;
    writer_.newPage();
    ++page_;
    frame();
    return false;
}

/// What stands on every page; the first one has its title instead of a running head.
void ReportPages::frame() {
    const auto font = lettersOf(7);
    const QFontMetricsF metrics(font, &writer_);
    const auto number = QStringLiteral("%1 of %2").arg(page_).arg(total_);
    constexpr double kNumberRoom = 60;
    if (page_ > 1) {
        write(0, 8, metrics.elidedText(head_, Qt::ElideRight, kPageWidth * kDot), font, kMuted);
        rule(0, kPageWidth, 13, kLine, 0.5);
    }
    write(0, kFootLine + 12, metrics.elidedText(foot_, Qt::ElideRight, (kPageWidth - kNumberRoom) * kDot),
          font, kMuted);
    write(kPageWidth - widthOf(number, font), kFootLine + 12, number, font, kMuted);
    rule(0, kPageWidth, kFootLine, kLine, 0.5);
    y_ = page_ > 1 ? kHeadHeight : 0;
}

void ReportPages::write(double x, double y, const QString& words, const QFont& font, const QColor& colour) {
    if (!drawing()) return;
    painter_.setFont(font);
    painter_.setPen(colour);
    painter_.drawText(QPointF(x, y) * kDot, words);
}

void ReportPages::rule(double from, double to, double y, const QColor& colour, double width) {
    if (!drawing()) return;
    painter_.setPen(QPen(colour, width * kDot));
    painter_.drawLine(QPointF(from, y) * kDot, QPointF(to, y) * kDot);
}

void ReportPages::text(const std::string& text, double points, QFont::Weight weight, QColor colour,
                       double after) {
    const auto font = lettersOf(points, weight);
    for (const auto& line : broken(qtText(text), font, kPageWidth)) {
        need(lineHeightOf(font));
        write(0, y_ + ascentOf(font), line, font, colour);
        y_ += lineHeightOf(font);
    }
    y_ += after;
}

QStringList ReportPages::broken(const QString& words, const QFont& font, double width) const {
    QStringList out;
    for (const auto& paragraph : words.split(QLatin1Char('\n'))) {
        QTextLayout layout(paragraph, font, &writer_);
        QTextOption option;
        option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        option.setUseDesignMetrics(true);
        layout.setTextOption(option);
        layout.beginLayout();
        for (auto line = layout.createLine(); line.isValid(); line = layout.createLine()) {
            line.setLineWidth(width * kDot);
            out.push_back(paragraph.mid(line.textStart(), line.textLength()).trimmed());
        }
        layout.endLayout();
    }
    return out;
}

double ReportPages::widthOf(const QString& words, const QFont& font) const {
    return QFontMetricsF(font, &writer_).horizontalAdvance(words) / kDot;
}

double ReportPages::ascentOf(const QFont& font) const {
    return QFontMetricsF(font, &writer_).ascent() / kDot;
}

double ReportPages::lineHeightOf(const QFont& font) const {
    return QFontMetricsF(font, &writer_).height() / kDot;
}

void drawChart(QPainter& painter, const kit::ReportChart& chart, double left, double top, double width) {
    PainterCanvas canvas(painter);
    painter.save();
    painter.translate(QPointF(left, top) * kDot);
    sketch(chart, width, canvas);
    painter.restore();
}

} // namespace nautilus::report
