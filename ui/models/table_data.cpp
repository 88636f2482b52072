#include "ui/models/table_data.h"

#include "ui/models/number_format.h"

#include <QJsonArray>

#include <cmath>
#include <limits>

namespace nautilus::ui {
namespace {

/// A text that a spreadsheet would run as a formula stands behind an apostrophe; numbers stay numbers.
QString harmless(const QString& text) {
    static const QString kFormula = QStringLiteral("=+-@\t\r");
    if (text.isEmpty() || !kFormula.contains(text.front())) return text;
    bool number = false;
    (void)text.toDouble(&number);
    return number ? text : QLatin1Char('\'') + text;
}

QString quoted(const QString& text) {
    const bool special = text.contains(QLatin1Char(',')) || text.contains(QLatin1Char('"')) ||
                         text.contains(QLatin1Char('\n')) || text.contains(QLatin1Char('\r'));
    if (!special) return text;
    QString doubled = text;
    doubled.replace(QLatin1Char('"'), QStringLiteral("\"\""));
    return QLatin1Char('"') + doubled + QLatin1Char('"');
}

void readReasons(TableData& table, const QJsonObject& metadata) {
    for (const QJsonValue& each : metadata.value(QStringLiteral("warnings")).toArray()) {
        const QJsonObject warning = each.toObject();
        const QStringList path = warning.value(QStringLiteral("pointer")).toString().split(QLatin1Char('/'));
        const QString message = warning.value(QStringLiteral("message")).toString();
        if (path.size() >= 5 && path[1] == QLatin1String("data") && path[2] == QLatin1String("rows"))
            table.reasons.insert({path[3].toInt(), path[4].toInt()}, message);
        else if (path.size() >= 4 && path[1] == QLatin1String("data") && path[2] == QLatin1String("columns"))
            table.reasons.insert({-1, path[3].toInt()}, message);
    }
}

} // namespace

QJsonValue TableData::at(int row, int column) const {
    if (row < 0 || row >= rows.size() || column < 0 || column >= rows[row].size())
        return QJsonValue(QJsonValue::Null);
    return rows[row][column];
}

double TableData::number(int row, int column) const {
    const QJsonValue value = at(row, column);
    return value.isDouble() ? value.toDouble() : std::numeric_limits<double>::quiet_NaN();
}

QString TableData::reason(int row, int column) const {
    const auto own = reasons.constFind({row, column});
    return own != reasons.constEnd() ? *own : reasons.value({-1, column});
}

CellOrigin TableData::origin(int row, int column) const {
    if (operation.isEmpty() || row < 0 || row >= rows.size() || column < 0 || column >= columns.size() ||
        moved.contains({row, column}))
        return {};
    CellOrigin result{operation, parameters, {}};
    const int answered = answered_at.value(row, row);
    int first = 0;
    for (const auto& [start, cursor] : pages) {
        if (start > answered) break;
        first = start;
        result.parameters.insert(QStringLiteral("cursor"), cursor);
    }
    if (!list.isEmpty()) {
        result.pointer = QStringLiteral("/data/%1/%2/%3").arg(list).arg(answered).arg(columns[column]);
        return result;
    }
    result.pointer = QStringLiteral("/data/rows/%1/%2").arg(answered - first).arg(column);
    return result;
}

TableData TableData::reordered(const QVector<int>& order) const {
    TableData result = *this;
    result.rows.clear();
    result.reasons.clear();
    result.answered_at.clear();
    for (auto it = reasons.begin(); it != reasons.end(); ++it) {
        const auto row = it.key().first < 0 ? -1 : order.indexOf(it.key().first);
        if (row >= 0 || it.key().first < 0)
            result.reasons.insert({static_cast<int>(row), it.key().second}, *it);
    }
    for (const int row : order) {
        result.rows.append(rows[row]);
        result.answered_at.append(answered_at.value(row, row));
    }
    return result;
}

TableData readTable(const QJsonObject& data, const QJsonObject& metadata) {
    TableData table;
    for (const QJsonValue& each : data.value(QStringLiteral("columns")).toArray())
        table.columns.append(each.toString());
    const QJsonArray rows = data.value(QStringLiteral("rows")).toArray();
    table.rows.reserve(rows.size());
    for (const QJsonValue& each : rows) {
        const QJsonArray cells = each.toArray();
        QVector<QJsonValue> row(table.columns.size(), QJsonValue(QJsonValue::Null));
        for (qsizetype i = 0; i < qMin(row.size(), cells.size()); ++i)
            row[i] = cells.at(i);
        table.rows.append(std::move(row));
    }
    readReasons(table, metadata);
    return table;
}

TableData readList(const QJsonObject& data, const QString& list, const QStringList& columns) {
    TableData table;
    table.list = list;
    table.columns = columns;
    const QJsonArray all = data.value(list).toArray();
    for (const QJsonValue& each : all)
        for (const QString& key : each.toObject().keys())
            if (columns.isEmpty() && !table.columns.contains(key)) table.columns.append(key);
    for (const QJsonValue& each : all) {
        QVector<QJsonValue> row;
        for (const QString& column : std::as_const(table.columns)) {
            const QJsonValue value = each.toObject().value(column);
            row.append(value.isUndefined() ? QJsonValue(QJsonValue::Null) : value);
        }
        table.rows.append(std::move(row));
    }
    return table;
}

TableData rowsWhere(const TableData& table, const QString& column, const QString& value) {
    TableData result;
    result.columns = table.columns;
    const int key = table.column(column);
    for (int row = 0; row < table.rows.size(); ++row)
        if (table.text(row, key) == value) result.rows.append(table.rows[row]);
    return result;
}

QString toCsv(const QStringList& header, const QVector<QStringList>& rows) {
    QStringList lines;
    auto line = [](const QStringList& cells) {
        QStringList parts;
        for (const QString& cell : cells)
            parts.append(quoted(harmless(cell)));
        return parts.join(QLatin1Char(','));
    };
    lines.append(line(header));
    for (const QStringList& row : rows)
        lines.append(line(row));
    return lines.join(QStringLiteral("\r\n")) + QStringLiteral("\r\n");
}

QString toCsv(const TableData& table) {
    QVector<QStringList> rows;
    rows.reserve(table.rows.size());
    for (const auto& row : table.rows) {
        QStringList cells;
        for (const QJsonValue& value : row)
            cells.append(plainCell(value));
        rows.append(cells);
    }
    return toCsv(table.columns, rows);
}

} // namespace nautilus::ui
