// Growth-optimal weights against scipy (tests/data/optimisation/make_allocation.py), in closed form, and by
// the proof that comes with them.

#include "engines/portfolio/kernel/allocation/kelly.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

TEST(Kelly, GrowthIsThatOfScipy) {
    for (int s = 0; s < 60; ++s) {
        const Index n = 2 + s % 7;
        MatrixXd returns(60, n);
        for (Index i = 0; i < 60; ++i)
            for (Index j = 0; j < n; ++j) {
                const auto t = static_cast<double>(i), k = static_cast<double>(j);
                returns(i, j) = 0.02 * std::sin(1 + 1.3 * (t * (k + 1)) + s) + 0.0001 * k +
                                0.01 * std::cos(std::fmod(0.5 * t * t, 11) + s);
            }
        const double upper = s % 2 ? 1.0 : std::max(0.4, 1.5 / static_cast<double>(n));
        const auto got =
            growthOptimal(returns, VectorXd::Ones(60), VectorXd::Zero(n), VectorXd::Constant(n, upper));
        const VectorXd want = allocationGolden("kelly " + std::to_string(s));
        ASSERT_FALSE(got.fault) << s;
        EXPECT_LT(got.gap, 1e-12) << s;
        EXPECT_GT(got.mean_log, want[0] - 1e-12) << s;
        EXPECT_NEAR(got.mean_log, want[0], 1e-9) << s;
        EXPECT_LT((got.weights - want.tail(n)).lpNorm<Eigen::Infinity>(), 1e-3) << s << ": a flat optimum";
        EXPECT_NEAR(got.weights.sum(), 1, 1e-12);
    }
}

TEST(Kelly, BetOnACoin) {
    // p = 0.6 to double or lose the stake: 0.2 of wealth; cash is the other asset.
    const MatrixXd returns = (MatrixXd(2, 2) << 1, 0, -1, 0).finished();
    const auto got =
        growthOptimal(returns, (VectorXd(2) << 0.6, 0.4).finished(), VectorXd::Zero(2), VectorXd::Ones(2));
    EXPECT_NEAR(got.weights[0], 0.2, 1e-8);
    EXPECT_NEAR(got.mean_log, 0.6 * std::log(1.2) + 0.4 * std::log(0.8), 1e-14);
    const auto fair =
        growthOptimal(returns, (VectorXd(2) << 0.5, 0.5).finished(), VectorXd::Zero(2), VectorXd::Ones(2));
    EXPECT_NEAR(fair.weights[0], 0, 1e-6) << "nothing to gain";
    const auto capped = growthOptimal(returns, (VectorXd(2) << 0.6, 0.4).finished(), VectorXd::Zero(2),
                                      (VectorXd(2) << 0.1, 1).finished());
    EXPECT_NEAR(capped.weights[0], 0.1, 1e-12);
}

TEST(Kelly, RandomProblemsComeWithTheirProof) {
    RandomNumbers random{std::mt19937_64(20261122)};
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
        const auto got = growthOptimal(returns, p, lower, upper);
        ASSERT_FALSE(got.fault) << trial;
        EXPECT_LT(got.gap, 1e-10) << trial;
        EXPECT_GE((got.weights - lower).minCoeff(), -1e-14) << trial;
        EXPECT_GE((upper - got.weights).minCoeff(), -1e-14) << trial;
        EXPECT_NEAR(got.weights.sum(), 1, 1e-12) << trial;
        const VectorXd even = (p / p.sum());
        EXPECT_NEAR(got.mean_log, even.dot((returns * got.weights).array().log1p().matrix()), 1e-12);
    }
}

TEST(Kelly, DegenerateOnesHaveDefinedAnswers) {
    const MatrixXd one = MatrixXd::Constant(3, 1, 0.1);
    EXPECT_EQ(growthOptimal(one, VectorXd::Ones(3), VectorXd::Zero(1), VectorXd::Ones(1)).weights[0], 1);
    MatrixXd twins(3, 2);
    twins << 0.1, 0.1, -0.05, -0.05, 0.02, 0.02;
    const auto shared = growthOptimal(twins, VectorXd::Ones(3), VectorXd::Zero(2), VectorXd::Ones(2));
    EXPECT_NEAR(shared.weights[0], 0.5, 1e-9);
    EXPECT_LT(shared.gap, 1e-14);
    const auto fieldOf = [](const MatrixXd& r, const VectorXd& p, const VectorXd& l, const VectorXd& u) {
        const auto got = growthOptimal(r, p, l, u);
        return got.fault ? got.fault->field : std::string("none");
    };
    const VectorXd three = VectorXd::Ones(3), zero = VectorXd::Zero(2), full = VectorXd::Ones(2);
    MatrixXd ruin = twins;
    ruin.row(1).setConstant(-1);
    EXPECT_EQ(fieldOf(ruin, three, zero, full), "/returns/1");
    EXPECT_EQ(fieldOf(ruin, (VectorXd(3) << 1, 0, 1).finished(), zero, full), "none") << "it cannot happen";
    ruin(1, 0) = -1.5;
    EXPECT_EQ(fieldOf(ruin, three, zero, full), "/returns/1");
    EXPECT_EQ(fieldOf(twins, VectorXd::Ones(2), zero, full), "/probabilities");
    EXPECT_EQ(fieldOf(twins, -three, zero, full), "/probabilities/0");
    EXPECT_EQ(fieldOf(twins, three, -full, full), "/lower/0");
    EXPECT_EQ(fieldOf(twins, three, full, zero), "/upper/0");
    EXPECT_EQ(fieldOf(twins, three, 0.6 * full, full), "/lower");
    EXPECT_EQ(fieldOf(twins, three, zero, 0.4 * full), "/upper");
}

} // namespace
} // namespace nautilus::portfolio
