#pragma once
// One stock: its exposures as bars, the history of the chosen one, and its price.

#include "ui/models/date_span.h"
#include "ui/shell/panel.h"

class QBoxLayout;
class QComboBox;
class QLabel;

namespace nautilus::ui {

class ExposureBars;
class LineChart;
class SpanSelector;

class StockPanel : public Panel {
    Q_OBJECT
public:
    explicit StockPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return history_; }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] ExposureBars* bars() const { return bars_; }
    [[nodiscard]] LineChart* historyChart() const { return exposure_chart_; }
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;

protected:
    void request() override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showBars(const TableData& table);
    void drawHistory();
    void drawPrice();
    [[nodiscard]] TimeSeries seriesOf(const TableData& table, const QString& column,
                                      const QString& title) const;
    [[nodiscard]] QJsonObject range() const;

    TableData history_;
    TableData prices_;
    QBoxLayout* split_;
    ExposureBars* bars_;
    LineChart* exposure_chart_;
    LineChart* price_chart_;
    SpanSelector* span_;
    QComboBox* set_;
};

} // namespace nautilus::ui
