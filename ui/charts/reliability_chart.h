#pragma once
// Do probabilities come true as often as they say? Observed share over forecast probability, with the
// intervals of what chance allows, beside the line of perfect forecasts; below it how many forecasts there
// were.

#include "ui/models/table_data.h"

#include <QVector>
#include <QWidget>

class QCPBars;
class QCPErrorBars;
class QCPGraph;
class QCPItemLine;
class QCPItemText;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

/// Forecasts of one interval of probability; all shares 0 .. 1.
struct ReliabilityPoint {
    double from = 0, to = 0;
    double forecast = 0, observed = 0; ///< NaN: none
    double lower = 0, upper = 0;
    double count = 0;
    CellOrigin origin{}; ///< of `observed`
};

class ReliabilityChart : public QWidget {
    Q_OBJECT
public:
    explicit ReliabilityChart(const Theme& theme, QWidget* parent = nullptr);

    /// `heading` stands above the plot while nothing is read.
    void setPoints(QVector<ReliabilityPoint> points, const QString& heading);
    [[nodiscard]] const QVector<ReliabilityPoint>& points() const { return points_; }
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    [[nodiscard]] TableData table() const;

Q_SIGNALS:
    /// Ctrl+click or F9 on a point.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void restyle();
    void draw();
    void setAxes();
    /// Nearest point that has members, or none.
    [[nodiscard]] int nearest(double forecast) const;
    [[nodiscard]] int beside(int step) const;
    void point(int index);
    void ask();

    const Theme& theme_;
    QVector<ReliabilityPoint> points_;
    QString heading_;
    int pointed_ = -1;
    QCustomPlot* plot_;
    QLabel* readout_;
    QCPGraph* dots_;
    QCPErrorBars* intervals_;
    QCPBars* counts_;
    QCPItemLine* perfect_;
    QCPItemText* perfect_label_;
};

} // namespace nautilus::ui
