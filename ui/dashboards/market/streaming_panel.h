#pragma once
// Who listens: connections, what they subscribe to, message rates, latencies, slow ones.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QPushButton;

namespace nautilus::ui {

class FigureLabel;

class StreamingPanel : public Panel {
    Q_OBJECT
public:
    explicit StreamingPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    void showStats(const QJsonObject& data);
    void showConnections(const TableData& table);
    void closeSelected();

    RecordTableModel model_;
    RecordTable* table_;
    QPushButton* close_;
    QLabel* figures_;
    RecordTableModel topics_model_;
    RecordTable* topics_;
};

} // namespace nautilus::ui
