#pragma once
// Trades over several periods as one convex program (Boyd, Busseti, Diamond, Kahn, Koh, Nystrup and Speth
// 2017, "Multi-Period Trading via Convex Optimization", section 5):
//
//   minimise  SUM over t of  1/2 aversion w_t'Sigma w_t - mu_t'w_t + costs(w_t - w_(t-1))
//
// over the weights w_1 ... w_T after the trades of every period, all within the limits of one period. w_0 is
// what is held. Weights do not drift inside the plan: returns of a period are small against weights.

#include "engines/portfolio/kernel/optimiser/methods.h"

namespace nautilus::portfolio {

struct PlanProblem {
    /// One period: `held` is w_0, which has to be known; limits hold in every period, those of turnover speak
    /// of its own trades; costs are what a trade costs against a year's return of one period. No limits on
    /// risk.
    PortfolioProblem period;
    Eigen::MatrixXd expected_return;         ///< variables x T, per year
    Eigen::VectorXd trade_room;              ///< N: largest |trade| of a period, +inf for none; or empty
    std::optional<Eigen::VectorXd> terminal; ///< w_T, one per variable, which keeps the limits; or free
    double aversion = 1;                     ///< >= 0

    [[nodiscard]] Eigen::Index periods() const { return expected_return.cols(); }
};

struct TradePlan {
    OptimalState state = OptimalState::NotVerified;
    Eigen::MatrixXd weights;           ///< variables x T
    numerics::ConvexSolution solution; ///< of the program over all periods that are free
    /// Per period, per limit of `period`; prices in the objective above.
    std::vector<std::vector<LimitStanding>> standings;
    Eigen::MatrixXd room_price; ///< N x T, of `trade_room`
};

/// The best plan, verified by its conditions of optimality. Infeasible: no plan keeps the limits.
[[nodiscard]] TradePlan planTrades(const PlanProblem& problem);

/// Period t (from 0) of a plan, with what is held before it.
[[nodiscard]] PortfolioProblem periodOf(const PlanProblem& problem, Eigen::Index t,
                                        const Eigen::VectorXd& held_before);

/// The best constant plan: everything is traded in the first period and then held. With `terminal` that one.
[[nodiscard]] TradePlan tradedAtOnce(const PlanProblem& problem);

/// Every period's own optimum with its expected returns, blind to the next ones. With `terminal` the last
/// period goes there, whatever trades that takes: see breaches().
[[nodiscard]] TradePlan tradedPeriodByPeriod(const PlanProblem& problem);

/// What is minimised, for any weights (variables x T).
[[nodiscard]] double planObjective(const PlanProblem& problem, const Eigen::MatrixXd& weights);

/// The largest violation of a limit or of `trade_room` over all periods, against 1 + the limit; 0: none.
[[nodiscard]] double breachOf(const PlanProblem& problem, const Eigen::MatrixXd& weights);

} // namespace nautilus::portfolio
