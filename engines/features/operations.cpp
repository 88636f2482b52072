#include "engines/features/service/features_service.h"

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
    out.push_back(kit::operation<SeriesRequest, Table>(
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
        }));
    return out;
}

} // namespace nautilus::features
