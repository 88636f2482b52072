#pragma once
// Lines over time: labels at the lines' ends while there are fewer than six, a readout of all values under
// the crosshair (mouse, or the arrow keys), zero line, unit on the axis.

#include "ui/models/date_span.h"
#include "ui/models/number_format.h"
#include "ui/models/table_data.h"

#include <QWidget>

class QCPItemLine;
class QCPItemRect;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

/// A stretch of time that is shaded, both ends inclusive; level 0 is the faintest, 2 the strongest.
struct DateBand {
    QDate from;
    QDate to;
    int level = 0;
};

class LineChart : public QWidget {
    Q_OBJECT
public:
    explicit LineChart(const Theme& theme, QWidget* parent = nullptr);

    /// How values are written and what they are, e.g. PercentSign and "cumulative return".
    void setValueAxis(NumberKind kind, const QString& label);
    void setZeroLine(bool visible);
    /// The first line is shaded down (or up) to zero, as of a depth.
    void setFilled(bool filled) { filled_ = filled; }
    void setSeries(QVector<TimeSeries> series);
    [[nodiscard]] const QVector<TimeSeries>& series() const { return series_; }
    /// Shaded behind the lines, as far as these reach; what they mean is said elsewhere.
    void setBands(QVector<DateBand> bands);
    [[nodiscard]] const QVector<DateBand>& bands() const { return bands_; }
    /// Date and one column per line, for export.
    [[nodiscard]] TableData table() const;
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    /// Shows the values at `date` (or the last one before it).
    void showCrosshair(const QDate& date);
    void hideCrosshair();
    [[nodiscard]] QString readout() const;

Q_SIGNALS:
    /// Ctrl+click or F9: the value under the crosshair, of the line nearest to the pointer or the first one.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fitAxisLabel();
    void restyle();
    void draw();
    void drawBands(const QDate& first, const QDate& last);
    void placeLabels();
    void fitRange();
    void askOrigin(double pixel_y);
    [[nodiscard]] QString legendText() const;
    [[nodiscard]] QString valuesAt(const QDate& date) const;

    const Theme& theme_;
    QVector<TimeSeries> series_;
    NumberKind kind_ = NumberKind::Decimal2;
    QString axis_label_;
    bool zero_line_ = false;
    bool filled_ = false;
    QDate crosshair_;
    QCustomPlot* plot_;
    QLabel* readout_;
    QCPItemStraightLine* vertical_;
    QCPItemLine* zero_;
    QVector<QCPItemText*> labels_;
    QVector<DateBand> bands_;
    QVector<QCPItemRect*> shades_;
};

} // namespace nautilus::ui
