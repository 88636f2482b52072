#pragma once
// A table as the API sends it ({columns, rows, next_cursor}) with the reasons of its missing values.

#include <QHash>
#include <QJsonObject>
#include <QJsonValue>
#include <QPair>
#include <QSet>
#include <QStringList>
#include <QVector>

namespace nautilus::ui {

/// One value of an answer: the call that gave it and the JSON pointer of the value, /data/rows/R/C.
struct CellOrigin {
    QString operation;
    QJsonObject parameters;
    QString pointer;
    [[nodiscard]] bool valid() const { return !operation.isEmpty() && !pointer.isEmpty(); }
};

struct TableData {
    QStringList columns;
    QVector<QVector<QJsonValue>> rows; ///< each as long as `columns`
    /// Why a cell is null, by (row, column); row -1 speaks for a whole column.
    QHash<QPair<int, int>, QString> reasons;
    QString list;                       ///< name of the answer's list of objects, when it is no table
    QString operation;                  ///< that answered; empty when made here
    QJsonObject parameters;             ///< of the call, without a cursor
    QVector<QPair<int, QString>> pages; ///< first row and cursor of every page after the first
    QSet<QPair<int, int>> moved;        ///< (row, column) that a stream has changed since the answer
    QVector<int> answered_at;           ///< row of the answer by row, when they are in another order

    [[nodiscard]] int column(const QString& name) const { return static_cast<int>(columns.indexOf(name)); }
    [[nodiscard]] QJsonValue at(int row, int column) const;
    /// NaN when missing.
    [[nodiscard]] double number(int row, int column) const;
    [[nodiscard]] QString text(int row, int column) const { return at(row, column).toString(); }
    [[nodiscard]] QString reason(int row, int column) const;
    [[nodiscard]] bool empty() const { return rows.isEmpty(); }
    /// The same rows in another order; reasons and origins go with their rows.
    [[nodiscard]] TableData reordered(const QVector<int>& order) const;
    /// Which value of which call this cell is; invalid when the table was made here.
    [[nodiscard]] CellOrigin origin(int row, int column) const;
};

/// Reads `data` and the warnings of `metadata` whose pointers are /data/rows/R/C or /data/columns/C.
[[nodiscard]] TableData readTable(const QJsonObject& data, const QJsonObject& metadata = {});

/// Reads a list of objects, `data`.`list`, as a table: its columns are the given ones, or all that occur.
[[nodiscard]] TableData readList(const QJsonObject& data, const QString& list,
                                 const QStringList& columns = {});

/// Keeps the rows for which `column` equals `value`.
[[nodiscard]] TableData rowsWhere(const TableData& table, const QString& column, const QString& value);

/// RFC 4180: comma, CRLF, quotes doubled; values as files write them, never as displayed. A text that starts
/// like a formula stands behind an apostrophe.
[[nodiscard]] QString toCsv(const QStringList& header, const QVector<QStringList>& rows);
[[nodiscard]] QString toCsv(const TableData& table);

} // namespace nautilus::ui
