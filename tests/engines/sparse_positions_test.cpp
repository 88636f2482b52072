// Few positions, none tiny, against all sets of positions one by one.

#include "engines/portfolio/kernel/optimiser/sparse_positions.h"
#include "tests/engines/allocation_tables.h"
#include "tests/engines/portfolio_limits.h"

#include <gtest/gtest.h>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using namespace testing_limits;
using Eigen::Index;
using Eigen::VectorXd;

double objectiveOf(const PortfolioProblem& problem, const Goal& goal, const VectorXd& w) {
    return 0.5 * goal.risk_weight * problem.covariance.variance(w) + goal.linear.dot(w) +
           (goal.costs ? problem.costOf(w) : 0);
}

Limit of(Sense sense, double limit, std::vector<Index> members) {
    auto out = everyWeight(sense, limit, 0);
    out.members = std::move(members);
    return out;
}

/// The best of every way to hold each security long, short or not at all.
double bestOfAll(const PortfolioProblem& problem, const Goal& goal, const PositionLimits& positions,
                 bool shorts) {
    const auto n = static_cast<int>(problem.securities);
    const int ways = shorts ? 3 : 2;
    int sets = 1;
    for (int i = 0; i < n; ++i)
        sets *= ways;
    double best = std::numeric_limits<double>::infinity();
    for (int set = 0; set < sets; ++set) {
        std::vector<Index> out, longs, sold;
        for (int i = 0, rest = set; i < n; ++i, rest /= ways)
            (rest % ways == 0 ? out : rest % ways == 1 ? longs : sold).push_back(i);
        if (positions.most && n - static_cast<int>(out.size()) > *positions.most) continue;
        auto at = problem;
        const double least = positions.least.value_or(0);
        if (!out.empty()) at.limits.push_back(of(Sense::Equal, 0, out));
        if (!longs.empty()) at.limits.push_back(of(Sense::AtLeast, least, longs));
        if (!sold.empty()) at.limits.push_back(of(Sense::AtMost, -least, sold));
        const auto got = solveFor(at, goal);
        if (got.state == OptimalState::Found) best = std::min(best, objectiveOf(problem, goal, got.weights));
    }
    return best;
}

struct Posed {
    PortfolioProblem problem;
    PositionLimits positions;
    bool shorts = false;
};

Posed posed(int seed) {
    RandomNumbers random{std::mt19937_64(static_cast<std::uint64_t>(seed))};
    Posed out;
    out.shorts = seed % 5 == 4;
    const Index n = random.whole(3, out.shorts ? 5 : 10);
    const VectorXd mean = VectorXd::NullaryExpr(n, [&] { return random.between(-0.05, 0.15); });
    out.problem = fullyInvested(randomModel(random, n, 2), mean);
    if (out.shorts) out.problem.limits[1].limit = -0.4;
    out.problem.limits.push_back(everyWeight(Sense::AtMost, random.between(0.25, 0.9), n));
    if (seed % 3 == 0) {
        out.problem.held = VectorXd::Constant(n, 1 / static_cast<double>(n));
        out.problem.buy_cost = out.problem.sell_cost = VectorXd::Constant(n, 0.003);
    }
    if (seed % 7 == 0) { // a risk measured from what may not be held
        Limit risk;
        risk.kind = LimitKind::Risk;
        risk.name = "tracking error";
        risk.limit = random.between(0.05, 0.3);
        risk.centre = VectorXd::Constant(n, 1 / static_cast<double>(n));
        out.problem.limits.push_back(risk);
    }
    if (seed % 2 == 0 || seed % 3 == 1) out.positions.most = random.whole(1, static_cast<int>(n) - 1);
    if (!out.positions.most || seed % 4 < 2) out.positions.least = random.between(0.05, 0.35);
    return out;
}

TEST(SparsePositions, AreTheBestOfAllSets) {
    int found = 0, none = 0, refused = 0, proven = 0;
    for (int seed = 0; seed < 200; ++seed) {
        const auto about = "seed " + std::to_string(seed);
        const auto [problem, positions, shorts] = posed(seed);
        const auto goal = meanVariance(problem, 4);
        const double want = bestOfAll(problem, goal, positions, shorts);
        const auto got = solveSparse(problem, goal, positions);
        if (!std::isfinite(want)) {
            EXPECT_NE(got.state, OptimalState::Found) << about;
            EXPECT_FALSE(got.why.empty()) << about;
            ++none;
            refused += got.state == OptimalState::Infeasible ? 1 : 0;
            continue;
        }
        ASSERT_EQ(got.state, OptimalState::Found) << about << ' ' << got.why;
        ++found;
        const double value = objectiveOf(problem, goal, got.weights);
        const double scale = std::max(std::abs(want), 1e-3);
        EXPECT_GT(value, want - 1e-7 * scale) << about;
        EXPECT_LT(value, want + (got.optimality_gap + 3e-7) * scale) << about;
        proven += got.optimality_gap == 0 ? 1 : 0;
        EXPECT_LE(positionsIn(problem, got.weights), positions.most.value_or(problem.securities)) << about;
        for (const double each : got.weights)
            EXPECT_TRUE(each == 0 || std::abs(each) > positions.least.value_or(0) - 1e-8) << about;
        for (const auto& limit : problem.limits) {
            const double beyond = problem.valueOf(limit, got.weights) - limit.limit;
            const double over = limit.sense == Sense::AtMost    ? beyond
                                : limit.sense == Sense::AtLeast ? -beyond
                                                                : std::abs(beyond);
            EXPECT_LT(over, 1e-7) << about << ' ' << limit.name;
        }
    }
    EXPECT_GT(found, 120);
    EXPECT_GT(none, 5);
    EXPECT_GT(refused, none * 9 / 10) << "the rest ran out of nodes";
    EXPECT_GT(proven, found * 95 / 100);
}

TEST(SparsePositions, OfAHundredSecuritiesComeWithTheirGap) {
    RandomNumbers random{std::mt19937_64(20261122)};
    const Index n = 100;
    const VectorXd mean = VectorXd::NullaryExpr(n, [&] { return random.between(0, 0.15); });
    auto problem = fullyInvested(randomModel(random, n, 10), mean);
    problem.limits.push_back(everyWeight(Sense::AtMost, 0.2, n));
    const auto goal = meanVariance(problem, 5);
    const auto free = solveFor(problem, goal);
    const auto few = solveSparse(problem, goal, {10, 0.03});
    ASSERT_EQ(few.state, OptimalState::Found) << few.why;
    EXPECT_LE(positionsIn(problem, few.weights), 10);
    EXPECT_GE(few.optimality_gap, 0);
    EXPECT_LT(few.optimality_gap, 0.1);
    EXPECT_GE(objectiveOf(problem, goal, few.weights), free.solution.objective - 1e-9);
    EXPECT_EQ(few.weights, solveSparse(problem, goal, {10, 0.03}).weights) << "the same every time";
    const auto standing = standings(problem, few.built, few.solution);
    EXPECT_NEAR(standing[0].value, 1, 1e-8);
    const auto loose = solveSparse(problem, goal, {n, {}});
    EXPECT_NEAR(loose.solution.objective, free.solution.objective, 1e-7);
    EXPECT_EQ(loose.optimality_gap, 0);
}

TEST(SparsePositions, TooFewForTheLimitsAreInfeasible) {
    RandomNumbers random{std::mt19937_64(1)};
    auto problem = fullyInvested(randomModel(random, 6, 1), VectorXd::Zero(6));
    problem.limits.push_back(everyWeight(Sense::AtMost, 0.3, 6));
    const auto got = solveSparse(problem, leastVariance(problem, 1), {3, {}}); // 3 x 0.3 is no whole
    EXPECT_EQ(got.state, OptimalState::Infeasible);
    EXPECT_NE(got.why.find("at most 3 positions"), std::string::npos) << got.why;
    const auto four = solveSparse(problem, leastVariance(problem, 1), {4, {}});
    EXPECT_EQ(four.state, OptimalState::Found);
    EXPECT_EQ(positionsIn(problem, four.weights), 4);
}

TEST(SparsePositions, TheLargestAreKept) {
    RandomNumbers random{std::mt19937_64(2)};
    const auto problem = fullyInvested(randomModel(random, 5, 1), VectorXd::Zero(5));
    VectorXd weights(5);
    weights << 0.3, 0.02, 0.4, 0.18, 0.1;
    const auto kept = holdingLargest(problem, weights, {3, 0.15});
    const auto got = solveFor(kept, leastVariance(kept, 1));
    ASSERT_EQ(got.state, OptimalState::Found);
    EXPECT_NEAR(got.weights[1], 0, 1e-9);
    EXPECT_NEAR(got.weights[4], 0, 1e-9);
    EXPECT_GT(std::min({got.weights[0], got.weights[2], got.weights[3]}), 0.15 - 1e-9);
    // A linear program in which the bounds of what is fixed would leave no interior.
    Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor> scenarios(60, 5);
    for (double& each : scenarios.reshaped())
        each = random.between(-0.03, 0.031);
    const auto tail = leastShortfall(kept, {scenarios.data(), 60, 5}, 0.9);
    ASSERT_EQ(tail.state, OptimalState::Found);
    EXPECT_NEAR(tail.weights[1], 0, 1e-9);
    EXPECT_NEAR(tail.weights.sum(), 1, 1e-9);
}

} // namespace
} // namespace nautilus::portfolio
