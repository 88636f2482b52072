// The critical line against a transcription of the published algorithm
// (tests/data/optimisation/make_critical_line.py), a library's answers, and the interior-point method.

#include "engines/portfolio/kernel/optimiser/critical_line.h"
#include "engines/portfolio/kernel/optimiser/frontier.h"

#include "engines/portfolio/kernel/optimiser/free_block.h"
#include "tests/engines/portfolio_goldens.h"

#include <Eigen/Cholesky>

#include <tuple>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using namespace testing_limits;
using namespace testing_portfolios;
using numerics::CovarianceForm;

double largest(const VectorXd& x) {
    return x.lpNorm<Eigen::Infinity>();
}

TEST(FreeBlock, FollowsTheMatrixThroughChanges) {
    RandomNumbers random{std::mt19937_64(5)};
    const MatrixXd whole = randomModel(random, 40, 6).matrix();
    FreeBlock block;
    std::vector<Index> in;
    for (int step = 0; step < 400; ++step) {
        const Index i = random.whole(0, 39);
        const auto found = std::ranges::find(in, i);
        if (found == in.end()) {
            ASSERT_TRUE(block.add(whole(in, i), whole(i, i)));
            in.push_back(i);
        } else {
            block.remove(found - in.begin());
            in.erase(found);
        }
        ASSERT_EQ(block.size(), static_cast<Index>(in.size()));
        if (in.empty()) continue;
        const VectorXd right = VectorXd::LinSpaced(block.size(), 1, 2);
        EXPECT_LT(largest(whole(in, in) * block.solve(right) - right), 1e-10) << step;
    }
    FreeBlock twins;
    EXPECT_TRUE(twins.add({}, 0.04));
    EXPECT_FALSE(twins.add(VectorXd::Constant(1, 0.04), 0.04));
    EXPECT_EQ(twins.size(), 1);
}

TEST(CriticalLine, CornersAreThoseOfTheTranscription) {
    const auto goldens = readArrays("optimisation/critical_line_goldens.csv.gz");
    for (int s = 0; s < 200; ++s) {
        const auto& want = named(goldens, "corners " + std::to_string(s));
        const auto covariance = sineModel(s);
        const VectorXd mean = sineMean(s);
        VectorXd lower = VectorXd::Zero(mean.size()), upper = lower;
        for (Index i = 0; i < mean.size(); ++i) {
            const auto k = static_cast<double>(i);
            if (s % 3 == 0) lower[i] = -0.1 - 0.05 * std::sin(k + s);
            upper[i] = std::max(0.25, 1.7 / static_cast<double>(mean.size())) + 0.05 * std::sin(2 * k + s);
        }
        for (const auto& form : {covariance, CovarianceForm::ofDense(covariance.matrix())}) {
            const auto got = criticalLine(form, mean, lower, upper, 1);
            ASSERT_EQ(static_cast<double>(got.corners.size()), want[0]) << s << got.why;
            for (std::size_t k = 0; k < got.corners.size(); ++k) {
                const auto& corner = got.corners[k];
                EXPECT_NEAR(corner.tolerance, want[3 * k + 1], 1e-8 * want[1]) << s << ' ' << k;
                EXPECT_NEAR(mean.dot(corner.weights), want[3 * k + 2], 1e-10) << s << ' ' << k;
                EXPECT_NEAR(covariance.variance(corner.weights), want[3 * k + 3], 1e-10) << s << ' ' << k;
                EXPECT_NEAR(corner.weights.sum(), 1, 1e-12);
                EXPECT_GE((corner.weights - lower).minCoeff(), 0);
                EXPECT_GE((upper - corner.weights).minCoeff(), 0);
            }
        }
    }
}

TEST(CriticalLine, OfRealReturnsIsThatOfTheLibrary) {
    for (const Index n : {10, 20, 50}) {
        const auto name = "real cla " + std::to_string(n);
        const MatrixXd sample = 252 * sampleCovariance(n), spread = sample.diagonal().asDiagonal();
        const auto covariance = CovarianceForm::ofDense(0.9 * sample + 0.1 * spread);
        const VectorXd mean = portfolioGolden("real mu").head(n), head = portfolioGolden(name);
        const auto got = criticalLine(covariance, mean, VectorXd::Zero(n), VectorXd::Constant(n, head[0]), 1);
        ASSERT_FALSE(got.corners.empty()) << got.why;
        const VectorXd& least = got.corners.back().weights;
        EXPECT_LT(largest(least - portfolioGolden(name + " least")), 1e-8) << n;
        EXPECT_NEAR(covariance.variance(least), head[2], 1e-10) << n;
        // The highest Sharpe ratio lies on the line: its weights are a mix of two corners.
        const VectorXd want = portfolioGolden(name + " ratio");
        double nearest = 1;
        for (std::size_t k = 0; k + 1 < got.corners.size(); ++k) {
            const auto &high = got.corners[k].weights, &low = got.corners[k + 1].weights;
            const double share =
                std::clamp((want - low).dot(high - low) / (high - low).squaredNorm(), 0.0, 1.0);
            nearest = std::min(nearest, largest(low + share * (high - low) - want));
        }
        EXPECT_LT(nearest, 1e-7) << n;
    }
}

/// Bounds of every variable, some of them fixed; with cash, dense or in factors.
PortfolioProblem drawn(RandomNumbers& random, int trial) {
    const Index n = random.whole(2, 60);
    auto covariance = randomModel(random, n, random.whole(1, 8));
    if (trial % 3 == 0) covariance = CovarianceForm::ofDense(covariance.matrix());
    if (trial % 7 == 0) covariance.dense = MatrixXd(0.02 * MatrixXd::Identity(n, n));
    VectorXd mean = VectorXd::NullaryExpr(n, [&] { return random.between(-0.02, 0.15); });
    auto out = fullyInvested(std::move(covariance), mean);
    out.limits.pop_back();
    const double least = trial % 2 ? 0 : random.between(-0.3, 0);
    for (Index i = 0; i < n; ++i) {
        auto low = everyWeight(Sense::AtLeast, least, n), high = everyWeight(Sense::AtMost, 0, n);
        high.limit = random.between(1.2, 4) / static_cast<double>(n);
        low.members = high.members = {i};
        if (random.whole(0, 9) == 0 && n > 2) {
            low.sense = Sense::Equal;
            low.limit = random.between(0, 0.5) / static_cast<double>(n);
        } else
            out.limits.push_back(high);
        out.limits.push_back(low);
    }
    if (trial % 4 != 1) return out;
    out.with_cash = true; // without an upper bound
    out.expected_return.conservativeResize(n + 1);
    out.expected_return[n] = 0.01;
    const Index k = out.covariance.factors.cols();
    CovarianceForm wide{VectorXd::Zero(n + 1), MatrixXd::Zero(n + 1, k), {}};
    wide.diagonal.head(n) = out.covariance.diagonal;
    wide.factors.topRows(n) = out.covariance.factors;
    if (out.covariance.dense.size() > 0) {
        wide.dense = MatrixXd::Zero(n + 1, n + 1);
        wide.dense.topLeftCorner(n, n) = out.covariance.dense;
    }
    out.covariance = std::move(wide);
    auto some = everyWeight(Sense::AtLeast, 0, n);
    some.members = {n};
    out.limits.front() = budget(n + 1);
    out.limits.push_back(some);
    return out;
}

/// The point by the interior-point method, where it returns what this one does.
OptimalPortfolio byPrograms(const PortfolioProblem& problem, std::size_t point, const VectorXd& weights) {
    auto at = problem;
    if (point > 0)
        at.limits.push_back(returnAtLeast(problem, problem.expected_return.dot(weights), "return"));
    return solveFor(at, leastVariance(problem, 1));
}

TEST(CriticalLine, FrontiersAreThoseOfTheInteriorPoint) {
    RandomNumbers random{std::mt19937_64(20261122)};
    int applied = 0;
    for (int trial = 0; trial < 200; ++trial) {
        const auto problem = drawn(random, trial);
        const auto got = criticalFrontier(problem, 6);
        if (got.points.empty()) {
            EXPECT_NE(byPrograms(problem, 0, {}).state, OptimalState::Found) << trial << got.why;
            continue;
        }
        ++applied;
        EXPECT_GT(got.corners, 0U);
        for (std::size_t k = 0; k < got.points.size(); ++k) {
            const auto about = "trial " + std::to_string(trial) + ", point " + std::to_string(k);
            const auto& [solution, weights] = std::tie(got.points[k].solution, got.points[k].weights);
            const auto want = byPrograms(problem, k, weights);
            ASSERT_EQ(want.state, OptimalState::Found) << about;
            EXPECT_LT(std::max({solution.primal_residual, solution.dual_residual, solution.gap}), 1e-10);
            expectKept(problem, weights, about);
            const double variance = problem.covariance.variance(want.weights);
            // A return that is missed by 1e-9 is worth its multiplier; weights of 1e-5 beside cash are risk.
            const double price = k == 0 ? 0 : solution.inequality_multiplier[0];
            EXPECT_NEAR(problem.covariance.variance(weights), variance, 1e-8 * (variance + price) + 1e-11)
                << about;
            EXPECT_LT(largest(weights - want.weights), 1e-4) << about;
        }
    }
    EXPECT_GT(applied, 150);
}

TEST(CriticalLine, ClosedForms) {
    // One asset beside cash: its weight is tolerance x excess / variance, until there is no cash.
    const CovarianceForm one{(VectorXd(2) << 0.04, 0).finished(), MatrixXd(2, 0), {}};
    const VectorXd mean = (VectorXd(2) << 0.07, 0.02).finished(), none = VectorXd::Zero(2);
    const auto cash = criticalLine(one, mean, none, VectorXd::Constant(2, HUGE_VAL), 1);
    ASSERT_EQ(cash.corners.size(), 2U) << cash.why;
    EXPECT_NEAR(cash.corners[0].tolerance, 0.8, 1e-14);
    EXPECT_EQ(cash.corners[0].weights[0], 1);
    EXPECT_NEAR(cash.corners[1].weights[1], 1, 1e-15);
    // Nothing correlated: the least variance is inverse to variances.
    const CovarianceForm two{(VectorXd(2) << 0.01, 0.04).finished(), MatrixXd(2, 0), {}};
    const auto both = criticalLine(two, mean, none, VectorXd::Ones(2), 1);
    EXPECT_NEAR(both.corners.back().weights[0], 0.8, 1e-15);
    EXPECT_NEAR(both.corners.back().price, 0.008, 1e-15) << "d variance / 2 per unit of the budget";
    // Five of twenty at their bound to the last digit: the first corner has nothing between bounds.
    const CovarianceForm many{VectorXd::LinSpaced(20, 0.01, 0.05), MatrixXd(20, 0), {}};
    const auto full = criticalLine(many, VectorXd::LinSpaced(20, 0, 0.1), VectorXd::Zero(20),
                                   VectorXd::Constant(20, 0.2), 1);
    ASSERT_FALSE(full.corners.empty()) << full.why;
    EXPECT_NEAR(full.corners[0].weights.tail(5).minCoeff(), 0.2, 1e-15);
}

TEST(CriticalLine, SaysWhereItDoesNotApply) {
    const auto covariance = sineModel(8);
    const Index n = covariance.size();
    const VectorXd zero = VectorXd::Zero(n), full = VectorXd::Ones(n), mean = sineMean(8);
    const auto whyOf = [&](const VectorXd& mu, const VectorXd& lower, const VectorXd& upper) {
        const auto got = criticalLine(covariance, mu, lower, upper, 1);
        EXPECT_TRUE(got.corners.empty() || got.why.empty());
        return got.why;
    };
    EXPECT_EQ(whyOf(mean, zero, full), "");
    EXPECT_EQ(whyOf(VectorXd::Constant(n, 0.05), zero, full), "equal means reach the highest return");
    EXPECT_EQ(whyOf(mean, zero, 0.05 * full), "the bounds leave no choice within the budget");
    EXPECT_EQ(whyOf(mean, full / static_cast<double>(n), full),
              "the bounds leave no choice within the budget");
    EXPECT_EQ(whyOf(mean, -HUGE_VAL * full, full), "not all weights have a lower bound, below the upper one");
    const CovarianceForm twins{
        VectorXd::Zero(3), (MatrixXd(3, 2) << 0.2, 0, 0.2, 0, 0.1, 0.3).finished(), {}};
    const auto same = criticalLine(twins, (VectorXd(3) << 0.04, 0.06, 0.05).finished(), VectorXd::Zero(3),
                                   VectorXd::Constant(3, 0.5), 1);
    EXPECT_TRUE(same.corners.empty() == (same.why == "the covariance is singular")) << same.why;

    auto problem = fullyInvested(covariance, mean);
    EXPECT_EQ(criticalFrontier(problem, 5).points.size(), 5U);
    EXPECT_EQ(frontier(problem, 5)[2].solution.steps, 0) << "taken from the line";
    auto held = problem;
    held.held = VectorXd::Constant(n, 1 / static_cast<double>(n));
    EXPECT_EQ(criticalFrontier(held, 5).why, "") << "trades without costs";
    held.buy_cost = held.sell_cost = VectorXd::Constant(n, 0.001);
    EXPECT_EQ(criticalFrontier(held, 5).why, "more than bounds and a budget holds");
    problem.limits.push_back(row(VectorXd::Unit(n, 0) + VectorXd::Unit(n, 1), Sense::AtMost, 0.3, "two"));
    EXPECT_EQ(criticalFrontier(problem, 5).why, "more than bounds and a budget holds");
    EXPECT_GT(frontier(problem, 5)[2].solution.steps, 0) << "by programs";
    problem.limits.back().sense = Sense::Equal;
    EXPECT_EQ(criticalFrontier(problem, 5).why, "more than bounds and a budget holds");
    problem.limits = {problem.limits[1]};
    EXPECT_EQ(criticalFrontier(problem, 5).why, "there is no budget");
}

} // namespace
} // namespace nautilus::portfolio
