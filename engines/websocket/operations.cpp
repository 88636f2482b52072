#include "engines/websocket/service/websocket_service.h"

namespace nautilus::websocket {

using kit::CallPtr;
using kit::Done;
using kit::Operation;
using kit::Scope;
using kit::Table;
using kit::Verb;

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
    addMessageOperations(out);
    return out;
}

void WebSocketService::addConnectionOperations(std::vector<Operation>& out) {
    out.push_back(kit::operation<ConnectRequest, ConnectResult>(
        {.id = "websocket.connect",
         .verb = Verb::Post,
         .paths = {"/websocket/connections"},
         .scope = Scope::Write,
         .summary = "Announce a connection with its subscriptions, and learn where to connect",
         .example = R"({"client_id":"client_001","connection_type":"trading_dashboard","subscriptions":)"
                    R"([{"topic":"market.data.AAPL","filter":{"price_change_threshold":0.01}}],)"
                    R"("rate_limit":{"messages_per_second":100,"burst_limit":200}})"},
        [this](ConnectRequest request, CallPtr call, Done<ConnectResult> done) {
            hub_.onLane<ConnectResult>(std::move(done),
                                       [this, request = std::move(request), call](auto& answer) {
                                           answer(hub_.announce(request, *call));
                                       });
        }));
    out.push_back(kit::operation<kit::Nothing, Table>(
        {.id = "websocket.connections",
         .paths = {"/websocket/connections"},
         .summary = "Connections: who, since when, what waits for them, who is slow",
         .example = "{}",
         .formats = "json|csv"},
        [this](kit::Nothing, CallPtr, Done<Table> done) {
            hub_.onLane<Table>(std::move(done), [this](auto& answer) { answer(hub_.connections()); });
        }));
    out.push_back(kit::operation<CloseRequest, CloseResult>(
        {.id = "websocket.close",
         .verb = Verb::Delete,
         .paths = {"/websocket/connections/{connection_id}"},
         .scope = Scope::Write,
         .summary = "Close a connection, or take back its announcement",
         .example = R"({"connection_id":"conn_001"})"},
        [this](CloseRequest request, CallPtr, Done<CloseResult> done) {
            hub_.onLane<CloseResult>(std::move(done), [this, id = request.connection_id](auto& answer) {
                answer(hub_.close(id));
            });
        }));
    out.push_back(kit::operation<SubscribeRequest, SubscribeResult>(
        {.id = "websocket.subscriptions",
         .verb = Verb::Post,
         .paths = {"/websocket/subscriptions"},
         .scope = Scope::Write,
         .summary = "Subscribe the connections of a client to topics, or end that",
         .example = R"({"client_id":"client_001","action":"subscribe","subscriptions":[{"topic":)"
                    R"("portfolio.performance.portfolio_001","filters":{"update_frequency":"1s"}}]})"},
        [this](SubscribeRequest request, CallPtr call, Done<SubscribeResult> done) {
            hub_.onLane<SubscribeResult>(std::move(done),
                                         [this, request = std::move(request), call](auto& answer) {
                                             answer(hub_.changeSubscriptions(request, *call));
                                         });
        }));
}

void WebSocketService::addMessageOperations(std::vector<Operation>& out) {
    out.push_back(kit::operation<BroadcastRequest, BroadcastResult>(
        {.id = "websocket.broadcast",
         .verb = Verb::Post,
         .paths = {"/websocket/broadcast"},
         .scope = Scope::Write,
         .summary = "Send one message to every connected client that fits, subscribed or not",
         .example =
             R"({"topic":"system.alert.maintenance","message":{"type":"system_alert","severity":"INFO",)"
             R"("title":"Scheduled Maintenance"},"target_clients":{"exclude_clients":["client_005"]}})"},
        [this](BroadcastRequest request, CallPtr call, Done<BroadcastResult> done) {
            hub_.onLane<BroadcastResult>(std::move(done),
                                         [this, request = std::move(request), call](auto& answer) {
                                             hub_.broadcast(request, call, std::move(answer));
                                         });
        }));
    out.push_back(kit::operation<kit::Nothing, StatsResult>(
        {.id = "websocket.stats",
         .paths = {"/websocket/stats"},
         .summary = "Connections, message rates, latencies and subscriptions, as measured",
         .example = "{}"},
        [this](kit::Nothing, CallPtr call, Done<StatsResult> done) {
            hub_.onLane<StatsResult>(std::move(done), [this, call](auto& answer) {
                auto stats = hub_.stats();
                const auto missing = [&](double value, const char* pointer) {
                    if (std::isnan(value)) call->warn("nothing_yet", pointer, "nothing was measured yet");
                };
                missing(stats.message_stats.avg_message_size_bytes,
                        "/data/message_stats/avg_message_size_bytes");
                const auto& p = stats.performance_stats;
                missing(p.avg_latency_ms, "/data/performance_stats/avg_latency_ms");
                missing(p.p50_latency_ms, "/data/performance_stats/p50_latency_ms");
                missing(p.p95_latency_ms, "/data/performance_stats/p95_latency_ms");
                missing(p.p99_latency_ms, "/data/performance_stats/p99_latency_ms");
                missing(p.connection_success_rate, "/data/performance_stats/connection_success_rate");
                missing(p.message_delivery_rate, "/data/performance_stats/message_delivery_rate");
                call->method("latency", "from publishing on the bus to the socket; last minute");
                answer(std::move(stats));
            });
        }));
    out.push_back(kit::immediateOperation<kit::Nothing, Table>(
        {.id = "websocket.topics",
         .paths = {"/websocket/topics"},
         .summary = "Families of topics: their type on the wire and what happens when a client is slow",
         .example = "{}",
         .formats = "json|csv"},
        [](const kit::Nothing&, kit::Call&) -> kit::Result<Table> {
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
        }));
}

} // namespace nautilus::websocket
