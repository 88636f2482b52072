#pragma once
// Value at risk by method, and whether its forecasts held.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class VarPanel : public Panel {
    Q_OBJECT
public:
    explicit VarPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
