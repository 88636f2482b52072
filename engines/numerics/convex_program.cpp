#include "engines/numerics/convex_program.h"

#include "engines/numerics/convex_interior.h"
#include "engines/numerics/convex_penalty.h"
#include "engines/numerics/convex_whole.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <initializer_list>
#include <limits>
#include <utility>

namespace nautilus::numerics {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr int kNeighbours = 40;     ///< of the proximal point method
constexpr double kFirstPull = 1e-2; ///< its weight, against the scale of the objective
constexpr double kLoosening = 0.25;
constexpr double kClearly = 1e-6; ///< by how much the least risk is above a bound

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
            judged.method = ConvexMethod::ProximalPoints;
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

/// Infeasible where a bound on risk is below the least risk that all other constraints allow; the multipliers
/// are those of that least risk.
ConvexSolution riskOutOfReach(const ConvexProgram& program, const ConvexOptions& options) {
    for (std::size_t k = 0; k < program.risk_bounds.size(); ++k) {
        const auto& bound = program.risk_bounds[k];
        if (bound.relief >= 0) continue;
        auto least = program;
        least.risk_bounds.clear();
        least.risk_weight = 1;
        least.covariance = program.covarianceOf(bound);
        least.linear = -least.covariance.times(bound.centre);
        least.log_weight.resize(0);
        least.excess.cost.setZero();
        least.excess.impact.setZero();
        auto got = solve(least, options);
        if (got.state == ConvexState::Solved &&
            std::sqrt(least.covariance.variance(got.x - bound.centre)) <= bound.limit * (1 + kClearly))
            continue;
        if (got.state != ConvexState::Solved && got.state != ConvexState::Infeasible) continue;
        got.state = ConvexState::Infeasible;
        got.risk_multiplier = VectorXd::Zero(static_cast<Index>(program.risk_bounds.size()));
        got.risk_multiplier[static_cast<Index>(k)] = 1;
        return got;
    }
    return {};
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

CovarianceForm widened(const CovarianceForm& covariance, Index more) {
    const Index n = covariance.size();
    CovarianceForm out{VectorXd::Zero(n + more), MatrixXd::Zero(n + more, covariance.factors.cols()), {}};
    out.diagonal.head(n) = covariance.diagonal;
    out.factors.topRows(n) = covariance.factors;
    if (covariance.dense.size() == 0) return out;
    out.dense = MatrixXd::Zero(n + more, n + more);
    out.dense.topLeftCorner(n, n) = covariance.dense;
    return out;
}

ConvexProgram widened(const ConvexProgram& program, Index more) {
    const Index n = program.linear.size();
    auto out = ConvexProgram::ofSize(n + more);
    const auto longer = [&](const VectorXd& values) {
        VectorXd all = VectorXd::Zero(n + more);
        all.head(n) = values;
        return all;
    };
    const auto wide = [&](const MatrixXd& rows) {
        MatrixXd all = MatrixXd::Zero(rows.rows(), n + more);
        all.leftCols(n) = rows;
        return all;
    };
    out.linear = longer(program.linear);
    if (program.log_weight.size() > 0) out.log_weight = longer(program.log_weight);
    out.risk_weight = program.risk_weight;
    out.lower.head(n) = program.lower;
    out.upper.head(n) = program.upper;
    out.equality = wide(program.equality);
    out.equality_value = program.equality_value;
    out.inequality = wide(program.inequality);
    out.inequality_limit = program.inequality_limit;
    out.inequality_excess = program.inequality_excess;
    out.excess = program.excess;
    out.excess.rows = wide(program.excess.rows);
    out.risk_bounds = program.risk_bounds;
    for (auto& bound : out.risk_bounds) {
        bound.centre = longer(bound.centre);
        if (bound.covariance)
            bound.covariance = std::make_shared<CovarianceForm>(widened(*bound.covariance, more));
    }
    if (program.risk_weight == 0 && program.risk_bounds.empty()) return out; // nobody asks for risk
    out.covariance = widened(program.covariance, more);
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
    if (out.state != ConvexState::Stalled) return out;
    const auto whole = [&]() -> ConvexSolution {
        if (!convex::WholeSystem::fits(program, convex::Rows(program))) return {};
        return convex::interiorPoint(program, options, convex::NewtonBy::WholeSystem);
    };
    using Method = std::pair<ConvexMethod, std::function<ConvexSolution()>>;
    for (const auto& [name, method] : std::initializer_list<Method>{
             {ConvexMethod::InteriorPoint, whole},
             {ConvexMethod::LeastRisk, [&] { return riskOutOfReach(program, options); }},
             {ConvexMethod::Penalties, [&] { return convex::byPenalties(program, options); }}})
        if (auto other = method(); other.state != ConvexState::Stalled) {
            other.second_method = true;
            other.method = name;
            return other;
        }
    return byProximalPoints(program, options, std::move(out));
}

} // namespace nautilus::numerics
