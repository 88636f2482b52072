#pragma once
// The form of a portfolio from factors.

namespace nautilus::ui {

class PointerForm;

void addFactorPortfolioFields(PointerForm& form);

} // namespace nautilus::ui
