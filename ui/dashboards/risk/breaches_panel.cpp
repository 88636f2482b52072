#include "ui/dashboards/risk/breaches_panel.h"

namespace nautilus::ui {

BreachesPanel::BreachesPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("breaches"), tr("Breaches"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void BreachesPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
