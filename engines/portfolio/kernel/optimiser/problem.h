#pragma once
// A portfolio to be found: what can be held, what is held, what is expected, what has to be kept to.
// Variables are the weights of N securities and, where cash is an asset, that of cash behind them. Everything
// is per year.

#include "engines/numerics/convex_program.h"
#include "engines/portfolio/kernel/optimiser/limits.h"

#include <functional>
#include <memory>
#include <optional>

namespace nautilus::portfolio {

struct PortfolioProblem {
    Eigen::Index securities = 0;         ///< N
    bool with_cash = true;               ///< variable N is cash
    Eigen::Index shadows = 0;            ///< variables behind: a benchmark measured, not held
    Eigen::VectorXd expected_return;     ///< one per variable; cash: the risk-free rate
    numerics::CovarianceForm covariance; ///< N + cash: cash has none
    /// What limits on risk measure, where it is not `covariance`; as large.
    std::shared_ptr<const numerics::CovarianceForm> limited_covariance;
    std::optional<Eigen::VectorXd> held;      ///< weights of now, N
    double leaving = 0;                       ///< |weights| held of what cannot be chosen: sold in any case
    std::optional<Eigen::VectorXd> benchmark; ///< one per variable
    Eigen::VectorXd buy_cost, sell_cost;      ///< N, of what is traded, against a year's return; or none
    Eigen::VectorXd impact;                   ///< N, of |trade|^1.5; or none
    std::vector<Limit> limits;

    [[nodiscard]] Eigen::Index variables() const { return securities + (with_cash ? 1 : 0) + shadows; }
    [[nodiscard]] bool costsAnything() const;
    /// Of a whole portfolio, per year's return.
    [[nodiscard]] double costOf(const Eigen::VectorXd& weights) const;
    /// Half the sum of trades in securities, what leaves included; NaN where nothing is held.
    [[nodiscard]] double turnoverOf(const Eigen::VectorXd& weights) const;
    [[nodiscard]] const numerics::CovarianceForm& limitedCovariance() const {
        return limited_covariance ? *limited_covariance : covariance;
    }
    /// What a limit speaks of; of Weights the one that is nearest to it.
    [[nodiscard]] double valueOf(const Limit& limit, const Eigen::VectorXd& weights) const;
};

/// What is minimised: 1/2 risk_weight w'Sigma w + linear'w - SUM log_weight ln w + costs.
struct Goal {
    double risk_weight = 0;
    Eigen::VectorXd linear;     ///< one per variable
    Eigen::VectorXd log_weight; ///< the same, or none
    bool costs = true;
};

/// The program of the limits that `keep` (by their place) with the goal, and where each limit went.
struct BuiltProgram {
    numerics::ConvexProgram program;
    struct Place {
        std::vector<Eigen::Index> lower, upper; ///< bounds that are this limit's
        Eigen::Index inequality = -1, equality = -1, risk = -1;
        double sign = 1; ///< of the row: -1 where it was turned around
    };
    std::vector<Place> place; ///< one per limit; of those left out nothing is set
};

using Keep = std::function<bool(std::size_t)>;
[[nodiscard]] BuiltProgram build(const PortfolioProblem& problem, const Goal& goal, const Keep& keep = {});

/// How a limit stands at an answer.
struct LimitStanding {
    double value = 0;
    double slack = 0;        ///< >= 0 within rounding
    double shadow_price = 0; ///< what the objective falls by per unit of a wider limit
    bool binding = false;
};
[[nodiscard]] std::vector<LimitStanding> standings(const PortfolioProblem& problem, const BuiltProgram& built,
                                                   const numerics::ConvexSolution& solution);

} // namespace nautilus::portfolio
