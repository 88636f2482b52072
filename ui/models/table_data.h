#pragma once
// A table as the API sends it ({columns, rows, next_cursor}) with the reasons of its missing values.

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QPair>
#include <QStringList>
#include <QVector>

namespace nautilus::ui {

struct TableData {
    QStringList columns;
    QVector<QVector<QJsonValue>> rows; ///< each as long as `columns`
    /// Why a cell is null, by (row, column); row -1 speaks for a whole column.
    QHash<QPair<int, int>, QString> reasons;

    [[nodiscard]] int column(const QString& name) const { return static_cast<int>(columns.indexOf(name)); }
    [[nodiscard]] QJsonValue at(int row, int column) const;
    /// NaN when missing.
    [[nodiscard]] double number(int row, int column) const;
    [[nodiscard]] QString text(int row, int column) const { return at(row, column).toString(); }
    [[nodiscard]] QString reason(int row, int column) const;
    [[nodiscard]] bool empty() const { return rows.isEmpty(); }
};

/// Reads `data` and the warnings of `metadata` whose pointers are /data/rows/R/C or /data/columns/C.
[[nodiscard]] TableData readTable(const QJsonObject& data, const QJsonObject& metadata = {});

/// Keeps the rows for which `column` equals `value`.
[[nodiscard]] TableData rowsWhere(const TableData& table, const QString& column, const QString& value);

/// RFC 4180: comma, CRLF, quotes doubled; values as files write them, never as displayed.
[[nodiscard]] QString toCsv(const QStringList& header, const QVector<QStringList>& rows);
[[nodiscard]] QString toCsv(const TableData& table);

} // namespace nautilus::ui
