#pragma once
// How probable it is that a limit breaks soon, and how far such forecasts could be trusted.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QBoxLayout;
class QComboBox;

namespace nautilus::ui {

class RecordTable;
class ReliabilityChart;

class BreachForecastPanel : public Panel {
    Q_OBJECT
public:
    explicit BreachForecastPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] ReliabilityChart* diagram() const { return diagram_; }
    [[nodiscard]] QString scores() const;

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void show(const QJsonObject& answer, const QJsonObject& metadata, const QJsonObject& parameters);
    void showDiagram(const QJsonObject& reliability, const QJsonObject& parameters);

    RecordTableModel model_;
    QComboBox* horizon_;
    RecordTable* table_;
    QWidget* below_;
    QLabel* scores_;
    ReliabilityChart* diagram_;
    QBoxLayout* parts_;
};

} // namespace nautilus::ui
