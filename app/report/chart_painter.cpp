#include "app/report/chart_painter.h"

#include <algorithm>
#include <cmath>

namespace nautilus::report {

namespace {

constexpr double kTitleHeight = 16, kScaleWidth = 40, kLabelHeight = 14;
const QColor kInk(0x22, 0x2b, 0x38), kMuted(0x6b, 0x76, 0x86), kGrid(0xd9, 0xde, 0xe5);
const QColor kUp(0x1f, 0x77, 0xb4), kDown(0xc4, 0x4e, 0x52);

/// Lowest and highest value with room, zero inside.
struct Scale {
    double low = 0, high = 0;
    void take(double value) {
        if (std::isnan(value)) return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    void close() {
        if (!(high > low)) high = low + 1;
        const double room = 0.06 * (high - low);
        if (low < 0) low -= room;
        if (high > 0) high += room;
    }
    [[nodiscard]] double place(double value) const { return (value - low) / (high - low); }
};

QString numberText(double value, bool percent) {
    const double shown = percent ? 100 * value : value;
    const int digits = std::abs(shown) < 10 ? (percent ? 1 : 3) : 0;
    return QString::number(shown, 'f', digits) + (percent ? QStringLiteral(" %") : QString());
}

void drawTitle(QPainter& painter, const QRectF& area, const QString& title) {
    setLetters(painter, 8, QFont::DemiBold);
    painter.setPen(kInk);
    painter.drawText(QRectF(area.left(), area.top(), area.width(), kTitleHeight),
                     Qt::AlignLeft | Qt::AlignVCenter, title);
    setLetters(painter, 6);
}

/// Grid lines with their numbers, upwards.
void drawScale(QPainter& painter, const QRectF& plot, const Scale& scale, bool percent) {
    constexpr int kSteps = 4;
    for (int k = 0; k <= kSteps; ++k) {
        const double value = scale.low + (scale.high - scale.low) * k / kSteps;
        const double y = plot.bottom() - plot.height() * scale.place(value);
        painter.setPen(QPen(kGrid, 0.5));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(kMuted);
        painter.drawText(QRectF(plot.left() - kScaleWidth, y - 6, kScaleWidth - 4, 12),
                         Qt::AlignRight | Qt::AlignVCenter, numberText(value, percent));
    }
    const double zero = plot.bottom() - plot.height() * scale.place(0);
    painter.setPen(QPen(kMuted, 0.8));
    painter.drawLine(QPointF(plot.left(), zero), QPointF(plot.right(), zero));
}

QRectF plotOf(const QRectF& area) {
    return area.adjusted(kScaleWidth, kTitleHeight + 4, -6, -kLabelHeight);
}

void drawSideways(QPainter& painter, const QRectF& area, const QStringList& labels,
                  const QVector<double>& values, const Scale& scale, bool percent) {
    constexpr double kNames = 120;
    const auto plot = area.adjusted(kNames, kTitleHeight + 4, -36, -2);
    const double step = plot.height() / static_cast<double>(values.size());
    const double zero = plot.left() + plot.width() * scale.place(0);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QRectF line(area.left(), plot.top() + step * static_cast<double>(i), area.width(), step);
        painter.setPen(kInk);
        painter.drawText(QRectF(line.left(), line.top(), kNames - 6, step), Qt::AlignRight | Qt::AlignVCenter,
                         labels[i]);
        painter.setPen(kMuted);
        painter.drawText(QRectF(plot.right() + 4, line.top(), 32, step), Qt::AlignLeft | Qt::AlignVCenter,
                         std::isnan(values[i]) ? QStringLiteral("–") : numberText(values[i], percent));
        if (std::isnan(values[i])) continue;
        const double end = plot.left() + plot.width() * scale.place(values[i]);
        painter.fillRect(
            QRectF(std::min(zero, end), line.top() + step * 0.2, std::abs(end - zero), step * 0.6),
            values[i] < 0 ? kDown : kUp);
    }
    painter.setPen(QPen(kMuted, 0.8));
    painter.drawLine(QPointF(zero, plot.top()), QPointF(zero, plot.bottom()));
}

} // namespace

void setLetters(QPainter& painter, int points, QFont::Weight weight) {
    QFont font = painter.font();
    font.setPixelSize(points); // the painter's unit is the point
    font.setWeight(weight);
    painter.setFont(font);
}

void drawLines(QPainter& painter, const QRectF& area, const QString& title, const QStringList& labels,
               const QVector<ChartLine>& lines, bool percent) {
    drawTitle(painter, area, title);
    Scale scale;
    for (const auto& line : lines)
        for (const double value : line.values)
            scale.take(value);
    scale.close();
    const auto plot = plotOf(area);
    drawScale(painter, plot, scale, percent);
    const auto n = static_cast<double>(std::max<qsizetype>(labels.size() - 1, 1));
    double legend = area.right();
    for (const auto& line : lines) {
        painter.setPen(QPen(line.colour, 1.1));
        QPointF before;
        bool drawn = false;
        for (qsizetype i = 0; i < line.values.size(); ++i) {
            const double value = line.values[i];
            const QPointF here(plot.left() + plot.width() * static_cast<double>(i) / n,
                               plot.bottom() - plot.height() * scale.place(value));
            if (drawn && !std::isnan(value)) painter.drawLine(before, here);
            drawn = !std::isnan(value);
            before = here;
        }
        legend -= 62;
        painter.drawText(QRectF(legend, area.top(), 60, kTitleHeight), Qt::AlignRight | Qt::AlignVCenter,
                         line.name);
    }
    painter.setPen(kMuted);
    constexpr int kMarks = 4;
    for (int k = 0; k <= kMarks && !labels.isEmpty(); ++k) {
        const auto i = (labels.size() - 1) * k / kMarks;
        const double x = plot.left() + plot.width() * static_cast<double>(i) / n;
        const double left = std::min(x - 30, area.right() - 60);
        painter.drawText(QRectF(left, plot.bottom() + 2, 60, kLabelHeight), Qt::AlignCenter, labels[i]);
    }
}

void drawBars(QPainter& painter, const QRectF& area, const QString& title, const QStringList& labels,
              const QVector<double>& values, bool percent, bool sideways) {
    drawTitle(painter, area, title);
    Scale scale;
    for (const double value : values)
        scale.take(value);
    scale.close();
    if (values.isEmpty()) return;
    if (sideways) return drawSideways(painter, area, labels, values, scale, percent);
    const auto plot = plotOf(area);
    drawScale(painter, plot, scale, percent);
    const double step = plot.width() / static_cast<double>(values.size());
    const double zero = plot.bottom() - plot.height() * scale.place(0);
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double x = plot.left() + step * static_cast<double>(i);
        painter.setPen(kMuted);
        painter.drawText(QRectF(x, plot.bottom() + 2, step, kLabelHeight), Qt::AlignCenter, labels[i]);
        if (std::isnan(values[i])) continue;
        const double y = plot.bottom() - plot.height() * scale.place(values[i]);
        painter.fillRect(QRectF(x + step * 0.2, std::min(zero, y), step * 0.6, std::abs(y - zero)),
                         values[i] < 0 ? kDown : kUp);
    }
}

void drawFigures(QPainter& painter, const QRectF& area, const QString& title,
                 const QVector<QPair<QString, QString>>& figures, int columns) {
    drawTitle(painter, area, title);
    const double width = area.width() / columns, height = 12;
    setLetters(painter, 7);
    for (qsizetype i = 0; i < figures.size(); ++i) {
        const double x = area.left() + width * static_cast<double>(i % columns);
        const double y = area.top() + kTitleHeight + 4 + height * static_cast<double>(i / columns);
        painter.setPen(kMuted);
        painter.drawText(QRectF(x, y, width - 70, height), Qt::AlignLeft | Qt::AlignVCenter,
                         figures[i].first);
        painter.setPen(kInk);
        painter.drawText(QRectF(x + width - 76, y, 64, height), Qt::AlignRight | Qt::AlignVCenter,
                         figures[i].second);
    }
}

} // namespace nautilus::report
