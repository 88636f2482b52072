#pragma once
// Principal components of T x N observations without gaps.

#include "engines/domain/panel.h"

#include <Eigen/Core>

#include <cstddef>

namespace nautilus::numerics {

struct PrincipalComponents {
    Eigen::VectorXd variances;  ///< M, descending, squared units (ddof 1)
    Eigen::MatrixXd directions; ///< N x M, unit columns; the element of largest size of each is positive
    Eigen::VectorXd spectrum;   ///< every eigenvalue that can differ from 0, descending: min(T, N) of them
};

/// The first `most` components of the covariance (means removed, divided by T - 1), or as many as there are.
/// Solved in the smaller of the two dimensions. Needs T >= 2.
[[nodiscard]] PrincipalComponents principalComponents(domain::MatrixView observations, std::size_t most);

} // namespace nautilus::numerics
