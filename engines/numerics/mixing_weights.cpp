#include "engines/numerics/mixing_weights.h"

#include "engines/numerics/risk_budget.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

namespace {

constexpr int kMostRounds = 20'000;
constexpr double kTolerance = 1e-13;

/// Volatilities of the streams; empty when one has none. The problems are solved in units of them.
Eigen::VectorXd volatilities(const Eigen::Ref<const Eigen::MatrixXd>& covariance) {
    if (!(covariance.diagonal().array() > 0).all()) return {};
    return covariance.diagonal().array().sqrt();
}

Eigen::MatrixXd correlations(const Eigen::Ref<const Eigen::MatrixXd>& covariance, const Eigen::VectorXd& s) {
    const Eigen::VectorXd inverse = s.cwiseInverse();
    return inverse.asDiagonal() * covariance * inverse.asDiagonal();
}

std::vector<double> sharesOf(const Eigen::VectorXd& y, const Eigen::VectorXd& s) {
    const Eigen::VectorXd w = y.cwiseQuotient(s);
    const double sum = w.sum();
    std::vector<double> out;
    for (Eigen::Index i = 0; i < w.size(); ++i)
        out.push_back(w(i) / sum);
    return out;
}

/// Rounds of `coordinate(i)`, the new value of y(i), until none moves.
template <class Coordinate>
void descend(Eigen::VectorXd& y, const Coordinate& coordinate) {
    for (int round = 0; round < kMostRounds; ++round) {
        double moved = 0;
        for (Eigen::Index i = 0; i < y.size(); ++i) {
            const double next = coordinate(i);
            moved = std::max(moved, std::abs(next - y(i)));
            y(i) = next;
        }
        if (moved <= kTolerance * y.cwiseAbs().maxCoeff()) return;
    }
}

} // namespace

std::vector<double> bestRatioWeights(std::span<const double> mean,
                                     const Eigen::Ref<const Eigen::MatrixXd>& covariance) {
    const auto s = volatilities(covariance);
    if (s.size() == 0) return {};
    const auto c = correlations(covariance, s);
    Eigen::VectorXd target(s.size()), y = Eigen::VectorXd::Zero(s.size());
    for (Eigen::Index i = 0; i < s.size(); ++i)
        target(i) = mean[static_cast<std::size_t>(i)] / s(i);
    if (!(target.maxCoeff() > 0)) return {};
    descend(y, [&](Eigen::Index i) { return std::max(0.0, y(i) + target(i) - c.row(i).dot(y)); });
    return sharesOf(y, s);
}

std::vector<double> equalRiskWeights(const Eigen::Ref<const Eigen::MatrixXd>& covariance) {
    const auto found =
        riskBudget(CovarianceForm::ofDense(covariance), Eigen::VectorXd::Ones(covariance.rows()));
    return {found.weights.data(), found.weights.data() + found.weights.size()};
}

} // namespace nautilus::numerics
