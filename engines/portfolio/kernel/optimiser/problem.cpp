#include "engines/portfolio/kernel/optimiser/problem.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::ConvexProgram;

namespace {

constexpr double kInfinite = std::numeric_limits<double>::infinity();
constexpr double kBinding = 1e-7;
constexpr double kNoPrice = 1e-9;

/// Adds limits to a program one by one; rows are collected and put in at the end.
class Builder {
public:
    Builder(const PortfolioProblem& problem, const Goal& goal, const Keep& keep)
        : problem_(problem), keep_(keep) {
        auto& program = out_.program;
        program = ConvexProgram::ofSize(problem.variables());
        program.covariance = problem.covariance;
        program.risk_weight = goal.risk_weight;
        program.linear = goal.linear;
        program.log_weight = goal.log_weight;
        out_.place.resize(problem.limits.size());
        lower_owner_.assign(static_cast<std::size_t>(problem.variables()), kNobody);
        upper_owner_ = lower_owner_;
        addExcesses(goal);
    }

    BuiltProgram take() {
        for (std::size_t k = 0; k < problem_.limits.size(); ++k)
            if (!keep_ || keep_(k)) add(k);
        freeWhatIsFixed();
        putRows(inequality_, inequality_limit_, out_.program.inequality, out_.program.inequality_limit);
        putRows(equality_, equality_value_, out_.program.equality, out_.program.equality_value);
        putExcessRows();
        for (std::size_t i = 0; i < lower_owner_.size(); ++i) {
            const auto variable = static_cast<Index>(i);
            if (lower_owner_[i] != kNobody) out_.place[lower_owner_[i]].lower.push_back(variable);
            if (upper_owner_[i] != kNobody) out_.place[upper_owner_[i]].upper.push_back(variable);
        }
        return std::move(out_);
    }

private:
    static constexpr std::size_t kNobody = static_cast<std::size_t>(-1);

    [[nodiscard]] bool has(LimitKind kind) const {
        for (std::size_t k = 0; k < problem_.limits.size(); ++k)
            if (problem_.limits[k].kind == kind && (!keep_ || keep_(k))) return true;
        return false;
    }

    void addExcesses(const Goal& goal) {
        const Index n = problem_.securities;
        const bool costs = goal.costs && problem_.costsAnything();
        if (problem_.held && (costs || has(LimitKind::Turnover))) trades_ = 0;
        if (has(LimitKind::Leverage)) shorts_ = trades_ == 0 ? 2 * n : 0;
        const Index size = (trades_ == 0 ? 2 * n : 0) + (shorts_ >= 0 ? n : 0);
        auto& excess = out_.program.excess;
        excess.sign = excess.level = excess.cost = excess.impact = VectorXd::Zero(size);
        if (trades_ == 0) {
            for (int side = 0; side < 2; ++side)
                for (Index i = 0; i < n; ++i)
                    excess.variable.push_back(i);
            excess.sign.head(2 * n) << VectorXd::Ones(n), -VectorXd::Ones(n);
            excess.level.head(2 * n) << *problem_.held, -*problem_.held;
            if (costs) {
                if (problem_.buy_cost.size() > 0)
                    excess.cost.head(2 * n) << problem_.buy_cost, problem_.sell_cost;
                if (problem_.impact.size() > 0) excess.impact.head(2 * n) << problem_.impact, problem_.impact;
            }
        }
        if (shorts_ < 0) return;
        for (Index i = 0; i < n; ++i)
            excess.variable.push_back(i);
        excess.sign.tail(n).setConstant(-1);
    }

    void add(std::size_t k) {
        const auto& limit = problem_.limits[k];
        switch (limit.kind) {
        case LimitKind::Weights:
            return addBounds(k);
        case LimitKind::Row:
            return addRow(k, limit.row, limit.limit);
        case LimitKind::Turnover:
            if (trades_ < 0) return;
            excess_rows_.push_back({inequality_.size(), trades_, 2 * problem_.securities, 0.5});
            return addRow(k, VectorXd::Zero(problem_.variables()), limit.limit - 0.5 * problem_.leaving);
        case LimitKind::Leverage: {
            VectorXd row = VectorXd::Zero(problem_.variables());
            row.head(problem_.securities).setOnes();
            excess_rows_.push_back({inequality_.size(), shorts_, problem_.securities, 2.0});
            return addRow(k, std::move(row), limit.limit);
        }
        case LimitKind::Risk:
            out_.place[k].risk = static_cast<Index>(out_.program.risk_bounds.size());
            out_.program.risk_bounds.push_back({limit.centre, limit.limit, -1, problem_.limited_covariance});
        }
    }

    /// The tightest of several bounds holds, and it alone is told to bind.
    void addBounds(std::size_t k) {
        const auto& limit = problem_.limits[k];
        auto& program = out_.program;
        if (limit.sense == Sense::Equal) { // without room between bounds there is no interior
            for (const Index i : limit.members) {
                VectorXd row = VectorXd::Zero(problem_.variables());
                row[i] = 1;
                addRow(k, std::move(row), limit.limit);
                fixed_.emplace_back(i, limit.limit);
            }
            return;
        }
        for (const Index i : limit.members) {
            const auto at = static_cast<std::size_t>(i);
            if (limit.sense == Sense::AtMost && limit.limit < program.upper[i]) {
                program.upper[i] = limit.limit;
                upper_owner_[at] = k;
            }
            if (limit.sense == Sense::AtLeast && limit.limit > program.lower[i]) {
                program.lower[i] = limit.limit;
                lower_owner_[at] = k;
            }
        }
    }

    /// A bound that touches a fixed weight would leave no interior either; it says nothing more.
    void freeWhatIsFixed() {
        auto& program = out_.program;
        for (const auto& [i, value] : fixed_) {
            if (value < program.lower[i] || value > program.upper[i]) continue;
            if (program.log_weight.size() > 0 && program.log_weight[i] > 0) continue;
            program.lower[i] = -kInfinite;
            program.upper[i] = kInfinite;
            lower_owner_[static_cast<std::size_t>(i)] = upper_owner_[static_cast<std::size_t>(i)] = kNobody;
        }
    }

    void addRow(std::size_t k, VectorXd row, double limit) {
        auto& place = out_.place[k];
        if (problem_.limits[k].sense == Sense::Equal) {
            place.equality = static_cast<Index>(equality_.size());
            equality_.push_back(std::move(row));
            equality_value_.push_back(limit);
            return;
        }
        place.sign = problem_.limits[k].sense == Sense::AtMost ? 1 : -1;
        place.inequality = static_cast<Index>(inequality_.size());
        inequality_.push_back(place.sign * row);
        inequality_limit_.push_back(place.sign * limit);
    }

    void putRows(const std::vector<VectorXd>& rows, const std::vector<double>& limits, MatrixXd& matrix,
                 VectorXd& vector) const {
        const auto count = static_cast<Index>(rows.size());
        matrix.resize(count, problem_.variables());
        vector.resize(count);
        for (Index j = 0; j < count; ++j) {
            matrix.row(j) = rows[static_cast<std::size_t>(j)].transpose();
            vector[j] = limits[static_cast<std::size_t>(j)];
        }
    }

    void putExcessRows() {
        auto& program = out_.program;
        if (excess_rows_.empty()) return;
        program.inequality_excess = MatrixXd::Zero(program.inequality.rows(), program.excess.size());
        for (const auto& [row, first, count, weight] : excess_rows_)
            program.inequality_excess.row(static_cast<Index>(row)).segment(first, count).setConstant(weight);
    }

    const PortfolioProblem& problem_;
    const Keep& keep_;
    BuiltProgram out_;
    Index trades_ = -1, shorts_ = -1; ///< first excess of each, or -1
    std::vector<VectorXd> inequality_, equality_;
    std::vector<double> inequality_limit_, equality_value_;
    std::vector<std::size_t> lower_owner_, upper_owner_;
    std::vector<std::pair<Index, double>> fixed_; ///< variables with their values
    struct ExcessRow {
        std::size_t row;
        Index first, count;
        double weight;
    };
    std::vector<ExcessRow> excess_rows_;
};

double sumOf(const VectorXd& multipliers, const std::vector<Index>& places) {
    double out = 0;
    for (const Index i : places)
        out += multipliers[i];
    return out;
}

} // namespace

bool PortfolioProblem::costsAnything() const {
    return (buy_cost.size() > 0 && (buy_cost.maxCoeff() > 0 || sell_cost.maxCoeff() > 0)) ||
           (impact.size() > 0 && impact.maxCoeff() > 0);
}

double PortfolioProblem::costOf(const VectorXd& weights) const {
    if (!held) return 0;
    double out = 0;
    for (Index i = 0; i < securities; ++i) {
        const double change = weights[i] - (*held)[i];
        if (buy_cost.size() > 0) out += change > 0 ? buy_cost[i] * change : -sell_cost[i] * change;
        if (impact.size() > 0) out += impact[i] * std::pow(std::abs(change), 1.5);
    }
    return out;
}

double PortfolioProblem::turnoverOf(const VectorXd& weights) const {
    if (!held) return std::numeric_limits<double>::quiet_NaN();
    return 0.5 * ((weights.head(securities) - *held).lpNorm<1>() + leaving);
}

double PortfolioProblem::valueOf(const Limit& limit, const VectorXd& weights) const {
    switch (limit.kind) {
    case LimitKind::Row:
        return limit.row.dot(weights);
    case LimitKind::Turnover:
        return turnoverOf(weights);
    case LimitKind::Leverage:
        return weights.head(securities).lpNorm<1>();
    case LimitKind::Risk:
        return std::sqrt(limitedCovariance().variance(weights - limit.centre));
    case LimitKind::Weights:
        break;
    }
    double out = limit.sense == Sense::AtLeast ? kInfinite : -kInfinite;
    for (const Index i : limit.members)
        out = limit.sense == Sense::AtLeast ? std::min(out, weights[i]) : std::max(out, weights[i]);
    return out;
}

BuiltProgram build(const PortfolioProblem& problem, const Goal& goal, const Keep& keep) {
    return Builder(problem, goal, keep).take();
}

std::vector<LimitStanding> standings(const PortfolioProblem& problem, const BuiltProgram& built,
                                     const numerics::ConvexSolution& solution) {
    std::vector<LimitStanding> out(problem.limits.size());
    const VectorXd weights = solution.x.head(problem.variables());
    for (std::size_t k = 0; k < out.size(); ++k) {
        const auto& limit = problem.limits[k];
        const auto& place = built.place[k];
        auto& one = out[k];
        one.value = problem.valueOf(limit, weights);
        one.slack = limit.sense == Sense::AtMost    ? limit.limit - one.value
                    : limit.sense == Sense::AtLeast ? one.value - limit.limit
                                                    : 0;
        one.shadow_price =
            sumOf(solution.lower_multiplier, place.lower) + sumOf(solution.upper_multiplier, place.upper);
        if (place.inequality >= 0) one.shadow_price += solution.inequality_multiplier[place.inequality];
        if (place.equality >= 0) one.shadow_price += std::abs(solution.equality_multiplier[place.equality]);
        if (place.risk >= 0) one.shadow_price += solution.risk_multiplier[place.risk];
        const double near = kBinding * std::max(1.0, std::abs(limit.limit));
        one.binding = limit.sense == Sense::Equal || one.slack < near;
        if (!one.binding || one.shadow_price < kNoPrice) one.shadow_price = 0;
    }
    return out;
}

} // namespace nautilus::portfolio
