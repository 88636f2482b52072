// The fastest growth against scipy (tests/data/optimisation/make_allocation.py), in closed form, and by the
// proof that comes with it. With limits and cash: optimiser_golden_test.cpp.

#include "engines/portfolio/kernel/optimiser/methods.h"
#include "tests/engines/allocation_tables.h"
#include "tests/engines/portfolio_limits.h"

#include <gtest/gtest.h>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using namespace testing_limits;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// Fully invested within bounds of each.
OptimalPortfolio fastest(const MatrixXd& returns, const VectorXd& probabilities, const VectorXd& lower,
                         const VectorXd& upper) {
    const Index n = returns.cols();
    numerics::CovarianceForm covariance{VectorXd::Constant(n, 0.04), MatrixXd(n, 0), {}};
    auto problem = fullyInvested(std::move(covariance), VectorXd::Zero(n));
    for (Index i = 0; i < n; ++i) {
        auto low = everyWeight(Sense::AtLeast, lower[i], n), high = everyWeight(Sense::AtMost, upper[i], n);
        low.members = high.members = {i};
        if (lower[i] < upper[i]) {
            problem.limits.push_back(low);
            problem.limits.push_back(high);
        } else {
            low.sense = Sense::Equal;
            problem.limits.push_back(low);
        }
    }
    const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> scenarios = returns;
    const auto rows = static_cast<std::size_t>(returns.rows());
    return fastestGrowth(problem, {scenarios.data(), rows, static_cast<std::size_t>(n)}, 0, probabilities);
}

double growthOf(const MatrixXd& returns, const VectorXd& probabilities, const VectorXd& weights) {
    return probabilities.dot((returns * weights).array().log1p().matrix()) / probabilities.sum();
}

TEST(Growth, IsThatOfScipy) {
    for (int s = 0; s < 200; ++s) {
        const Index n = 2 + s % 7;
        MatrixXd returns(60, n);
        for (Index i = 0; i < 60; ++i)
            for (Index j = 0; j < n; ++j) {
                const auto t = static_cast<double>(i), k = static_cast<double>(j);
                returns(i, j) = 0.02 * std::sin(1 + 1.3 * (t * (k + 1)) + s) + 0.0001 * k +
                                0.01 * std::cos(std::fmod(0.5 * t * t, 11) + s);
            }
        const double upper = s % 2 ? 1.0 : std::max(0.4, 1.5 / static_cast<double>(n));
        const auto got = fastest(returns, {}, VectorXd::Zero(n), VectorXd::Constant(n, upper));
        const VectorXd want = allocationGolden("kelly " + std::to_string(s));
        ASSERT_EQ(got.state, OptimalState::Found) << s;
        const double growth = growthOf(returns, VectorXd::Ones(60), got.weights);
        EXPECT_LT(got.optimality_gap, 1e-10) << s;
        EXPECT_GT(growth, want[0] - 1e-11) << s;
        EXPECT_NEAR(growth, want[0], 1e-9) << s;
        EXPECT_LT((got.weights - want.tail(n)).lpNorm<Eigen::Infinity>(), 1e-3) << s << ": a flat optimum";
        EXPECT_NEAR(got.weights.sum(), 1, 1e-9);
    }
}

TEST(Growth, BetOnACoin) {
    // p = 0.6 to double or lose the stake: 0.2 of wealth; cash is the other asset.
    const MatrixXd returns = (MatrixXd(2, 2) << 1, 0, -1, 0).finished();
    const VectorXd p = (VectorXd(2) << 0.6, 0.4).finished();
    const auto got = fastest(returns, p, VectorXd::Zero(2), VectorXd::Ones(2));
    ASSERT_EQ(got.state, OptimalState::Found) << got.why;
    EXPECT_NEAR(got.weights[0], 0.2, 1e-7);
    EXPECT_NEAR(growthOf(returns, p, got.weights), 0.6 * std::log(1.2) + 0.4 * std::log(0.8), 1e-13);
    const auto fair = fastest(returns, VectorXd::Ones(2), VectorXd::Zero(2), VectorXd::Ones(2));
    ASSERT_EQ(fair.state, OptimalState::Found) << fair.why;
    EXPECT_NEAR(fair.weights[0], 0, 1e-5) << "nothing to gain, and the optimum is flat";
    const auto capped = fastest(returns, p, VectorXd::Zero(2), (VectorXd(2) << 0.1, 1).finished());
    ASSERT_EQ(capped.state, OptimalState::Found) << capped.why;
    EXPECT_NEAR(capped.weights[0], 0.1, 1e-9);
}

TEST(Growth, RandomProblemsComeWithTheirProof) {
    RandomNumbers random{std::mt19937_64(20261122)};
    int posed = 0;
    for (int trial = 0; trial < 100; ++trial) {
        const Index n = random.whole(1, 30), scenarios = random.whole(2, 300);
        const MatrixXd returns =
            MatrixXd::NullaryExpr(scenarios, n, [&] { return random.between(-0.3, 0.32); });
        const VectorXd p = VectorXd::NullaryExpr(scenarios, [&] { return random.between(0, 1); });
        const VectorXd lower =
            VectorXd::NullaryExpr(n, [&] { return random.between(0, 0.5) / static_cast<double>(n); });
        VectorXd upper = VectorXd::NullaryExpr(n, [&] {
                             return random.between(1.1, 3) / static_cast<double>(n);
                         }).cwiseMin(1.0);
        if (n > 3) upper[1] = lower[1]; // held as it is
        if (upper.sum() < 1) continue;
        ++posed;
        const auto got = fastest(returns, p, lower, upper);
        ASSERT_EQ(got.state, OptimalState::Found) << trial;
        EXPECT_LT(got.optimality_gap, 1e-9) << trial;
        EXPECT_GE((got.weights - lower).minCoeff(), -1e-9) << trial;
        EXPECT_GE((upper - got.weights).minCoeff(), -1e-9) << trial;
        EXPECT_NEAR(got.weights.sum(), 1, 1e-9) << trial;
    }
    EXPECT_GT(posed, 60);
}

/// Two assets, fully invested: one weight, between the roots of the quadratic that is the variance.
TEST(Growth, KeepsToALimitOnVolatility) {
    RandomNumbers random{std::mt19937_64(20261123)};
    int bound = 0;
    for (int trial = 0; trial < 50; ++trial) {
        const MatrixXd returns = MatrixXd::NullaryExpr(40, 2, [&] { return random.between(-0.3, 0.34); });
        const double a = random.between(0.02, 0.2), b = random.between(0.02, 0.2), c = 0.3 * std::sqrt(a * b);
        const MatrixXd sigma = (MatrixXd(2, 2) << a, c, c, b).finished();
        auto problem = fullyInvested(numerics::CovarianceForm::ofDense(sigma), VectorXd::Zero(2));
        problem.limits.push_back(everyWeight(Sense::AtLeast, 0, 2));
        Limit risk;
        risk.kind = LimitKind::Risk;
        risk.centre = VectorXd::Zero(2);
        const double least = (a * b - c * c) / (a + b - 2 * c);
        risk.limit = std::sqrt(least * random.between(1.01, 1.6));
        problem.limits.push_back(risk);
        const Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> rows = returns;
        const auto got = fastestGrowth(problem, {rows.data(), 40, 2}, 0, {});
        ASSERT_EQ(got.state, OptimalState::Found) << trial;
        // Variance w: p w^2 + q w + b; growth is concave: its best within the roots by halving its slope.
        const double p = a + b - 2 * c, q = 2 * (c - b),
                     root = std::sqrt(q * q - 4 * p * (b - risk.limit * risk.limit));
        double low = std::max((-q - root) / (2 * p), 0.0), high = std::min((-q + root) / (2 * p), 1.0);
        const double left = low, right = high;
        for (int i = 0; i < 200; ++i) {
            const double w = 0.5 * (low + high);
            const Eigen::ArrayXd wealth = 1 + (w * returns.col(0) + (1 - w) * returns.col(1)).array();
            const double slope = ((returns.col(0) - returns.col(1)).array() / wealth).sum();
            (slope > 0 ? low : high) = w;
        }
        bound += low < left + 1e-9 || high > right - 1e-9 ? 1 : 0;
        EXPECT_NEAR(got.weights[0], 0.5 * (low + high), 1e-6) << trial;
        EXPECT_LT(got.optimality_gap, 1e-9) << trial;
        EXPECT_LE(got.weights.dot(sigma * got.weights), risk.limit * risk.limit * (1 + 1e-8)) << trial;
    }
    EXPECT_GT(bound, 20) << "the limit counts";
    EXPECT_LT(bound, 50);
}

TEST(Growth, DegenerateOnesHaveDefinedAnswers) {
    const auto one = fastest(MatrixXd::Constant(3, 1, 0.1), {}, VectorXd::Zero(1), VectorXd::Ones(1));
    EXPECT_NEAR(one.weights[0], 1, 1e-9);
    MatrixXd twins(3, 2);
    twins << 0.1, 0.1, -0.05, -0.05, 0.02, 0.02;
    const VectorXd three = VectorXd::Ones(3), zero = VectorXd::Zero(2), full = VectorXd::Ones(2);
    const auto shared = fastest(twins, three, zero, full);
    ASSERT_EQ(shared.state, OptimalState::Found) << shared.why;
    EXPECT_LT(shared.optimality_gap, 1e-10);
    MatrixXd ruin = twins;
    ruin.row(1).setConstant(-1);
    EXPECT_EQ(fastest(ruin, three, zero, full).state, OptimalState::NoAnswer);
    const VectorXd never = (VectorXd(3) << 1, 0, 1).finished();
    EXPECT_EQ(fastest(ruin, never, zero, full).state, OptimalState::Found) << "it cannot happen";
}

/// The portfolio of least risk is not always one that survives.
TEST(Growth, StartsFromAnyPortfolioThatSurvives) {
    MatrixXd returns(3, 2);
    returns << 0.9, 0.3, 0.6, -3, -0.3, 0.6; // half in each, the least variance here, loses more than all
    const auto got = fastest(returns, {}, VectorXd::Zero(2), VectorXd::Ones(2));
    ASSERT_EQ(got.state, OptimalState::Found) << got.why;
    EXPECT_GT(((returns * got.weights).array() + 1).minCoeff(), 0);
    EXPECT_LT(got.optimality_gap, 1e-9);
}

} // namespace
} // namespace nautilus::portfolio
