#pragma once
// The instruments of the catalog, searched by symbol or name.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

#include <QTimer>

class QLabel;
class QLineEdit;

namespace nautilus::ui {

class RecordTable;

class InstrumentsPanel : public Panel {
    Q_OBJECT
public:
    explicit InstrumentsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] RecordTable* table() const { return table_; }

protected:
    void request() override;

private:
    RecordTableModel model_;
    RecordTable* table_ = nullptr;
    QLineEdit* search_;
    QLabel* count_;
    QTimer typing_;
};

} // namespace nautilus::ui
