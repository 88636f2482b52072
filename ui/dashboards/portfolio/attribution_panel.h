#pragma once
// Where the return of a portfolio came from: a waterfall, by sector and factor, over time.

#include "ui/dashboards/portfolio/attribution_view.h"
#include "ui/models/date_span.h"
#include "ui/shell/panel.h"

class QActionGroup;
class QBoxLayout;
class QScrollArea;
class QToolButton;

namespace nautilus::ui {

class BenchmarkChoice;
class SpanSelector;

class AttributionPanel : public Panel {
    Q_OBJECT
public:
    explicit AttributionPanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

    // For tests.
    [[nodiscard]] QComboBox* by() const { return by_; }
    [[nodiscard]] QComboBox* form() const { return form_; }
    [[nodiscard]] SpanSelector* span() const { return span_; }
    [[nodiscard]] QActionGroup* linking() const { return linking_; }
    [[nodiscard]] QActionGroup* interaction() const { return interaction_; }
    [[nodiscard]] WaterfallChart* waterfall() const { return waterfall_; }
    [[nodiscard]] StackedColumns* columns() const { return columns_; }
    [[nodiscard]] RecordTable* table() const { return table_; }
    [[nodiscard]] const FigureTable& model() const { return model_; }
    [[nodiscard]] QString totals() const;

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void buildTools();
    void buildMethods();
    [[nodiscard]] AttributionBy chosen() const;
    [[nodiscard]] QJsonObject asked() const;
    void show(const QJsonObject& answer);
    void showTable(const AttributionView& view);
    void arrange();

    QComboBox* by_;
    QComboBox* form_;
    BenchmarkChoice* benchmark_;
    SpanSelector* span_;
    QActionGroup* linking_;
    QActionGroup* interaction_;
    QToolButton* methods_;
    QLabel* totals_;
    QScrollArea* scroll_;
    WaterfallChart* waterfall_;
    StackedColumns* columns_;
    FigureTable model_;
    RecordTable* table_;
    QBoxLayout* split_;
    QJsonObject answer_;
};

} // namespace nautilus::ui
