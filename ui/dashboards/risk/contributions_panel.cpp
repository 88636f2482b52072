#include "ui/dashboards/risk/contributions_panel.h"

namespace nautilus::ui {

ContributionsPanel::ContributionsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("risk_contributions"), tr("Risk contributions"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void ContributionsPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
