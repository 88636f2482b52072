#pragma once
// The tear sheet of one factor: what it foretold, what it earned, what it cost and whether that can be luck.

#include "engines/factor/contract/research.h"

namespace nautilus::factor {

/// The settings of a sheet; the same whether a factor of the library or an expression is meant.
struct TearSheetRequest {
    std::optional<std::string> factor_id;
    std::optional<std::string> expression;
    std::int64_t direction = 1;
    std::string period = "ALL";
    std::int64_t horizon = 21;
    std::int64_t quantiles = 5;
    std::int64_t holding = 21;
    std::string weighting = "rank";
    double cost_bps = 10.0;
    double participation = 0.05;
    std::optional<domain::SessionDate> as_of;
    std::optional<std::string> universe;

    static constexpr auto fields() {
        using kit::field;
        using R = TearSheetRequest;
        return std::make_tuple(
            universeField(&R::universe),
            field("factor_id", &R::factor_id)
                .size(1, 128)
                .doc("Id from /api/v1/factor-engine/factors, or of a synthetic factor; this or `expression`"),
            field("expression", &R::expression)
                .size(1, 16'384)
                .doc("Text in the language of /api/v1/factor-engine/language"),
            field("direction", &R::direction)
                .range(-1, 1)
                .doc("Of an expression: -1 holds low values long. The library's factors have their own"),
            field("period", &R::period).oneOf(kPeriods).doc("Span that ends at as_of"),
            field("horizon", &R::horizon)
                .range(1, 63)
                .unit("sessions")
                .doc("Of quantiles, sectors and regimes: 1, 5, 10, 21, 42 or 63"),
            field("quantiles", &R::quantiles).range(2, 20),
            field("holding", &R::holding)
                .range(1, 252)
                .unit("sessions")
                .doc("That a signal is held; 1: a new portfolio every session"),
            field("weighting", &R::weighting)
                .oneOf("rank|value")
                .doc("Weights by rank less the mean rank, or by value less the mean value"),
            field("cost_bps", &R::cost_bps).range(0, 1000).unit("basis points").doc("Per unit traded"),
            field("participation", &R::participation)
                .range(0.001, 1)
                .doc("Share of the money traded in a stock that capacity allows on average"),
            field("as_of", &R::as_of).doc("Nothing after this session is read"));
    }
};

struct IcLine {
    std::int64_t horizon = 0;
    double rank_mean = domain::kMissing, rank_deviation = domain::kMissing, rank_ratio = domain::kMissing,
           rank_t_stat = domain::kMissing, rank_p_value = domain::kMissing, rank_positive = domain::kMissing,
           linear_mean = domain::kMissing, linear_t_stat = domain::kMissing;
    std::int64_t sessions = 0;

    static constexpr auto fields() {
        using kit::field;
        using L = IcLine;
        return std::make_tuple(
            field("horizon", &L::horizon).unit("sessions"),
            field("rank_mean", &L::rank_mean).doc("Mean Spearman of value and return ahead"),
            field("rank_deviation", &L::rank_deviation), field("rank_ratio", &L::rank_ratio),
            field("rank_t_stat", &L::rank_t_stat).doc("Newey-West, horizon - 1 lags"),
            field("rank_p_value", &L::rank_p_value),
            field("rank_positive", &L::rank_positive).doc("Share of sessions above 0"),
            field("linear_mean", &L::linear_mean).doc("Pearson"), field("linear_t_stat", &L::linear_t_stat),
            field("sessions", &L::sessions));
    }
};

struct QuantileLine {
    std::int64_t quantile = 0;
    double mean_return = domain::kMissing, excess_return = domain::kMissing,
           standard_error = domain::kMissing, turnover = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using L = QuantileLine;
        return std::make_tuple(
            field("quantile", &L::quantile).doc("1 = what the factor likes least"),
            field("mean_return", &L::mean_return).unit("over the horizon"),
            field("excess_return", &L::excess_return).doc("Less the mean of all names of the session"),
            field("standard_error", &L::standard_error)
                .doc("Deviation / sqrt(sessions), overlap not counted"),
            field("turnover", &L::turnover).doc("Share of names that were elsewhere one horizon before"));
    }
};

/// Mean coefficient of a part of the universe or of the time.
struct PartLine {
    std::string part;
    double rank_ic = domain::kMissing, t_stat = domain::kMissing;
    std::int64_t sessions = 0;

    static constexpr auto fields() {
        using kit::field;
        using L = PartLine;
        return std::make_tuple(field("part", &L::part), field("rank_ic", &L::rank_ic),
                               field("t_stat", &L::t_stat).doc("Newey-West, horizon - 1 lags"),
                               field("sessions", &L::sessions));
    }
};

struct SpreadFigures {
    double mean = domain::kMissing, t_stat = domain::kMissing, p_value = domain::kMissing,
           annualized = domain::kMissing, monotonicity = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using S = SpreadFigures;
        return std::make_tuple(
            field("mean", &S::mean).unit("over the horizon").doc("Highest less lowest"),
            field("t_stat", &S::t_stat).doc("Newey-West, horizon - 1 lags"), field("p_value", &S::p_value),
            field("annualized", &S::annualized).doc("mean * 252 / horizon"),
            field("monotonicity", &S::monotonicity).doc("Spearman of quantile and its mean return"));
    }
};

struct PortfolioFigures {
    double annualized_return = domain::kMissing, volatility = domain::kMissing,
           sharpe_ratio = domain::kMissing, sortino_ratio = domain::kMissing, max_drawdown = domain::kMissing,
           calmar_ratio = domain::kMissing, hit_rate = domain::kMissing,
           net_annualized_return = domain::kMissing, net_sharpe_ratio = domain::kMissing,
           turnover = domain::kMissing, break_even_cost_bps = domain::kMissing, capacity = domain::kMissing;
    std::int64_t sessions = 0;

    static constexpr auto fields() {
        using kit::field;
        using P = PortfolioFigures;
        return std::make_tuple(
            field("annualized_return", &P::annualized_return).doc("Before costs"),
            field("volatility", &P::volatility).unit("per year"), field("sharpe_ratio", &P::sharpe_ratio),
            field("sortino_ratio", &P::sortino_ratio), field("max_drawdown", &P::max_drawdown),
            field("calmar_ratio", &P::calmar_ratio), field("hit_rate", &P::hit_rate),
            field("net_annualized_return", &P::net_annualized_return).doc("After costs"),
            field("net_sharpe_ratio", &P::net_sharpe_ratio),
            field("turnover", &P::turnover).unit("per session").doc("Both sides, of a gross exposure of 1"),
            field("break_even_cost_bps", &P::break_even_cost_bps)
                .unit("basis points")
                .doc("Cost per unit traded that takes all"),
            field("capacity", &P::capacity)
                .unit("currency")
                .doc("Capital whose trades are the participation of the money traded, mean by trade"),
            field("sessions", &P::sessions));
    }
};

struct FactorBeta {
    std::string factor;
    double beta = domain::kMissing, t_stat = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("factor", &FactorBeta::factor), field("beta", &FactorBeta::beta),
                               field("t_stat", &FactorBeta::t_stat));
    }
};

struct AlphaFigures {
    double annualized = domain::kMissing, t_stat = domain::kMissing, r2 = domain::kMissing;
    std::int64_t sessions = 0, lags = 0;
    std::vector<FactorBeta> betas;

    static constexpr auto fields() {
        using kit::field;
        using A = AlphaFigures;
        return std::make_tuple(
            field("annualized", &A::annualized).doc("Intercept * 252"),
            field("t_stat", &A::t_stat).doc("Newey-West"), field("r2", &A::r2),
            field("sessions", &A::sessions), field("lags", &A::lags),
            field("betas", &A::betas).doc("On the returns of the risk model's country and style factors"));
    }
};

struct LuckFigures {
    double probabilistic_sharpe_ratio = domain::kMissing, deflated_sharpe_ratio = domain::kMissing,
           best_by_luck = domain::kMissing, skewness = domain::kMissing, kurtosis = domain::kMissing,
           minimum_track_record = domain::kMissing, false_discovery_rate = domain::kMissing;
    std::int64_t trials = 0, family_size = 0;
    std::string family;

    static constexpr auto fields() {
        using kit::field;
        using L = LuckFigures;
        return std::make_tuple(
            field("probabilistic_sharpe_ratio", &L::probabilistic_sharpe_ratio)
                .doc("Probability that the true Sharpe ratio is above 0"),
            field("deflated_sharpe_ratio", &L::deflated_sharpe_ratio)
                .doc("Probability that it is above best_by_luck"),
            field("best_by_luck", &L::best_by_luck)
                .unit("per year")
                .doc("Sharpe ratio to be expected of the best of the trials without skill"),
            field("trials", &L::trials).doc("Everything that was tried on this universe, kept in the ledger"),
            field("skewness", &L::skewness), field("kurtosis", &L::kurtosis).doc("A normal has 3"),
            field("minimum_track_record", &L::minimum_track_record)
                .unit("sessions")
                .doc("For 95 % that the Sharpe ratio is above 0; null when it is not positive"),
            field("false_discovery_rate", &L::false_discovery_rate)
                .doc("Benjamini-Hochberg of the rank coefficient at the horizon over the family"),
            field("family", &L::family), field("family_size", &L::family_size));
    }
};

struct TearSheetPoint {
    domain::SessionDate date;
    double gross = domain::kMissing, net = domain::kMissing, drawdown = domain::kMissing,
           rank_ic = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using P = TearSheetPoint;
        return std::make_tuple(field("date", &P::date),
                               field("gross", &P::gross).doc("Compounded return so far"),
                               field("net", &P::net).doc("After costs"), field("drawdown", &P::drawdown),
                               field("rank_ic", &P::rank_ic).doc("Mean of the last 63 that were known"));
    }
};

/// Compounded returns of the quantiles, one horizon after another.
struct QuantileLevels {
    domain::SessionDate date;
    std::vector<double> levels;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("date", &QuantileLevels::date).doc("On which the returns were known"),
                               field("levels", &QuantileLevels::levels).doc("Lowest quantile first"));
    }
};

struct TearSheet {
    std::string factor_id, name, family, data_source, formula, universe;
    std::int64_t direction = 1, horizon = 21, quantile_count = 5, holding = 21;
    std::string weighting;
    double cost_bps = 0, names = domain::kMissing, rank_autocorrelation = domain::kMissing;
    std::optional<domain::SessionDate> first_session, last_session;
    std::vector<IcLine> information_coefficient;
    std::vector<QuantileLine> quantile_returns;
    SpreadFigures spread;
    PortfolioFigures portfolio;
    AlphaFigures alpha;
    LuckFigures significance;
    std::vector<PartLine> sectors, regimes;
    std::vector<TearSheetPoint> series;
    std::vector<QuantileLevels> quantile_levels;

    /// One line per figure: section, item, figure, value.
    [[nodiscard]] std::string csv() const;

    static constexpr auto fields() {
        using kit::field;
        using T = TearSheet;
        return std::make_tuple(
            field("factor_id", &T::factor_id).doc("Empty for an expression"), field("name", &T::name),
            field("family", &T::family), field("data_source", &T::data_source), field("formula", &T::formula),
            field("universe", &T::universe),
            field("direction", &T::direction).doc("-1: low values are held long"),
            field("horizon", &T::horizon), field("quantile_count", &T::quantile_count),
            field("holding", &T::holding), field("weighting", &T::weighting), field("cost_bps", &T::cost_bps),
            field("names", &T::names).doc("Mean number of values in the universe"),
            field("rank_autocorrelation", &T::rank_autocorrelation)
                .doc("Mean Spearman with the values one horizon before"),
            field("first_session", &T::first_session).doc("First of the span"),
            field("last_session", &T::last_session),
            field("information_coefficient", &T::information_coefficient).doc("By horizon: its decay"),
            field("quantile_returns", &T::quantile_returns), field("spread", &T::spread),
            field("portfolio", &T::portfolio), field("alpha", &T::alpha),
            field("significance", &T::significance), field("sectors", &T::sectors),
            field("regimes", &T::regimes)
                .doc("Volatility of the market over 63 sessions among all that was known then: low, middle, "
                     "high"),
            field("series", &T::series).doc("Every fifth session and the last"),
            field("quantile_levels", &T::quantile_levels)
                .doc("Mean returns of the quantiles compounded over spans of one horizon that do not "
                     "overlap; a "
                     "span without quantiles leaves the level"));
    }
};

} // namespace nautilus::factor
