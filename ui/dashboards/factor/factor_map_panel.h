#pragma once
// Which factors of the library resemble each other: correlations of their ranks in the order of their
// clusters.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;

namespace nautilus::ui {

class RecordTable;

class FactorMapPanel : public Panel {
    Q_OBJECT
public:
    explicit FactorMapPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] RecordTable* table() const { return table_; }

protected:
    void request() override;

private:
    void showTable(const TableData& table);
    void showLinked();

    RecordTableModel model_;
    RecordTable* table_ = nullptr;
    QComboBox* category_;
    QComboBox* period_;
};

} // namespace nautilus::ui
