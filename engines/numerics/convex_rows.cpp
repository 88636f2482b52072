#include "engines/numerics/convex_rows.h"

#include <cmath>

namespace nautilus::numerics::convex {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Rows::Rows(const ConvexProgram& program)
    : program_(program), general_(program.inequality.rows()), excesses_(program.excess.size()) {
    for (Index i = 0; i < program.linear.size(); ++i) {
        if (std::isfinite(program.lower[i])) lower_.push_back(i);
        if (std::isfinite(program.upper[i])) upper_.push_back(i);
    }
    count_ = firstRisk() + static_cast<Index>(program.risk_bounds.size());
    limit_ = VectorXd::Zero(count_);
    limit_.head(general_) = program.inequality_limit;
    Index at = firstLower();
    for (const Index i : lower_)
        limit_[at++] = -program.lower[i];
    for (const Index i : upper_)
        limit_[at++] = program.upper[i];
    limit_.segment(firstExcess(), excesses_) = program.excess.level;
}

VectorXd Rows::value(const VectorXd& x, const VectorXd& u) const {
    VectorXd out = times(x, u, MatrixXd::Zero(x.size(), risks()));
    Index at = firstRisk();
    for (const auto& bound : program_.risk_bounds) {
        out[at] =
            0.5 * (program_.covarianceOf(bound).variance(x - bound.centre) / (bound.limit * bound.limit) - 1);
        if (bound.relief >= 0) out[at] -= x[bound.relief];
        ++at;
    }
    return out;
}

MatrixXd Rows::riskGradients(const VectorXd& x) const {
    MatrixXd out(x.size(), risks());
    Index at = 0;
    for (const auto& bound : program_.risk_bounds) {
        out.col(at) = program_.covarianceOf(bound).times(x - bound.centre) / (bound.limit * bound.limit);
        if (bound.relief >= 0) out(bound.relief, at) -= 1;
        ++at;
    }
    return out;
}

VectorXd Rows::times(const VectorXd& dx, const VectorXd& du, const MatrixXd& gradients) const {
    VectorXd out(count_);
    out.head(general_).noalias() = program_.inequality * dx;
    if (program_.inequality_excess.size() > 0)
        out.head(general_).noalias() += program_.inequality_excess * du;
    Index at = firstLower();
    for (const Index i : lower_)
        out[at++] = -dx[i];
    for (const Index i : upper_)
        out[at++] = dx[i];
    if (excesses_ > 0) {
        out.segment(firstExcess(), excesses_) = program_.excess.times(dx) - du;
        out.segment(firstPositive(), excesses_) = -du;
    }
    if (risks() > 0) out.tail(risks()).noalias() = gradients.transpose() * dx;
    return out;
}

VectorXd Rows::transposeTimes(const VectorXd& z, const MatrixXd& gradients) const {
    VectorXd out = program_.inequality.transpose() * z.head(general_);
    Index at = firstLower();
    for (const Index i : lower_)
        out[i] -= z[at++];
    for (const Index i : upper_)
        out[i] += z[at++];
    if (excesses_ > 0) program_.excess.addTransposeTimes(z.segment(firstExcess(), excesses_), out);
    if (risks() > 0) out.noalias() += gradients * z.tail(risks());
    return out;
}

VectorXd Rows::transposeTimesExcess(const VectorXd& z) const {
    VectorXd out = -z.segment(firstExcess(), excesses_) - z.segment(firstPositive(), excesses_);
    if (program_.inequality_excess.size() > 0)
        out.noalias() += program_.inequality_excess.transpose() * z.head(general_);
    return out;
}

} // namespace nautilus::numerics::convex
