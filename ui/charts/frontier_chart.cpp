#include "ui/charts/frontier_chart.h"

#include "ui/charts/plot.h"
#include "ui/charts/plot_style.h"
#include "ui/models/number_format.h"
#include "ui/shell/theme.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

constexpr double kReach = 60;    ///< pixels within which the pointer finds a spot
constexpr double kDot = 3;       ///< pixels of a spot that no name covers
constexpr qsizetype kNamed = 12; ///< with more assets only the marks have names
constexpr double kMissingValue = std::numeric_limits<double>::quiet_NaN();

bool drawn(const FrontierSpot& spot) {
    return std::isfinite(spot.volatility) && std::isfinite(spot.expected_return);
}

} // namespace

FrontierChart::FrontierChart(const Theme& theme, QWidget* parent)
    : QWidget(parent), theme_(theme), target_(kMissingValue), plot_(new QCustomPlot(this)),
      readout_(new QLabel(this)), curve_(new QCPCurve(plot_->xAxis, plot_->yAxis)),
      assets_(plot_->addGraph()), marks_(plot_->addGraph()), cursor_(plot_->addGraph()),
      level_(new QCPItemLine(plot_)) {
    layOutChart(*this, *readout_, *plot_, 120);
    setAccessibleName(tr("Efficient frontier"));
    plot_->setInteractions(QCP::iNone);
    plot_->setCursor(Qt::CrossCursor);
    for (QCPGraph* graph : {assets_, marks_, cursor_})
        graph->setLineStyle(QCPGraph::lsNone);
    plot_->xAxis->setLabel(tr("volatility a year"));
    plot_->yAxis->setLabel(tr("expected return a year"));
    connect(plot_, &QCustomPlot::beforeReplot, this, &FrontierChart::placeLabels);
    connect(&theme_, &Theme::changed, this, &FrontierChart::restyle);
    restyle();
}

void FrontierChart::restyle() {
    stylePlot(*plot_, theme_);
    const auto disc = [](const QColor& color, double size) {
        return QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, size);
    };
    curve_->setPen(QPen(theme_.series(0), 2));
    assets_->setScatterStyle(disc(theme_.color(Token::Faint), 5));
    marks_->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssDiamond, theme_.color(Token::Text), theme_.series(1), 9));
    cursor_->setScatterStyle(
        QCPScatterStyle(QCPScatterStyle::ssCircle, QPen(theme_.color(Token::Accent), 2), Qt::NoBrush, 12));
    level_->setPen(QPen(theme_.color(Token::Accent), 1, Qt::DashLine));
    draw();
}

void FrontierChart::setSpots(QVector<FrontierSpot> spots) {
    const QString before = pointed();
    spots_ = std::move(spots);
    pointed_ = -1;
    draw();
    for (qsizetype i = 0; i < spots_.size() && !before.isEmpty(); ++i)
        if (spots_[i].id == before) return point(i);
    point(-1);
}

void FrontierChart::setTarget(double expected_return) {
    target_ = expected_return;
    level_->setVisible(std::isfinite(target_));
    if (std::isfinite(target_)) {
        level_->start->setTypeX(QCPItemPosition::ptAxisRectRatio);
        level_->end->setTypeX(QCPItemPosition::ptAxisRectRatio);
        level_->start->setCoords(0, target_);
        level_->end->setCoords(1, target_);
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void FrontierChart::setHeading(const QString& heading) {
    heading_ = heading;
    if (pointed_ < 0) point(-1);
}

void FrontierChart::draw() {
    QVector<double> x[3], y[3];
    for (const FrontierSpot& each : std::as_const(spots_)) {
        if (!drawn(each)) continue;
        x[static_cast<int>(each.kind)].append(each.volatility);
        y[static_cast<int>(each.kind)].append(each.expected_return);
    }
    curve_->setData(x[0], y[0]);
    marks_->setData(x[1], y[1]);
    assets_->setData(x[2], y[2]);
    fitAxes();
    addLabels();
    setTarget(target_);
}

void FrontierChart::fitAxes() {
    double right = 0, low = std::numeric_limits<double>::infinity(), high = -low, left = low;
    for (const FrontierSpot& each : std::as_const(spots_)) {
        if (!drawn(each)) continue;
        left = std::min(left, each.volatility);
        right = std::max(right, each.volatility);
        low = std::min(low, each.expected_return);
        high = std::max(high, each.expected_return);
    }
    if (!(low <= high)) return;
    const double wide = std::max(right - left, 1e-4), tall = std::max(high - low, 1e-4);
    // names stand on the right; the mark of cash alone is not cut
    plot_->xAxis->setRange(std::max(-0.025 * wide, left - 0.1 * wide), right + 0.16 * wide);
    plot_->yAxis->setRange(low - 0.1 * tall, high + 0.1 * tall);
    setValueTicks(*plot_->xAxis, NumberKind::PercentSign, 5, 0);
    setValueTicks(*plot_->yAxis, NumberKind::PercentSign, 5);
}

void FrontierChart::addLabels() {
    for (const auto& [spot, label] : std::as_const(labels_))
        plot_->removeItem(label);
    labels_.clear();
    const qsizetype assets = std::count_if(spots_.begin(), spots_.end(), [](const FrontierSpot& each) {
        return each.kind == FrontierSpot::Kind::Asset;
    });
    for (const auto kind : {FrontierSpot::Kind::Mark, FrontierSpot::Kind::Asset}) // marks choose first
        for (qsizetype i = 0; i < spots_.size(); ++i) {
            if (spots_[i].kind != kind || !drawn(spots_[i])) continue;
            const bool mark = kind == FrontierSpot::Kind::Mark;
            if (!mark && assets > kNamed) continue;
            auto* label = new QCPItemText(plot_);
            label->setText(spots_[i].title);
            label->setFont(Theme::textFont(11, mark ? 500 : 400));
            label->setColor(theme_.color(mark ? Token::Text : Token::Muted));
            label->setPadding({});
            label->setPositionAlignment(Qt::AlignLeft | Qt::AlignTop);
            label->position->setType(QCPItemPosition::ptAbsolute);
            labels_.append({i, label});
        }
}

/// Beside its dot wherever neither a name nor a dot stands: right, left, above, below; a mark may cover a dot
/// where nothing else is left.
void FrontierChart::placeLabels() {
    QVector<QRectF> names, taken;
    for (const FrontierSpot& each : std::as_const(spots_))
        if (drawn(each) && each.kind != FrontierSpot::Kind::Curve)
            taken.append({plot_->xAxis->coordToPixel(each.volatility) - kDot,
                          plot_->yAxis->coordToPixel(each.expected_return) - kDot, 2 * kDot, 2 * kDot});
    const QRectF room = plot_->axisRect()->rect();
    for (const auto& [spot, label] : std::as_const(labels_)) {
        const QFontMetricsF metrics(label->font());
        const QSizeF size(metrics.horizontalAdvance(label->text()), metrics.height());
        const QPointF at(plot_->xAxis->coordToPixel(spots_[spot].volatility),
                         plot_->yAxis->coordToPixel(spots_[spot].expected_return));
        const QPointF places[] = {{at.x() + 8, at.y() - size.height() / 2},
                                  {at.x() - 8 - size.width(), at.y() - size.height() / 2},
                                  {at.x() + 4, at.y() - size.height() - 4},
                                  {at.x() + 4, at.y() + 4},
                                  {at.x() - size.width() / 2, at.y() - size.height() - 8},
                                  {at.x() - size.width() / 2, at.y() + 8}};
        label->setVisible(false); // where there is no room, the name is read out only
        const auto put = [&](const QVector<QRectF>& obstacles) {
            for (const QPointF& place : places) {
                const QRectF box(place, size);
                if (!room.contains(box) ||
                    std::any_of(obstacles.begin(), obstacles.end(),
                                [&box](const QRectF& other) { return other.intersects(box); }))
                    continue;
                label->position->setCoords(place);
                label->setVisible(true);
                taken.append(box);
                names.append(box);
                return true;
            }
            return false;
        };
        if (!put(taken) && spots_[spot].kind == FrontierSpot::Kind::Mark) (void)put(names);
    }
}

qsizetype FrontierChart::nearest(const QPointF& pixel) const {
    qsizetype best = -1;
    double least = kReach;
    for (qsizetype i = 0; i < spots_.size(); ++i) {
        if (!drawn(spots_[i])) continue;
        const double away = std::hypot(plot_->xAxis->coordToPixel(spots_[i].volatility) - pixel.x(),
                                       plot_->yAxis->coordToPixel(spots_[i].expected_return) - pixel.y());
        // a mark on the curve is found before the curve below it
        const double handicap = spots_[i].kind == FrontierSpot::Kind::Curve ? 4 : 0;
        if (away + handicap >= least) continue;
        least = away + handicap;
        best = i;
    }
    return best;
}

void FrontierChart::point(qsizetype index) {
    pointed_ = index >= 0 && index < spots_.size() ? index : -1;
    if (pointed_ < 0) {
        cursor_->data()->clear();
        readout_->setText(heading_.isEmpty() ? QStringLiteral("&nbsp;") : heading_.toHtmlEscaped());
    } else {
        const FrontierSpot& at = spots_[pointed_];
        cursor_->setData({at.volatility}, {at.expected_return});
        QString text = tr("return %1, volatility %2, Sharpe %3")
                           .arg(formatPercent(at.expected_return), formatPercent(at.volatility),
                                formatNumber(at.sharpe_ratio, 2))
                           .toHtmlEscaped();
        if (!at.title.isEmpty())
            text = QStringLiteral("<b>%1</b>&nbsp; %2").arg(at.title.toHtmlEscaped(), text);
        if (!at.more.isEmpty()) text += QStringLiteral("&nbsp;&nbsp; ") + at.more.toHtmlEscaped();
        readout_->setText(text);
        setAccessibleDescription(readout());
    }
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

QString FrontierChart::readout() const {
    QTextDocument text;
    text.setHtml(readout_->text());
    return text.toPlainText();
}

void FrontierChart::step(bool along_curve, int by) {
    const auto belongs = [&](const FrontierSpot& spot) {
        return drawn(spot) && (spot.kind == FrontierSpot::Kind::Curve) == along_curve;
    };
    const qsizetype last = spots_.size() - 1;
    qsizetype at = pointed_ >= 0 && belongs(spots_[pointed_]) ? pointed_ + by : by > 0 ? 0 : last;
    while (at >= 0 && at <= last && !belongs(spots_[at]))
        at += by;
    if (at >= 0 && at <= last) point(at);
}

void FrontierChart::ask() {
    if (pointed_ >= 0 && spots_[pointed_].origin.valid())
        Q_EMIT originAsked(spots_[pointed_].origin, formatPercent(spots_[pointed_].expected_return));
}

bool FrontierChart::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseMove || event->type() == QEvent::MouseButtonPress) {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        point(nearest(mouse->position()));
        if (event->type() == QEvent::MouseButtonPress) {
            setFocus(Qt::MouseFocusReason);
            if (mouse->modifiers() & Qt::ControlModifier)
                ask();
            else if (mouse->button() == Qt::LeftButton && pointed_ >= 0)
                Q_EMIT returnChosen(spots_[pointed_].expected_return);
        }
    } else if (event->type() == QEvent::Leave) {
        point(-1);
    }
    return QWidget::eventFilter(watched, event);
}

void FrontierChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
    case Qt::Key_Right:
        return step(true, event->key() == Qt::Key_Right ? 1 : -1);
    case Qt::Key_Up:
    case Qt::Key_Down:
        return step(false, event->key() == Qt::Key_Down ? 1 : -1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (pointed_ >= 0) Q_EMIT returnChosen(spots_[pointed_].expected_return);
        return;
    case Qt::Key_F9:
        return ask();
    case Qt::Key_Escape:
        return point(-1);
    default:
        return QWidget::keyPressEvent(event);
    }
}

TableData FrontierChart::table() const {
    TableData out;
    out.columns = {QStringLiteral("kind"), QStringLiteral("name"), QStringLiteral("expected_volatility"),
                   QStringLiteral("expected_return"), QStringLiteral("sharpe_ratio")};
    const char* const kinds[] = {"frontier", "portfolio", "asset"};
    for (const FrontierSpot& each : spots_) {
        QVector<QJsonValue> row{QLatin1String(kinds[static_cast<int>(each.kind)]),
                                each.kind == FrontierSpot::Kind::Curve ? QString() : each.id};
        for (const double value : {each.volatility, each.expected_return, each.sharpe_ratio})
            row.append(std::isfinite(value) ? QJsonValue(value) : QJsonValue(QJsonValue::Null));
        out.rows.append(row);
    }
    return out;
}

} // namespace nautilus::ui
