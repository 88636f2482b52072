#pragma once
// The operations of the live side: reads the live service's state on its lane and says it to the outside.

#include "engines/kit/engine.h"
#include "engines/kit/table.h"
#include "engines/marketdata/contract/live_answers.h"
#include "engines/marketdata/service/live_service.h"

namespace nautilus::marketdata {

class LiveDesk {
public:
    struct Parts {
        LiveService& live;
        kit::EngineThreads threads;
        /// Scores of stored data by data set; blocks.
        std::function<kit::Result<kit::Keyed<double>>()> stored_scores;
        /// What the rules say of a symbol's stored bars; blocks. NotFound when the catalog does not know it.
        std::function<kit::Result<SymbolQuality>(const std::string& symbol, kit::Call& call)> stored_quality;
        /// Symbols that the catalog knows.
        std::function<std::int64_t()> stored_symbols;
        /// Median time of an answer out of stored data, ms; NaN before the first.
        std::function<double()> stored_latency_ms;
        /// "ws://127.0.0.1:8001", where WebSocket clients come in; empty = there is no server.
        std::function<std::string()> websocket_address;
    };
    explicit LiveDesk(Parts parts) : parts_(std::move(parts)) {}

    void addOperations(std::vector<kit::Operation>& out);

private:
    template <class Request, class ResultType>
    using Answer = kit::Result<ResultType> (LiveDesk::*)(const Request&, kit::Call&);
    /// Rows of the table of operations whose answer is made on the lane, or on the driver.
    template <class Request, class ResultType>
    [[nodiscard]] kit::Operation onLane(kit::Operation head, Answer<Request, ResultType> answer);
    template <class Request, class ResultType>
    [[nodiscard]] kit::Operation onDriver(kit::Operation head, Answer<Request, ResultType> answer);
    void addSourceOperations(std::vector<kit::Operation>& out);
    void addSubscriptionOperations(std::vector<kit::Operation>& out);
    void addReadOperations(std::vector<kit::Operation>& out);

    // live_subscribing.cpp
    kit::Result<SubscribeResult> subscribe(const SubscribeRequest& request, kit::Call& call);
    kit::Result<SubscriptionList> subscriptions(const kit::Nothing&, kit::Call& call);
    kit::Result<SubscriptionView> subscription(const SubscriptionName& request, kit::Call& call);
    kit::Result<SubscriptionView> unsubscribe(const SubscriptionName& request, kit::Call& call);
    [[nodiscard]] SubscriptionView viewOf(const LiveSubscription& subscription) const;
    kit::Result<kit::Table> snapshot(const SymbolsRequest& request, kit::Call& call);
    kit::Result<kit::Table> recent(const RecentRequest& request, kit::Call& call);
    kit::Result<BookView> orderBook(const SymbolName& request, kit::Call& call);
    kit::Result<kit::Table> refused(const kit::Nothing&, kit::Call& call);
    kit::Result<std::vector<std::string>> cacheKeys(const kit::Nothing&, kit::Call& call);

    // live_sources.cpp
    void sources(const SourcesRequest& request, kit::CallPtr call, kit::Done<SourcesListing> done);
    [[nodiscard]] SourceView viewOf(const kit::DataSource& source) const;
    /// Measured share of sound events, of stored data their quality score; a warning when there is none yet.
    void addScore(const kit::DataSource& source, const kit::Result<kit::Keyed<double>>& stored,
                  SourcesListing& out, kit::Call& call) const;
    kit::Result<LatencyAnswer> latency(const kit::Nothing&, kit::Call& call);
    void quality(const SymbolName& request, kit::CallPtr call, kit::Done<SymbolQuality> done);
    void addLiveQuality(SymbolQuality& quality, kit::Call& call) const;
    kit::Result<CommandResult> command(const SourceCommand& request, kit::Call& call);
    kit::Result<SettingsView> settings(const SourceName& request, kit::Call& call);
    kit::Result<SettingsView> changeSettings(const SettingsChange& request, kit::Call& call);
    kit::Result<SourceOrder> reorder(const SourceOrder& request, kit::Call& call);

    Parts parts_;
};

} // namespace nautilus::marketdata
