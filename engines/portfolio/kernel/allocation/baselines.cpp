#include "engines/portfolio/kernel/allocation/baselines.h"

#include "engines/numerics/risk_budget.h"

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include <cmath>

namespace nautilus::portfolio {

namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

Allocation none(std::string field, std::string message) {
    return {{}, Fault{std::move(field), std::move(message)}};
}

/// S^-1 target, in units of deviations; empty when S is singular and reaches it by no weights.
VectorXd solved(const MatrixXd& covariance, const VectorXd& target) {
    const VectorXd inverse = covariance.diagonal().cwiseSqrt().cwiseInverse();
    const MatrixXd correlation = inverse.asDiagonal() * covariance * inverse.asDiagonal();
    const VectorXd wanted = inverse.cwiseProduct(target);
    const Eigen::LLT<MatrixXd> whole(correlation);
    if (whole.info() == Eigen::Success && whole.rcond() > 1e-13)
        return inverse.cwiseProduct(whole.solve(wanted));
    Eigen::CompleteOrthogonalDecomposition<MatrixXd> parts;
    parts.setThreshold(1e-12);
    parts.compute(correlation);
    const VectorXd y = parts.solve(wanted);
    const double missed = (correlation * y - wanted).lpNorm<Eigen::Infinity>();
    if (!(missed <= 1e-8 * wanted.lpNorm<Eigen::Infinity>())) return {};
    return inverse.cwiseProduct(y);
}

template <class Weight>
Allocation byVariance(const MatrixXd& covariance, const Weight& weight) {
    if (auto fault = covarianceFault(covariance)) return {{}, std::move(fault)};
    VectorXd out = covariance.diagonal().unaryExpr(weight);
    return {out / out.sum(), {}};
}

constexpr const char* kSingular = "the covariance is singular: a mix of assets has no risk";

} // namespace

std::optional<Fault> covarianceFault(const MatrixXd& covariance) {
    if (covariance.rows() == 0) return Fault{"/covariance", "no assets"};
    if (covariance.rows() != covariance.cols()) return Fault{"/covariance", "not square"};
    for (Eigen::Index i = 0; i < covariance.rows(); ++i) {
        const auto at = "/covariance/" + std::to_string(i);
        if (!covariance.row(i).allFinite()) return Fault{at, "a covariance is missing"};
        if (!(covariance(i, i) > 0)) return Fault{at, "the asset has no variance"};
    }
    return {};
}

Allocation equalWeight(const MatrixXd& covariance, const VectorXd&) {
    return byVariance(covariance, [](double) { return 1.0; });
}

Allocation inverseVolatility(const MatrixXd& covariance, const VectorXd&) {
    return byVariance(covariance, [](double v) { return 1 / std::sqrt(v); });
}

Allocation inverseVariance(const MatrixXd& covariance, const VectorXd&) {
    return byVariance(covariance, [](double v) { return 1 / v; });
}

Allocation equalRisk(const MatrixXd& covariance, const VectorXd&) {
    if (auto fault = covarianceFault(covariance)) return {{}, std::move(fault)};
    auto found = numerics::riskBudget(numerics::CovarianceForm::ofDense(covariance),
                                      VectorXd::Ones(covariance.rows()));
    if (found.state == numerics::RiskBudgetState::Solved) return {std::move(found.weights), {}};
    if (found.state == numerics::RiskBudgetState::Riskless) return none("/covariance", kSingular);
    return none("/covariance", "equal parts of the risk were not reached");
}

Allocation minimumVariance(const MatrixXd& covariance, const VectorXd&) {
    if (auto fault = covarianceFault(covariance)) return {{}, std::move(fault)};
    const VectorXd x = solved(covariance, VectorXd::Ones(covariance.rows()));
    if (x.size() == 0 || !(x.sum() > 0)) return none("/covariance", kSingular);
    return {x / x.sum(), {}};
}

Allocation maximumSharpe(const MatrixXd& covariance, const VectorXd& excess_mean) {
    if (auto fault = covarianceFault(covariance)) return {{}, std::move(fault)};
    if (excess_mean.size() != covariance.rows() || !excess_mean.allFinite())
        return none("/expected_returns", "one finite expected return per asset is needed");
    const VectorXd x = solved(covariance, excess_mean);
    if (x.size() == 0) return none("/covariance", kSingular);
    if (!(x.sum() > 1e-12 * x.lpNorm<1>()))
        return none("/expected_returns", "no weights that sum to 1 have the highest Sharpe ratio: the best "
                                         "mix sells as much as it buys, or more");
    return {x / x.sum(), {}};
}

} // namespace nautilus::portfolio
