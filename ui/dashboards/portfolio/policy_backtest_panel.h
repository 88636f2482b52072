#pragma once
// What a method would have done: walk-forward backtests of it and of what it is compared with, run as a job.
// The newest one that the server keeps is shown.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

#include <QTimer>

class QListWidget;
class QProgressBar;
class QPushButton;

namespace nautilus::ui {

class LineChart;
class PointerForm;

class PolicyBacktestPanel : public Panel {
    Q_OBJECT
public:
    explicit PolicyBacktestPanel(Desk& desk, QWidget* parent = nullptr);

    /// Values of every run by session.
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] PointerForm* form() const { return form_; }
    [[nodiscard]] QPushButton* startButton() const { return start_; }
    [[nodiscard]] QPushButton* cancelButton() const { return cancel_; }
    [[nodiscard]] QProgressBar* progress() const { return progress_; }
    [[nodiscard]] LineChart* growth() const { return growth_; }
    [[nodiscard]] LineChart* drawdown() const { return drawdown_; }
    [[nodiscard]] LineChart* turnover() const { return turnover_; }
    [[nodiscard]] RecordTable* runs() const { return runs_table_; }
    [[nodiscard]] QListWidget* compared() const { return compared_; }
    [[nodiscard]] QString said() const;
    /// Rebalancings that failed and what was left out, in words.
    [[nodiscard]] QString troubles() const;
    /// Asks the server to run it; what is shown stays until the result is in.
    void start();

protected:
    void request() override;
    bool takesFailure(const QString& key, const LinkReply& reply) override;

private:
    void buildSide();
    void buildBody();
    void showFields();
    QWidget* makeSection(const QString& title, QWidget* content);
    void followJob(const QString& job);
    void heard(const QJsonObject& job);
    void askJob();
    void cancelJob();
    void say(const QString& text, const char* tone);
    void show(const QJsonObject& result, const CellOrigin& from);
    void showLines(const QJsonObject& result);
    void showRuns(const QJsonObject& result);
    [[nodiscard]] QJsonObject question() const;

    PointerForm* form_;
    QListWidget* compared_;
    QPushButton* start_;
    QPushButton* cancel_;
    QProgressBar* progress_;
    QLabel* said_;
    QLabel* troubles_;
    LineChart* growth_;
    LineChart* drawdown_;
    LineChart* turnover_;
    RecordTableModel runs_;
    RecordTable* runs_table_ = nullptr;
    QTimer poll_;
    QString job_; ///< that is under way
    CellOrigin from_;
};

} // namespace nautilus::ui
