#include "ui/shell/title_line.h"

#include "ui/models/linked_context.h"
#include "ui/shell/theme.h"

#include <QHBoxLayout>
#include <QMenu>
#include <QMouseEvent>
#include <QPainter>
#include <QToolButton>

namespace nautilus::ui {
namespace {

constexpr int kHeight = 28;

QPixmap dot(const QColor& colour, bool filled, qreal ratio) {
    QPixmap image(QSize(16, 16) * ratio);
    image.setDevicePixelRatio(ratio);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, 1.4));
    painter.setBrush(filled ? QBrush(colour) : QBrush());
    painter.drawEllipse(QPointF(8, 8), 3.4, 3.4);
    return image;
}

QIcon dotIcon(const QColor& colour, bool filled) {
    QIcon icon;
    for (const qreal ratio : {1.0, 2.0})
        icon.addPixmap(dot(colour, filled, ratio));
    return icon;
}

QString markText(const Theme& theme, PanelState state) {
    auto mark = [&theme](Token token, const QString& text) {
        return QStringLiteral("<span style='color:%1'>●</span> %2").arg(theme.color(token).name(), text);
    };
    switch (state) {
    case PanelState::Idle:
        return {};
    case PanelState::Live:
        return mark(Token::Good, TitleLine::tr("live"));
    case PanelState::Replay:
        return mark(Token::Info, TitleLine::tr("replay"));
    case PanelState::Stale:
        return mark(Token::Warn, TitleLine::tr("stale"));
    case PanelState::Computing:
        return mark(Token::Accent, TitleLine::tr("computing"));
    case PanelState::Partial:
        return mark(Token::Warn, TitleLine::tr("partial"));
    case PanelState::Empty:
        return mark(Token::Faint, TitleLine::tr("empty"));
    case PanelState::Failed:
        return mark(Token::Error, TitleLine::tr("failed"));
    }
    return {};
}

} // namespace

ElidedLabel::ElidedLabel(QWidget* parent) : QLabel(parent) {
    setProperty("elides", true);
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
}

QSize ElidedLabel::minimumSizeHint() const {
    return {0, QLabel::minimumSizeHint().height()};
}

void ElidedLabel::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(rect(), static_cast<int>(alignment()),
                     fontMetrics().elidedText(text(), Qt::ElideRight, width()));
}

TitleLine::TitleLine(const Theme& theme, const QString& title, QWidget* parent)
    : QWidget(parent), theme_(theme), dot_(new QToolButton(this)), title_(new QLabel(title, this)),
      subject_(new ElidedLabel(this)), as_of_(new QLabel(this)), universe_(new QLabel(this)),
      mark_(new QLabel(this)), menu_(new QToolButton(this)), close_(new QToolButton(this)) {
    setObjectName(QStringLiteral("panelTitle"));
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(kHeight);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 4, 1);
    layout->setSpacing(8);
    layout->addWidget(dot_);
    layout->addWidget(title_);
    layout->addWidget(subject_, 1);
    layout->addWidget(universe_);
    layout->addWidget(as_of_);
    layout->addWidget(mark_);
    layout->addWidget(menu_);
    layout->addWidget(close_);
    layout->setSpacing(6);
    title_->setProperty("type", QStringLiteral("title"));
    for (QLabel* label : {static_cast<QLabel*>(subject_), as_of_, universe_, mark_}) {
        label->setProperty("tone", QStringLiteral("muted"));
        label->setProperty("type", QStringLiteral("small"));
        label->setProperty("figures", label == as_of_);
    }
    dot_->setAccessibleName(tr("Link group of %1").arg(title));
    menu_->setAccessibleName(tr("Menu of %1").arg(title));
    menu_->setPopupMode(QToolButton::InstantPopup);
    close_->setAccessibleName(tr("Close %1").arg(title));
    close_->setToolTip(tr("Close the panel; Ctrl+K brings it back"));
    for (QToolButton* button : {dot_, menu_, close_}) {
        button->setFixedSize(22, 22);
        button->setFocusPolicy(Qt::TabFocus);
    }
    connect(dot_, &QToolButton::clicked, this, &TitleLine::chooseGroup);
    connect(close_, &QToolButton::clicked, this, &TitleLine::closeRequested);
    connect(&theme_, &Theme::changed, this, &TitleLine::restyle);
    universe_->hide();
    as_of_->hide();
    restyle();
}

QSize TitleLine::sizeHint() const {
    return {QWidget::sizeHint().width(), kHeight};
}

QSize TitleLine::minimumSizeHint() const {
    return {QWidget::minimumSizeHint().width(), kHeight};
}

void TitleLine::setSubject(const QString& subject) {
    subject_->setText(subject);
    subject_->setToolTip(subject);
}

void TitleLine::setAsOf(const QString& date) {
    as_of_->setVisible(!date.isEmpty());
    as_of_->setText(date);
    as_of_->setToolTip(tr("As of %1").arg(date));
}

void TitleLine::setUniverse(const QString& universe) {
    universe_->setVisible(!universe.isEmpty());
    universe_->setText(universe);
}

void TitleLine::setState(PanelState state, const QString& reason) {
    state_ = state;
    reason_ = reason;
    restyle();
}

void TitleLine::setGroup(int group) {
    group_ = group;
    restyle();
}

void TitleLine::restyle() {
    mark_->setText(markText(theme_, state_));
    mark_->setToolTip(reason_);
    const bool linked = group_ != kUnlinked;
    dot_->setIcon(dotIcon(theme_.linkGroup(group_), linked));
    dot_->setToolTip(linked ? tr("Follows link group %1").arg(group_ + 1)
                            : tr("Not linked: keeps its own context"));
    menu_->setIcon(theme_.icon(QStringLiteral("more")));
    close_->setIcon(theme_.icon(QStringLiteral("close")));
}

void TitleLine::chooseGroup() {
    QMenu menu(this);
    for (int group = 0; group < kLinkGroups; ++group)
        menu.addAction(dotIcon(theme_.linkGroup(group), true), tr("Group %1").arg(group + 1), this,
                       [this, group] { Q_EMIT groupChosen(group); });
    menu.addSeparator();
    menu.addAction(dotIcon(theme_.color(Token::Faint), false), tr("Not linked"), this,
                   [this] { Q_EMIT groupChosen(kUnlinked); });
    menu.exec(dot_->mapToGlobal(QPoint(0, dot_->height())));
}

void TitleLine::mouseDoubleClickEvent(QMouseEvent* event) {
    event->accept();
    Q_EMIT maximiseRequested();
}

} // namespace nautilus::ui
