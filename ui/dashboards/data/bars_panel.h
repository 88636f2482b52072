#pragma once
// Daily bars of the linked symbol.

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

protected:
    void request() override;
    [[nodiscard]] bool concerns(const Context& before, const Context& after) const override;

private:
    void draw();

    TableData bars_;
    PriceChart* chart_;
    SpanSelector* span_;
    QToolButton* adjusted_;
};

} // namespace nautilus::ui
