#include "ui/shell/toast.h"

#include "ui/shell/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kWidth = 320;
constexpr int kMost = 3;
constexpr int kAboveStatusLine = 38;

Token tokenOf(Alert::Level level) {
    switch (level) {
    case Alert::Level::Good:
        return Token::Good;
    case Alert::Level::Warning:
        return Token::Warn;
    case Alert::Level::Error:
        return Token::Error;
    case Alert::Level::Info:
        break;
    }
    return Token::Info;
}

} // namespace

Toast::Toast(const Theme& theme, const Alert& alert, QWidget* parent) : QFrame(parent), alert_(alert) {
    setObjectName(QStringLiteral("toast"));
    setAttribute(Qt::WA_StyledBackground);
    setAccessibleName(alert.title);
    setAccessibleDescription(alert.text);
    setFixedWidth(kWidth);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(10);
    auto* mark = new QLabel(
        QStringLiteral("<span style='color:%1'>●</span>").arg(theme.color(tokenOf(alert.level)).name()),
        this);
    row->addWidget(mark, 0, Qt::AlignTop);
    auto* column = new QVBoxLayout;
    column->setSpacing(2);
    auto* title = new QLabel(alert.title, this);
    title->setProperty("type", QStringLiteral("title"));
    auto* text = new QLabel(alert.text, this);
    text->setProperty("tone", QStringLiteral("muted"));
    text->setProperty("type", QStringLiteral("small"));
    for (QLabel* label : {title, text}) {
        label->setTextFormat(Qt::PlainText); // names of portfolios and sources stand in them
        label->setWordWrap(true);
        column->addWidget(label);
    }
    text->setVisible(!alert.text.isEmpty());
    row->addLayout(column, 1);
}

void Toast::mousePressEvent(QMouseEvent*) {
    Q_EMIT clicked();
}

ToastStack::ToastStack(const Theme& theme, AlertStore& alerts, QWidget* window)
    : QObject(window), theme_(theme), window_(window) {
    window_->installEventFilter(this);
    connect(&alerts, &AlertStore::raised, this, &ToastStack::add);
}

void ToastStack::add(const Alert& alert) {
    if (toasts_.size() >= kMost) remove(toasts_.first());
    auto* toast = new Toast(theme_, alert, window_);
    toasts_.append(toast);
    connect(toast, &Toast::clicked, this, [this, toast] {
        if (open_ && !toast->alert().panel.isEmpty()) open_(toast->alert().panel);
        remove(toast);
    });
    QTimer::singleShot(kToastMs, toast, [this, toast] { remove(toast); });
    toast->show();
    place();
}

void ToastStack::remove(Toast* toast) {
    if (!toasts_.removeOne(toast)) return;
    toast->hide();
    toast->deleteLater();
    place();
}

void ToastStack::place() {
    int bottom = window_->height() - kAboveStatusLine;
    for (auto it = toasts_.rbegin(); it != toasts_.rend(); ++it) {
        const int high =
            (*it)->heightForWidth(kWidth) > 0 ? (*it)->heightForWidth(kWidth) : (*it)->sizeHint().height();
        (*it)->setGeometry(window_->width() - kWidth - 14, bottom - high, kWidth, high);
        (*it)->raise();
        bottom -= high + 8;
    }
}

bool ToastStack::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize) place();
    return QObject::eventFilter(watched, event);
}

} // namespace nautilus::ui
