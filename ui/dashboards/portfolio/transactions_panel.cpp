#include "ui/dashboards/portfolio/transactions_panel.h"

namespace nautilus::ui {

TransactionsPanel::TransactionsPanel(Desk& desk, QWidget* parent)
    : Panel(desk, QStringLiteral("transactions"), tr("Transactions"), parent) {
    follow(kFollowsPortfolio | kFollowsDate);
}

void TransactionsPanel::request() {
    if (portfolioOrEmpty().isEmpty()) return;
}

} // namespace nautilus::ui
