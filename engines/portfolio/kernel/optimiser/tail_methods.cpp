#include "engines/portfolio/kernel/optimiser/methods.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::ConvexProgram;

namespace {

constexpr int kMostGrowthSteps = 60;
constexpr double kGrown = 1e-13;

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::Map<const RowMajor> matrixOf(domain::MatrixView view) {
    return {view.data, static_cast<Index>(view.rows), static_cast<Index>(view.columns)};
}

/// Excesses of whole rows behind those that are there; the rows do not cost and are not limited.
void appendExcessRows(ConvexProgram& program, const MatrixXd& rows, double cost) {
    auto& excess = program.excess;
    const Index before = excess.size(), more = rows.rows();
    const Index row_count = excess.rows.rows();
    excess.rows.conservativeResize(row_count + more, program.linear.size());
    excess.rows.bottomRows(more) = rows;
    for (auto* each : {&excess.level, &excess.cost, &excess.impact}) {
        each->conservativeResize(before + more);
        each->tail(more).setZero();
    }
    excess.cost.tail(more).setConstant(cost);
    if (program.inequality_excess.size() == 0) return;
    program.inequality_excess.conservativeResize(Eigen::NoChange, before + more);
    program.inequality_excess.rightCols(more).setZero();
}

BuiltProgram limitsOnly(const PortfolioProblem& problem) {
    return build(problem, Goal{0, VectorXd::Zero(problem.variables()), {}, false});
}

} // namespace

OptimalPortfolio leastShortfall(const PortfolioProblem& problem, domain::MatrixView scenarios,
                                double confidence) {
    const auto returns = matrixOf(scenarios);
    const Index n = problem.variables(), sessions = returns.rows();
    auto built = limitsOnly(problem);
    built.program = numerics::widened(built.program, 1); // the quantile
    built.program.linear[n] = 1;
    MatrixXd rows = MatrixXd::Zero(sessions, n + 1);
    rows.leftCols(problem.securities) = -returns;
    rows.col(n).setConstant(-1);
    appendExcessRows(built.program, rows, 1 / ((1 - confidence) * static_cast<double>(sessions)));
    return solved(problem, std::move(built));
}

OptimalPortfolio leastDrawdown(const PortfolioProblem& problem, domain::MatrixView scenarios,
                               double confidence) {
    const auto returns = matrixOf(scenarios);
    const Index n = problem.variables(), sessions = returns.rows();
    auto built = limitsOnly(problem);
    built.program = numerics::widened(built.program, sessions + 1); // the peaks, the quantile
    auto& program = built.program;
    const Index quantile = n + sessions;
    program.linear[quantile] = 1;
    // peak_t >= cumulated_t and >= peak_{t-1}; before the first session the peak is 0.
    RowMajor cumulated = returns;
    for (Index t = 1; t < sessions; ++t)
        cumulated.row(t) += cumulated.row(t - 1);
    const Index before = program.inequality.rows();
    program.inequality.conservativeResize(before + 2 * sessions - 1, Eigen::NoChange);
    program.inequality.bottomRows(2 * sessions - 1).setZero();
    program.inequality_limit.conservativeResize(before + 2 * sessions - 1);
    program.inequality_limit.tail(2 * sessions - 1).setZero();
    if (program.inequality_excess.size() > 0) {
        program.inequality_excess.conservativeResize(before + 2 * sessions - 1, Eigen::NoChange);
        program.inequality_excess.bottomRows(2 * sessions - 1).setZero();
    }
    MatrixXd rows = MatrixXd::Zero(sessions, program.linear.size());
    for (Index t = 0; t < sessions; ++t) {
        program.inequality.row(before + t).head(problem.securities) = cumulated.row(t);
        program.inequality(before + t, n + t) = -1;
        rows.row(t).head(problem.securities) = -cumulated.row(t);
        rows(t, n + t) = 1;
        rows(t, quantile) = -1;
        if (t == 0) continue;
        program.inequality(before + sessions + t - 1, n + t - 1) = 1;
        program.inequality(before + sessions + t - 1, n + t) = -1;
    }
    program.lower.segment(n, sessions).setZero();
    appendExcessRows(program, rows, 1 / ((1 - confidence) * static_cast<double>(sessions)));
    return solved(problem, std::move(built));
}

namespace {

/// Scenarios that can happen, cash among their columns, with probabilities that sum to 1.
struct Bets {
    MatrixXd returns;
    VectorXd probability;

    Bets(const PortfolioProblem& problem, domain::MatrixView scenarios, double cash_return,
         const VectorXd& weights) {
        const auto given = matrixOf(scenarios);
        std::vector<Index> possible;
        for (Index s = 0; s < given.rows(); ++s)
            if (weights.size() == 0 || weights[s] > 0) possible.push_back(s);
        const auto count = static_cast<Index>(possible.size());
        returns = MatrixXd::Zero(count, problem.variables());
        returns.leftCols(problem.securities) = given(possible, Eigen::all);
        if (problem.with_cash) returns.col(problem.securities).setConstant(cash_return);
        probability = weights.size() == 0 ? VectorXd::Constant(count, 1 / static_cast<double>(count))
                                          : VectorXd(weights(possible) / weights.sum());
    }

    [[nodiscard]] double growth(const VectorXd& w) const {
        const Eigen::ArrayXd wealth = 1 + (returns * w).array();
        if (!(wealth.minCoeff() > 0)) return -std::numeric_limits<double>::infinity();
        return probability.dot(wealth.log().matrix());
    }
    /// Returns against wealth: their mean is the slope of growth, their second moment its curvature.
    [[nodiscard]] MatrixXd againstWealth(const VectorXd& w) const {
        const VectorXd wealth = VectorXd::Ones(returns.rows()) + returns * w;
        return wealth.cwiseInverse().asDiagonal() * returns;
    }
};

/// A portfolio within the limits that survives every scenario.
OptimalPortfolio survivor(const PortfolioProblem& problem, const Bets& bets) {
    auto out = solveFor(problem, leastVariance(problem, 1));
    if (out.state != OptimalState::Found || std::isfinite(bets.growth(out.weights))) return out;
    const RowMajor securities = bets.returns.leftCols(problem.securities);
    const auto rows = static_cast<std::size_t>(securities.rows());
    const domain::MatrixView view{securities.data(), rows, static_cast<std::size_t>(securities.cols())};
    out = leastShortfall(problem, view, 1 - 1 / static_cast<double>(rows)); // the worst scenario alone
    out.solved = 2;
    if (out.state != OptimalState::Found || std::isfinite(bets.growth(out.weights))) return out;
    out.state = OptimalState::NoAnswer;
    out.why = "even the portfolio with the smallest worst loss loses everything in some session";
    return out;
}

/// What could be gained at most: mean logarithms are concave, so they stay below their slope.
double missedGrowth(const PortfolioProblem& problem, const Bets& bets, OptimalPortfolio& at) {
    const VectorXd slope = bets.againstWealth(at.weights).transpose() * bets.probability;
    auto best = solveFor(problem, Goal{0, -slope, {}, false});
    ++at.solved;
    if (best.state != OptimalState::Found) return std::numeric_limits<double>::infinity();
    return std::max(slope.dot(best.weights - at.weights), 0.0);
}

} // namespace

/// Newton steps: the second-order model of the mean logarithm with all limits, shortened until it gains.
OptimalPortfolio fastestGrowth(const PortfolioProblem& problem, domain::MatrixView scenarios,
                               double cash_return, const VectorXd& probabilities) {
    const Bets bets(problem, scenarios, cash_return, probabilities);
    auto now = survivor(problem, bets);
    if (now.state != OptimalState::Found) return now;
    VectorXd w = now.weights;
    const auto risk = std::make_shared<numerics::CovarianceForm>(problem.covariance);
    for (int step = 0; step < kMostGrowthSteps; ++step) {
        const MatrixXd scaled = bets.againstWealth(w);
        auto model = problem;
        model.limited_covariance = risk;
        model.covariance =
            numerics::CovarianceForm::ofDense(scaled.transpose() * bets.probability.asDiagonal() * scaled);
        const VectorXd slope = scaled.transpose() * bets.probability;
        Goal goal{1, -slope - model.covariance.times(w), {}, false};
        const int solved = now.solved;
        now = solveFor(model, goal);
        now.solved += solved;
        if (now.state != OptimalState::Found) return now;
        const VectorXd direction = now.weights - w;
        double length = 1;
        while (length > 1e-10 && bets.growth(w + length * direction) < bets.growth(w))
            length *= 0.5;
        w += length * direction;
        if (slope.dot(direction) < kGrown) break;
    }
    now.weights = w;
    now.optimality_gap = missedGrowth(problem, bets, now);
    return now;
}

} // namespace nautilus::portfolio
