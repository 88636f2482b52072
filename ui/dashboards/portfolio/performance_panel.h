#pragma once
// Growth of a portfolio beside its benchmark, drawdowns, rolling figures, returns by month.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class PerformancePanel : public Panel {
    Q_OBJECT
public:
    explicit PerformancePanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
