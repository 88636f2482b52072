#include "ui/dashboards/risk/monitor_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/models/risk_words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace nautilus::ui {

MonitorDialog::MonitorDialog(const QString& book, const QJsonObject& monitor,
                             const QVector<QPair<QString, bool>>& channels, QWidget* parent)
    : QDialog(parent), interval_(new QSpinBox(this)), severity_(new QComboBox(this)),
      start_(new QPushButton(tr("Watch"), this)) {
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Watch %1").arg(book));
    auto* layout = dialogLayout(*this);
    auto* form = new QFormLayout;
    interval_->setRange(1, 86'400);
    interval_->setValue(monitor.value(QStringLiteral("check_interval_seconds")).toInt(30));
    interval_->setSuffix(QStringLiteral("\u00A0s"));
    interval_->setAccessibleName(tr("Seconds between checks"));
    interval_->findChild<QLineEdit*>()->setAccessibleName(interval_->accessibleName());
    form->addRow(tr("Check every"), interval_);
    for (const char* each : {"LOW", "MEDIUM", "HIGH", "CRITICAL"})
        severity_->addItem(severityWord(QLatin1String(each)), QLatin1String(each));
    severity_->setCurrentIndex(std::max(
        0, severity_->findData(
               monitor.value(QStringLiteral("severity_threshold")).toString(QStringLiteral("MEDIUM")))));
    severity_->setAccessibleName(tr("Severity from which on an alert goes out"));
    form->addRow(tr("Alert from"), severity_);
    const QJsonArray used = monitor.value(QStringLiteral("alert_channels")).toArray();
    for (const auto& [name, ready] : channels) {
        auto* box =
            new QCheckBox(ready ? channelWord(name) : tr("%1 (not set up yet)").arg(channelWord(name)), this);
        box->setChecked(monitor.isEmpty() ? ready : used.contains(name));
        channels_.insert(name, box);
        form->addRow(channels_.size() == 1 ? tr("Alert by") : QString(), box);
    }
    layout->addLayout(form);
    auto* about = new QLabel(tr("What is below the severity is kept as a breach and alerts nobody."), this);
    about->setWordWrap(true);
    about->setProperty("tone", QStringLiteral("muted"));
    layout->addWidget(about);
    start_->setDefault(true);
    layout->addLayout(dialogFoot(*this, *start_));
    connect(start_, &QPushButton::clicked, this, [this] {
        Q_EMIT chosen(config());
        accept();
    });
}

QJsonObject MonitorDialog::config() const {
    QJsonArray by;
    for (const char* name : {"desktop", "email", "webhook"})
        if (channels_.contains(QLatin1String(name)) && channels_[QLatin1String(name)]->isChecked())
            by.append(QLatin1String(name));
    return {{QStringLiteral("check_interval_seconds"), interval_->value()},
            {QStringLiteral("alert_channels"), by},
            {QStringLiteral("severity_threshold"), severity_->currentData().toString()}};
}

} // namespace nautilus::ui
