#pragma once
// Portfolio problems and limits that several tests pose.

#include "engines/portfolio/kernel/optimiser/problem.h"

namespace nautilus::testing_limits {

inline portfolio::Limit everyWeight(portfolio::Sense sense, double limit, Eigen::Index n) {
    portfolio::Limit out;
    out.kind = portfolio::LimitKind::Weights;
    out.sense = sense;
    out.limit = limit;
    out.name = "every weight";
    for (Eigen::Index i = 0; i < n; ++i)
        out.members.push_back(i);
    return out;
}

inline portfolio::Limit budget(Eigen::Index variables) {
    portfolio::Limit out;
    out.sense = portfolio::Sense::Equal;
    out.name = "budget";
    out.limit = 1;
    out.row = Eigen::VectorXd::Ones(variables);
    out.firm = true;
    return out;
}

/// No cash, nothing short, nothing held.
inline portfolio::PortfolioProblem fullyInvested(numerics::CovarianceForm covariance,
                                                 const Eigen::VectorXd& expected_return) {
    portfolio::PortfolioProblem out;
    out.securities = expected_return.size();
    out.with_cash = false;
    out.expected_return = expected_return;
    out.covariance = std::move(covariance);
    out.limits = {budget(out.securities), everyWeight(portfolio::Sense::AtLeast, 0, out.securities)};
    return out;
}

} // namespace nautilus::testing_limits
