#pragma once
// Live candles of any timeframe with volume, indicators over the price or in panes below, trend lines and a
// crosshair that reads every value. Wheel and +/- zoom, dragging and the arrows move, Home and End jump.

#include "ui/models/bar_series.h"

#include <QPointF>
#include <QWidget>

class QCPAxisRect;
class QCPBars;
class QCPFinancial;
class QCPGraph;
class QCPItemLine;
class QCPItemStraightLine;
class QCPItemText;
class QCPRange;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

/// One line of an indicator, as long as the bars; NaN where it has no value.
struct ChartLine {
    QString name; ///< "sma_20"
    int pane = 0; ///< 0 = over the price, 1 and above = a pane of its own
    QVector<double> values;
};

/// A straight line between two places, kept with the chart.
struct TrendLine {
    double time1 = 0, price1 = 0, time2 = 0, price2 = 0;
};

class MarketChart : public QWidget {
    Q_OBJECT
public:
    explicit MarketChart(const Theme& theme, QWidget* parent = nullptr);

    /// Shows bars of `seconds` length; the newest `shown` of them at first.
    void setBars(QVector<ChartBar> bars, double seconds, const QString& unit, int shown = 160);
    /// The same series read anew: what is in sight stays, and so do the lines.
    void replaceBars(QVector<ChartBar> bars);
    void setUnit(const QString& unit); ///< of the prices, at their axis
    /// A bar that forms or has just closed. Follows the newest unless the reader looks elsewhere.
    void putBar(const ChartBar& bar);
    void setLines(QVector<ChartLine> lines);
    [[nodiscard]] const QVector<ChartLine>& lines() const { return lines_; }

    /// The next two clicks are the ends of a trend line.
    void beginTrendLine();
    void setTrendLines(const QVector<TrendLine>& lines);
    [[nodiscard]] const QVector<TrendLine>& trendLines() const { return trend_lines_; }

    [[nodiscard]] const BarSeries& bars() const { return bars_; }
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    /// First and last bar in sight, as indices of the bars; may reach beyond them.
    void setRange(double first, double last);
    /// Draws at once; for measurements.
    void drawNow();

Q_SIGNALS:
    void trendLinesChanged();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void restyle();
    void layoutPanes();
    void draw();
    void drawBars(const BarSeries::View& view);
    void drawLines(const BarSeries::View& view);
    void drawTrendLines();
    void fitPrices(const BarSeries::View& view);
    void setTimeTicks(qsizetype first, qsizetype last);
    void showBar(qsizetype index);
    void hideCrosshair();
    void zoom(double factor, double around);
    void move(double bars);
    bool mousePressed(const QPointF& at);
    bool mouseMoved(const QPointF& at, bool pressed);
    [[nodiscard]] bool followsNewest() const;
    [[nodiscard]] QString timeText(double time, bool full) const;

    const Theme& theme_;
    BarSeries bars_;
    double seconds_ = 86'400;
    double first_ = 0, last_ = 0; ///< range in sight
    QVector<ChartLine> lines_;
    QVector<TrendLine> trend_lines_;
    int placing_ = 0; ///< clicks that the trend line being drawn still needs
    TrendLine pending_;
    qsizetype current_ = -1;
    QPointF dragged_from_;
    bool dragging_ = false;
    QCustomPlot* plot_;
    QLabel* readout_;
    QCPAxisRect* volume_rect_;
    QVector<QCPAxisRect*> panes_;
    QVector<QCPGraph*> graphs_;
    QVector<QCPItemLine*> trend_items_;
    QCPFinancial* candles_;
    QCPBars* volume_;
    QVector<QCPItemStraightLine*> verticals_;
    QCPItemStraightLine* last_price_;
};

} // namespace nautilus::ui
