#pragma once
// The quality report: rules with their counts above, the issues of the chosen rule below; repair and undo;
// the price chart follows the chosen issue.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace nautilus::ui {

class RecordTable;

class QualityPanel : public Panel {
    Q_OBJECT
public:
    explicit QualityPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return issues_.table(); }
    [[nodiscard]] RecordTable* issues() const { return issue_table_; }
    [[nodiscard]] RecordTable* rules() const { return rule_table_; }
    void repairSelected();
    void undoSelected();

protected:
    void request() override;

private:
    void showSummary(const QJsonObject& answer);
    void askIssues();
    void enableButtons();
    void change(const QString& operation, const QStringList& ids);
    void push(const QString& what, const QString& forth, const QString& back);
    [[nodiscard]] QStringList selected() const;

    RecordTableModel rules_;
    RecordTableModel issues_;
    RecordTable* rule_table_ = nullptr;
    RecordTable* issue_table_ = nullptr;
    QComboBox* state_;
    QPushButton* repair_;
    QPushButton* undo_;
    QLabel* scores_;
};

} // namespace nautilus::ui
