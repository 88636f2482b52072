#pragma once
// Everything recorded of a portfolio, newest first; what was taken back is struck out.

#include "ui/models/record_table_model.h"

namespace nautilus::ui {

class TransactionModel : public RecordTableModel {
    Q_OBJECT
public:
    explicit TransactionModel(QObject* parent = nullptr);

    /// `answer` as portfolio.transactions gives it: amounts are decimal texts there and numbers here.
    void setAnswer(const TableData& answer);
    /// Only symbols that hold this text, and one kind; empty: all.
    void setFilter(const QString& symbol, const QString& kind);
    /// A row of the view as the API's object; empty outside.
    [[nodiscard]] QJsonObject transactionAt(int row) const;
    [[nodiscard]] bool counts(int row) const;
    [[nodiscard]] const TableData& answer() const { return answer_; }

    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    void filter();
    [[nodiscard]] QString stateOf(int row) const;

    TableData answer_;
    QString symbol_, kind_;
};

/// Cells of these columns, where they are decimal texts, as numbers: for showing and sorting.
[[nodiscard]] TableData withNumbers(TableData table, const QStringList& columns);

} // namespace nautilus::ui
