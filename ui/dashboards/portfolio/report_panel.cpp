#include "ui/dashboards/portfolio/report_panel.h"

namespace nautilus::ui {

ReportPanel::ReportPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("report_designer"), tr("Report designer"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void ReportPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
