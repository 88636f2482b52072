#include "ui/models/record_table_model.h"

#include <algorithm>
#include <numeric>

namespace nautilus::ui {

bool cellBefore(const QJsonValue& a, const QJsonValue& b, Qt::SortOrder order) {
    const bool a_missing = a.isNull() || a.isUndefined();
    const bool b_missing = b.isNull() || b.isUndefined();
    if (a_missing || b_missing) return !a_missing && b_missing;
    const bool up = order == Qt::AscendingOrder;
    if (a.isDouble() && b.isDouble()) return up ? a.toDouble() < b.toDouble() : b.toDouble() < a.toDouble();
    if (a.isBool() && b.isBool()) return up ? a.toBool() < b.toBool() : b.toBool() < a.toBool();
    const int compared = QString::localeAwareCompare(a.toString(), b.toString());
    return up ? compared < 0 : compared > 0;
}

RecordTableModel::RecordTableModel(QVector<ColumnSpec> columns, QObject* parent)
    : QAbstractTableModel(parent), columns_(std::move(columns)) {}

void RecordTableModel::setColumns(QVector<ColumnSpec> columns) {
    beginResetModel();
    columns_ = std::move(columns);
    sort_column_ = -1;
    reorder();
    endResetModel();
}

void RecordTableModel::setTable(TableData table) {
    beginResetModel();
    table_ = std::move(table);
    reorder();
    endResetModel();
}

void RecordTableModel::reorder() {
    source_columns_.clear();
    for (const ColumnSpec& column : columns_)
        source_columns_.append(table_.column(column.name));
    order_.resize(table_.rows.size());
    std::iota(order_.begin(), order_.end(), 0);
    if (sort_column_ < 0 || sort_column_ >= columns_.size()) return;
    const int source = source_columns_[sort_column_];
    std::stable_sort(order_.begin(), order_.end(), [this, source](int a, int b) {
        return cellBefore(table_.at(a, source), table_.at(b, source), sort_order_);
    });
}

void RecordTableModel::sort(int column, Qt::SortOrder order) {
    Q_EMIT layoutAboutToBeChanged();
    const QModelIndexList before = persistentIndexList();
    QVector<int> source_rows;
    for (const QModelIndex& index : before)
        source_rows.append(sourceRow(index.row()));
    sort_column_ = column;
    sort_order_ = order;
    reorder();
    QModelIndexList after;
    for (qsizetype i = 0; i < before.size(); ++i)
        after.append(index(static_cast<int>(order_.indexOf(source_rows[i])), before[i].column()));
    changePersistentIndexList(before, after);
    Q_EMIT layoutChanged();
}

QString RecordTableModel::textAt(int row, const QString& column) const {
    return table_.text(sourceRow(row), table_.column(column));
}

int RecordTableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(order_.size());
}

int RecordTableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(columns_.size());
}

QVariant RecordTableModel::toolTip(int row, int column) const {
    const int source = source_columns_.value(column, -1);
    const QJsonValue value = table_.at(row, source);
    if (!value.isNull() && !value.isUndefined()) return {};
    const QString reason = table_.reason(row, source);
    return reason.isEmpty() ? tr("No value on this date; the answer gives no reason.") : reason;
}

QVariant RecordTableModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= order_.size() || index.column() >= columns_.size()) return {};
    const ColumnSpec& column = columns_[index.column()];
    const QJsonValue value = table_.at(sourceRow(index.row()), source_columns_.value(index.column(), -1));
    switch (role) {
    case Qt::DisplayRole:
        return column.words ? column.words(value.toString()) : formatCell(column.kind, value);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumeric(column.kind) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    case Qt::ToolTipRole:
        return toolTip(sourceRow(index.row()), index.column());
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(column.title, formatCell(column.kind, value));
    case kRawRole:
        return value.toVariant();
    case kOriginRole:
        return QVariant::fromValue(
            table_.origin(sourceRow(index.row()), source_columns_.value(index.column(), -1)));
    case kKindRole:
        return static_cast<int>(column.kind);
    case kHeatRole:
        return column.heat_range > 0 && value.isDouble() ? QVariant(value.toDouble() / column.heat_range)
                                                         : QVariant();
    default:
        return {};
    }
}

QVariant RecordTableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || section < 0 || section >= columns_.size()) return {};
    const ColumnSpec& column = columns_[section];
    switch (role) {
    case Qt::DisplayRole:
        return column.title;
    case Qt::ToolTipRole:
        return column.hint;
    case kNameRole:
        return column.name;
    case Qt::TextAlignmentRole:
        return QVariant::fromValue((isNumeric(column.kind) ? Qt::AlignRight : Qt::AlignLeft) |
                                   Qt::AlignVCenter);
    default:
        return {};
    }
}

} // namespace nautilus::ui
