#pragma once
// What the risk model's forecasts were worth: bias statistics per set of test portfolios with their band, the
// same for every adjustment left out, and the distance from 1 over rolling years.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QLabel;
class QPushButton;

namespace nautilus::ui {

class LineChart;

class RiskProofPanel : public Panel {
    Q_OBJECT
public:
    explicit RiskProofPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return sets_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;
    [[nodiscard]] const RecordTableModel& sets() const { return sets_; }
    [[nodiscard]] const RecordTableModel& variants() const { return variants_; }
    [[nodiscard]] LineChart* lines() const { return chart_; }

protected:
    void request() override;

private:
    void buildTables();
    void prove();
    void show(const QJsonObject& answer);
    void showSets();
    void showVariants();
    void showLines();

    RecordTableModel sets_;     ///< of the chosen variant
    RecordTableModel variants_; ///< bias by variant and set
    QJsonObject proof_;
    LineChart* chart_;
    QComboBox* model_choice_;
    QComboBox* horizon_;
    QComboBox* span_;
    QComboBox* variant_;
    QComboBox* set_;
    QPushButton* prove_;
    QLabel* facts_;
};

} // namespace nautilus::ui
