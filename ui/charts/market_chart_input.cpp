// What hands do to the chart: crosshair, zoom, moving, trend lines.

#include "ui/charts/market_chart.h"
#include "ui/charts/plot.h"
#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

namespace nautilus::ui {

void MarketChart::showBar(qsizetype index) {
    if (bars_.size() == 0) return;
    current_ = std::clamp<qsizetype>(index, 0, bars_.size() - 1);
    const ChartBar& bar = bars_.at(current_);
    for (QCPItemStraightLine* vertical : std::as_const(verticals_)) {
        vertical->point1->setCoords(static_cast<double>(current_), 0);
        vertical->point2->setCoords(static_cast<double>(current_), 1);
        vertical->setVisible(true);
    }
    const auto price = [](double value) { return formatAs(NumberKind::Price, value); };
    QString text = tr("<b>%1</b>&nbsp;&nbsp; O %2&nbsp; H %3&nbsp; L %4&nbsp; C %5&nbsp; Vol %6")
                       .arg(timeText(bar.time, true), price(bar.open), price(bar.high), price(bar.low),
                            price(bar.close), formatMoney(bar.volume));
    for (int i = 0; i < lines_.size(); ++i) {
        const double value = lines_[i].values.value(current_, std::nan(""));
        text += QStringLiteral("&nbsp;&nbsp; <span style='color:%1'>%2</span> %3")
                    .arg(theme_.series(i).name(), lines_[i].name.toHtmlEscaped(),
                         formatAs(NumberKind::Price, value));
    }
    readout_->setText(text);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

/// Without a crosshair the newest bar is read, so that the legend is always there.
void MarketChart::hideCrosshair() {
    if (bars_.size() > 0) showBar(bars_.size() - 1);
    current_ = -1;
    for (QCPItemStraightLine* vertical : std::as_const(verticals_))
        vertical->setVisible(false);
    if (bars_.size() == 0) readout_->setText(QStringLiteral("&nbsp;"));
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void MarketChart::zoom(double factor, double around) {
    const double most = static_cast<double>(bars_.size()) + 50;
    const double wide = std::clamp((last_ - first_) * factor, 10.0, std::max(most, 10.0));
    const double share = (around - first_) / (last_ - first_);
    first_ = around - share * wide;
    last_ = first_ + wide;
    draw();
}

void MarketChart::move(double bars) {
    const double end = static_cast<double>(bars_.size()) + 50;
    const double wide = last_ - first_;
    last_ = std::clamp(last_ + bars, std::min(10.0, end), end);
    first_ = last_ - wide;
    draw();
}

void MarketChart::beginTrendLine() {
    placing_ = 2;
    plot_->setCursor(Qt::CrossCursor);
    setFocus();
}

void MarketChart::setTrendLines(const QVector<TrendLine>& lines) {
    trend_lines_ = lines;
    draw();
}

bool MarketChart::mousePressed(const QPointF& at) {
    if (placing_ == 0 || bars_.size() == 0) {
        dragging_ = true;
        dragged_from_ = at;
        return false;
    }
    const auto index =
        std::clamp<qsizetype>(std::llround(plot_->xAxis->pixelToCoord(at.x())), 0, bars_.size() - 1);
    const double price = plot_->yAxis->pixelToCoord(at.y());
    if (placing_ == 2) {
        pending_.time1 = bars_.at(index).time;
        pending_.price1 = price;
    } else {
        pending_.time2 = bars_.at(index).time;
        pending_.price2 = price;
        trend_lines_.append(pending_);
        plot_->unsetCursor();
        draw();
        Q_EMIT trendLinesChanged();
    }
    --placing_;
    return true;
}

bool MarketChart::mouseMoved(const QPointF& at, bool pressed) {
    if (dragging_ && pressed) {
        const double bars =
            plot_->xAxis->pixelToCoord(dragged_from_.x()) - plot_->xAxis->pixelToCoord(at.x());
        dragged_from_ = at;
        move(bars);
        return true;
    }
    showBar(std::llround(plot_->xAxis->pixelToCoord(at.x())));
    return false;
}

bool MarketChart::eventFilter(QObject* watched, QEvent* event) {
    switch (event->type()) {
    case QEvent::MouseMove: {
        auto* mouse = static_cast<QMouseEvent*>(event);
        mouseMoved(mouse->position(), (mouse->buttons() & Qt::LeftButton) != 0);
        break;
    }
    case QEvent::MouseButtonPress:
        if (static_cast<QMouseEvent*>(event)->button() == Qt::LeftButton)
            mousePressed(static_cast<QMouseEvent*>(event)->position());
        break;
    case QEvent::MouseButtonRelease:
        dragging_ = false;
        break;
    case QEvent::Leave:
        hideCrosshair();
        break;
    case QEvent::Wheel: {
        auto* wheel = static_cast<QWheelEvent*>(event);
        zoom(std::pow(0.999, wheel->angleDelta().y()), plot_->xAxis->pixelToCoord(wheel->position().x()));
        return true;
    }
    case QEvent::Resize:
        draw();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void MarketChart::keyPressEvent(QKeyEvent* event) {
    const double wide = last_ - first_;
    const qsizetype at = current_ < 0 ? bars_.size() : current_;
    const bool shift = (event->modifiers() & Qt::ShiftModifier) != 0;
    switch (event->key()) {
    case Qt::Key_Left:
        return shift ? move(-wide / 8) : showBar(at - 1);
    case Qt::Key_Right:
        return shift ? move(wide / 8) : showBar(at + 1);
    case Qt::Key_PageUp:
        return move(-wide * 0.9);
    case Qt::Key_PageDown:
        return move(wide * 0.9);
    case Qt::Key_Home:
        return move(-static_cast<double>(bars_.size()));
    case Qt::Key_End:
        return move(static_cast<double>(bars_.size()));
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(0.8, last_);
    case Qt::Key_Minus:
        return zoom(1.25, last_);
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
        if (trend_lines_.isEmpty()) break;
        trend_lines_.removeLast();
        draw();
        Q_EMIT trendLinesChanged();
        return;
    case Qt::Key_Escape:
        placing_ = 0;
        plot_->unsetCursor();
        return hideCrosshair();
    default:
        break;
    }
    QWidget::keyPressEvent(event);
}

} // namespace nautilus::ui
