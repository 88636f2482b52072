#pragma once
// The figures of a return series by name, unit and definition; formulas in docs/methods/
// performance-and-attribution.md.

#include "engines/kit/engine.h"

namespace nautilus::analytics {

struct ReturnFigures {
    std::int64_t periods = 0;
    double total_return = domain::kMissing, annual_return = domain::kMissing;
    double volatility = domain::kMissing, sharpe_ratio = domain::kMissing;
    double sortino_ratio = domain::kMissing, calmar_ratio = domain::kMissing;
    double max_drawdown = domain::kMissing, downside_deviation = domain::kMissing;
    double omega_ratio = domain::kMissing, tail_ratio = domain::kMissing;
    double stability = domain::kMissing, skewness = domain::kMissing, excess_kurtosis = domain::kMissing;
    double value_at_risk = domain::kMissing, expected_shortfall = domain::kMissing;
    double geometric_mean = domain::kMissing, hit_rate = domain::kMissing, win_rate = domain::kMissing;
    double average_gain = domain::kMissing, average_loss = domain::kMissing;
    double payoff_ratio = domain::kMissing, profit_factor = domain::kMissing;
    double gain_to_pain = domain::kMissing, best = domain::kMissing, worst = domain::kMissing;
    std::int64_t longest_gain = 0, longest_loss = 0;
    double recovery_factor = domain::kMissing, common_sense_ratio = domain::kMissing;
    double autocorrelation = domain::kMissing;
    double average_drawdown = domain::kMissing, ulcer_index = domain::kMissing;
    double pain_index = domain::kMissing, under_water = domain::kMissing;
    std::int64_t longest_drawdown = 0, drawdowns = 0;

    static constexpr auto mainFields() {
        using kit::field;
        using F = ReturnFigures;
        return std::make_tuple(
            field("periods", &F::periods).doc("Returns that took part"),
            field("total_return", &F::total_return).unit("fraction").doc("PROD(1 + r) - 1"),
            field("annual_return", &F::annual_return).unit("per year").doc("PROD(1 + r)^(A/n) - 1"),
            field("volatility", &F::volatility).unit("per year").doc("Sample deviation x sqrt(A)"),
            field("sharpe_ratio", &F::sharpe_ratio).doc("mean(r - rf) / deviation x sqrt(A)"),
            field("sortino_ratio", &F::sortino_ratio).doc("mean(r - required) A / downside_deviation"),
            field("calmar_ratio", &F::calmar_ratio).doc("annual_return / |max_drawdown|"),
            field("max_drawdown", &F::max_drawdown).unit("fraction").doc("<= 0; the curve starts at 1"),
            field("downside_deviation", &F::downside_deviation)
                .unit("per year")
                .doc("sqrt(mean(min(r - required, 0)^2)) sqrt(A), over all returns"),
            field("omega_ratio", &F::omega_ratio).doc("Sum of excesses over sum of shortfalls"));
    }
    static constexpr auto tailFields() {
        using kit::field;
        using F = ReturnFigures;
        return std::make_tuple(
            field("tail_ratio", &F::tail_ratio).doc("|upper quantile| / |lower quantile|"),
            field("stability", &F::stability).doc("R^2 of the cumulated log return against time"),
            field("skewness", &F::skewness).doc("g1, denominator n"),
            field("excess_kurtosis", &F::excess_kurtosis).doc("g2, a normal has 0"),
            field("value_at_risk", &F::value_at_risk)
                .unit("fraction")
                .doc("Historical, one period; a loss is positive"),
            field("expected_shortfall", &F::expected_shortfall).unit("fraction").doc("Mean loss beyond it"),
            field("geometric_mean", &F::geometric_mean).unit("fraction").doc("Per period"),
            field("autocorrelation", &F::autocorrelation).doc("Of the first order"));
    }
    static constexpr auto gainFields() {
        using kit::field;
        using F = ReturnFigures;
        return std::make_tuple(
            field("hit_rate", &F::hit_rate).unit("fraction").doc("Returns above 0"),
            field("win_rate", &F::win_rate).unit("fraction").doc("Gains / (gains + losses)"),
            field("average_gain", &F::average_gain).unit("fraction").doc("Of gaining periods"),
            field("average_loss", &F::average_loss).unit("fraction").doc("Of losing periods, < 0"),
            field("payoff_ratio", &F::payoff_ratio).doc("average_gain / |average_loss|"),
            field("profit_factor", &F::profit_factor).doc("Sum of gains / |sum of losses|"),
            field("gain_to_pain", &F::gain_to_pain).doc("Sum of returns / |sum of losses|"),
            field("best", &F::best).unit("fraction").doc("Highest return"),
            field("worst", &F::worst).unit("fraction").doc("Lowest return"),
            field("longest_gain", &F::longest_gain).doc("Consecutive gaining periods"),
            field("longest_loss", &F::longest_loss).doc("Consecutive losing periods"),
            field("recovery_factor", &F::recovery_factor).doc("total_return / |max_drawdown|"),
            field("common_sense_ratio", &F::common_sense_ratio).doc("profit_factor x tail_ratio"));
    }
    static constexpr auto drawdownFields() {
        using kit::field;
        using F = ReturnFigures;
        return std::make_tuple(
            field("average_drawdown", &F::average_drawdown).unit("fraction").doc("Mean depth of the spells"),
            field("ulcer_index", &F::ulcer_index).unit("fraction").doc("sqrt(mean(drawdown^2))"),
            field("pain_index", &F::pain_index).unit("fraction").doc("mean(-drawdown)"),
            field("under_water", &F::under_water).unit("fraction").doc("Share of periods below the peak"),
            field("longest_drawdown", &F::longest_drawdown).doc("Periods of the longest spell"),
            field("drawdowns", &F::drawdowns).doc("Spells below the peak"));
    }

    static constexpr auto fields() {
        return std::tuple_cat(mainFields(), tailFields(), gainFields(), drawdownFields());
    }
};

struct ActiveFigures {
    std::string benchmark;
    std::int64_t periods = 0;
    double benchmark_return = domain::kMissing, benchmark_annual_return = domain::kMissing;
    double benchmark_volatility = domain::kMissing;
    double beta = domain::kMissing, alpha = domain::kMissing, jensen_alpha = domain::kMissing;
    double correlation = domain::kMissing, r_squared = domain::kMissing;
    double tracking_error = domain::kMissing, information_ratio = domain::kMissing;
    double active_return = domain::kMissing, treynor_ratio = domain::kMissing;
    double modigliani = domain::kMissing, capture = domain::kMissing, up_capture = domain::kMissing;
    double down_capture = domain::kMissing, capture_ratio = domain::kMissing;
    double up_beta = domain::kMissing, down_beta = domain::kMissing, batting_average = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using F = ActiveFigures;
        return std::make_tuple(
            field("benchmark", &F::benchmark).doc("What it was compared with"),
            field("periods", &F::periods).doc("In which both have a return"),
            field("benchmark_return", &F::benchmark_return).unit("fraction").doc("Over those periods"),
            field("benchmark_annual_return", &F::benchmark_annual_return).unit("per year").doc("Compounded"),
            field("benchmark_volatility", &F::benchmark_volatility).unit("per year").doc("Sample deviation"),
            field("beta", &F::beta).doc("cov(r - rf, b - rf) / var(b - rf)"),
            field("alpha", &F::alpha).unit("per year").doc("(1 + mean(r - rf - beta (b - rf)))^A - 1"),
            field("jensen_alpha", &F::jensen_alpha).unit("per year").doc("A mean(r - rf - beta (b - rf))"),
            field("correlation", &F::correlation).doc("Of returns"),
            field("r_squared", &F::r_squared).doc("Its square"),
            field("tracking_error", &F::tracking_error).unit("per year").doc("Deviation of r - b x sqrt(A)"),
            field("information_ratio", &F::information_ratio).doc("mean(r - b) / deviation x sqrt(A)"),
            field("active_return", &F::active_return).unit("per year").doc("Difference of annual returns"),
            field("treynor_ratio", &F::treynor_ratio).unit("per year").doc("Annual excess return / beta"),
            field("modigliani", &F::modigliani).unit("per year").doc("rf + Sharpe x benchmark volatility"),
            field("capture", &F::capture).doc("Annual return / the benchmark's"),
            field("up_capture", &F::up_capture).doc("The same over periods with b > 0"),
            field("down_capture", &F::down_capture).doc("... with b < 0"),
            field("capture_ratio", &F::capture_ratio).doc("up_capture / down_capture"),
            field("up_beta", &F::up_beta).doc("beta over periods with b > 0"),
            field("down_beta", &F::down_beta).doc("... with b < 0"),
            field("batting_average", &F::batting_average).unit("fraction").doc("Periods with r > b"));
    }
};

struct MetricsResult {
    std::string subject;
    std::optional<domain::SessionDate> period_start, period_end;
    ReturnFigures returns;
    std::optional<ActiveFigures> active;

    static constexpr auto fields() {
        using kit::field;
        using R = MetricsResult;
        return std::make_tuple(field("subject", &R::subject).doc("Portfolio, or \"given\""),
                               field("period_start", &R::period_start).doc("Base; null without dates"),
                               field("period_end", &R::period_end).doc("Last period; null without dates"),
                               field("returns", &R::returns).doc("Figures of the series alone"),
                               field("active", &R::active).doc("Against the benchmark; null without one"));
    }
};

struct FigureInterval {
    std::string figure;
    double estimate = domain::kMissing, lower = domain::kMissing, upper = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using I = FigureInterval;
        return std::make_tuple(field("figure", &I::figure).doc("As in metrics"),
                               field("estimate", &I::estimate).doc("Of the series itself"),
                               field("lower", &I::lower).doc("Of the percentile interval"),
                               field("upper", &I::upper).doc("Of the percentile interval"));
    }
};

struct SharpeFigures {
    double sharpe_ratio = domain::kMissing, standard_error = domain::kMissing;
    double probabilistic = domain::kMissing, deflated = domain::kMissing;
    double expected_best = domain::kMissing, minimum_track_record = domain::kMissing;
    double autocorrelation_adjusted = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using F = SharpeFigures;
        return std::make_tuple(
            field("sharpe_ratio", &F::sharpe_ratio).unit("per year").doc("mean / sample deviation x sqrt(A)"),
            field("standard_error", &F::standard_error).unit("per year").doc("Mertens 2002"),
            field("probabilistic", &F::probabilistic)
                .unit("probability")
                .doc("That the true ratio exceeds benchmark_sharpe (Bailey and Lopez de Prado 2012)"),
            field("deflated", &F::deflated)
                .unit("probability")
                .doc("That it exceeds the best of the trials without skill (2014)"),
            field("expected_best", &F::expected_best).unit("per year").doc("That best ratio"),
            field("minimum_track_record", &F::minimum_track_record)
                .unit("periods")
                .doc("To trust the ratio at the confidence; null when it is not above benchmark_sharpe"),
            field("autocorrelation_adjusted", &F::autocorrelation_adjusted)
                .unit("per year")
                .doc("With serial correlation of the first order (Lo 2002)"));
    }
};

struct ConfidenceResult {
    std::string subject;
    std::int64_t periods = 0, replicates = 0, seed = 0;
    double confidence = 0.95, mean_block = domain::kMissing;
    std::vector<FigureInterval> intervals;
    SharpeFigures sharpe;

    static constexpr auto fields() {
        using kit::field;
        using R = ConfidenceResult;
        return std::make_tuple(
            field("subject", &R::subject).doc("Portfolio, or \"given\""),
            field("periods", &R::periods).doc("Returns that took part"),
            field("replicates", &R::replicates).doc("Series that were drawn"),
            field("seed", &R::seed).doc("Of the draws"), field("confidence", &R::confidence).doc("As asked"),
            field("mean_block", &R::mean_block).doc("Mean length of the blocks drawn"),
            field("intervals", &R::intervals).doc("Percentile intervals of the stationary bootstrap"),
            field("sharpe", &R::sharpe).doc("How far the Sharpe ratio can be trusted"));
    }
};

} // namespace nautilus::analytics
