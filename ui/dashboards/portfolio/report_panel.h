#pragma once
// Chooses the parts of a report, shows it and writes it to a file.

#include "ui/shell/panel.h"

namespace nautilus::ui {

class ReportPanel : public Panel {
    Q_OBJECT
public:
    explicit ReportPanel(Desk& desk, QWidget* parent = nullptr);

protected:
    void request() override;
};

} // namespace nautilus::ui
