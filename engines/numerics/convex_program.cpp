#include "engines/numerics/convex_program.h"

#include "engines/numerics/convex_interior.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr int kNeighbours = 40;     ///< of the proximal point method
constexpr double kFirstPull = 1e-2; ///< its weight, against the scale of the objective
constexpr double kLoosening = 0.25;

double scaleOf(const ConvexProgram& program) {
    const double risk = program.risk_weight * program.covariance.variances().maxCoeff();
    return std::max({risk, program.linear.lpNorm<Eigen::Infinity>(), 1e-12});
}

/// Each neighbour adds weight/2 |x - x_k|^2; their answers go to one of the program itself.
ConvexSolution byProximalPoints(const ConvexProgram& program, const ConvexOptions& options,
                                ConvexSolution best) {
    if (!best.x.allFinite()) best.x = VectorXd::Zero(program.linear.size());
    auto near = program;
    double weight = kFirstPull * scaleOf(program);
    const double gamma = program.risk_weight > 0 ? program.risk_weight : 1;
    if (program.risk_weight <= 0) {
        near.covariance = CovarianceForm{VectorXd::Zero(best.x.size()), MatrixXd(best.x.size(), 0), {}};
        near.risk_weight = 1;
    }
    const VectorXd own = near.covariance.diagonal;
    for (int i = 0; i < kNeighbours; ++i) {
        near.covariance.diagonal = own.array() + weight / gamma;
        near.linear = program.linear - weight * best.x;
        const auto step = convex::interiorPoint(near, options);
        if (step.state != ConvexState::Solved) return best;
        auto judged = convex::judged(program, step);
        if (std::max({judged.primal_residual, judged.dual_residual, judged.gap}) <= options.accepted) {
            judged.state = ConvexState::Solved;
            judged.second_method = true;
            return judged;
        }
        best.x = step.x;
        weight *= kLoosening;
    }
    return best;
}

/// Every part with its size, all zeros.
ConvexSolution blank(const ConvexProgram& program) {
    const Index n = program.linear.size();
    ConvexSolution out;
    out.x = out.lower_multiplier = out.upper_multiplier = VectorXd::Zero(n);
    out.excess = out.excess_multiplier = VectorXd::Zero(program.excess.size());
    out.equality_multiplier = VectorXd::Zero(program.equality.rows());
    out.inequality_multiplier = VectorXd::Zero(program.inequality.rows());
    out.risk_multiplier = VectorXd::Zero(static_cast<Index>(program.risk_bounds.size()));
    return out;
}

/// Bounds that contradict each other need no solver; the multipliers say which.
bool boundsContradict(const ConvexProgram& program, ConvexSolution& out) {
    Index worst = 0;
    if (program.linear.size() == 0 || (program.lower - program.upper).maxCoeff(&worst) <= 0) return false;
    out = blank(program);
    out.state = ConvexState::Infeasible;
    out.x = program.upper;
    out.lower_multiplier[worst] = out.upper_multiplier[worst] = 1;
    return true;
}

/// Where nothing can be chosen the constraints hold or they do not.
ConvexSolution withoutVariables(const ConvexProgram& program, double tolerance) {
    auto out = blank(program);
    out.excess = (-program.excess.level).cwiseMax(0.0);
    out.objective = program.objective(out.x);
    VectorXd reached = VectorXd::Zero(program.inequality.rows());
    if (program.inequality_excess.size() > 0) reached = program.inequality_excess * out.excess;
    bool holds = true;
    for (Index j = 0; j < program.equality_value.size(); ++j)
        holds = holds && std::abs(program.equality_value[j]) <= tolerance;
    for (Index j = 0; j < reached.size(); ++j)
        holds = holds && reached[j] <= program.inequality_limit[j] + tolerance;
    out.state = holds ? ConvexState::Solved : ConvexState::Infeasible;
    return out;
}

} // namespace

VectorXd ExcessTerms::times(const VectorXd& x) const {
    VectorXd out(size());
    for (Index h = 0; h < single(); ++h)
        out[h] = sign[h] * x[variable[static_cast<std::size_t>(h)]];
    if (rows.rows() > 0) out.tail(rows.rows()).noalias() = rows * x;
    return out;
}

void ExcessTerms::addTransposeTimes(const VectorXd& weight, VectorXd& out) const {
    for (Index h = 0; h < single(); ++h)
        out[variable[static_cast<std::size_t>(h)]] += sign[h] * weight[h];
    if (rows.rows() > 0) out.noalias() += rows.transpose() * weight.tail(rows.rows());
}

ConvexProgram ConvexProgram::ofSize(Index n) {
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    ConvexProgram out;
    out.covariance = {VectorXd::Zero(n), MatrixXd(n, 0), {}};
    out.linear = VectorXd::Zero(n);
    out.equality.resize(0, n);
    out.equality_value.resize(0);
    out.inequality.resize(0, n);
    out.inequality_limit.resize(0);
    out.lower = VectorXd::Constant(n, -kInfinite);
    out.upper = VectorXd::Constant(n, kInfinite);
    out.excess.rows.resize(0, n);
    return out;
}

double ConvexProgram::objective(const VectorXd& x) const {
    double out = 0.5 * risk_weight * covariance.variance(x) + linear.dot(x);
    for (Index i = 0; i < log_weight.size(); ++i)
        if (log_weight[i] > 0) out -= log_weight[i] * std::log(x[i]);
    if (excess.size() == 0) return out;
    const Eigen::ArrayXd u = (excess.times(x) - excess.level).array().max(0.0);
    return out + (excess.cost.array() * u + excess.impact.array() * u * u.sqrt()).sum();
}

ConvexSolution solve(const ConvexProgram& program, const ConvexOptions& options) {
    ConvexSolution out;
    if (program.linear.size() == 0) return withoutVariables(program, options.accepted);
    if (boundsContradict(program, out)) return out;
    out = convex::interiorPoint(program, options);
    return out.state == ConvexState::Stalled ? byProximalPoints(program, options, std::move(out)) : out;
}

} // namespace nautilus::numerics
