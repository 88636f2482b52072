#include "ui/charts/activity_tile.h"

#include "ui/shell/theme.h"

#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kPad = 12;
constexpr int kHead = 22;
constexpr int kFoot = 16;
constexpr int kLeastHeight = 84;

} // namespace

ActivityTile::ActivityTile(const Theme& theme, QString title, NumberKind kind, QWidget* parent)
    : QWidget(parent), theme_(theme), title_(std::move(title)), kind_(kind) {
    setMouseTracking(true);
    setMinimumSize(150, kLeastHeight);
    setAccessibleName(title_);
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ActivityTile::setLines(QStringList times, QVector<ActivityLine> lines) {
    times_ = std::move(times);
    lines_ = std::move(lines);
    hover_ = std::min(hover_, static_cast<int>(times_.size()) - 1);
    setAccessibleDescription(valuesAt(-1));
    update();
}

QString ActivityTile::valuesAt(int index) const {
    const int at = index < 0 ? static_cast<int>(times_.size()) - 1 : index;
    QStringList parts;
    for (const ActivityLine& line : lines_) {
        if (at < 0 || at >= line.values.size()) continue;
        const QString value = formatAs(kind_, line.values[at]);
        parts.append(line.name.isEmpty() ? value : line.name + QLatin1Char(' ') + value);
    }
    return parts.join(QStringLiteral(", "));
}

double ActivityTile::scaleTop() const {
    double top = 0;
    for (const ActivityLine& line : lines_)
        for (const double value : line.values)
            if (std::isfinite(value)) top = std::max(top, value);
    if (top <= 0) return 1;
    const double step = std::pow(10.0, std::floor(std::log10(top)));
    for (const double round : {1.0, 2.0, 5.0})
        if (top <= step * round) return step * round;
    return step * 10.0;
}

QRectF ActivityTile::field() const {
    return QRectF(rect()).adjusted(kPad, kHead, -kPad, -kFoot);
}

double ActivityTile::xOf(int index) const {
    const auto last = std::max<qsizetype>(times_.size() - 1, 1);
    return field().left() + field().width() * index / static_cast<double>(last);
}

void ActivityTile::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_.color(Token::Surface1));
    paintHead(painter);
    const QRectF area = field();
    painter.setPen(theme_.color(Token::Line));
    painter.drawLine(area.bottomLeft(), area.bottomRight());
    painter.drawLine(area.topLeft(), area.topRight());
    painter.setFont(Theme::figureFont(10));
    painter.setPen(theme_.color(Token::Muted));
    const QRectF foot(area.left(), area.bottom() + 1, area.width(), kFoot);
    auto clock = [this](qsizetype index) { return times_.value(index).mid(11, 8); };
    const bool inside = hover_ >= 0 && hover_ < times_.size();
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, clock(0).left(5));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter,
                     inside ? clock(hover_) : clock(times_.size() - 1));
    painter.drawText(area.adjusted(0, 1, 0, 0), Qt::AlignLeft | Qt::AlignTop, formatMoney(scaleTop()));
    paintLines(painter);
    if (!inside) return;
    painter.setPen(theme_.color(Token::Faint));
    painter.drawLine(QPointF(xOf(hover_), area.top()), QPointF(xOf(hover_), area.bottom()));
}

void ActivityTile::paintHead(QPainter& painter) const {
    painter.setFont(Theme::textFont(12, 500));
    painter.setPen(theme_.color(Token::Text));
    const QRect head(kPad, 2, width() - 2 * kPad, kHead - 2);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignVCenter, title_);
    int right = head.right();
    const int floor = head.left() + painter.fontMetrics().horizontalAdvance(title_) + 8;
    painter.setFont(Theme::figureFont(11));
    const int at = hover_ >= 0 ? hover_ : static_cast<int>(times_.size()) - 1;
    for (qsizetype i = lines_.size() - 1; i >= 0; --i) {
        const ActivityLine& line = lines_[i];
        if (at < 0 || at >= line.values.size()) continue;
        const QString value = formatAs(kind_, line.values[at]);
        const QString text = line.name.isEmpty() ? value : line.name + QLatin1Char(' ') + value;
        const int wide = painter.fontMetrics().horizontalAdvance(text);
        if (right - wide < floor) break; // the pointer's text and the accessible description tell all
        painter.setPen(lines_.size() == 1 ? theme_.color(Token::Text) : theme_.series(line.colour));
        painter.drawText(QRect(right - wide, head.top(), wide, head.height()), Qt::AlignVCenter, text);
        right -= wide + 10;
    }
}

void ActivityTile::paintLines(QPainter& painter) const {
    const QRectF area = field();
    const double top = scaleTop();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const ActivityLine& line : lines_) {
        QPainterPath path;
        bool drawing = false;
        for (int i = 0; i < line.values.size(); ++i) {
            const double value = line.values[i];
            if (!std::isfinite(value)) {
                drawing = false;
                continue;
            }
            const QPointF point(xOf(i), area.bottom() - area.height() * value / top);
            if (drawing)
                path.lineTo(point);
            else
                path.moveTo(point), path.addEllipse(point, 0.6, 0.6), path.moveTo(point);
            drawing = true;
        }
        painter.setPen(QPen(theme_.series(line.colour), 1.5));
        painter.drawPath(path);
    }
    painter.setRenderHint(QPainter::Antialiasing, false);
}

void ActivityTile::mouseMoveEvent(QMouseEvent* event) {
    const double share = (event->position().x() - field().left()) / std::max(1.0, field().width());
    const auto last = static_cast<int>(times_.size()) - 1;
    hover_ = std::clamp(static_cast<int>(std::lround(share * last)), -1, last);
    setToolTip(hover_ < 0 ? QString() : times_[hover_].mid(11, 8) + QStringLiteral(": ") + valuesAt(hover_));
    update();
}

void ActivityTile::leaveEvent(QEvent* event) {
    hover_ = -1;
    update();
    QWidget::leaveEvent(event);
}

} // namespace nautilus::ui
