#include "engines/portfolio/kernel/planning/plan_program.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::ConvexProgram;
using numerics::ConvexSolution;
using numerics::ExcessTerms;

namespace {

numerics::CovarianceForm repeated(const numerics::CovarianceForm& one, Index blocks) {
    const Index n = one.size(), k = one.factors.cols();
    numerics::CovarianceForm out;
    out.diagonal = one.diagonal.replicate(blocks, 1);
    out.factors = MatrixXd::Zero(n * blocks, k * blocks);
    if (one.dense.size() > 0) out.dense = MatrixXd::Zero(n * blocks, n * blocks);
    for (Index t = 0; t < blocks; ++t) {
        out.factors.block(t * n, t * k, n, k) = one.factors;
        if (one.dense.size() > 0) out.dense.block(t * n, t * n, n, n) = one.dense;
    }
    return out;
}

MatrixXd matrixOf(const std::vector<VectorXd>& rows, Index columns) {
    MatrixXd out(static_cast<Index>(rows.size()), columns);
    for (std::size_t j = 0; j < rows.size(); ++j)
        out.row(static_cast<Index>(j)) = rows[j].transpose();
    return out;
}

VectorXd vectorOf(const std::vector<double>& values) {
    return Eigen::Map<const VectorXd>(values.data(), static_cast<Index>(values.size()));
}

} // namespace

PlanProgram::PlanProgram(const PlanProblem& problem)
    : problem_(problem), blocks_(problem.periods() - (problem.terminal ? 1 : 0)) {
    if (nothingFree()) return;
    const Index n = size() * blocks_;
    program_ = ConvexProgram::ofSize(n);
    program_.covariance = repeated(problem.period.covariance, blocks_);
    program_.risk_weight = problem.aversion;
    lower_room_.assign(static_cast<std::size_t>(n), -1);
    upper_room_ = lower_room_;
    for (Index t = 0; t < problem.periods(); ++t) {
        const auto period = periodOf(problem, t, *problem.period.held);
        built_.push_back(build(period, meanVariance(period, problem.aversion)));
        addBlock(t);
    }
    addExcesses();
    addRooms();
    finish();
}

void PlanProgram::addBlock(Index t) {
    const auto& own = built_.back().program;
    addRows(t, own);
    if (fixed(t)) return;
    const Index at = t * size();
    program_.linear.segment(at, size()) = own.linear;
    program_.lower.segment(at, size()) = own.lower;
    program_.upper.segment(at, size()) = own.upper;
    equality_of_.push_back(static_cast<Index>(equality_.size()));
    for (Index j = 0; j < own.equality.rows(); ++j) {
        VectorXd row = VectorXd::Zero(program_.linear.size());
        row.segment(at, size()) = own.equality.row(j).transpose();
        equality_.push_back(std::move(row));
        equality_value_.push_back(own.equality_value[j]);
    }
}

/// Of a period that is fixed only those in which trades count say anything about the others.
void PlanProgram::addRows(Index t, const ConvexProgram& own) {
    row_of_.emplace_back();
    for (Index j = 0; j < own.inequality.rows(); ++j) {
        const bool trades = own.inequality_excess.size() > 0 && !own.inequality_excess.row(j).isZero() &&
                            own.inequality.row(j).isZero();
        if (fixed(t) && !trades) {
            row_of_.back().push_back(-1);
            continue;
        }
        VectorXd row = VectorXd::Zero(program_.linear.size());
        if (!fixed(t)) row.segment(t * size(), size()) = own.inequality.row(j).transpose();
        row_of_.back().push_back(static_cast<Index>(inequality_.size()));
        inequality_.push_back(std::move(row));
        inequality_limit_.push_back(own.inequality_limit[j]);
    }
}

/// A period's own program has its trades first, if it has any, and then shorts.
void PlanProgram::addExcesses() {
    const bool trades = built_.front().program.excess.size() >= 2 * securities();
    for (Index t = 0; t < problem_.periods(); ++t) {
        const auto& own = built_[static_cast<std::size_t>(t)].program.excess;
        for (Index h = 0; h < own.size(); ++h) {
            if (trades && h < 2 * securities())
                addTrade(t, h, own);
            else if (!fixed(t)) {
                program_.excess.variable.push_back(t * size() + own.variable[static_cast<std::size_t>(h)]);
                sign_.push_back(own.sign[h]);
                level_.push_back(own.level[h]);
                singles_.push_back({t, h});
            }
        }
    }
}

void PlanProgram::addTrade(Index t, Index h, const ExcessTerms& own) {
    const Index i = own.variable[static_cast<std::size_t>(h)];
    if (t > 0 && !fixed(t)) {
        VectorXd row = VectorXd::Zero(program_.linear.size());
        row[t * size() + i] = own.sign[h];
        row[(t - 1) * size() + i] = -own.sign[h];
        excess_rows_.push_back(std::move(row));
        row_level_.push_back(0);
        rows_.push_back({t, h});
        return;
    }
    // The first period leaves what is held; the one that is fixed goes from the weights before to its own.
    program_.excess.variable.push_back((t == 0 ? 0 : t - 1) * size() + i);
    sign_.push_back(t == 0 ? own.sign[h] : -own.sign[h]);
    level_.push_back(t == 0 ? own.level[h] : -own.sign[h] * (*problem_.terminal)[i]);
    singles_.push_back({t, h});
}

void PlanProgram::tighten(Index variable, double low, double high, Index room_of) {
    const auto at = static_cast<std::size_t>(variable);
    if (low > program_.lower[variable]) {
        program_.lower[variable] = low;
        lower_room_[at] = room_of;
    }
    if (high < program_.upper[variable]) {
        program_.upper[variable] = high;
        upper_room_[at] = room_of;
    }
}

/// Bounds where one side of a trade is known, rows between two free periods. A room that the bounds cannot
/// leave says nothing.
void PlanProgram::addRooms() {
    const auto& room = problem_.trade_room;
    const VectorXd low = program_.lower, high = program_.upper;
    for (Index i = 0; i < room.size(); ++i) {
        if (!std::isfinite(room[i])) continue;
        const double held = (*problem_.period.held)[i];
        tighten(i, held - room[i], held + room[i], 0);
        if (problem_.terminal) {
            const double aim = (*problem_.terminal)[i];
            tighten((blocks_ - 1) * size() + i, aim - room[i], aim + room[i], blocks_);
        }
        for (Index t = 1; t < blocks_; ++t) {
            if (high[t * size() + i] - low[(t - 1) * size() + i] <= room[i] &&
                high[(t - 1) * size() + i] - low[t * size() + i] <= room[i])
                continue;
            for (const double sign : {1.0, -1.0}) {
                VectorXd row = VectorXd::Zero(program_.linear.size());
                row[t * size() + i] = sign;
                row[(t - 1) * size() + i] = -sign;
                room_rows_.push_back({t, i, static_cast<Index>(inequality_.size())});
                inequality_.push_back(std::move(row));
                inequality_limit_.push_back(room[i]);
            }
        }
    }
}

void PlanProgram::finish() {
    auto& excess = program_.excess;
    const Index n = program_.linear.size();
    program_.inequality = matrixOf(inequality_, n);
    program_.inequality_limit = vectorOf(inequality_limit_);
    program_.equality = matrixOf(equality_, n);
    program_.equality_value = vectorOf(equality_value_);
    excess.rows = matrixOf(excess_rows_, n);
    excess.sign = vectorOf(sign_);
    level_.insert(level_.end(), row_level_.begin(), row_level_.end());
    excess.level = vectorOf(level_);
    excess.cost = excess.impact = VectorXd::Zero(excess.level.size());
    auto from = singles_;
    from.insert(from.end(), rows_.begin(), rows_.end());
    bool counts = false;
    MatrixXd within = MatrixXd::Zero(program_.inequality.rows(), excess.level.size());
    for (std::size_t h = 0; h < from.size(); ++h) {
        const auto& own = built_[static_cast<std::size_t>(from[h].period)].program;
        const auto at = static_cast<Index>(h);
        excess.cost[at] = own.excess.cost[from[h].own];
        excess.impact[at] = own.excess.impact[from[h].own];
        const auto& places = row_of_[static_cast<std::size_t>(from[h].period)];
        for (Index j = 0; j < own.inequality_excess.rows(); ++j) {
            const Index row = places[static_cast<std::size_t>(j)];
            if (row < 0) continue;
            within(row, at) = own.inequality_excess(j, from[h].own);
            counts = true;
        }
    }
    if (counts) program_.inequality_excess = std::move(within);
}

/// The part of a solution that is one period's; of bounds that are rooms nothing.
ConvexSolution PlanProgram::blockOf(const ConvexSolution& all, Index t) const {
    const auto& own = built_[static_cast<std::size_t>(t)].program;
    ConvexSolution out;
    out.inequality_multiplier = VectorXd::Zero(own.inequality.rows());
    const auto& places = row_of_[static_cast<std::size_t>(t)];
    for (std::size_t j = 0; j < places.size(); ++j)
        if (places[j] >= 0)
            out.inequality_multiplier[static_cast<Index>(j)] = all.inequality_multiplier[places[j]];
    out.equality_multiplier = VectorXd::Zero(own.equality.rows());
    out.lower_multiplier = out.upper_multiplier = VectorXd::Zero(size());
    out.x = fixed(t) ? *problem_.terminal : VectorXd(all.x.segment(t * size(), size()));
    if (fixed(t)) return out;
    out.equality_multiplier =
        all.equality_multiplier.segment(equality_of_[static_cast<std::size_t>(t)], own.equality.rows());
    for (Index i = 0; i < size(); ++i) {
        const auto at = static_cast<std::size_t>(t * size() + i);
        if (lower_room_[at] < 0) out.lower_multiplier[i] = all.lower_multiplier[t * size() + i];
        if (upper_room_[at] < 0) out.upper_multiplier[i] = all.upper_multiplier[t * size() + i];
    }
    return out;
}

void PlanProgram::read(TradePlan& out) const {
    const auto& all = out.solution;
    out.weights.resize(size(), problem_.periods());
    VectorXd before = *problem_.period.held;
    for (Index t = 0; t < problem_.periods(); ++t) {
        const auto own = blockOf(all, t);
        out.weights.col(t) = own.x;
        out.standings.push_back(
            standings(periodOf(problem_, t, before), built_[static_cast<std::size_t>(t)], own));
        before = own.x.head(securities());
    }
    for (Index v = 0; v < program_.linear.size(); ++v) {
        const auto at = static_cast<std::size_t>(v);
        if (lower_room_[at] >= 0) out.room_price(v % size(), lower_room_[at]) += all.lower_multiplier[v];
        if (upper_room_[at] >= 0) out.room_price(v % size(), upper_room_[at]) += all.upper_multiplier[v];
    }
    for (const auto& [t, i, row] : room_rows_)
        out.room_price(i, t) += all.inequality_multiplier[row];
}

} // namespace nautilus::portfolio
