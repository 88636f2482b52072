#include "ui/shell/tabbed_parts.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace nautilus::ui {

TabbedParts::TabbedParts(const QString& name, QWidget* parent)
    : QWidget(parent), tabs_(new QTabBar(this)), pages_(new QStackedWidget(this)) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(tabs_);
    column->addWidget(pages_, 1);
    tabs_->setAccessibleName(name);
    tabs_->setExpanding(false);
    connect(tabs_, &QTabBar::currentChanged, pages_, &QStackedWidget::setCurrentIndex);
}

void TabbedParts::addPart(QWidget* page, const QString& part, const QString& title, int index) {
    const int at = index < 0 ? tabs_->count() : index;
    pages_->insertWidget(at, page);
    tabs_->setTabData(tabs_->insertTab(at, title), part);
    pages_->setCurrentIndex(tabs_->currentIndex());
}

void TabbedParts::takePart(const QString& part) {
    const int index = indexOf(part);
    if (index < 0) return;
    pages_->removeWidget(pages_->widget(index));
    tabs_->removeTab(index);
    pages_->setCurrentIndex(tabs_->currentIndex());
}

int TabbedParts::indexOf(const QString& part) const {
    for (int i = 0; i < tabs_->count(); ++i)
        if (tabs_->tabData(i).toString() == part) return i;
    return -1;
}

QString TabbedParts::part() const {
    return tabs_->tabData(tabs_->currentIndex()).toString();
}

void TabbedParts::setPart(const QString& part) {
    if (const int index = indexOf(part); index >= 0) tabs_->setCurrentIndex(index);
}

} // namespace nautilus::ui
