#pragma once
// Daily bars: candles up to 260 of them, a line of closes beyond; volume below. The crosshair reads all five
// values; left and right move it.

#include "ui/models/table_data.h"

#include <QDate>
#include <QWidget>

class QCPAxisRect;
class QCPBars;
class QCPFinancial;
class QCPGraph;
class QCPItemStraightLine;
class QCPItemText;
class QCustomPlot;
class QLabel;

namespace nautilus::ui {

class Theme;

/// A corporate action on the day from which it counts.
struct PriceMark {
    QDate date;
    QString letter; ///< what stands on the chart: D or S
    QString text;   ///< what the readout says
};

class PriceChart : public QWidget {
    Q_OBJECT
public:
    explicit PriceChart(const Theme& theme, QWidget* parent = nullptr);

    /// `bars`: date, open, high, low, close, volume; only those from `start` on are drawn.
    void setBars(const TableData& bars, const QDate& start, const QString& currency);
    /// Kept until they are set anew; those outside the bars are not drawn.
    void setMarks(const QVector<PriceMark>& marks);
    [[nodiscard]] const QVector<PriceMark>& marks() const { return marks_; }
    /// Crosshair on the session of `date`, or the one after it.
    void showDate(const QDate& date);
    [[nodiscard]] QString readout() const;
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }
    [[nodiscard]] const TableData& table() const { return bars_; }

Q_SIGNALS:
    /// Ctrl+click or F9: the close of the bar under the crosshair.
    void originAsked(const CellOrigin& origin, const QString& shown);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    struct Bar {
        QDate date;
        double open, high, low, close, volume;
    };
    void restyle();
    void draw();
    void fitRange();
    void setSessionTicks();
    void showBar(int index);
    void hideCrosshair();
    void drawMarks();
    void askOrigin();
    [[nodiscard]] int indexOf(const QDate& date) const;

    const Theme& theme_;
    TableData bars_;
    QVector<Bar> shown_;
    QVector<PriceMark> marks_;
    QVector<QCPItemText*> letters_;
    int current_ = -1;
    QCustomPlot* plot_;
    QLabel* readout_;
    QCPAxisRect* volume_rect_;
    QCPGraph* line_;
    QCPFinancial* candles_;
    QCPBars* volume_;
    QCPItemStraightLine* vertical_;
};

} // namespace nautilus::ui
