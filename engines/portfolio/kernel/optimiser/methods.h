#pragma once
// The convex methods of choosing a portfolio. All are answers of numerics/convex_program, so that each comes
// with its multipliers and its residuals; sources stand with each.

#include "engines/portfolio/kernel/optimiser/problem.h"

#include "engines/domain/panel.h"

namespace nautilus::portfolio {

enum class OptimalState {
    Found,
    Infeasible, ///< see conflict.h
    NoAnswer,   ///< the limits can be met, the goal has no best portfolio; `why` says so
    NotVerified ///< neither solver reached the required precision
};

struct OptimalPortfolio {
    OptimalState state = OptimalState::NotVerified;
    std::string why;
    Eigen::VectorXd weights;           ///< one per variable
    BuiltProgram built;                ///< the last program solved
    numerics::ConvexSolution solution; ///< of it
    int solved = 0;                    ///< programs
    double optimality_gap = 0;         ///< what a better one could gain at most; see the methods that search
};

[[nodiscard]] OptimalState stateOf(numerics::ConvexState state);
/// The answer of `built`, whose first variables are the weights of `problem`.
[[nodiscard]] OptimalPortfolio solved(const PortfolioProblem& problem, BuiltProgram built);
/// One program.
[[nodiscard]] OptimalPortfolio solveFor(const PortfolioProblem& problem, const Goal& goal);

/// Maximises mu'w - costs - aversion/2 w'Sigma w (Markowitz 1952).
[[nodiscard]] Goal meanVariance(const PortfolioProblem& problem, double aversion);
/// Minimises w'Sigma w / 2; costs count by 1 / aversion. A return to be reached is one of the limits.
[[nodiscard]] Goal leastVariance(const PortfolioProblem& problem, double aversion);
/// Maximises mu'w - costs - aversion/2 (w - b)'Sigma(w - b).
[[nodiscard]] Goal benchmarkRelative(const PortfolioProblem& problem, double aversion);
/// The feasible portfolio with the least tracking error to `wanted`, for methods that know no limits.
[[nodiscard]] Goal nearestTo(const PortfolioProblem& problem, const Eigen::VectorXd& wanted);

/// The largest (gain'w - base - costs) / volatility: gain = mu and base = the risk-free rate for the Sharpe
/// ratio, gain = volatilities and base = 0 for the diversification ratio (Choueifaty and Coignard 2008). The
/// answer lies on the efficient frontier, where the tangent meets the axis of returns at `base`: that
/// intercept falls with the aversion, so one root is looked for, each step a program with all limits and
/// costs. Of several best ones (cash beside the tangent portfolio) the one with the most risk. NoAnswer when
/// nothing gains more than `base`.
[[nodiscard]] OptimalPortfolio largestRatio(const PortfolioProblem& problem, const Eigen::VectorXd& gain,
                                            double base);

/// Maximises mu'w - costs - aversion/2 w'Sigma w - doubt sqrt(w'Sigma w): the worst mean within an ellipsoid
/// of `doubt` standard errors (Goldfarb and Iyengar 2003; doubt = robustness / sqrt(years)). A cone program,
/// solved through doubt sigma = min over t of doubt/2 (sigma^2 / t + t).
[[nodiscard]] OptimalPortfolio robustMean(const PortfolioProblem& problem, double aversion, double doubt);

/// Risk budgeting within limits (Richard and Roncalli 2019): least 1/2 w'Sigma w - l SUM b_i ln w_i with l
/// such that the budget costs nothing; what is inside its limits contributes to risk in proportion to its
/// budget. `budgets`: one per variable, >= 0, sum 1; variables without one keep their limits.
[[nodiscard]] OptimalPortfolio riskBudgets(const PortfolioProblem& problem, const Eigen::VectorXd& budgets);

/// The smallest mean loss beyond the quantile `confidence` of the scenarios (T x securities, per session;
/// Rockafellar and Uryasev 2000).
[[nodiscard]] OptimalPortfolio leastShortfall(const PortfolioProblem& problem, domain::MatrixView scenarios,
                                              double confidence);
/// The same of drawdowns of the uncompounded path (Chekhlov, Uryasev and Zabarankin 2005).
[[nodiscard]] OptimalPortfolio leastDrawdown(const PortfolioProblem& problem, domain::MatrixView scenarios,
                                             double confidence);
/// The largest mean of ln(1 + return) per session (Kelly 1956; Cover 1984), cash at the rate per session.
/// `probabilities`: T weights >= 0 of the scenarios, one of them above 0; none: all alike. The gap is in mean
/// logarithms: no portfolio within the limits grows faster by more. NoAnswer when each of them loses
/// everything in some scenario that can happen.
[[nodiscard]] OptimalPortfolio fastestGrowth(const PortfolioProblem& problem, domain::MatrixView scenarios,
                                             double cash_return, const Eigen::VectorXd& probabilities = {});

/// A limit on the expected return.
[[nodiscard]] Limit returnAtLeast(const PortfolioProblem& problem, double target, std::string pointer);

} // namespace nautilus::portfolio
