#include "ui/charts/reliability_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr double kCountShare = 0.16; ///< of the height that the counts take

} // namespace

ReliabilityChart::ReliabilityChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), plot_(new QCustomPlot(this)), readout_(new QLabel(this)),
      dots_(plot_->addGraph()), intervals_(new QCPErrorBars(plot_->xAxis, plot_->yAxis)),
      counts_(new QCPBars(plot_->xAxis, plot_->yAxis2)), perfect_(new QCPItemLine(plot_)),
      perfect_label_(new QCPItemText(plot_)) {
    layOutChart(*this, *readout_, *plot_, 120);
    setAccessibleName(tr("Reliability diagram"));
    plot_->installEventFilter(this);
    plot_->setInteractions(QCP::iNone);
    intervals_->setDataPlottable(dots_);
    counts_->setLayer(QStringLiteral("grid")); // behind the points, some of which lie low
    perfect_->start->setCoords(0, 0);
    perfect_->end->setCoords(1, 1);
    perfect_label_->setText(tr("perfect"));
    perfect_label_->setPositionAlignment(Qt::AlignRight | Qt::AlignBottom);
    perfect_label_->position->setCoords(0.9, 0.9);
    connect(&theme_, &Theme::changed, this, &ReliabilityChart::restyle);
    restyle();
    setAxes();
}

void ReliabilityChart::restyle() {
    stylePlot(*plot_, theme_);
    dots_->setPen(QPen(theme_.series(0), 1.5));
    dots_->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, theme_.series(0), theme_.series(0), 6));
    intervals_->setPen(QPen(theme_.color(Token::Muted), 1));
    counts_->setPen(Qt::NoPen);
    counts_->setBrush(theme_.color(Token::Line));
    perfect_->setPen(QPen(theme_.color(Token::Faint), 1, Qt::DashLine));
    perfect_label_->setColor(theme_.color(Token::Muted));
    perfect_label_->setFont(plot_->xAxis->tickLabelFont());
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void ReliabilityChart::setAxes() {
    QSharedPointer<QCPAxisTickerText> shares(new QCPAxisTickerText);
    for (const double tick : {0.0, 0.2, 0.4, 0.6, 0.8, 1.0})
        shares->addTick(tick, formatNumber(100 * tick, 0));
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis}) {
        axis->setTicker(shares);
        axis->setRange(0, 1);
    }
    plot_->xAxis->setLabel(tr("forecast, %"));
    plot_->yAxis->setLabel(tr("came true, %"));
    plot_->yAxis2->setVisible(false);
}

void ReliabilityChart::setPoints(QVector<ReliabilityPoint> points, const QString& heading) {
    points_ = std::move(points);
    heading_ = heading;
    draw();
    point(-1);
}

void ReliabilityChart::draw() {
    QVector<double> x, y, below, above, middle, count;
    double most = 0;
    for (const ReliabilityPoint& each : std::as_const(points_)) {
        middle.append((each.from + each.to) / 2);
        count.append(each.count);
        most = std::max(most, each.count);
        if (each.count <= 0 || !std::isfinite(each.observed)) continue;
        x.append(each.forecast);
        y.append(each.observed);
        below.append(each.observed - each.lower);
        above.append(each.upper - each.observed);
    }
    dots_->setData(x, y, true);
    intervals_->setData(below, above);
    counts_->setData(middle, count, true);
    counts_->setWidth(points_.isEmpty() ? 0.1 : 0.9 / static_cast<double>(points_.size()));
    plot_->yAxis2->setRange(0, most > 0 ? most / kCountShare : 1);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

int ReliabilityChart::nearest(double forecast) const {
    int best = -1;
    for (int i = 0; i < points_.size(); ++i) {
        if (points_[i].count <= 0) continue;
        if (best < 0 ||
            std::abs(points_[i].forecast - forecast) < std::abs(points_[best].forecast - forecast))
            best = i;
    }
    return best;
}

int ReliabilityChart::beside(int step) const {
    const int last = static_cast<int>(points_.size()) - 1;
    int at = pointed_ < 0 ? (step > 0 ? 0 : last) : pointed_ + step;
    while (at >= 0 && at <= last && points_[at].count <= 0)
        at += step;
    return at >= 0 && at <= last ? at : pointed_;
}

void ReliabilityChart::point(int index) {
    pointed_ = index >= 0 && index < points_.size() ? index : -1;
    if (pointed_ < 0) return readout_->setText(heading_.isEmpty() ? QStringLiteral(" ") : heading_);
    const ReliabilityPoint& at = points_[pointed_];
    const QString text =
        tr("forecast %1, came true %2 (%3 to %4), %5 forecasts")
            .arg(formatPercent(at.forecast), formatPercent(at.observed), formatPercent(at.lower),
                 formatPercent(at.upper), formatAs(NumberKind::Integer, at.count));
    readout_->setText(text);
    setAccessibleDescription(text);
}

QString ReliabilityChart::readout() const {
    return readout_->text();
}

void ReliabilityChart::ask() {
    if (pointed_ >= 0 && points_[pointed_].origin.valid())
        Q_EMIT originAsked(points_[pointed_].origin, formatPercent(points_[pointed_].observed));
}

bool ReliabilityChart::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        point(nearest(plot_->xAxis->pixelToCoord(mouse->position().x())));
        if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
            if (mouse->modifiers() & Qt::ControlModifier) ask();
        }
    } else if (event->type() == QEvent::Leave) {
        point(-1);
    }
    return QWidget::eventFilter(watched, event);
}

void ReliabilityChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return point(beside(-1));
    case Qt::Key_Right:
        return point(beside(1));
    case Qt::Key_F9:
        return ask();
    case Qt::Key_Escape:
        return point(-1);
    default:
        return QWidget::keyPressEvent(event);
    }
}

TableData ReliabilityChart::table() const {
    TableData out;
    out.columns = {QStringLiteral("from"),     QStringLiteral("to"),    QStringLiteral("forecast"),
                   QStringLiteral("observed"), QStringLiteral("lower"), QStringLiteral("upper"),
                   QStringLiteral("count")};
    for (const ReliabilityPoint& each : points_) {
        QVector<QJsonValue> row;
        for (const double value :
             {each.from, each.to, each.forecast, each.observed, each.lower, each.upper, each.count})
            row.append(std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null));
        out.rows.append(row);
    }
    return out;
}

} // namespace nautilus::ui
