#include "ui/charts/paired_bars.h"

#include "ui/shell/theme.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kLegend = 20, kLeastRow = 20, kRow = 24, kMostRow = 34;
constexpr int kPad = 12, kGap = 8, kFigure = 60;

} // namespace

PairedBars::PairedBars(const Theme& theme, QWidget* parent) : QWidget(parent), theme_(theme) {
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    setAccessibleName(tr("Before and after"));
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void PairedBars::setNames(const QString& before, const QString& after, const QString& mark) {
    before_ = before;
    after_ = after;
    mark_ = mark;
    update();
}

void PairedBars::setBars(QVector<PairedBar> bars, NumberKind kind) {
    const QString before = selected();
    bars_ = std::move(bars);
    kind_ = kind;
    selected_ = hovered_ = -1;
    for (int i = 0; i < bars_.size(); ++i)
        if (!before.isEmpty() && bars_[i].id == before) selected_ = i;
    updateGeometry();
    update();
}

void PairedBars::select(const QString& id) {
    for (int i = 0; i < bars_.size(); ++i)
        if (bars_[i].id == id) choose(i);
}

QString PairedBars::words(int index) const {
    if (index < 0 || index >= bars_.size()) return {};
    const PairedBar& bar = bars_[index];
    QString text =
        tr("%1: %2 before, %3 after").arg(bar.title, formatAs(kind_, bar.before), formatAs(kind_, bar.after));
    if (!std::isnan(bar.mark) && !mark_.isEmpty())
        text += QStringLiteral(", %1 %2").arg(mark_, formatAs(kind_, bar.mark));
    return bar.more.isEmpty() ? text : text + QStringLiteral("; ") + bar.more;
}

QString PairedBars::readout() const {
    return words(hovered_ >= 0 ? hovered_ : selected_);
}

QSize PairedBars::sizeHint() const {
    return {360, kLegend + static_cast<int>(std::max<qsizetype>(1, bars_.size())) * kRow};
}

QSize PairedBars::minimumSizeHint() const {
    return {220, kLegend + static_cast<int>(std::max<qsizetype>(1, bars_.size())) * kLeastRow};
}

QRect PairedBars::rowOf(int index) const {
    const double count = static_cast<double>(std::max<qsizetype>(1, bars_.size()));
    const double high = std::clamp((height() - kLegend) / count, double{kLeastRow}, double{kMostRow});
    const int top = kLegend + static_cast<int>(index * high);
    return {0, top, width(), kLegend + static_cast<int>((index + 1) * high) - top};
}

int PairedBars::rowAt(const QPoint& point) const {
    for (int i = 0; i < bars_.size(); ++i)
        if (rowOf(i).contains(point)) return i;
    return -1;
}

int PairedBars::titleWidth() const {
    const QFontMetrics metrics(Theme::textFont(12));
    int width = 40;
    for (const PairedBar& bar : bars_)
        width = std::max(width, metrics.horizontalAdvance(bar.title));
    return std::min(width, std::max(60, this->width() / 3));
}

PairedBars::Scale PairedBars::scale() const {
    double low = 0, high = 0;
    for (const PairedBar& bar : bars_)
        for (const double value : {bar.before, bar.after, bar.mark}) {
            if (std::isnan(value)) continue;
            low = std::min(low, value);
            high = std::max(high, value);
        }
    Scale out;
    out.left = kPad + titleWidth() + kGap;
    out.right = std::max(out.left + 20, width() - kPad - 2 * kFigure - kGap);
    out.per_unit = (out.right - out.left) / std::max(high - low, 1e-9);
    out.zero = out.left - low * out.per_unit;
    return out;
}

void PairedBars::paintLegend(QPainter& painter) const {
    painter.setFont(Theme::textFont(11));
    int x = kPad;
    const auto entry = [&](const QString& name, const QColor& color, int wide) {
        if (name.isEmpty()) return;
        painter.fillRect(QRect(x, wide > 2 ? kLegend / 2 - 3 : 4, wide, wide > 2 ? 7 : kLegend - 8), color);
        painter.setPen(theme_.color(Token::Muted));
        painter.drawText(x + wide + 4, 0, 200, kLegend, Qt::AlignLeft | Qt::AlignVCenter, name);
        x += wide + 16 + painter.fontMetrics().horizontalAdvance(name);
    };
    entry(before_, theme_.color(Token::Faint), 10);
    entry(after_, theme_.series(0), 10);
    const bool marked =
        std::any_of(bars_.begin(), bars_.end(), [](const PairedBar& bar) { return !std::isnan(bar.mark); });
    if (marked) entry(mark_, theme_.series(1), 2);
}

void PairedBars::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), theme_.color(Token::Surface1));
    paintLegend(painter);
    if (bars_.isEmpty()) return;
    const Scale scale = this->scale();
    for (int i = 0; i < bars_.size(); ++i)
        paintRow(painter, i, scale);
    painter.setPen(theme_.color(Token::Faint));
    const int zero = static_cast<int>(std::lround(scale.zero));
    painter.drawLine(zero, kLegend, zero, rowOf(static_cast<int>(bars_.size()) - 1).bottom());
    if (!hasFocus()) return;
    painter.setPen(theme_.color(Token::Accent));
    painter.drawRect(rect().adjusted(0, 0, -1, -1));
}

void PairedBars::paintRow(QPainter& painter, int index, const Scale& scale) const {
    const PairedBar& bar = bars_[index];
    const QRect row = rowOf(index);
    if (index == selected_ || index == hovered_)
        painter.fillRect(row, theme_.color(index == selected_ ? Token::Selection : Token::Surface2));
    painter.setFont(Theme::textFont(12));
    painter.setPen(theme_.color(Token::Text));
    const QRect title(kPad, row.y(), titleWidth(), row.height());
    painter.drawText(title, Qt::AlignLeft | Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(bar.title, Qt::ElideRight, title.width()));
    const double thick = std::clamp(row.height() / 2.0 - 4, 4.0, 8.0), middle = row.center().y() + 0.5;
    const auto shape = [&](double value, double top, const QColor& color) {
        if (std::isnan(value)) return;
        const double end = scale.zero + value * scale.per_unit;
        painter.fillRect(
            QRectF(std::min(scale.zero, end), top, std::max(1.0, std::abs(end - scale.zero)), thick), color);
    };
    shape(bar.before, middle - thick - 0.5, theme_.color(Token::Faint));
    shape(bar.after, middle + 0.5, theme_.series(0));
    if (!std::isnan(bar.mark))
        painter.fillRect(
            QRectF(scale.zero + bar.mark * scale.per_unit - 1, row.y() + 2.0, 2, row.height() - 4.0),
            theme_.series(1));
    painter.setFont(Theme::figureFont(11));
    const auto figure = [&](double value, int right, Token token) {
        painter.setPen(theme_.color(std::isnan(value) ? Token::Faint : token));
        painter.drawText(QRect(right - kFigure, row.y(), kFigure, row.height()),
                         Qt::AlignRight | Qt::AlignVCenter, formatAs(kind_, value));
    };
    figure(bar.before, width() - kPad - kFigure, Token::Muted);
    figure(bar.after, width() - kPad, Token::Text);
}

void PairedBars::choose(int index) {
    if (bars_.isEmpty()) return;
    selected_ = std::clamp(index, 0, static_cast<int>(bars_.size()) - 1);
    hovered_ = -1;
    setAccessibleDescription(readout());
    update();
    Q_EMIT selectionChanged(selected());
}

void PairedBars::ask() {
    if (selected_ >= 0 && bars_[selected_].origin.valid())
        Q_EMIT originAsked(bars_[selected_].origin, formatAs(kind_, bars_[selected_].after));
}

void PairedBars::mousePressEvent(QMouseEvent* event) {
    const int row = rowAt(event->position().toPoint());
    if (row >= 0) choose(row);
    if (row >= 0 && (event->modifiers() & Qt::ControlModifier)) ask();
}

void PairedBars::mouseMoveEvent(QMouseEvent* event) {
    hovered_ = rowAt(event->position().toPoint());
    update();
}

void PairedBars::leaveEvent(QEvent*) {
    hovered_ = -1;
    update();
}

void PairedBars::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Up:
        return choose(selected_ - 1);
    case Qt::Key_Down:
        return choose(selected_ + 1);
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(static_cast<int>(bars_.size()) - 1);
    case Qt::Key_F9:
        return ask();
    default:
        QWidget::keyPressEvent(event);
    }
}

bool PairedBars::event(QEvent* event) {
    if (event->type() != QEvent::ToolTip) return QWidget::event(event);
    const auto* help = static_cast<QHelpEvent*>(event);
    const QString text = words(rowAt(help->pos()));
    if (text.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(help->globalPos(), text, this);
    return true;
}

} // namespace nautilus::ui
