#pragma once
// What a method would have done: walk-forward backtests of it and of what it is compared with, run as a job.
// The newest one that the server keeps is shown.

#include "ui/models/record_table_model.h"
#include "ui/shell/job_panel.h"

namespace nautilus::ui {

class CheckList;
class LineChart;

class PolicyBacktestPanel : public JobPanel {
    Q_OBJECT
public:
    explicit PolicyBacktestPanel(Desk& desk, QWidget* parent = nullptr);

    /// Values of every run by session.
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] LineChart* growth() const { return growth_; }
    [[nodiscard]] LineChart* drawdown() const { return drawdown_; }
    [[nodiscard]] LineChart* turnover() const { return turnover_; }
    [[nodiscard]] RecordTable* runs() const { return runs_table_; }
    [[nodiscard]] CheckList* compared() const { return compared_; }
    /// Rebalancings that failed and what was left out, in words.
    [[nodiscard]] QString troubles() const;

protected:
    [[nodiscard]] QString operation() const override;
    [[nodiscard]] QString kind() const override;
    [[nodiscard]] QJsonObject question() const override;
    [[nodiscard]] bool show(const QJsonObject& result, const CellOrigin& from) override;

private:
    void buildForm();
    void buildBody();
    void showFields();
    QWidget* makeSection(const QString& title, QWidget* content);
    void showLines(const QJsonObject& result);
    void showRuns(const QJsonObject& result);

    CheckList* compared_;
    QLabel* troubles_;
    LineChart* growth_;
    LineChart* drawdown_;
    LineChart* turnover_;
    RecordTableModel runs_;
    RecordTable* runs_table_ = nullptr;
    CellOrigin from_;
};

} // namespace nautilus::ui
