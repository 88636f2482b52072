#pragma once
// Everything recorded of a portfolio; recording, importing and taking back.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class TransactionsPanel : public Panel {
    Q_OBJECT
public:
    explicit TransactionsPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
