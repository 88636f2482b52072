#include "ui/charts/timeline_chart.h"

#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

namespace nautilus::ui {
namespace {

constexpr int kPad = 12;
constexpr int kAxis = 20;
constexpr int kRead = 20; ///< the line above, in which the chosen bar is read out
constexpr int kLeastLane = 18;
constexpr int kMostLane = 30;
constexpr qint64 kSteps[] = {60,          300,         900,         3'600,       3 * 3'600,
                             6 * 3'600,   43'200,      86'400,      172'800,     7 * 86'400,
                             14 * 86'400, 30 * 86'400, 91 * 86'400, 365 * 86'400};
constexpr int kTickWidth = 86;

} // namespace

TimelineChart::TimelineChart(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline"));
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QDateTime TimelineChart::now() const {
    return now_.isValid() ? now_ : QDateTime::currentDateTimeUtc();
}

void TimelineChart::setNow(const QDateTime& now) {
    now_ = now;
    update();
}

void TimelineChart::setBars(QVector<TimelineBar> bars) {
    const QString before = selected();
    std::stable_sort(bars.begin(), bars.end(),
                     [](const TimelineBar& a, const TimelineBar& b) { return a.from < b.from; });
    bars_ = std::move(bars);
    lanes_.clear();
    first_ = last_ = now();
    selected_ = bars_.isEmpty() ? -1 : static_cast<int>(bars_.size()) - 1;
    for (int i = 0; i < bars_.size(); ++i) {
        if (!lanes_.contains(bars_[i].lane)) lanes_.append(bars_[i].lane);
        first_ = std::min(first_, bars_[i].from);
        last_ = std::max(last_, bars_[i].to.isValid() ? bars_[i].to : last_);
        if (bars_[i].id == before) selected_ = i;
    }
    const qint64 span = std::max<qint64>(first_.secsTo(last_), 300);
    first_ = first_.addSecs(-span / 40);
    last_ = last_.addSecs(span / 25);
    updateGeometry();
    update();
}

QSize TimelineChart::sizeHint() const {
    return {420, kRead + kAxis + static_cast<int>(std::max<qsizetype>(1, lanes_.size())) * 24};
}

QSize TimelineChart::minimumSizeHint() const {
    return {240, kRead + kAxis + static_cast<int>(std::max<qsizetype>(1, lanes_.size())) * kLeastLane};
}

QRectF TimelineChart::field() const {
    const QFontMetrics metrics(Theme::textFont(12));
    int titles = 60;
    for (const QString& lane : lanes_)
        titles = std::max(titles, metrics.horizontalAdvance(lane));
    titles = std::min(titles + kPad + 10, width() * 2 / 5);
    return {double(titles), double(kRead), double(std::max(20, width() - titles - kPad)),
            double(std::max(20, height() - kRead - kAxis))};
}

double TimelineChart::laneHeight() const {
    const auto lanes = static_cast<double>(std::max<qsizetype>(1, lanes_.size()));
    return std::min<double>(kMostLane, field().height() / lanes);
}

double TimelineChart::pixelOf(const QDateTime& at) const {
    const QRectF room = field();
    const double whole = std::max<double>(1, static_cast<double>(first_.msecsTo(last_)));
    return room.left() + static_cast<double>(first_.msecsTo(at)) / whole * room.width();
}

QRectF TimelineChart::rectOf(const TimelineBar& bar) const {
    const double high = laneHeight();
    const double top = field().top() + static_cast<double>(lanes_.indexOf(bar.lane)) * high;
    const double from = pixelOf(bar.from), to = pixelOf(bar.to.isValid() ? bar.to : now());
    return {from, top + 4, std::max(5.0, to - from), high - 8};
}

QRectF TimelineChart::placeOf(const QString& id) const {
    for (const TimelineBar& bar : bars_)
        if (bar.id == id) return rectOf(bar);
    return {};
}

QColor TimelineChart::colorOf(int level) const {
    if (level >= 2) return theme_.color(Token::Error);
    return theme_.color(level == 1 ? Token::Warn : Token::Info);
}

QString TimelineChart::readout() const {
    return bars_.value(selected_).text;
}

void TimelineChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_.color(Token::Surface1));
    painter.setFont(Theme::textFont(11));
    painter.setPen(theme_.color(Token::Muted));
    const QRect line(kPad, 0, width() - 2 * kPad, kRead);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(readout(), Qt::ElideRight, line.width()));
    paintLanes(painter);
    paintAxis(painter);
    for (int i = 0; i < bars_.size(); ++i)
        paintBar(painter, i);
    if (hasFocus()) {
        painter.setRenderHint(QPainter::Antialiasing, false);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(theme_.color(Token::Accent));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

void TimelineChart::paintLanes(QPainter& painter) const {
    const QRectF room = field();
    const double high = laneHeight();
    painter.setFont(Theme::textFont(12));
    const QString chosen = bars_.value(selected_).lane;
    for (int i = 0; i < lanes_.size(); ++i) {
        const QRectF lane(kPad, room.top() + i * high, room.left() - kPad - 8, high);
        painter.setPen(theme_.color(lanes_[i] == chosen ? Token::Text : Token::Muted));
        painter.drawText(
            lane, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(lanes_[i], Qt::ElideRight, static_cast<int>(lane.width())));
        painter.setPen(theme_.color(Token::Line));
        painter.drawLine(QPointF(room.left(), lane.bottom()), QPointF(room.right(), lane.bottom()));
    }
}

void TimelineChart::paintAxis(QPainter& painter) const {
    const QRectF room = field();
    const double bottom = room.top() + laneHeight() * static_cast<double>(lanes_.size());
    const qint64 span = std::max<qint64>(1, first_.secsTo(last_));
    const double most = std::max(1.0, room.width() / kTickWidth);
    const auto* step = std::find_if(std::begin(kSteps), std::end(kSteps) - 1, [&](qint64 each) {
        return static_cast<double>(span) / static_cast<double>(each) <= most;
    });
    painter.setFont(Theme::figureFont(10));
    const qint64 begin = (first_.toSecsSinceEpoch() / *step + 1) * *step;
    for (qint64 at = begin; at < last_.toSecsSinceEpoch(); at += *step) {
        const QDateTime tick = QDateTime::fromSecsSinceEpoch(at, Qt::UTC);
        const double x = pixelOf(tick);
        painter.setPen(QPen(theme_.color(Token::Line), 1, Qt::DotLine));
        painter.drawLine(QPointF(x, room.top()), QPointF(x, bottom));
        painter.setPen(theme_.color(Token::Muted));
        const bool day = *step >= 86'400 || (at % 86'400) == 0;
        painter.drawText(QRectF(x - 50, bottom + 2, 100, kAxis - 2), Qt::AlignHCenter | Qt::AlignVCenter,
                         day ? tick.date().toString(Qt::ISODate)
                             : tick.time().toString(QStringLiteral("HH:mm")));
    }
    painter.setPen(QPen(theme_.color(Token::Accent), 1));
    painter.drawLine(QPointF(pixelOf(now()), room.top()), QPointF(pixelOf(now()), bottom));
}

void TimelineChart::paintBar(QPainter& painter, int index) const {
    const TimelineBar& bar = bars_[index];
    const QRectF place = rectOf(bar);
    const QColor color = colorOf(bar.level);
    QColor fill = color;
    if (bar.to.isValid()) fill.setAlphaF(0.35F); // over
    painter.setRenderHint(QPainter::Antialiasing, false);
    painter.fillRect(place, fill);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(index == selected_ ? theme_.color(Token::Text) : color, index == selected_ ? 2 : 1));
    painter.drawRect(place);
    if (bar.marked.isValid()) { // a notch: somebody took it up
        const double x = std::clamp(pixelOf(bar.marked), place.left(), place.right());
        painter.setPen(QPen(theme_.color(Token::Text), 2));
        painter.drawLine(QPointF(x, place.top() - 3), QPointF(x, place.bottom() + 3));
    }
    painter.setFont(Theme::textFont(10, 500));
    const double wide = painter.fontMetrics().horizontalAdvance(bar.word) + 8;
    if (place.height() < 10) return;
    const double marked = bar.marked.isValid() ? pixelOf(bar.marked) : place.left() - 10;
    const double begin = marked - place.left() < wide && marked > place.left() - 4
                             ? std::min(marked, place.right()) + 1
                             : place.left();
    if (place.right() - begin >= wide) {
        painter.setPen(bar.to.isValid() ? theme_.color(Token::Text) : theme_.textOn(color));
        painter.drawText(QRectF(begin + 4, place.top(), wide, place.height()),
                         Qt::AlignLeft | Qt::AlignVCenter, bar.word);
    } else {
        const bool behind = place.right() + wide < field().right();
        painter.setPen(theme_.color(Token::Muted));
        painter.drawText(
            QRectF(behind ? place.right() + 4 : place.left() - wide - 4, place.top(), wide, place.height()),
            (behind ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter, bar.word);
    }
}

int TimelineChart::barAt(const QPointF& point) const {
    for (int i = static_cast<int>(bars_.size()) - 1; i >= 0; --i)
        if (rectOf(bars_[i]).adjusted(-2, -4, 2, 4).contains(point)) return i;
    return -1;
}

void TimelineChart::choose(int index) {
    if (index < 0 || index >= bars_.size() || index == selected_) return;
    selected_ = index;
    setAccessibleDescription(readout());
    update();
    Q_EMIT selectionChanged(selected());
}

void TimelineChart::select(const QString& id) {
    for (int i = 0; i < bars_.size(); ++i)
        if (bars_[i].id == id) choose(i);
}

/// The bar of the next lane up or down that begins nearest to the chosen one.
int TimelineChart::neighbour(int lanes) const {
    const TimelineBar chosen = bars_.value(selected_);
    const auto lane = lanes_.indexOf(chosen.lane) + lanes;
    if (lane < 0 || lane >= lanes_.size()) return selected_;
    int best = selected_;
    qint64 least = -1;
    for (int i = 0; i < bars_.size(); ++i) {
        if (bars_[i].lane != lanes_[lane]) continue;
        const qint64 away = std::abs(chosen.from.msecsTo(bars_[i].from));
        if (least >= 0 && away >= least) continue;
        least = away;
        best = i;
    }
    return best;
}

void TimelineChart::mousePressEvent(QMouseEvent* event) {
    choose(barAt(event->position()));
}

void TimelineChart::mouseDoubleClickEvent(QMouseEvent* event) {
    if (barAt(event->position()) >= 0) Q_EMIT activated(selected());
}

void TimelineChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Left:
        return choose(selected_ - 1);
    case Qt::Key_Right:
        return choose(selected_ + 1);
    case Qt::Key_Up:
        return choose(neighbour(-1));
    case Qt::Key_Down:
        return choose(neighbour(+1));
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(static_cast<int>(bars_.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (selected_ >= 0) Q_EMIT activated(selected());
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

bool TimelineChart::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const int index = barAt(help->pos());
    QToolTip::showText(help->globalPos(), index < 0 ? QString() : bars_[index].text, this);
    return true;
}

} // namespace nautilus::ui
