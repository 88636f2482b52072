#include "engines/numerics/convex_certificate.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics::convex {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

constexpr double kProof = 1e-9; ///< relative precision

/// Whether the coefficients of the excesses, which have no upper bound, are not negative.
bool excessesAgree(const Rows& rows, const VectorXd& z, double nothing) {
    if (rows.excesses() == 0) return true;
    VectorXd rest = z;
    rest.segment(rows.firstPositive(), rows.excesses()).setZero();
    return rows.transposeTimesExcess(rest).minCoeff() >= -nothing;
}

/// Every feasible point has y'(A x - b) + z'(C(x, u) - e) <= 0 for z >= 0 (Farkas); risk bounds are at least
/// their tangents. When even the least that the left side can be within the bounds is more, there is no such
/// point.
bool contradicts(const ConvexProgram& program, const Rows& rows, const Point& at, const Conditions& now) {
    VectorXd z = at.z;
    z.segment(rows.firstLower(), rows.firstExcess() - rows.firstLower()).setZero();
    VectorXd pull = rows.transposeTimes(z, now.gradients);
    if (at.y.size() > 0) pull.noalias() += program.equality.transpose() * at.y;
    double least = -program.equality_value.dot(at.y) - rows.limit().dot(z);
    double size = std::abs(least);
    const auto add = [&](double term) {
        least += term;
        size += std::abs(term);
    };
    for (Index k = 0; k < rows.risks(); ++k) {
        const auto& bound = program.risk_bounds[static_cast<std::size_t>(k)];
        const double risk =
            program.covarianceOf(bound).variance(at.x - bound.centre) / bound.limit / bound.limit;
        const double relief = bound.relief >= 0 ? at.x[bound.relief] : 0;
        add(z[rows.firstRisk() + k] * (0.5 * (risk - 1) - relief - now.gradients.col(k).dot(at.x)));
    }
    for (Index i = 0; i < pull.size(); ++i) {
        const double bound = pull[i] > 0 ? program.lower[i] : program.upper[i];
        if (std::isfinite(bound))
            add(pull[i] * bound);
        else if (std::abs(pull[i]) > kProof * size)
            return false;
    }
    return least > kProof * size && excessesAgree(rows, z, kProof * size);
}

bool fallsForEver(const ConvexProgram& program, const Rows& rows, const Point& at, const Conditions& now) {
    if (rows.risks() > 0 || rows.excesses() > 0 || program.log_weight.size() > 0) return false;
    const double falls = program.linear.dot(at.x);
    if (!(falls < 0)) return false;
    double leaves = now.quadratic.lpNorm<Eigen::Infinity>();
    if (at.y.size() > 0) leaves = std::max(leaves, (program.equality * at.x).lpNorm<Eigen::Infinity>());
    const VectorXd moved = rows.times(at.x, at.u, now.gradients);
    if (moved.size() > 0) leaves = std::max(leaves, moved.maxCoeff());
    return leaves <= kProof * -falls;
}

} // namespace

std::optional<ConvexState> proven(const ConvexProgram& program, const Rows& rows, const Point& point,
                                  const Conditions& now) {
    if (contradicts(program, rows, point, now)) return ConvexState::Infeasible;
    if (fallsForEver(program, rows, point, now)) return ConvexState::Unbounded;
    return std::nullopt;
}

} // namespace nautilus::numerics::convex
