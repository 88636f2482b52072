#pragma once
// Where the return of a portfolio came from: a waterfall, by sector and factor, over time.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class AttributionPanel : public Panel {
    Q_OBJECT
public:
    explicit AttributionPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
