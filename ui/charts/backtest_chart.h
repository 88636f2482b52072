#pragma once
// Daily returns as bars against the forecast of their value at risk; the days that lost more are marked. What
// the day under the crosshair was stands above the plot (mouse, or the arrow keys; Page Down goes from one
// exception to the next).

#include "ui/models/table_data.h"

#include <QDate>
#include <QVector>
#include <QWidget>

class QCPBars;
class QCPGraph;
class QCPItemLine;
class QCPItemStraightLine;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

struct BacktestDay {
    QDate date;
    double value = 0;    ///< return of the day
    double forecast = 0; ///< value at risk, a loss is positive
    bool exception = false;
    CellOrigin origin{};
};

class BacktestChart : public QWidget {
    Q_OBJECT
public:
    explicit BacktestChart(const Theme& theme, QWidget* parent = nullptr);

    void setDays(QVector<BacktestDay> days);
    [[nodiscard]] const QVector<BacktestDay>& days() const { return days_; }
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }

Q_SIGNALS:
    /// Ctrl+click or F9 on a day.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    void draw();
    void setTicks();
    void point(qsizetype index);
    void pointAt(double pixel);
    [[nodiscard]] qsizetype exceptionFrom(qsizetype index, int step) const;
    void ask();

    const Theme& theme_;
    QVector<BacktestDay> days_;
    qsizetype pointed_ = -1;
    QCustomPlot* plot_;
    QLabel* readout_;
    QCPBars* bars_;
    QCPGraph* forecast_;
    QCPGraph* marks_;
    QCPItemStraightLine* cross_;
    QCPItemLine* zero_;
};

} // namespace nautilus::ui
