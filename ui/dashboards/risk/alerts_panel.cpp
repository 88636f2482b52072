#include "ui/dashboards/risk/alerts_panel.h"

namespace nautilus::ui {

AlertsPanel::AlertsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("alert_centre"), tr("Alert centre"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void AlertsPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
