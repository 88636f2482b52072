#pragma once
// Columns over time made of parts: what raises stands above zero, what lowers below it, and a mark shows
// their sum. The parts of the period under the pointer, or that the arrow keys reached, are read out above.

#include "ui/models/number_format.h"
#include "ui/models/table_data.h"

#include <QWidget>

class QCPBars;
class QCPGraph;
class QCPItemLine;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

struct StackedPart {
    QString id;
    QString title;
    QVector<double> values;        ///< one per period
    QVector<CellOrigin> origins{}; ///< where they come from; shorter or empty: not told
};

class StackedColumns : public QWidget {
    Q_OBJECT
public:
    explicit StackedColumns(const Theme& theme, QWidget* parent = nullptr);

    /// `sum` is marked on each column and read out first.
    void setParts(QStringList periods, QVector<StackedPart> parts, StackedPart sum, NumberKind kind);
    [[nodiscard]] const QStringList& periods() const { return periods_; }
    [[nodiscard]] const QVector<StackedPart>& parts() const { return parts_; }
    [[nodiscard]] const StackedPart& sum() const { return sum_; }
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    /// period, sum and parts, for export.
    [[nodiscard]] TableData table() const;

Q_SIGNALS:
    /// Ctrl+click or F9: the sum of the period, or the part that Up and Down reached.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    void draw();
    void setTicks();
    void point(int period, int part);
    [[nodiscard]] QString words() const;
    void ask();

    const Theme& theme_;
    QStringList periods_;
    QVector<StackedPart> parts_;
    StackedPart sum_;
    NumberKind kind_ = NumberKind::PercentSign;
    int period_ = -1;
    int part_ = -1; ///< -1: the sum
    QCustomPlot* plot_;
    QLabel* readout_;
    QVector<QCPBars*> bars_;
    QCPGraph* marks_;
    QCPItemLine* zero_;
};

} // namespace nautilus::ui
