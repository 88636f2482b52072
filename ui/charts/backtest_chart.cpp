#include "ui/charts/backtest_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {
namespace {

constexpr double kDay = 86'400;

} // namespace

BacktestChart::BacktestChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      bars_(new QCPBars(plot_->xAxis, plot_->yAxis)), forecast_(plot_->addGraph()), marks_(plot_->addGraph()),
      cross_(new QCPItemStraightLine(plot_)), zero_(new QCPItemLine(plot_)) {
    layOutChart(*this, *readout_, *plot_, 70);
    setAccessibleName(tr("Daily returns against the value at risk"));
    bars_->setWidth(kDay * 0.8);
    forecast_->setLineStyle(QCPGraph::lsStepRight);
    marks_->setLineStyle(QCPGraph::lsNone);
    cross_->setVisible(false);
    connect(&theme_, &Theme::changed, this, &BacktestChart::restyle);
    restyle();
}

void BacktestChart::restyle() {
    stylePlot(*plot_, theme_);
    bars_->setPen(Qt::NoPen);
    bars_->setBrush(theme_.color(Token::Faint));
    forecast_->setPen(QPen(theme_.series(0), 1.5));
    QCPScatterStyle mark(QCPScatterStyle::ssTriangleInverted, 9);
    mark.setPen(QPen(theme_.color(Token::Error), 1));
    mark.setBrush(theme_.color(Token::Error));
    marks_->setScatterStyle(mark);
    cross_->setPen(QPen(theme_.color(Token::Faint), 1));
    zero_->setPen(QPen(theme_.color(Token::Faint), 1));
    draw();
}

void BacktestChart::setDays(QVector<BacktestDay> days) {
    days_ = std::move(days);
    draw();
}

void BacktestChart::draw() {
    QVector<double> keys, values, forecasts, mark_keys, mark_values;
    double low = 0, high = 0;
    for (const BacktestDay& day : std::as_const(days_)) {
        keys.append(dateKey(day.date));
        values.append(day.value);
        forecasts.append(-day.forecast);
        low = std::min({low, day.value, std::isnan(day.forecast) ? 0 : -day.forecast});
        high = std::max(high, day.value);
        if (!day.exception) continue;
        mark_keys.append(dateKey(day.date));
        mark_values.append(day.value);
    }
    bars_->setData(keys, values, true);
    forecast_->setData(keys, forecasts, true);
    marks_->setData(mark_keys, mark_values, true);
    if (!keys.isEmpty()) {
        const double pad = std::max((high - low) * 0.1, 1e-6);
        plot_->yAxis->setRange(low - pad, high + pad);
        plot_->xAxis->setRange(keys.first() - 2 * kDay, keys.last() + 2 * kDay);
        zero_->start->setCoords(keys.first() - 2 * kDay, 0);
        zero_->end->setCoords(keys.last() + 2 * kDay, 0);
        setTicks();
    }
    point(-1);
}

void BacktestChart::setTicks() {
    setDateTicks(*plot_->axisRect());
    setValueTicks(*plot_->yAxis, NumberKind::PercentSign, height() < 160 ? 3 : 5);
}

QString BacktestChart::readout() const {
    QTextDocument text;
    text.setHtml(readout_->text());
    return text.toPlainText();
}

void BacktestChart::point(qsizetype index) {
    pointed_ = index >= 0 && index < days_.size() ? index : -1;
    cross_->setVisible(pointed_ >= 0);
    const auto colored = [](const QColor& color, const QString& text) {
        return QStringLiteral("<span style='color:%1'>%2</span>").arg(color.name(), text);
    };
    const QColor line = theme_.series(0), error = theme_.color(Token::Error);
    if (pointed_ < 0) {
        readout_->setText(tr("daily return &nbsp; %1 &nbsp; %2")
                              .arg(colored(line, tr("value at risk")), colored(error, tr("▼ exception"))));
    } else {
        const BacktestDay& day = days_[pointed_];
        const double key = dateKey(day.date);
        cross_->point1->setCoords(key, 0);
        cross_->point2->setCoords(key, 1);
        QString text = QStringLiteral("<b>%1</b> &nbsp; %2 &nbsp; %3")
                           .arg(day.date.toString(Qt::ISODate), tr("return %1").arg(formatPercent(day.value)),
                                colored(line, tr("value at risk %1").arg(formatPercent(day.forecast))));
        if (day.exception) text += QStringLiteral(" &nbsp; ") + colored(error, tr("▼ exception"));
        readout_->setText(text);
        setAccessibleDescription(readout());
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void BacktestChart::pointAt(double pixel) {
    if (days_.isEmpty()) return;
    const QDate date = keyDate(plot_->xAxis->pixelToCoord(pixel));
    const auto after = std::upper_bound(days_.begin(), days_.end(), date,
                                        [](const QDate& a, const BacktestDay& b) { return a < b.date; });
    point(std::max<qsizetype>(0, after - days_.begin() - 1));
}

qsizetype BacktestChart::exceptionFrom(qsizetype index, int step) const {
    for (qsizetype i = index + step; i >= 0 && i < days_.size(); i += step)
        if (days_[i].exception) return i;
    return index;
}

void BacktestChart::ask() {
    if (pointed_ < 0 || !days_[pointed_].origin.valid()) return;
    Q_EMIT originAsked(days_[pointed_].origin, formatPercent(days_[pointed_].forecast));
}

bool BacktestChart::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove) {
        pointAt(static_cast<QMouseEvent*>(event)->position().x());
    } else if (event->type() == QEvent::Leave) {
        point(-1);
    } else if (event->type() == QEvent::MouseButtonPress) {
        setFocus(Qt::MouseFocusReason);
        if (static_cast<QMouseEvent*>(event)->modifiers() & Qt::ControlModifier) ask();
    }
    return QWidget::eventFilter(watched, event);
}

void BacktestChart::keyPressEvent(QKeyEvent* event) {
    if (days_.isEmpty()) return QWidget::keyPressEvent(event);
    const qsizetype last = days_.size() - 1;
    const qsizetype at = pointed_ < 0 ? last + 1 : pointed_;
    switch (event->key()) {
    case Qt::Key_Left:
        return point(std::max<qsizetype>(0, at - 1));
    case Qt::Key_Right:
        return point(std::min(last, at + 1));
    case Qt::Key_Home:
        return point(0);
    case Qt::Key_End:
        return point(last);
    case Qt::Key_PageUp:
        return point(exceptionFrom(at, -1));
    case Qt::Key_PageDown:
        return point(exceptionFrom(pointed_, +1));
    case Qt::Key_F9:
        return ask();
    case Qt::Key_Escape:
        return point(-1);
    default:
        QWidget::keyPressEvent(event);
    }
}

void BacktestChart::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    if (!days_.isEmpty()) setTicks();
}

} // namespace nautilus::ui
