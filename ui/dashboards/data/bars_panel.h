#pragma once
// Daily bars of the linked symbol, raw or adjusted, with the days of dividends and splits marked.

#include "ui/shell/panel.h"

class QToolButton;

namespace nautilus::ui {

class PriceChart;
class SpanSelector;

class BarsPanel : public Panel {
    Q_OBJECT
public:
    explicit BarsPanel(Desk& desk, QWidget* parent = nullptr);
    [[nodiscard]] TableData exportTable() const override { return bars_; }
    [[nodiscard]] QWidget* chart() const override;
    [[nodiscard]] PriceChart* price() const { return chart_; }
    /// Shows the months around `date` with the crosshair on it.
    void jumpTo(const QDate& date);

protected:
    void request() override;

private:
    void draw();
    void mark();
    void askActions(const QString& symbol);

    TableData bars_;
    TableData other_;   ///< raw when the bars are adjusted, and the other way round
    TableData actions_; ///< of the catalog, where the server tells them
    QDate place_;       ///< valid while a place is looked at
    PriceChart* chart_;
    SpanSelector* span_;
    QToolButton* adjusted_;
};

} // namespace nautilus::ui
