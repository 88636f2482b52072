#include "engines/portfolio/kernel/execution/trading_cost.h"

#include <cmath>

namespace nautilus::portfolio {

namespace {

/// b sigma sqrt(|x| / V): impact as a part of the amount.
double impactRate(double amount, const CostModel& model, const Liquidity& liquidity) {
    if (model.impact == 0) return 0;
    return model.impact * liquidity.volatility * std::sqrt(std::abs(amount) / liquidity.volume);
}

} // namespace

double tradingCost(double amount, const CostModel& model, const Liquidity& liquidity) {
    if (amount == 0) return 0;
    return std::abs(amount) * (model.linear + impactRate(amount, model, liquidity));
}

double marginalCost(double amount, const CostModel& model, const Liquidity& liquidity) {
    if (amount == 0) return model.linear;
    return model.linear + 1.5 * impactRate(amount, model, liquidity);
}

double costInBasisPoints(double amount, const CostModel& model, const Liquidity& liquidity) {
    return 1e4 * tradingCost(amount, model, liquidity) / std::abs(amount);
}

} // namespace nautilus::portfolio
