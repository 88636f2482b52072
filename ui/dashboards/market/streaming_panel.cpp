#include "ui/dashboards/market/streaming_panel.h"

#include "ui/charts/record_table.h"

#include <QHBoxLayout>
#include <QJsonArray>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 1000;

QString stateWord(const QString& state) {
    if (state == QLatin1String("connected")) return StreamingPanel::tr("connected");
    if (state == QLatin1String("announced")) return StreamingPanel::tr("announced");
    return state;
}

QVector<ColumnSpec> columns() {
    return {{QStringLiteral("client_id"), StreamingPanel::tr("Client")},
            {QStringLiteral("connection_type"), StreamingPanel::tr("Type")},
            {QStringLiteral("state"), StreamingPanel::tr("State"), NumberKind::Text, {}, 0.0, stateWord},
            {QStringLiteral("subscriptions"), StreamingPanel::tr("Topics"), NumberKind::Integer},
            {QStringLiteral("sent"), StreamingPanel::tr("Sent"), NumberKind::Integer},
            {QStringLiteral("queued"), StreamingPanel::tr("Waiting"), NumberKind::Integer,
             StreamingPanel::tr("Messages that it has not taken yet")},
            {QStringLiteral("waiting_ms"), StreamingPanel::tr("Oldest, ms"), NumberKind::Decimal1,
             StreamingPanel::tr("How long the oldest of them has waited")},
            {QStringLiteral("conflated"), StreamingPanel::tr("Conflated"), NumberKind::Integer,
             StreamingPanel::tr("Values that a newer one replaced before it was sent")},
            {QStringLiteral("dropped"), StreamingPanel::tr("Dropped"), NumberKind::Integer},
            {QStringLiteral("slow"), StreamingPanel::tr("Slow")},
            {QStringLiteral("since"), StreamingPanel::tr("Since, UTC"), NumberKind::Date},
            {QStringLiteral("connection_id"), StreamingPanel::tr("Connection")}};
}

} // namespace

StreamingPanel::StreamingPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("streaming"), tr("Streaming"), parent), model_(columns()),
      table_(addTable(model_, tr("Connections"), {110, 120, 84, 58, 70, 66, 76, 76, 70, 48, 150, 90})),
      close_(new QPushButton(tr("Close connection"), this)), figures_(new QLabel(this)),
      topics_model_({{QStringLiteral("topic"), tr("Most wanted topics")},
                     {QStringLiteral("subscribers"), tr("Subscribers"), NumberKind::Integer}}),
      topics_(makeTable(topics_model_, tr("Most wanted topics"), {240, 90})) {
    follow(kFollowsNothing);
    close_->setAccessibleName(tr("Close the selected connection"));
    tools()->addWidget(close_);
    tools()->addStretch(1);
    figures_->setTextFormat(Qt::RichText);
    figures_->setWordWrap(true);
    figures_->setContentsMargins(12, 6, 12, 6);
    addAboveBody(figures_);
    topics_->setMinimumHeight(72);
    body()->addWidget(topics_);
    body()->setStretchFactor(table_, 3);
    body()->setStretchFactor(topics_, 2);
    connect(close_, &QPushButton::clicked, this, &StreamingPanel::closeSelected);
    refreshWhileSeen(kPollMs);
}

void StreamingPanel::request() {
    if (!offers(QStringLiteral("websocket.stats"))) return;
    load(QStringLiteral("stats"), QStringLiteral("websocket.stats"), {},
         [this](const QJsonObject& answer, const QJsonObject&) { showStats(answer); });
    loadTable(QStringLiteral("connections"), QStringLiteral("websocket.connections"), {},
              [this](const TableData& table, const QJsonObject&) { showConnections(table); });
}

void StreamingPanel::showStats(const QJsonObject& answer) {
    const auto part = [&](const char* group, const char* name, NumberKind kind) {
        return formatCell(kind, answer.value(QLatin1String(group)).toObject().value(QLatin1String(name)));
    };
    const auto item = [](const QString& name, const QString& value) {
        return QStringLiteral("%1 <b>%2</b>").arg(name, value);
    };
    const QStringList items{
        item(tr("Connected"), part("connection_stats", "active_connections", NumberKind::Integer)),
        item(tr("slow"), part("connection_stats", "slow_connections", NumberKind::Integer)),
        item(tr("messages out /s"), part("message_stats", "messages_sent_per_second", NumberKind::Decimal1)),
        item(tr("in /s"), part("message_stats", "messages_received_per_second", NumberKind::Decimal1)),
        item(tr("today"), part("message_stats", "total_messages_today", NumberKind::Integer)),
        item(tr("latency ms: half"), part("performance_stats", "p50_latency_ms", NumberKind::Decimal2)),
        item(tr("95 %"), part("performance_stats", "p95_latency_ms", NumberKind::Decimal2)),
        item(tr("99 %"), part("performance_stats", "p99_latency_ms", NumberKind::Decimal2))};
    figures_->setText(items.join(QStringLiteral("&nbsp;&nbsp;&nbsp; ")));
    TableData topics = readList(answer.value(QStringLiteral("subscription_stats")).toObject(),
                                QStringLiteral("most_popular_topics"));
    topics_model_.setTable(topics);
}

void StreamingPanel::showConnections(const TableData& table) {
    const int row = table_->currentIndex().row();
    model_.setTable(table);
    if (row >= 0 && row < model_.rowCount()) table_->setCurrentIndex(model_.index(row, 0));
    close_->setEnabled(model_.rowCount() > 0);
    titleLine()->setSubject(tr("%n connections", nullptr, model_.rowCount()));
    if (table.empty())
        showEmpty(
            tr("Nobody is connected. Clients subscribe to topics at %1/ws/stream.")
                .arg(QString(desk().link.address()).replace(QLatin1String("http"), QLatin1String("ws"))),
            tr("Look again"), [this] { refresh(); });
}

void StreamingPanel::closeSelected() {
    const QString id = model_.textAt(table_->currentIndex().row(), QStringLiteral("connection_id"));
    if (id.isEmpty()) return;
    desk().link.call(QStringLiteral("websocket.close"), {{QStringLiteral("connection_id"), id}}, this,
                     [this, id](const LinkReply& reply) {
                         desk().say(reply.ok() ? tr("%1 was closed.").arg(id)
                                               : tr("%1 could not be closed.").arg(id));
                         refresh();
                     });
}

} // namespace nautilus::ui
