#pragma once
// What an optimiser answers. Units as in optimisation_request.h.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"

#include <optional>
#include <string>
#include <vector>

namespace nautilus::portfolio {

struct ExpectedPerformance {
    double expected_return = domain::kMissing, expected_volatility = domain::kMissing;
    double sharpe_ratio = domain::kMissing, tracking_error = domain::kMissing;
    double beta = domain::kMissing, diversification_ratio = domain::kMissing;
    double effective_positions = domain::kMissing, turnover = domain::kMissing;
    double cost = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using P = ExpectedPerformance;
        return std::make_tuple(
            field("expected_return", &P::expected_return).unit("per year").doc("Before costs"),
            field("expected_volatility", &P::expected_volatility).unit("per year"),
            field("sharpe_ratio", &P::sharpe_ratio).doc("(return - risk-free rate) / volatility"),
            field("tracking_error", &P::tracking_error).unit("per year").doc("null without a benchmark"),
            field("beta", &P::beta).doc("To objective.market"),
            field("diversification_ratio", &P::diversification_ratio)
                .doc("Sum of |weight| x volatility / volatility of the portfolio"),
            field("effective_positions", &P::effective_positions).doc("1 / sum of squared shares"),
            field("turnover", &P::turnover).doc("Half of what is bought and sold; null: nothing was held"),
            field("cost", &P::cost).unit("fraction").doc("Of the portfolio's value, paid once"));
    }
};

struct OptimisedRisk {
    double portfolio_var_1d = domain::kMissing, expected_shortfall = domain::kMissing;
    double max_drawdown_est = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = OptimisedRisk;
        return std::make_tuple(field("portfolio_var_1d", &R::portfolio_var_1d)
                                   .doc("95 %, of the weights held over the lookback; a loss is positive"),
                               field("expected_shortfall", &R::expected_shortfall).doc("Mean loss beyond it"),
                               field("max_drawdown_est", &R::max_drawdown_est)
                                   .doc("Of the weights held over the lookback; negative"));
    }
};

struct OptimisationDetails {
    std::string method, solver;
    double optimization_time_ms = domain::kMissing;
    bool convergence_achieved = false;
    std::int64_t constraint_violations = 0, iterations = 0, problems_solved = 0;
    double objective = domain::kMissing, primal_residual = domain::kMissing;
    double dual_residual = domain::kMissing, gap = domain::kMissing, optimality_gap = domain::kMissing;
    bool second_method = false;

    static constexpr auto fields() {
        using kit::field;
        using D = OptimisationDetails;
        return std::make_tuple(
            field("method", &D::method), field("solver", &D::solver).doc("Which method found the answer"),
            field("optimization_time_ms", &D::optimization_time_ms).unit("ms"),
            field("convergence_achieved", &D::convergence_achieved)
                .doc("The conditions of optimality hold to 1e-8"),
            field("constraint_violations", &D::constraint_violations).doc("By more than 1e-8"),
            field("iterations", &D::iterations).doc("Of the last problem solved"),
            field("problems_solved", &D::problems_solved),
            field("objective", &D::objective).doc("What was minimised, per year"),
            field("primal_residual", &D::primal_residual).doc("Largest violation of a constraint"),
            field("dual_residual", &D::dual_residual).doc("Of the gradient of the Lagrangian, relative"),
            field("gap", &D::gap).doc("Slacks x multipliers, relative to the objective"),
            field("optimality_gap", &D::optimality_gap)
                .doc(
                    "What the best answer could at most be better. Of limits on positions: of the objective, "
                    "relative; null: not known. Of kelly: mean logarithm per session. 0 otherwise"),
            field("second_method", &D::second_method).doc("true: the first one did not get there"));
    }
};

/// One side of a constraint.
struct ConstraintView {
    std::string name, pointer, sense, text;
    double value = domain::kMissing, limit = domain::kMissing, slack = domain::kMissing;
    bool binding = false;
    double shadow_price = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using V = ConstraintView;
        return std::make_tuple(
            field("name", &V::name).doc("sector technology, turnover, weight AAPL ..."),
            field("pointer", &V::pointer).doc("The field of the request that it comes from"),
            field("sense", &V::sense).oneOf("at_most|at_least|equal"),
            field("text", &V::text).doc("The constraint in words"), field("value", &V::value),
            field("limit", &V::limit), field("slack", &V::slack).doc("Room left"),
            field("binding", &V::binding),
            field("shadow_price", &V::shadow_price)
                .doc("By how much the objective would improve per unit of a wider limit"));
    }
};

/// A limit that stands against others, and how far it would have to give way if it alone did, or as one of
/// the least relaxation.
struct ConflictView {
    std::string name, pointer, sense, text;
    double limit = domain::kMissing, alone = domain::kMissing, relaxed = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using V = ConflictView;
        return std::make_tuple(field("name", &V::name), field("pointer", &V::pointer),
                               field("sense", &V::sense).oneOf("at_most|at_least|equal"),
                               field("text", &V::text), field("limit", &V::limit),
                               field("alone", &V::alone)
                                   .doc("The limit that would do if only this one gave way; null: it "
                                        "cannot by itself"),
                               field("relaxed", &V::relaxed)
                                   .doc("The limit in the least relaxation of all; null: it stays as it is"));
    }
};

struct TradeView {
    std::string symbol, action;
    double shares = domain::kMissing, value = domain::kMissing, weight_change = domain::kMissing;
    double price = domain::kMissing, cost = domain::kMissing, days = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using T = TradeView;
        return std::make_tuple(field("symbol", &T::symbol), field("action", &T::action).oneOf("buy|sell"),
                               field("shares", &T::shares).doc("Units, positive"),
                               field("value", &T::value).doc("In base currency, positive"),
                               field("weight_change", &T::weight_change),
                               field("price", &T::price).doc("In base currency"),
                               field("cost", &T::cost).doc("In base currency"),
                               field("days", &T::days).doc("Value / mean daily traded value of 21 sessions"));
    }
};

struct ExposureView {
    double before = domain::kMissing, after = domain::kMissing, benchmark = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using V = ExposureView;
        return std::make_tuple(field("before", &V::before), field("after", &V::after),
                               field("benchmark", &V::benchmark));
    }
};

struct OptimiseResult {
    std::string optimization_id, portfolio_id;
    kit::Keyed<double> optimal_weights, current_weights, benchmark_weights, weights_after_trades;
    ExpectedPerformance expected_performance, current_performance;
    OptimisedRisk risk_metrics;
    OptimisationDetails optimization_details;
    kit::Keyed<double> expected_returns, volatilities, risk_contributions;
    std::vector<ConstraintView> constraints;
    std::vector<ConflictView> relaxations;
    std::vector<TradeView> trades;
    kit::Keyed<ExposureView> exposures, sectors;
    double portfolio_value = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = OptimiseResult;
        return std::make_tuple(
            field("optimization_id", &R::optimization_id), field("portfolio_id", &R::portfolio_id),
            field("optimal_weights", &R::optimal_weights).doc("By symbol, and cash"),
            field("expected_performance", &R::expected_performance), field("risk_metrics", &R::risk_metrics),
            field("optimization_details", &R::optimization_details),
            field("current_weights", &R::current_weights).doc("Empty: nothing was held"),
            field("benchmark_weights", &R::benchmark_weights).doc("Of a benchmark that is a portfolio"),
            field("current_performance", &R::current_performance).doc("Of current_weights"),
            field("expected_returns", &R::expected_returns).unit("per year"),
            field("volatilities", &R::volatilities).unit("per year"),
            field("risk_contributions", &R::risk_contributions).doc("Shares of the variance; they sum to 1"),
            field("constraints", &R::constraints).doc("The most expensive first; bounds only where binding"),
            field("relaxations", &R::relaxations).doc("What `relax` has widened"),
            field("trades", &R::trades).doc("The largest first"),
            field("weights_after_trades", &R::weights_after_trades)
                .doc("With lot_size, when the trades are in whole lots; else empty: the optimum itself"),
            field("exposures", &R::exposures).doc("To the factors of the risk model"),
            field("sectors", &R::sectors).doc("Sums of weights"),
            field("portfolio_value", &R::portfolio_value).doc("In base currency; null: no portfolio"));
    }
};

struct DiagnoseResult {
    bool feasible = false;
    std::string summary;
    std::vector<ConflictView> conflict, relaxations;
    double min_return = domain::kMissing, max_return = domain::kMissing;
    double min_volatility = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = DiagnoseResult;
        return std::make_tuple(
            field("feasible", &R::feasible), field("summary", &R::summary).doc("In words"),
            field("conflict", &R::conflict)
                .doc("The smallest set found of constraints that cannot hold together: without any one of "
                     "them the others can"),
            field("relaxations", &R::relaxations).doc("The least that would do"),
            field("min_return", &R::min_return).doc("That the constraints allow; null: infeasible"),
            field("max_return", &R::max_return),
            field("min_volatility", &R::min_volatility).unit("per year"));
    }
};

struct FrontierPoint {
    double expected_return = domain::kMissing, expected_volatility = domain::kMissing;
    double sharpe_ratio = domain::kMissing;
    std::vector<double> weights;

    static constexpr auto fields() {
        using kit::field;
        using P = FrontierPoint;
        return std::make_tuple(field("expected_return", &P::expected_return).unit("per year"),
                               field("expected_volatility", &P::expected_volatility).unit("per year"),
                               field("sharpe_ratio", &P::sharpe_ratio),
                               field("weights", &P::weights).doc("In the order of `symbols`"));
    }
};

/// A portfolio beside the frontier.
struct FrontierMark {
    std::string name;
    double expected_return = domain::kMissing, expected_volatility = domain::kMissing;
    double sharpe_ratio = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using M = FrontierMark;
        return std::make_tuple(
            field("name", &M::name)
                .doc("current, benchmark, optimal (of the objective), minimum_variance, max_sharpe, or a "
                     "symbol"),
            field("expected_return", &M::expected_return).unit("per year"),
            field("expected_volatility", &M::expected_volatility).unit("per year"),
            field("sharpe_ratio", &M::sharpe_ratio));
    }
};

struct FrontierResult {
    std::vector<std::string> symbols;
    std::vector<FrontierPoint> points;
    std::vector<FrontierMark> marks, assets;
    std::vector<ConflictView> relaxations;

    static constexpr auto fields() {
        using kit::field;
        using R = FrontierResult;
        return std::make_tuple(field("symbols", &R::symbols).doc("Cash last, where it is an asset"),
                               field("points", &R::points).doc("From the least risk to the highest return"),
                               field("marks", &R::marks), field("assets", &R::assets),
                               field("relaxations", &R::relaxations).doc("What `relax` has widened"));
    }
};

struct MethodColumn {
    std::string method, error;
    kit::Keyed<double> weights;
    ExpectedPerformance expected_performance;
    OptimisedRisk risk_metrics;

    static constexpr auto fields() {
        using kit::field;
        using C = MethodColumn;
        return std::make_tuple(
            field("method", &C::method), field("error", &C::error).doc("Why there is no answer; else empty"),
            field("weights", &C::weights), field("expected_performance", &C::expected_performance),
            field("risk_metrics", &C::risk_metrics));
    }
};

struct CompareMethodsResult {
    kit::Keyed<double> current_weights;
    std::vector<MethodColumn> methods;

    static constexpr auto fields() {
        using kit::field;
        using R = CompareMethodsResult;
        return std::make_tuple(field("current_weights", &R::current_weights),
                               field("methods", &R::methods).doc("In the order asked"));
    }
};

struct RiskParityResult {
    kit::Keyed<double> optimal_weights, risk_contributions, risk_budget;
    double portfolio_volatility = domain::kMissing;
    bool risk_parity_achieved = false;
    double largest_miss = domain::kMissing;
    OptimisationDetails optimization_details;
    std::vector<ConstraintView> constraints;

    static constexpr auto fields() {
        using kit::field;
        using R = RiskParityResult;
        return std::make_tuple(
            field("optimal_weights", &R::optimal_weights),
            field("risk_contributions", &R::risk_contributions).doc("Shares of the variance; they sum to 1"),
            field("portfolio_volatility", &R::portfolio_volatility).unit("per year"),
            field("risk_parity_achieved", &R::risk_parity_achieved)
                .doc("Every share is within 1e-6 of its budget"),
            field("risk_budget", &R::risk_budget).doc("By symbol"),
            field("largest_miss", &R::largest_miss).doc("Largest |share - budget|"),
            field("optimization_details", &R::optimization_details), field("constraints", &R::constraints));
    }
};

struct FactorPortfolioResult {
    kit::Keyed<double> portfolio_weights, factor_exposures_achieved, factor_exposures_wanted;
    double tracking_error_to_benchmark = domain::kMissing, expected_information_ratio = domain::kMissing;
    std::string benchmark;
    double positions = domain::kMissing, turnover = domain::kMissing;
    OptimisationDetails optimization_details;
    std::vector<ConstraintView> constraints;
    std::vector<ConflictView> relaxations;

    static constexpr auto fields() {
        using kit::field;
        using R = FactorPortfolioResult;
        return std::make_tuple(
            field("portfolio_weights", &R::portfolio_weights).doc("The largest first; 0 is left out"),
            field("factor_exposures_achieved", &R::factor_exposures_achieved).doc("Active"),
            field("factor_exposures_wanted", &R::factor_exposures_wanted),
            field("tracking_error_to_benchmark", &R::tracking_error_to_benchmark).unit("per year"),
            field("expected_information_ratio", &R::expected_information_ratio)
                .doc("Mean yearly return that the factors had, for the exposures achieved / tracking error"),
            field("benchmark", &R::benchmark), field("positions", &R::positions).doc("Symbols held"),
            field("turnover", &R::turnover).doc("null: nothing was held"),
            field("optimization_details", &R::optimization_details), field("constraints", &R::constraints),
            field("relaxations", &R::relaxations).doc("What `relax` has widened"));
    }
};

} // namespace nautilus::portfolio
