// Portfolios against independent programs: real returns of a golden set of libraries, and problems whose data
// both sides make from sines (tests/data/optimisation/make_portfolio_goldens.py).

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

constexpr double kObjective = 1e-8, kConstraint = 1e-9, kWeight = 1e-5;

const NamedArrays& goldens() {
    static const NamedArrays arrays = readArrays("optimisation/portfolio_goldens.csv.gz");
    return arrays;
}
bool has(const std::string& name) {
    return goldens().contains(name);
}
VectorXd golden(const std::string& name) {
    const auto& values = named(goldens(), name);
    return Eigen::Map<const VectorXd>(values.data(), static_cast<Index>(values.size()));
}

/// The first hundred columns are with the allocation goldens.
const MatrixXd& realReturns() {
    static const MatrixXd all = [] {
        MatrixXd out(252, 200);
        for (int t = 0; t < 252; ++t) {
            out.row(t).head(100) = allocationGolden("library returns " + std::to_string(t)).transpose();
            out.row(t).tail(100) = golden("real returns " + std::to_string(t)).transpose() / 1e9;
        }
        return out;
    }();
    return all;
}

PortfolioProblem realProblem(Index n) {
    MatrixXd returns = realReturns().leftCols(n);
    returns.rowwise() -= returns.colwise().mean();
    MatrixXd covariance = 252.0 / 251 * (returns.transpose() * returns);
    covariance = 0.9 * covariance + MatrixXd(0.1 * covariance.diagonal().asDiagonal());
    return fullyInvested(numerics::CovarianceForm::ofDense(std::move(covariance)), golden("real mu").head(n));
}

void expectKept(const PortfolioProblem& problem, const VectorXd& weights, const std::string& about) {
    for (const auto& limit : problem.limits) {
        if (limit.kind == LimitKind::Weights && limit.members.empty()) continue;
        const double value = problem.valueOf(limit, weights);
        const double beyond = limit.sense == Sense::AtMost    ? value - limit.limit
                              : limit.sense == Sense::AtLeast ? limit.limit - value
                                                              : std::abs(value - limit.limit);
        EXPECT_LT(beyond, kConstraint) << about << ": " << limit.name;
    }
}

/// The objective as the reference states it, minimised.
void expectSame(const PortfolioProblem& problem, const OptimalPortfolio& got, double objective,
                const VectorXd& weights, double want, const std::string& about) {
    ASSERT_EQ(got.state, OptimalState::Found) << about << ' ' << got.why;
    expectKept(problem, got.weights, about);
    EXPECT_NEAR(objective, want, kObjective * std::abs(want)) << about;
    EXPECT_LT((got.weights - weights).lpNorm<Eigen::Infinity>(), kWeight) << about;
}

Limit row(const VectorXd& of, Sense sense, double limit, const std::string& name) {
    Limit out;
    out.sense = sense;
    out.name = name;
    out.limit = limit;
    out.row = of;
    return out;
}

VectorXd membersOf(const VectorXd& sector, int of) {
    return (sector.array() == of).cast<double>().matrix();
}

struct RealCase {
    std::string name;
    Index n = 0;
    [[nodiscard]] VectorXd of(const std::string& field) const { return golden(name + ' ' + field); }
    [[nodiscard]] double number(const std::string& field) const { return of(field)[0]; }
};

std::vector<RealCase> realCases(const std::string& kind) {
    std::vector<RealCase> out;
    for (const Index n : {5, 10, 20, 50, 100, 200}) {
        const auto name = "real " + kind + "_n" + std::to_string(n);
        if (has(name + " objective")) out.push_back({name, n});
    }
    EXPECT_EQ(out.size(), 6U) << kind;
    return out;
}

double utility(const PortfolioProblem& problem, double aversion, const VectorXd& w) {
    return aversion / 2 * problem.covariance.variance(w) - problem.expected_return.dot(w);
}

TEST(OptimiserGolden, LeastVarianceOfRealReturns) {
    for (const auto& one : realCases("minvar_longonly")) {
        const auto problem = realProblem(one.n);
        const auto got = solveFor(problem, leastVariance(problem, 1));
        ASSERT_EQ(got.state, OptimalState::Found) << one.name;
        expectSame(problem, got, problem.covariance.variance(got.weights) / 2, one.of("weights"),
                   one.number("objective"), one.name);
    }
}

TEST(OptimiserGolden, MeanVarianceInBoxesAndSectorsOfRealReturns) {
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

TEST(OptimiserGolden, TurnoverAndCostsOfRealReturns) {
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

TEST(OptimiserGolden, TrackingARealBenchmark) {
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

TEST(OptimiserGolden, LongShortNeutralOnRealReturns) {
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

double ratioOf(const PortfolioProblem& problem, const VectorXd& gain, double base, const VectorXd& w) {
    return (gain.dot(w) - base) / std::sqrt(problem.covariance.variance(w));
}

TEST(OptimiserGolden, LargestRatiosOfRealReturns) {
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
        const VectorXd deviations = problem.covariance.variances().cwiseSqrt(), want = golden(name);
        const auto got = largestRatio(problem, deviations, 0);
        ASSERT_EQ(got.state, OptimalState::Found) << name;
        expectSame(problem, got, ratioOf(problem, deviations, 0, got.weights), want.tail(n), want[0], name);
    }
}

TEST(OptimiserGolden, TheCriticalLineOfRealReturns) {
    for (const Index n : {10, 20, 50}) {
        const auto name = "real cla " + std::to_string(n);
        auto problem = realProblem(n);
        const VectorXd head = golden(name);
        problem.limits.push_back(everyWeight(Sense::AtMost, head[0], n));
        const auto best = largestRatio(problem, problem.expected_return, 0);
        ASSERT_EQ(best.state, OptimalState::Found) << name;
        expectSame(problem, best, ratioOf(problem, problem.expected_return, 0, best.weights),
                   golden(name + " ratio"), head[1], name);
        const auto least = solveFor(problem, leastVariance(problem, 1));
        ASSERT_EQ(least.state, OptimalState::Found) << name;
        expectSame(problem, least, problem.covariance.variance(least.weights), golden(name + " least"),
                   head[2], name);
    }
}

TEST(OptimiserGolden, TheFrontierOfRealReturns) {
    const auto problem = realProblem(20);
    for (int k = 0; k < 20; ++k) {
        const VectorXd want = golden("real frontier " + std::to_string(k));
        auto at = problem;
        at.limits.push_back(returnAtLeast(problem, want[0], ""));
        const auto got = solveFor(at, leastVariance(at, 1));
        ASSERT_EQ(got.state, OptimalState::Found) << k;
        expectSame(at, got, problem.covariance.variance(got.weights), want.tail(20), want[1],
                   "point " + std::to_string(k));
    }
}

TEST(OptimiserGolden, RiskBudgetsOfRealReturns) {
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
            EXPECT_LT((got.weights - golden(name)).lpNorm<Eigen::Infinity>(), 1e-7) << name;
            const VectorXd share = got.weights.cwiseProduct(problem.covariance.times(got.weights));
            EXPECT_LT((share / share.sum() - budgets).lpNorm<Eigen::Infinity>(), 1e-7) << name;
        }
}

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
domain::MatrixView viewOf(const RowMajor& matrix) {
    return {matrix.data(), static_cast<std::size_t>(matrix.rows()), static_cast<std::size_t>(matrix.cols())};
}

/// Linear programs: weights need not be unique, the objective is.
void expectTail(const PortfolioProblem& problem, const OptimalPortfolio& got, double want,
                const std::string& about) {
    ASSERT_EQ(got.state, OptimalState::Found) << about << ' ' << got.why;
    expectKept(problem, got.weights, about);
    EXPECT_NEAR(got.solution.objective, want, kObjective * std::abs(want)) << about;
}

TEST(OptimiserGolden, TailsOfRealReturns) {
    for (int k = 0; k < 4; ++k) {
        const VectorXd want = golden("real cvar " + std::to_string(k));
        const auto n = static_cast<Index>(want[0]);
        auto problem = realProblem(n);
        if (!std::isnan(want[2])) problem.limits.push_back(returnAtLeast(problem, want[2], ""));
        const RowMajor scenarios = realReturns().leftCols(n);
        expectTail(problem, leastShortfall(problem, viewOf(scenarios), want[1]), want[3],
                   "cvar " + std::to_string(k));
    }
    const VectorXd want = golden("real cdar 0");
    const auto problem = realProblem(static_cast<Index>(want[0]));
    const RowMajor scenarios = realReturns().leftCols(problem.securities);
    expectTail(problem, leastDrawdown(problem, viewOf(scenarios), want[1]), want[2], "cdar");
}

// ----------------------------------------------------------------------------------------- from sines

PortfolioProblem sineProblem(int s) {
    const Index n = 3 + s % 15;
    numerics::CovarianceForm covariance{VectorXd(n), MatrixXd(n, 3), {}};
    VectorXd mean(n), group = VectorXd::Zero(n);
    for (Index i = 0; i < n; ++i) {
        const auto k = static_cast<double>(i);
        covariance.diagonal[i] = 0.03 + 0.02 * std::sin(1 + 1.7 * k + s);
        for (Index j = 0; j < 3; ++j)
            covariance.factors(i, j) = 0.05 * std::sin(2 + 0.9 * k * static_cast<double>(j + 1) + 1.3 * s);
        mean[i] = 0.06 + 0.05 * std::sin(0.6 + 1.1 * k + 0.5 * s);
        if (i % 3 == 0) group[i] = 1;
    }
    auto out = fullyInvested(std::move(covariance), mean);
    out.limits.push_back(everyWeight(Sense::AtMost, std::max(0.35, 2 / static_cast<double>(n)), n));
    out.limits.push_back(row(group, Sense::AtMost, 0.5, "group"));
    return out;
}

RowMajor sineSessions(int s) {
    const Index n = 3 + s % 15, sessions = 40 + s % 60;
    return RowMajor::NullaryExpr(sessions, n, [&](Index row, Index column) {
        const auto t = static_cast<double>(row), i = static_cast<double>(column);
        return 0.01 * std::sin(1.1 * t + 0.37 * i * i + s) + 0.01 * std::sin(0.7 * (t + 1) * (i + 1) + s) +
               0.0004 * i;
    });
}

/// What each script's answer says of its problems; most of the 200 were answered.
void everySine(const std::string& kind, const std::function<void(int, const VectorXd&)>& check) {
    int answered = 0;
    for (int s = 0; s < 200; ++s) {
        const auto name = kind + ' ' + std::to_string(s);
        if (!has(name)) continue;
        ++answered;
        check(s, golden(name));
    }
    EXPECT_GT(answered, 180) << kind;
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
        auto problem = tailProblem(s);
        problem.with_cash = true;
        problem.expected_return = VectorXd::Zero(n + 1);
        problem.covariance.diagonal.conservativeResize(n + 1);
        problem.covariance.diagonal[n] = 0;
        problem.covariance.factors.conservativeResize(n + 1, Eigen::NoChange);
        problem.covariance.factors.row(n).setZero();
        VectorXd securities = VectorXd::Ones(n + 1);
        securities[n] = 0;
        problem.limits = {row(VectorXd::Ones(n + 1), Sense::Equal, 1, "budget"),
                          everyWeight(Sense::AtLeast, 0, n), everyWeight(Sense::AtMost, 0.8, n),
                          row(securities, Sense::AtMost, 1.5, "exposure")};
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
