#include "ui/dashboards/risk/stress_panel.h"

namespace nautilus::ui {

StressPanel::StressPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("stress"), tr("Stress"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void StressPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
