#pragma once
// From holdings and target weights to a list of trades in whole lots that the cash can pay.

#include "engines/portfolio/kernel/execution/trading_cost.h"
#include "engines/portfolio/kernel/fault.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace nautilus::portfolio {

struct RebalancePosition {
    double quantity = 0; ///< held now, units; negative: short
    double price = 0;    ///< of a unit, with the multiplier, in the currency of the instrument; > 0
    double rate = 1;     ///< base currency per unit of that currency; > 0
    double lot = 1;      ///< units; trades are multiples of it; > 0
    double target = 0;   ///< weight in `value`
    CostModel cost;
    Liquidity liquidity; ///< volume in base currency; only read where `cost.impact` is not 0
};

struct RebalanceOptions {
    double value = 0;       ///< base currency, > 0: what the weights are parts of
    double cash = 0;        ///< base currency, before the trades
    double cash_kept = 0;   ///< >= 0: cash that the purchases leave alone
    double least_trade = 0; ///< >= 0, base currency: smaller trades are left out, but those to a target of 0
};

struct Trade {
    std::size_t position = 0;
    double quantity = 0; ///< units, negative: sell
    double amount = 0;   ///< base currency, of the sign of the quantity, without cost
    double cost = 0;     ///< >= 0
};

struct TradeList {
    std::optional<Fault> fault;         ///< set: nothing else is
    std::vector<Trade> trades;          ///< in the order of positions
    std::vector<std::size_t> too_small; ///< positions whose trade is smaller than least_trade
    std::vector<double> weights;        ///< of all positions after the trades, in `value`
    double cash = 0;                    ///< after the trades and their costs
    double cost = 0;
    double turnover = 0;      ///< the smaller of purchases and sales, in `value`
    double purchases_cut = 0; ///< base currency: what the targets ask for but cash does not pay
    double short_of_cash = 0; ///< >= 0: what is missing to cash_kept although nothing is bought
};

/// 1. Every position goes to the nearest number of lots; to 0 exactly where the target is 0, odd units as
/// well.
/// 2. When cash would fall below cash_kept, all purchases are cut by one factor, the largest that can be
/// paid,
///    down to whole lots. 3. What is left buys single lots, one of a position at most, first where the weight
///    is farthest below its target. What is left then is cash. Sales are never cut, so cash < cash_kept is
/// possible only without any purchase. A heuristic: the nearest whole lots of all need an integer program.
/// Faults: "/positions/i/...", "/value", "/cash", "/cash_kept", "/least_trade".
[[nodiscard]] TradeList tradesTo(std::span<const RebalancePosition> positions,
                                 const RebalanceOptions& options);

} // namespace nautilus::portfolio
