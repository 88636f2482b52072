#pragma once
// Weights of assets, or why there are none.

#include "engines/portfolio/kernel/fault.h"

#include <Eigen/Core>

#include <functional>
#include <optional>

namespace nautilus::portfolio {

struct Allocation {
    Eigen::VectorXd weights; ///< N, sum 1; empty with a fault
    std::optional<Fault> fault;
};

/// How a handful of assets is weighed: covariance n x n, means n (those of returns above the riskless one) or
/// empty where nobody needs them. One of `baselines.h`, or an optimiser with constraints of its own.
using Weigher =
    std::function<Allocation(const Eigen::MatrixXd& covariance, const Eigen::VectorXd& excess_mean)>;

} // namespace nautilus::portfolio
