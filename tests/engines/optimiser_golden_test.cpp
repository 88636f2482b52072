// The methods against cvxopt and HiGHS on problems whose data both sides make from sines
// (tests/data/optimisation/make_portfolio_goldens.py).

#include "tests/engines/portfolio_goldens.h"

#include <functional>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using namespace testing_limits;
using namespace testing_portfolios;

RowMajor sineSessions(int s) {
    const Index n = 3 + s % 15, sessions = 40 + s % 60;
    return RowMajor::NullaryExpr(sessions, n, [&](Index row, Index column) {
        const auto t = static_cast<double>(row), i = static_cast<double>(column);
        return 0.01 * std::sin(1.1 * t + 0.37 * i * i + s) + 0.01 * std::sin(0.7 * (t + 1) * (i + 1) + s) +
               0.0004 * i;
    });
}

/// What each script's answer says of its problems.
void everySine(const std::string& kind, const std::function<void(int, const VectorXd&)>& check) {
    int answered = 0;
    for (int s = 0; s < 200; ++s) {
        const auto name = kind + ' ' + std::to_string(s);
        if (!hasGolden(name)) continue;
        ++answered;
        check(s, portfolioGolden(name));
    }
    EXPECT_EQ(answered, 200) << kind;
}

TEST(OptimiserGolden, LargestSharpeRatios) {
    everySine("sharpe", [](int s, const VectorXd& want) {
        const auto problem = sineProblem(s);
        const auto got = largestRatio(problem, problem.expected_return, 0.005);
        ASSERT_EQ(got.state, OptimalState::Found) << s;
        expectSame(problem, got, ratioOf(problem, problem.expected_return, 0.005, got.weights),
                   want.tail(problem.securities), want[0], "problem " + std::to_string(s));
    });
}

TEST(OptimiserGolden, LargestDiversificationRatios) {
    everySine("diversification", [](int s, const VectorXd& want) {
        const auto problem = sineProblem(s);
        const VectorXd deviations = problem.covariance.variances().cwiseSqrt();
        const auto got = largestRatio(problem, deviations, 0);
        ASSERT_EQ(got.state, OptimalState::Found) << s;
        expectSame(problem, got, ratioOf(problem, deviations, 0, got.weights), want.tail(problem.securities),
                   want[0], "problem " + std::to_string(s));
    });
}

TEST(OptimiserGolden, RobustMeansAreThoseOfTheCone) {
    everySine("robust", [](int s, const VectorXd& want) {
        const auto problem = sineProblem(s);
        const double doubt = 0.1 + 0.05 * (s % 8);
        const auto got = robustMean(problem, 3, doubt);
        ASSERT_EQ(got.state, OptimalState::Found) << s;
        const double variance = problem.covariance.variance(got.weights);
        const double value =
            problem.expected_return.dot(got.weights) - 1.5 * variance - doubt * std::sqrt(variance);
        expectKept(problem, got.weights, "problem " + std::to_string(s));
        // The value may pass through 0: against the size of its terms.
        EXPECT_NEAR(value, want[0], kObjective * std::max(std::abs(want[0]), 0.01)) << s;
        EXPECT_LT((got.weights - want.tail(problem.securities)).lpNorm<Eigen::Infinity>(), kWeight) << s;
    });
}

PortfolioProblem tailProblem(int s) {
    auto out = sineProblem(s);
    out.limits.pop_back();
    out.limits.back() = everyWeight(Sense::AtMost, 0.6, out.securities);
    return out;
}

TEST(OptimiserGolden, ShortfallsWithAFloorUnderTheReturn) {
    everySine("shortfall", [](int s, const VectorXd& want) {
        const RowMajor scenarios = sineSessions(s);
        auto problem = tailProblem(s);
        problem.expected_return = scenarios.colwise().mean().transpose();
        VectorXd sorted = problem.expected_return;
        std::sort(sorted.begin(), sorted.end());
        const Index n = sorted.size();
        const double floor = 0.5 * (sorted.mean() + 0.6 * sorted[n - 1] + 0.4 * sorted[n - 2]);
        problem.limits.push_back(returnAtLeast(problem, floor, ""));
        expectTail(problem, leastShortfall(problem, viewOf(scenarios), 0.9), want[0],
                   "problem " + std::to_string(s));
    });
}

TEST(OptimiserGolden, Drawdowns) {
    everySine("drawdown", [](int s, const VectorXd& want) {
        const auto problem = tailProblem(s);
        RowMajor scenarios = sineSessions(s);
        for (Index t = 3; t < scenarios.rows(); t += 7)
            scenarios.row(t).array() -= 0.03;
        expectTail(problem, leastDrawdown(problem, viewOf(scenarios), 0.9), want[0],
                   "problem " + std::to_string(s));
    });
}

TEST(OptimiserGolden, GrowthWithBorrowedMoney) {
    everySine("growth", [](int s, const VectorXd& want) {
        const RowMajor scenarios = 4 * sineSessions(s).array() - 0.004;
        const Index n = scenarios.cols(), sessions = scenarios.rows();
        const auto problem = withBorrowing(tailProblem(s));
        VectorXd p;
        if (s % 2)
            p = VectorXd::NullaryExpr(
                sessions, [&](Index t) { return 1 + 0.5 * std::sin(0.2 * static_cast<double>(t) + s); });
        const auto got = fastestGrowth(problem, viewOf(scenarios), 0.0002, p);
        ASSERT_EQ(got.state, OptimalState::Found) << s << got.why;
        expectKept(problem, got.weights, "problem " + std::to_string(s));
        if (p.size() == 0) p = VectorXd::Ones(sessions);
        const VectorXd wealth = ((scenarios * got.weights.head(n)).array() + 1 + 0.0002 * got.weights[n]);
        const double growth = p.dot(wealth.array().log().matrix()) / p.sum();
        EXPECT_NEAR(growth, want[0], kObjective * std::max(std::abs(want[0]), 1e-3)) << s;
        EXPECT_LT(got.optimality_gap, 1e-9) << s;
    });
}

} // namespace
} // namespace nautilus::portfolio
