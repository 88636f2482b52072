// Portfolios with limits over covariances drawn from a seed (not real stocks), one thread: long only, at most
// 5 per cent each, 11 sectors of at most 15 per cent each, fully invested. `solved` counts answers whose
// conditions of optimality were verified. The same by cvxopt: peer_optimiser.py, started last.

#include "engines/portfolio/kernel/optimiser/frontier.h"
#include "engines/portfolio/kernel/optimiser/methods.h"
#include "tests/bench/panel_threads.h"

#include <benchmark/benchmark.h>

#include <random>

namespace {

using namespace nautilus::portfolio;
using namespace nautilus::numerics;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

struct Draw {
    std::mt19937_64 engine;
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine() >> 11U) * 0x1p-53;
    }
};

Limit everyWeight(Sense sense, double limit, Index n) {
    Limit out;
    out.kind = LimitKind::Weights;
    out.sense = sense;
    out.limit = limit;
    for (Index i = 0; i < n; ++i)
        out.members.push_back(i);
    return out;
}

Limit rowLimit(VectorXd row, Sense sense, double limit) {
    Limit out;
    out.sense = sense;
    out.limit = limit;
    out.row = std::move(row);
    return out;
}

PortfolioProblem drawn(Index n, Index factors, std::uint64_t seed = 7) {
    Draw draw{std::mt19937_64(seed)};
    PortfolioProblem out;
    out.securities = n;
    out.with_cash = false;
    out.covariance.diagonal = VectorXd::NullaryExpr(n, [&] { return draw.between(0.01, 0.1); });
    out.covariance.factors = MatrixXd::NullaryExpr(n, factors, [&] { return draw.between(-0.08, 0.08); });
    out.covariance.factors.col(0) = VectorXd::NullaryExpr(n, [&] { return draw.between(0.11, 0.19); });
    out.expected_return = VectorXd::NullaryExpr(n, [&] { return draw.between(0, 0.12); });
    out.limits = {rowLimit(VectorXd::Ones(n), Sense::Equal, 1), everyWeight(Sense::AtLeast, 0, n),
                  everyWeight(Sense::AtMost, 0.05, n)};
    for (Index sector = 0; sector < 11; ++sector) {
        VectorXd row = VectorXd::Zero(n);
        for (Index i = sector; i < n; i += 11)
            row[i] = 1;
        out.limits.push_back(rowLimit(std::move(row), Sense::AtMost, 0.15));
    }
    return out;
}

/// Equal weights held, 10 to 30 basis points a trade, at most 20 per cent turned over.
PortfolioProblem traded(Index n, Index factors, bool impact) {
    auto out = drawn(n, factors);
    Draw draw{std::mt19937_64(11)};
    out.held = VectorXd::Constant(n, 1 / static_cast<double>(n));
    out.buy_cost = out.sell_cost = VectorXd::NullaryExpr(n, [&] { return draw.between(0.001, 0.003); });
    if (impact) out.impact = VectorXd::NullaryExpr(n, [&] { return draw.between(0.01, 0.1); });
    Limit turnover;
    turnover.kind = LimitKind::Turnover;
    turnover.limit = 0.2;
    out.limits.push_back(turnover);
    return out;
}

void run(benchmark::State& state, const PortfolioProblem& problem) {
    OptimalPortfolio got;
    for (auto step : state)
        got = solveFor(problem, meanVariance(problem, 5));
    state.counters["steps"] = got.solution.steps;
    state.counters["solved"] = got.state == OptimalState::Found ? 1 : 0;
    state.counters["gap"] = got.solution.gap;
}

/// Assets, factors.
void plain(benchmark::State& state) {
    run(state, drawn(state.range(0), state.range(1)));
}
void costs(benchmark::State& state) {
    run(state, traded(state.range(0), state.range(1), false));
}
void impact(benchmark::State& state) {
    run(state, traded(state.range(0), state.range(1), true));
}

/// 3 per cent a year away from equal weights.
void tracking(benchmark::State& state) {
    auto problem = drawn(state.range(0), state.range(1));
    Limit risk;
    risk.kind = LimitKind::Risk;
    risk.limit = 0.03;
    risk.centre = VectorXd::Constant(problem.securities, 1 / static_cast<double>(problem.securities));
    problem.limits.push_back(risk);
    run(state, problem);
}

void sizes(benchmark::internal::Benchmark* bench) {
    bench->Args({500, 33})->Args({1500, 73})->Args({3000, 73})->Unit(benchmark::kMillisecond);
}
BENCHMARK(plain)->Name("mean_variance")->Apply(sizes);
BENCHMARK(plain)
    ->Name("mean_variance_curve")
    ->ArgsProduct({{100, 200, 500, 1000, 2000, 5000}, {73}})
    ->Unit(benchmark::kMillisecond);
BENCHMARK(costs)->Name("turnover_and_costs")->Apply(sizes);
BENCHMARK(impact)->Name("costs_and_impact")->Apply(sizes);
BENCHMARK(tracking)->Name("tracking_error")->Apply(sizes);

/// Assets; 33 factors, 50 points.
void wholeFrontier(benchmark::State& state) {
    const auto problem = drawn(state.range(0), 33);
    std::size_t solved = 0;
    for (auto step : state) {
        const auto points = frontier(problem, 50);
        solved = 0;
        for (const auto& point : points)
            solved += point.state == OptimalState::Found ? 1 : 0;
    }
    state.counters["solved"] = static_cast<double>(solved);
}
BENCHMARK(wholeFrontier)->Name("frontier_50_points")->Arg(500)->Unit(benchmark::kMillisecond);

/// Assets, a covariance without form, 50 points; sectors or only bounds and the budget (the critical line).
void denseFrontier(benchmark::State& state) {
    auto problem = drawn(state.range(0), 33);
    problem.covariance = CovarianceForm::ofDense(problem.covariance.matrix());
    if (state.range(1) == 0) problem.limits.resize(3);
    std::size_t solved = 0;
    for (auto step : state) {
        const auto points = frontier(problem, 50);
        solved = 0;
        for (const auto& point : points)
            solved += point.state == OptimalState::Found ? 1 : 0;
    }
    state.counters["solved"] = static_cast<double>(solved);
}
BENCHMARK(denseFrontier)
    ->Name("dense_frontier_50_points")
    ->Args({376, 0})
    ->Args({2000, 0})
    ->Args({376, 1})
    ->Unit(benchmark::kMillisecond);

/// 25 to 200 assets, 1 to 20 factors, boxes, sectors, costs and turnover by turns.
void manyProblems(benchmark::State& state) {
    std::vector<PortfolioProblem> problems;
    Draw draw{std::mt19937_64(20261122)};
    for (std::uint64_t k = 0; k < 1000; ++k) {
        const auto n = static_cast<Index>(draw.between(25, 200));
        auto problem = drawn(n, static_cast<Index>(draw.between(1, 21)), k);
        if (k % 2 == 0) {
            problem.held = VectorXd::Constant(n, 1 / static_cast<double>(n));
            problem.buy_cost = problem.sell_cost = VectorXd::Constant(n, draw.between(0, 0.005));
        }
        if (k % 4 == 0) {
            Limit turnover;
            turnover.kind = LimitKind::Turnover;
            turnover.limit = draw.between(0.05, 0.5);
            problem.limits.push_back(turnover);
        }
        problems.push_back(std::move(problem));
    }
    int solved = 0;
    double worst = 0;
    for (auto step : state) {
        solved = 0;
        for (const auto& problem : problems) {
            const auto got = solveFor(problem, meanVariance(problem, 5));
            solved += got.state == OptimalState::Found ? 1 : 0;
            for (const double each :
                 {got.solution.primal_residual, got.solution.dual_residual, got.solution.gap})
                worst = std::max(worst, each);
        }
    }
    state.counters["solved"] = solved;
    state.counters["worst_residual"] = worst;
}
BENCHMARK(manyProblems)->Name("random_problems_1000")->Unit(benchmark::kMillisecond);

/// Assets, scenarios; 95 per cent.
void shortfall(benchmark::State& state) {
    const Index n = state.range(0), sessions = state.range(1);
    const auto problem = drawn(n, 20);
    Draw draw{std::mt19937_64(5)};
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    RowMajor scenarios = RowMajor::NullaryExpr(sessions, n, [&] { return draw.between(-0.03, 0.031); });
    for (Index t = 0; t < sessions; ++t)
        scenarios.row(t).array() += draw.between(-0.02, 0.02);
    const nautilus::domain::MatrixView view{scenarios.data(), static_cast<std::size_t>(sessions),
                                            static_cast<std::size_t>(n)};
    OptimalPortfolio got;
    for (auto step : state)
        got = leastShortfall(problem, view, 0.95);
    state.counters["steps"] = got.solution.steps;
    state.counters["solved"] = got.state == OptimalState::Found ? 1 : 0;
}
BENCHMARK(shortfall)->Name("cvar")->Args({100, 500})->Unit(benchmark::kMillisecond);

} // namespace

int main(int argc, char** argv) {
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return nautilus::bench::runPeer("peer_optimiser.py");
}
