#pragma once
// Open lots with their worth, closed ones with their gain; a sale can begin from chosen lots.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QLineEdit;
class QToolButton;

namespace nautilus::ui {

class KeyFigures;
class TransactionDialog;

class LotsPanel : public Panel {
    Q_OBJECT
public:
    explicit LotsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return answer_; }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const RecordTableModel& model() const { return model_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] KeyFigures* totals() const { return totals_; }
    [[nodiscard]] QComboBox* which() const { return which_; }
    [[nodiscard]] QComboBox* method() const { return method_; }
    [[nodiscard]] QLineEdit* search() const { return search_; }
    [[nodiscard]] QToolButton* sellButton() const { return sell_; }
    /// Opens the record dialog with the selected lots; nullptr when they are not of one symbol.
    TransactionDialog* sellChosen();

protected:
    void request() override;

private:
    void buildTools();
    [[nodiscard]] bool open() const;
    void show(const TableData& table);
    void showRows();
    void showTotals(const TableData& shown);
    void readAccount();
    void changeMethod();
    [[nodiscard]] QVector<int> chosenRows() const;

    QJsonObject account_; ///< of the portfolio, as the API has it
    TableData answer_;
    RecordTableModel model_;
    RecordTable* table_;
    KeyFigures* totals_;
    QComboBox* which_;
    QComboBox* method_;
    QLineEdit* search_;
    QToolButton* sell_;
};

} // namespace nautilus::ui
