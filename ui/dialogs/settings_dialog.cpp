#include "ui/dialogs/settings_dialog.h"

#include <QCheckBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace nautilus::ui {

namespace {

QLabel* tokenLine(const QString& token_file, QWidget* parent) {
    auto* token = new QLabel(token_file.isEmpty() ? SettingsDialog::tr("No token is asked for.")
                                                  : SettingsDialog::tr("Token file: %1").arg(token_file),
                             parent);
    token->setProperty("tone", QStringLiteral("muted"));
    token->setTextInteractionFlags(Qt::TextSelectableByMouse);
    token->setWordWrap(true);
    return token;
}

} // namespace

SettingsDialog::SettingsDialog(Theme& theme, const QString& token_file, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Settings"));
    setMinimumWidth(420);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    auto heading = [&](const QString& text) {
        auto* label = new QLabel(text, this);
        label->setProperty("type", QStringLiteral("title"));
        layout->addWidget(label);
    };
    auto box = [&](const QString& text, bool ThemePreferences::*member) {
        auto* check = new QCheckBox(text, this);
        check->setChecked(theme.preferences().*member);
        connect(check, &QCheckBox::toggled, this, [&theme, member](bool on) {
            ThemePreferences wanted = theme.preferences();
            wanted.*member = on;
            theme.setPreferences(wanted);
        });
        layout->addWidget(check);
    };
    heading(tr("Appearance"));
    box(tr("Dark theme"), &ThemePreferences::dark);
    box(tr("Motion: short fades and moves"), &ThemePreferences::motion);
    heading(tr("Rise and fall"));
    box(tr("Blue and orange instead of green and red"), &ThemePreferences::blue_orange);
    box(tr("Swap the two colours"), &ThemePreferences::swap_up_down);
    heading(tr("Layout"));
    auto* reset = new QPushButton(tr("Restore the first layout"), this);
    connect(reset, &QPushButton::clicked, this, &SettingsDialog::layoutReset);
    layout->addWidget(reset, 0, Qt::AlignLeft);
    heading(tr("Access"));
    layout->addWidget(tokenLine(token_file, this));
    auto* close = new QPushButton(tr("Done"), this);
    close->setProperty("primary", true);
    close->setDefault(true);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    layout->addWidget(close, 0, Qt::AlignRight);
}

} // namespace nautilus::ui
