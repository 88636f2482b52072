#pragma once
// Every limit of a portfolio with its utilisation.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class LimitsPanel : public Panel {
    Q_OBJECT
public:
    explicit LimitsPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
