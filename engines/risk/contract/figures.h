#pragma once
// Value at risk, its parts and its back-tests; stress.

#include "engines/risk/contract/risk_engine.h"

namespace nautilus::risk {

struct VarRequest {
    std::string portfolio_id;
    std::vector<RiskPosition> positions;
    std::optional<double> portfolio_value, cash;
    std::vector<std::string> methods{"normal",       "cornish_fisher", "student",    "historical",
                                     "age_weighted", "filtered",       "monte_carlo"};
    std::vector<double> horizons{1, 10};
    double confidence = 0.99;
    std::int64_t window = 504;
    double decay = 0.98;
    double lambda = 0.94;
    std::string model = "auto";
    std::int64_t paths = 20'000;
    std::int64_t seed = 1;
    double degrees = 0;
    std::string market = "SPY";
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = VarRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id)
                .required()
                .size(1, 64)
                .doc("A portfolio, an account or \"firm\"; any name where positions are given"),
            field("positions", &R::positions).size(0, 10'000).doc("Without any, those of the book"),
            field("portfolio_value", &R::portfolio_value).range(1e-9, 1e15).doc("As of /risk/check"),
            field("cash", &R::cash).range(-1e15, 1e15).doc("As of /risk/check"),
            field("methods", &R::methods)
                .size(1, 7)
                .oneOf("normal|cornish_fisher|student|historical|age_weighted|filtered|monte_carlo"),
            field("horizons", &R::horizons).size(1, 10).doc("Whole sessions, 1 to 60"),
            field("confidence", &R::confidence).range(0.5, 0.9999),
            field("window", &R::window).range(100, 2520).unit("sessions"),
            field("decay", &R::decay).range(0.5, 1).doc("Weight of a return against the next newer one"),
            field("lambda", &R::lambda).range(0.5, 0.999).doc("Of the volatility of method filtered"),
            field("model", &R::model)
                .oneOf("auto|factor|history")
                .doc("Of the parts and of monte_carlo: the factor model where it covers every position, or "
                     "the "
                     "covariance of the window"),
            field("paths", &R::paths).range(1'000, 200'000), field("seed", &R::seed).range(0, 4e9),
            field("degrees", &R::degrees)
                .range(0, 200)
                .doc("Of freedom of monte_carlo's Student t, above 2; 0: normal"),
            field("market", &R::market).size(1, 32),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct VarRow {
    std::string method;
    std::int64_t horizon_days = 1;
    double value_at_risk = domain::kMissing, expected_shortfall = domain::kMissing;
    double value_at_risk_amount = domain::kMissing, expected_shortfall_amount = domain::kMissing;
    double standard_error = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = VarRow;
        return std::make_tuple(
            field("method", &R::method), field("horizon_days", &R::horizon_days),
            field("value_at_risk", &R::value_at_risk).doc("Share of the portfolio value; a loss is positive"),
            field("expected_shortfall", &R::expected_shortfall),
            field("value_at_risk_amount", &R::value_at_risk_amount).doc("In base currency"),
            field("expected_shortfall_amount", &R::expected_shortfall_amount),
            field("standard_error", &R::standard_error).doc("Of value at risk, by simulation; else null"));
    }
};

struct VarPosition {
    std::string symbol;
    double weight = domain::kMissing;
    double marginal = domain::kMissing, component = domain::kMissing, incremental = domain::kMissing;
    double share = domain::kMissing, shortfall_component = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using P = VarPosition;
        return std::make_tuple(
            field("symbol", &P::symbol), field("weight", &P::weight).doc("Value / portfolio value"),
            field("marginal", &P::marginal).doc("d VaR / d weight"),
            field("component", &P::component)
                .doc("weight x marginal; the components sum to `parts.value_at_risk`"),
            field("incremental", &P::incremental).doc("VaR less that without the position"),
            field("share", &P::share).doc("component / VaR"),
            field("shortfall_component", &P::shortfall_component)
                .doc(
                    "Mean loss by the position on the worst days; they sum to `parts.historical_shortfall`"));
    }
};

struct VarFactor {
    std::string factor;
    double exposure = domain::kMissing, component = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using F = VarFactor;
        return std::make_tuple(field("factor", &F::factor), field("exposure", &F::exposure),
                               field("component", &F::component).doc("With `specific` they sum to VaR"));
    }
};

struct VarParts {
    std::string model;
    double value_at_risk = domain::kMissing, expected_shortfall = domain::kMissing;
    double undiversified = domain::kMissing, historical_shortfall = domain::kMissing;
    std::vector<VarPosition> positions;
    std::vector<VarFactor> factors;
    double specific = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using P = VarParts;
        return std::make_tuple(
            field("model", &P::model).oneOf("factor|history"),
            field("value_at_risk", &P::value_at_risk).doc("One session, zero-mean normal, of this model"),
            field("expected_shortfall", &P::expected_shortfall),
            field("undiversified", &P::undiversified).doc("Sum of the positions' own VaR"),
            field("historical_shortfall", &P::historical_shortfall),
            field("positions", &P::positions).doc("The largest component first"),
            field("factors", &P::factors).doc("Of the factor model; the largest first"),
            field("specific", &P::specific).doc("What no factor explains"));
    }
};

struct VarResult {
    std::string portfolio_id;
    double portfolio_value = domain::kMissing, confidence = domain::kMissing;
    std::int64_t observations = 0;
    std::vector<VarRow> figures;
    VarParts parts;

    static constexpr auto fields() {
        using kit::field;
        using R = VarResult;
        return std::make_tuple(field("portfolio_id", &R::portfolio_id),
                               field("portfolio_value", &R::portfolio_value),
                               field("confidence", &R::confidence), field("observations", &R::observations),
                               field("figures", &R::figures), field("parts", &R::parts));
    }
};

struct BacktestRequest {
    std::string portfolio_id;
    std::vector<RiskPosition> positions;
    std::optional<double> portfolio_value, cash;
    std::string method = "historical";
    double confidence = 0.99;
    std::int64_t window = 250, test = 250;
    double decay = 0.98, lambda = 0.94;
    std::string source = "positions";
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = BacktestRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64),
            field("positions", &R::positions).size(0, 10'000).doc("Without any, those of the book"),
            field("portfolio_value", &R::portfolio_value).range(1e-9, 1e15),
            field("cash", &R::cash).range(-1e15, 1e15),
            field("method", &R::method)
                .oneOf("normal|cornish_fisher|student|historical|age_weighted|filtered"),
            field("confidence", &R::confidence).range(0.5, 0.9999),
            field("window", &R::window).range(60, 1260).unit("sessions").doc("Behind each forecast"),
            field("test", &R::test).range(20, 1260).unit("sessions").doc("Forecasts that are tested"),
            field("decay", &R::decay).range(0.5, 1), field("lambda", &R::lambda).range(0.5, 0.999),
            field("source", &R::source)
                .oneOf("positions|book")
                .doc("positions: today's weights over the past; book: what the portfolio really returned"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct BacktestPoint {
    domain::SessionDate date;
    double portfolio_return = domain::kMissing, value_at_risk = domain::kMissing,
           expected_shortfall = domain::kMissing;
    bool exception = false;

    static constexpr auto fields() {
        using kit::field;
        using P = BacktestPoint;
        return std::make_tuple(field("date", &P::date), field("return", &P::portfolio_return),
                               field("value_at_risk", &P::value_at_risk).doc("Forecast before that day"),
                               field("expected_shortfall", &P::expected_shortfall),
                               field("exception", &P::exception).doc("return < -value_at_risk"));
    }
};

struct BacktestResult {
    std::string method;
    std::int64_t observations = 0, exceptions = 0;
    double expected = domain::kMissing, kupiec = domain::kMissing, kupiec_p = domain::kMissing,
           christoffersen = domain::kMissing, christoffersen_p = domain::kMissing,
           conditional = domain::kMissing, conditional_p = domain::kMissing;
    std::string zone;
    double cumulative = domain::kMissing, scaling_increase = domain::kMissing, z1 = domain::kMissing,
           z2 = domain::kMissing, z2_p = domain::kMissing;
    std::vector<BacktestPoint> series;

    static constexpr auto fields() {
        using kit::field;
        using R = BacktestResult;
        return std::make_tuple(
            field("method", &R::method), field("observations", &R::observations),
            field("exceptions", &R::exceptions), field("expected", &R::expected),
            field("kupiec", &R::kupiec).doc("Likelihood ratio of the number of exceptions, chi-squared 1"),
            field("kupiec_p", &R::kupiec_p),
            field("christoffersen", &R::christoffersen).doc("Of their independence, chi-squared 1"),
            field("christoffersen_p", &R::christoffersen_p),
            field("conditional", &R::conditional).doc("Of both, chi-squared 2"),
            field("conditional_p", &R::conditional_p),
            field("zone", &R::zone).oneOf("GREEN|YELLOW|RED").doc("Basel Committee (1996)"),
            field("cumulative", &R::cumulative)
                .doc("P(at most so many exceptions) if the forecasts are right"),
            field("scaling_increase", &R::scaling_increase).doc("Of 250 days at 99 % alone; null otherwise"),
            field("z1", &R::z1).doc("Acerbi and Szekely: given an exception"), field("z2", &R::z2),
            field("z2_p", &R::z2_p).doc("P(Z2 at most this) under Student t with 5 degrees, by simulation"),
            field("series", &R::series));
    }
};

struct StressShock {
    std::string name;
    kit::Keyed<double> symbols, sectors, factors;
    std::optional<double> rate_bp, volatility;

    static constexpr auto fields() {
        using kit::field;
        using S = StressShock;
        return std::make_tuple(
            field("name", &S::name).required().size(1, 64),
            field("symbols", &S::symbols).doc("Symbol -> return"),
            field("sectors", &S::sectors).doc("Sector of the portfolio -> return of its positions"),
            field("factors", &S::factors).doc("Factor of the risk model -> return; not with the others"),
            field("rate_bp", &S::rate_bp).range(-1'000, 1'000).unit("bp").doc("Change of the ten-year yield"),
            field("volatility", &S::volatility)
                .range(-0.9, 10)
                .doc("Relative change of the VIX: 0.5 = half more"));
    }
};

struct StressRequest {
    std::string portfolio_id;
    std::vector<RiskPosition> positions;
    std::optional<double> portfolio_value, cash;
    std::vector<std::string> scenarios;
    std::vector<StressShock> shocks;
    bool propagate = true;
    double reverse_loss = 0.1;
    std::int64_t window = 504;
    std::optional<domain::SessionDate> as_of;

    static constexpr auto fields() {
        using kit::field;
        using R = StressRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 64),
            field("positions", &R::positions).size(0, 10'000).doc("Without any, those of the book"),
            field("portfolio_value", &R::portfolio_value).range(1e-9, 1e15),
            field("cash", &R::cash).range(-1e15, 1e15),
            field("scenarios", &R::scenarios)
                .size(0, 20)
                .oneOf("crisis_2008|china_2015_08|volatility_2018_02|december_2018|covid_2020")
                .doc("Without any, all"),
            field("shocks", &R::shocks).size(0, 50).doc("Hypothetical ones"),
            field("propagate", &R::propagate)
                .doc("true: what is not shocked moves as it did with what is: E[u | s]; false: it stands "
                     "still"),
            field("reverse_loss", &R::reverse_loss)
                .range(0.0001, 1)
                .doc("Loss that reverse stress looks for"),
            field("window", &R::window).range(100, 2520).unit("sessions"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct StressMove {
    std::string symbol;
    double move = domain::kMissing, loss = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using M = StressMove;
        return std::make_tuple(
            field("symbol", &M::symbol), field("move", &M::move).doc("Return; null: no data"),
            field("loss", &M::loss).doc("Share of the portfolio value, a loss is positive"));
    }
};

struct StressRow {
    std::string scenario, kind;
    std::optional<domain::SessionDate> from, to;
    double loss = domain::kMissing, loss_amount = domain::kMissing, covered = domain::kMissing;
    std::vector<StressMove> positions;

    static constexpr auto fields() {
        using kit::field;
        using R = StressRow;
        return std::make_tuple(
            field("scenario", &R::scenario), field("kind", &R::kind).oneOf("historical|hypothetical"),
            field("from", &R::from).doc("Close before the first day"), field("to", &R::to).doc("Last close"),
            field("loss", &R::loss)
                .doc("Share of the portfolio value, a loss is positive; null: no data reach it"),
            field("loss_amount", &R::loss_amount).doc("In base currency"),
            field("covered", &R::covered).doc("Share of the gross value that has data"),
            field("positions", &R::positions).doc("The largest loss first"));
    }
};

struct ReverseResult {
    double loss = domain::kMissing, deviations = domain::kMissing;
    std::vector<StressMove> positions;

    static constexpr auto fields() {
        using kit::field;
        using R = ReverseResult;
        return std::make_tuple(field("loss", &R::loss),
                               field("deviations", &R::deviations)
                                   .doc("How many daily deviations of the portfolio away: the "
                                        "Mahalanobis distance of the most likely such day"),
                               field("positions", &R::positions).doc("The most likely returns of that day"));
    }
};

struct StressResult {
    std::vector<StressRow> scenarios;
    ReverseResult reverse;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("scenarios", &StressResult::scenarios),
                               kit::field("reverse", &StressResult::reverse));
    }
};

} // namespace nautilus::risk
