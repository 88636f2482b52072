#pragma once
// Expected return over volatility: the efficient frontier as a curve, portfolios beside it as named marks,
// single assets as small dots. What is nearest to the pointer, or reached by the arrow keys, is read out
// above the plot; a click or Enter chooses its return.

#include "ui/models/table_data.h"

#include <QVector>
#include <QWidget>

class QCPCurve;
class QCPGraph;
class QCPItemLine;
class QCPItemText;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

/// Volatility and return are per year, as fractions.
struct FrontierSpot {
    enum class Kind { Curve, Mark, Asset };
    Kind kind = Kind::Curve;
    QString id;
    QString title; ///< empty for the curve
    double volatility = 0, expected_return = 0, sharpe_ratio = 0;
    QString more{}; ///< read out behind the figures
    CellOrigin origin{};
};

class FrontierChart : public QWidget {
    Q_OBJECT
public:
    explicit FrontierChart(const Theme& theme, QWidget* parent = nullptr);

    /// Spots of the curve stand in its order; those with a missing figure are left out.
    void setSpots(QVector<FrontierSpot> spots);
    [[nodiscard]] const QVector<FrontierSpot>& spots() const { return spots_; }
    /// A level line at this return; NaN: none.
    void setTarget(double expected_return);
    /// What stands above the plot while nothing is read.
    void setHeading(const QString& heading);
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QString pointed() const { return pointed_ < 0 ? QString() : spots_[pointed_].id; }
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    /// kind, name, volatility, return and Sharpe ratio of every spot, for export.
    [[nodiscard]] TableData table() const;

Q_SIGNALS:
    void returnChosen(double expected_return);
    /// Ctrl+click or F9.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void restyle();
    void draw();
    void fitAxes();
    void addLabels();
    void placeLabels();
    void point(qsizetype index);
    void step(bool along_curve, int by);
    [[nodiscard]] qsizetype nearest(const QPointF& pixel) const;
    void ask();

    const Theme& theme_;
    QVector<FrontierSpot> spots_;
    QVector<QPair<qsizetype, QCPItemText*>> labels_; ///< spot and its name
    QString heading_;
    double target_;
    qsizetype pointed_ = -1;
    QCustomPlot* plot_;
    QLabel* readout_;
    QCPCurve* curve_;
    QCPGraph* assets_;
    QCPGraph* marks_;
    QCPGraph* cursor_;
    QCPItemLine* level_;
};

} // namespace nautilus::ui
