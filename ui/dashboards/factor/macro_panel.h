#pragma once
// The economy: the catalog's macro series, and of one its level, its stationary transformation and its
// surprises, with the states of the market shaded; as known now or as known on the linked date.

#include "ui/models/record_table_model.h"
#include "ui/shell/panel.h"

class QBoxLayout;
class QComboBox;
class QLineEdit;

namespace nautilus::ui {

class LineChart;
class RecordTable;
class SpanSelector;

class MacroPanel : public Panel {
    Q_OBJECT
public:
    explicit MacroPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] QLineEdit* search() const { return search_; }
    [[nodiscard]] LineChart* level() const { return level_; }
    [[nodiscard]] LineChart* change() const { return change_; }
    [[nodiscard]] LineChart* surprise() const { return surprise_; }
    [[nodiscard]] QComboBox* vintage() const { return vintage_; }
    [[nodiscard]] QString facts() const;

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void buildBody();
    void showList(const TableData& table);
    void filter();
    void askSeries();
    void showSeries(const QJsonObject& answer);
    void draw();

    RecordTableModel model_;
    TableData all_;
    QJsonObject view_;
    QString series_ = QStringLiteral("INDPRO");
    QBoxLayout* split_;
    RecordTable* table_;
    QLineEdit* search_;
    QComboBox* transform_;
    QComboBox* vintage_;
    SpanSelector* span_;
    QLabel* facts_;
    LineChart* level_;
    LineChart* change_;
    LineChart* surprise_;
};

} // namespace nautilus::ui
