#include "ui/dashboards/risk/limits_panel.h"

namespace nautilus::ui {

LimitsPanel::LimitsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("limits"), tr("Limits"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void LimitsPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
