#pragma once
// Value at risk and expected shortfall by seven methods, and whether the forecasts of one of them held.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

namespace nautilus::ui {

class BacktestChart;

class VarPanel : public Panel {
    Q_OBJECT
public:
    explicit VarPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] const RecordTableModel& model() const { return model_; }
    [[nodiscard]] BacktestChart* days() const { return days_; }
    [[nodiscard]] QString verdict() const;
    [[nodiscard]] QString tests() const;
    [[nodiscard]] QComboBox* confidence() const { return confidence_; }
    [[nodiscard]] QComboBox* horizon() const { return horizon_; }
    [[nodiscard]] QComboBox* method() const { return method_; }

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;

private:
    void buildBody();
    void show(const QJsonObject& answer, const QJsonObject& metadata);
    void showBacktest(const QJsonObject& answer);
    [[nodiscard]] QString testWords(const QJsonObject& answer) const;

    RecordTableModel model_;
    QJsonObject asked_;
    QJsonObject tested_;
    QComboBox* confidence_;
    QComboBox* horizon_;
    QComboBox* method_;
    QComboBox* source_;
    RecordTable* table_ = nullptr;
    QWidget* test_ = nullptr;
    QLabel* verdict_;
    QLabel* tests_;
    BacktestChart* days_;
};

} // namespace nautilus::ui
