#pragma once
// A sortable Qt model over a table of the API, for lists, statistics and matrices.

#include "ui/models/number_format.h"
#include "ui/models/table_data.h"

#include <QAbstractTableModel>

namespace nautilus::ui {

/// Role of the raw JSON value; what CSV copies and sorting read.
inline constexpr int kRawRole = Qt::UserRole + 1;
/// Role of the NumberKind as int.
inline constexpr int kKindRole = Qt::UserRole + 2;
/// Role of the value's place on a diverging palette, -1..1; invalid where the cell has no colour.
inline constexpr int kHeatRole = Qt::UserRole + 3;
/// Role of the machine name of a header section.
inline constexpr int kNameRole = Qt::UserRole + 4;
/// Role that marks a heading row (a sector); its text spans the row.
inline constexpr int kHeadingRole = Qt::UserRole + 5;

/// Role of the CellOrigin of a value; invalid where it has none.
inline constexpr int kOriginRole = Qt::UserRole + 6;

/// Role that marks a row that does not count any more: its text is struck out.
inline constexpr int kStruckRole = Qt::UserRole + 7;

struct ColumnSpec {
    QString name;  ///< of the API
    QString title; ///< on screen, with the unit
    NumberKind kind = NumberKind::Text;
    QString hint{};                             ///< what it means
    double heat_range = 0.0;                    ///< above 0: coloured, full colour at this magnitude
    QString (*words)(const QString&) = nullptr; ///< how a machine name reads on screen
};

class RecordTableModel : public QAbstractTableModel {
    Q_OBJECT
public:
    explicit RecordTableModel(QVector<ColumnSpec> columns = {}, QObject* parent = nullptr);

    void setColumns(QVector<ColumnSpec> columns);
    /// Shows `table`; columns that it lacks are missing values. Keeps the sort order.
    void setTable(TableData table);
    [[nodiscard]] const TableData& table() const { return table_; }
    /// Row of the API's table behind row `row` of the view.
    [[nodiscard]] int sourceRow(int row) const { return order_.value(row, -1); }
    [[nodiscard]] QString textAt(int row, const QString& column) const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    /// Missing values come last in both directions; equal ones keep the API's order.
    void sort(int column, Qt::SortOrder order) override;

private:
    void reorder();
    [[nodiscard]] QVariant toolTip(int row, int column) const;

    QVector<ColumnSpec> columns_;
    QVector<int> source_columns_;
    TableData table_;
    QVector<int> order_;
    int sort_column_ = -1;
    Qt::SortOrder sort_order_ = Qt::AscendingOrder;
};

/// Orders two cells: numbers by value, the rest by text; missing after everything, whatever the direction.
[[nodiscard]] bool cellBefore(const QJsonValue& a, const QJsonValue& b, Qt::SortOrder order);

} // namespace nautilus::ui
