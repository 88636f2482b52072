#include "engines/numerics/convex_whole.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::numerics::convex {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using Entries = std::vector<Eigen::Triplet<double>>;

namespace {

constexpr int kRefinements = 2;
constexpr Index kSmall = 300;      ///< unknowns
constexpr Index kMostCurved = 600; ///< variables, where risk makes a dense block
constexpr Index kMostFilled = 20;  ///< entries other than 0 per unknown, where there is none
constexpr double kTiny = 1e-14;    ///< dependent equalities then do no harm

Index unknowns(const ConvexProgram& program, const Rows& rows) {
    return program.linear.size() + program.equality.rows() + rows.excesses() + rows.count();
}

void add(const MatrixXd& block, Index row, Index column, Entries& out) {
    for (Index j = 0; j < block.cols(); ++j)
        for (Index i = 0; i < block.rows(); ++i)
            if (block(i, j) != 0) out.emplace_back(row + i, column + j, block(i, j));
}

Index filled(const MatrixXd& block) {
    return (block.array() != 0).count();
}

} // namespace

bool WholeSystem::fits(const ConvexProgram& program, const Rows& rows) {
    const Index size = unknowns(program, rows), n = program.linear.size();
    if (size <= kSmall) return true;
    if ((program.risk_weight > 0 || rows.risks() > 0) && n > kMostCurved) return false;
    return filled(program.inequality) + filled(program.equality) + filled(program.excess.rows) +
               filled(program.inequality_excess) <=
           kMostFilled * size;
}

WholeSystem::WholeSystem(const ConvexProgram& program, const Rows& rows)
    : program_(program), rows_(rows), n_(program.linear.size()), excesses_(rows.excesses()),
      equalities_(program.equality.rows()) {
    fillStack();
    add(program.equality, 0, 0, equality_);
}

bool WholeSystem::small() const {
    return size() <= kSmall;
}

void WholeSystem::fillStack() {
    add(program_.inequality, 0, 0, stack_);
    add(program_.inequality_excess, 0, n_, stack_);
    Index row = rows_.firstLower();
    for (const Index i : rows_.lower())
        stack_.emplace_back(row++, i, -1);
    for (const Index i : rows_.upper())
        stack_.emplace_back(row++, i, 1);
    const auto& excess = program_.excess;
    for (Index h = 0; h < excess.single(); ++h)
        stack_.emplace_back(row + h, excess.variable[static_cast<std::size_t>(h)], excess.sign[h]);
    add(excess.rows, row + excess.single(), 0, stack_);
    for (Index h = 0; h < excesses_; ++h) {
        stack_.emplace_back(row + h, n_ + h, -1);
        stack_.emplace_back(rows_.firstPositive() + h, n_ + h, -1);
    }
}

void WholeSystem::addHessian(const Curvature& at, Entries& out) const {
    const auto& covariance = program_.covariance;
    if (at.risk > 0) {
        MatrixXd main = covariance.diagonal.asDiagonal();
        if (covariance.factors.cols() > 0) main += covariance.factors * covariance.factors.transpose();
        if (covariance.dense.size() > 0) main += covariance.dense;
        add(at.risk * main, 0, 0, out);
    }
    for (const auto& [weight, own] : at.own)
        add(weight * own->matrix(), 0, 0, out);
    for (Index i = 0; i < program_.log_weight.size(); ++i)
        out.emplace_back(i, i, program_.log_weight[i] / (at.x[i] * at.x[i]));
    for (Index h = 0; h < excesses_; ++h)
        if (program_.excess.impact[h] > 0)
            out.emplace_back(n_ + h, n_ + h,
                             0.75 * program_.excess.impact[h] / std::sqrt(std::max(at.u[h], 1e-300)));
}

void WholeSystem::factorise(const Curvature& at, const Point& point) {
    const Index q = n_ + excesses_, walls = q + equalities_;
    Entries entries, stack = stack_;
    addHessian(at, entries);
    add(at.gradients.transpose(), rows_.firstRisk(), 0, stack);
    for (const auto& e : equality_) {
        entries.emplace_back(e.col(), q + e.row(), e.value());
        entries.emplace_back(q + e.row(), e.col(), e.value());
    }
    for (Index j = 0; j < equalities_; ++j)
        entries.emplace_back(q + j, q + j, -kTiny);
    for (const auto& e : stack) {
        entries.emplace_back(e.col(), walls + e.row(), e.value());
        entries.emplace_back(walls + e.row(), e.col(), point.z[e.row()] * e.value());
    }
    for (Index j = 0; j < rows_.count(); ++j)
        entries.emplace_back(walls + j, walls + j, -point.s[j]);
    scale_ = VectorXd::Constant(size(), 1e-300);
    for (const auto& e : entries)
        scale_[e.row()] = std::max(scale_[e.row()], std::abs(e.value()));
    scale_ = scale_.cwiseInverse();
    for (auto& e : entries)
        e = {e.row(), e.col(), scale_[e.row()] * e.value()};
    system_.resize(size(), size());
    system_.setFromTriplets(entries.begin(), entries.end());
    solvable_ = std::all_of(entries.begin(), entries.end(), [](auto& e) { return std::isfinite(e.value()); });
    if (!solvable_) return;
    if (small()) {
        orthogonal_.compute(MatrixXd(system_));
        return;
    }
    triangular_.compute(system_);
    solvable_ = triangular_.info() == Eigen::Success;
}

VectorXd WholeSystem::solve(const VectorXd& side) const {
    if (small()) return orthogonal_.solve(side);
    return triangular_.solve(side);
}

Point WholeSystem::step(const Conditions& now, const Point& point, const VectorXd& product) const {
    const Index q = n_ + excesses_, m = rows_.count();
    VectorXd side(size());
    side.head(n_) = -now.dual;
    if (excesses_ > 0) side.segment(n_, excesses_) = -now.dual_excess;
    side.segment(q, equalities_) = -now.primal;
    side.tail(m) = product - point.z.cwiseProduct(now.slack);
    side = scale_.cwiseProduct(side);
    VectorXd all = VectorXd::Constant(size(), std::numeric_limits<double>::quiet_NaN());
    if (solvable_) {
        all = solve(side);
        for (int i = 0; i < kRefinements; ++i)
            all += solve(VectorXd(side - system_ * all));
    }
    Point d;
    d.x = all.head(n_);
    d.u = all.segment(n_, excesses_);
    d.y = all.segment(q, equalities_);
    d.z = all.tail(m);
    d.s = -now.slack - rows_.times(d.x, d.u, now.gradients);
    return d;
}

} // namespace nautilus::numerics::convex
