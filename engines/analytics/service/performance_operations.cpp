// The rows of the table about return series: each once for a book (GET) and once for a given series (POST).

#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/service/analytics_service.h"
#include "engines/analytics/service/performance_answers.h"
#include "engines/kit/paging.h"

namespace nautilus::analytics {

using kit::Call;
using kit::Operation;
using kit::Result;
using kit::Table;
using kit::Verb;

namespace {

constexpr const char* kBook = R"({"portfolio_id":"portfolio_001","period":"1Y"})";
constexpr const char* kGiven =
    R"({"returns":[0.01,-0.02,0.015,0.003,-0.004,0.012,-0.001,0.007,-0.011,0.009,0.002,-0.006],)"
    R"("benchmark_returns":[0.008,-0.015,0.01,0.004,-0.002,0.009,0.001,0.005,-0.01,0.006,0.001,-0.003],)"
    R"("dates":["2019-12-16","2019-12-17","2019-12-18","2019-12-19","2019-12-20","2019-12-23",)"
    R"("2019-12-24","2019-12-26","2019-12-27","2019-12-30","2019-12-31","2020-01-02"]})";

constexpr const char* kGivenFlows = R"({"flows":[{"date":"2019-01-01","amount":-1000},)"
                                    R"({"date":"2019-07-01","amount":-500},)"
                                    R"({"date":"2020-01-01","amount":1650}]})";

/// The example with further members.
std::string with(std::string_view example, std::string_view members) {
    std::string out(example.substr(0, example.size() - 1));
    return out + "," + std::string(members) + "}";
}

template <class Request>
Result<MetricsResult> answerMetrics(const Rooms& rooms, const Request& request, Call& call) {
    const auto series = seriesOf(rooms, request, call);
    if (!series) return kit::failAs(series);
    return metricsOf(*series, {request.required_return, request.confidence}, "/data", call);
}

template <class Request>
Result<Table> answerRolling(const Rooms& rooms, const Request& request, Call& call) {
    const auto series = seriesOf(rooms, request, call);
    if (!series) return kit::failAs(series);
    auto table = rollingTable(*series, request.window, request.confidence);
    if (!table) return table;
    return kit::paged(std::move(*table), request.limit, request.cursor);
}

template <class Request>
Result<Table> answerDrawdowns(const Rooms& rooms, const Request& request, Call& call) {
    const auto series = seriesOf(rooms, request, call);
    if (!series) return kit::failAs(series);
    return drawdownsTable(*series, request.most);
}

template <class Request>
Result<Table> answerMonthly(const Rooms& rooms, const Request& request, Call& call) {
    const auto series = seriesOf(rooms, request, call);
    if (!series) return kit::failAs(series);
    return monthlyTable(*series);
}

Result<Table> answerReturns(const Rooms& rooms, const SeriesReturnsRequest& request, Call& call) {
    const auto series = seriesOf(rooms, request, call);
    if (!series) return kit::failAs(series);
    return kit::paged(curveTable(*series), request.limit, request.cursor);
}

Result<MoneyWeightedResult> answerMoneyWeighted(const Rooms& rooms, const MoneyWeightedRequest& request,
                                                Call& call) {
    const auto series = seriesOf(rooms, request, call);
    if (!series) return kit::failAs(series);
    auto out = moneyWeightedOf(series->subject, flowsOf(*series), call);
    out.time_weighted_return = totalReturn(series->returns);
    return out;
}

Result<MoneyWeightedResult> answerGivenFlows(const Rooms&, const GivenFlowsRequest& request, Call& call) {
    auto out = moneyWeightedOf("given", request.flows, call);
    call.warn("not_computable", "/data/time_weighted_return", "flows alone say nothing of it");
    return out;
}

Operation bookRow(const char* id, const char* path, const char* summary, std::string example,
                  const char* formats = "json") {
    return Operation{.id = std::string("analytics.") + id,
                     .paths = {std::string("/api/v1/performance/{portfolio_id}/") + path},
                     .summary = summary,
                     .example = std::move(example),
                     .formats = formats};
}

Operation givenRow(const char* id, const char* path, const char* summary, std::string example,
                   const char* formats = "json") {
    return Operation{.id = std::string("analytics.given_") + id,
                     .verb = Verb::Post,
                     .paths = {std::string("/api/v1/performance/") + path},
                     .summary = summary,
                     .example = std::move(example),
                     .formats = formats};
}

} // namespace

template <class Request>
auto AnalyticsService::confidenceAnswer() {
    return [this](const Rooms& rooms, const Request& r, Call& call) -> Result<ConfidenceResult> {
        const auto series = seriesOf(rooms, r, call);
        if (!series) return kit::failAs(series);
        return confidenceOf(*series,
                            {r.confidence, r.replicates, r.seed, r.mean_block, r.benchmark_sharpe, r.trials,
                             r.trial_deviation},
                            ports_.pool, call);
    };
}

template <class Request>
auto AnalyticsService::tearSheetAnswer() {
    return [this](const Rooms& rooms, const Request& r, Call& call) -> Result<TearSheet> {
        const bool as_file = r.output_format != "json";
        if (as_file && !write_report)
            return kit::fail(kit::ErrorCode::Unsupported, "files of this kind cannot be written here",
                             "/output_format");
        const auto series = seriesOf(rooms, r, call);
        if (!series) return kit::failAs(series);
        auto sheet = tearSheetOf(*series, {r.window, r.confidence}, call);
        if (!as_file) return sheet;
        const auto document =
            documentOf(sheet, *series, call, kit::reportTime(ports_.clock.now()), r.sections);
        const auto bytes = write_report(document, r.output_format);
        if (!bytes) return kit::failAs(bytes);
        sheet.file = fileOf(*bytes, r.output_format, "tear_sheet_" + series->subject);
        return sheet;
    };
}

void AnalyticsService::addSeriesOperations(std::vector<Operation>& out) {
    using B = BookSubject;
    constexpr auto kTable = "json|csv";
    add<SeriesReturnsRequest, Table>(out, Work::Series,
                                     bookRow("returns", "returns",
                                             "Daily returns and growth of a book beside its benchmark", kBook,
                                             kTable),
                                     answerReturns);
    add<MetricsRequest<B>, MetricsResult>(
        out, Work::Series,
        bookRow("performance", "metrics", "Return, risk and active figures of a book", kBook),
        answerMetrics<MetricsRequest<B>>);
    add<RollingRequest<B>, Table>(out, Work::Series,
                                  bookRow("rolling", "rolling", "Figures of every trailing window of a book",
                                          with(kBook, R"("window":63)"), kTable),
                                  answerRolling<RollingRequest<B>>);
    add<DrawdownsRequest<B>, Table>(
        out, Work::Series, bookRow("drawdowns", "drawdowns", "Deepest drawdowns of a book", kBook, kTable),
        answerDrawdowns<DrawdownsRequest<B>>);
    add<CalendarRequest<B>, Table>(
        out, Work::Series,
        bookRow("monthly", "monthly", "Returns of a book by month and year", kBook, kTable),
        answerMonthly<CalendarRequest<B>>);
    add<ConfidenceRequest<B>, ConfidenceResult>(
        out, Work::Series,
        bookRow("confidence", "confidence",
                "Bootstrap intervals of a book's figures; trust in its Sharpe ratio",
                with(kBook, R"("replicates":200)")),
        confidenceAnswer<ConfidenceRequest<B>>());
    add<MoneyWeightedRequest, MoneyWeightedResult>(
        out, Work::Series,
        bookRow("money_weighted", "money-weighted", "Internal rate of return of a book's flows", kBook),
        answerMoneyWeighted);
    add<TearSheetRequest<B>, TearSheet>(out, Work::Series,
                                        bookRow("tear_sheet", "tear-sheet",
                                                "Everything about a book's performance at once",
                                                with(kBook, R"("window":63)")),
                                        tearSheetAnswer<TearSheetRequest<B>>());
}

void AnalyticsService::addGivenOperations(std::vector<Operation>& out) {
    using G = GivenSubject;
    constexpr auto kTable = "json|csv";
    add<MetricsRequest<G>, MetricsResult>(
        out, Work::Series,
        givenRow("performance", "metrics", "Return, risk and active figures of given returns", kGiven),
        answerMetrics<MetricsRequest<G>>);
    add<RollingRequest<G>, Table>(out, Work::Series,
                                  givenRow("rolling", "rolling",
                                           "Figures of every trailing window of given returns",
                                           with(kGiven, R"("window":5)"), kTable),
                                  answerRolling<RollingRequest<G>>);
    add<DrawdownsRequest<G>, Table>(
        out, Work::Series,
        givenRow("drawdowns", "drawdowns", "Deepest drawdowns of given returns", kGiven, kTable),
        answerDrawdowns<DrawdownsRequest<G>>);
    add<CalendarRequest<G>, Table>(
        out, Work::Series, givenRow("monthly", "monthly", "Given returns by month and year", kGiven, kTable),
        answerMonthly<CalendarRequest<G>>);
    add<ConfidenceRequest<G>, ConfidenceResult>(out, Work::Series,
                                                givenRow("confidence", "confidence",
                                                         "Bootstrap intervals of figures of given returns",
                                                         with(kGiven, R"("replicates":200)")),
                                                confidenceAnswer<ConfidenceRequest<G>>());
    add<GivenFlowsRequest, MoneyWeightedResult>(
        out, Work::Series,
        givenRow("money_weighted", "money-weighted", "Internal rate of return of given flows", kGivenFlows),
        answerGivenFlows);
    add<TearSheetRequest<G>, TearSheet>(out, Work::Series,
                                        givenRow("tear_sheet", "tear-sheet",
                                                 "Everything about given returns at once",
                                                 with(kGiven, R"("window":5)")),
                                        tearSheetAnswer<TearSheetRequest<G>>());
}

} // namespace nautilus::analytics
