#include "engines/websocket/service/websocket_service.h"

#include <future>

namespace nautilus::websocket {

void WebSocketService::onLaneNow(const std::function<void()>& task) {
    std::promise<void> done;
    if (lane_.post([&] {
            task();
            done.set_value();
        }))
        done.get_future().wait();
}

kit::Result<void> WebSocketService::start() {
    onLaneNow([this] { hub_.start(); });
    return {};
}

void WebSocketService::stop() {
    onLaneNow([this] { hub_.stop(); });
}

WebSocketHealth WebSocketService::health() const {
    const auto vitals = ports_.vitals.vitals("websocket");
    auto out = hub_.health();
    out.status = kit::healthWord(vitals);
    out.version = version();
    out.uptime_seconds = vitals.uptime_seconds;
    return out;
}

kit::Keyed<double> WebSocketService::statistics() const {
    const auto sent = hub_.sent();
    kit::Keyed<double> out;
    out["connections_active"] = static_cast<double>(hub_.connected());
    out["subscriptions"] = static_cast<double>(hub_.subscriptionCount());
    out["messages_sent"] = static_cast<double>(sent.messages);
    out["messages_sent_per_second"] = sent.per_second;
    out["p99_latency_ms"] = sent.latency.quantileNs(0.99) / 1e6;
    return out;
}

std::vector<kit::MetricSample> WebSocketService::metrics() const {
    const auto sent = hub_.sent();
    return {
        {"websocket_connections_active", "Clients connected", static_cast<double>(hub_.connected()), false},
        {"websocket_subscriptions_active", "Subscriptions", static_cast<double>(hub_.subscriptionCount()),
         false},
        {"websocket_messages_sent_total", "Messages handed to sockets", static_cast<double>(sent.messages),
         true},
        {"websocket_bytes_sent_total", "Their bytes", static_cast<double>(sent.bytes), true}};
}

} // namespace nautilus::websocket
