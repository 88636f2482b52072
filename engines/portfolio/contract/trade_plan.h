#pragma once
// Trades planned over several periods (Boyd, Busseti, Diamond, Kahn, Koh, Nystrup and Speth 2017,
// "Multi-Period Trading via Convex Optimization"). Weights are fractions of the portfolio's value.

#include "engines/portfolio/contract/optimisation_answer.h"
#include "engines/portfolio/contract/optimisation_request.h"

namespace nautilus::portfolio {

/// The limits of `constraints` hold in every period; max_turnover and max_adv_share are of one period's
/// trades. Costs are paid when traded and count in full, so optimization_config.cost_horizon says nothing.
struct PlanTradesRequest : OptimiserProblem {
    std::int64_t periods = 3, period_days = 21;
    std::optional<double> return_half_life;
    std::vector<kit::Keyed<double>> period_returns;
    kit::Keyed<double> terminal_weights;

    static constexpr auto fields() {
        using kit::field;
        using R = PlanTradesRequest;
        return std::tuple_cat(
            std::make_tuple(
                field("periods", &R::periods).range(1, 12),
                field("period_days", &R::period_days)
                    .range(1, 252)
                    .unit("sessions")
                    .doc("Of every period; it is traded at its beginning"),
                field("return_half_life", &R::return_half_life)
                    .range(0.1, 1e6)
                    .unit("sessions")
                    .doc("In so long expected returns come halfway down to the risk-free rate; default: they "
                         "stay"),
                field("period_returns", &R::period_returns)
                    .size(0, 12)
                    .unit("per year")
                    .doc("By symbol, one object per period: instead of expected_returns and of their decay"),
                field("terminal_weights", &R::terminal_weights)
                    .size(0, 5000)
                    .doc("Of the last period, by symbol; what is missing to 1 is cash. Default: free")),
            problemFields<R>());
    }
};

struct PlannedPeriod {
    std::int64_t period = 0;
    domain::SessionDate starts_on;
    kit::Keyed<double> weights;
    std::vector<TradeView> trades;
    double turnover = domain::kMissing, cost = domain::kMissing;
    double expected_return = domain::kMissing, expected_volatility = domain::kMissing;
    std::vector<ConstraintView> constraints;

    static constexpr auto fields() {
        using kit::field;
        using P = PlannedPeriod;
        return std::make_tuple(
            field("period", &P::period).doc("From 1"), field("starts_on", &P::starts_on),
            field("weights", &P::weights).doc("After its trades, by symbol, and cash"),
            field("trades", &P::trades).doc("The largest first"),
            field("turnover", &P::turnover).doc("Half of what is bought and sold"),
            field("cost", &P::cost).unit("fraction").doc("Of the portfolio's value"),
            field("expected_return", &P::expected_return).unit("per period").doc("Before costs"),
            field("expected_volatility", &P::expected_volatility).unit("per period"),
            field("constraints", &P::constraints)
                .doc("Of the plan: those that bind, the most expensive first; shadow prices per unit of a "
                     "wider limit in this period, in utility"));
    }
};

/// One way through the periods.
struct PlanPath {
    std::string name, error;
    bool within_limits = false;
    double expected_return = domain::kMissing, expected_volatility = domain::kMissing;
    double cost = domain::kMissing, net_return = domain::kMissing, turnover = domain::kMissing;
    double utility = domain::kMissing, behind_plan = domain::kMissing;
    std::vector<PlannedPeriod> periods;

    static constexpr auto fields() {
        using kit::field;
        using P = PlanPath;
        return std::make_tuple(
            field("name", &P::name)
                .oneOf("plan|at_once|period_by_period|nothing")
                .doc("at_once: to the best weights that are then held; period_by_period: each period's own "
                     "optimum, blind to the next ones; nothing: no trade"),
            field("error", &P::error).doc("Why there is no such path; else empty"),
            field("within_limits", &P::within_limits).doc("nothing may break them"),
            field("expected_return", &P::expected_return)
                .unit("fraction")
                .doc("Over all periods, before costs, not compounded"),
            field("expected_volatility", &P::expected_volatility).unit("fraction").doc("Over all periods"),
            field("cost", &P::cost).unit("fraction").doc("Over all periods"),
            field("net_return", &P::net_return).doc("expected_return - cost"),
            field("turnover", &P::turnover).doc("Over all periods"),
            field("utility", &P::utility)
                .doc("net_return - half the risk aversion x variance: what the plan maximises"),
            field("behind_plan", &P::behind_plan)
                .doc("Utility of the plan - utility; within limits never below 0"),
            field("periods", &P::periods));
    }
};

struct PlanTradesResult {
    std::string plan_id, portfolio_id;
    double portfolio_value = domain::kMissing;
    kit::Keyed<double> current_weights;
    std::vector<kit::Keyed<double>> expected_returns;
    std::vector<PlanPath> paths;
    OptimisationDetails optimization_details;
    std::vector<ConflictView> relaxations;

    static constexpr auto fields() {
        using kit::field;
        using R = PlanTradesResult;
        return std::make_tuple(
            field("plan_id", &R::plan_id), field("portfolio_id", &R::portfolio_id),
            field("portfolio_value", &R::portfolio_value).doc("In base currency; null: no portfolio"),
            field("current_weights", &R::current_weights),
            field("expected_returns", &R::expected_returns)
                .unit("per year")
                .doc("By symbol, one object per period"),
            field("paths", &R::paths).doc("The plan first, then what it is compared with"),
            field("optimization_details", &R::optimization_details).doc("Of the plan: one convex program"),
            field("relaxations", &R::relaxations).doc("What `relax` has widened, in every period"));
    }
};

} // namespace nautilus::portfolio
