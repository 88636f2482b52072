#include "ui/dialogs/layouts_dialog.h"

#include "ui/shell/main_window.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {

LayoutsDialog::LayoutsDialog(MainWindow& window, QWidget* parent)
    : QDialog(parent), window_(window), list_(new QListWidget(this)) {
    setWindowTitle(tr("Saved layouts"));
    resize(420, 320);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(20, 16, 20, 16);
    list_->setAccessibleName(tr("Saved layouts"));
    row->addWidget(list_, 1);
    auto* column = new QVBoxLayout;
    auto add = [&](const QString& text, auto run) {
        auto* button = new QPushButton(text, this);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, run);
        column->addWidget(button);
        return button;
    };
    needing_one_.append(add(tr("Open"), [this] {
        window_.openLayout(chosen());
        accept();
    }));
    add(tr("Save as…"), [this] { saveAs(); });
    needing_one_.append(add(tr("Rename…"), [this] { rename(); }));
    needing_one_.append(add(tr("Delete"), [this] {
        window_.deleteLayout(chosen());
        fill();
    }));
    column->addStretch(1);
    add(tr("Done"), [this] { accept(); });
    row->addLayout(column);
    connect(list_, &QListWidget::itemActivated, this, [this] {
        window_.openLayout(chosen());
        accept();
    });
    fill();
}

void LayoutsDialog::fill() {
    list_->clear();
    list_->addItems(window_.savedLayouts());
    if (list_->count() > 0) list_->setCurrentRow(0);
    for (QPushButton* button : std::as_const(needing_one_))
        button->setEnabled(list_->count() > 0);
}

void LayoutsDialog::rename() {
    window_.renameLayout(chosen(),
                         QInputDialog::getText(this, tr("Rename the layout"), tr("Name of the layout"),
                                               QLineEdit::Normal, chosen()));
    fill();
}

void LayoutsDialog::saveAs() {
    window_.saveLayoutAs(QInputDialog::getText(this, tr("Save the layout"), tr("Name of the layout")));
    fill();
}

QString LayoutsDialog::chosen() const {
    return list_->currentItem() ? list_->currentItem()->text() : QString();
}

} // namespace nautilus::ui
