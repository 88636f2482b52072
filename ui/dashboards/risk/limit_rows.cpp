#include "ui/dashboards/risk/limit_rows.h"

#include "ui/models/risk_words.h"

#include <QJsonArray>

#include <algorithm>
#include <numeric>

namespace nautilus::ui {
namespace {

const QStringList kMeasured{
    QStringLiteral("status"),   QStringLiteral("limit_type"),     QStringLiteral("utilization_percent"),
    QStringLiteral("subject"),  QStringLiteral("current_value"),  QStringLiteral("limit_value"),
    QStringLiteral("scope"),    QStringLiteral("scope_id"),       QStringLiteral("hard"),
    QStringLiteral("severity"), QStringLiteral("action_required")};
const QStringList kSet{QStringLiteral("value"),       QStringLiteral("enabled"),
                       QStringLiteral("auto_adjust"), QStringLiteral("adjustment_factor"),
                       QStringLiteral("warning_at"),  QStringLiteral("owner")};

/// How the limit of this type and book was set; empty when it is not known.
QJsonObject settingOf(const QVector<QJsonObject>& kept, const QString& book, const QString& type) {
    for (const QJsonObject& answer : kept)
        for (const QJsonValue& each : answer.value(QStringLiteral("limits")).toArray())
            if (each[QStringLiteral("portfolio_id")].toString() == book &&
                each[QStringLiteral("limit_type")].toString() == type)
                return each.toObject();
    return {};
}

void addUnmeasured(TableData& table, const QVector<QJsonObject>& kept) {
    for (const QJsonObject& answer : kept) {
        for (const QJsonValue& each : answer.value(QStringLiteral("limits")).toArray()) {
            if (each[QStringLiteral("enabled")].toBool(true)) continue;
            QJsonObject limit = each.toObject();
            limit.insert(QStringLiteral("status"), QStringLiteral("OFF"));
            limit.insert(QStringLiteral("limit_value"), limit.value(QStringLiteral("value")));
            limit.insert(QStringLiteral("scope_id"), limit.value(QStringLiteral("portfolio_id")));
            QVector<QJsonValue> row;
            for (const QString& column : std::as_const(table.columns))
                row.append(limit.contains(column) ? limit.value(column) : QJsonValue(QJsonValue::Null));
            table.rows.append(row);
        }
    }
}

QVector<ColumnSpec> columns() {
    return {
        {QStringLiteral("status"), LimitRowsModel::tr("Status"), NumberKind::Text, {}, 0, limitStatusWord},
        {QStringLiteral("limit_type"), LimitRowsModel::tr("Limit of"), NumberKind::Text, {}, 0, limitTitle},
        {QStringLiteral("utilization_percent"), LimitRowsModel::tr("Used"), NumberKind::Decimal1,
         LimitRowsModel::tr(
             "Value over limit, of a least limit the limit over the value. Dotted: where the warning "
             "begins; line: the limit")},
        {QStringLiteral("current_value"), LimitRowsModel::tr("Value"), NumberKind::Significant,
         LimitRowsModel::tr("Of the position, sector or currency that uses most of the limit")},
        {QStringLiteral("limit_value"), LimitRowsModel::tr("Limit"), NumberKind::Significant,
         LimitRowsModel::tr("As it applies now, after its adjustment to the market where it has one")},
        {QStringLiteral("subject"), LimitRowsModel::tr("Worst"), NumberKind::Text,
         LimitRowsModel::tr("Position, sector or currency that uses most of the limit")},
        {QStringLiteral("scope"), LimitRowsModel::tr("Scope"), NumberKind::Text,
         LimitRowsModel::tr("Whose limit it is: the portfolio's, its account's or the firm's"), 0, scopeWord},
        {QStringLiteral("hard"), LimitRowsModel::tr("Kind"), NumberKind::Text,
         LimitRowsModel::tr("Hard: to be acted on at once; soft: to be looked at")},
        {QStringLiteral("auto_adjust"), LimitRowsModel::tr("Adjusts"), NumberKind::Text,
         LimitRowsModel::tr("The limit follows the volatility of the market")},
        {QStringLiteral("owner"), LimitRowsModel::tr("Owner"), NumberKind::Text,
         LimitRowsModel::tr("Who answers for it")},
        {QStringLiteral("warning_at"), LimitRowsModel::tr("Warning"), NumberKind::Percent}};
}

} // namespace

TableData limitRows(const QJsonObject& check, const QJsonObject& metadata, const QVector<QJsonObject>& kept) {
    TableData table = readList(check, QStringLiteral("limit_checks"), kMeasured);
    takeReasons(table, metadata);
    table.columns += kSet;
    for (auto& row : table.rows) {
        const QJsonObject set = settingOf(kept, row[table.column(QStringLiteral("scope_id"))].toString(),
                                          row[table.column(QStringLiteral("limit_type"))].toString());
        for (const QString& column : kSet)
            row.append(set.contains(column) ? set.value(column) : QJsonValue(QJsonValue::Null));
    }
    addUnmeasured(table, kept);
    QVector<int> order(table.rows.size());
    std::iota(order.begin(), order.end(), 0);
    const int status = table.column(QStringLiteral("status")),
              use = table.column(QStringLiteral("utilization_percent"));
    std::stable_sort(order.begin(), order.end(), [&](int a, int b) {
        const int first = limitStatusRank(table.text(a, status)),
                  second = limitStatusRank(table.text(b, status));
        return first != second ? first < second : table.at(a, use).toDouble() > table.at(b, use).toDouble();
    });
    return table.reordered(order);
}

LimitRowsModel::LimitRowsModel(QObject* parent) : RecordTableModel(columns(), parent) {}

QJsonValue LimitRowsModel::valueAt(int row, const QString& column) const {
    return table().at(sourceRow(row), table().column(column));
}

QVariant LimitRowsModel::shown(const QModelIndex& index) const {
    const QJsonValue value = index.column() == LimitColumn::Value
                                 ? valueAt(index.row(), QStringLiteral("current_value"))
                                 : valueAt(index.row(), QStringLiteral("limit_value"));
    return formatLimit(textAt(index.row(), QStringLiteral("limit_type")), value.toDouble(std::nan("")));
}

QVariant LimitRowsModel::data(const QModelIndex& index, int role) const {
    const int column = index.column();
    if (role == Qt::DisplayRole && (column == LimitColumn::Value || column == LimitColumn::Limit))
        return shown(index);
    if (role == Qt::DisplayRole && column == LimitColumn::Hard)
        return valueAt(index.row(), QStringLiteral("hard")).toBool(true) ? tr("hard") : tr("soft");
    if (role == Qt::DisplayRole && (column == LimitColumn::Owner || column == LimitColumn::Subject)) {
        const QString text = RecordTableModel::data(index, role).toString();
        return text == QString(kMissing) ? QString() : text; // most limits have neither: no row of dashes
    }
    if (role == Qt::ToolTipRole && column == LimitColumn::Type)
        return limitMeaning(textAt(index.row(), QStringLiteral("limit_type")));
    if (role == Qt::ToolTipRole && (column == LimitColumn::Owner || column == LimitColumn::Subject))
        return {};
    // What was set is of another answer than what was measured, and a limit that is off was not measured.
    const bool measured = column <= LimitColumn::Hard &&
                          valueAt(index.row(), QStringLiteral("status")).toString() != QLatin1String("OFF");
    if (role == kOriginRole && !measured) return {};
    return RecordTableModel::data(index, role);
}

} // namespace nautilus::ui
