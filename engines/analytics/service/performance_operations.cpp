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
        const auto bytes =
            write_report(documentOf(sheet, *series, call, ports_.clock.now().rfc3339()), r.output_format);
        if (!bytes) return kit::failAs(bytes);
        sheet.file = fileOf(*bytes, r.output_format, "tear_sheet_" + series->subject);
        return sheet;
    };
}

void AnalyticsService::addSeriesOperations(std::vector<Operation>& out) {
    const std::string base = "/api/v1/performance/{portfolio_id}";
    add<SeriesReturnsRequest, Table>(out, Work::Series,
                                     {.id = "analytics.returns",
                                      .paths = {base + "/returns"},
                                      .summary = "Daily returns, growth and drawdown of a book beside its "
                                                 "benchmark",
                                      .example = kBook,
                                      .formats = "json|csv"},
                                     answerReturns);
    add<MetricsRequest<BookSubject>, MetricsResult>(
        out, Work::Series,
        {.id = "analytics.metrics",
         .paths = {base + "/metrics"},
         .summary = "Return, risk, drawdown and active figures of a book",
         .example = kBook},
        answerMetrics<MetricsRequest<BookSubject>>);
    add<RollingRequest<BookSubject>, Table>(out, Work::Series,
                                            {.id = "analytics.rolling",
                                             .paths = {base + "/rolling"},
                                             .summary = "Figures of every trailing window of a book",
                                             .example = with(kBook, R"("window":63)"),
                                             .formats = "json|csv"},
                                            answerRolling<RollingRequest<BookSubject>>);
    add<DrawdownsRequest<BookSubject>, Table>(out, Work::Series,
                                              {.id = "analytics.drawdowns",
                                               .paths = {base + "/drawdowns"},
                                               .summary = "Deepest drawdowns of a book",
                                               .example = kBook,
                                               .formats = "json|csv"},
                                              answerDrawdowns<DrawdownsRequest<BookSubject>>);
    add<CalendarRequest<BookSubject>, Table>(out, Work::Series,
                                             {.id = "analytics.monthly",
                                              .paths = {base + "/monthly"},
                                              .summary = "Returns of a book by month and year",
                                              .example = kBook,
                                              .formats = "json|csv"},
                                             answerMonthly<CalendarRequest<BookSubject>>);
    add<ConfidenceRequest<BookSubject>, ConfidenceResult>(
        out, Work::Series,
        {.id = "analytics.confidence",
         .paths = {base + "/confidence"},
         .summary = "Intervals of a book's figures by bootstrap; trust in its Sharpe ratio",
         .example = with(kBook, R"("replicates":200)")},
        confidenceAnswer<ConfidenceRequest<BookSubject>>());
    add<MoneyWeightedRequest, MoneyWeightedResult>(
        out, Work::Series,
        {.id = "analytics.money_weighted",
         .paths = {base + "/money-weighted"},
         .summary = "Internal rate of return of what was paid into and out of a book",
         .example = kBook},
        answerMoneyWeighted);
    add<TearSheetRequest<BookSubject>, TearSheet>(out, Work::Series,
                                                  {.id = "analytics.tear_sheet",
                                                   .paths = {base + "/tear-sheet"},
                                                   .summary = "Everything about a book's performance at once",
                                                   .example = with(kBook, R"("window":63)")},
                                                  tearSheetAnswer<TearSheetRequest<BookSubject>>());
}

void AnalyticsService::addGivenOperations(std::vector<Operation>& out) {
    const std::string base = "/api/v1/performance";
    add<MetricsRequest<GivenSubject>, MetricsResult>(
        out, Work::Series,
        {.id = "analytics.given_metrics",
         .verb = Verb::Post,
         .paths = {base + "/metrics"},
         .summary = "Return, risk, drawdown and active figures of given returns",
         .example = kGiven},
        answerMetrics<MetricsRequest<GivenSubject>>);
    add<RollingRequest<GivenSubject>, Table>(out, Work::Series,
                                             {.id = "analytics.given_rolling",
                                              .verb = Verb::Post,
                                              .paths = {base + "/rolling"},
                                              .summary = "Figures of every trailing window of given returns",
                                              .example = with(kGiven, R"("window":5)"),
                                              .formats = "json|csv"},
                                             answerRolling<RollingRequest<GivenSubject>>);
    add<DrawdownsRequest<GivenSubject>, Table>(out, Work::Series,
                                               {.id = "analytics.given_drawdowns",
                                                .verb = Verb::Post,
                                                .paths = {base + "/drawdowns"},
                                                .summary = "Deepest drawdowns of given returns",
                                                .example = kGiven,
                                                .formats = "json|csv"},
                                               answerDrawdowns<DrawdownsRequest<GivenSubject>>);
    add<CalendarRequest<GivenSubject>, Table>(out, Work::Series,
                                              {.id = "analytics.given_monthly",
                                               .verb = Verb::Post,
                                               .paths = {base + "/monthly"},
                                               .summary = "Given returns by month and year",
                                               .example = kGiven,
                                               .formats = "json|csv"},
                                              answerMonthly<CalendarRequest<GivenSubject>>);
    add<ConfidenceRequest<GivenSubject>, ConfidenceResult>(
        out, Work::Series,
        {.id = "analytics.given_confidence",
         .verb = Verb::Post,
         .paths = {base + "/confidence"},
         .summary = "Intervals of figures of given returns by bootstrap; trust in their Sharpe ratio",
         .example = with(kGiven, R"("replicates":200)")},
        confidenceAnswer<ConfidenceRequest<GivenSubject>>());
    add<GivenFlowsRequest, MoneyWeightedResult>(
        out, Work::Series,
        {.id = "analytics.given_money_weighted",
         .verb = Verb::Post,
         .paths = {base + "/money-weighted"},
         .summary = "Internal rate of return of given flows",
         .example = R"({"flows":[{"date":"2019-01-01","amount":-1000},)"
                    R"({"date":"2019-07-01","amount":-500},{"date":"2020-01-01","amount":1650}]})"},
        answerGivenFlows);
    add<TearSheetRequest<GivenSubject>, TearSheet>(out, Work::Series,
                                                   {.id = "analytics.given_tear_sheet",
                                                    .verb = Verb::Post,
                                                    .paths = {base + "/tear-sheet"},
                                                    .summary = "Everything about given returns at once",
                                                    .example = with(kGiven, R"("window":5)")},
                                                   tearSheetAnswer<TearSheetRequest<GivenSubject>>());
}

} // namespace nautilus::analytics
