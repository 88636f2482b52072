#pragma once
// Figures under each other, each written in its own way, with where every one comes from and by which
// convention it was computed.

#include "ui/models/record_table_model.h"

namespace nautilus::ui {

struct FigureRow {
    QString name;  ///< of the API
    QString title; ///< on screen
    NumberKind kind = NumberKind::Decimal2;
    QString convention{};
    QVector<double> values{};      ///< one per column of numbers; NaN: missing
    QVector<CellOrigin> origins{}; ///< of the values
};

class FigureTable : public RecordTableModel {
    Q_OBJECT
public:
    /// `numbers`: {name, title} of the columns of numbers; the convention stands behind them.
    explicit FigureTable(const QVector<QPair<QString, QString>>& numbers = {}, QObject* parent = nullptr);

    void setNumbers(const QVector<QPair<QString, QString>>& numbers, const QString& title,
                    bool with_convention);

    void setRows(QVector<FigureRow> rows);
    [[nodiscard]] const QVector<FigureRow>& rows() const { return rows_; }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    QStringList names_;
    QVector<FigureRow> rows_;
};

} // namespace nautilus::ui
