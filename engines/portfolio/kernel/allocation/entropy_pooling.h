#pragma once
// Entropy pooling (Meucci 2008, "Fully flexible views"): probabilities of scenarios that meet views and are
// otherwise as near as can be to given ones, in relative entropy SUM p ln(p / q).

#include "engines/portfolio/kernel/fault.h"

#include <Eigen/Core>

#include <cstddef>
#include <optional>
#include <vector>

namespace nautilus::portfolio {

enum class Relation { Equal, AtMost, AtLeast };

/// The expectation of a function of the scenario: SUM p_s value_s against a bound.
struct ScenarioView {
    Eigen::VectorXd values; ///< S
    Relation relation = Relation::Equal;
    double bound = 0;
};

/// Of scenarios S x N (returns of N assets): the mean of a portfolio; with weights (1, -1) the rank of two.
[[nodiscard]] ScenarioView meanView(const Eigen::MatrixXd& scenarios, const Eigen::VectorXd& weights,
                                    Relation relation, double bound);
/// Asset `higher` has at least the mean of asset `lower`.
[[nodiscard]] ScenarioView rankView(const Eigen::MatrixXd& scenarios, Eigen::Index higher,
                                    Eigen::Index lower);
/// E[(x - mean)^2]: the variance when a view holds the mean there, as the caller adds (else it is not
/// linear).
[[nodiscard]] ScenarioView varianceView(const Eigen::MatrixXd& scenarios, Eigen::Index asset, double mean,
                                        Relation relation, double bound);
struct Moments {
    double mean = 0, deviation = 0;
};
/// E[(x - mean)(y - mean)] / (deviation deviation): the correlation when views hold these moments there.
[[nodiscard]] ScenarioView correlationView(const Eigen::MatrixXd& scenarios, Eigen::Index one,
                                           const Moments& of_one, Eigen::Index other, const Moments& of_other,
                                           Relation relation, double bound);

enum class PoolingState {
    Solved,
    Infeasible, ///< no probabilities meet all views (proven); `fault` is set
    Stalled     ///< the steps ended before the tolerance; `residual` says how far it got
};

struct PoolingOptions {
    double tolerance = 1e-10; ///< of `residual`
    int most_steps = 200;
};

struct Pooling {
    std::optional<Fault> fault; ///< bad input, or Infeasible: the view that misses by most, when one is known
    PoolingState state = PoolingState::Stalled;
    Eigen::VectorXd probabilities;  ///< S, >= 0, sum 1; 0 where the prior is 0
    Eigen::VectorXd sensitivities;  ///< per view: d relative_entropy / d bound; 0 where it does not bind
    double relative_entropy = 0;    ///< >= 0: what the views cost
    double effective_scenarios = 0; ///< exp of the entropy of the probabilities, 1 to S
    double residual = 0; ///< largest miss of a view, in prior deviations of its values; slackness as well
    int steps = 0;
};

/// `prior` >= 0 of any sum > 0. Solved in the dual, one variable per view, by Newton's method with bounds for
/// inequalities (Bertsekas 1982); the sum of 1 is built in. O(steps S V^2). Faults: sizes or values that do
/// not fit ("/prior/s", "/views/v"). A view that the values of all scenarios meet or miss alike is either
/// idle or Infeasible. Proof of the latter: the dual exceeds the largest entropy that there can be.
[[nodiscard]] Pooling entropyPooling(const Eigen::VectorXd& prior, const std::vector<ScenarioView>& views,
                                     const PoolingOptions& options = {});

} // namespace nautilus::portfolio
