#pragma once
// The limits of a portfolio and of what stands above it as rows: what the check measured beside how each was
// set, the worst first.

#include "ui/models/record_table_model.h"

namespace nautilus::ui {

/// `check` is the answer of risk.check, `kept` those of risk.limits, by book. Limits that are switched off
/// are rows too: nothing measures them.
[[nodiscard]] TableData limitRows(const QJsonObject& check, const QJsonObject& metadata,
                                  const QVector<QJsonObject>& kept);

/// Columns of the table of limits, by number.
struct LimitColumn {
    enum Number {
        Status,
        Type,
        Use,
        Value,
        Limit,
        Subject,
        Scope,
        Hard,
        Adjusts,
        Owner,
        Warning ///< never shown: the mark in the bar
    };
};

/// Values in the unit of their limit, and what is measured on hover.
class LimitRowsModel : public RecordTableModel {
    Q_OBJECT
public:
    explicit LimitRowsModel(QObject* parent = nullptr);
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    /// A value of the row by the API's name.
    [[nodiscard]] QJsonValue valueAt(int row, const QString& column) const;

private:
    [[nodiscard]] QVariant shown(const QModelIndex& index) const;
};

} // namespace nautilus::ui
