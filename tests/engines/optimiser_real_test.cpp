// Portfolios of real returns against a golden set of libraries (make_portfolio_goldens.py brings it in).

#include "tests/engines/portfolio_goldens.h"

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using namespace testing_limits;
using namespace testing_portfolios;

PortfolioProblem realProblem(Index n) {
    MatrixXd returns = realReturns().leftCols(n);
    returns.rowwise() -= returns.colwise().mean();
    MatrixXd covariance = 252.0 / 251 * (returns.transpose() * returns);
    covariance = 0.9 * covariance + MatrixXd(0.1 * covariance.diagonal().asDiagonal());
    return fullyInvested(numerics::CovarianceForm::ofDense(std::move(covariance)),
                         portfolioGolden("real mu").head(n));
}

VectorXd membersOf(const VectorXd& sector, int of) {
    return (sector.array() == of).cast<double>().matrix();
}

struct RealCase {
    std::string name;
    Index n = 0;
    [[nodiscard]] VectorXd of(const std::string& field) const { return portfolioGolden(name + ' ' + field); }
    [[nodiscard]] double number(const std::string& field) const { return of(field)[0]; }
};

std::vector<RealCase> realCases(const std::string& kind) {
    std::vector<RealCase> out;
    for (const Index n : {5, 10, 20, 50, 100, 200}) {
        const auto name = "real " + kind + "_n" + std::to_string(n);
        if (hasGolden(name + " objective")) out.push_back({name, n});
    }
    EXPECT_EQ(out.size(), 6U) << kind;
    return out;
}

double utility(const PortfolioProblem& problem, double aversion, const VectorXd& w) {
    return aversion / 2 * problem.covariance.variance(w) - problem.expected_return.dot(w);
}

TEST(OptimiserOnRealReturns, LeastVarianceOfRealReturns) {
    for (const auto& one : realCases("minvar_longonly")) {
        const auto problem = realProblem(one.n);
        const auto got = solveFor(problem, leastVariance(problem, 1));
        ASSERT_EQ(got.state, OptimalState::Found) << one.name;
        expectSame(problem, got, problem.covariance.variance(got.weights) / 2, one.of("weights"),
                   one.number("objective"), one.name);
    }
}

TEST(OptimiserOnRealReturns, MeanVarianceInBoxesAndSectorsOfRealReturns) {
    for (const std::string kind : {"meanvar_box", "meanvar_sector"})
        for (const auto& one : realCases(kind)) {
            auto problem = realProblem(one.n);
            problem.limits.push_back(everyWeight(Sense::AtMost, one.number("u"), one.n));
            if (kind == "meanvar_sector")
                for (int j = 0; j < one.number("sectors"); ++j)
                    problem.limits.push_back(row(membersOf(one.of("sector"), j), Sense::AtMost,
                                                 one.of("sector_cap")[j], "sector"));
            const auto got = solveFor(problem, meanVariance(problem, one.number("lam")));
            ASSERT_EQ(got.state, OptimalState::Found) << one.name;
            expectSame(problem, got, utility(problem, one.number("lam"), got.weights), one.of("weights"),
                       one.number("objective"), one.name);
        }
}

TEST(OptimiserOnRealReturns, TurnoverAndCostsOfRealReturns) {
    for (const auto& one : realCases("meanvar_turnover")) {
        auto problem = realProblem(one.n);
        problem.limits.push_back(everyWeight(Sense::AtMost, one.number("u"), one.n));
        problem.held = one.of("w0");
        problem.buy_cost = problem.sell_cost = VectorXd::Constant(one.n, one.number("c"));
        Limit turnover;
        turnover.kind = LimitKind::Turnover;
        turnover.name = "turnover";
        turnover.limit = one.number("tau") / 2; // the reference counts both sides
        problem.limits.push_back(turnover);
        const auto got = solveFor(problem, meanVariance(problem, one.number("lam")));
        ASSERT_EQ(got.state, OptimalState::Found) << one.name;
        expectSame(problem, got,
                   utility(problem, one.number("lam"), got.weights) + problem.costOf(got.weights),
                   one.of("weights"), one.number("objective"), one.name);
    }
}

TEST(OptimiserOnRealReturns, TrackingARealBenchmark) {
    for (const auto& one : realCases("tracking_error")) {
        auto problem = realProblem(one.n);
        const VectorXd benchmark = one.of("benchmark");
        problem.benchmark = benchmark;
        const double most = one.number("a");
        for (Index i = 0; i < one.n; ++i) {
            auto low = everyWeight(Sense::AtLeast, std::max(0.0, benchmark[i] - most), one.n);
            auto high = everyWeight(Sense::AtMost, benchmark[i] + most, one.n);
            low.members = high.members = {i};
            problem.limits.push_back(low);
            problem.limits.push_back(high);
        }
        for (int j = 0; j < one.number("sectors"); ++j) {
            const VectorXd members = membersOf(one.of("sector"), j);
            const double at = members.dot(benchmark), room = one.number("s");
            problem.limits.push_back(row(members, Sense::AtMost, at + room, "sector"));
            problem.limits.push_back(row(members, Sense::AtLeast, at - room, "sector"));
        }
        const double aversion = one.number("kappa");
        const auto got = solveFor(problem, benchmarkRelative(problem, aversion));
        ASSERT_EQ(got.state, OptimalState::Found) << one.name;
        const double objective = aversion / 2 * problem.covariance.variance(got.weights - benchmark) -
                                 problem.expected_return.dot(got.weights);
        expectSame(problem, got, objective, one.of("weights"), one.number("objective"), one.name);
    }
}

TEST(OptimiserOnRealReturns, LongShortNeutralOnRealReturns) {
    for (const Index n : {5, 10, 20, 50, 100, 200}) {
        const RealCase one{"real longshort_neutral_n" + std::to_string(n), n};
        auto problem = realProblem(n);
        const VectorXd benchmark = one.of("benchmark");
        const VectorXd beta = problem.covariance.times(benchmark) / problem.covariance.variance(benchmark);
        problem.expected_return.array() -= problem.expected_return.mean();
        problem.limits = {row(VectorXd::Ones(n), Sense::Equal, 0, "dollars"),
                          row(beta, Sense::Equal, 0, "beta"), everyWeight(Sense::AtMost, one.number("l"), n),
                          everyWeight(Sense::AtLeast, -one.number("l"), n)};
        const auto got = solveFor(problem, meanVariance(problem, one.number("lam")));
        ASSERT_EQ(got.state, OptimalState::Found) << one.name;
        expectSame(problem, got, utility(problem, one.number("lam"), got.weights), one.of("weights"),
                   one.number("objective"), one.name);
    }
}

TEST(OptimiserOnRealReturns, LargestRatiosOfRealReturns) {
    for (const auto& one : realCases("max_sharpe")) {
        auto problem = realProblem(one.n);
        problem.limits.push_back(everyWeight(Sense::AtMost, one.number("u"), one.n));
        const double rf = one.number("rf");
        const auto got = largestRatio(problem, problem.expected_return, rf);
        ASSERT_EQ(got.state, OptimalState::Found) << one.name;
        expectSame(problem, got, ratioOf(problem, problem.expected_return, rf, got.weights),
                   one.of("weights"), one.number("objective"), one.name);
    }
    for (const Index n : {20, 100}) {
        const auto name = "real diversification " + std::to_string(n);
        const auto problem = realProblem(n);
        const VectorXd deviations = problem.covariance.variances().cwiseSqrt(), want = portfolioGolden(name);
        const auto got = largestRatio(problem, deviations, 0);
        ASSERT_EQ(got.state, OptimalState::Found) << name;
        expectSame(problem, got, ratioOf(problem, deviations, 0, got.weights), want.tail(n), want[0], name);
    }
}

TEST(OptimiserOnRealReturns, TheCriticalLineOfRealReturns) {
    for (const Index n : {10, 20, 50}) {
        const auto name = "real cla " + std::to_string(n);
        auto problem = realProblem(n);
        const VectorXd head = portfolioGolden(name);
        problem.limits.push_back(everyWeight(Sense::AtMost, head[0], n));
        const auto best = largestRatio(problem, problem.expected_return, 0);
        ASSERT_EQ(best.state, OptimalState::Found) << name;
        expectSame(problem, best, ratioOf(problem, problem.expected_return, 0, best.weights),
                   portfolioGolden(name + " ratio"), head[1], name);
        const auto least = solveFor(problem, leastVariance(problem, 1));
        ASSERT_EQ(least.state, OptimalState::Found) << name;
        expectSame(problem, least, problem.covariance.variance(least.weights),
                   portfolioGolden(name + " least"), head[2], name);
    }
}

TEST(OptimiserOnRealReturns, TheFrontierOfRealReturns) {
    const auto problem = realProblem(20);
    for (int k = 0; k < 20; ++k) {
        const VectorXd want = portfolioGolden("real frontier " + std::to_string(k));
        auto at = problem;
        at.limits.push_back(returnAtLeast(problem, want[0], ""));
        const auto got = solveFor(at, leastVariance(at, 1));
        ASSERT_EQ(got.state, OptimalState::Found) << k;
        expectSame(at, got, problem.covariance.variance(got.weights), want.tail(20), want[1],
                   "point " + std::to_string(k));
    }
}

TEST(OptimiserOnRealReturns, RiskBudgetsOfRealReturns) {
    for (const std::string kind : {"equal", "linear"})
        for (const Index n : {5, 20, 50, 100, 200}) {
            const auto problem = realProblem(n);
            VectorXd budgets = VectorXd::Ones(n);
            if (kind == "linear") budgets = VectorXd::LinSpaced(n, 1, static_cast<double>(n));
            budgets /= budgets.sum();
            const auto name = "real parity " + kind + ' ' + std::to_string(n);
            const auto got = riskBudgets(problem, budgets);
            ASSERT_EQ(got.state, OptimalState::Found) << name;
            expectKept(problem, got.weights, name);
            EXPECT_LT((got.weights - portfolioGolden(name)).lpNorm<Eigen::Infinity>(), 1e-7) << name;
            const VectorXd share = got.weights.cwiseProduct(problem.covariance.times(got.weights));
            EXPECT_LT((share / share.sum() - budgets).lpNorm<Eigen::Infinity>(), 1e-7) << name;
        }
}

TEST(OptimiserOnRealReturns, TailsOfRealReturns) {
    for (int k = 0; k < 4; ++k) {
        const VectorXd want = portfolioGolden("real cvar " + std::to_string(k));
        const auto n = static_cast<Index>(want[0]);
        auto problem = realProblem(n);
        if (!std::isnan(want[2])) problem.limits.push_back(returnAtLeast(problem, want[2], ""));
        const RowMajor scenarios = realReturns().leftCols(n);
        expectTail(problem, leastShortfall(problem, viewOf(scenarios), want[1]), want[3],
                   "cvar " + std::to_string(k));
    }
    const VectorXd want = portfolioGolden("real cdar 0");
    const auto problem = realProblem(static_cast<Index>(want[0]));
    const RowMajor scenarios = realReturns().leftCols(problem.securities);
    expectTail(problem, leastDrawdown(problem, viewOf(scenarios), want[1]), want[2], "cdar");
}

} // namespace
} // namespace nautilus::portfolio
