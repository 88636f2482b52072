#pragma once
// Which positions and factors the value at risk comes from.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class ContributionsPanel : public Panel {
    Q_OBJECT
public:
    explicit ContributionsPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
