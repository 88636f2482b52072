#pragma once
// From drift to a list of trades, and how a list is worked in the market.

#include "engines/portfolio/contract/optimisation_answer.h"
#include "engines/portfolio/contract/optimisation_request.h"

namespace nautilus::portfolio {

struct RebalanceConfig {
    std::string trigger_type = "threshold";
    double threshold = 0.05;
    std::string frequency = "monthly";
    double min_trade_size = 0;
    double lot_size = 1;
    std::string to = "target";
    std::string lots = "account";
    double short_term_tax = 0, long_term_tax = 0;

    static constexpr auto fields() {
        using kit::field;
        using C = RebalanceConfig;
        return std::make_tuple(
            field("trigger_type", &C::trigger_type)
                .oneOf("threshold|calendar|drift_band|always")
                .doc("threshold: a weight is off by so much; calendar: a period has ended since the last "
                     "trade; drift_band: off by so much of its target"),
            field("threshold", &C::threshold).range(0, 1),
            field("frequency", &C::frequency).oneOf("daily|weekly|monthly|quarterly|yearly"),
            field("min_trade_size", &C::min_trade_size)
                .range(0, 1e15)
                .doc("In base currency; smaller trades are left out"),
            field("lot_size", &C::lot_size).range(1e-8, 1e9).unit("units"),
            field("to", &C::to)
                .oneOf("target|band")
                .doc("Back to the target, or only to the edge of threshold"),
            field("lots", &C::lots)
                .oneOf("account|least_tax")
                .doc("Which lots are sold: the account's rule, or what costs the least tax"),
            field("short_term_tax", &C::short_term_tax).range(0, 1).doc("On gains of up to a year"),
            field("long_term_tax", &C::long_term_tax).range(0, 1).doc("On gains of more than a year"));
    }
};

struct ExecutionConfig {
    std::string execution_algo = "twap";
    double max_participation_rate = 0.1;
    std::string urgency = "medium";
    double transaction_costs = 0.0005, market_impact = 1;
    std::int64_t slices = 13;

    static constexpr auto fields() {
        using kit::field;
        using C = ExecutionConfig;
        return std::make_tuple(
            field("execution_algo", &C::execution_algo)
                .oneOf("twap|vwap|pov|implementation_shortfall")
                .doc("vwap: by the usual volume of the day; implementation_shortfall: Almgren and Chriss "
                     "(2000)"),
            field("max_participation_rate", &C::max_participation_rate)
                .range(1e-4, 1)
                .doc("Of the usual volume of every slice"),
            field("urgency", &C::urgency)
                .oneOf("low|medium|high")
                .doc("One day, half a day or an hour where participation allows; risk aversion of "
                     "implementation_shortfall"),
            field("transaction_costs", &C::transaction_costs).range(0, 1).unit("fraction"),
            field("market_impact", &C::market_impact).range(0, 100).doc("As of /portfolio/optimize"),
            field("slices", &C::slices).range(1, 390).doc("Of a session of 6.5 hours"));
    }
};

struct RebalanceRequest {
    std::string portfolio_id;
    RebalanceConfig rebalance_config;
    ExecutionConfig execution_config;
    kit::Keyed<double> target_weights;
    std::optional<OptimiseRequest> optimize;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = RebalanceRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 128).doc("A portfolio with a book"),
            field("rebalance_config", &R::rebalance_config), field("execution_config", &R::execution_config),
            field("target_weights", &R::target_weights)
                .size(0, 5000)
                .doc("By symbol, what is missing to 1 is cash; default: of the last optimisation of the "
                     "portfolio, else equal weights of what it holds"),
            field("optimize", &R::optimize).doc("Targets from an optimisation instead"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct RebalanceTrade {
    std::string symbol, action;
    double shares = domain::kMissing, value = domain::kMissing;
    double price = domain::kMissing, weight_before = domain::kMissing, weight_after = domain::kMissing;
    double target = domain::kMissing, cost = domain::kMissing, cost_bps = domain::kMissing;
    double participation = domain::kMissing;
    double realised_gain = domain::kMissing, tax = domain::kMissing;
    std::vector<std::string> lots;

    static constexpr auto fields() {
        using kit::field;
        using T = RebalanceTrade;
        return std::make_tuple(
            field("symbol", &T::symbol), field("action", &T::action).oneOf("buy|sell"),
            field("shares", &T::shares), field("value", &T::value).doc("In base currency"),
            field("price", &T::price).doc("In base currency"), field("weight_before", &T::weight_before),
            field("weight_after", &T::weight_after), field("target", &T::target), field("cost", &T::cost),
            field("cost_bps", &T::cost_bps).doc("Of the value"),
            field("participation", &T::participation).doc("Of the usual volume while it is worked"),
            field("realised_gain", &T::realised_gain).doc("Of the lots sold; null where nothing is sold"),
            field("tax", &T::tax), field("lots", &T::lots).doc("Sold, with units"));
    }
};

struct ScheduleSlice {
    domain::Timestamp at;
    std::string symbol;
    double shares = domain::kMissing, participation = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using S = ScheduleSlice;
        return std::make_tuple(field("at", &S::at).doc("Start of the slice"), field("symbol", &S::symbol),
                               field("shares", &S::shares).doc("Negative: sold"),
                               field("participation", &S::participation));
    }
};

struct RebalanceResult {
    std::string rebalance_id, status, reason, portfolio_id;
    kit::Keyed<double> current_weights, target_weights, weights_after;
    std::vector<RebalanceTrade> required_trades;
    std::optional<domain::Timestamp> estimated_execution_time;
    double transaction_costs = domain::kMissing, cost_bps = domain::kMissing;
    double turnover = domain::kMissing, largest_drift = domain::kMissing;
    double realised_gain = domain::kMissing, tax = domain::kMissing;
    double cash_before = domain::kMissing, cash_after = domain::kMissing;
    std::vector<ScheduleSlice> schedule;
    kit::Keyed<double> not_worked;

    static constexpr auto fields() {
        using kit::field;
        using R = RebalanceResult;
        return std::make_tuple(
            field("rebalance_id", &R::rebalance_id),
            field("status", &R::status).oneOf("rebalancing_required|within_limits|nothing_to_trade"),
            field("reason", &R::reason).doc("In words"), field("portfolio_id", &R::portfolio_id),
            field("current_weights", &R::current_weights), field("target_weights", &R::target_weights),
            field("required_trades", &R::required_trades).doc("Sales first, then the largest"),
            field("estimated_execution_time", &R::estimated_execution_time)
                .doc("End of the last slice, in the next session; null: nothing to trade"),
            field("transaction_costs", &R::transaction_costs).doc("In base currency"),
            field("cost_bps", &R::cost_bps).doc("Of what is traded"), field("turnover", &R::turnover),
            field("largest_drift", &R::largest_drift).doc("Largest |weight - target|"),
            field("weights_after", &R::weights_after), field("realised_gain", &R::realised_gain),
            field("tax", &R::tax), field("cash_before", &R::cash_before), field("cash_after", &R::cash_after),
            field("schedule", &R::schedule).doc("Slices in the order of time"),
            field("not_worked", &R::not_worked)
                .doc("Shares that the participation limit leaves for later sessions"));
    }
};

/// Walk-forward backtest of a policy.
struct PolicyBacktestRequest : OptimiserProblem {
    std::string optimization_method = "mean_variance";
    std::vector<std::string> compare_with{"equal_weight"};
    std::optional<domain::SessionDate> start, end;
    double initial_value = 1'000'000;
    double drift_band = 0;

    static constexpr auto fields();
};

/// The fields of everything that walks a policy forward.
template <class Request>
constexpr auto policyFields() {
    using kit::field;
    using R = Request;
    return std::tuple_cat(
        std::make_tuple(field("optimization_method", &R::optimization_method).oneOf(kOptimisationMethods),
                        field("compare_with", &R::compare_with)
                            .size(0, 10)
                            .oneOf(kOptimisationMethods)
                            .doc("Other methods over the same sessions"),
                        field("start", &R::start).doc("Default: the first session with a whole lookback"),
                        field("end", &R::end).doc("Default: as_of"),
                        field("initial_value", &R::initial_value).range(1, 1e15),
                        field("drift_band", &R::drift_band)
                            .range(0, 1)
                            .doc("A rebalancing trades only where a weight is off its last target by more; "
                                 "0: always")),
        problemFields<R>());
}

constexpr auto PolicyBacktestRequest::fields() {
    return policyFields<PolicyBacktestRequest>();
}

struct PolicyRun {
    std::string policy, error;
    double total_return = domain::kMissing, annual_return = domain::kMissing;
    double volatility = domain::kMissing, sharpe_ratio = domain::kMissing, max_drawdown = domain::kMissing;
    double mean_turnover = domain::kMissing, total_cost = domain::kMissing;
    double volatility_bias = domain::kMissing;
    std::int64_t rebalances = 0, within_band = 0, failed = 0;
    std::vector<double> value, turnover, predicted_volatility;

    static constexpr auto fields() {
        using kit::field;
        using R = PolicyRun;
        return std::make_tuple(
            field("policy", &R::policy), field("error", &R::error), field("total_return", &R::total_return),
            field("annual_return", &R::annual_return), field("volatility", &R::volatility),
            field("sharpe_ratio", &R::sharpe_ratio), field("max_drawdown", &R::max_drawdown),
            field("mean_turnover", &R::mean_turnover).doc("Per rebalancing"),
            field("total_cost", &R::total_cost).doc("Fraction of the value, summed"),
            field("volatility_bias", &R::volatility_bias)
                .doc("Deviation of return / volatility predicted for it: 1 is right, above 1 risk was "
                     "underestimated"),
            field("rebalances", &R::rebalances),
            field("within_band", &R::within_band).doc("Rebalancings without a trade: within drift_band"),
            field("failed", &R::failed).doc("Rebalancings without an answer: the weights were kept"),
            field("value", &R::value).doc("At the close of every session"),
            field("turnover", &R::turnover).doc("Of every rebalancing"),
            field("predicted_volatility", &R::predicted_volatility).doc("At every rebalancing, per year"));
    }
};

struct PolicyBacktestResult {
    std::vector<domain::SessionDate> sessions, rebalanced_on;
    std::vector<PolicyRun> runs;
    std::vector<std::string> notes;

    static constexpr auto fields() {
        using kit::field;
        using R = PolicyBacktestResult;
        return std::make_tuple(field("sessions", &R::sessions), field("rebalanced_on", &R::rebalanced_on),
                               field("runs", &R::runs).doc("The policy first, then what it is compared with"),
                               field("notes", &R::notes).doc("What was left out, and why"));
    }
};

} // namespace nautilus::portfolio
