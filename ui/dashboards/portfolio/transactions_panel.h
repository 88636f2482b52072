#pragma once
// Everything recorded of a portfolio: record, take back, read a statement in, write one out. Undo takes back
// what was recorded and records again what was taken back.

#include "ui/models/transaction_model.h"
#include "ui/shell/panel.h"

class QLineEdit;
class QToolButton;

namespace nautilus::ui {

class TransactionsPanel : public Panel {
    Q_OBJECT
public:
    explicit TransactionsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.answer(); }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const TransactionModel& model() const { return model_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] QLineEdit* search() const { return search_; }
    [[nodiscard]] QComboBox* kind() const { return kind_; }
    /// All of them open a dialog.
    void record();
    void reverseSelected();
    void importStatement();
    void recordActions();

protected:
    void request() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildTools();
    void show(const TableData& table);
    void filter();
    [[nodiscard]] QString portfolio() const { return context().portfolio; }

    TransactionModel model_;
    RecordTable* table_;
    QLineEdit* search_;
    QComboBox* kind_;
    QToolButton* record_;
    QToolButton* reverse_;
};

} // namespace nautilus::ui
