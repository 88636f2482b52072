#pragma once
// Splits and dividends that the catalog knows of what a portfolio held: what would be recorded, then
// recorded.

#include "ui/models/record_table_model.h"
#include "ui/shell/desk.h"

#include <QDialog>

class QLabel;
class QPushButton;

namespace nautilus::ui {

class RecordTable;

class ActionsDialog : public QDialog {
    Q_OBJECT
public:
    ActionsDialog(Desk& desk, QString portfolio, QWidget* parent = nullptr);
    [[nodiscard]] const RecordTableModel& model() const { return model_; }
    [[nodiscard]] QString state() const;
    void record();

Q_SIGNALS:
    void recorded();

private:
    void ask(bool dry_run);
    void list(const LinkReply& reply);

    Desk& desk_;
    QString portfolio_;
    RecordTableModel model_;
    RecordTable* table_;
    QLabel* state_;
    QPushButton* record_;
};

} // namespace nautilus::ui
