#pragma once
// Settings of a policy tried on a grid, run as a job: a heat map over two of them, every row with its
// figures, and how good the best would be by luck alone.

#include "ui/models/record_table_model.h"
#include "ui/shell/job_panel.h"

namespace nautilus::ui {

class KeyFigures;
class LineChart;
class TabbedParts;

class PolicyGridPanel : public JobPanel {
    Q_OBJECT
public:
    explicit PolicyGridPanel(Desk& desk, QWidget* parent = nullptr);

    /// Every row of the grid.
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] KeyFigures* figures() const { return figures_; }
    [[nodiscard]] RecordTable* map() const { return map_table_; }
    [[nodiscard]] RecordTable* rows() const { return rows_table_; }
    [[nodiscard]] LineChart* growth() const { return growth_; }
    [[nodiscard]] QString troubles() const;

protected:
    [[nodiscard]] QString operation() const override;
    [[nodiscard]] QString kind() const override;
    [[nodiscard]] QJsonObject question() const override;
    [[nodiscard]] bool readable() override;
    [[nodiscard]] bool show(const QJsonObject& result, const CellOrigin& from) override;
    [[nodiscard]] bool showProblem(const QString& pointer, const QString& message) override;

private:
    void buildForm();
    void buildBody();
    void showFigures();
    void showRows();
    void showMap();
    void showGrowth();

    KeyFigures* figures_;
    QLabel* heading_;
    LineChart* growth_;
    TabbedParts* parts_;
    QLabel* troubles_;
    RecordTableModel map_, rows_;
    RecordTable* map_table_ = nullptr;
    RecordTable* rows_table_ = nullptr;
    QJsonObject result_;
    CellOrigin from_;
};

} // namespace nautilus::ui
