#include "ui/dashboards/risk/breach_forecast_panel.h"

namespace nautilus::ui {

BreachForecastPanel::BreachForecastPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("breach_forecast"), tr("Breach forecast"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void BreachForecastPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
