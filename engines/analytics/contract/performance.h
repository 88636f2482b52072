#pragma once
// Figures of a return series: of a book over a period, or of one that the caller gives.

#include "engines/analytics/contract/performance_figures.h"
#include "engines/kit/table.h"

namespace nautilus::analytics {

/// A book over a period beside a benchmark: the fields of the GET requests below.
struct BookSubject {
    std::string portfolio_id;
    std::optional<std::string> benchmark;
    std::string period = "1Y";
    std::optional<domain::SessionDate> start, as_of;
    double risk_free_rate = 0;

    template <class R>
    static constexpr auto subjectFields() {
        using kit::field;
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

/// A series of the caller's own: the fields of the POST requests below.
struct GivenSubject {
    std::vector<std::optional<double>> returns, benchmark_returns;
    std::vector<domain::SessionDate> dates;
    double periods_per_year = 252;
    double risk_free_rate = 0;

    template <class R>
    static constexpr auto subjectFields() {
        using kit::field;
        return std::make_tuple(
            field("returns", &R::returns)
                .required()
                .size(1, 100'000)
                .unit("fraction")
                .doc("Simple returns per period, oldest first; null: none"),
            field("benchmark_returns", &R::benchmark_returns)
                .size(0, 100'000)
                .unit("fraction")
                .doc("Of the same periods; empty: no benchmark"),
            field("dates", &R::dates)
                .size(0, 100'000)
                .doc("Of the returns, rising; needed for calendar tables"),
            field("periods_per_year", &R::periods_per_year)
                .range(1, 100'000)
                .doc("252 sessions, 52 weeks, 12 months, 365 days"),
            field("risk_free_rate", &R::risk_free_rate).range(-0.99, 10).unit("per year").doc("Compounded"));
    }
};

struct SeriesReturnsRequest : BookSubject {
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using R = SeriesReturnsRequest;
        return std::tuple_cat(
            subjectFields<R>(),
            std::make_tuple(kit::field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
                            kit::field("cursor", &R::cursor).doc("next_cursor of the page before")));
    }
};

template <class Subject>
struct MetricsRequest : Subject {
    double required_return = 0;
    double confidence = 0.95;

    static constexpr auto fields() {
        using R = MetricsRequest;
        return std::tuple_cat(
            Subject::template subjectFields<R>(),
            std::make_tuple(kit::field("required_return", &R::required_return)
                                .range(-0.99, 10)
                                .unit("per year")
                                .doc("Of Sortino ratio, downside deviation and Omega; compounded"),
                            kit::field("confidence", &R::confidence)
                                .range(0.5, 0.9999)
                                .doc("Of value at risk and expected shortfall")));
    }
};

template <class Subject>
struct RollingRequest : Subject {
    std::int64_t window = 126;
    double confidence = 0.95;
    std::int64_t limit = 10'000;
    std::optional<std::string> cursor;

    static constexpr auto fields() {
        using R = RollingRequest;
        return std::tuple_cat(
            Subject::template subjectFields<R>(),
            std::make_tuple(
                kit::field("window", &R::window)
                    .range(2, 10'000)
                    .doc("Periods of a window; the first window - 1 have no value"),
                kit::field("confidence", &R::confidence).range(0.5, 0.9999).doc("Of the tail figures"),
                kit::field("limit", &R::limit).range(1, 1'000'000).doc("Rows of a JSON page"),
                kit::field("cursor", &R::cursor).doc("next_cursor of the page before")));
    }
};

template <class Subject>
struct DrawdownsRequest : Subject {
    std::int64_t most = 10;

    static constexpr auto fields() {
        using R = DrawdownsRequest;
        return std::tuple_cat(
            Subject::template subjectFields<R>(),
            std::make_tuple(kit::field("most", &R::most).range(1, 10'000).doc("Rows, deepest first")));
    }
};

template <class Subject>
struct CalendarRequest : Subject {
    static constexpr auto fields() { return Subject::template subjectFields<CalendarRequest>(); }
};

template <class Subject>
struct ConfidenceRequest : Subject {
    double confidence = 0.95;
    std::int64_t replicates = 1000;
    std::int64_t seed = 1;
    double mean_block = 0;
    double benchmark_sharpe = 0;
    std::int64_t trials = 1;
    double trial_deviation = 0;

    static constexpr auto fields() {
        using kit::field;
        using R = ConfidenceRequest;
        return std::tuple_cat(
            Subject::template subjectFields<R>(),
            std::make_tuple(
                field("confidence", &R::confidence).range(0.5, 0.9999).doc("Of intervals and track record"),
                field("replicates", &R::replicates).range(100, 20'000).doc("Series that are drawn"),
                field("seed", &R::seed).range(0, 9e15).doc("Same seed, same answer"),
                field("mean_block", &R::mean_block)
                    .range(0, 10'000)
                    .doc("Mean block length of the stationary bootstrap; 0: Politis and White's choice"),
                field("benchmark_sharpe", &R::benchmark_sharpe)
                    .range(-100, 100)
                    .unit("per year")
                    .doc("Sharpe ratio that is to be exceeded"),
                field("trials", &R::trials)
                    .range(1, 1e9)
                    .doc("Independent strategies tried, this one included; of the deflated ratio"),
                field("trial_deviation", &R::trial_deviation)
                    .range(0, 100)
                    .unit("per year")
                    .doc("Deviation of their Sharpe ratios")));
    }
};

struct MoneyFlow {
    domain::SessionDate date;
    double amount = 0;

    static constexpr auto fields() {
        using F = MoneyFlow;
        return std::make_tuple(
            kit::field("date", &F::date).required().doc("Day from which it counts"),
            kit::field("amount", &F::amount)
                .required()
                .range(-1e18, 1e18)
                .doc("From the investor's pocket: paid in < 0, received > 0, the closing value too"));
    }
};

struct MoneyWeightedRequest : BookSubject {
    static constexpr auto fields() { return subjectFields<MoneyWeightedRequest>(); }
};
struct GivenFlowsRequest {
    std::vector<MoneyFlow> flows;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("flows", &GivenFlowsRequest::flows)
                                   .required()
                                   .size(1, 100'000)
                                   .doc("In any order, with the closing value"));
    }
};

struct MoneyWeightedResult {
    std::string subject, status;
    double rate = domain::kMissing, period_return = domain::kMissing;
    double time_weighted_return = domain::kMissing;
    std::vector<double> rates;
    std::optional<domain::SessionDate> period_start, period_end;
    std::vector<MoneyFlow> flows;

    static constexpr auto fields() {
        using kit::field;
        using R = MoneyWeightedResult;
        return std::make_tuple(
            field("subject", &R::subject).doc("Portfolio, or \"given\""),
            field("status", &R::status)
                .oneOf("unique|several|none|one_sign|undetermined|invalid")
                .doc("several: rate is the one nearest to 0; none: no rate balances the flows; one_sign: "
                     "nothing can balance; undetermined: the flows of each day cancel"),
            field("rate", &R::rate).unit("per year of 365 days").doc("Internal rate of return (XIRR)"),
            field("period_return", &R::period_return)
                .unit("fraction")
                .doc("Over the whole period: what to state below a year"),
            field("time_weighted_return", &R::time_weighted_return)
                .unit("fraction")
                .doc("Of the same period, a book only"),
            field("rates", &R::rates).unit("per year").doc("All of them, ascending"),
            field("period_start", &R::period_start).doc("Day of the first flow"),
            field("period_end", &R::period_end).doc("Day of the last"),
            field("flows", &R::flows).doc("Those that were balanced, oldest first"));
    }
};

template <class Subject>
struct TearSheetRequest : Subject {
    std::int64_t window = 126;
    double confidence = 0.95;
    std::string output_format = "json";
    std::vector<std::string> sections{"growth", "returns", "active", "sharpe", "drawdowns", "rolling"};

    static constexpr auto fields() {
        using R = TearSheetRequest;
        return std::tuple_cat(
            Subject::template subjectFields<R>(),
            std::make_tuple(kit::field("window", &R::window).range(2, 10'000).doc("Of the rolling figures"),
                            kit::field("confidence", &R::confidence)
                                .range(0.5, 0.9999)
                                .doc("Of value at risk and expected shortfall"),
                            kit::field("output_format", &R::output_format)
                                .oneOf("json|pdf|xlsx|html|csv")
                                .doc("Other than json: the sheet as a file, in `file`"),
                            kit::field("sections", &R::sections)
                                .size(1, 20)
                                .oneOf("growth|returns|active|sharpe|drawdowns|rolling")
                                .doc("Of the file, in this order; what is named twice comes once")));
    }
};

struct SheetFile {
    std::string name, media_type, content_base64;

    static constexpr auto fields() {
        using F = SheetFile;
        return std::make_tuple(kit::field("name", &F::name).doc("To store it under"),
                               kit::field("media_type", &F::media_type).doc("As in Content-Type"),
                               kit::field("content_base64", &F::content_base64).doc("The bytes, RFC 4648"));
    }
};

struct TearSheet {
    MetricsResult metrics;
    SharpeFigures sharpe;
    kit::Table curve, rolling, drawdowns;
    std::optional<kit::Table> monthly;
    std::optional<SheetFile> file;

    static constexpr auto fields() {
        using kit::field;
        using S = TearSheet;
        return std::make_tuple(field("metrics", &S::metrics).doc("All figures of the period"),
                               field("sharpe", &S::sharpe).doc("How far the Sharpe ratio can be trusted"),
                               field("curve", &S::curve).doc("Return, growth and drawdown of each period"),
                               field("rolling", &S::rolling).doc("Figures of every trailing window"),
                               field("drawdowns", &S::drawdowns).doc("The ten deepest"),
                               field("monthly", &S::monthly).doc("Months by year; null without dates"),
                               field("file", &S::file).doc("The sheet in output_format; null for json"));
    }
};

} // namespace nautilus::analytics
