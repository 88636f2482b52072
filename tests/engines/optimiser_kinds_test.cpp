// Every kind of portfolio against cvxopt and HiGHS: 200 problems that both sides make from sines, 20 windows
// of real stocks (tests/data/optimisation/make_kinds_goldens.py).

#include "engines/portfolio/kernel/optimiser/critical_line.h"
#include "tests/engines/portfolio_goldens.h"

#include <functional>
#include <set>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using namespace testing_limits;
using namespace testing_portfolios;

constexpr double kBuy = 0.002, kSell = 0.003, kImpact = 0.02, kAversion = 3;

/// As `Problem` of the script; its limits are the budget and weights from 0.
struct Posed {
    int s = 0;
    std::string about;
    PortfolioProblem problem;
    VectorXd held, benchmark;
    double most = 1;              ///< of a weight
    std::vector<VectorXd> groups; ///< 1 for members
    RowMajor returns;             ///< of real stocks
    VectorXd want;                ///< objective, three weights

    [[nodiscard]] Index n() const { return problem.securities; }
};

Posed posedOf(int s, numerics::CovarianceForm covariance, const VectorXd& mean, const VectorXd& sector) {
    Posed out;
    out.s = s;
    out.problem = fullyInvested(std::move(covariance), mean);
    const Index n = out.n();
    const auto share = [&](const std::function<double(double)>& of) {
        const VectorXd raw = VectorXd::NullaryExpr(n, [&](Index i) { return of(static_cast<double>(i)); });
        return VectorXd(raw / raw.sum());
    };
    out.held = share([&](double i) { return 1 + 0.5 * std::sin(i + s); });
    out.benchmark = share([&](double i) { return 1 + 0.5 * std::cos(1.3 * i + s); });
    out.most = std::min(1.0, 3 / static_cast<double>(n));
    for (const double one : std::set<double>(sector.begin(), sector.end()))
        out.groups.emplace_back((sector.array() == one).cast<double>());
    return out;
}

Posed fromSines(int s) {
    auto model = sineProblem(s);
    const VectorXd sector = VectorXd::NullaryExpr(model.securities, [](Index i) { return i % 3; });
    return posedOf(s, std::move(model.covariance), model.expected_return, sector);
}

Posed fromReturns(int k) {
    const Index n = 10 + k, first = 8 * k;
    const RowMajor returns = realReturns().middleCols(first, n);
    const MatrixXd centred = returns.rowwise() - returns.colwise().mean();
    MatrixXd c = 252.0 / 251 * (centred.transpose() * centred);
    c = 0.9 * c + MatrixXd(0.1 * c.diagonal().asDiagonal());
    auto out = posedOf(k, numerics::CovarianceForm::ofDense(std::move(c)),
                       portfolioGolden("real mu").segment(first, n),
                       portfolioGolden("real meanvar_sector_n200 sector").segment(first, n));
    out.returns = returns;
    return out;
}

const NamedArrays& kinds() {
    static const NamedArrays arrays = readArrays("optimisation/kinds_goldens.csv.gz");
    return arrays;
}
VectorXd wanted(const std::string& name) {
    const auto& values = named(kinds(), name);
    return Eigen::Map<const VectorXd>(values.data(), static_cast<Index>(values.size()));
}

using Check = std::function<void(Posed)>;
void ofReturns(const std::string& kind, const Check& check) {
    for (int k = 0; k < 20; ++k) {
        auto posed = fromReturns(k);
        posed.about = "real " + kind + " " + std::to_string(k);
        posed.want = wanted(posed.about);
        check(std::move(posed));
    }
}
void everywhere(const std::string& kind, const Check& check) {
    for (int s = 0; s < 200; ++s) {
        auto posed = fromSines(s);
        posed.about = kind + " " + std::to_string(s);
        posed.want = wanted(posed.about);
        check(std::move(posed));
    }
    ofReturns(kind, check);
}

/// `objective` as the reference states it, of the answer's weights.
void expectWanted(const Posed& posed, const OptimalPortfolio& got,
                  const std::function<double(const VectorXd&)>& objective) {
    ASSERT_EQ(got.state, OptimalState::Found) << posed.about << ' ' << got.why;
    expectKept(posed.problem, got.weights, posed.about);
    EXPECT_NEAR(objective(got.weights), posed.want[0], kObjective * std::abs(posed.want[0])) << posed.about;
    EXPECT_LT((got.weights.head(3) - posed.want.tail(3)).lpNorm<Eigen::Infinity>(), kWeight) << posed.about;
}

double utility(const PortfolioProblem& problem, const VectorXd& w) {
    return kAversion / 2 * problem.covariance.variance(w) - problem.expected_return.dot(w);
}
void expectMostUseful(const Posed& posed) {
    const auto& problem = posed.problem;
    expectWanted(posed, solveFor(problem, meanVariance(problem, kAversion)),
                 [&](const VectorXd& w) { return utility(problem, w) + problem.costOf(w); });
}

void boxed(Posed& posed) {
    posed.problem.limits.push_back(everyWeight(Sense::AtMost, posed.most, posed.n()));
}
void inSectors(Posed& posed) {
    for (const auto& members : posed.groups)
        posed.problem.limits.push_back(
            row(members, Sense::AtMost, 1.2 * members.sum() / static_cast<double>(posed.n()), "sector"));
}
void withCosts(Posed& posed) {
    posed.problem.held = posed.held;
    posed.problem.buy_cost = VectorXd::Constant(posed.n(), kBuy);
    posed.problem.sell_cost = VectorXd::Constant(posed.n(), kSell);
}
Limit limitOf(LimitKind kind, double limit) {
    Limit out;
    out.kind = kind;
    out.limit = limit;
    out.name = "limit";
    return out;
}

TEST(OptimiserKinds, LeastVarianceWithAFloorUnderTheReturn) {
    everywhere("least", [](Posed posed) {
        auto& problem = posed.problem;
        const auto& mean = problem.expected_return;
        problem.limits.push_back(returnAtLeast(problem, 0.5 * (mean.mean() + mean.maxCoeff()), ""));
        expectWanted(posed, solveFor(problem, leastVariance(problem, 1)),
                     [&](const VectorXd& w) { return problem.covariance.variance(w) / 2; });
    });
}

TEST(OptimiserKinds, MeanVarianceInABox) {
    everywhere("box", [](Posed posed) {
        boxed(posed);
        expectMostUseful(posed);
    });
}

TEST(OptimiserKinds, MeanVarianceInSectors) {
    everywhere("sectors", [](Posed posed) {
        boxed(posed);
        inSectors(posed);
        expectMostUseful(posed);
    });
}

TEST(OptimiserKinds, TurnoverAndCosts) {
    everywhere("turnover", [](Posed posed) {
        boxed(posed);
        inSectors(posed);
        withCosts(posed);
        posed.problem.limits.push_back(limitOf(LimitKind::Turnover, 0.2));
        expectMostUseful(posed);
    });
}

TEST(OptimiserKinds, CostsAndImpact) {
    ofReturns("impact", [](Posed posed) {
        boxed(posed);
        withCosts(posed);
        posed.problem.impact = VectorXd::Constant(posed.n(), kImpact);
        expectMostUseful(posed);
    });
}

TEST(OptimiserKinds, TrackingErrorWithinALimit) {
    everywhere("tracking", [](Posed posed) {
        boxed(posed);
        auto& problem = posed.problem;
        problem.limits.push_back(limitOf(LimitKind::Risk, 0.02));
        problem.limits.back().centre = posed.benchmark;
        expectWanted(posed, solveFor(problem, meanVariance(problem, 1)), [&](const VectorXd& w) {
            return 0.5 * problem.covariance.variance(w) - problem.expected_return.dot(w);
        });
    });
}

TEST(OptimiserKinds, NearABenchmark) {
    everywhere("relative", [](Posed posed) {
        auto& problem = posed.problem;
        problem.benchmark = posed.benchmark;
        for (Index i = 0; i < posed.n(); ++i) {
            auto low = everyWeight(Sense::AtLeast, std::max(0.0, posed.benchmark[i] - 0.05), posed.n());
            auto high = everyWeight(Sense::AtMost, posed.benchmark[i] + 0.05, posed.n());
            low.members = high.members = {i};
            problem.limits.push_back(low);
            problem.limits.push_back(high);
        }
        expectWanted(posed, solveFor(problem, benchmarkRelative(problem, kAversion)), [&](const VectorXd& w) {
            return kAversion / 2 * problem.covariance.variance(w - posed.benchmark) -
                   problem.expected_return.dot(w);
        });
    });
}

TEST(OptimiserKinds, NeitherDollarsNorBeta) {
    everywhere("neutral", [](Posed posed) {
        auto& problem = posed.problem;
        const VectorXd& benchmark = posed.benchmark;
        const VectorXd beta = problem.covariance.times(benchmark) / problem.covariance.variance(benchmark);
        problem.limits = {row(VectorXd::Ones(posed.n()), Sense::Equal, 0, "dollars"),
                          row(beta, Sense::Equal, 0, "beta"), everyWeight(Sense::AtMost, 0.2, posed.n()),
                          everyWeight(Sense::AtLeast, -0.2, posed.n())};
        expectMostUseful(posed);
    });
}

TEST(OptimiserKinds, LongAndShortTogether) {
    everywhere("leverage", [](Posed posed) {
        posed.problem.limits[1].limit = -0.2;
        boxed(posed);
        posed.problem.limits.push_back(limitOf(LimitKind::Leverage, 1.3));
        expectMostUseful(posed);
    });
}

TEST(OptimiserKinds, LargestRatiosOfRealStocks) {
    ofReturns("sharpe", [](Posed posed) {
        boxed(posed);
        const auto& mean = posed.problem.expected_return;
        expectWanted(posed, largestRatio(posed.problem, mean, 0.01),
                     [&](const VectorXd& w) { return ratioOf(posed.problem, mean, 0.01, w); });
    });
    ofReturns("diversification", [](Posed posed) {
        const VectorXd deviations = posed.problem.covariance.variances().cwiseSqrt();
        expectWanted(posed, largestRatio(posed.problem, deviations, 0),
                     [&](const VectorXd& w) { return ratioOf(posed.problem, deviations, 0, w); });
    });
}

TEST(OptimiserKinds, RobustMeansOfRealStocks) {
    ofReturns("robust", [](Posed posed) {
        boxed(posed);
        const double doubt = 0.1 + 0.05 * (posed.s % 8);
        expectWanted(posed, robustMean(posed.problem, kAversion, doubt), [&](const VectorXd& w) {
            return -utility(posed.problem, w) - doubt * std::sqrt(posed.problem.covariance.variance(w));
        });
    });
}

TEST(OptimiserKinds, LogarithmsOfRealStocks) {
    ofReturns("logarithms", [](Posed posed) {
        boxed(posed);
        const VectorXd b = 0.01 * posed.benchmark;
        const Goal goal{1, VectorXd::Zero(posed.n()), b, false};
        expectWanted(posed, solveFor(posed.problem, goal), [&](const VectorXd& w) {
            return posed.problem.covariance.variance(w) / 2 - b.dot(w.array().log().matrix());
        });
    });
}

TEST(OptimiserKinds, TailsOfRealStocks) {
    const auto atMost = [](Posed& posed) {
        posed.problem.limits.push_back(everyWeight(Sense::AtMost, 0.6, posed.n()));
    };
    ofReturns("shortfall", [&](Posed posed) {
        atMost(posed);
        VectorXd sorted = posed.problem.expected_return;
        std::sort(sorted.begin(), sorted.end());
        const double floor =
            0.5 * (sorted.mean() + 0.6 * sorted[posed.n() - 1] + 0.4 * sorted[posed.n() - 2]);
        posed.problem.limits.push_back(returnAtLeast(posed.problem, floor, ""));
        expectTail(posed.problem, leastShortfall(posed.problem, viewOf(posed.returns), 0.9), posed.want[0],
                   posed.about);
    });
    ofReturns("drawdown", [&](Posed posed) {
        atMost(posed);
        expectTail(posed.problem, leastDrawdown(posed.problem, viewOf(posed.returns), 0.9), posed.want[0],
                   posed.about);
    });
}

TEST(OptimiserKinds, GrowthOfRealStocks) {
    ofReturns("growth", [](Posed posed) {
        const Index n = posed.n(), sessions = posed.returns.rows();
        posed.problem = withBorrowing(posed.problem);
        VectorXd p = VectorXd::Ones(sessions);
        if (posed.s % 2)
            for (Index t = 0; t < sessions; ++t)
                p[t] += 0.5 * std::sin(0.2 * static_cast<double>(t) + posed.s);
        const auto got = fastestGrowth(posed.problem, viewOf(posed.returns), 0.0002, p);
        EXPECT_LT(got.optimality_gap, 1e-9) << posed.about;
        expectWanted(posed, got, [&](const VectorXd& w) {
            const VectorXd wealth = (posed.returns * w.head(n)).array() + 1 + 0.0002 * w[n];
            return p.dot(wealth.array().log().matrix()) / p.sum();
        });
    });
}

TEST(OptimiserKinds, CriticalLinesOfRealStocks) {
    int applied = 0;
    ofReturns("corners", [&](Posed posed) {
        boxed(posed);
        const auto equal_means = criticalFrontier(posed.problem, 5); // as they are: some are alike
        EXPECT_TRUE(equal_means.points.size() == 5 ||
                    equal_means.why == "equal means reach the highest return")
            << posed.about << equal_means.why;
        applied += equal_means.points.empty() ? 0 : 1;
        const Index n = posed.n();
        const VectorXd mean = posed.problem.expected_return + 0.01 * posed.benchmark;
        const auto& covariance = posed.problem.covariance;
        const auto got =
            criticalLine(covariance, mean, VectorXd::Zero(n), VectorXd::Constant(n, 0.97 * posed.most), 1);
        ASSERT_EQ(static_cast<double>(got.corners.size()), posed.want[0]) << posed.about << got.why;
        const auto& middle = got.corners[got.corners.size() / 2].weights;
        EXPECT_NEAR(mean.dot(middle), posed.want[1], 1e-10) << posed.about;
        EXPECT_NEAR(covariance.variance(middle), posed.want[2], 1e-10) << posed.about;
    });
    EXPECT_GT(applied, 10);
}

} // namespace
} // namespace nautilus::portfolio
