#include "engines/portfolio/service/optimiser/whole_lots.h"

#include "engines/portfolio/kernel/rebalance/trade_list.h"
#include "engines/portfolio/service/optimiser/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

constexpr double kRounding = 1e-9; ///< of a number of units, from weights and back

/// Costs as far as they grow with the amount: impact is told with the trades, its part of the cash is small.
TradeList listOf(const PosedProblem& posed, const VectorXd& weights, const OptimiserConfig& config) {
    const auto& held = *posed.problem.held;
    const double value = posed.view.value;
    std::vector<RebalancePosition> positions;
    for (Index i = 0; i < posed.problem.securities; ++i) {
        const double price = posed.view.assets[static_cast<std::size_t>(i)].price;
        RebalancePosition position;
        position.quantity = held[i] * value / price;
        position.price = price;
        position.lot = *config.lot_size;
        position.target = weights[i];
        position.cost = {config.transaction_costs, 0};
        positions.push_back(position);
    }
    RebalanceOptions options;
    options.value = value;
    const double borrowed = std::max(weights.head(posed.problem.securities).sum() - 1, 0.0);
    options.cash = value * (1 - held.sum() + borrowed);
    auto out = tradesTo(positions, options);
    out.cash -= value * borrowed;
    return out;
}

} // namespace

void tradeWholeLots(const PosedProblem& posed, const VectorXd& weights, const OptimiserConfig& config,
                    OptimiseResult& out, kit::Call& call) {
    if (!config.lot_size || !posed.problem.held) return;
    const auto refuse = [&](const std::string& why) {
        call.warn("fractions", "/data/trades", "the trades are not in whole lots: " + why);
    };
    if (!(posed.view.value > 0)) return refuse("units need a portfolio with a value");
    const auto list = listOf(posed, weights, config);
    if (list.fault) return refuse(list.fault->message);
    VectorXd after = weights;
    double farthest = 0;
    for (Index i = 0; i < posed.problem.securities; ++i) {
        after[i] = list.weights[static_cast<std::size_t>(i)];
        farthest = std::max(farthest, std::abs(after[i] - weights[i]));
        out.weights_after_trades.items.emplace_back(posed.nameOf(i), after[i]);
    }
    out.weights_after_trades.items.emplace_back("cash", list.cash / posed.view.value);
    out.trades = tradesOf(posed, after, config);
    for (auto& trade : out.trades) {
        const double whole = *config.lot_size * std::round(trade.shares / *config.lot_size);
        if (std::abs(whole - trade.shares) < kRounding * std::max(whole, 1.0)) trade.shares = whole;
    }
    call.warn(
        "whole_lots", "/data/trades",
        fmt::format("the trades are in lots of {:g}: the weights after them are up to {:.3g} % from the "
                    "optimum, whose figures are told",
                    *config.lot_size, 100 * farthest));
}

} // namespace nautilus::portfolio
