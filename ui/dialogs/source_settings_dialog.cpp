#include "ui/dialogs/source_settings_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/schema_form.h"

#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace nautilus::ui {

SourceSettingsDialog::SourceSettingsDialog(Desk& desk, QString source, QWidget* parent)
    : QDialog(parent), desk_(desk), source_(std::move(source)),
      form_(new SchemaForm(SchemaForm::Filling::Sparse, this)), state_(new QLabel(this)) {
    setWindowTitle(tr("Settings of %1").arg(source_));
    setAttribute(Qt::WA_DeleteOnClose);
    resize(460, 420);
    auto* layout = dialogLayout(*this);
    layout->addWidget(form_->scrolled(this), 1);
    state_->setWordWrap(true);
    layout->addWidget(state_);
    auto* apply = new QPushButton(tr("Apply"), this);
    apply->setDefault(true);
    layout->addLayout(dialogFoot(*this, *apply, tr("Close")));
    connect(apply, &QPushButton::clicked, this, &SourceSettingsDialog::save);
    connect(form_, &SchemaForm::submitted, this, &SourceSettingsDialog::save);
    desk_.link.call(QStringLiteral("marketdata.source_settings"), {{QStringLiteral("source_id"), source_}},
                    this, [this](const LinkReply& reply) { fill(reply); });
}

QString SourceSettingsDialog::state() const {
    return state_->text();
}

void SourceSettingsDialog::fill(const LinkReply& reply) {
    if (!reply.ok()) return state_->setText(tr("The settings could not be read."));
    const QJsonObject data = reply.envelope.value(QStringLiteral("data")).toObject();
    const auto fields = readSchema(data.value(QStringLiteral("schema")).toObject());
    form_->setFields(fields, data.value(QStringLiteral("values")).toObject());
    if (fields.isEmpty()) state_->setText(tr("This source has no settings."));
}

void SourceSettingsDialog::save() {
    bool good = true;
    form_->clearErrors();
    const QJsonObject values = form_->values(&good);
    if (!good) return state_->setText(tr("Some fields hold something that is no value."));
    desk_.link.call(QStringLiteral("marketdata.source_settings_change"),
                    {{QStringLiteral("source_id"), source_}, {QStringLiteral("values"), values}}, this,
                    [this](const LinkReply& reply) {
                        if (reply.ok()) return state_->setText(tr("Applied."));
                        const auto others =
                            form_->showErrors(reply.envelope.value(QStringLiteral("errors")).toArray());
                        state_->setText(others.isEmpty() ? tr("Not applied: see the fields marked.")
                                                         : others.join(QLatin1Char('\n')));
                    });
}

} // namespace nautilus::ui
