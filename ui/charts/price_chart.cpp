#include "ui/charts/price_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

constexpr int kMostCandles = 260;
constexpr double kBarWidth = 0.7; ///< in sessions

} // namespace

PriceChart::PriceChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      volume_rect_(new QCPAxisRect(plot_)), line_(plot_->addGraph()),
      candles_(new QCPFinancial(plot_->xAxis, plot_->yAxis)),
      volume_(new QCPBars(volume_rect_->axis(QCPAxis::atBottom), volume_rect_->axis(QCPAxis::atLeft))),
      vertical_(new QCPItemStraightLine(plot_)) {
    layOutChart(*this, *readout_, *plot_, 84);
    setAccessibleName(tr("Price chart"));
    plot_->plotLayout()->addElement(1, 0, volume_rect_);
    plot_->plotLayout()->setRowStretchFactor(0, 4);
    plot_->plotLayout()->setRowSpacing(2);
    auto* group = new QCPMarginGroup(plot_);
    for (QCPAxisRect* rect : {plot_->axisRect(0), volume_rect_})
        rect->setMarginGroup(QCP::msLeft | QCP::msRight, group);
    plot_->axisRect(0)->setMinimumMargins(QMargins(4, 6, 14, 0));
    plot_->xAxis->setTickLabels(false);
    candles_->setWidth(kBarWidth);
    volume_->setWidth(kBarWidth);
    vertical_->setVisible(false);
    connect(&theme_, &Theme::changed, this, &PriceChart::restyle);
    restyle();
}

void PriceChart::restyle() {
    stylePlot(*plot_, theme_);
    styleCandles(*candles_, theme_);
    line_->setPen(QPen(theme_.color(Token::Accent), 1.5));
    volume_->setPen(Qt::NoPen);
    volume_->setBrush(theme_.color(Token::Faint));
    vertical_->setPen(QPen(theme_.color(Token::Faint), 1));
    drawMarks();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void PriceChart::setBars(const TableData& bars, const QDate& start, const QString& currency) {
    bars_ = bars;
    shown_.clear();
    plot_->yAxis->setLabel(currency);
    const int columns[] = {bars.column(QStringLiteral("date")),  bars.column(QStringLiteral("open")),
                           bars.column(QStringLiteral("high")),  bars.column(QStringLiteral("low")),
                           bars.column(QStringLiteral("close")), bars.column(QStringLiteral("volume"))};
    for (int row = 0; row < bars.rows.size(); ++row) {
        const QDate date = QDate::fromString(bars.text(row, columns[0]), Qt::ISODate);
        if (date.isValid() && (!start.isValid() || date >= start))
            shown_.append({date, bars.number(row, columns[1]), bars.number(row, columns[2]),
                           bars.number(row, columns[3]), bars.number(row, columns[4]),
                           bars.number(row, columns[5])});
    }
    draw();
}

void PriceChart::draw() {
    QVector<double> keys, opens, highs, lows, closes, volumes;
    for (const Bar& bar : shown_) {
        keys.append(static_cast<double>(keys.size())); // sessions side by side: no holes at weekends
        opens.append(bar.open);
        highs.append(bar.high);
        lows.append(bar.low);
        closes.append(bar.close);
        volumes.append(bar.volume);
    }
    const bool as_candles = shown_.size() <= kMostCandles;
    candles_->setData(keys, opens, highs, lows, closes, true);
    line_->setData(keys, closes, true);
    volume_->setData(keys, volumes, true);
    candles_->setVisible(as_candles);
    line_->setVisible(!as_candles);
    fitRange();
    drawMarks();
    hideCrosshair();
}

int PriceChart::indexOf(const QDate& date) const {
    for (int i = 0; i < shown_.size(); ++i)
        if (shown_[i].date >= date) return i;
    return -1;
}

void PriceChart::setMarks(const QVector<PriceMark>& marks) {
    marks_ = marks;
    drawMarks();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void PriceChart::drawMarks() {
    for (QCPItemText* letter : std::as_const(letters_))
        plot_->removeItem(letter);
    letters_.clear();
    for (const PriceMark& mark : std::as_const(marks_)) {
        const int at = indexOf(mark.date);
        if (at < 0 || shown_[at].date != mark.date) continue;
        auto* letter = new QCPItemText(plot_);
        letter->position->setTypeX(QCPItemPosition::ptPlotCoords);
        letter->position->setTypeY(QCPItemPosition::ptAxisRectRatio);
        letter->position->setCoords(at, 0.97);
        letter->setText(mark.letter);
        letter->setFont(Theme::textFont(10, 600));
        letter->setColor(theme_.color(Token::Info));
        letter->setPadding(QMargins(3, 0, 3, 0));
        letters_.append(letter);
    }
}

void PriceChart::showDate(const QDate& date) {
    if (const int at = indexOf(date); at >= 0) showBar(at);
}

QString PriceChart::readout() const {
    return readout_->text();
}

void PriceChart::fitRange() {
    if (shown_.isEmpty()) return;
    double low = std::numeric_limits<double>::infinity();
    double high = 0;
    double most = 0;
    for (const Bar& bar : shown_) {
        low = std::min({low, bar.low, bar.close});
        high = std::max({high, bar.high, bar.close});
        most = std::isnan(bar.volume) ? most : std::max(most, bar.volume);
    }
    const double pad = (high - low) * 0.05 + 1e-6;
    plot_->yAxis->setRange(low - pad, high + pad);
    const QCPRange dates(-1.0, static_cast<double>(shown_.size()));
    plot_->xAxis->setRange(dates);
    volume_rect_->axis(QCPAxis::atBottom)->setRange(dates);
    volume_rect_->axis(QCPAxis::atLeft)->setRange(0, most * 1.05 + 1);
    setSessionTicks();
    setValueTicks(*plot_->yAxis, NumberKind::Price, 5, 0);
    setValueTicks(*volume_rect_->axis(QCPAxis::atLeft), NumberKind::Money, 2, 0);
}

void PriceChart::setSessionTicks() {
    QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    const qint64 days = shown_.first().date.daysTo(shown_.last().date);
    const QString format = days > 900  ? QStringLiteral("yyyy")
                           : days > 45 ? QStringLiteral("yyyy-MM")
                                       : QStringLiteral("MM-dd");
    QVector<int> starts; // the first session of each year, month or week
    for (int i = 1; i < shown_.size(); ++i) {
        const QDate day = shown_[i].date;
        const QDate before = shown_[i - 1].date;
        const bool starts_here = days > 900  ? day.year() != before.year()
                                 : days > 45 ? day.month() != before.month()
                                             : day.weekNumber() != before.weekNumber();
        if (starts_here) starts.append(i);
    }
    const qsizetype step = std::max<qsizetype>(1, (starts.size() + 6) / 7);
    for (qsizetype i = 0; i < starts.size(); i += step)
        ticker->addTick(starts[i], shown_[starts[i]].date.toString(format));
    plot_->xAxis->setTicker(ticker);
    volume_rect_->axis(QCPAxis::atBottom)->setTicker(ticker);
}

void PriceChart::showBar(int index) {
    if (shown_.isEmpty()) return;
    current_ = std::clamp(index, 0, static_cast<int>(shown_.size()) - 1);
    const Bar& bar = shown_[current_];
    vertical_->point1->setCoords(current_, 0);
    vertical_->point2->setCoords(current_, 1);
    vertical_->setVisible(true);
    auto price = [](double value) { return formatAs(NumberKind::Price, value); };
    QString actions;
    for (const PriceMark& mark : std::as_const(marks_))
        if (mark.date == bar.date)
            actions += QStringLiteral("&nbsp; <b>%1</b>").arg(mark.text.toHtmlEscaped());
    readout_->setText(tr("<b>%1</b>&nbsp;&nbsp; O %2&nbsp; H %3&nbsp; L %4&nbsp; C %5&nbsp; Vol %6")
                          .arg(bar.date.toString(Qt::ISODate), price(bar.open), price(bar.high),
                               price(bar.low), price(bar.close), formatMoney(bar.volume)) +
                      actions);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void PriceChart::hideCrosshair() {
    current_ = -1;
    vertical_->setVisible(false);
    readout_->setText(QStringLiteral("&nbsp;"));
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

bool PriceChart::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove) {
        const double at = plot_->xAxis->pixelToCoord(static_cast<QMouseEvent*>(event)->position().x());
        showBar(static_cast<int>(std::lround(at)));
    } else if (event->type() == QEvent::Leave) {
        hideCrosshair();
    } else if (event->type() == QEvent::MouseButtonPress &&
               (static_cast<QMouseEvent*>(event)->modifiers() & Qt::ControlModifier)) {
        askOrigin();
    }
    return QWidget::eventFilter(watched, event);
}

void PriceChart::askOrigin() {
    if (current_ < 0 || current_ >= shown_.size()) return;
    const QString day = shown_[current_].date.toString(Qt::ISODate);
    const int date = bars_.column(QStringLiteral("date"));
    for (int row = 0; row < bars_.rows.size(); ++row) {
        if (bars_.text(row, date) != day) continue;
        const CellOrigin origin = bars_.origin(row, bars_.column(QStringLiteral("close")));
        if (origin.valid()) Q_EMIT originAsked(origin, formatAs(NumberKind::Price, shown_[current_].close));
        return;
    }
}

void PriceChart::keyPressEvent(QKeyEvent* event) {
    const int at = current_ < 0 ? static_cast<int>(shown_.size()) : current_;
    switch (event->key()) {
    case Qt::Key_Left:
        return showBar(at - 1);
    case Qt::Key_Right:
        return showBar(at + 1);
    case Qt::Key_Home:
        return showBar(0);
    case Qt::Key_End:
        return showBar(static_cast<int>(shown_.size()) - 1);
    case Qt::Key_F9:
        return askOrigin();
    case Qt::Key_Escape:
        return hideCrosshair();
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace nautilus::ui
