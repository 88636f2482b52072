#include "ui/charts/waterfall_chart.h"

#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kReadout = 20; ///< height of the line that reads a step out
constexpr int kLeastRow = 14, kRow = 22, kMostRow = 40;
constexpr int kPad = 12, kGap = 8;

} // namespace

int WaterfallChart::Scale::at(double value) const {
    return left + static_cast<int>(std::lround((value - low) * per_unit));
}

WaterfallChart::WaterfallChart(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Waterfall"));
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void WaterfallChart::setSteps(QVector<WaterfallStep> steps, NumberKind kind) {
    const QString before = selected_ < 0 ? QString() : steps_[selected_].id;
    steps_ = std::move(steps);
    kind_ = kind;
    selected_ = hovered_ = -1;
    for (int i = 0; i < steps_.size(); ++i)
        if (!before.isEmpty() && steps_[i].id == before) selected_ = i;
    setAccessibleDescription(readout());
    updateGeometry();
    update();
}

double WaterfallChart::levelAfter(int index) const {
    double level = 0;
    for (int i = 0; i <= index && i < steps_.size(); ++i) {
        if (std::isnan(steps_[i].value)) continue;
        level = steps_[i].level ? steps_[i].value : level + steps_[i].value;
    }
    return level;
}

QString WaterfallChart::figureText(const WaterfallStep& step) const {
    const QString text = formatAs(kind_, step.value);
    const bool rises = !step.level && step.value > 0 && text != formatAs(kind_, 0);
    return rises ? QLatin1Char('+') + text : text;
}

QString WaterfallChart::readout() const {
    const int index = hovered_ >= 0 ? hovered_ : selected_;
    if (index < 0 || index >= steps_.size()) return {};
    const WaterfallStep& step = steps_[index];
    QString text = QStringLiteral("%1   %2").arg(step.title, figureText(step));
    if (!step.level) text += QStringLiteral("   ") + tr("then %1").arg(formatAs(kind_, levelAfter(index)));
    return step.more.isEmpty() ? text : text + QStringLiteral("   ") + step.more;
}

QSize WaterfallChart::sizeHint() const {
    return {420, kReadout + static_cast<int>(steps_.size()) * kRow};
}

QSize WaterfallChart::minimumSizeHint() const {
    return {240, kReadout + static_cast<int>(steps_.size()) * kLeastRow};
}

QRect WaterfallChart::rowOf(int index) const {
    const double count = static_cast<double>(std::max<qsizetype>(1, steps_.size()));
    const double high = std::clamp((height() - kReadout) / count, double{kLeastRow}, double{kMostRow});
    const int top = kReadout + static_cast<int>(index * high);
    return {0, top, width(), kReadout + static_cast<int>((index + 1) * high) - top};
}

int WaterfallChart::stepAt(const QPoint& point) const {
    for (int i = 0; i < steps_.size(); ++i)
        if (rowOf(i).contains(point)) return i;
    return -1;
}

int WaterfallChart::titleWidth() const {
    const QFontMetrics metrics(Theme::textFont(12, 500)); // the wider of the two weights that titles have
    int width = 40;
    for (const WaterfallStep& step : steps_)
        width = std::max(width, metrics.horizontalAdvance(step.title) + 1);
    return std::min(width, std::max(80, this->width() * 2 / 5));
}

int WaterfallChart::figureWidth() const {
    const QFontMetrics metrics(Theme::figureFont(11));
    int width = 40;
    for (const WaterfallStep& step : steps_)
        width = std::max(width, metrics.horizontalAdvance(figureText(step)));
    return width;
}

WaterfallChart::Scale WaterfallChart::scale() const {
    double low = 0, high = 0;
    for (int i = 0; i < steps_.size(); ++i) {
        const double level = levelAfter(i);
        low = i == 0 ? level : std::min(low, level);
        high = i == 0 ? level : std::max(high, level);
    }
    Scale out;
    out.left = kPad + titleWidth() + kGap;
    const int room = std::max(20, width() - kPad - figureWidth() - kGap - out.left - 4);
    out.low = low;
    out.per_unit = room / std::max(high - low, 1e-12);
    return out;
}

void WaterfallChart::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_.color(Token::Surface1));
    painter.setFont(Theme::textFont(11));
    painter.setPen(theme_.color(Token::Muted));
    painter.drawText(QRect(kPad, 0, width() - 2 * kPad, kReadout), Qt::AlignLeft | Qt::AlignVCenter,
                     readout().isEmpty() ? accessibleName() : readout());
    if (steps_.isEmpty()) return;
    const Scale scale = this->scale();
    const int bottom = rowOf(static_cast<int>(steps_.size()) - 1).bottom();
    painter.setPen(theme_.color(Token::Line)); // the level at the start goes through
    painter.drawLine(scale.at(levelAfter(0)), kReadout, scale.at(levelAfter(0)), bottom);
    for (int i = 0; i < steps_.size(); ++i)
        paintStep(painter, i, scale);
    if (!hasFocus()) return;
    painter.setPen(theme_.color(Token::Accent));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void WaterfallChart::paintStep(QPainter& painter, int index, const Scale& scale) const {
    const WaterfallStep& step = steps_[index];
    const QRect row = rowOf(index);
    if (index == selected_ || index == hovered_)
        painter.fillRect(row, theme_.color(index == selected_ ? Token::Selection : Token::Surface2));
    painter.setFont(Theme::textFont(12, step.level ? 500 : 400));
    painter.setPen(theme_.color(step.level || index == selected_ ? Token::Text : Token::Muted));
    const QRect title(kPad, row.y(), titleWidth(), row.height());
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(step.title, Qt::ElideRight, title.width()));
    painter.setFont(Theme::figureFont(11, step.level ? 500 : 400));
    const bool missing = std::isnan(step.value);
    painter.setPen(theme_.color(missing ? Token::Faint : Token::Text));
    painter.drawText(row.adjusted(0, 0, -kPad, 0), Qt::AlignRight | Qt::AlignVCenter, figureText(step));
    if (missing) return;
    const int to = scale.at(levelAfter(index));
    const int thick = std::clamp(row.height() - 8, 6, 16), top = row.center().y() - thick / 2;
    if (step.level) return painter.fillRect(QRect(to - 1, top - 2, 3, thick + 4), theme_.color(Token::Text));
    const int from = scale.at(index > 0 ? levelAfter(index - 1) : 0);
    painter.setPen(theme_.color(Token::Faint));
    painter.drawLine(from, rowOf(index - 1).center().y() + thick / 2, from, top);
    painter.fillRect(QRect(std::min(from, to), top, std::max(1, std::abs(to - from)), thick),
                     theme_.color(step.value >= 0 ? Token::Up : Token::Down));
}

void WaterfallChart::point(int index) {
    if (steps_.isEmpty()) return;
    selected_ = std::clamp(index, -1, static_cast<int>(steps_.size()) - 1);
    hovered_ = -1;
    setAccessibleDescription(readout());
    update();
    if (selected_ >= 0) Q_EMIT reached(rowOf(selected_));
}

void WaterfallChart::ask() {
    if (selected_ >= 0 && steps_[selected_].origin.valid())
        Q_EMIT originAsked(steps_[selected_].origin, figureText(steps_[selected_]));
}

void WaterfallChart::mousePressEvent(QMouseEvent* event) {
    const int step = stepAt(event->position().toPoint());
    if (step >= 0) point(step);
    if (step >= 0 && (event->modifiers() & Qt::ControlModifier)) ask();
}

void WaterfallChart::mouseMoveEvent(QMouseEvent* event) {
    hovered_ = stepAt(event->position().toPoint());
    update();
}

void WaterfallChart::leaveEvent(QEvent*) {
    hovered_ = -1;
    update();
}

void WaterfallChart::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up:
        return point(std::max(0, selected_ - 1));
    case Qt::Key_Down:
        return point(selected_ + 1);
    case Qt::Key_Home:
        return point(0);
    case Qt::Key_End:
        return point(static_cast<int>(steps_.size()) - 1);
    case Qt::Key_Escape:
        return point(-1);
    case Qt::Key_F9:
        return ask();
    default:
        QWidget::keyPressEvent(event);
    }
}

TableData WaterfallChart::table() const {
    TableData out;
    out.columns = {QStringLiteral("step"), QStringLiteral("value"), QStringLiteral("level_after")};
    for (int i = 0; i < steps_.size(); ++i) {
        const bool missing = std::isnan(steps_[i].value);
        out.rows.append({steps_[i].id, missing ? QJsonValue(QJsonValue::Null) : QJsonValue(steps_[i].value),
                         levelAfter(i)});
    }
    return out;
}

} // namespace nautilus::ui
