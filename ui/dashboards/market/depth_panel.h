#pragma once
// The order book of the linked symbol as a ladder, and its latest trades.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

namespace nautilus::ui {

/// Asks above, bids below, the sizes as bars.
class DepthPanel : public Panel {
    Q_OBJECT
public:
    explicit DepthPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    void show(const QJsonObject& book);
    RecordTableModel model_;
    RecordTable* table_;
};

/// Time and sales, newest first.
class TradesPanel : public Panel {
    Q_OBJECT
public:
    explicit TradesPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    void show(TableData table);
    RecordTableModel model_;
    RecordTable* table_;
};

} // namespace nautilus::ui
