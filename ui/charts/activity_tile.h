#pragma once
// One measure over the last minutes, one line per part: newest values in words above, the past below, the
// values of a moment under the pointer.

#include "ui/models/number_format.h"

#include <QVector>
#include <QWidget>

namespace nautilus::ui {

class Theme;

struct ActivityLine {
    QString name;           ///< empty when the tile has one line
    QVector<double> values; ///< as long as the tile's times; NaN is a gap
    int colour = 0;         ///< of Theme::series: a part keeps its colour in every tile
};

class ActivityTile : public QWidget {
    Q_OBJECT
public:
    ActivityTile(const Theme& theme, QString title, NumberKind kind, QWidget* parent = nullptr);

    /// `times` as ISO text, in order.
    void setLines(QStringList times, QVector<ActivityLine> lines);
    [[nodiscard]] const QVector<ActivityLine>& lines() const { return lines_; }
    /// "factor 12.00, marketdata 0.40" of moment `index`; -1 is the newest.
    [[nodiscard]] QString valuesAt(int index) const;
    /// The top of the scale: at least the greatest value, and a round number.
    [[nodiscard]] double scaleTop() const;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    [[nodiscard]] QRectF field() const;
    [[nodiscard]] double xOf(int index) const;
    void paintHead(QPainter& painter) const;
    void paintLines(QPainter& painter) const;

    const Theme& theme_;
    QString title_;
    NumberKind kind_;
    QStringList times_;
    QVector<ActivityLine> lines_;
    int hover_ = -1;
};

} // namespace nautilus::ui
