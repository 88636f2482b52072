// The table of the live side's operations.

#include "engines/marketdata/service/live_desk.h"
#include "engines/marketdata/service/posted_operation.h"

namespace nautilus::marketdata {

using kit::CallPtr;
using kit::Done;
using kit::ErrorCode;
using kit::fail;
using kit::Operation;
using kit::Scope;
using kit::Table;
using kit::Verb;

template <class Request, class ResultType>
Operation LiveDesk::onLane(Operation head, Answer<Request, ResultType> answer) {
    return postedOperation<Request, ResultType>(
        std::move(head), parts_.threads.lane,
        [this, answer](const Request& request, kit::Call& call) { return (this->*answer)(request, call); });
}

template <class Request, class ResultType>
Operation LiveDesk::onDriver(Operation head, Answer<Request, ResultType> answer) {
    return postedOperation<Request, ResultType>(
        std::move(head), parts_.threads.driver,
        [this, answer](const Request& request, kit::Call& call) { return (this->*answer)(request, call); });
}

void LiveDesk::addOperations(std::vector<Operation>& out) {
    addSourceOperations(out);
    addSubscriptionOperations(out);
    addReadOperations(out);
}

void LiveDesk::addSourceOperations(std::vector<Operation>& out) {
    out.push_back(kit::operation<SourcesRequest, SourcesListing>(
        {.id = "marketdata.live_sources",
         .paths = {"/marketdata/sources"},
         .summary = "Installed data sources: what they can do, how they are, in which order they are asked",
         .example = "{}"},
        [this](const SourcesRequest& request, CallPtr call, Done<SourcesListing> done) {
            sources(request, call, done);
        }));
    out.push_back(onDriver<SourceCommand, CommandResult>(
        {.id = "marketdata.source_command",
         .verb = Verb::Post,
         .paths = {"/marketdata/sources/{source_id}/commands"},
         .scope = Scope::Write,
         .summary = "Starts or stops a source, or gives it a command of its own",
         .example = R"({"source_id":"replay","do":"start"})"},
        &LiveDesk::command));
    out.push_back(onDriver<SourceName, SettingsView>({.id = "marketdata.source_settings",
                                                      .paths = {"/marketdata/sources/{source_id}/settings"},
                                                      .summary = "Settings of a source, with their form",
                                                      .example = R"({"source_id":"replay"})"},
                                                     &LiveDesk::settings));
    out.push_back(
        onDriver<SettingsChange, SettingsView>({.id = "marketdata.source_settings_change",
                                                .verb = Verb::Put,
                                                .paths = {"/marketdata/sources/{source_id}/settings"},
                                                .scope = Scope::Admin,
                                                .summary = "Changes settings of a source",
                                                .example = R"({"source_id":"replay","values":{}})"},
                                               &LiveDesk::changeSettings));
    out.push_back(onDriver<SourceOrder, SourceOrder>({.id = "marketdata.source_order",
                                                      .verb = Verb::Put,
                                                      .paths = {"/marketdata/sources"},
                                                      .scope = Scope::Write,
                                                      .summary = "Sets the order in which sources are asked",
                                                      .example = R"({"failover_hierarchy":["replay"]})"},
                                                     &LiveDesk::reorder));
    out.push_back(onLane<kit::Nothing, LatencyAnswer>(
        {.id = "marketdata.latency",
         .paths = {"/marketdata/latency"},
         .summary = "Measured latencies by stage, source and symbol, since the start",
         .example = "{}"},
        &LiveDesk::latency));
    out.push_back(kit::operation<SymbolName, SymbolQuality>(
        {.id = "marketdata.symbol_quality",
         .paths = {"/marketdata/quality/{symbol}"},
         .summary = "Quality of one symbol's stored and live data",
         .example = R"({"symbol":"AAPL"})"},
        [this](const SymbolName& request, CallPtr call, Done<SymbolQuality> done) {
            quality(request, call, done);
        }));
}

void LiveDesk::addSubscriptionOperations(std::vector<Operation>& out) {
    out.push_back(onLane<SubscribeRequest, SubscribeResult>(
        {.id = "marketdata.subscribe",
         .verb = Verb::Post,
         .paths = {"/marketdata/subscribe"},
         .summary = "Subscribes to live events of symbols, with filters",
         .example = R"({"symbols":["AAPL","MSFT"],"data_types":["quotes","trades"]})"},
        &LiveDesk::subscribe));
    out.push_back(onLane<kit::Nothing, SubscriptionList>({.id = "marketdata.subscriptions",
                                                          .paths = {"/marketdata/subscriptions"},
                                                          .summary = "Subscriptions to live events",
                                                          .example = "{}"},
                                                         &LiveDesk::subscriptions));
    out.push_back(
        onLane<SubscriptionName, SubscriptionView>({.id = "marketdata.subscription",
                                                    .paths = {"/marketdata/subscriptions/{subscription_id}"},
                                                    .summary = "One subscription, with what was sent",
                                                    .example = R"({"subscription_id":"sub_001"})"},
                                                   &LiveDesk::subscription));
    out.push_back(
        onLane<SubscriptionName, SubscriptionView>({.id = "marketdata.unsubscribe",
                                                    .verb = Verb::Delete,
                                                    .paths = {"/marketdata/subscriptions/{subscription_id}"},
                                                    .scope = Scope::Write,
                                                    .summary = "Ends a subscription",
                                                    .example = R"({"subscription_id":"sub_001"})"},
                                                   &LiveDesk::unsubscribe));
}

void LiveDesk::addReadOperations(std::vector<Operation>& out) {
    out.push_back(onLane<SymbolsRequest, Table>({.id = "marketdata.snapshot",
                                                 .paths = {"/marketdata/snapshot"},
                                                 .summary = "The last values of followed symbols",
                                                 .example = R"({"symbols":["AAPL"]})",
                                                 .formats = "json|csv"},
                                                &LiveDesk::snapshot));
    out.push_back(onLane<RecentRequest, Table>({.id = "marketdata.recent",
                                                .paths = {"/marketdata/recent/{symbol}"},
                                                .summary = "The newest trades, quotes or bars of a symbol",
                                                .example = R"({"symbol":"IBM","kind":"trades","limit":50})",
                                                .formats = "json|csv"},
                                               &LiveDesk::recent));
    out.push_back(onLane<SymbolName, BookView>({.id = "marketdata.order_book",
                                                .paths = {"/marketdata/orderbook/{symbol}"},
                                                .summary = "The order book of a symbol as it stands",
                                                .example = R"({"symbol":"IBM"})"},
                                               &LiveDesk::orderBook));
    out.push_back(onLane<kit::Nothing, Table>({.id = "marketdata.refused_events",
                                               .paths = {"/marketdata/refused"},
                                               .summary = "Live events that were kept aside, with the reason",
                                               .example = "{}",
                                               .formats = "json|csv"},
                                              &LiveDesk::refused));
    out.push_back(onLane<kit::Nothing, std::vector<std::string>>(
        {.id = "marketdata.cache_keys",
         .paths = {"/marketdata/cache"},
         .summary = "Keys of the last-value cache that hold something now",
         .example = "{}"},
        &LiveDesk::cacheKeys));
}

} // namespace nautilus::marketdata
