#include "engines/portfolio/kernel/optimiser/methods.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::ConvexProgram;
using numerics::ConvexState;

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

OptimalPortfolio answered(const PortfolioProblem& problem, BuiltProgram built) {
    OptimalPortfolio out;
    out.built = std::move(built);
    out.solution = numerics::solve(out.built.program);
    out.solved = 1;
    switch (out.solution.state) {
    case ConvexState::Solved:
        out.state = OptimalState::Found;
        break;
    case ConvexState::Infeasible:
        out.state = OptimalState::Infeasible;
        break;
    case ConvexState::Unbounded:
        out.state = OptimalState::NoAnswer;
        out.why = "nothing limits how much is gained";
        break;
    case ConvexState::Stalled:
        break;
    }
    if (out.state == OptimalState::Found) out.weights = out.solution.x.head(problem.variables());
    return out;
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
    built.program = widened(built.program, 1); // the quantile
    built.program.linear[n] = 1;
    MatrixXd rows = MatrixXd::Zero(sessions, n + 1);
    rows.leftCols(problem.securities) = -returns;
    rows.col(n).setConstant(-1);
    appendExcessRows(built.program, rows, 1 / ((1 - confidence) * static_cast<double>(sessions)));
    return answered(problem, std::move(built));
}

OptimalPortfolio leastDrawdown(const PortfolioProblem& problem, domain::MatrixView scenarios,
                               double confidence) {
    const auto returns = matrixOf(scenarios);
    const Index n = problem.variables(), sessions = returns.rows();
    auto built = limitsOnly(problem);
    built.program = widened(built.program, sessions + 1); // the peaks, the quantile
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
    return answered(problem, std::move(built));
}

/// Newton steps: the second-order model of the mean logarithm with all limits, shortened until it gains.
OptimalPortfolio fastestGrowth(const PortfolioProblem& problem, domain::MatrixView scenarios,
                               double cash_return) {
    const auto given = matrixOf(scenarios);
    const Index sessions = given.rows();
    const auto count = static_cast<double>(sessions);
    MatrixXd returns = MatrixXd::Constant(sessions, problem.variables(), cash_return);
    returns.leftCols(problem.securities) = given;
    const auto growth = [&](const VectorXd& w) {
        const Eigen::ArrayXd wealth = 1 + (returns * w).array();
        return wealth.minCoeff() > 0 ? wealth.log().mean() : -std::numeric_limits<double>::infinity();
    };
    auto now = solveFor(problem, leastVariance(problem, 1));
    if (now.state != OptimalState::Found) return now;
    VectorXd w = now.weights;
    if (!std::isfinite(growth(w))) {
        now.state = OptimalState::NoAnswer;
        now.why = "even the portfolio of least risk would have lost everything in some session";
        return now;
    }
    for (int step = 0; step < kMostGrowthSteps; ++step) {
        const VectorXd wealth = VectorXd::Ones(sessions) + returns * w;
        const MatrixXd scaled = wealth.cwiseInverse().asDiagonal() * returns;
        auto model = problem;
        model.covariance = numerics::CovarianceForm::ofDense(scaled.transpose() * scaled / count);
        const VectorXd gradient = scaled.colwise().mean();
        Goal goal{1, -gradient - model.covariance.times(w), {}, false};
        const int solved = now.solved;
        now = solveFor(model, goal);
        now.solved += solved;
        if (now.state != OptimalState::Found) return now;
        const VectorXd direction = now.weights - w;
        double length = 1;
        while (length > 1e-10 && growth(w + length * direction) < growth(w))
            length *= 0.5;
        const double gain = gradient.dot(direction);
        w += length * direction;
        if (gain < kGrown) break;
    }
    now.weights = w;
    return now;
}

} // namespace nautilus::portfolio
