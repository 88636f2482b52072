#pragma once
// The System workspace: engines and their state, jobs, and every operation that can be called.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QPushButton;

namespace nautilus::ui {

class RecordTable;

class EnginesPanel : public Panel {
    Q_OBJECT
public:
    explicit EnginesPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    RecordTableModel model_;
    RecordTable* table_;
};

class JobsPanel : public Panel {
    Q_OBJECT
public:
    explicit JobsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] RecordTable* table() const { return table_; }

protected:
    void request() override;

private:
    void showJobs();
    [[nodiscard]] QString selectedJob() const;
    void enableCancel();

    RecordTableModel model_;
    RecordTable* table_;
    QPushButton* cancel_;
};

class OperationsPanel : public Panel {
    Q_OBJECT
public:
    explicit OperationsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }

protected:
    void request() override;

private:
    RecordTableModel model_;
    RecordTable* table_;
};

/// Asks for the end of a job and says how that went.
void cancelJob(Desk& desk, QObject* context, const QString& job);
/// The card of one operation: verb, path, scope, parameters.
[[nodiscard]] InspectorCard operationCard(const OperationInfo& operation);
/// Columns of a table of jobs, here and in the drawer.
[[nodiscard]] QVector<ColumnSpec> jobColumns();

} // namespace nautilus::ui
