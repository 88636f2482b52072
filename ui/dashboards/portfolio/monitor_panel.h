#pragma once
// What a portfolio holds, what it is worth now and what it earned, position by position.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class MonitorPanel : public Panel {
    Q_OBJECT
public:
    explicit MonitorPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
