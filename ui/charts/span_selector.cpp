#include "ui/charts/span_selector.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QToolButton>

namespace nautilus::ui {

SpanSelector::SpanSelector(Span initial, QWidget* parent)
    : QWidget(parent), buttons_(new QButtonGroup(this)) {
    setObjectName(QStringLiteral("spanSelector"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(1);
    for (const Span span : kSpans) {
        auto* button = new QToolButton(this);
        button->setText(spanTitle(span));
        button->setAccessibleName(tr("Span %1").arg(spanTitle(span)));
        button->setCheckable(true);
        button->setChecked(span == initial);
        button->setFocusPolicy(Qt::TabFocus);
        buttons_->addButton(button, static_cast<int>(span));
        layout->addWidget(button);
    }
    connect(buttons_, &QButtonGroup::idClicked, this,
            [this](int id) { Q_EMIT spanChanged(static_cast<Span>(id)); });
}

Span SpanSelector::span() const {
    return static_cast<Span>(buttons_->checkedId());
}

void SpanSelector::setSpan(Span span) {
    buttons_->button(static_cast<int>(span))->setChecked(true);
    Q_EMIT spanChanged(span);
}

} // namespace nautilus::ui
