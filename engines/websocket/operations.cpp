#include "engines/websocket/service/websocket_service.h"

namespace nautilus::websocket {

using kit::CallPtr;
using kit::Done;
using kit::Operation;
using kit::Scope;
using kit::Table;
using kit::Verb;

namespace {

/// An operation that is answered on the hub's lane: void(request, call, answer).
template <class Request, class ResultType, class Function>
Operation onLane(Hub& hub, Operation head, Function function) {
    return kit::operation<Request, ResultType>(
        std::move(head), [&hub, function](Request request, CallPtr call, Done<ResultType> done) {
            hub.onLane<ResultType>(std::move(done), [function, request = std::move(request), call](
                                                        auto& answer) { function(request, call, answer); });
        });
}

/// What was not measured yet is null, and said to be.
void tellMissing(const StatsResult& stats, kit::Call& call) {
    const auto missing = [&](double value, const char* pointer) {
        if (std::isnan(value)) call.warn("nothing_yet", pointer, "nothing was measured yet");
    };
    missing(stats.message_stats.avg_message_size_bytes, "/data/message_stats/avg_message_size_bytes");
    const auto& p = stats.performance_stats;
    missing(p.avg_latency_ms, "/data/performance_stats/avg_latency_ms");
    missing(p.p50_latency_ms, "/data/performance_stats/p50_latency_ms");
    missing(p.p95_latency_ms, "/data/performance_stats/p95_latency_ms");
    missing(p.p99_latency_ms, "/data/performance_stats/p99_latency_ms");
    missing(p.connection_success_rate, "/data/performance_stats/connection_success_rate");
    missing(p.message_delivery_rate, "/data/performance_stats/message_delivery_rate");
    call.method("latency", "from publishing on the bus to the socket; last minute");
}

Table familiesTable() {
    Table::Texts topics, types, policies;
    for (const auto& family : topicFamilies()) {
        topics.push_back(family.prefix.empty() ? "*" : std::string(family.prefix) + ".*");
        types.emplace_back(family.type);
        policies.emplace_back(policyName(family.policy));
    }
    Table table;
    table.add("topics", std::move(topics));
    table.add("type", std::move(types));
    table.add("when_slow", std::move(policies));
    return table;
}

} // namespace

std::vector<Operation> WebSocketService::operations() {
    std::vector<Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, WebSocketHealth>(
        {.id = "websocket.health",
         .paths = {"/websocket/health"},
         .scope = Scope::Open,
         .summary = "Health of the websocket engine",
         .example = "{}",
         .envelope = kit::Envelope::Bare},
        [this](const kit::Nothing&, kit::Call&) -> kit::Result<WebSocketHealth> { return health(); }));
    addConnectionOperations(out);
    addSubscriptionOperations(out);
    addMessageOperations(out);
    return out;
}

void WebSocketService::addConnectionOperations(std::vector<Operation>& out) {
    out.push_back(onLane<ConnectRequest, ConnectResult>(
        hub_,
        {.id = "websocket.connect",
         .verb = Verb::Post,
         .paths = {"/websocket/connections"},
         .scope = Scope::Write,
         .summary = "Announce a connection with its subscriptions, and learn where to connect",
         .example = R"({"client_id":"client_001","connection_type":"trading_dashboard","subscriptions":)"
                    R"([{"topic":"market.data.AAPL","filter":{"price_change_threshold":0.01}}],)"
                    R"("rate_limit":{"messages_per_second":100,"burst_limit":200}})"},
        [this](const ConnectRequest& request, const CallPtr& call, auto& answer) {
            answer(hub_.announce(request, *call));
        }));
    out.push_back(onLane<kit::Nothing, Table>(
        hub_,
        {.id = "websocket.connections",
         .paths = {"/websocket/connections"},
         .summary = "Connections: who, since when, what waits for them, who is slow",
         .example = "{}",
         .formats = "json|csv"},
        [this](const kit::Nothing&, const CallPtr&, auto& answer) { answer(hub_.connections()); }));
    out.push_back(
        onLane<CloseRequest, CloseResult>(hub_,
                                          {.id = "websocket.close",
                                           .verb = Verb::Delete,
                                           .paths = {"/websocket/connections/{connection_id}"},
                                           .scope = Scope::Write,
                                           .summary = "Close a connection, or take back its announcement",
                                           .example = R"({"connection_id":"conn_001"})"},
                                          [this](const CloseRequest& request, const CallPtr&, auto& answer) {
                                              answer(hub_.close(request.connection_id));
                                          }));
}

void WebSocketService::addSubscriptionOperations(std::vector<Operation>& out) {
    out.push_back(onLane<SubscribeRequest, SubscribeResult>(
        hub_,
        {.id = "websocket.subscriptions",
         .verb = Verb::Post,
         .paths = {"/websocket/subscriptions"},
         .scope = Scope::Write,
         .summary = "Subscribe the connections of a client to topics, or end that",
         .example = R"({"client_id":"client_001","action":"subscribe","subscriptions":[{"topic":)"
                    R"("portfolio.performance.portfolio_001","filters":{"update_frequency":"1s"}}]})"},
        [this](const SubscribeRequest& request, const CallPtr& call, auto& answer) {
            answer(hub_.changeSubscriptions(request, *call));
        }));
    out.push_back(kit::immediateOperation<kit::Nothing, Table>(
        {.id = "websocket.topics",
         .paths = {"/websocket/topics"},
         .summary = "Families of topics: their type on the wire and what happens when a client is slow",
         .example = "{}",
         .formats = "json|csv"},
        [](const kit::Nothing&, kit::Call&) -> kit::Result<Table> { return familiesTable(); }));
}

void WebSocketService::addMessageOperations(std::vector<Operation>& out) {
    out.push_back(onLane<BroadcastRequest, BroadcastResult>(
        hub_,
        {.id = "websocket.broadcast",
         .verb = Verb::Post,
         .paths = {"/websocket/broadcast"},
         .scope = Scope::Write,
         .summary = "Send one message to every connected client that fits, subscribed or not",
         .example =
             R"({"topic":"system.alert.maintenance","message":{"type":"system_alert","severity":"INFO",)"
             R"("title":"Scheduled Maintenance"},"target_clients":{"exclude_clients":["client_005"]}})"},
        [this](const BroadcastRequest& request, const CallPtr& call, auto& answer) {
            hub_.broadcast(request, call, std::move(answer));
        }));
    out.push_back(onLane<kit::Nothing, StatsResult>(
        hub_,
        {.id = "websocket.stats",
         .paths = {"/websocket/stats"},
         .summary = "Connections, message rates, latencies and subscriptions, as measured",
         .example = "{}"},
        [this](const kit::Nothing&, const CallPtr& call, auto& answer) {
            auto stats = hub_.stats();
            tellMissing(stats, *call);
            answer(std::move(stats));
        }));
}

} // namespace nautilus::websocket
