#pragma once
// Growth-optimal weights (Kelly 1956; Cover 1984): the highest mean of the logarithm of wealth over
// scenarios.

#include "engines/portfolio/kernel/allocation/allocation.h"

namespace nautilus::portfolio {

struct Growth {
    std::optional<Fault> fault; ///< set: nothing else is
    Eigen::VectorXd weights;    ///< N, sum 1
    double mean_log = 0;        ///< SUM p_s ln(1 + r_s'w), per scenario period
    /// Nobody within the bounds grows faster by more than this: max over v of slope'(v - w), since the mean
    /// of logarithms is concave.
    double gap = 0;
    int steps = 0;
};

/// max SUM p_s ln(1 + r_s'w) with SUM w = 1 and lower <= w <= upper. Returns S x N of simple returns, each >=
/// -1; probabilities S of any sum > 0. Cash is a column of its own. Bounds lie in [0, 1], so that wealth
/// cannot fall below 0. Newton's method on barriers of the bounds. Scenarios in which every mix that the
/// bounds allow loses everything are a fault at "/returns/s"; other faults: "/returns", "/probabilities/s",
/// "/lower/i", "/upper/i", "/upper" when the bounds leave no weights that sum to 1.
[[nodiscard]] Growth growthOptimal(const Eigen::MatrixXd& returns, const Eigen::VectorXd& probabilities,
                                   const Eigen::VectorXd& lower, const Eigen::VectorXd& upper);

} // namespace nautilus::portfolio
