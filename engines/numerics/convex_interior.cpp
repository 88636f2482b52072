#include "engines/numerics/convex_interior.h"

#include "engines/numerics/convex_certificate.h"
#include "engines/numerics/convex_newton.h"
#include "engines/numerics/convex_whole.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace nautilus::numerics::convex {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

constexpr double kNearlyAll = 0.995; ///< of the way to the nearest wall
constexpr double kInside = 1e-2;     ///< least distance of a first point from 0
constexpr int kPatience = 6;         ///< steps without progress until the steady ones begin
constexpr double kProgress = 0.5;    ///< what progress is: the worst residual, against the least so far
constexpr double kSteadyCentre = 0.3;
constexpr double kInStep = 1e-3; ///< least ratio of the gap to the other residuals
constexpr double kBack = 10;     ///< by how much a step may widen the gap
constexpr int kShortenings = 60;
constexpr double kShorter = 0.8;
constexpr double kNeighbourhood = 1e-3; ///< least product of slack and multiplier, against their mean

class InteriorPoint {
public:
    InteriorPoint(const ConvexProgram& program, const ConvexOptions& options, NewtonBy by)
        : program_(program), options_(options), rows_(program), judge_(program, rows_),
          system_(program, rows_) {
        if (by == NewtonBy::WholeSystem) whole_.emplace(program, rows_);
    }

    ConvexSolution run() {
        begin();
        ConvexSolution best;
        double least = 0;
        for (int step = 0;; ++step) {
            now_ = judge_.at(at_);
            if (step == 0 || now_.worst() < kProgress * mark_) {
                mark_ = now_.worst();
                marked_ = step;
            }
            if (step == 0 || now_.worst() < least) {
                best = told(step);
                least = now_.worst();
            }
            if (now_.worst() <= options_.tolerance) {
                best.state = ConvexState::Solved;
                return best;
            }
            if (auto proof = certificate(step)) return *proof;
            steady_ = steady_ || step - marked_ >= kPatience;
            if (step < options_.most_steps && advance()) continue;
            if (least <= options_.accepted) best.state = ConvexState::Solved;
            return best;
        }
    }

    [[nodiscard]] ConvexSolution told(int step) const {
        ConvexSolution out;
        out.x = at_.x;
        out.excess = at_.u;
        out.equality_multiplier = at_.y;
        out.inequality_multiplier = at_.z.head(rows_.general());
        out.lower_multiplier = out.upper_multiplier = VectorXd::Zero(at_.x.size());
        Index row = rows_.firstLower();
        for (const Index i : rows_.lower())
            out.lower_multiplier[i] = at_.z[row++];
        for (const Index i : rows_.upper())
            out.upper_multiplier[i] = at_.z[row++];
        out.excess_multiplier = at_.z.segment(rows_.firstExcess(), rows_.excesses());
        out.risk_multiplier = at_.z.tail(rows_.risks());
        for (Index k = 0; k < rows_.risks(); ++k) // the row is (risk^2 / limit^2 - 1) / 2
            out.risk_multiplier[k] /= program_.risk_bounds[static_cast<std::size_t>(k)].limit;
        out.objective = now_.objective;
        out.primal_residual = now_.primal_residual;
        out.dual_residual = now_.dual_residual;
        out.gap = now_.gap;
        out.steps = step;
        return out;
    }

    ConvexSolution judgedAnswer(const ConvexSolution& answer) {
        at_.x = answer.x;
        at_.u = answer.excess;
        at_.y = answer.equality_multiplier;
        at_.z = VectorXd::Zero(rows_.count());
        at_.z.head(rows_.general()) = answer.inequality_multiplier;
        Index row = rows_.firstLower();
        for (const Index i : rows_.lower())
            at_.z[row++] = answer.lower_multiplier[i];
        for (const Index i : rows_.upper())
            at_.z[row++] = answer.upper_multiplier[i];
        at_.z.segment(rows_.firstExcess(), rows_.excesses()) = answer.excess_multiplier;
        for (Index k = 0; k < rows_.risks(); ++k)
            at_.z[rows_.firstRisk() + k] =
                answer.risk_multiplier[k] * program_.risk_bounds[static_cast<std::size_t>(k)].limit;
        settlePositive();
        at_.s = (rows_.limit() - rows_.value(at_.x, at_.u)).cwiseMax(0.0);
        now_ = judge_.at(at_);
        return told(answer.steps);
    }

private:
    void begin() {
        const Index n = program_.linear.size(), m = rows_.count();
        at_ = {VectorXd::Zero(n), VectorXd::Ones(rows_.excesses()), VectorXd::Zero(program_.equality.rows()),
               VectorXd::Ones(m), VectorXd::Ones(m)};
        Curvature start{VectorXd::Ones(m),
                        VectorXd::Ones(n),
                        at_.u,
                        std::max(program_.risk_weight, 0.0),
                        MatrixXd::Zero(n, rows_.risks()),
                        {}};
        system_.factorise(std::move(start));
        const auto gradients = MatrixXd::Zero(n, rows_.risks());
        const VectorXd r = -program_.linear + rows_.transposeTimes(rows_.limit(), gradients);
        const VectorXd ru =
            -program_.excess.cost + (rows_.excesses() > 0 ? rows_.transposeTimesExcess(rows_.limit())
                                                          : VectorXd(program_.excess.cost.size()).setZero());
        const auto first = system_.solve(r, ru, program_.equality_value);
        at_.x = first.x;
        at_.y = first.y;
        if (m == 0) return;
        comeInside();
        VectorXd slack = rows_.limit() - rows_.value(at_.x, at_.u);
        const double shift_s = std::max(0.0, -1.5 * slack.minCoeff());
        const double shift_z = std::max(0.0, 1.5 * slack.maxCoeff());
        at_.s = slack.array() + shift_s;
        at_.z = -slack.array() + shift_z;
        const double product = std::max(at_.s.dot(at_.z), 1e-8);
        at_.s.array() += 0.5 * product / std::max(at_.z.sum(), 1e-8);
        at_.z.array() += 0.5 * product / std::max(at_.s.sum(), 1e-8);
        stayInside();
    }

    /// Excesses and logarithms are defined above 0 alone.
    void comeInside() {
        for (Index i = 0; i < program_.log_weight.size(); ++i)
            if (program_.log_weight[i] > 0)
                at_.x[i] = std::max(at_.x[i], std::max(program_.lower[i], 0.0) + kInside);
        if (rows_.excesses() == 0) return;
        const VectorXd over = program_.excess.times(at_.x) - program_.excess.level;
        at_.u = over.cwiseMax(0.0).array() + std::max(kInside, 0.1 * over.cwiseAbs().maxCoeff());
    }

    /// Their slacks are the distances themselves from the first step on, and stay so: the rows are linear.
    void stayInside() {
        Index row = rows_.firstLower();
        for (const Index i : rows_.lower()) {
            if (program_.log_weight.size() > 0 && program_.log_weight[i] > 0)
                at_.s[row] = at_.x[i] - program_.lower[i];
            ++row;
        }
        if (rows_.excesses() > 0) at_.s.segment(rows_.firstPositive(), rows_.excesses()) = at_.u;
    }

    /// A proof that there is no answer, or a direction along which nothing holds the objective.
    [[nodiscard]] std::optional<ConvexSolution> certificate(int step) const {
        const auto state = proven(program_, rows_, at_, now_);
        if (!state) return std::nullopt;
        auto out = told(step);
        out.state = *state;
        return out;
    }

    /// One step for the given right side of the complementarity.
    void direction(const VectorXd& product, Point& d) const {
        if (whole_) {
            d = whole_->step(now_, at_, product);
            return;
        }
        const VectorXd inner = (at_.z.cwiseProduct(now_.slack) - product).cwiseQuotient(at_.s);
        const VectorXd r = -now_.dual - rows_.transposeTimes(inner, now_.gradients);
        VectorXd ru = -now_.dual_excess;
        if (rows_.excesses() > 0) ru -= rows_.transposeTimesExcess(inner);
        const auto step = system_.solve(r, ru, -now_.primal);
        d.x = step.x;
        d.u = step.u;
        d.y = step.y;
        d.s = -now_.slack - rows_.times(d.x, d.u, now_.gradients);
        d.z = -(product + at_.z.cwiseProduct(d.s)).cwiseQuotient(at_.s);
        d.z.head(rows_.general()) = step.general + inner.head(rows_.general());
        d.z.tail(rows_.risks()) = step.risk + inner.tail(rows_.risks());
    }

    /// Longest step in [0, 1] that keeps both positive.
    [[nodiscard]] static double room(const VectorXd& at, const VectorXd& d) {
        double out = 1;
        for (Index i = 0; i < at.size(); ++i)
            if (d[i] < 0) out = std::min(out, -at[i] / d[i]);
        return out;
    }

    [[nodiscard]] Curvature curvature() const {
        Curvature out{at_.z.cwiseQuotient(at_.s), at_.x, at_.u, program_.risk_weight, now_.gradients, {}};
        for (Index k = 0; k < rows_.risks(); ++k) {
            const auto& bound = program_.risk_bounds[static_cast<std::size_t>(k)];
            const double weight = at_.z[rows_.firstRisk() + k] / (bound.limit * bound.limit);
            if (bound.covariance)
                out.own.emplace_back(weight, bound.covariance.get());
            else
                out.risk += weight;
        }
        return out;
    }

    /// The predictor and corrector of Mehrotra are fast, but may go in circles; steady steps aim at a point
    /// well inside and stay within a neighbourhood of the central path (Wright 1997, chapter 6).
    bool advance() {
        if (whole_)
            whole_->factorise(curvature(), at_);
        else
            system_.factorise(curvature());
        const VectorXd product = at_.s.cwiseProduct(at_.z);
        Point d;
        if (steady_ && at_.s.size() > 0) {
            const double mean = now_.complement / static_cast<double>(at_.s.size());
            direction(product.array() - std::max(kSteadyCentre, ahead()) * mean, d);
            if (!d.x.allFinite()) return false;
            return move(d, kNearlyAll * central(d));
        }
        direction(product, d);
        if (!d.x.allFinite()) return false;
        const auto m = static_cast<double>(at_.s.size());
        if (m > 0) {
            const double reach = std::min(room(at_.s, d.s), room(at_.z, d.z));
            const double mean = now_.complement / m;
            const double after = (at_.s + reach * d.s).dot(at_.z + reach * d.z) / m;
            const double centre = std::max(std::min(std::pow(after / mean, 3), 1.0), ahead());
            const VectorXd corrected = (product + d.s.cwiseProduct(d.z)).array() - centre * mean;
            direction(corrected, d);
            if (!d.x.allFinite()) return false;
        }
        const double reach = std::min(room(at_.s, d.s), room(at_.z, d.z));
        return move(d, m == 0 && program_.log_weight.size() == 0 ? 1 : kNearlyAll * reach);
    }

    /// How far the gap is ahead of the other residuals: the walls must not be reached before those. Near 0
    /// the gradients of logarithms are large themselves and fall with the gap alone.
    [[nodiscard]] double ahead() const {
        if (program_.log_weight.size() > 0) return 0;
        const double behind = std::max(now_.primal_residual, now_.dual_residual);
        return std::min(kInStep * behind / std::max(now_.gap, 1e-300), kBack);
    }

    /// Longest step after which no product of slack and multiplier is far below their mean.
    [[nodiscard]] double central(const Point& d) const {
        double out = std::min(room(at_.s, d.s), room(at_.z, d.z));
        const auto m = static_cast<double>(at_.s.size());
        const double now = at_.s.cwiseProduct(at_.z).minCoeff() / (now_.complement / m);
        const double least = std::min(kNeighbourhood, 0.9 * now);
        for (int i = 0; i < kShortenings; ++i, out *= kShorter) {
            const Eigen::ArrayXd after =
                (at_.s + kNearlyAll * out * d.s).array() * (at_.z + kNearlyAll * out * d.z).array();
            if (after.minCoeff() >= least * after.mean()) break;
        }
        return out;
    }

    bool move(const Point& d, double length) {
        if (length < 1e-12) return false;
        at_.x += length * d.x;
        at_.u += length * d.u;
        at_.y += length * d.y;
        at_.s += length * d.s;
        at_.z += length * d.z;
        settleBounds();
        settlePositive();
        return true;
    }

    /// Near a wall its multiplier is what the rest of the gradient says; got by division through a slack near
    /// 0 it carries the rounding of that slack. Walls of a variable: its bounds, and the levels of excesses,
    /// where what one multiplier of u gives the other takes.
    void settleBounds() {
        const VectorXd off = judge_.at(at_).dual;
        std::vector<Index> nearest(static_cast<std::size_t>(off.size()), -1);
        std::vector<double> hold(nearest.size(), 0);
        const auto look = [&](Index variable, Index row, double strength) {
            const auto i = static_cast<std::size_t>(variable);
            if (strength <= hold[i]) return;
            hold[i] = strength;
            nearest[i] = row;
        };
        Index row = rows_.firstLower();
        for (const auto* side : {&rows_.lower(), &rows_.upper()})
            for (const Index i : *side) {
                look(i, row, at_.z[row]);
                ++row;
            }
        for (Index h = 0; h < program_.excess.single(); ++h)
            look(program_.excess.variable[static_cast<std::size_t>(h)], rows_.firstExcess() + h,
                 std::min(at_.z[rows_.firstExcess() + h], at_.z[rows_.firstPositive() + h]));
        for (Index i = 0; i < off.size(); ++i)
            if (const Index wall = nearest[static_cast<std::size_t>(i)]; wall >= 0) settle(wall, off[i]);
    }

    void settle(Index wall, double off) {
        const auto near = [](double from, double to) { return to > 0.5 * from && to < 2 * from; };
        double& z = at_.z[wall];
        if (wall < rows_.firstExcess()) {
            const double moved = z + (wall < rows_.firstUpper() ? off : -off);
            if (near(z, moved)) z = moved;
            return;
        }
        const Index h = wall - rows_.firstExcess();
        double& other = at_.z[rows_.firstPositive() + h];
        const double change = -off * program_.excess.sign[h];
        if (!near(z, z + change) || !near(other, other - change)) return;
        z += change;
        other -= change;
    }

    /// The same for u >= 0.
    void settlePositive() {
        if (rows_.excesses() == 0) return;
        VectorXd off = program_.excess.cost;
        off.array() += 1.5 * program_.excess.impact.array() * at_.u.array().max(0.0).sqrt();
        off += rows_.transposeTimesExcess(at_.z);
        for (Index h = 0; h < off.size(); ++h) {
            auto& z = at_.z[rows_.firstPositive() + h];
            const double settled = z + off[h];
            if (settled > 0.5 * z && settled < 2 * z) z = settled;
        }
    }

    const ConvexProgram& program_;
    const ConvexOptions& options_;
    Rows rows_;
    Judge judge_;
    NewtonSystem system_;
    Point at_;
    Conditions now_;
    double mark_ = 0; ///< the worst residual when there was progress last
    int marked_ = 0;  ///< the step of it
    bool steady_ = false;
    std::optional<WholeSystem> whole_;
};

} // namespace

ConvexSolution interiorPoint(const ConvexProgram& program, const ConvexOptions& options, NewtonBy by) {
    return InteriorPoint(program, options, by).run();
}

ConvexSolution judged(const ConvexProgram& program, ConvexSolution answer) {
    return InteriorPoint(program, {}, NewtonBy::Elimination).judgedAnswer(answer);
}

} // namespace nautilus::numerics::convex
