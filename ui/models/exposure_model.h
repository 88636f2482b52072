#pragma once
// Stocks x factors for the heat map: sorted by any column, grouped under sector headings or flat, filtered by
// sector, text and universe. Several hundred rows; the view paints only what is visible.

#include "ui/models/linked_context.h"
#include "ui/models/table_data.h"

#include <QAbstractTableModel>

namespace nautilus::ui {

class ExposureModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;

    /// `table` of factor.exposures; columns from style:... on are factors.
    void setTable(TableData table);
    [[nodiscard]] const TableData& table() const { return table_; }
    void setGrouped(bool grouped);
    void setSector(const QString& sector); ///< empty: all
    void setFilter(const QString& text);   ///< part of a symbol
    void setUniverse(Universe universe);

    [[nodiscard]] QStringList sectors() const;
    [[nodiscard]] QStringList factors() const;
    [[nodiscard]] QString symbolAt(int row) const; ///< empty on headings
    [[nodiscard]] int rowOf(const QString& symbol) const;
    [[nodiscard]] bool isHeading(int row) const;
    [[nodiscard]] int stockCount() const;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& index) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    struct Row {
        int source = -1; ///< row of the table; -1 for a heading
        QString heading{};
    };
    void rebuild();
    [[nodiscard]] bool passes(int source) const;
    [[nodiscard]] QVariant cell(const Row& row, int column, int role) const;
    [[nodiscard]] QVariant toolTip(const Row& row, int column) const;

    TableData table_;
    QVector<int> columns_; ///< columns of the table that are shown
    QVector<Row> rows_;
    bool grouped_ = true;
    QString sector_;
    QString filter_;
    Universe universe_ = Universe::All;
    int sort_column_ = -1;
    Qt::SortOrder sort_order_ = Qt::AscendingOrder;
};

} // namespace nautilus::ui
