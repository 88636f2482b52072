#include "ui/dashboards/portfolio/figure_table.h"

#include <cmath>

namespace nautilus::ui {

FigureTable::FigureTable(const QVector<QPair<QString, QString>>& numbers, QObject* parent)
    : RecordTableModel({}, parent) {
    setNumbers(numbers, tr("Figure"), true);
}

void FigureTable::setNumbers(const QVector<QPair<QString, QString>>& numbers, const QString& title,
                             bool with_convention) {
    names_.clear();
    rows_.clear();
    setTable({});
    QVector<ColumnSpec> columns{{QStringLiteral("title"), title}};
    for (const auto& [name, heading] : numbers) {
        names_.append(name);
        columns.append({name, heading, NumberKind::Decimal2});
    }
    if (with_convention) columns.append({QStringLiteral("convention"), tr("Convention")});
    setColumns(columns);
}

void FigureTable::setRows(QVector<FigureRow> rows) {
    rows_ = std::move(rows);
    TableData table;
    table.columns = QStringList{QStringLiteral("title")} + names_ +
                    QStringList{QStringLiteral("convention"), QStringLiteral("figure")};
    for (const FigureRow& each : std::as_const(rows_)) {
        QVector<QJsonValue> row{each.title};
        for (qsizetype i = 0; i < names_.size(); ++i) {
            const double value = each.values.value(i, std::nan(""));
            row.append(std::isnan(value) ? QJsonValue(QJsonValue::Null) : QJsonValue(value));
        }
        table.rows.append(row << each.convention << each.name);
    }
    setTable(table);
}

QVariant FigureTable::data(const QModelIndex& index, int role) const {
    const qsizetype row = index.isValid() ? sourceRow(index.row()) : -1;
    const qsizetype number = index.column() - 1;
    if (row < 0 || row >= rows_.size()) return RecordTableModel::data(index, role);
    const FigureRow& figure = rows_[row];
    if (role == Qt::ToolTipRole) return figure.convention;
    if (number < 0 || number >= names_.size()) return RecordTableModel::data(index, role);
    const QString text = formatAs(figure.kind, figure.values.value(number, std::nan("")));
    switch (role) {
    case Qt::DisplayRole:
        return text;
    case Qt::AccessibleTextRole:
        return QStringLiteral("%1: %2").arg(figure.title, text);
    case kOriginRole:
        return QVariant::fromValue(figure.origins.value(number));
    default:
        return RecordTableModel::data(index, role);
    }
}

} // namespace nautilus::ui
