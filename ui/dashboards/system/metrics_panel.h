#pragma once
// What the server measures of itself: lanes, queues, latency, memory, jobs, errors, use of the API. Asked
// again every few seconds while it is seen; what changed glows.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

namespace nautilus::ui {

/// Nested objects and lists as rows of part, name and value: {"lanes":{"factor":{"queue":2}}} becomes
/// lanes, "factor queue", 2. A list's items are called by their name, id or engine, else by number.
[[nodiscard]] TableData flattened(const QJsonObject& data);

class MetricsPanel : public Panel {
    Q_OBJECT
public:
    explicit MetricsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    RecordTableModel model_;
};

} // namespace nautilus::ui
