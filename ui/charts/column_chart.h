#pragma once
// Upright columns from zero: quantiles, horizons, counts of a histogram. The value of the column under the
// pointer, or the one that the arrow keys reached, stands above the plot.

#include "ui/models/number_format.h"
#include "ui/models/table_data.h"

#include <QWidget>

class QCPBars;
class QCPErrorBars;
class QCPItemLine;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

struct Column {
    QString title; ///< below the column
    double value = 0;
    double error = 0;    ///< half the length of its whisker; 0: none
    QString more{};      ///< read out beside the value
    CellOrigin origin{}; ///< where the value comes from
    bool marked = false; ///< in the second colour
};

class ColumnChart : public QWidget {
    Q_OBJECT
public:
    explicit ColumnChart(const Theme& theme, QWidget* parent = nullptr);

    /// What stands above the plot while nothing is read: what the columns are.
    void setHeading(const QString& text);
    /// A missing value leaves a gap. With more than a dozen columns some titles are left out.
    void setColumns(QVector<Column> columns, NumberKind kind);
    /// The columns touch each other, as of a histogram.
    void setTouching(bool touching);
    [[nodiscard]] const QVector<Column>& columns() const { return columns_; }
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    /// title and value of each column, for export.
    [[nodiscard]] TableData table() const;

Q_SIGNALS:
    /// Ctrl+click or F9 on a column.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void restyle();
    void draw();
    void setTicks();
    void point(int index);
    void ask();

    const Theme& theme_;
    QVector<Column> columns_;
    NumberKind kind_ = NumberKind::Decimal2;
    QString heading_;
    int pointed_ = -1;
    QCustomPlot* plot_;
    QLabel* readout_;
    QCPBars* bars_;
    QCPBars* marked_;
    QCPErrorBars* whiskers_;
    QCPItemLine* zero_;
};

} // namespace nautilus::ui
