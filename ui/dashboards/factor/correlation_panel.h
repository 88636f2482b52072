#pragma once
// Correlation of daily factor returns, or their covariance per year, as a labelled heat map.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;

namespace nautilus::ui {

class RecordTable;

class CorrelationPanel : public Panel {
    Q_OBJECT
public:
    explicit CorrelationPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return answered_; }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] RecordTable* table() const { return table_; }

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showTable(const TableData& table);
    void fitCells();

    RecordTableModel model_;
    RecordTable* table_ = nullptr;
    TableData answered_;
    QComboBox* what_;
    QComboBox* estimator_;
    QComboBox* horizon_;
};

} // namespace nautilus::ui
