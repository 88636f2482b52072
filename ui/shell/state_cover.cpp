#include "ui/shell/state_cover.h"

#include "ui/shell/theme.h"

#include <QEvent>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {

namespace {
constexpr int kProgressAfterMs = 300;
constexpr int kCancelAfterMs = 1000;
} // namespace

StateCover::StateCover(const Theme& theme, QWidget* over)
    : QWidget(over), theme_(theme), icon_(new QLabel(this)), message_(new QLabel(this)),
      detail_(new QLabel(this)), progress_(new QProgressBar(this)), button_(new QPushButton(this)) {
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addStretch(2);
    for (QWidget* widget :
         {static_cast<QWidget*>(icon_), static_cast<QWidget*>(message_), static_cast<QWidget*>(detail_),
          static_cast<QWidget*>(progress_), static_cast<QWidget*>(button_)})
        layout->addWidget(widget, 0,
                          widget == message_ || widget == detail_ ? Qt::Alignment() : Qt::AlignHCenter);
    layout->addStretch(3);
    for (QLabel* label : {message_, detail_}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
    }
    detail_->setProperty("tone", QStringLiteral("muted"));
    progress_->setRange(0, 0);
    progress_->setTextVisible(false);
    progress_->setFixedWidth(160);
    progress_->setAccessibleName(tr("Computing"));
    progress_timer_.setSingleShot(true);
    progress_timer_.setInterval(kProgressAfterMs);
    cancel_timer_.setSingleShot(true);
    cancel_timer_.setInterval(kCancelAfterMs);
    connect(&progress_timer_, &QTimer::timeout, this, [this] {
        setMode(Mode::Loading);
        set({}, tr("Computing…"), {}, {});
    });
    connect(&cancel_timer_, &QTimer::timeout, this, [this] { set({}, tr("Computing…"), {}, tr("Cancel")); });
    connect(button_, &QPushButton::clicked, this, [this] {
        if (mode_ == Mode::Loading)
            Q_EMIT cancelled();
        else if (mode_ == Mode::Error)
            Q_EMIT retried();
        else
            Q_EMIT acted();
    });
    connect(&theme_, &Theme::changed, this, [this] {
        if (!icon_name_.isEmpty())
            icon_->setPixmap(theme_.pixmap(icon_name_, Token::Muted, 24, devicePixelRatioF()));
    });
    over->installEventFilter(this);
    hide();
}

void StateCover::showLoading() {
    if (progress_timer_.isActive() || mode_ == Mode::Loading) return;
    progress_timer_.start();
    cancel_timer_.start();
}

void StateCover::showError(const QString& message, const QString& next_step) {
    setMode(Mode::Error);
    set(QStringLiteral("warning"), message, next_step, tr("Retry"));
}

void StateCover::showEmpty(const QString& message, const QString& action) {
    setMode(Mode::Empty);
    set(QStringLiteral("empty"), message, {}, action);
}

void StateCover::clear() {
    setMode(Mode::None);
}

QString StateCover::message() const {
    return message_->text();
}

void StateCover::setMode(Mode mode) {
    if (mode != Mode::Loading) {
        progress_timer_.stop();
        cancel_timer_.stop();
    }
    mode_ = mode;
    setVisible(mode != Mode::None);
    if (mode == Mode::None) return;
    setGeometry(parentWidget()->rect());
    raise();
}

void StateCover::set(const QString& icon, const QString& message, const QString& detail,
                     const QString& action) {
    icon_name_ = icon;
    icon_->setVisible(!icon.isEmpty());
    if (!icon.isEmpty())
        icon_->setPixmap(
            theme_.pixmap(icon, mode_ == Mode::Error ? Token::Error : Token::Muted, 24, devicePixelRatioF()));
    message_->setText(message);
    detail_->setText(detail);
    detail_->setVisible(!detail.isEmpty());
    progress_->setVisible(mode_ == Mode::Loading);
    button_->setText(action);
    button_->setAccessibleName(action);
    button_->setVisible(!action.isEmpty());
}

void StateCover::paintEvent(QPaintEvent*) {
    QColor veil = theme_.color(Token::Surface1);
    if (mode_ == Mode::Loading) veil.setAlphaF(0.8F);
    QPainter(this).fillRect(rect(), veil);
}

bool StateCover::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) setGeometry(parentWidget()->rect());
    return QWidget::eventFilter(watched, event);
}

} // namespace nautilus::ui
