#pragma once
// From an optimum to trades that can be sent: whole lots that the cash pays.

#include "engines/portfolio/contract/optimisation_answer.h"
#include "engines/portfolio/contract/optimisation_request.h"
#include "engines/portfolio/service/optimiser/posed.h"

namespace nautilus::portfolio {

/// Where `config.lot_size` is set: the trades of `out` become multiples of it, `weights_after_trades` are
/// filled in, and a warning says how far they are from the optimum. By the rule of trade_list.h, the nearest
/// lots; what the optimum borrows can be spent. Without a portfolio's value there are no units: a warning.
void tradeWholeLots(const PosedProblem& posed, const Eigen::VectorXd& weights, const OptimiserConfig& config,
                    OptimiseResult& out, kit::Call& call);

} // namespace nautilus::portfolio
