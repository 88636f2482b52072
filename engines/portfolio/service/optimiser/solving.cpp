#include "engines/portfolio/service/optimiser/solving.h"

#include "engines/portfolio/service/optimiser/expectations.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kMostDrawdownSessions = 800; ///< they cost the cube
constexpr double kUsualAversion = 5, kYear = 252;

ConflictView viewOfLimit(const Limit& limit) {
    ConflictView out;
    out.name = limit.name;
    out.pointer = limit.pointer;
    out.sense = senseWord(limit.sense);
    out.text = inWords(limit);
    out.limit = limit.limit;
    return out;
}

std::string inNumber(double value) {
    Limit nameless;
    nameless.limit = value;
    const auto words = inWords(nameless);
    return words.substr(words.rfind(' ') + 1);
}

class Solver {
public:
    Solver(const OptimiserProblem& request, const std::string& method, kit::Call& call,
           const Goal* goal = nullptr)
        : request_(request), method_(method), call_(call), goal_(goal),
          positions_(positionLimits(request.constraints)) {}

    Result<SolvedProblem> run(PosedProblem posed) {
        if (method_ == "cdar" && posed.view.sessions.size() > kMostDrawdownSessions)
            return fail(ErrorCode::NotComputable,
                        fmt::format("drawdowns are minimised over at most {} sessions; these are {}",
                                    kMostDrawdownSessions, posed.view.sessions.size()),
                        "/optimization_config/lookback_period");
        const auto begun = std::chrono::steady_clock::now();
        SolvedProblem out;
        out.posed = std::move(posed);
        if (!goal_) {
            if (auto views = applyViews(out.posed, request_, method_, call_); !views)
                return kit::failAs(views);
            refreshReturnLimit(out.posed);
        }
        if (auto solved = solve(out); !solved) return kit::failAs(solved);
        if (out.best.state == OptimalState::Infeasible || out.best.state == OptimalState::NotVerified)
            if (auto relaxed = relaxOrRefuse(out); !relaxed) return kit::failAs(relaxed);
        if (out.best.state == OptimalState::NoAnswer)
            return fail(ErrorCode::NotComputable, out.best.why, "/objective");
        if (out.best.state != OptimalState::Found)
            return fail(ErrorCode::NotComputable,
                        "no answer was found that meets the conditions of optimality to 1e-8",
                        "/optimization_method");
        out.took_ms =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
        return out;
    }

private:
    /// Views change what is expected, and with it what the limit on the return speaks of.
    static void refreshReturnLimit(PosedProblem& posed) {
        for (auto& limit : posed.problem.limits) {
            if (limit.pointer != "/objective/target_return") continue;
            limit.row = posed.problem.expected_return;
            if (posed.shadow >= 0) limit.row[posed.shadow] = 0;
        }
    }

    [[nodiscard]] double aversion() const {
        return request_.objective.risk_aversion.value_or(kUsualAversion);
    }

    Result<void> solve(SolvedProblem& out) {
        const auto& problem = out.posed.problem;
        const auto& method = method_;
        if (goal_) {
            out.best = best(problem, *goal_);
            return {};
        }
        const bool at_target = request_.objective.target_return.has_value();
        if (method == "mean_variance" || method == "black_litterman" || method == "entropy_pooling")
            out.best = best(problem, at_target ? leastVariance(problem, aversion())
                                               : meanVariance(problem, aversion()));
        else if (method == "minimum_variance")
            out.best = best(problem, leastVariance(problem, aversion()));
        else if (method == "benchmark_relative")
            return relative(out);
        else if (method == "risk_parity")
            return parity(out);
        else if (auto found = searched(problem, out.posed))
            keepFew(std::move(*found), out);
        else
            return nearest(out);
        return {};
    }

    /// Methods that are more than one program; nothing: it is none of them.
    std::optional<OptimalPortfolio> searched(const PortfolioProblem& problem, const PosedProblem& posed) {
        const auto& method = method_;
        const auto scenarios = posed.view.returns.view();
        if (method == "max_sharpe") return largestRatio(problem, problem.expected_return, posed.risk_free);
        if (method == "max_diversification")
            return largestRatio(problem, problem.covariance.variances().cwiseSqrt(), 0);
        if (method == "robust") return robustMean(problem, aversion(), doubt(posed));
        if (method == "cvar") return leastShortfall(problem, scenarios, confidence());
        if (method == "cdar") return leastDrawdown(problem, scenarios, confidence());
        if (method == "kelly") return fastestGrowth(problem, scenarios, posed.risk_free / kYear);
        return {};
    }

    OptimalPortfolio best(const PortfolioProblem& problem, const Goal& goal) {
        if (!positions_.any()) return solveFor(problem, goal);
        call_.method("positions", "branch and bound over what is held; optimality_gap is what is left open");
        return solveSparse(problem, goal, positions_);
    }

    /// Of what the method holds without the limit on positions the largest, solved again.
    void keepFew(OptimalPortfolio free, SolvedProblem& out) {
        out.best = std::move(free);
        if (!positions_.any() || out.best.state != OptimalState::Found) return;
        call_.method("positions", "the largest of the method's answer without this limit, solved again: "
                                  "other sets may be better");
        const int solved = out.best.solved;
        out.best = *searched(holdingLargest(out.posed.problem, out.best.weights, positions_), out.posed);
        out.best.solved += solved;
        out.best.optimality_gap = domain::kMissing;
        if (out.best.state == OptimalState::Infeasible)
            out.best.why = "the largest positions of the method's answer cannot keep the other limits";
    }

    [[nodiscard]] double confidence() const { return request_.optimization_config.confidence; }

    /// Standard errors of the means shrink with the root of the years that they were measured over.
    [[nodiscard]] double doubt(const PosedProblem& posed) const {
        const double years = static_cast<double>(posed.view.sessions.size()) / kYear;
        return request_.optimization_config.robustness / std::sqrt(years);
    }

    Result<void> relative(SolvedProblem& out) {
        if (!out.posed.problem.benchmark)
            return fail(ErrorCode::InvalidArgument, "this method needs a benchmark whose risk is known",
                        "/objective/benchmark");
        out.best = best(out.posed.problem, benchmarkRelative(out.posed.problem, aversion()));
        return {};
    }

    Result<void> parity(SolvedProblem& out) {
        if (positions_.any())
            return fail(ErrorCode::InvalidArgument,
                        "this method holds every symbol that has a part of the risk", positionsPointer());
        const auto budgets =
            budgetsOf(out.posed, request_.objective.risk_budget, call_, "/objective/risk_budget");
        if (!budgets) return kit::failAs(budgets);
        for (Index i = 0; i < out.posed.problem.securities; ++i)
            if (!(out.posed.problem.covariance.variances()[i] > 0))
                return fail(ErrorCode::NotComputable,
                            out.posed.nameOf(i) + " has no risk, so it cannot have a part of it",
                            "/universe");
        if (auto held = canBeHeld(out.posed, *budgets); !held) return held;
        out.best = riskBudgets(out.posed.problem, *budgets);
        return {};
    }

    /// A part of the risk above 0 needs a weight above 0.
    static Result<void> canBeHeld(const PosedProblem& posed, const VectorXd& budgets) {
        for (const auto& limit : posed.problem.limits)
            if (limit.kind == LimitKind::Weights && limit.sense != Sense::AtLeast && limit.limit <= 0)
                for (const Index i : limit.members)
                    if (i < posed.problem.securities && budgets[i] > 0)
                        return fail(ErrorCode::NotComputable,
                                    posed.nameOf(i) +
                                        " may not be held, so it cannot have a part of the risk: "
                                        "leave it out, or give it a risk budget of 0",
                                    limit.pointer);
        return {};
    }

    /// Methods that know no limits: where theirs are broken, the nearest portfolio that keeps them.
    Result<void> nearest(SolvedProblem& out) {
        auto wanted = limitlessWeights(out.posed, request_, method_);
        if (!wanted) return kit::failAs(wanted);
        out.wanted = std::move(*wanted);
        out.best = best(out.posed.problem, nearestTo(out.posed.problem, out.wanted));
        if (out.best.state != OptimalState::Found) return {};
        const double moved = (out.best.weights - out.wanted).lpNorm<Eigen::Infinity>();
        if (moved < 1e-6)
            out.best.weights = out.wanted;
        else
            call_.warn(
                "limits_moved_weights", "/data/optimal_weights",
                "the method knows no limits: this is the portfolio within them that tracks its weights "
                "best");
        return {};
    }

    Result<void> relaxOrRefuse(SolvedProblem& out) {
        const auto diagnosis = diagnose(out.posed.problem);
        if (diagnosis.feasible && positions_.any() && !out.best.why.empty())
            return fail(ErrorCode::NotComputable, out.best.why, positionsPointer());
        if (diagnosis.feasible) return {}; // not verified: the caller says so
        const auto relaxations = relaxationViews(out.posed.problem, diagnosis);
        if (!request_.relax || relaxations.empty())
            return tl::unexpected<kit::Errors>(refusalOf(out.posed.problem, diagnosis));
        out.posed.problem = relaxed(std::move(out.posed.problem), diagnosis.relaxations);
        out.relaxations = relaxations;
        warnRelaxed(relaxations, call_);
        if (auto solved = solve(out); !solved) return solved;
        if (out.best.state == OptimalState::Infeasible && !out.best.why.empty())
            return fail(ErrorCode::NotComputable, out.best.why + ", even after the others are relaxed",
                        positionsPointer());
        return {};
    }

    [[nodiscard]] std::string positionsPointer() const {
        return positions_.most ? "/constraints/max_positions" : "/constraints/min_position";
    }

    const OptimiserProblem& request_;
    const std::string& method_;
    kit::Call& call_;
    const Goal* goal_;
    const PositionLimits positions_;
};

} // namespace

const char* senseWord(Sense sense) {
    switch (sense) {
    case Sense::AtMost:
        return "at_most";
    case Sense::AtLeast:
        return "at_least";
    case Sense::Equal:
        break;
    }
    return "equal";
}

bool knowsNoCash(const std::string& method, const OptimiserProblem& request) {
    constexpr std::string_view kNever[] = {
        "risk_parity",        "hierarchical_risk_parity", "herc", "nco", "equal_weight",
        "inverse_volatility", "max_diversification"};
    if (std::ranges::find(kNever, method) != std::end(kNever)) return true;
    // Where only risk counts, cash would be all of the answer: it is there when somebody speaks of it.
    constexpr std::string_view kOnlyRisk[] = {"minimum_variance", "cvar", "cdar"};
    return std::ranges::find(kOnlyRisk, method) != std::end(kOnlyRisk) && !request.constraints.cash &&
           !request.objective.target_return;
}

PositionLimits positionLimits(const OptimiserConstraints& wish) {
    PositionLimits out;
    if (wish.max_positions) out.most = static_cast<Index>(*wish.max_positions);
    if (wish.min_position.value_or(0) > 0) out.least = wish.min_position;
    return out;
}

std::vector<ConflictView> conflictViews(const PortfolioProblem& problem, const Diagnosis& diagnosis) {
    std::vector<ConflictView> out;
    for (std::size_t i = 0; i < diagnosis.conflict.size(); ++i) {
        auto view = viewOfLimit(problem.limits[diagnosis.conflict[i]]);
        view.alone = diagnosis.alone[i].value_or(domain::kMissing);
        for (const auto& each : diagnosis.relaxations)
            if (each.limit == diagnosis.conflict[i]) view.relaxed = each.to;
        out.push_back(std::move(view));
    }
    return out;
}

std::vector<ConflictView> relaxationViews(const PortfolioProblem& problem, const Diagnosis& diagnosis) {
    std::vector<ConflictView> out;
    for (const auto& each : diagnosis.relaxations) {
        auto view = viewOfLimit(problem.limits[each.limit]);
        view.relaxed = each.to;
        out.push_back(std::move(view));
    }
    return out;
}

kit::Errors refusalOf(const PortfolioProblem& problem, const Diagnosis& diagnosis) {
    kit::Errors errors;
    std::string least;
    for (const auto& one : relaxationViews(problem, diagnosis))
        least += (least.empty() ? "" : ", ") + one.name + " " + inNumber(one.relaxed);
    const auto together = least.empty() ? std::string("; no relaxation of the limits would do")
                                        : "; the least that would do: " + least + " (send \"relax\": true)";
    for (const auto& one : conflictViews(problem, diagnosis)) {
        auto message = "infeasible: " + one.text + " stands against the others named here";
        if (!std::isnan(one.alone)) message += "; alone it would have to be " + inNumber(one.alone);
        errors.push_back({ErrorCode::NotComputable, message + (errors.empty() ? together : ""), one.pointer});
    }
    if (errors.empty()) errors.push_back({ErrorCode::NotComputable, "infeasible" + together, "/constraints"});
    return errors;
}

void warnRelaxed(const std::vector<ConflictView>& relaxations, kit::Call& call) {
    for (const auto& one : relaxations)
        call.warn("relaxed", "/data/relaxations",
                  one.text + " could not be met with the others: " + inNumber(one.relaxed) + " instead");
}

Result<SolvedProblem> solveMethod(PosedProblem posed, const OptimiserProblem& request,
                                  const std::string& method, kit::Call& call) {
    return Solver(request, method, call).run(std::move(posed));
}

Result<SolvedProblem> solveGoal(PosedProblem posed, const OptimiserProblem& request, const Goal& goal,
                                kit::Call& call) {
    const std::string none;
    return Solver(request, none, call, &goal).run(std::move(posed));
}

} // namespace nautilus::portfolio
