#include "ui/dashboards/portfolio/attribution_panel.h"

namespace nautilus::ui {

AttributionPanel::AttributionPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("attribution"), tr("Attribution"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void AttributionPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
