// How the alert centre is put together.

#include "ui/charts/record_table.h"
#include "ui/dashboards/risk/alerts_panel.h"
#include "ui/dashboards/risk/monitor_dialog.h"
#include "ui/models/risk_words.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kSoonMs = 200;
constexpr int kAgainMs = 10'000;
constexpr int kChannelWidth = 150;

QString watchWord(const QString& status) {
    return status == QLatin1String("ACTIVE") ? AlertsPanel::tr("watched") : AlertsPanel::tr("stopped");
}

/// No trouble is blank, not missing.
QString itself(const QString& text) {
    return text;
}

QVector<ColumnSpec> alertColumns() {
    return {{QStringLiteral("at"), AlertsPanel::tr("At, UTC"), NumberKind::Text, {}, 0, instantText},
            {QStringLiteral("severity"), AlertsPanel::tr("Severity"), NumberKind::Text, {}, 0, severityWord},
            {QStringLiteral("message"), AlertsPanel::tr("Alert")},
            {QStringLiteral("portfolio_id"), AlertsPanel::tr("Of")},
            {QStringLiteral("outcome"), AlertsPanel::tr("What became of it")}};
}

QVector<ColumnSpec> monitorColumns() {
    return {{QStringLiteral("portfolio_id"), AlertsPanel::tr("Watched")},
            {QStringLiteral("status"), AlertsPanel::tr("State"), NumberKind::Text, {}, 0, watchWord},
            {QStringLiteral("last_status"), AlertsPanel::tr("Found"), NumberKind::Text,
             AlertsPanel::tr("By the last check"), 0, limitStatusWord},
            {QStringLiteral("check_interval_seconds"), AlertsPanel::tr("Every, s"), NumberKind::Integer},
            {QStringLiteral("severity_threshold"),
             AlertsPanel::tr("Alerts from"),
             NumberKind::Text,
             {},
             0,
             severityWord},
            {QStringLiteral("alert_channels"), AlertsPanel::tr("By")},
            {QStringLiteral("last_check_at"),
             AlertsPanel::tr("Last check, UTC"),
             NumberKind::Text,
             {},
             0,
             instantText},
            {QStringLiteral("checks"), AlertsPanel::tr("Checks"), NumberKind::Integer,
             AlertsPanel::tr("Since the program began")},
            {QStringLiteral("last_error"), AlertsPanel::tr("Trouble"), NumberKind::Text, {}, 0, itself}};
}

} // namespace

AlertModel::AlertModel(QObject* parent) : RecordTableModel(alertColumns(), parent) {}

QVariant AlertModel::data(const QModelIndex& index, int role) const {
    return RecordTableModel::data(index, role == Qt::ToolTipRole ? Qt::DisplayRole : role);
}

AlertsPanel::AlertsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("alert_centre"), tr("Alert centre"), parent), monitors_(monitorColumns()),
      books_(
          addChoice(tr("Whose alerts"), {{tr("Portfolio"), QString()}, {tr("All"), QStringLiteral("all")}})),
      severity_(addChoice(tr("Severity"), {{tr("All"), QString()}})), soon_(new QTimer(this)) {
    follow(kFollowsPortfolio);
    for (const char* each : {"CRITICAL", "HIGH", "MEDIUM", "LOW"})
        severity_->addItem(severityWord(QLatin1String(each)), QLatin1String(each));
    buildTools();
    buildChannels();
    buildTables();
    soon_->setSingleShot(true);
    soon_->setInterval(kSoonMs);
    connect(soon_, &QTimer::timeout, this, &Panel::refresh);
    connect(&desk.link, &Link::event, this, [this](const QString& topic, const QJsonObject&) {
        const bool ours = topic.startsWith(QLatin1String("risk.breaches.")) ||
                          topic.startsWith(QLatin1String("system.alerts."));
        if (isVisible() && ours) soon_->start();
    });
    refreshWhileSeen(kAgainMs);
}

void AlertsPanel::buildTools() {
    const auto button = [this](const QString& text, const QString& hint) {
        auto* out = new QToolButton(this);
        out->setText(text);
        out->setToolTip(hint);
        out->setAccessibleName(hint);
        tools()->addWidget(out);
        return out;
    };
    for (QComboBox* give_way : {books_, severity_})
        give_way->setMinimumWidth(1); // before the words of the buttons do
    tools()->addStretch(1);
    watch_ = button(tr("Watch"), tr("Hold the chosen portfolio against its limits all the time"));
    connect(watch_, &QToolButton::clicked, this, &AlertsPanel::watch);
    connect(button(tr("Change…"), tr("How often, from which severity and by which ways (Enter)")),
            &QToolButton::clicked, this, &AlertsPanel::configure);
    stop_ = button(tr("Stop"), tr("End the watch of the row (Delete)"));
    connect(stop_, &QToolButton::clicked, this, &AlertsPanel::stop);
}

void AlertsPanel::buildChannels() {
    auto* strip = new QWidget(this);
    auto* line = new QHBoxLayout(strip);
    line->setContentsMargins(12, 2, 12, 4);
    line->setSpacing(6);
    for (const char* each : {"desktop", "email", "webhook"}) {
        const QString name = QLatin1String(each);
        Channel channel{new ElidedLabel(strip), new QToolButton(strip)};
        channel.state->setProperty("tone", QStringLiteral("muted"));
        channel.state->setProperty("type", QStringLiteral("small"));
        channel.state->setText(channelWord(name));
        channel.test->setText(tr("Test"));
        channel.test->setAccessibleName(tr("Send a test alert: %1").arg(channelWord(name)));
        channel.test->setEnabled(false);
        connect(channel.test, &QToolButton::clicked, this, [this, name] { test(name); });
        channel.state->setMaximumWidth(kChannelWidth);
        line->addWidget(channel.state, 3); // an elided label asks for no room of its own
        line->addWidget(channel.test);
        line->addSpacing(12);
        channels_.insert(name, channel);
    }
    line->addStretch(1);
    addAboveBody(strip);
}

void AlertsPanel::buildTables() {
    monitor_table_ = makeTable(monitors_, tr("What is watched"), {104, 70, 90, 64, 86, 116, 126, 60, 120});
    monitor_table_->showWhatFits({8, 7, 4, 6, 3, 5});
    alert_table_ = makeTable(alerts_, tr("Alerts"), {126, 66, 300, 96, 240});
    alert_table_->showWhatFits({3, 4});
    alert_table_->horizontalHeader()->setStretchLastSection(false);
    alert_table_->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    body()->addWidget(monitor_table_, 2);
    body()->addWidget(alert_table_, 5);
    connect(monitor_table_, &RecordTable::rowActivated, this, &AlertsPanel::configure);
    connect(alert_table_, &RecordTable::rowActivated, this, &AlertsPanel::open);
}

} // namespace nautilus::ui
