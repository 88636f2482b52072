#include "ui/charts/market_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

constexpr double kBarWidth = 0.7;
constexpr double kLeastInSight = 10;
constexpr qsizetype kMostDrawn = 1'200; ///< candles of one frame; more would be thinner than a pixel
constexpr double kRightMargin = 3;      ///< bars of room beside the newest

} // namespace

MarketChart::MarketChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      volume_rect_(new QCPAxisRect(plot_)), candles_(new QCPFinancial(plot_->xAxis, plot_->yAxis)),
      volume_(new QCPBars(volume_rect_->axis(QCPAxis::atBottom), volume_rect_->axis(QCPAxis::atLeft))),
      last_price_(new QCPItemStraightLine(plot_)) {
    layOutChart(*this, *readout_, *plot_, 120);
    readout_->setWordWrap(true);
    setAccessibleName(tr("Live price chart"));
    plot_->setNoAntialiasingOnDrag(true);
    connect(&theme_, &Theme::changed, this, &MarketChart::restyle);
    layoutPanes();
}

/// Price above, then the indicators' panes, then volume; one time axis for all.
void MarketChart::layoutPanes() {
    int wanted = 0;
    for (const ChartLine& line : std::as_const(lines_))
        wanted = std::max(wanted, line.pane);
    for (QCPGraph* graph : std::as_const(graphs_))
        plot_->removeGraph(graph);
    graphs_.clear();
    for (QCPItemStraightLine* line : std::as_const(verticals_))
        plot_->removeItem(line);
    verticals_.clear();
    auto* grid = plot_->plotLayout();
    for (QCPAxisRect* rect : std::as_const(panes_))
        grid->remove(rect);
    panes_.clear();
    if (volume_rect_->layout()) grid->take(volume_rect_);
    grid->simplify();
    for (int pane = 0; pane < wanted; ++pane) {
        panes_.append(new QCPAxisRect(plot_));
        grid->addElement(pane + 1, 0, panes_.last());
        grid->setRowStretchFactor(pane + 1, 1.2);
    }
    grid->addElement(wanted + 1, 0, volume_rect_);
    grid->setRowStretchFactor(0, 4);
    grid->setRowStretchFactor(wanted + 1, 1);
    grid->setRowSpacing(2);
    auto* group = new QCPMarginGroup(plot_);
    QVector<QCPAxisRect*> all{plot_->axisRect(0), volume_rect_};
    all += panes_;
    for (QCPAxisRect* rect : std::as_const(all)) {
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, group);
        rect->axis(QCPAxis::atBottom)->setTickLabels(rect == volume_rect_);
        rect->axis(QCPAxis::atLeft)->ticker()->setTickCount(rect == plot_->axisRect(0) ? 6 : 2);
        rect->setMinimumMargins(QMargins(4, rect == plot_->axisRect(0) ? 6 : 0, 14, 0));
        auto* vertical = new QCPItemStraightLine(plot_);
        for (QCPItemPosition* point : {vertical->point1, vertical->point2})
            point->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
        vertical->setClipAxisRect(rect);
        vertical->setVisible(false);
        verticals_.append(vertical);
    }
    for (const ChartLine& line : std::as_const(lines_)) {
        auto* rect = line.pane == 0 ? plot_->axisRect(0) : panes_[line.pane - 1];
        graphs_.append(plot_->addGraph(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft)));
    }
    restyle();
}

void MarketChart::restyle() {
    stylePlot(*plot_, theme_);
    styleCandles(*candles_, theme_);
    volume_->setPen(Qt::NoPen);
    volume_->setBrush(theme_.color(Token::Faint));
    for (QCPItemStraightLine* vertical : std::as_const(verticals_))
        vertical->setPen(QPen(theme_.color(Token::Faint), 1));
    last_price_->setPen(QPen(theme_.color(Token::Accent), 1, Qt::DashLine));
    for (int i = 0; i < graphs_.size(); ++i)
        graphs_[i]->setPen(QPen(theme_.series(i), 1));
    draw();
}

void MarketChart::setBars(QVector<ChartBar> bars, double seconds, const QString& unit, int shown) {
    bars_.set(std::move(bars));
    seconds_ = seconds;
    plot_->yAxis->setLabel(unit);
    last_ = static_cast<double>(bars_.size()) - 1 + kRightMargin;
    first_ = std::max(-1.0, last_ - shown);
    hideCrosshair();
    draw();
}

void MarketChart::replaceBars(QVector<ChartBar> bars) {
    const bool follow = followsNewest();
    const auto grown = static_cast<double>(bars.size() - bars_.size());
    bars_.set(std::move(bars));
    if (follow) {
        first_ += grown;
        last_ += grown;
    }
    hideCrosshair();
    draw();
}

void MarketChart::setUnit(const QString& unit) {
    plot_->yAxis->setLabel(unit);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

bool MarketChart::followsNewest() const {
    return last_ >= static_cast<double>(bars_.size()) - 1;
}

void MarketChart::putBar(const ChartBar& bar) {
    const bool follow = followsNewest();
    const qsizetype before = bars_.size();
    if (!bars_.put(bar)) return;
    if (current_ < 0) hideCrosshair();
    if (follow && bars_.size() > before) {
        first_ += static_cast<double>(bars_.size() - before);
        last_ += static_cast<double>(bars_.size() - before);
    }
    draw();
}

void MarketChart::setLines(QVector<ChartLine> lines) {
    const auto panes = [](const QVector<ChartLine>& all) {
        QVector<int> out;
        for (const ChartLine& line : all)
            out.append(line.pane);
        return out;
    };
    const bool same = panes(lines) == panes(lines_);
    lines_ = std::move(lines);
    if (same)
        draw();
    else
        layoutPanes();
    if (current_ < 0) hideCrosshair(); // which reads the newest bar
}

void MarketChart::setRange(double first, double last) {
    first_ = first;
    last_ = std::max(last, first + kLeastInSight);
    draw();
}

void MarketChart::drawNow() {
    draw();
    plot_->replot(QCustomPlot::rpImmediateRefresh);
}

void MarketChart::draw() {
    const auto from = static_cast<qsizetype>(std::floor(first_));
    const auto to = static_cast<qsizetype>(std::ceil(last_));
    const auto view = bars_.view(from, to, kMostDrawn);
    const QCPRange range(first_, last_);
    for (QCPAxisRect* rect : plot_->axisRects())
        rect->axis(QCPAxis::atBottom)->setRange(range);
    drawBars(view);
    drawLines(view);
    drawTrendLines();
    fitPrices(view);
    setTimeTicks(std::max<qsizetype>(from, 0), std::min(to, bars_.size() - 1));
    last_price_->setVisible(bars_.size() > 0);
    if (bars_.size() > 0) {
        last_price_->point1->setCoords(0, bars_.last().close);
        last_price_->point2->setCoords(1, bars_.last().close);
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void MarketChart::drawBars(const BarSeries::View& view) {
    QVector<QCPFinancialData> candles;
    QVector<QCPBarsData> volumes;
    const auto step = static_cast<double>(view.step);
    for (qsizetype i = view.first; i <= view.last; ++i) {
        const ChartBar& bar = (*view.bars)[i];
        const double key = (static_cast<double>(i) + 0.5) * step - 0.5;
        candles.append({key, bar.open, bar.high, bar.low, bar.close});
        volumes.append({key, bar.volume});
    }
    candles_->data()->set(candles, true);
    volume_->data()->set(volumes, true);
    candles_->setWidth(kBarWidth * step);
    volume_->setWidth(kBarWidth * step);
}

void MarketChart::drawLines(const BarSeries::View& view) {
    for (int line = 0; line < graphs_.size(); ++line) {
        const QVector<double>& values = lines_[line].values;
        QVector<QCPGraphData> points;
        for (qsizetype i = view.first; i <= view.last; ++i) {
            const qsizetype at = std::min((i + 1) * view.step - 1, bars_.size() - 1);
            if (at < values.size()) points.append({static_cast<double>(at), values[at]});
        }
        graphs_[line]->data()->set(points, true);
    }
}

void MarketChart::fitPrices(const BarSeries::View& view) {
    double low = std::numeric_limits<double>::infinity(), high = -low, most = 0;
    for (qsizetype i = view.first; i <= view.last; ++i) {
        const ChartBar& bar = (*view.bars)[i];
        low = std::min(low, bar.low);
        high = std::max(high, bar.high);
        if (bar.volume > most) most = bar.volume;
    }
    if (low > high) return;
    const double pad = (high - low) * 0.06 + high * 1e-5;
    plot_->yAxis->setRange(low - pad, high + pad);
    volume_rect_->axis(QCPAxis::atLeft)->setRange(0, most > 0 ? most * 1.05 : 1);
    for (int pane = 0; pane < panes_.size(); ++pane) {
        double least = std::numeric_limits<double>::infinity(), largest = -least;
        for (int line = 0; line < graphs_.size(); ++line)
            if (lines_[line].pane == pane + 1)
                for (const QCPGraphData& point : *graphs_[line]->data())
                    if (std::isfinite(point.value)) {
                        least = std::min(least, point.value);
                        largest = std::max(largest, point.value);
                    }
        if (least > largest) continue;
        const double room = (largest - least) * 0.1 + std::abs(largest) * 1e-6 + 1e-9;
        panes_[pane]->axis(QCPAxis::atLeft)->setRange(least - room, largest + room);
    }
    QSharedPointer<QCPAxisTickerText> ticks(new QCPAxisTickerText);
    ticks->addTick(most, formatMoney(most));
    volume_rect_->axis(QCPAxis::atLeft)->setTicker(ticks);
}

QString MarketChart::timeText(double time, bool full) const {
    const auto at = QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(time * 1000), Qt::UTC);
    if (seconds_ >= 86'400) return at.toString(QStringLiteral("yyyy-MM-dd"));
    if (full) return at.toString(QStringLiteral("yyyy-MM-dd HH:mm:ss")) + tr(" UTC");
    return at.toString(seconds_ < 60 ? QStringLiteral("HH:mm:ss") : QStringLiteral("MM-dd HH:mm"));
}

void MarketChart::setTimeTicks(qsizetype first, qsizetype last) {
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    const int wide = std::max(plot_->width(), 300) / 130;
    const auto step = std::max<qsizetype>(1, (last - first + wide) / wide);
    for (qsizetype i = first - first % step + step; i <= last; i += step)
        ticker->addTick(static_cast<double>(i), timeText(bars_.at(i).time, false));
    for (QCPAxisRect* rect : plot_->axisRects())
        rect->axis(QCPAxis::atBottom)->setTicker(ticker);
}

void MarketChart::drawTrendLines() {
    while (trend_items_.size() > trend_lines_.size())
        plot_->removeItem(trend_items_.takeLast());
    while (trend_items_.size() < trend_lines_.size())
        trend_items_.append(new QCPItemLine(plot_));
    for (int i = 0; i < trend_items_.size(); ++i) {
        const TrendLine& line = trend_lines_[i];
        trend_items_[i]->start->setCoords(static_cast<double>(bars_.indexOf(line.time1)), line.price1);
        trend_items_[i]->end->setCoords(static_cast<double>(bars_.indexOf(line.time2)), line.price2);
        trend_items_[i]->setPen(QPen(theme_.color(Token::Accent), 1.5));
    }
}

QString MarketChart::readout() const {
    return readout_->text();
}

} // namespace nautilus::ui
