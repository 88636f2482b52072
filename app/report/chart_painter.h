#pragma once
// Small charts for paper, drawn into a rectangle of a painter in points.

#include <QPainter>
#include <QStringList>
#include <QVector>

namespace nautilus::report {

/// Letters of so many points, in the family that the painter has.
void setLetters(QPainter& painter, int points, QFont::Weight weight = QFont::Normal);

/// One line of a line chart; NaN breaks it.
struct ChartLine {
    QString name;
    QColor colour;
    QVector<double> values;
};

/// Lines over a common axis of labels (dates), with a zero line and a scale in percent or plain numbers.
void drawLines(QPainter& painter, const QRectF& area, const QString& title, const QStringList& labels,
               const QVector<ChartLine>& lines, bool percent);

/// Bars from zero, one per label; NaN leaves a gap. Labels stand beside their bars when `sideways`.
void drawBars(QPainter& painter, const QRectF& area, const QString& title, const QStringList& labels,
              const QVector<double>& values, bool percent, bool sideways = false);

/// Name and figure in `columns` columns.
void drawFigures(QPainter& painter, const QRectF& area, const QString& title,
                 const QVector<QPair<QString, QString>>& figures, int columns);

} // namespace nautilus::report
