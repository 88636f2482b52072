#pragma once
// How probable it is that a limit is broken soon, and how far such forecasts could be trusted.

#include "engines/kit/engine.h"
#include "engines/risk/contract/risk_engine.h"

namespace nautilus::risk {

struct BreachForecastRequest {
    std::string portfolio_id;
    std::vector<RiskPosition> positions;
    std::optional<double> portfolio_value, cash;
    kit::Keyed<double> limits;
    std::int64_t horizon = 5;
    std::int64_t history = 1008;
    std::int64_t window = 504;
    std::string market = "SPY";
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = BreachForecastRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64).doc("As of /risk/check"),
            field("positions", &R::positions).size(0, 10'000).doc("Without any, those of the book"),
            field("portfolio_value", &R::portfolio_value).range(1e-9, 1e15).doc("As of /risk/check"),
            field("cash", &R::cash).range(-1e15, 1e15).doc("As of /risk/check"),
            field("limits", &R::limits)
                .doc("Limit type or alias -> value; without any the stored limits of the portfolio, its "
                     "account and the firm"),
            field("horizon", &R::horizon)
                .range(1, 60)
                .unit("sessions")
                .doc("Within so many closes a limit may be broken"),
            field("history", &R::history)
                .range(400, 2016)
                .unit("sessions")
                .doc("Past closes to learn from and to score on"),
            field("window", &R::window)
                .range(100, 504)
                .unit("sessions")
                .doc("Behind value at risk, shortfall and correlation, as of /risk/check"),
            field("market", &R::market).size(1, 32).doc("Symbol that the correlation refers to"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct BreachForecastRow {
    std::string limit_type;
    std::string scope;
    std::string scope_id;
    std::optional<std::string> subject;
    double current_value = domain::kMissing;
    double limit_value = domain::kMissing;
    double utilization_percent = domain::kMissing;
    std::string state;
    double volatility = domain::kMissing;
    double distance = domain::kMissing;
    double probability = domain::kMissing;
    double random_walk = domain::kMissing;
    double brier = domain::kMissing;
    double brier_random_walk = domain::kMissing;
    double skill = domain::kMissing;
    std::int64_t scored_days = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = BreachForecastRow;
        return std::make_tuple(
            field("limit_type", &R::limit_type),
            field("scope", &R::scope).oneOf("request|portfolio|account|firm"),
            field("scope_id", &R::scope_id),
            field("subject", &R::subject).doc("Symbol, sector or currency that is the worst today"),
            field("current_value", &R::current_value), field("limit_value", &R::limit_value),
            field("utilization_percent", &R::utilization_percent).unit("%"),
            field("state", &R::state)
                .oneOf("FORECAST|BROKEN|STILL|TOO_FEW_DAYS|NOT_COMPUTABLE")
                .doc("BROKEN: already, hence 1; STILL: the figure has never moved, hence 0"),
            field("volatility", &R::volatility).doc("Daily deviation of the figure, in its own unit"),
            field("distance", &R::distance).doc("To the limit, in deviations of the horizon"),
            field("probability", &R::probability)
                .doc("That the limit is broken at one of the next `horizon` closes, holdings unchanged"),
            field("random_walk", &R::random_walk).doc("The same if the figure were a random walk"),
            field("brier", &R::brier)
                .doc("Mean squared error of the forecasts on scored days; less is better"),
            field("brier_random_walk", &R::brier_random_walk),
            field("skill", &R::skill)
                .doc("1 - brier / that of always saying the frequency itself; above 0 is better than it"),
            field("scored_days", &R::scored_days));
    }
};

struct ReliabilityBin {
    double from = 0, to = 0;
    double forecast = domain::kMissing, observed = domain::kMissing;
    double lower = domain::kMissing, upper = domain::kMissing;
    std::int64_t count = 0;

    static constexpr auto fields() {
        using kit::field;
        using B = ReliabilityBin;
        return std::make_tuple(field("from", &B::from), field("to", &B::to),
                               field("forecast", &B::forecast).doc("Mean probability of its forecasts"),
                               field("observed", &B::observed).doc("Share of them that came true"),
                               field("lower", &B::lower).doc("95 % interval of `observed`"),
                               field("upper", &B::upper), field("count", &B::count));
    }
};

struct ReliabilityDiagram {
    std::vector<ReliabilityBin> bins;
    double brier = domain::kMissing, brier_random_walk = domain::kMissing, log_loss = domain::kMissing;
    double base_rate = domain::kMissing, skill = domain::kMissing, expected_error = domain::kMissing;
    std::int64_t forecasts = 0, independent = 0;
    std::optional<domain::SessionDate> from, to;

    static constexpr auto fields() {
        using kit::field;
        using D = ReliabilityDiagram;
        return std::make_tuple(
            field("bins", &D::bins), field("brier", &D::brier),
            field("brier_random_walk", &D::brier_random_walk), field("log_loss", &D::log_loss),
            field("base_rate", &D::base_rate).doc("Share of all that came true"),
            field("skill", &D::skill).doc("1 - brier / (base_rate (1 - base_rate))"),
            field("expected_error", &D::expected_error)
                .doc("Mean distance of `forecast` from `observed`, by number of forecasts"),
            field("forecasts", &D::forecasts)
                .doc("Of all limits: one per scored day and each of twelve distances"),
            field("independent", &D::independent)
                .doc("How many count as independent for the intervals: outcomes overlap"),
            field("from", &D::from).doc("First scored day"), field("to", &D::to));
    }
};

struct BreachForecastResult {
    std::string portfolio_id;
    std::int64_t horizon = 0;
    std::vector<BreachForecastRow> limits;
    ReliabilityDiagram reliability;

    static constexpr auto fields() {
        using kit::field;
        using R = BreachForecastResult;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id), field("horizon", &R::horizon),
            field("limits", &R::limits).doc("The most probable breach first"),
            field("reliability", &R::reliability).doc("Of forecasts for days that the model had not seen"));
    }
};

} // namespace nautilus::risk
