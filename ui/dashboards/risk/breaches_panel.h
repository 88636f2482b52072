#pragma once
// Breaches of limits over time, and what became of them.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class BreachesPanel : public Panel {
    Q_OBJECT
public:
    explicit BreachesPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
