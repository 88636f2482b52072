#pragma once
// A walk-forward backtest for every combination of a policy's settings.

#include "engines/portfolio/contract/rebalancing.h"

namespace nautilus::portfolio {

inline constexpr std::size_t kMostGridRuns = 200;

/// One field of the policy and the values it takes.
struct GridAxis {
    std::string field;
    std::vector<kit::Value> values;

    static constexpr auto fields() {
        using A = GridAxis;
        return std::make_tuple(
            kit::field("field", &A::field)
                .required()
                .size(2, 200)
                .doc("JSON pointer to a number, word or flag of the policy: /constraints/max_weight, "
                     "/optimization_config/lookback_period, /optimization_method, /drift_band ... What all "
                     "runs share cannot vary: portfolio, universe, dates, benchmark, market"),
            kit::field("values", &A::values).required().size(1, 200).doc("Each a value of that field"));
    }
};

struct PolicyGridRequest : PolicyBacktestRequest {
    std::vector<GridAxis> grid;
    std::string choose_by = "sharpe_ratio";

    static constexpr auto fields() {
        using kit::field;
        using R = PolicyGridRequest;
        return std::tuple_cat(
            std::make_tuple(field("grid", &R::grid)
                                .required()
                                .size(1, 8)
                                .doc("Every value with every value of the others: at most 200 runs"),
                            field("choose_by", &R::choose_by)
                                .oneOf("sharpe_ratio|annual_return|total_return|volatility|max_drawdown|"
                                       "mean_turnover|total_cost|deflated_sharpe_ratio")
                                .doc("The largest, or the smallest volatility, drawdown, turnover and cost")),
            policyFields<R>());
    }
};

/// One combination.
struct GridRow {
    kit::Keyed<kit::Value> parameters;
    std::string error;
    double total_return = domain::kMissing, annual_return = domain::kMissing;
    double volatility = domain::kMissing, sharpe_ratio = domain::kMissing, max_drawdown = domain::kMissing;
    double mean_turnover = domain::kMissing, total_cost = domain::kMissing;
    double volatility_bias = domain::kMissing, deflated_sharpe_ratio = domain::kMissing;
    std::int64_t rebalances = 0, within_band = 0, failed = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = GridRow;
        return std::make_tuple(
            field("parameters", &R::parameters).doc("By pointer"),
            field("error", &R::error).doc("Why the first failed rebalancing had no answer"),
            field("total_return", &R::total_return), field("annual_return", &R::annual_return),
            field("volatility", &R::volatility), field("sharpe_ratio", &R::sharpe_ratio),
            field("max_drawdown", &R::max_drawdown),
            field("mean_turnover", &R::mean_turnover).doc("Per rebalancing"),
            field("total_cost", &R::total_cost).doc("Fraction of the value, summed"),
            field("volatility_bias", &R::volatility_bias)
                .doc("Deviation of return / volatility predicted for it"),
            field("deflated_sharpe_ratio", &R::deflated_sharpe_ratio)
                .doc("Probability that its Sharpe ratio exceeds the best that luck gives among all runs"),
            field("rebalances", &R::rebalances),
            field("within_band", &R::within_band).doc("Of them without a trade: within drift_band"),
            field("failed", &R::failed).doc("Of them without an answer: the weights were kept"));
    }
};

struct PolicyGridResult {
    std::vector<domain::SessionDate> sessions;
    std::vector<GridRow> rows;
    std::string chosen_by;
    std::int64_t best = -1;
    std::optional<PolicyRun> best_run;
    std::int64_t trials = 0;
    double expected_best_sharpe = domain::kMissing;
    std::vector<std::string> notes;

    static constexpr auto fields() {
        using kit::field;
        using R = PolicyGridResult;
        return std::make_tuple(
            field("sessions", &R::sessions).doc("The same of all runs: after the longest lookback"),
            field("rows", &R::rows).doc("The last axis varies fastest"), field("chosen_by", &R::chosen_by),
            field("best", &R::best).doc("Place in rows, from 0; -1: no run has the figure"),
            field("best_run", &R::best_run).doc("With its values at every close"),
            field("trials", &R::trials).doc("Runs with a Sharpe ratio; those that are the same count once"),
            field("expected_best_sharpe", &R::expected_best_sharpe)
                .unit("per year")
                .doc("That as many runs without any skill would show (Bailey and Lopez de Prado 2014)"),
            field("notes", &R::notes).doc("What was left out, and how far the best can be trusted"));
    }
};

} // namespace nautilus::portfolio
