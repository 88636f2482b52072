#pragma once
// How probable it is that a limit breaks soon, and how far such forecasts could be trusted.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class BreachForecastPanel : public Panel {
    Q_OBJECT
public:
    explicit BreachForecastPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
