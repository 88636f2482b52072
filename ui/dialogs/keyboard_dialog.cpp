#include "ui/dialogs/keyboard_dialog.h"

#include <QGridLayout>
#include <QKeySequence>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nautilus::ui {

KeyboardDialog::KeyboardDialog(const QVector<Shortcut>& shortcuts, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keyboard"));
    resize(520, 640);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    auto* scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setAccessibleName(tr("Keyboard"));
    auto* inner = new QWidget(scroll);
    auto* grid = new QGridLayout(inner);
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(5);
    QString group;
    for (const Shortcut& each : shortcuts) {
        if (each.group != group) {
            group = each.group;
            auto* head = new QLabel(group, inner);
            head->setProperty("type", QStringLiteral("title"));
            head->setContentsMargins(0, grid->rowCount() > 1 ? 12 : 0, 0, 2);
            grid->addWidget(head, grid->rowCount(), 0, 1, 2);
        }
        const int row = grid->rowCount();
        auto* keys = new QLabel(
            each.keys.isEmpty() ? each.shown : QKeySequence(each.keys).toString(QKeySequence::NativeText),
            inner);
        keys->setProperty("figures", true);
        keys->setProperty("tone", QStringLiteral("muted"));
        grid->addWidget(new QLabel(each.title, inner), row, 0);
        grid->addWidget(keys, row, 1, Qt::AlignRight);
    }
    grid->setRowStretch(grid->rowCount(), 1);
    scroll->setWidget(inner);
    layout->addWidget(scroll, 1);
    auto* close = new QPushButton(tr("Done"), this);
    close->setProperty("primary", true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
}

} // namespace nautilus::ui
