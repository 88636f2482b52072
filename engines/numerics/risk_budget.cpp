#include "engines/numerics/risk_budget.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// 1/2 y'Cy - SUM b ln y with C in units of correlation. Factors lie in columns by asset, since coordinate
/// descent reads them one asset at a time.
class Problem {
public:
    Problem(const CovarianceForm& c, const VectorXd& deviation, VectorXd budgets)
        : b_(std::move(budgets)), diagonal_(c.diagonal.array() / deviation.array().square()) {
        const VectorXd inverse = deviation.cwiseInverse();
        factors_ = c.factors.transpose() * inverse.asDiagonal();
        if (c.dense.size() == 0) return;
        dense_ = inverse.asDiagonal() * c.dense * inverse.asDiagonal();
        dense_.diagonal() += diagonal_;
        diagonal_.setZero();
        if (factors_.rows() > 0) dense_.noalias() += factors_.transpose() * factors_;
        factors_.resize(0, size());
    }

    [[nodiscard]] Index size() const { return b_.size(); }

    [[nodiscard]] VectorXd times(const VectorXd& y) const {
        if (dense_.size() > 0) return dense_ * y;
        VectorXd out = diagonal_.cwiseProduct(y);
        if (factors_.rows() > 0) out.noalias() += factors_.transpose() * (factors_ * y);
        return out;
    }

    [[nodiscard]] double residual(const VectorXd& y) const {
        const VectorXd parts = y.cwiseProduct(times(y));
        const double sum = parts.sum();
        if (!(sum > 0)) return std::numeric_limits<double>::infinity();
        return (parts / sum - b_).lpNorm<Eigen::Infinity>();
    }

    /// The coordinates one after the other, each to the minimum along its axis; every C_ii is 1.
    void sweep(VectorXd& y) const {
        VectorXd seen = factors_ * y;
        for (Index i = 0; i < size(); ++i) {
            const double all =
                dense_.size() > 0 ? dense_.col(i).dot(y) : diagonal_[i] * y[i] + factors_.col(i).dot(seen);
            const double others = all - y[i];
            const double root = std::sqrt(others * others + 4 * b_[i]);
            const double next = others > 0 ? 2 * b_[i] / (root + others) : (root - others) / 2;
            if (seen.size() > 0) seen += (next - y[i]) * factors_.col(i);
            y[i] = next;
        }
    }

    /// -(C + diag(b / y^2))^-1 gradient
    [[nodiscard]] VectorXd newton(const VectorXd& y, const VectorXd& gradient) const {
        const VectorXd curvature = b_.array() / y.array().square();
        if (dense_.size() > 0) {
            MatrixXd hessian = dense_;
            hessian.diagonal() += curvature;
            return -hessian.llt().solve(gradient);
        }
        const VectorXd inverse = (diagonal_ + curvature).cwiseInverse();
        VectorXd step = inverse.cwiseProduct(gradient);
        if (factors_.rows() == 0) return -step;
        const MatrixXd root = factors_ * inverse.cwiseSqrt().asDiagonal();
        MatrixXd inner = MatrixXd::Identity(factors_.rows(), factors_.rows());
        inner.selfadjointView<Eigen::Lower>().rankUpdate(root);
        const VectorXd seen = inner.llt().solve(factors_ * step);
        step -= inverse.cwiseProduct(factors_.transpose() * seen);
        return -step;
    }

    [[nodiscard]] VectorXd gradient(const VectorXd& y) const { return times(y) - b_.cwiseQuotient(y); }

    /// How much the objective changes from y by t step, without the difference of two large values.
    [[nodiscard]] double change(const VectorXd& y, const VectorXd& step, double t) const {
        const VectorXd moved = times(step);
        const double logs = (b_.array() * (t * step.array() / y.array()).log1p()).sum();
        return t * moved.dot(y) + t * t * moved.dot(step) / 2 - logs;
    }

private:
    VectorXd b_, diagonal_;
    MatrixXd factors_, dense_;
};

/// As far along the step as keeps y positive and lowers the objective; false when nowhere does.
bool advance(const Problem& problem, VectorXd& y) {
    const VectorXd gradient = problem.gradient(y), step = problem.newton(y, gradient);
    const double slope = gradient.dot(step), most = -(step.array() / y.array()).minCoeff();
    double t = most > 0.95 ? 0.95 / most : 1.0;
    for (; t > 1e-12; t /= 2)
        // Near the minimum the slope drowns in rounding; the full step is right there.
        if (problem.change(y, step, t) <= 1e-4 * t * slope || slope > -1e-13) break;
    if (!(t > 1e-12) || !step.allFinite()) return false;
    y += t * step;
    return true;
}

/// At the minimum y'Cy is 1. Where a positive mix has no risk the objective falls for ever along it.
constexpr double kEndless = 1e6;

RiskBudgetSolution minimise(const Problem& problem, VectorXd& y, const RiskBudgetOptions& options) {
    RiskBudgetSolution out;
    const double aim = options.tolerance / 100;
    double residual = problem.residual(y);
    for (; residual > aim && out.sweeps < options.most_sweeps; ++out.sweeps) {
        problem.sweep(y);
        residual = problem.residual(y);
    }
    VectorXd best = y;
    constexpr double kNear = 1e-6; // from here on every step helps, until rounding is all there is
    for (int idle = 0; residual > aim && out.steps < options.most_steps && idle < 3;) {
        if (!advance(problem, y)) break;
        ++out.steps;
        if (y.maxCoeff() > kEndless) return {RiskBudgetState::Riskless, {}, 0, out.sweeps, out.steps, -1};
        const double now = problem.residual(y);
        if (now < residual) best = y;
        idle = now < residual || residual > kNear ? 0 : idle + 1;
        residual = std::min(now, residual);
    }
    y = best;
    return out;
}

Index firstNotPositive(const VectorXd& values) {
    for (Index i = 0; i < values.size(); ++i)
        if (!(values[i] > 0) || !std::isfinite(values[i])) return i;
    return -1;
}

} // namespace

VectorXd riskContributions(const CovarianceForm& covariance, const VectorXd& weights) {
    const double variance = covariance.variance(weights);
    if (!(variance > 0)) return VectorXd::Constant(weights.size(), std::numeric_limits<double>::quiet_NaN());
    return weights.cwiseProduct(covariance.times(weights)) / variance;
}

RiskBudgetSolution riskBudget(const CovarianceForm& covariance, const VectorXd& budgets,
                              const RiskBudgetOptions& options) {
    const VectorXd variances = covariance.variances();
    if (const Index at = firstNotPositive(budgets); at >= 0)
        return {RiskBudgetState::BadBudget, {}, 0, 0, 0, at};
    if (const Index at = firstNotPositive(variances); at >= 0)
        return {RiskBudgetState::ZeroVariance, {}, 0, 0, 0, at};
    const VectorXd deviation = variances.cwiseSqrt(), shares = budgets / budgets.sum();
    const Problem problem(covariance, deviation, shares);
    VectorXd y = shares.cwiseSqrt(); // the answer when nothing is correlated
    RiskBudgetSolution out = minimise(problem, y, options);
    if (out.state == RiskBudgetState::Riskless) return out;
    out.weights = y.cwiseQuotient(deviation);
    out.weights /= out.weights.sum();
    out.residual = (riskContributions(covariance, out.weights) - shares).lpNorm<Eigen::Infinity>();
    out.state = out.residual <= options.tolerance ? RiskBudgetState::Solved : RiskBudgetState::Stalled;
    return out;
}

} // namespace nautilus::numerics
