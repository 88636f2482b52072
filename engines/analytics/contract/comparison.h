#pragma once
// A portfolio beside its benchmark over a period.

#include "engines/kit/engine.h"

namespace nautilus::analytics {

struct ComparisonRequest {
    std::string portfolio_id;
    std::optional<std::string> benchmark;
    std::string period = "1M";
    std::optional<domain::SessionDate> start, as_of;
    double risk_free_rate = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = ComparisonRequest;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).required().size(1, 128).doc("Portfolio, account or firm"),
            field("benchmark", &R::benchmark)
                .size(1, 128)
                .doc("Symbol, universe or portfolio; default the book's own, else SPY"),
            field("period", &R::period)
                .size(2, 8)
                .doc("<n>D (sessions), <n>W, <n>M, <n>Y, MTD, QTD, YTD or ALL, ending at as_of"),
            field("start", &R::start).doc("Its close, or the last before it, is the base; instead of period"),
            field("as_of", &R::as_of).doc("Last session; default the book's latest"),
            field("risk_free_rate", &R::risk_free_rate).range(-0.99, 10).unit("per year").doc("Compounded"));
    }
};

struct ComparisonResult {
    std::string portfolio_id, benchmark;
    domain::SessionDate period_start, period_end;
    std::int64_t sessions = 0;
    double portfolio_return = domain::kMissing, benchmark_return = domain::kMissing;
    double excess_return = domain::kMissing, tracking_error = domain::kMissing;
    double information_ratio = domain::kMissing, correlation = domain::kMissing;
    double beta = domain::kMissing, alpha = domain::kMissing;
    double up_capture = domain::kMissing, down_capture = domain::kMissing;
    double batting_average = domain::kMissing;

    static constexpr auto fields() {
        using kit::field;
        using R = ComparisonResult;
        return std::make_tuple(
            field("portfolio_id", &R::portfolio_id).doc("As asked"),
            field("benchmark", &R::benchmark).doc("What it was compared with"),
            field("period_start", &R::period_start).doc("Its close is the base"),
            field("period_end", &R::period_end).doc("Last session"),
            field("sessions", &R::sessions).doc("On which both have a return"),
            field("portfolio_return", &R::portfolio_return)
                .unit("fraction")
                .doc("Time-weighted, over the period"),
            field("benchmark_return", &R::benchmark_return).unit("fraction").doc("Over the period"),
            field("excess_return", &R::excess_return).unit("fraction").doc("Their difference"),
            field("tracking_error", &R::tracking_error)
                .unit("per year")
                .doc("Sample deviation of the daily active return, times sqrt(252)"),
            field("information_ratio", &R::information_ratio)
                .unit("per year")
                .doc("Mean daily active return over its deviation, times sqrt(252)"),
            field("correlation", &R::correlation).doc("Of daily returns"),
            field("beta", &R::beta).doc("Of daily excess returns"),
            field("alpha", &R::alpha).unit("per year").doc("Compounded"),
            field("up_capture", &R::up_capture).doc("Annual returns over the sessions on which it rose"),
            field("down_capture", &R::down_capture).doc("... and on which it fell"),
            field("batting_average", &R::batting_average).unit("fraction").doc("Sessions ahead of it"));
    }
};

} // namespace nautilus::analytics
