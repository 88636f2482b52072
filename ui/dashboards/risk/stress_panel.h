#pragma once
// Losses in historical and hypothetical scenarios.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class StressPanel : public Panel {
    Q_OBJECT
public:
    explicit StressPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
