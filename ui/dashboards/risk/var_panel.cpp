#include "ui/dashboards/risk/var_panel.h"

namespace nautilus::ui {

VarPanel::VarPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("value_at_risk"), tr("Value at risk"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void VarPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
