#include "engines/analytics/service/analytics_service.h"
#include "engines/analytics/service/attribution_answers.h"
#include "engines/analytics/service/calculate_answers.h"
#include "engines/analytics/service/comparison_answers.h"

namespace nautilus::analytics {

using kit::Call;
using kit::Operation;
using kit::Verb;

std::vector<Operation> AnalyticsService::operations() {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, AnalyticsHealth>(
        {.id = "analytics.health",
         .paths = {"/analytics/health"},
         .scope = kit::Scope::Open,
         .summary = "Health of the analytics engine",
         .example = "{}",
         .envelope = kit::Envelope::Bare},
        [this](const kit::Nothing&, Call&) -> kit::Result<AnalyticsHealth> { return health(); }));
    addContractOperations(out);
    out.push_back(streamOperation());
    addSeriesOperations(out);
    addGivenOperations(out);
    return out;
}

void AnalyticsService::addContractOperations(std::vector<Operation>& out) {
    add<AnalyticsRequest, AnalyticsResult>(
        out, Work::Portfolio,
        {.id = "analytics.calculate",
         .verb = Verb::Post,
         .paths = {"/analytics/calculate/{portfolio_id}"},
         .summary = "Profit and loss, ratios and contributions of a portfolio or of given positions",
         .example = R"({"portfolio_id":"portfolio_001","positions":[{"symbol":"AAPL","quantity":100,)"
                    R"("avg_cost":150.0,"current_price":155.0,"asset_class":"equity",)"
                    R"("sector":"technology"}],"benchmark":"SPY","calculation_options":)"
                    R"({"include_attribution":true,"time_period":"1D","risk_free_rate":0.05}})"},
        answerCalculate);
    add<AttributionRequest, AttributionResult>(
        out, Work::Attribution,
        {.id = "analytics.attribution",
         .verb = Verb::Post,
         .paths = {"/analytics/attribution/{portfolio_id}"},
         .summary = "Active return by factors, selection and allocation, currencies, trading",
         .example = R"({"portfolio_id":"portfolio_001","attribution_type":"factor","factors":["size",)"
                    R"("value","momentum","quality"],"time_period":"1M","benchmark":"SPY"})"},
        answerAttribution);
    add<ComparisonRequest, ComparisonResult>(
        out, Work::Series,
        {.id = "analytics.benchmark",
         .paths = {"/analytics/benchmark/{portfolio_id}"},
         .summary = "A portfolio beside a benchmark: symbol, universe or another portfolio",
         .example = R"({"portfolio_id":"portfolio_001","benchmark":"SPY","period":"1M"})"},
        answerComparison);
}

Operation AnalyticsService::streamOperation() {
    Operation out{.id = "analytics.stream",
                  .paths = {"/analytics/stream/{portfolio_id}"},
                  .summary = "Profit and loss of a portfolio as it changes, as server-sent events",
                  .example = R"({"portfolio_id":"portfolio_001"})",
                  .kind = kit::Kind::Stream};
    out.request_schema = kit::SchemaOf<PnlStreamRequest>::make();
    out.run = [this](const kit::Value& parameters, kit::CallPtr call, kit::ReplyDone done) {
        kit::FieldReader reader;
        const auto request = reader.read<PnlStreamRequest>(parameters);
        if (!request) return done(kit::failAs(request));
        stream(*request, call, done);
    };
    return out;
}

} // namespace nautilus::analytics
