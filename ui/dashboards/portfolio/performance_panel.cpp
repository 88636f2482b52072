#include "ui/dashboards/portfolio/performance_panel.h"

namespace nautilus::ui {

PerformancePanel::PerformancePanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("performance"), tr("Performance"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void PerformancePanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
