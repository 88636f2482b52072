#include "engines/numerics/convex_newton.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics::convex {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double kTiny = 1e-13; ///< regularisation, relative to the scale of the diagonal
constexpr int kRefinements = 2;

} // namespace

NewtonSystem::NewtonSystem(const ConvexProgram& program, const Rows& rows)
    : program_(program), rows_(rows), n_(program.linear.size()), factors_(program.covariance.factors.cols()),
      general_(rows.general()), risks_(rows.risks()), equalities_(program.equality.rows()),
      excesses_(rows.excesses()) {
    dense_ =
        program.covariance.dense.size() > 0 || program.excess.rows.rows() > 0 ||
        factors_ + general_ + risks_ + equalities_ > n_ ||
        std::ranges::any_of(program.risk_bounds, [](auto& bound) { return bound.covariance != nullptr; });
    if (dense_) factors_ = 0;
    chooseBorder();
    columns_.resize(n_, factors_ + general_ + risks_ + equalities_);
    for (Index j = 0; j < general_; ++j)
        columns_.col(factors_ + j) =
            program.inequality.row(bordered_[static_cast<std::size_t>(j)]).transpose();
    columns_.rightCols(equalities_) = program.equality.transpose();
}

/// A border of many rows costs more than the matrix beside it: those that no excess counts in are folded.
void NewtonSystem::chooseBorder() {
    const auto& within = program_.inequality_excess;
    const bool fold = dense_ && general_ > n_ / 2;
    for (Index j = 0; j < general_; ++j) {
        const bool counts = within.size() > 0 && within.row(j).cwiseAbs().maxCoeff() > 0;
        (fold && !counts ? folded_ : bordered_).push_back(j);
    }
    general_ = static_cast<Index>(bordered_.size());
    folded_rows_.resize(static_cast<Index>(folded_.size()), n_);
    for (std::size_t j = 0; j < folded_.size(); ++j)
        folded_rows_.row(static_cast<Index>(j)) = program_.inequality.row(folded_[j]);
    if (within.size() == 0) return;
    bordered_excess_.resize(general_, excesses_);
    for (std::size_t j = 0; j < bordered_.size(); ++j)
        bordered_excess_.row(static_cast<Index>(j)) = within.row(bordered_[j]);
}

void NewtonSystem::factorise(Curvature at) {
    at_ = std::move(at);
    eliminateExcesses();
    fillColumns();
    factoriseMain();
    factoriseCore();
}

void NewtonSystem::eliminateExcesses() {
    if (excesses_ == 0) return;
    const auto& excess = program_.excess;
    const auto row = at_.weight.segment(rows_.firstExcess(), excesses_);
    VectorXd own = at_.weight.segment(rows_.firstPositive(), excesses_);
    for (Index h = 0; h < excesses_; ++h)
        if (excess.impact[h] > 0) own[h] += 0.75 * excess.impact[h] / std::sqrt(std::max(at_.u[h], 1e-300));
    excess_diagonal_ = row + own;
    share_ = row.cwiseQuotient(excess_diagonal_);
    excess_weight_ = share_.cwiseProduct(own);
}

void NewtonSystem::fillColumns() {
    if (factors_ > 0) columns_.leftCols(factors_) = std::sqrt(at_.risk) * program_.covariance.factors;
    if (risks_ > 0) columns_.middleCols(factors_ + general_, risks_) = at_.gradients;
    border_block_ = MatrixXd::Zero(general_ + risks_, general_ + risks_);
    for (std::size_t j = 0; j < bordered_.size(); ++j)
        border_block_(static_cast<Index>(j), static_cast<Index>(j)) = 1 / at_.weight[bordered_[j]];
    folded_weight_.resize(static_cast<Index>(folded_.size()));
    for (std::size_t j = 0; j < folded_.size(); ++j)
        folded_weight_[static_cast<Index>(j)] = at_.weight[folded_[j]];
    if (risks_ > 0) border_block_.diagonal().tail(risks_) = at_.weight.tail(risks_).cwiseInverse();
    if (bordered_excess_.size() == 0) return;
    const auto& within = bordered_excess_;
    for (Index j = 0; j < general_; ++j) {
        if (within.row(j).cwiseAbs().maxCoeff() == 0) continue;
        VectorXd column = program_.inequality.row(bordered_[static_cast<std::size_t>(j)]).transpose();
        program_.excess.addTransposeTimes(within.row(j).transpose().cwiseProduct(share_), column);
        columns_.col(factors_ + j) = column;
    }
    border_block_.topLeftCorner(general_, general_) +=
        within * excess_diagonal_.cwiseInverse().asDiagonal() * within.transpose();
}

void NewtonSystem::factoriseMain() {
    diagonal_ = at_.risk * program_.covariance.diagonal;
    Index row = rows_.firstLower();
    for (const Index i : rows_.lower())
        diagonal_[i] += at_.weight[row++];
    for (const Index i : rows_.upper())
        diagonal_[i] += at_.weight[row++];
    for (Index i = 0; i < program_.log_weight.size(); ++i)
        diagonal_[i] += program_.log_weight[i] / (at_.x[i] * at_.x[i]);
    for (Index h = 0; h < program_.excess.single(); ++h)
        diagonal_[program_.excess.variable[static_cast<std::size_t>(h)]] += excess_weight_[h];
    // The shift is not part of mainTimes: refinement takes it back.
    const double shift = kTiny * std::min(std::max(diagonal_.maxCoeff(), 1e-300), 1.0) + 1e-300;
    if (!dense_) {
        root_ = (diagonal_.array() + shift).sqrt();
        return;
    }
    MatrixXd main = (diagonal_.array() + shift).matrix().asDiagonal();
    const auto& covariance = program_.covariance;
    if (covariance.dense.size() > 0) main += at_.risk * covariance.dense;
    auto lower = main.selfadjointView<Eigen::Lower>();
    if (covariance.factors.cols() > 0) lower.rankUpdate(covariance.factors, at_.risk);
    const auto& rows = program_.excess.rows;
    if (rows.rows() > 0) {
        const VectorXd weight = excess_weight_.tail(rows.rows()).cwiseSqrt();
        lower.rankUpdate((weight.asDiagonal() * rows).transpose());
    }
    for (const auto& [weight, own] : at_.own)
        main += weight * own->matrix();
    if (!folded_.empty()) {
        const VectorXd root = folded_weight_.cwiseSqrt();
        lower.rankUpdate((root.asDiagonal() * folded_rows_).transpose());
    }
    // Rows of losses may leave a direction without any curvature: the scale of the whole matters then.
    main.diagonal().array() += kTiny * 1e-2 * main.diagonal().maxCoeff();
    main_.compute(lower);
}

VectorXd NewtonSystem::lowerSolve(const VectorXd& r) const {
    if (dense_) return main_.matrixL().solve(r);
    return r.cwiseQuotient(root_);
}

VectorXd NewtonSystem::upperSolve(const VectorXd& r) const {
    if (dense_) return main_.matrixU().solve(r);
    return r.cwiseQuotient(root_);
}

void NewtonSystem::factoriseCore() {
    if (columns_.cols() == 0) return; // no factors, no rows: the main part is all
    if (dense_)
        scaled_ = main_.matrixL().solve(columns_);
    else
        scaled_ = root_.cwiseInverse().asDiagonal() * columns_;
    core_ = MatrixXd::Zero(columns_.cols(), columns_.cols());
    core_.selfadjointView<Eigen::Lower>().rankUpdate(scaled_.transpose());
    const Index inner = general_ + risks_;
    if (factors_ > 0) core_.diagonal().head(factors_).array() += 1;
    if (inner > 0) core_.block(factors_, factors_, inner, inner) += border_block_;
    if (equalities_ > 0) {
        auto block = core_.diagonal().tail(equalities_);
        block += kTiny * block; // dependent rows then do no harm
    }
    solver_.compute(core_.selfadjointView<Eigen::Lower>());
}

VectorXd NewtonSystem::mainTimes(const VectorXd& dx) const {
    VectorXd out = diagonal_.cwiseProduct(dx);
    const auto& covariance = program_.covariance;
    if (covariance.factors.cols() > 0)
        out.noalias() += at_.risk * (covariance.factors * (covariance.factors.transpose() * dx));
    if (covariance.dense.size() > 0)
        out.noalias() += at_.risk * (covariance.dense.selfadjointView<Eigen::Lower>() * dx);
    for (const auto& [weight, own] : at_.own)
        out.noalias() += weight * own->times(dx);
    const auto& rows = program_.excess.rows;
    if (rows.rows() > 0)
        out.noalias() +=
            rows.transpose() * excess_weight_.tail(rows.rows()).cwiseProduct(VectorXd(rows * dx));
    if (!folded_.empty())
        out.noalias() += folded_rows_.transpose() * folded_weight_.cwiseProduct(VectorXd(folded_rows_ * dx));
    return out;
}

void NewtonSystem::once(const Sides& sides, VectorXd& dx, VectorXd& border) const {
    // L L'dx + V v = r with V'dx - M v = border side; v of the factors has no side of its own.
    const VectorXd half = lowerSolve(sides.x);
    if (columns_.cols() == 0) {
        dx = upperSolve(half);
        border.resize(0);
        return;
    }
    VectorXd right = scaled_.transpose() * half;
    right.tail(sides.border.size()) -= sides.border;
    const VectorXd v = solver_.solve(right);
    dx = upperSolve(half - scaled_ * v);
    border = v.tail(sides.border.size());
}

NewtonStep NewtonSystem::solve(const VectorXd& r, const VectorXd& ru, const VectorXd& t) const {
    const Index inner = general_ + risks_;
    Sides wanted{r, VectorXd::Zero(inner + equalities_)};
    wanted.border.tail(equalities_) = t;
    if (excesses_ > 0) {
        program_.excess.addTransposeTimes(share_.cwiseProduct(ru), wanted.x);
        if (bordered_excess_.size() > 0)
            wanted.border.head(general_) -= bordered_excess_ * ru.cwiseQuotient(excess_diagonal_);
    }
    const auto bordered = columns_.rightCols(inner + equalities_);
    VectorXd dx = VectorXd::Zero(n_), border = VectorXd::Zero(inner + equalities_), ex, eb;
    Sides left = wanted;
    for (int i = 0; i <= kRefinements; ++i) {
        once(left, ex, eb);
        dx += ex;
        border += eb;
        left.x = wanted.x - mainTimes(dx);
        if (border.size() == 0) continue;
        left.x -= bordered * border;
        left.border = wanted.border - bordered.transpose() * dx;
        left.border.head(inner) += border_block_ * border.head(inner);
    }
    NewtonStep out;
    out.general.resize(rows_.general());
    for (std::size_t j = 0; j < bordered_.size(); ++j)
        out.general[bordered_[j]] = border[static_cast<Index>(j)];
    if (!folded_.empty()) {
        const VectorXd pull = folded_weight_.cwiseProduct(VectorXd(folded_rows_ * dx));
        for (std::size_t j = 0; j < folded_.size(); ++j)
            out.general[folded_[j]] = pull[static_cast<Index>(j)];
    }
    out.risk = border.segment(general_, risks_);
    out.y = border.tail(equalities_);
    out.u = VectorXd::Zero(excesses_);
    if (excesses_ > 0) {
        VectorXd side = ru;
        if (bordered_excess_.size() > 0)
            side.noalias() -= bordered_excess_.transpose() * border.head(general_);
        out.u = side.cwiseQuotient(excess_diagonal_) + share_.cwiseProduct(program_.excess.times(dx));
    }
    out.x = std::move(dx);
    return out;
}

} // namespace nautilus::numerics::convex
