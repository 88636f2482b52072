#include "engines/numerics/convex_conditions.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics::convex {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

constexpr double kRounding = 1e-14;
constexpr double kNothing = 1e-12;

/// What something is small against; a problem without an objective has nothing.
double orOne(double scale) {
    return scale > kNothing ? scale : 1;
}

} // namespace

double Conditions::worst() const {
    const double out = std::max({primal_residual, dual_residual, gap});
    return std::isnan(out) ? std::numeric_limits<double>::infinity() : out;
}

Conditions Judge::at(const Point& point) const {
    Conditions out;
    out.gradients = rows_.riskGradients(point.x);
    out.quadratic = program_.risk_weight * program_.covariance.times(point.x);
    const VectorXd walls = rows_.transposeTimes(point.z, out.gradients);
    VectorXd cost = program_.linear;
    for (Index i = 0; i < program_.log_weight.size(); ++i)
        if (program_.log_weight[i] > 0) cost[i] -= program_.log_weight[i] / point.x[i];
    out.dual = out.quadratic + cost + walls;
    if (program_.equality.rows() > 0) out.dual.noalias() += program_.equality.transpose() * point.y;
    addExcess(point, out);
    out.primal = program_.equality * point.x - program_.equality_value;
    out.slack = rows_.value(point.x, point.u) + point.s - rows_.limit();
    // What is rounding alone must not be corrected: divided by a slack near 0 it would swamp the
    // multipliers.
    for (Index i = 0; i < out.slack.size(); ++i)
        if (std::abs(out.slack[i]) <= kRounding * (1 + std::abs(rows_.limit()[i]))) out.slack[i] = 0;
    out.complement = point.s.dot(point.z);
    measure(point, cost, out);
    return out;
}

void Judge::addExcess(const Point& point, Conditions& out) const {
    out.dual_excess = program_.excess.cost;
    if (rows_.excesses() == 0) return;
    out.dual_excess.array() += 1.5 * program_.excess.impact.array() * point.u.array().max(0.0).sqrt();
    out.dual_excess += rows_.transposeTimesExcess(point.z);
}

void Judge::measure(const Point& point, const VectorXd& cost, Conditions& out) const {
    for (Index i = 0; i < out.primal.size(); ++i)
        out.primal_residual = std::max(out.primal_residual,
                                       std::abs(out.primal[i]) / (1 + std::abs(program_.equality_value[i])));
    for (Index i = 0; i < out.slack.size(); ++i)
        out.primal_residual =
            std::max(out.primal_residual, std::abs(out.slack[i]) / (1 + std::abs(rows_.limit()[i])));
    double scale = std::max(cost.lpNorm<Eigen::Infinity>(), out.quadratic.lpNorm<Eigen::Infinity>());
    double dual = out.dual.lpNorm<Eigen::Infinity>();
    const double risk = 0.5 * point.x.dot(out.quadratic);
    double terms = 0;
    if (rows_.excesses() > 0) {
        scale = std::max(scale, program_.excess.cost.lpNorm<Eigen::Infinity>());
        dual = std::max(dual, out.dual_excess.lpNorm<Eigen::Infinity>());
        const Eigen::ArrayXd u = point.u.array().max(0.0);
        terms = (program_.excess.cost.array() * u + program_.excess.impact.array() * u * u.sqrt()).sum();
    }
    for (Index i = 0; i < program_.log_weight.size(); ++i)
        if (program_.log_weight[i] > 0) terms -= program_.log_weight[i] * std::log(point.x[i]);
    const double linear = point.x.dot(program_.linear);
    out.objective = risk + linear + terms;
    out.dual_residual = dual / orOne(scale);
    out.gap =
        out.complement / orOne(std::max({std::abs(out.objective), std::abs(linear), risk, std::abs(terms)}));
}

} // namespace nautilus::numerics::convex
