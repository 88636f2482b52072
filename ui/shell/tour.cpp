#include "ui/shell/tour.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {
namespace {
constexpr int kWidth = 340;
constexpr int kGap = 14;
} // namespace

Tour::Tour(const Theme& theme, QWidget* window)
    : Overlay(theme, window), title_(new QLabel(card())), text_(new QLabel(card())),
      count_(new QLabel(card())), back_(new QPushButton(tr("Back"), card())),
      next_(new QPushButton(tr("Next"), card())) {
    setAccessibleName(tr("Tour"));
    setFocusPolicy(Qt::StrongFocus);
    card()->setFixedWidth(kWidth);
    auto* column = new QVBoxLayout(card());
    column->setContentsMargins(18, 14, 18, 14);
    column->setSpacing(8);
    title_->setProperty("type", QStringLiteral("figure"));
    text_->setWordWrap(true);
    count_->setProperty("tone", QStringLiteral("muted"));
    count_->setProperty("type", QStringLiteral("small"));
    column->addWidget(title_);
    column->addWidget(text_);
    auto* foot = new QHBoxLayout;
    auto* end = new QPushButton(tr("Leave"), card());
    next_->setProperty("primary", true);
    foot->addWidget(count_);
    foot->addStretch(1);
    for (QPushButton* button : {end, back_, next_})
        foot->addWidget(button);
    column->addLayout(foot);
    connect(end, &QPushButton::clicked, this, &Overlay::leave);
    connect(back_, &QPushButton::clicked, this, [this] { go(step_ - 1); });
    connect(next_, &QPushButton::clicked, this, [this] { go(step_ + 1); });
}

void Tour::start(QVector<TourStep> steps) {
    steps_ = std::move(steps);
    open();
    go(0);
}

void Tour::go(int step) {
    if (step >= steps_.size()) return leave();
    step_ = std::max(0, step);
    const TourStep& now = steps_[step_];
    target_ = now.target ? now.target() : nullptr;
    title_->setText(now.title);
    text_->setText(now.text);
    setAccessibleDescription(now.title + QStringLiteral(". ") + now.text);
    count_->setText(tr("%1 of %2").arg(step_ + 1).arg(steps_.size()));
    back_->setEnabled(step_ > 0);
    next_->setText(step_ + 1 == steps_.size() ? tr("Done") : tr("Next"));
    place();
    raise();
    setFocus(Qt::OtherFocusReason);
}

QString Tour::text() const {
    return text_->text();
}

void Tour::place() {
    const bool pointed = target_ && target_->isVisible();
    const QRect full = rect();
    const QRect hole = pointed ? QRect(target_->mapTo(parentWidget(), QPoint()), target_->size())
                                     .adjusted(-4, -4, 4, 4)
                                     .intersected(full.adjusted(2, 2, -2, -2))
                               : QRect();
    setHole(hole);
    text_->setMinimumHeight(text_->heightForWidth(kWidth - 36));
    card()->adjustSize();
    if (hole.isEmpty()) return Overlay::place();
    const QSize size = card()->size();
    QPoint at(hole.left(), hole.bottom() + kGap); // below, else above, else beside
    if (at.y() + size.height() > height() - 10) at.setY(hole.top() - kGap - size.height());
    if (at.y() < 10) {
        at = QPoint(hole.right() + kGap, hole.center().y() - size.height() / 2);
        if (at.x() + size.width() > width() - 10) at.setX(hole.left() - kGap - size.width());
        if (at.x() < 10) at.setX(hole.right() - size.width() - kGap); // on it: there is no room beside
    }
    at.setX(std::clamp(at.x(), 10, std::max(10, width() - size.width() - 10)));
    at.setY(std::clamp(at.y(), 10, std::max(10, height() - size.height() - 10)));
    card()->move(at);
}

void Tour::keyPressEvent(QKeyEvent* event) {
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return go(step_ + 1);
    case Qt::Key_Left:
        return go(step_ - 1);
    default:
        Overlay::keyPressEvent(event);
    }
}

} // namespace nautilus::ui
