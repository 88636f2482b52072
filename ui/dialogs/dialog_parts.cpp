#include "ui/dialogs/dialog_parts.h"

#include <QCoreApplication>
#include <QDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {

QVBoxLayout* dialogLayout(QDialog& dialog) {
    auto* layout = new QVBoxLayout(&dialog);
    layout->setContentsMargins(16, 12, 16, 12);
    layout->setSpacing(10);
    return layout;
}

QHBoxLayout* dialogFoot(QDialog& dialog, QPushButton& act, const QString& close) {
    auto* away = new QPushButton(
        close.isEmpty() ? QCoreApplication::translate("DialogFoot", "Cancel") : close, &dialog);
    QObject::connect(away, &QPushButton::clicked, &dialog, &QDialog::reject);
    away->setAutoDefault(false);
    act.setProperty("primary", true);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(&act);
    row->addWidget(away);
    return row;
}

QLabel* problemLine(QDialog& dialog) {
    auto* line = new QLabel(&dialog);
    line->setProperty("tone", QStringLiteral("error"));
    line->setWordWrap(true);
    return line;
}

} // namespace nautilus::ui
