#include "ui/charts/histogram_view.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

QString durationText(double ms) {
    if (ms < 1) return HistogramView::tr("%1 µs").arg(formatNumber(ms * 1000, ms < 0.01 ? 1 : 0));
    if (ms < 1000) return HistogramView::tr("%1 ms").arg(formatNumber(ms, ms < 10 ? 1 : 0));
    return HistogramView::tr("%1 s").arg(formatNumber(ms / 1000, 1));
}

} // namespace

HistogramView::HistogramView(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)),
      columns_(new QCPBars(plot_->xAxis, plot_->yAxis)) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(plot_);
    plot_->setMinimumHeight(96);
    columns_->setWidth(0.9);
    setAccessibleName(tr("Spread of latencies"));
    connect(&theme_, &Theme::changed, this, &HistogramView::restyle);
    restyle();
}

void HistogramView::restyle() {
    stylePlot(*plot_, theme_);
    columns_->setPen(Qt::NoPen);
    columns_->setBrush(theme_.color(Token::Accent));
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void HistogramView::setBars(const QVector<HistogramBar>& bars, const QString& title) {
    bars_ = bars;
    double most = 0;
    QVector<double> keys, counts;
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    const qsizetype step = std::max<qsizetype>(1, (bars.size() + 5) / 6);
    for (qsizetype i = 0; i < bars.size(); ++i) {
        keys.append(static_cast<double>(i));
        counts.append(bars[i].count);
        most = std::max(most, bars[i].count);
        if (i % step == 0) ticks->addTick(static_cast<double>(i), durationText(bars[i].up_to));
    }
    columns_->setData(keys, counts, true);
    plot_->xAxis->setTicker(ticks);
    plot_->xAxis->setLabel(bars.isEmpty() ? tr("nothing measured yet") : title);
    plot_->xAxis->setRange(-1, std::max<double>(static_cast<double>(bars.size()), 4));
    plot_->yAxis->setRange(0, most > 0 ? most * 1.08 : 1);
    QSharedPointer<QCPAxisTickerText> amounts(new QCPAxisTickerText);
    if (most > 0) amounts->addTick(most, formatMoney(most));
    plot_->yAxis->setTicker(amounts);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

} // namespace nautilus::ui
