#pragma once
// Counts over durations as bars on a logarithmic axis: how latencies are spread.

#include <QVector>
#include <QWidget>

class QCPBars;
class QCustomPlot;

namespace nautilus::ui {

class Theme;

struct HistogramBar {
    double up_to = 0; ///< ms
    double count = 0;
};

class HistogramView : public QWidget {
    Q_OBJECT
public:
    explicit HistogramView(const Theme& theme, QWidget* parent = nullptr);
    /// Ascending; none shows an empty chart that says so.
    void setBars(const QVector<HistogramBar>& bars, const QString& title);
    [[nodiscard]] QCustomPlot* plot() const { return plot_; }

private:
    void restyle();
    const Theme& theme_;
    QVector<HistogramBar> bars_;
    QCustomPlot* plot_;
    QCPBars* columns_;
};

} // namespace nautilus::ui
