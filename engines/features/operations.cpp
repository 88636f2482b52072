#include "engines/features/service/features_service.h"
#include "engines/features/service/importance_answers.h"

namespace nautilus::features {

using kit::Call;
using kit::CallPtr;
using kit::Done;
using kit::Envelope;
using kit::Operation;
using kit::Result;
using kit::Scope;
using kit::Table;
using kit::Verb;

namespace {

/// The request that the API's documentation prints.
constexpr const char* kTechnicalExample =
    R"({"symbol":"AAPL","data":{"ohlcv":[)"
    R"({"timestamp":"2025-08-23T09:30:00Z","open":154.5,"high":155.2,"low":154.1,"close":155.0,)"
    R"("volume":1000000},)"
    R"({"timestamp":"2025-08-23T09:31:00Z","open":155.0,"high":155.8,"low":154.9,"close":155.5,)"
    R"("volume":1200000}]},)"
    R"("indicators":{"momentum":["rsi","macd","stochastic"],"trend":["sma","ema","bollinger_bands"],)"
    R"("volume":["obv","volume_sma","vwap"],"volatility":["atr","bollinger_width"]},)"
    R"("parameters":{"rsi_period":14,"sma_period":20,"macd_fast":12,"macd_slow":26,"macd_signal":9}})";

std::int64_t valuesIn(const TechnicalResult& result) {
    std::int64_t values = 0;
    for (const auto& [group, members] : result.technical_indicators.items)
        values += static_cast<std::int64_t>(members.items.size());
    return values;
}

} // namespace

std::vector<Operation> FeaturesService::operations() {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, FeaturesHealth>(
        {.id = "features.health",
         .paths = {"/features/health"},
         .scope = Scope::Open,
         .summary = "Health of the features engine",
         .example = "{}",
         .envelope = Envelope::Bare},
        [this](const kit::Nothing&, Call&) -> Result<FeaturesHealth> { return health(); }));
    addTechnicalOperations(out);
    addFundamentalOperation(out);
    addBatchOperation(out);
    addImportanceOperation(out);
    out.push_back(streamOperation());
    return out;
}

void FeaturesService::addTechnicalOperations(std::vector<Operation>& out) {
    out.push_back(kit::operation<TechnicalRequest, TechnicalResult>(
        {.id = "features.technical",
         .verb = Verb::Post,
         .paths = {"/features/technical"},
         .summary = "Technical indicators on the last of the given or stored bars, with a summary",
         .example = kTechnicalExample},
        [this](TechnicalRequest request, CallPtr call, Done<TechnicalResult> done) {
            onDriver<TechnicalRequest, TechnicalResult>(
                std::move(request), std::move(call), std::move(done),
                [this](const FeatureWorld& world, const TechnicalRequest& r, Call& c) {
                    const auto begun = ports_.clock.steadyNs();
                    auto result = answerTechnical(world, ports_.catalog, r, c);
                    if (result) count(begun, valuesIn(*result), c);
                    return result;
                });
        }));
    out.push_back(kit::immediateOperation<IndicatorsRequest, IndicatorsResult>(
        {.id = "features.indicators",
         .paths = {"/features/indicators"},
         .summary = "Indicators that can be asked for, with parameters, ranges and formulas",
         .example = R"({"group":"momentum"})"},
        [](const IndicatorsRequest& request, Call& call) { return answerIndicators(request, call); }));
    out.push_back(withParquet(kit::operation<SeriesRequest, Table>(
        {.id = "features.series",
         .paths = {"/features/series"},
         .summary = "Indicators over the stored bars of one instrument, bar by bar",
         .example = R"({"symbol":"AAPL","indicators":["rsi:14","bollinger_bands"],"start":"2019-12-02"})",
         .formats = "json|csv"},
        [this](SeriesRequest request, CallPtr call, Done<Table> done) {
            onDriver<SeriesRequest, Table>(
                std::move(request), std::move(call), std::move(done),
                [this](const FeatureWorld& world, const SeriesRequest& r, Call& c) {
                    return answerSeries(world, ports_.catalog, r, c);
                });
        })));
    out.push_back(kit::operation<GivenSeriesRequest, Table>(
        {.id = "features.given_series",
         .verb = kit::Verb::Post,
         .paths = {"/features/series"},
         .summary = "Indicators over bars that the caller gives, bar by bar",
         .example =
             R"({"indicators":["sma:2"],"data":{"ohlcv":[)"
             R"({"timestamp":"2019-12-30T21:00:00Z","open":1,"high":2,"low":1,"close":2,"volume":10},)"
             R"({"timestamp":"2019-12-31T21:00:00Z","open":2,"high":3,"low":2,"close":3,"volume":10}]}})",
         .formats = "json|csv"},
        [this](GivenSeriesRequest request, CallPtr call, Done<Table> done) {
            onDriver<GivenSeriesRequest, Table>(
                std::move(request), std::move(call), std::move(done),
                [](const FeatureWorld&, const GivenSeriesRequest& r, Call&) { return answerGivenSeries(r); });
        }));
}

void FeaturesService::addFundamentalOperation(std::vector<Operation>& out) {
    out.push_back(kit::operation<FundamentalRequest, FundamentalResult>(
        {.id = "features.fundamental",
         .verb = Verb::Post,
         .paths = {"/features/fundamental"},
         .summary = "Fundamental features of a company, as known on a session, among its peers",
         .example = R"({"symbol":"AAPL","data_sources":["files"],"feature_types":["valuation",)"
                    R"("profitability","growth","efficiency"],"normalization":"industry_relative"})"},
        [this](FundamentalRequest request, CallPtr call, Done<FundamentalResult> done) {
            onDriver<FundamentalRequest, FundamentalResult>(
                std::move(request), std::move(call), std::move(done),
                [this](const FeatureWorld& world, const FundamentalRequest& r, Call& c) {
                    const auto begun = ports_.clock.steadyNs();
                    auto result = answerFundamental(world, ports_.catalog, ports_.pool, r, c);
                    if (result) count(begun, static_cast<std::int64_t>(kRatios), c);
                    return result;
                });
        }));
}

void FeaturesService::addBatchOperation(std::vector<Operation>& out) {
    out.push_back(withParquet(kit::operation<BatchRequest, BatchResult>(
        {.id = "features.batch",
         .verb = Verb::Post,
         .paths = {"/features/batch"},
         .summary = "Technical and fundamental features of many symbols on one session, as a table",
         .example = R"({"symbols":["AAPL","MSFT","GOOGL"],"feature_types":["technical","fundamental"],)"
                    R"("calculation_date":"2025-08-23","output_format":"dataframe",)"
                    R"("include_metadata":true})",
         .formats = "json|csv"},
        [this](BatchRequest request, CallPtr call, Done<BatchResult> done) {
            onDriver<BatchRequest, BatchResult>(
                std::move(request), std::move(call), std::move(done),
                [this](const FeatureWorld& world, const BatchRequest& r, Call& c) {
                    const auto begun = ports_.clock.steadyNs();
                    auto result = answerBatch(world, ports_.catalog, ports_.pool, r, c);
                    if (!result) return result;
                    auto& figures = result->processing_statistics;
                    figures.processing_time_ms =
                        static_cast<double>((ports_.clock.steadyNs() - begun) / 1000) / 1000.0;
                    count(begun, figures.symbols_processed * figures.features_per_symbol, c);
                    return result;
                });
        })));
}

void FeaturesService::addImportanceOperation(std::vector<Operation>& out) {
    out.push_back(kit::operation<ImportanceRequest, ImportanceResult>(
        {.id = "features.importance",
         .verb = Verb::Post,
         .paths = {"/features/importance"},
         .summary = "How much features say about the returns that follow",
         .example = R"({"target_variable":"future_returns_1d","features":["rsi_14","pe_ratio","macd",)"
                    R"("volume_ratio"],"analysis_period":"1Y","method":"mutual_information"})"},
        [this](ImportanceRequest request, CallPtr call, Done<ImportanceResult> done) {
            onDriver<ImportanceRequest, ImportanceResult>(
                std::move(request), std::move(call), std::move(done),
                [this](const FeatureWorld& world, const ImportanceRequest& r, Call& c) {
                    const auto begun = ports_.clock.steadyNs();
                    auto result = answerImportance(world, ports_.catalog, ports_.pool, r, c);
                    if (result)
                        count(begun, result->observations * static_cast<std::int64_t>(r.features.size()), c);
                    return result;
                });
        }));
}

Operation FeaturesService::streamOperation() {
    Operation out{.id = "features.stream",
                  .paths = {"/features/stream/{symbol}"},
                  .summary = "Technical updates, volume spikes and Bollinger breakouts of a symbol, as "
                             "server-sent events",
                  .example = R"({"symbol":"AAPL"})",
                  .kind = kit::Kind::Stream};
    out.request_schema = kit::SchemaOf<StreamRequest>::make();
    out.run = [this](const kit::Value& parameters, CallPtr call, kit::ReplyDone done) {
        kit::FieldReader reader;
        const auto request = reader.read<StreamRequest>(parameters);
        if (!request) return done(kit::failAs(request));
        stream(*request, std::move(call), std::move(done));
    };
    return out;
}

Operation FeaturesService::withParquet(Operation operation) {
    if (!parquet_of) return operation;
    operation.formats += "|parquet";
    operation.run = [this, run = std::move(operation.run)](const kit::Value& parameters, CallPtr call,
                                                           kit::ReplyDone done) {
        const auto* wanted = parameters.find("output_format");
        const auto* word = wanted ? wanted->as<std::string>() : nullptr;
        if (word && *word == "csv") call->format = kit::Format::Csv;
        if (word && *word == "parquet") call->format = kit::Format::Parquet;
        if (call->format != kit::Format::Parquet) return run(parameters, std::move(call), std::move(done));
        call->format = kit::Format::Csv; // the answer is made on the driver, which may block
        run(parameters, std::move(call), [this, done = std::move(done)](Result<kit::Reply> reply) {
            if (!reply) return done(std::move(reply));
            auto bytes = parquet_of(reply->body);
            if (!bytes) return done(kit::failAs(bytes));
            done(kit::Reply{std::move(*bytes), kit::Format::Parquet});
        });
    };
    return operation;
}

} // namespace nautilus::features
