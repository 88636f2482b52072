#pragma once
// One row per factor: return, volatility, Sharpe, share of |t| > 2, stability, coverage, variance inflation.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;

namespace nautilus::ui {

class RecordTable;

class StatisticsPanel : public Panel {
    Q_OBJECT
public:
    explicit StatisticsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] RecordTable* table() const { return table_; }

protected:
    void request() override;

private:
    RecordTableModel model_;
    RecordTable* table_ = nullptr;
    QComboBox* estimator_;
};

} // namespace nautilus::ui
