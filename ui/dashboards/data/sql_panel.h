#pragma once
// A console over the read-only view of the catalog: statement, history, result as table or as a simple chart.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QComboBox;
class QPlainTextEdit;
class QStackedWidget;
class QToolButton;

namespace nautilus::ui {

class LineChart;
class RecordTable;

class SqlPanel : public Panel {
    Q_OBJECT
public:
    explicit SqlPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return model_.table(); }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;
    [[nodiscard]] QPlainTextEdit* editor() const { return editor_; }
    [[nodiscard]] LineChart* lines() const { return lines_; }
    void run();

protected:
    void request() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void showTable(const TableData& table);
    void drawLines(const TableData& table);
    void remember(const QString& statement);

    RecordTableModel model_;
    QPlainTextEdit* editor_;
    QComboBox* history_;
    QToolButton* as_chart_;
    QStackedWidget* pages_;
    RecordTable* table_;
    LineChart* lines_;
};

} // namespace nautilus::ui
