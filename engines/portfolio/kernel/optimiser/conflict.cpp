#include "engines/portfolio/kernel/optimiser/conflict.h"

#include "engines/portfolio/kernel/optimiser/elastic.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;
using numerics::ConvexState;

namespace {

constexpr double kNamed = 1e-6; ///< multiplier of a proof, against its largest
constexpr double kMoved = 1e-8; ///< a smaller breach is rounding
constexpr double kHair = 1e-11;
constexpr double kMostMore = 1e-3;
constexpr double kGrain = 1e-6; ///< relaxed limits are rounded outwards to this

class Filter {
public:
    Filter(const PortfolioProblem& problem, Diagnosis& out) : problem_(problem), out_(out) {}

    void run() {
        std::vector<double> proof;
        if (holds(all(), &proof)) {
            out_.feasible = true;
            return;
        }
        auto named = all();
        if (const auto fewer = largestOf(proof); !fewer.empty() && !holds(fewer, nullptr)) named = fewer;
        out_.conflict = irreducible(std::move(named), proof);
        for (const auto k : out_.conflict)
            out_.alone.push_back(alone(k));
        relax();
    }

private:
    using Places = std::vector<std::size_t>;

    [[nodiscard]] Places all() const {
        Places out(problem_.limits.size());
        std::iota(out.begin(), out.end(), std::size_t{0});
        return out;
    }

    /// `proof`: largest multiplier of each limit, when they do not hold.
    bool holds(const Places& limits, std::vector<double>* proof) {
        // The smallest weights that do, or those of the least risk: without a goal an answer may be far out.
        const Goal least{1, VectorXd::Zero(problem_.variables()), {}, false};
        auto built = build(problem_, least,
                           [&](std::size_t k) { return std::ranges::find(limits, k) != limits.end(); });
        if (built.program.risk_bounds.empty())
            built.program.covariance = {
                VectorXd::Ones(problem_.variables()), Eigen::MatrixXd(problem_.variables(), 0), {}};
        const auto answer = numerics::solve(built.program);
        ++out_.solved;
        if (answer.state == ConvexState::Solved) return true;
        if (proof) *proof = multipliers(built, answer);
        return false;
    }

    [[nodiscard]] static std::vector<double> multipliers(const BuiltProgram& built,
                                                         const numerics::ConvexSolution& answer) {
        std::vector<double> out;
        for (const auto& place : built.place) {
            double most = 0;
            for (const Index i : place.lower)
                most = std::max(most, answer.lower_multiplier[i]);
            for (const Index i : place.upper)
                most = std::max(most, answer.upper_multiplier[i]);
            if (place.inequality >= 0) most = std::max(most, answer.inequality_multiplier[place.inequality]);
            if (place.equality >= 0)
                most = std::max(most, std::abs(answer.equality_multiplier[place.equality]));
            if (place.risk >= 0) most = std::max(most, answer.risk_multiplier[place.risk]);
            out.push_back(most);
        }
        return out;
    }

    [[nodiscard]] static Places largestOf(const std::vector<double>& proof) {
        const double most = proof.empty() ? 0 : *std::ranges::max_element(proof);
        Places out;
        for (std::size_t k = 0; k < proof.size(); ++k)
            if (proof[k] > kNamed * most) out.push_back(k);
        return out;
    }

    /// What the proof leans on least is tried first.
    Places irreducible(Places limits, const std::vector<double>& proof) {
        Places order = limits;
        std::ranges::stable_sort(order, {}, [&](std::size_t k) { return proof[k]; });
        for (const auto k : order) {
            Places without = limits;
            std::erase(without, k);
            if (!holds(without, nullptr)) limits = std::move(without);
        }
        return limits;
    }

    std::optional<double> alone(std::size_t k) {
        const auto& limit = problem_.limits[k];
        if (limit.firm) return std::nullopt;
        if (limit.kind == LimitKind::Risk) return leastRisk(problem_, k);
        const std::size_t soft[] = {k};
        const auto breach = leastBreaches(problem_, soft, {}, out_.solved);
        if (!breach) return std::nullopt;
        return moved(limit, breach->front());
    }

    [[nodiscard]] static double moved(const Limit& limit, double by) {
        if (limit.sense == Sense::Equal) return limit.limit + by;
        if (limit.sense == Sense::AtLeast) return std::floor((limit.limit - by) / kGrain) * kGrain;
        return std::ceil((limit.limit + by) / kGrain) * kGrain;
    }

    /// The smallest limit of a risk bound that the other limits allow.
    std::optional<double> leastRisk(const PortfolioProblem& problem, std::size_t k) {
        const auto& limit = problem.limits[k];
        auto measured = problem;
        measured.covariance = problem.limitedCovariance();
        Goal goal{1, -measured.covariance.times(limit.centre), {}, false};
        const auto built = build(measured, goal, [k](std::size_t other) { return other != k; });
        const auto answer = numerics::solve(built.program);
        ++out_.solved;
        if (answer.state != ConvexState::Solved) return std::nullopt;
        const double risk = problem.valueOf(limit, answer.x.head(problem.variables()));
        return std::ceil(risk / kGrain + 1) * kGrain;
    }

    void relax() {
        Places soft;
        const auto no_risk = [&](std::size_t k) { return problem_.limits[k].kind != LimitKind::Risk; };
        for (std::size_t k = 0; k < problem_.limits.size(); ++k)
            if (!problem_.limits[k].firm && no_risk(k)) soft.push_back(k);
        const auto breaches = leastBreaches(problem_, soft, no_risk, out_.solved);
        if (!breaches) return;
        for (double more = 0; more <= kMostMore; more = more == 0 ? kGrain : 10 * more) {
            out_.relaxations = movedBy(soft, *breaches, more);
            if (holdsRelaxed()) break;
        }
        auto now = relaxed(problem_, out_.relaxations);
        for (std::size_t k = 0; k < problem_.limits.size(); ++k) {
            if (problem_.limits[k].kind != LimitKind::Risk || problem_.limits[k].firm) continue;
            const auto least = leastRisk(withoutLaterRisks(now, k), k);
            if (!least || *least <= now.limits[k].limit) continue;
            out_.relaxations.push_back({k, *least});
            now.limits[k].limit = *least;
        }
    }

    /// Rounding may leave a hair's breadth: `more` is given on top.
    [[nodiscard]] std::vector<Relaxation> movedBy(const Places& soft, const std::vector<double>& breaches,
                                                  double more) const {
        std::vector<Relaxation> out;
        for (std::size_t j = 0; j < soft.size(); ++j) {
            const double by = breaches[j];
            if (std::abs(by) <= (more > 0 ? kHair : kMoved)) continue;
            out.push_back({soft[j], moved(problem_.limits[soft[j]], by + (by > 0 ? more : -more))});
        }
        return out;
    }

    /// Without the risk bounds, which come after.
    bool holdsRelaxed() {
        const auto wider = relaxed(problem_, out_.relaxations);
        Diagnosis ignored;
        Filter filter(wider, ignored);
        Places linear;
        for (const auto k : filter.all())
            if (wider.limits[k].kind != LimitKind::Risk) linear.push_back(k);
        const bool out = filter.holds(linear, nullptr);
        out_.solved += ignored.solved;
        return out;
    }

    /// Risk bounds are widened one after another: those behind do not count yet.
    [[nodiscard]] static PortfolioProblem withoutLaterRisks(PortfolioProblem problem, std::size_t k) {
        for (std::size_t later = k + 1; later < problem.limits.size(); ++later)
            if (problem.limits[later].kind == LimitKind::Risk) problem.limits[later].limit = 1e3;
        return problem;
    }

    const PortfolioProblem& problem_;
    Diagnosis& out_;
};

} // namespace

Diagnosis diagnose(const PortfolioProblem& problem) {
    Diagnosis out;
    Filter(problem, out).run();
    return out;
}

PortfolioProblem relaxed(PortfolioProblem problem, const std::vector<Relaxation>& by) {
    for (const auto& one : by)
        problem.limits[one.limit].limit = one.to;
    return problem;
}

} // namespace nautilus::portfolio
