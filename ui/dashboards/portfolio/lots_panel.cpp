#include "ui/dashboards/portfolio/lots_panel.h"

namespace nautilus::ui {

LotsPanel::LotsPanel(Desk& desk, QWidget* parent) : Panel(desk, QStringLiteral("lots"), tr("Lots"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void LotsPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
