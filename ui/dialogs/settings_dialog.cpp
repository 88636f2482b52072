#include "ui/dialogs/settings_dialog.h"

#include "ui/dialogs/schema_form.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace nautilus::ui {
namespace {

QLabel* tokenLine(const QString& token_file, QWidget* parent) {
    auto* token = new QLabel(token_file.isEmpty() ? SettingsDialog::tr("No token is asked for.")
                                                  : SettingsDialog::tr("Token file: %1").arg(token_file),
                             parent);
    token->setProperty("tone", QStringLiteral("muted"));
    token->setProperty("type", QStringLiteral("small"));
    token->setTextInteractionFlags(Qt::TextSelectableByMouse);
    token->setWordWrap(true);
    return token;
}

} // namespace

SettingsDialog::SettingsDialog(Preferences& preferences, const QString& token_file, QWidget* parent)
    : QDialog(parent), preferences_(preferences), search_(new QLineEdit(this)),
      form_(new SchemaForm(SchemaForm::Filling::Whole, this)), state_(new QLabel(this)) {
    setWindowTitle(tr("Settings"));
    resize(560, 620);
    build(token_file);
    connect(search_, &QLineEdit::textChanged, form_, &SchemaForm::setFilter);
    connect(form_, &SchemaForm::edited, this, &SettingsDialog::write);
    connect(&preferences_, &Preferences::loaded, this, [this] {
        if (!filled_) return fill();
        state_->setText(tr("Saved."));
        for (const FormField& field : form_->fields())
            form_->setValue(field.name, preferences_.settings().value(field.name));
    });
    connect(&preferences_, &Preferences::failed, this, [this](const QJsonArray& errors) {
        const QStringList others = form_->showErrors(errors);
        state_->setText(others.isEmpty() ? tr("Not saved.") : others.join(QLatin1Char('\n')));
    });
    if (!preferences_.settings().isEmpty()) fill();
    preferences_.fetch();
}

void SettingsDialog::build(const QString& token_file) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    search_->setPlaceholderText(tr("Search settings"));
    search_->setAccessibleName(tr("Search settings"));
    search_->setClearButtonEnabled(true);
    layout->addWidget(search_);
    QScrollArea* scroll = form_->scrolled(this);
    layout->addWidget(scroll, 1);
    layout->addWidget(tokenLine(token_file, this));
    state_->setProperty("tone", QStringLiteral("muted"));
    state_->setWordWrap(true);
    auto* foot = new QHBoxLayout;
    auto* defaults = new QPushButton(tr("Restore defaults"), this);
    auto* reset = new QPushButton(tr("Restore the first layout"), this);
    auto* close = new QPushButton(tr("Done"), this);
    close->setProperty("primary", true);
    connect(reset, &QPushButton::clicked, this, &SettingsDialog::layoutReset);
    connect(defaults, &QPushButton::clicked, this, [this] { preferences_.change(preferences_.defaults()); });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    for (QPushButton* button : {defaults, reset, close})
        button->setAutoDefault(false);
    foot->addWidget(defaults);
    foot->addWidget(reset);
    foot->addWidget(state_, 1);
    foot->addWidget(close);
    layout->addLayout(foot);
}

void SettingsDialog::fill() {
    filled_ = true;
    QVector<FormField> fields =
        readSchema(preferences_.schema(),
                   {QStringLiteral("theme"), QStringLiteral("motion"), QStringLiteral("blue_orange_colours"),
                    QStringLiteral("swap_up_down_colours")});
    std::stable_sort(fields.begin(), fields.end(),
                     [](const FormField& a, const FormField& b) { return !a.next_start && b.next_start; });
    form_->setFields(fields, preferences_.settings(), preferences_.defaults());
}

void SettingsDialog::write(const QString& name) {
    const QJsonValue value = form_->values().value(name);
    if (value == preferences_.settings().value(name)) return;
    preferences_.change({{name, value}});
}

} // namespace nautilus::ui
