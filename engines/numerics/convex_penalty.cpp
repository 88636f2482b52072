#include "engines/numerics/convex_penalty.h"

#include "engines/numerics/convex_interior.h"
#include "engines/numerics/convex_whole.h"

#include <algorithm>
#include <cmath>

namespace nautilus::numerics::convex {

using Eigen::Index;
using Eigen::VectorXd;

namespace {

constexpr double kBroken = 10;      ///< residuals: a larger sum of breaches is none of rounding
constexpr double kLeast = 1e-10;    ///< residual
constexpr double kFirstPrice = 1e2; ///< against the largest term of the objective's gradient
constexpr double kDearer = 1e2;
constexpr int kPrices = 4;
constexpr Index kMostRows = 200; ///< every row costs a variable

/// Columns of breaches: one per inequality, two per equality, one per risk bound.
class Softened {
public:
    explicit Softened(const ConvexProgram& program)
        : n_(program.linear.size()), inequalities_(program.inequality.rows()),
          equalities_(program.equality.rows()), risks_(static_cast<Index>(program.risk_bounds.size())),
          soft_(widened(program, inequalities_ + 2 * equalities_ + risks_)) {
        for (Index j = 0; j < inequalities_; ++j)
            soft_.inequality(j, n_ + j) = -1;
        for (Index j = 0; j < equalities_; ++j) {
            soft_.equality(j, n_ + inequalities_ + j) = -1;
            soft_.equality(j, n_ + inequalities_ + equalities_ + j) = 1;
        }
        for (Index k = 0; k < risks_; ++k)
            soft_.risk_bounds[static_cast<std::size_t>(k)].relief = n_ + inequalities_ + 2 * equalities_ + k;
        soft_.lower.tail(breaches()).setZero();
    }

    [[nodiscard]] const ConvexProgram& at(double price) {
        soft_.linear.tail(breaches()).setConstant(price);
        return soft_;
    }

    /// Its objective is the sum of breaches and the cost of a further variable, which is at least 1: gaps are
    /// measured against the objective, which has to be something.
    [[nodiscard]] ConvexProgram withoutObjective() const {
        auto out = widened(soft_, 1);
        out.linear.setZero();
        out.linear.tail(breaches() + 1).setOnes();
        out.lower[n_ + breaches()] = 1;
        out.risk_weight = 0;
        out.log_weight.resize(0);
        out.excess.cost.setZero();
        out.excess.impact.setZero();
        return out;
    }

    [[nodiscard]] double broken(const ConvexSolution& answer) const {
        return answer.x.segment(n_, breaches()).sum();
    }

    /// As an answer of the program itself.
    [[nodiscard]] ConvexSolution own(ConvexSolution answer) const {
        for (auto* values : {&answer.x, &answer.lower_multiplier, &answer.upper_multiplier})
            values->conservativeResize(n_);
        return answer;
    }

private:
    [[nodiscard]] Index breaches() const { return inequalities_ + 2 * equalities_ + risks_; }

    Index n_, inequalities_, equalities_, risks_;
    ConvexProgram soft_;
};

double steepest(const ConvexProgram& program) {
    double out = program.linear.lpNorm<Eigen::Infinity>();
    if (program.risk_weight > 0)
        out = std::max(out, program.risk_weight * program.covariance.variances().maxCoeff());
    if (program.excess.size() > 0) out = std::max(out, program.excess.cost.maxCoeff());
    if (program.log_weight.size() > 0) out = std::max(out, program.log_weight.maxCoeff());
    return std::max(out, 1e-12);
}

} // namespace

ConvexSolution byPenalties(const ConvexProgram& program, const ConvexOptions& options) {
    if (program.inequality.rows() + program.equality.rows() > kMostRows) return {};
    Softened soft(program);
    std::vector<NewtonBy> ways{NewtonBy::Elimination};
    if (WholeSystem::fits(soft.at(1), Rows(soft.at(1)))) ways.push_back(NewtonBy::WholeSystem);
    ConvexSolution least;
    for (const auto by : ways)
        if (least.state == ConvexState::Stalled) least = interiorPoint(soft.withoutObjective(), options, by);
    if (least.state != ConvexState::Solved) return {};
    // Its value is 1 and the breaches; the residuals say how well both are known.
    const double broken = soft.broken(least);
    const double unknown = std::max({least.primal_residual, least.dual_residual, least.gap, kLeast});
    if (broken > kBroken * unknown * (1 + broken)) {
        auto out = soft.own(std::move(least));
        out.state = ConvexState::Infeasible;
        return out;
    }
    double price = kFirstPrice * steepest(program);
    for (int i = 0; i < kPrices; ++i, price *= kDearer)
        for (const auto by : ways) {
            const auto answer = interiorPoint(soft.at(price), options, by);
            if (!answer.x.allFinite()) continue;
            auto own = judged(program, soft.own(answer));
            if (!(std::max({own.primal_residual, own.dual_residual, own.gap}) <= options.accepted)) continue;
            own.state = ConvexState::Solved;
            return own;
        }
    return {};
}

} // namespace nautilus::numerics::convex
