#pragma once
// The pages of a printed report: where the pen stands, when a page is full, what stands above and below.

#include "app/report/files/chart_sketch.h"

#include <QFont>
#include <QPainter>
#include <QPdfWriter>

namespace nautilus::report {

inline constexpr double kPageWidth = 515; ///< points of A4 inside the margins
/// Fine enough that letters stand where their widths say. Everything is drawn in dots, thought in points.
inline constexpr int kDotsPerInch = 1200;
inline constexpr double kDot = kDotsPerInch / 72.0; ///< dots of a point

/// Letters of so many points; the program's own, so that a page looks the same everywhere.
[[nodiscard]] QFont lettersOf(double points, QFont::Weight weight = QFont::Normal);
/// Figures of one width, for columns that stand under each other.
[[nodiscard]] QFont figuresOf(double points);

/// One walk over the pages. All lengths are points.
class ReportPages {
public:
    /// `total` pages are announced below each page; 0 = they are only counted, nothing is drawn.
    ReportPages(QPdfWriter& writer, const kit::ReportDocument& document, int total);

    [[nodiscard]] bool ready() const { return painter_.isActive(); }
    [[nodiscard]] QPainter& painter() { return painter_; }
    [[nodiscard]] bool drawing() const { return total_ > 0; }
    /// One line of words, its base line at (x, y).
    void write(double x, double y, const QString& words, const QFont& font, const QColor& colour);
    void rule(double from, double to, double y, const QColor& colour, double width);
    /// Where the next line begins, points from the top of the page.
    [[nodiscard]] double at() const { return y_; }
    void move(double points) { y_ += points; }
    /// True when so many points fit below; else a new page has begun.
    bool need(double points);
    [[nodiscard]] int pages() const { return page_; }

    /// Words in their width, over as many lines and pages as they take.
    void text(const std::string& words, double points, QFont::Weight weight, QColor colour, double after);
    /// Words broken to a width, at blanks where there are any.
    [[nodiscard]] QStringList broken(const QString& words, const QFont& font, double width) const;
    [[nodiscard]] double widthOf(const QString& words, const QFont& font) const;
    [[nodiscard]] double ascentOf(const QFont& font) const;
    [[nodiscard]] double lineHeightOf(const QFont& font) const;
    bool end() { return painter_.end(); }

private:
    void frame();

    QPdfWriter& writer_;
    const QString head_, foot_;
    const int total_;
    QPainter painter_;
    int page_ = 1;
    double y_ = 0;
};

[[nodiscard]] inline QString qtText(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// A chart onto a page, its corner at (left, top).
void drawChart(QPainter& painter, const kit::ReportChart& chart, double left, double top, double width);

} // namespace nautilus::report
