#include "engines/portfolio/service/optimiser/optimiser_desk.h"

#include "engines/kit/digest.h"
#include "engines/portfolio/kernel/optimiser/frontier.h"
#include "engines/portfolio/service/optimiser/expectations.h"
#include "engines/portfolio/service/optimiser/figures.h"
#include "engines/portfolio/service/optimiser/solving.h"
#include "engines/portfolio/service/optimiser/trade_planning.h"
#include "engines/portfolio/service/optimiser/whole_lots.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::VectorXd;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;
constexpr double kParity = 1e-6;

/// Contract metadata of what was estimated how.
void tellMethods(const OptimiserProblem& request, const PosedProblem& posed, Call& call) {
    const auto& config = request.optimization_config;
    const auto sessions = std::to_string(posed.view.sessions.size());
    call.method("covariance", config.covariance + " of " + sessions + " sessions, x 252");
    call.method("expected_returns", config.expected_returns + ", per year of 252 sessions");
    call.method("risk_metrics", "the weights held over those sessions; 95 %");
    call.method("cash",
                posed.cash >= 0 ? "an asset without risk, at the risk-free rate" : "none: fully invested");
    call.method("turnover", "half of what is bought and sold, cash apart");
}

/// The same question about the same data has the same answer, and so the same id.
std::string idOf(const OptimiseResult& result, const Call& call) {
    std::string text = result.portfolio_id + "/" + result.optimization_details.method;
    if (call.data_as_of) text += "/" + call.data_as_of->iso();
    for (const auto& [symbol, weight] : result.optimal_weights.items)
        text += fmt::format("/{}:{}", symbol, weight);
    return "opt_" + kit::contentHash(text).substr(0, 12);
}

} // namespace

void OptimiserDesk::done(double took_ms) {
    const std::scoped_lock lock(mutex_);
    const auto day = clock_.now().ns / kDayNs;
    if (day != day_) today_ = 0;
    day_ = day;
    ++today_;
    ++all_;
    total_ms_ += took_ms;
}

OptimiserDesk::Work OptimiserDesk::work() const {
    const std::scoped_lock lock(mutex_);
    Work out;
    out.today = clock_.now().ns / kDayNs == day_ ? today_ : 0;
    out.all = all_;
    if (all_ > 0) out.mean_ms = total_ms_ / static_cast<double>(all_);
    return out;
}

Result<void> OptimiserDesk::keepTargets(kit::Ledger& ledger, kit::ReadJson read_json) {
    const std::scoped_lock lock(mutex_);
    records_.emplace(ledger, clock_, "portfolio_targets", std::move(read_json));
    auto kept = records_->all();
    if (!kept) return kit::failAs(kept);
    for (auto& each : *kept)
        targets_.insert_or_assign(each.portfolio_id, each);
    return {};
}

kit::Keyed<double> OptimiserDesk::lastTargets(const std::string& portfolio_id,
                                              std::optional<domain::SessionDate> as_of) const {
    const std::scoped_lock lock(mutex_);
    const auto found = targets_.find(portfolio_id);
    if (found == targets_.end() || (as_of && *as_of < found->second.as_of)) return {};
    return found->second.weights;
}

/// In memory in any case: an answer that was found is not lost with the ledger.
void OptimiserDesk::keep(KeptTargets targets, Call& call) {
    const std::scoped_lock lock(mutex_); // also the order in which the ledger sees them
    const auto known = targets_.find(targets.portfolio_id);
    if (known != targets_.end() && known->second.optimization_id == targets.optimization_id) return;
    if (records_)
        if (const auto kept = records_->keep(targets.portfolio_id, targets); !kept)
            call.warn("targets_not_kept", "/data/optimal_weights",
                      "the ledger did not take these targets: they will be gone after a restart");
    const auto portfolio_id = targets.portfolio_id;
    targets_.insert_or_assign(portfolio_id, std::move(targets));
}

Result<OptimiseResult> OptimiserDesk::optimise(const OptimiseRequest& request, Call& call) {
    const auto begun = clock_.now();
    auto posed = pose(sources_, request, knowsNoCash(request.optimization_method, request), call);
    if (!posed) return kit::failAs(posed);
    tellMethods(request, *posed, call);
    const auto solved = solveMethod(std::move(*posed), request, request.optimization_method, call);
    if (!solved) return kit::failAs(solved);
    auto out = answerOf(*solved, request, request.optimization_method);
    tradeWholeLots(solved->posed, solved->best.weights, request.optimization_config, out, call);
    out.optimization_id = idOf(out, call);
    call.fact("optimization_start", begun.rfc3339());
    done(solved->took_ms);
    if (!request.portfolio_id.empty())
        keep({request.portfolio_id, out.optimization_id, solved->posed.view.as_of, out.optimal_weights},
             call);
    return out;
}

Result<DiagnoseResult> OptimiserDesk::diagnosed(const OptimiseRequest& request, Call& call) {
    auto posed = pose(sources_, request, knowsNoCash(request.optimization_method, request), call);
    if (!posed) return kit::failAs(posed);
    const auto& problem = posed->problem;
    const auto diagnosis = diagnose(problem);
    DiagnoseResult out;
    out.feasible = diagnosis.feasible;
    out.conflict = conflictViews(problem, diagnosis);
    out.relaxations = relaxationViews(problem, diagnosis);
    if (!out.feasible) {
        for (const auto& one : out.conflict)
            out.summary += (out.summary.empty() ? "these cannot hold together: " : "; ") + one.text;
        return out;
    }
    const auto positions = positionLimits(request.constraints);
    const Goal least_risk{1, VectorXd::Zero(problem.variables()), {}, false};
    const auto least =
        positions.any() ? solveSparse(problem, least_risk, positions) : solveFor(problem, least_risk);
    if (least.state == OptimalState::Infeasible) {
        out.feasible = false;
        out.summary = least.why;
        return out;
    }
    if (least.state == OptimalState::Found)
        out.min_volatility = std::sqrt(problem.covariance.variance(least.weights));
    for (const double sign : {1.0, -1.0}) {
        const auto end = solveFor(problem, Goal{0, sign * problem.expected_return, {}, false});
        if (end.state == OptimalState::Found)
            (sign > 0 ? out.min_return : out.max_return) = problem.expected_return.dot(end.weights);
    }
    out.summary = "feasible";
    return out;
}

namespace {

FrontierMark markOf(const PosedProblem& posed, std::string name, const VectorXd& weights) {
    const auto at = performanceOf(posed, weights);
    return {std::move(name), at.expected_return, at.expected_volatility, at.sharpe_ratio};
}

/// What stands beside the curve, as far as it is known.
std::vector<FrontierMark> marksOf(const PosedProblem& posed, const FrontierRequest& request, Call& call) {
    std::vector<FrontierMark> out;
    if (const auto held = heldWeights(posed); held.size() > 0) out.push_back(markOf(posed, "current", held));
    if (posed.problem.benchmark) {
        VectorXd benchmark = *posed.problem.benchmark;
        out.push_back(markOf(posed, "benchmark", benchmark));
    }
    const std::pair<const char*, const char*> methods[] = {
        {"optimal", "mean_variance"}, {"minimum_variance", "minimum_variance"}, {"max_sharpe", "max_sharpe"}};
    auto free = request; // the curve itself has no target
    for (const auto& [name, method] : methods) {
        auto at = posed;
        const bool optimal = std::string_view(name) == "optimal";
        if (optimal && request.objective.target_return)
            at.problem.limits.push_back(
                returnAtLeast(at.problem, *request.objective.target_return, "/objective/target_return"));
        Call ignored;
        free.objective.target_return = optimal ? request.objective.target_return : std::optional<double>{};
        const auto solved = solveMethod(std::move(at), free, method, ignored);
        if (solved)
            out.push_back(markOf(solved->posed, name, solved->best.weights));
        else
            call.warn("no_mark", "/data/marks", std::string(name) + ": " + solved.error().front().message);
    }
    return out;
}

} // namespace

Result<FrontierResult> OptimiserDesk::frontierOf(const FrontierRequest& request, Call& call) {
    auto free = request;
    free.objective.target_return.reset();
    auto posed = pose(sources_, free, false, call);
    if (!posed) return kit::failAs(posed);
    tellMethods(request, *posed, call);
    // The first point says whether there is any, and relaxes where that is wanted.
    auto first = solveMethod(std::move(*posed), free, "minimum_variance", call);
    if (!first) return kit::failAs(first);
    auto& at = first->posed;
    if (positionLimits(request.constraints).any())
        call.warn("positions_unlimited", "/data/points",
                  "the curve knows no limit on positions; the marks beside it keep it");
    FrontierResult out;
    out.relaxations = first->relaxations;
    for (Index i = 0; i < at.problem.variables(); ++i)
        if (i != at.shadow) out.symbols.push_back(at.nameOf(i));
    for (const auto& point : frontier(at.problem, static_cast<std::size_t>(request.points))) {
        if (call.cancelled()) return fail(ErrorCode::Cancelled, "cancelled");
        if (point.state != OptimalState::Found) {
            call.warn("no_point", "/data/points", "one point of the curve was not found and is left out");
            continue;
        }
        const auto figures = performanceOf(at, point.weights);
        FrontierPoint told{figures.expected_return, figures.expected_volatility, figures.sharpe_ratio, {}};
        for (Index i = 0; i < at.problem.variables(); ++i)
            if (i != at.shadow) told.weights.push_back(point.weights[i]);
        out.points.push_back(std::move(told));
    }
    out.marks = marksOf(at, request, call);
    for (Index i = 0; i < at.problem.securities; ++i) {
        VectorXd alone = VectorXd::Zero(at.problem.variables());
        alone[i] = 1;
        out.assets.push_back(markOf(at, at.nameOf(i), alone));
    }
    return out;
}

Result<CompareMethodsResult> OptimiserDesk::compare(const CompareMethodsRequest& request, Call& call) {
    auto view = viewOf(sources_.market, sources_.books, viewQuestion(request), call);
    if (!view) return kit::failAs(view);
    CompareMethodsResult out;
    for (const auto& method : request.methods) {
        if (call.cancelled()) return fail(ErrorCode::Cancelled, "cancelled");
        MethodColumn column;
        column.method = method;
        Call own;
        auto posed = posedFrom(sources_, *view, request, knowsNoCash(method, request), own);
        if (!posed) return kit::failAs(posed); // the request's fault, not the method's
        if (const auto held = heldWeights(*posed); held.size() > 0 && out.current_weights.items.empty())
            out.current_weights = posed->bySymbol(held);
        const auto solved = solveMethod(std::move(*posed), request, method, own);
        if (solved) {
            const auto answer = answerOf(*solved, request, method);
            column.weights = answer.optimal_weights;
            column.expected_performance = answer.expected_performance;
            column.risk_metrics = answer.risk_metrics;
        } else
            column.error = solved.error().front().message;
        for (const auto& warning : own.warnings)
            call.warn(warning.code, "/data/methods", method + ": " + warning.message);
        out.methods.push_back(std::move(column));
    }
    return out;
}

Result<RiskParityResult> OptimiserDesk::riskParity(const RiskParityRequest& request, Call& call) {
    OptimiseRequest as;
    as.portfolio_id = request.portfolio_id;
    as.universe = request.universe;
    as.constraints = request.constraints;
    as.optimization_config = request.optimization_config;
    as.objective.risk_budget = request.risk_budget;
    as.relax = request.relax;
    as.as_of = request.as_of;
    auto posed = pose(sources_, as, true, call);
    if (!posed) return kit::failAs(posed);
    tellMethods(as, *posed, call);
    Call quiet; // of the same words
    const auto budgets = budgetsOf(*posed, request.risk_budget, call, "/risk_budget");
    if (!budgets) return kit::failAs(budgets);
    const auto solved = solveMethod(std::move(*posed), as, "risk_parity", quiet);
    if (!solved) return kit::failAs(solved);
    for (const auto& warning : quiet.warnings)
        if (warning.code != "empty_group") call.warn(warning.code, warning.pointer, warning.message);
    const auto answer = answerOf(*solved, as, "risk_parity");
    RiskParityResult out;
    out.optimal_weights = answer.optimal_weights;
    out.risk_contributions = answer.risk_contributions;
    out.portfolio_volatility = answer.expected_performance.expected_volatility;
    out.optimization_details = answer.optimization_details;
    out.constraints = answer.constraints;
    out.largest_miss = 0;
    for (Index i = 0; i < solved->posed.problem.securities; ++i) {
        const auto symbol = solved->posed.nameOf(i);
        out.risk_budget.items.emplace_back(symbol, (*budgets)[i]);
        out.largest_miss =
            std::max(out.largest_miss, std::abs(*out.risk_contributions.find(symbol) - (*budgets)[i]));
    }
    out.risk_parity_achieved = out.largest_miss < kParity;
    if (!out.risk_parity_achieved)
        call.warn("limits_moved_risk", "/data/risk_parity_achieved",
                  "the limits on weights keep the shares of risk from their budgets");
    done(solved->took_ms);
    return out;
}

Result<PlanTradesResult> OptimiserDesk::planTrades(const PlanTradesRequest& request, Call& call) {
    auto out = plannedTrades(sources_, request, call);
    if (out) done(out->optimization_details.optimization_time_ms);
    return out;
}

} // namespace nautilus::portfolio
