#include "engines/numerics/logistic.h"

#include <Eigen/Cholesky>

#include <cmath>

namespace nautilus::numerics {

namespace {

constexpr int kMostSteps = 100;
constexpr int kMostHalvings = 40;
constexpr double kSmallGain = 1e-13; ///< of the value, that a step still promises

/// log(1 + exp(x)) without overflow.
double softPlus(double x) {
    return x > 0 ? x + std::log1p(std::exp(-x)) : std::log1p(std::exp(x));
}

/// Penalised negative log-likelihood, its gradient and its Hessian; parameter 0 is the intercept.
class Objective {
public:
    Objective(const Eigen::Ref<const Eigen::MatrixXd>& x, const Eigen::Ref<const Eigen::VectorXd>& yes,
              const LogisticOptions& options)
        : x_(x.rows(), x.cols() + 1), yes_(yes), offset_(options.offset), weight_(options.weight),
          penalty_(Eigen::VectorXd::Constant(x.cols() + 1, options.ridge)) {
        x_.col(0).setOnes();
        x_.rightCols(x.cols()) = x;
        if (!options.penalise_intercept) penalty_[0] = 0;
        if (offset_.size() == 0) offset_ = Eigen::VectorXd::Zero(x.rows());
    }

    [[nodiscard]] double value(const Eigen::VectorXd& at) const {
        const Eigen::VectorXd score = offset_ + x_ * at;
        double sum = 0;
        for (Eigen::Index i = 0; i < score.size(); ++i)
            sum += softPlus(score[i]) - yes_[i] * score[i];
        return weight_ * sum + 0.5 * (penalty_.array() * at.array().square()).sum();
    }

    void slopes(const Eigen::VectorXd& at, Eigen::VectorXd& gradient, Eigen::MatrixXd& hessian) const {
        const Eigen::VectorXd p = (offset_ + x_ * at).unaryExpr(&logistic);
        gradient = weight_ * (x_.transpose() * (p - yes_)) + penalty_.cwiseProduct(at);
        const Eigen::VectorXd spread = weight_ * (p.array() * (1 - p.array()));
        hessian = x_.transpose() * spread.asDiagonal() * x_;
        hessian.diagonal() += penalty_;
    }

private:
    Eigen::MatrixXd x_;
    Eigen::VectorXd yes_, offset_;
    double weight_;
    Eigen::VectorXd penalty_;
};

/// The first halving of `step` that does not make it worse; false when none does.
bool walk(const Objective& objective, const Eigen::VectorXd& step, Eigen::VectorXd& at, double& value) {
    double part = 1;
    for (int i = 0; i < kMostHalvings; ++i, part /= 2) {
        const Eigen::VectorXd there = at - part * step;
        const double reached = objective.value(there);
        if (!(reached <= value)) continue;
        at = there;
        value = reached;
        return true;
    }
    return false;
}

} // namespace

double logit(double p) {
    return std::log(p) - std::log1p(-p);
}

double logistic(double x) {
    if (x >= 0) return 1 / (1 + std::exp(-x));
    const double e = std::exp(x);
    return e / (1 + e);
}

double LogisticFit::probability(const Eigen::Ref<const Eigen::VectorXd>& row, double offset) const {
    return logistic(offset + intercept + coefficients.dot(row));
}

LogisticFit fitLogistic(const Eigen::Ref<const Eigen::MatrixXd>& x,
                        const Eigen::Ref<const Eigen::VectorXd>& yes, const LogisticOptions& options) {
    LogisticFit fit;
    fit.coefficients = Eigen::VectorXd::Zero(x.cols());
    if (x.rows() == 0) return fit;
    const Objective objective(x, yes, options);
    Eigen::VectorXd at = Eigen::VectorXd::Zero(x.cols() + 1);
    Eigen::VectorXd gradient;
    Eigen::MatrixXd hessian;
    double value = objective.value(at);
    for (int i = 0; i < kMostSteps && !fit.converged; ++i) {
        objective.slopes(at, gradient, hessian);
        const Eigen::LDLT<Eigen::MatrixXd> solver(hessian);
        const Eigen::VectorXd step = solver.solve(gradient);
        if (!step.allFinite()) break;
        // So close that the values can no longer be told apart: the last step is a whole one.
        fit.converged = gradient.dot(step) <= kSmallGain * (1 + std::abs(value));
        if (fit.converged) at -= step;
        if (!fit.converged && !walk(objective, step, at, value)) break;
    }
    // All yes or all no: the gradient vanishes only as the intercept runs to infinity.
    const bool held = options.penalise_intercept && options.ridge > 0;
    fit.converged = fit.converged && (held || yes.minCoeff() != yes.maxCoeff());
    fit.intercept = at[0];
    fit.coefficients = at.tail(x.cols());
    return fit;
}

} // namespace nautilus::numerics
