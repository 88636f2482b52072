#include "ui/dashboards/risk/alerts_panel.h"

#include "ui/charts/record_table.h"
#include "ui/dashboards/risk/monitor_dialog.h"
#include "ui/models/risk_words.h"
#include "ui/models/undo_step.h"

#include <QComboBox>
#include <QJsonArray>
#include <QKeyEvent>
#include <QLabel>
#include <QPointer>
#include <QToolButton>

#include <algorithm>

namespace nautilus::ui {
namespace {

const QString kAlerts = QStringLiteral("risk.alerts");
const QString kMonitors = QStringLiteral("risk.monitors");
const QString kChannels = QStringLiteral("app.alert_channels");
const QString kActive = QStringLiteral("ACTIVE");

QString messageOf(const LinkReply& reply) {
    return reply.envelope.value(QStringLiteral("errors"))
        .toArray()
        .first()[QStringLiteral("message")]
        .toString();
}

/// Lists in a cell read as words with commas.
void joinWords(TableData& table, const QString& name) {
    const int column = table.column(name);
    for (auto& row : table.rows) {
        QStringList words;
        for (const QJsonValue& each : row.value(column).toArray())
            words.append(channelWord(each.toString()));
        if (column >= 0) row[column] = words.join(QStringLiteral(", "));
    }
}

/// "Desktop: delivered, Mail: waits"
QString outcomeWords(const QJsonArray& channels, const QJsonArray& outcomes) {
    QStringList parts;
    for (const QJsonValue& channel : channels) {
        QString word = AlertsPanel::tr("waits");
        for (const QJsonValue& each : outcomes)
            if (each[QStringLiteral("channel")] == channel)
                word = each[QStringLiteral("outcome")].toString() == QLatin1String("delivered")
                           ? AlertsPanel::tr("delivered")
                           : each[QStringLiteral("outcome")].toString();
        parts.append(channelWord(channel.toString()) + QStringLiteral(": ") + word);
    }
    return parts.join(QStringLiteral(", "));
}

/// What risk.monitor_start takes of a monitor as it is answered.
QJsonObject configOf(const QJsonObject& monitor) {
    QJsonObject out;
    for (const char* name : {"check_interval_seconds", "alert_channels", "severity_threshold"})
        if (monitor.contains(QLatin1String(name)))
            out.insert(QLatin1String(name), monitor[QLatin1String(name)]);
    return out;
}

} // namespace

void AlertsPanel::request() {
    if (!offers(kMonitors)) return;
    if (portfolioOrEmpty().isEmpty()) return;
    load(QStringLiteral("channels"), kChannels, {},
         [this](const QJsonObject& answer, const QJsonObject&) { showChannels(answer); });
    load(QStringLiteral("monitors"), kMonitors, {},
         [this](const QJsonObject& answer, const QJsonObject&) { showMonitors(answer); });
    QJsonObject asked{{QStringLiteral("severity"), severity_->currentData().toString()}};
    if (books_->currentIndex() == 0) asked.insert(QStringLiteral("portfolio_id"), context().portfolio);
    load(QStringLiteral("alerts"), kAlerts, asked,
         [this, asked](const QJsonObject& answer, const QJsonObject&) { showAlerts(answer, asked); });
}

void AlertsPanel::showChannels(const QJsonObject& answer) {
    for (const QJsonValue& each : answer.value(QStringLiteral("channels")).toArray()) {
        const QString name = each[QStringLiteral("channel")].toString();
        if (!channels_.contains(name)) continue;
        Channel& channel = channels_[name];
        channel.ready = each[QStringLiteral("ready")].toBool();
        const QString reason = each[QStringLiteral("reason")].toString();
        channel.state->setText(
            QStringLiteral("%1: %2").arg(channelWord(name), channel.ready ? tr("ready") : tr("not set up")));
        channel.state->setToolTip(reason);
        channel.test->setEnabled(channel.ready);
        channel.test->setVisible(channel.ready);
        channel.test->setToolTip(channel.ready ? tr("Send a test alert this way") : reason);
    }
    settleEmpty();
}

void AlertsPanel::showMonitors(const QJsonObject& answer) {
    monitor_answer_ = answer;
    TableData table = readList(answer, QStringLiteral("monitors"));
    joinWords(table, QStringLiteral("alert_channels"));
    table.operation = kMonitors;
    monitors_.setTable(table);
    int active = 0;
    for (const QJsonValue& each : answer.value(QStringLiteral("monitors")).toArray())
        active += each[QStringLiteral("status")].toString() == kActive ? 1 : 0;
    titleLine()->setSubject(tr("%n watched", nullptr, active));
    if (!monitor_table_->currentIndex().isValid() && monitors_.rowCount() > 0)
        monitor_table_->setCurrentIndex(monitors_.index(0, 0));
    const bool watched = monitorOf(context().portfolio).value(QStringLiteral("status")).toString() == kActive;
    watch_->setEnabled(!watched);
    settleEmpty();
}

void AlertsPanel::showAlerts(const QJsonObject& answer, const QJsonObject& asked) {
    TableData table = readList(answer, QStringLiteral("alerts"));
    table.columns.append(QStringLiteral("outcome"));
    const int channels = table.column(QStringLiteral("channels")),
              outcomes = table.column(QStringLiteral("outcomes"));
    for (auto& row : table.rows)
        row.append(outcomeWords(row.value(channels).toArray(), row.value(outcomes).toArray()));
    joinWords(table, QStringLiteral("channels"));
    for (auto& row : table.rows) // said in `outcome`
        if (outcomes >= 0) row[outcomes] = QJsonValue::Null;
    table.operation = kAlerts;
    table.parameters = asked;
    alerts_.setTable(table);
    settleEmpty();
}

void AlertsPanel::settleEmpty() {
    if (loading() || monitors_.rowCount() > 0 || alerts_.rowCount() > 0) return;
    showEmpty(tr("Nothing is watched yet. A watched portfolio is held against its limits all the time, and "
                 "who should know is told when one breaks."),
              tr("Watch %1").arg(context().portfolio), [this] { watch(); });
}

TableData AlertsPanel::exportTable() const {
    return alerts_.rowCount() > 0 ? alerts_.table() : monitors_.table();
}

QJsonObject AlertsPanel::choices() const {
    return {{QStringLiteral("books"), books_->currentIndex()},
            {QStringLiteral("severity"), severity_->currentIndex()}};
}

void AlertsPanel::setChoices(const QJsonObject& choices) {
    const std::pair<QComboBox*, const char*> boxes[] = {{books_, "books"}, {severity_, "severity"}};
    for (const auto& [box, name] : boxes)
        box->setCurrentIndex(std::clamp(choices.value(QLatin1String(name)).toInt(), 0, box->count() - 1));
}

QString AlertsPanel::channelText(const QString& channel) const {
    return channels_.contains(channel) ? channels_[channel].state->text() : QString();
}

QToolButton* AlertsPanel::testButton(const QString& channel) const {
    return channels_.value(channel).test;
}

void AlertsPanel::test(const QString& channel) {
    desk().link.call(QStringLiteral("app.alert_test"), {{QStringLiteral("channel"), channel}}, this,
                     [this, channel](const LinkReply& reply) {
                         desk().say(reply.ok() ? tr("A test alert went out by: %1.").arg(channelWord(channel))
                                               : messageOf(reply));
                     });
}

QJsonObject AlertsPanel::monitorOf(const QString& book) const {
    for (const QJsonValue& each : monitor_answer_.value(QStringLiteral("monitors")).toArray())
        if (each[QStringLiteral("portfolio_id")].toString() == book) return each.toObject();
    return {};
}

QString AlertsPanel::currentBook() const {
    return monitors_.textAt(monitor_table_->currentIndex().row(), QStringLiteral("portfolio_id"));
}

void AlertsPanel::watch() {
    const QString book = context().portfolio;
    QJsonObject monitor = configOf(monitorOf(book));
    if (monitor.isEmpty()) {
        QJsonArray by;
        for (const char* name : {"desktop", "email", "webhook"})
            if (channels_.value(QLatin1String(name)).ready) by.append(QLatin1String(name));
        monitor = {{QStringLiteral("check_interval_seconds"), 30},
                   {QStringLiteral("alert_channels"), by},
                   {QStringLiteral("severity_threshold"), QStringLiteral("MEDIUM")}};
    }
    monitor.insert(QStringLiteral("status"), kActive);
    keep(tr("watch %1").arg(book), book, monitor);
}

void AlertsPanel::stop() {
    const QString book = currentBook();
    QJsonObject monitor = monitorOf(book);
    if (monitor.value(QStringLiteral("status")).toString() != kActive) return;
    monitor.insert(QStringLiteral("status"), QStringLiteral("STOPPED"));
    keep(tr("stop watching %1").arg(book), book, monitor);
}

MonitorDialog* AlertsPanel::configure() {
    const QString book = currentBook().isEmpty() ? context().portfolio : currentBook();
    QVector<QPair<QString, bool>> ways;
    for (const char* name : {"desktop", "email", "webhook"})
        ways.append({QLatin1String(name), channels_.value(QLatin1String(name)).ready});
    auto* dialog = new MonitorDialog(book, monitorOf(book), ways, this);
    connect(dialog, &MonitorDialog::chosen, this, [this, book](QJsonObject config) {
        config.insert(QStringLiteral("status"), kActive);
        keep(tr("change the watch of %1").arg(book), book, config);
    });
    dialog->open();
    return dialog;
}

void AlertsPanel::keep(const QString& what, const QString& book, const QJsonObject& after) {
    const QPointer<AlertsPanel> self(this);
    desk().undo.push(new UndoStep(
        what,
        [self, book, after] {
            if (self) self->put(book, after);
        },
        [self, book, before = monitorOf(book)] {
            if (self) self->put(book, before);
        }));
}

void AlertsPanel::put(const QString& book, const QJsonObject& monitor) {
    const bool active = monitor.value(QStringLiteral("status")).toString() == kActive;
    QJsonObject asked{{QStringLiteral("portfolio_id"), book}};
    if (active) asked.insert(QStringLiteral("monitoring_config"), configOf(monitor));
    desk().link.call(active ? QStringLiteral("risk.monitor_start") : QStringLiteral("risk.monitor_stop"),
                     asked, this, [this](const LinkReply& reply) {
                         if (!reply.ok()) desk().say(messageOf(reply));
                         refresh();
                     });
}

/// The alert's limit and what became of its breach stand in the panel of breaches.
void AlertsPanel::open() {
    const int row = alert_table_->currentIndex().row();
    if (row < 0) return;
    const QString book = alerts_.textAt(row, QStringLiteral("portfolio_id"));
    if (book.startsWith(QLatin1String("portfolio"))) setContextPortfolio(book);
    desk().open_panel(QStringLiteral("breaches"));
}

void AlertsPanel::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Delete && monitor_table_->hasFocus()) return stop();
    Panel::keyPressEvent(event);
}

} // namespace nautilus::ui
