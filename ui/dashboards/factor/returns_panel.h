#pragma once
// Cumulative factor returns over a span, compounded from daily ones and starting at zero.

#include "ui/models/date_span.h"
#include "ui/shell/panel.h"

class QComboBox;
class QMenu;
class QToolButton;

namespace nautilus::ui {

class LineChart;
class SpanSelector;

class ReturnsPanel : public Panel {
    Q_OBJECT
public:
    explicit ReturnsPanel(Desk& desk, QWidget* parent = nullptr);

    [[nodiscard]] TableData exportTable() const override;
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] QJsonObject choices() const override;
    void setChoices(const QJsonObject& choices) override;
    [[nodiscard]] LineChart* lines() const { return chart_; }
    void setFactors(const QStringList& factors);

protected:
    void request() override;

private:
    void buildTools();
    void fillMenu();
    void showTable(const TableData& table);
    void draw();
    [[nodiscard]] QStringList offered() const;

    LineChart* chart_;
    SpanSelector* span_;
    QComboBox* estimator_;
    QToolButton* pick_;
    QMenu* menu_;
    QStringList factors_;
    QVector<TimeSeries> returns_; ///< daily, one per factor
};

} // namespace nautilus::ui
