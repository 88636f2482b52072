#include "engines/portfolio/service/optimiser/trade_planning.h"

#include "engines/domain/calendar.h"
#include "engines/kit/digest.h"
#include "engines/portfolio/service/optimiser/figures.h"
#include "engines/portfolio/service/optimiser/solving.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kNothing = 1e-9, kViolated = 1e-8, kWithin = 1e-7;

/// The plan, with the limits as `relax` left them.
struct SolvedPlan {
    TradePlan plan;
    std::vector<ConflictView> relaxations;
    int solved = 0;
    double took_ms = domain::kMissing;
};

class PlanSolver {
public:
    PlanSolver(PosedPlan& at, const PlanTradesRequest& request, kit::Call& call)
        : at_(at), request_(request), call_(call) {}

    Result<SolvedPlan> run() {
        const auto begun = std::chrono::steady_clock::now();
        solve();
        if (failed())
            if (auto moved = relaxOrRefuse(); !moved) return kit::failAs(moved);
        if (out_.plan.state == OptimalState::NoAnswer)
            return fail(ErrorCode::NotComputable,
                        "the limits do not bound the weights: there is no best plan", "/constraints");
        if (out_.plan.state == OptimalState::Infeasible) return unreachable();
        if (out_.plan.state != OptimalState::Found)
            return fail(ErrorCode::NotComputable,
                        "no plan was found that meets the conditions of optimality to 1e-8", "/periods");
        out_.took_ms =
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
        return std::move(out_);
    }

private:
    void solve() {
        out_.plan = planTrades(at_.plan);
        ++out_.solved;
    }
    [[nodiscard]] bool failed() const {
        return out_.plan.state == OptimalState::Infeasible || out_.plan.state == OptimalState::NotVerified;
    }

    Result<void> relaxOrRefuse() {
        auto first = firstPeriod(at_);
        const auto diagnosis = diagnose(first);
        out_.solved += diagnosis.solved;
        if (diagnosis.feasible) return {};
        if (!request_.relax || diagnosis.relaxations.empty())
            return tl::unexpected<kit::Errors>(refusalOf(first, diagnosis));
        out_.relaxations = relaxationViews(first, diagnosis);
        warnRelaxed(out_.relaxations, call_);
        const auto wider = relaxed(std::move(first), diagnosis.relaxations);
        auto& limits = at_.plan.period.limits;
        for (std::size_t k = 0; k < limits.size(); ++k)
            limits[k] = wider.limits[k];
        for (std::size_t k = limits.size(); k < wider.limits.size(); ++k) {
            const Index i = wider.limits[k].members.front();
            auto& room = at_.plan.trade_room[i];
            room = std::max(room, std::abs(wider.limits[k].limit - (*wider.held)[i]));
        }
        at_.posed.problem.limits = limits;
        solve();
        return {};
    }

    /// Every single period can be had, so it is the way to the last one that is too long.
    [[nodiscard]] Result<SolvedPlan> unreachable() const {
        kit::Errors errors;
        const auto& period = at_.plan.period;
        std::string why =
            fmt::format("infeasible: terminal_weights cannot be reached in {} periods within the limits",
                        request_.periods);
        const auto add = [&](const std::string& message, const char* pointer) {
            errors.push_back({ErrorCode::NotComputable, message, pointer});
        };
        if (!at_.plan.terminal) {
            add("infeasible: no plan keeps the limits in every period", "/constraints");
            return tl::unexpected<kit::Errors>(std::move(errors));
        }
        add(why, "/terminal_weights");
        if (request_.constraints.max_turnover)
            add(fmt::format("infeasible: the terminal weights are a turnover of {:.6g} away, and {} periods "
                            "allow {:.6g}",
                            period.turnoverOf(*at_.plan.terminal), request_.periods,
                            *request_.constraints.max_turnover * static_cast<double>(request_.periods)),
                "/constraints/max_turnover");
        if (at_.plan.trade_room.size() > 0)
            add("infeasible: it limits the trades on the way to terminal_weights",
                "/constraints/max_adv_share");
        return tl::unexpected<kit::Errors>(std::move(errors));
    }

    PosedPlan& at_;
    const PlanTradesRequest& request_;
    kit::Call& call_;
    SolvedPlan out_;
};

/// Figures of a way through the periods.
class PathTeller {
public:
    PathTeller(const PosedPlan& at, const PlanTradesRequest& request)
        : at_(at), request_(request), now_(at.posed) {}

    PlanPath tell(const std::string& name, const MatrixXd& weights) {
        PlanPath out;
        out.name = name;
        out.expected_return = out.cost = out.turnover = 0;
        double variance = 0;
        VectorXd before = *at_.plan.period.held;
        auto day = at_.posed.view.as_of;
        for (Index t = 0; t < weights.cols(); ++t) {
            const VectorXd now =
                weights.col(t).unaryExpr([](double w) { return std::abs(w) < kNothing ? 0 : w; });
            auto period = periodAt(t, before, now);
            period.starts_on = domain::NyseCalendar::next(day);
            for (std::int64_t session = 0; session < request_.period_days; ++session)
                day = domain::NyseCalendar::next(day);
            out.expected_return += period.expected_return;
            out.cost += period.cost;
            out.turnover += period.turnover;
            variance += period.expected_volatility * period.expected_volatility;
            before = now.head(before.size());
            out.periods.push_back(std::move(period));
        }
        out.expected_volatility = std::sqrt(variance);
        out.net_return = out.expected_return - out.cost;
        out.utility = out.net_return - 0.5 * at_.plan.aversion * variance;
        out.within_limits = breachOf(at_.plan, weights) <= kWithin && ends(weights);
        return out;
    }

private:
    [[nodiscard]] bool ends(const MatrixXd& weights) const {
        return !at_.plan.terminal ||
               (weights.rightCols(1) - *at_.plan.terminal).lpNorm<Eigen::Infinity>() <= kWithin;
    }

    PlannedPeriod periodAt(Index t, const VectorXd& before, const VectorXd& weights) {
        now_.problem.held = before;
        now_.problem.leaving = t == 0 ? at_.plan.period.leaving : 0;
        now_.problem.expected_return = at_.plan.expected_return.col(t);
        const auto figures = performanceOf(now_, weights);
        PlannedPeriod out;
        out.period = t + 1;
        out.weights = now_.bySymbol(weights);
        out.trades = tradesOf(now_, weights, request_.optimization_config);
        out.turnover = figures.turnover;
        out.cost = figures.cost;
        out.expected_return = figures.expected_return * at_.years;
        out.expected_volatility = figures.expected_volatility * std::sqrt(at_.years);
        return out;
    }

    const PosedPlan& at_;
    const PlanTradesRequest& request_;
    PosedProblem now_; ///< as it stands before the period that is told
};

/// The limits of period t that bind, their prices in utility.
std::vector<ConstraintView> bindingOf(const PosedPlan& at, const TradePlan& plan, Index t) {
    std::vector<ConstraintView> out;
    const auto add = [&](const Limit& limit, double value, double slack, double price) {
        ConstraintView view;
        view.name = limit.name;
        view.pointer = limit.pointer;
        view.sense = senseWord(limit.sense);
        view.text = inWords(limit);
        view.value = value;
        view.limit = limit.limit;
        view.slack = slack;
        view.binding = true;
        view.shadow_price = price * at.years;
        out.push_back(std::move(view));
    };
    const auto& limits = at.plan.period.limits;
    for (std::size_t k = 0; k < limits.size(); ++k) {
        const auto& standing = plan.standings[static_cast<std::size_t>(t)][k];
        const bool wish = !(limits[k].firm && limits[k].name == "budget") &&
                          !(at.posed.shadow >= 0 && limits[k].pointer == "/objective/benchmark");
        if (wish && standing.binding && !(limits[k].kind == LimitKind::Weights && limits[k].members.empty()))
            add(limits[k], standing.value, standing.slack, standing.shadow_price);
    }
    const auto& room = at.plan.trade_room;
    for (Index i = 0; i < room.size(); ++i) {
        const double before = t == 0 ? (*at.plan.period.held)[i] : plan.weights(i, t - 1);
        const double slack = room[i] - std::abs(plan.weights(i, t) - before);
        if (!(slack < kWithin)) continue;
        Limit limit;
        limit.name = "trade in " + at.posed.nameOf(i);
        limit.pointer = "/constraints/max_adv_share";
        limit.limit = room[i];
        add(limit, room[i] - slack, slack, plan.room_price(i, t));
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, &ConstraintView::shadow_price);
    return out;
}

std::int64_t violationsOf(const PosedPlan& at, const TradePlan& plan) {
    std::int64_t out = 0;
    VectorXd before = *at.plan.period.held;
    for (Index t = 0; t < plan.weights.cols(); ++t) {
        const VectorXd now = plan.weights.col(t);
        const auto period = periodOf(at.plan, t, before);
        for (const auto& limit : period.limits) {
            const double value = period.valueOf(limit, now);
            const double over = limit.sense == Sense::AtMost    ? value - limit.limit
                                : limit.sense == Sense::AtLeast ? limit.limit - value
                                                                : std::abs(value - limit.limit);
            if (over > kViolated * std::max(1.0, std::abs(limit.limit))) ++out;
        }
        before = now.head(before.size());
    }
    return out;
}

OptimisationDetails detailsOf(const PosedPlan& at, const SolvedPlan& solved) {
    OptimisationDetails out;
    const auto& solution = solved.plan.solution;
    out.method = "multi_period";
    out.solver = solverWord(solution.method);
    out.optimization_time_ms = solved.took_ms;
    out.convergence_achieved = true;
    out.constraint_violations = violationsOf(at, solved.plan);
    out.iterations = solution.steps;
    out.problems_solved = solved.solved;
    out.objective = solution.objective;
    out.primal_residual = solution.primal_residual;
    out.dual_residual = solution.dual_residual;
    out.gap = solution.gap;
    out.optimality_gap = 0;
    out.second_method = solution.second_method;
    return out;
}

/// What the plan is compared with. Infeasible ones say so and have no figures.
PlanPath comparedWith(PathTeller& teller, const std::string& name, const TradePlan& other,
                      const std::string& why) {
    if (other.state == OptimalState::Found) return teller.tell(name, other.weights);
    PlanPath out;
    out.name = name;
    out.error = other.state == OptimalState::Infeasible
                    ? why
                    : "no answer was found that meets the conditions of optimality";
    return out;
}

std::vector<PlanPath> pathsOf(const PosedPlan& at, const PlanTradesRequest& request, const TradePlan& plan) {
    PathTeller teller(at, request);
    std::vector<PlanPath> out{teller.tell("plan", plan.weights)};
    for (std::size_t t = 0; t < out.front().periods.size(); ++t)
        out.front().periods[t].constraints = bindingOf(at, plan, static_cast<Index>(t));
    const bool terminal = at.plan.terminal.has_value();
    out.push_back(comparedWith(teller, "at_once", tradedAtOnce(at.plan),
                               terminal ? "the terminal weights cannot be reached in one period"
                                        : "no portfolio keeps the limits of all periods"));
    out.push_back(comparedWith(teller, "period_by_period", tradedPeriodByPeriod(at.plan),
                               terminal
                                   ? "from the weights that it comes to, the terminal ones cannot be reached"
                                   : "it comes to weights from which the limits cannot be kept"));
    VectorXd still = heldWeights(at.posed);
    out.push_back(teller.tell("nothing", still.replicate(1, at.plan.periods())));
    for (auto& path : out)
        path.behind_plan = out.front().utility - path.utility;
    return out;
}

/// The same question about the same data has the same answer, and so the same id.
std::string idOf(const PlanTradesResult& result, const kit::Call& call) {
    std::string text = result.portfolio_id + "/plan";
    if (call.data_as_of) text += "/" + call.data_as_of->iso();
    for (const auto& period : result.paths.front().periods)
        for (const auto& [symbol, weight] : period.weights.items)
            text += fmt::format("/{}:{}", symbol, weight);
    return "plan_" + kit::contentHash(text).substr(0, 12);
}

void tellMethods(const PosedPlan& at, const PlanTradesRequest& request, kit::Call& call) {
    const auto& config = request.optimization_config;
    const auto sessions = std::to_string(at.posed.view.sessions.size());
    call.method("covariance", config.covariance + " of " + sessions + " sessions, x 252; of every period");
    if (!request.period_returns.empty())
        call.method("expected_returns", "given for every period");
    else if (request.return_half_life)
        call.method("expected_returns",
                    fmt::format("{}; halfway to the risk-free rate in {:.6g} sessions, mean of each period",
                                config.expected_returns, *request.return_half_life));
    else
        call.method("expected_returns", config.expected_returns + ", the same in all periods");
    call.method("plan", "one convex program over all periods (Boyd et al. 2017); weights do not drift in it");
    call.method("turnover", "half of what is bought and sold, cash apart");
}

} // namespace

Result<PlanTradesResult> plannedTrades(const OptimiserSources& from, const PlanTradesRequest& request,
                                       kit::Call& call) {
    auto at = posePlan(from, request, call);
    if (!at) return kit::failAs(at);
    tellMethods(*at, request, call);
    auto solved = PlanSolver(*at, request, call).run();
    if (!solved) return kit::failAs(solved);
    PlanTradesResult out;
    out.portfolio_id = request.portfolio_id;
    out.portfolio_value = at->posed.view.value;
    out.current_weights = at->posed.bySymbol(heldWeights(at->posed));
    for (Index t = 0; t < at->plan.periods(); ++t) {
        kit::Keyed<double> returns;
        for (Index i = 0; i < at->posed.problem.securities; ++i)
            returns.items.emplace_back(at->posed.nameOf(i), at->plan.expected_return(i, t));
        out.expected_returns.push_back(std::move(returns));
    }
    out.paths = pathsOf(*at, request, solved->plan);
    out.optimization_details = detailsOf(*at, *solved);
    out.relaxations = std::move(solved->relaxations);
    out.plan_id = idOf(out, call);
    return out;
}

} // namespace nautilus::portfolio
