#pragma once
// What is watched, and by which ways alerts leave.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class AlertsPanel : public Panel {
    Q_OBJECT
public:
    explicit AlertsPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
