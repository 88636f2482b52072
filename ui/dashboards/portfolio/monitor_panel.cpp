#include "ui/dashboards/portfolio/monitor_panel.h"

namespace nautilus::ui {

MonitorPanel::MonitorPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("positions"), tr("Positions"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void MonitorPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
