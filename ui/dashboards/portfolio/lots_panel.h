#pragma once
// Open lots of a portfolio and those that were closed.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class LotsPanel : public Panel {
    Q_OBJECT
public:
    explicit LotsPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
