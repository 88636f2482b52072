#include "ui/dashboards/system/metrics_panel.h"

#include "ui/charts/record_table.h"

#include <QHeaderView>
#include <QJsonArray>

#include <cmath>

namespace nautilus::ui {
namespace {

constexpr int kPollMs = 5000;
constexpr double kMebi = 1024.0 * 1024.0;

QString nameOf(const QJsonValue& item, qsizetype index) {
    for (const char* key :
         {"name", "id", "queue", "endpoint", "lane", "metric", "operation", "engine", "job_id"})
        if (const QString name = item.toObject().value(QLatin1String(key)).toString(); !name.isEmpty())
            return name;
    return QString::number(index + 1);
}

void flatten(TableData& table, const QString& part, const QString& path, const QJsonValue& value) {
    auto joined = [&path](const QString& name) {
        return path.isEmpty() ? name : path + QLatin1Char(' ') + name;
    };
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            flatten(table, part.isEmpty() ? it.key() : part, part.isEmpty() ? path : joined(it.key()), *it);
    } else if (value.isArray()) {
        const QJsonArray list = value.toArray();
        for (qsizetype i = 0; i < list.size(); ++i) {
            QString name = nameOf(list.at(i), i);
            QJsonValue item = list.at(i);
            if (item.isObject()) { // words tell which item it is; they are no values of their own
                QJsonObject rest = item.toObject();
                for (const QString& key : rest.keys()) {
                    const QString word = rest.value(key).toString();
                    if (word.isEmpty()) continue;
                    if (word != name) name += QStringLiteral(" · ") + word;
                    rest.remove(key);
                }
                item = rest;
            }
            flatten(table, part, joined(name), item);
        }
    } else {
        QString name = path.isEmpty() ? part : path;
        QJsonValue shown = value;
        if (name.endsWith(QLatin1String("_bytes")) && value.isDouble()) {
            name = name.chopped(6) + QStringLiteral(" MiB");
            shown = std::round(value.toDouble() / kMebi * 10.0) / 10.0;
        }
        name.replace(QLatin1Char('_'), QLatin1Char(' '));
        const QString group = path.isEmpty() ? QStringLiteral("server") : part;
        table.rows.append({QString(part + QLatin1Char(' ') + name), group, name, shown});
    }
}

} // namespace

TableData flattened(const QJsonObject& data) {
    TableData table;
    table.columns = {QStringLiteral("key"), QStringLiteral("part"), QStringLiteral("name"),
                     QStringLiteral("value")};
    flatten(table, {}, {}, data);
    return table;
}

MetricsPanel::MetricsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("metrics"), tr("Measures"), parent),
      model_({{QStringLiteral("key"), tr("Key")},
              {QStringLiteral("part"), tr("Part")},
              {QStringLiteral("name"), tr("What")},
              {QStringLiteral("value"), tr("Value"), NumberKind::Plain}}) {
    follow(kFollowsNothing);
    RecordTable* table = addTable(model_, tr("Measures of the server"), {0, 120, 250, 110});
    table->setColumnHidden(0, true); // names the row for the glow
    table->horizontalHeader()->setStretchLastSection(false);
    table->horizontalHeader()->setSectionResizeMode(2, QHeaderView::Stretch);
    refreshWhileSeen(kPollMs);
}

void MetricsPanel::request() {
    load(QStringLiteral("metrics"), QStringLiteral("app.metrics"), {},
         [this](const QJsonObject& answer, const QJsonObject&) {
             const TableData rows = flattened(answer);
             model_.setTable(rows);
             titleLine()->setSubject(tr("%n measures", nullptr, static_cast<int>(rows.rows.size())));
             if (rows.empty())
                 showEmpty(tr("The server measures nothing yet."), tr("Look again"), [this] { refresh(); });
         });
}

} // namespace nautilus::ui
