#include "ui/shell/overlay.h"

#include "ui/shell/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace nautilus::ui {
namespace {
constexpr float kVeil = 0.72F;
} // namespace

Overlay::Overlay(const Theme& theme, QWidget* window)
    : QWidget(window), theme_(theme), card_(new QFrame(this)) {
    card_->setObjectName(QStringLiteral("overlayCard"));
    card_->setAttribute(Qt::WA_StyledBackground);
    window->installEventFilter(this);
    connect(&theme_, &Theme::changed, this, qOverload<>(&QWidget::update));
    hide();
}

void Overlay::open() {
    before_ = window()->focusWidget();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    place();
    setFocus(Qt::OtherFocusReason);
}

void Overlay::leave() {
    if (isHidden()) return;
    hide();
    if (before_) before_->setFocus(Qt::OtherFocusReason);
    Q_EMIT left();
}

void Overlay::setHole(const QRect& hole) {
    hole_ = hole;
    update();
}

void Overlay::place() {
    card_->adjustSize();
    card_->move((width() - card_->width()) / 2, std::max(20, (height() - card_->height()) * 2 / 5));
}

void Overlay::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QColor veil = theme_.color(Token::Surface0);
    veil.setAlphaF(kVeil);
    QPainterPath path;
    path.addRect(rect());
    if (!hole_.isEmpty()) path.addRoundedRect(hole_, 6, 6);
    painter.fillPath(path, veil);
    if (hole_.isEmpty()) return;
    painter.setPen(QPen(theme_.color(Token::Accent), 2));
    painter.drawRoundedRect(hole_, 6, 6);
}

void Overlay::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape) return leave();
    QWidget::keyPressEvent(event);
}

bool Overlay::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
        place();
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace nautilus::ui
