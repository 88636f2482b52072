#include "engines/websocket/service/hub.h"

#include <algorithm>
#include <array>

namespace nautilus::websocket {

using kit::ErrorCode;

namespace {

constexpr double kNsPerMs = 1e6;
constexpr std::size_t kPopular = 10;

double rateOf(std::uint64_t part, std::uint64_t rest) {
    return part + rest == 0 ? domain::kMissing : static_cast<double>(part) / static_cast<double>(part + rest);
}

} // namespace

kit::Result<ConnectResult> Hub::announce(const ConnectRequest& request, kit::Call& call) {
    if (members_.size() >= settings_.connections) {
        ++refused_;
        return kit::fail(ErrorCode::Unavailable, "too many connections", "", true);
    }
    const auto rate = request.rate_limit.value_or(RateLimit{});
    Member& member = addMember(request.client_id, request.connection_type, rate);
    const auto id = member.session->connectionId();
    auto change = subscribe(member, request.subscriptions, "/subscriptions", true);
    if (!change.errors.empty()) {
        forget(id);
        return tl::unexpected<kit::Errors>(std::move(change.errors));
    }
    for (const auto& warning : change.warnings)
        call.warn("subscription", "/data", warning);
    ++accepted_;
    ConnectResult out;
    out.connection_id = id;
    out.client_id = request.client_id;
    std::string client; // of the query
    for (const char c : request.client_id) {
        constexpr const char* kHex = "0123456789ABCDEF";
        const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
                           c == '_' || c == '-' || c == '.';
        const auto byte = static_cast<unsigned char>(c);
        client += plain ? std::string(1, c) : std::string{'%', kHex[byte >> 4], kHex[byte & 15]};
    }
    out.websocket_url = *address.load() + "/ws/stream?client_id=" + client + "&conn_id=" + id;
    out.subscriptions_active = static_cast<std::int64_t>(member.listening.size());
    if (request.rate_limit) out.rate_limits.messages_per_second = rate.messages_per_second;
    out.rate_limits.current_usage = member.session->figures().rate_used;
    out.reserved_until = {clock_.now().ns + settings_.reserved_ns};
    return out;
}

/// The first topics that a connection listens to, for a list.
template <class Listening>
std::string someTopics(const Listening& listening) {
    constexpr std::size_t kShown = 200;
    std::string out;
    for (const auto& [pattern, each] : listening) {
        if (out.size() > kShown) return out + " ...";
        out += (out.empty() ? "" : " ") + pattern;
    }
    return out;
}

kit::Table Hub::connections() const {
    kit::Table::Texts id, client, type, since, state, topics;
    kit::Table::Integers subscriptions;
    std::array<kit::Table::Integers, 7> counts;
    constexpr const char* kCounts[] = {"sent",         "sent_bytes", "received", "queued",
                                       "queued_bytes", "dropped",    "conflated"};
    kit::Table::Numbers waiting;
    kit::Table::Flags slow;
    for (const auto& [key, member] : members_) {
        const auto f = member->session->figures();
        id.push_back(key);
        client.push_back(member->client_id);
        type.push_back(member->connection_type);
        since.push_back(domain::Timestamp{member->since_ns}.rfc3339());
        state.emplace_back(member->connected ? "connected" : "announced");
        subscriptions.push_back(static_cast<std::int64_t>(member->listening.size()));
        topics.push_back(someTopics(member->listening));
        const std::uint64_t values[] = {f.sent,         f.sent_bytes, f.received, f.queued,
                                        f.queued_bytes, f.dropped,    f.conflated};
        for (std::size_t i = 0; i < counts.size(); ++i)
            counts[i].push_back(static_cast<std::int64_t>(values[i]));
        waiting.push_back(static_cast<double>(f.waiting_ns) / kNsPerMs);
        slow.push_back(f.slow ? 1 : 0);
    }
    kit::Table out;
    out.add("connection_id", std::move(id));
    out.add("client_id", std::move(client));
    out.add("connection_type", std::move(type));
    out.add("state", std::move(state));
    out.add("since", std::move(since));
    out.add("subscriptions", std::move(subscriptions));
    out.add("topics", std::move(topics));
    for (std::size_t i = 0; i < counts.size(); ++i)
        out.add(kCounts[i], std::move(counts[i]));
    out.add("waiting_ms", std::move(waiting));
    out.add("slow", std::move(slow));
    return out;
}

kit::Result<CloseResult> Hub::close(const std::string& connection_id) {
    const auto found = members_.find(connection_id);
    if (found == members_.end())
        return kit::fail(ErrorCode::NotFound, "there is no such connection", "/connection_id");
    const CloseResult out{connection_id, found->second->client_id};
    if (found->second->connected)
        found->second->session->close(1000, "closed by an operator");
    else
        forget(connection_id);
    wake();
    return out;
}

StatsResult Hub::stats() const {
    StatsResult out;
    auto& connections = out.connection_stats;
    auto& messages = out.message_stats;
    std::uint64_t dropped = dropped_before_, conflated = conflated_before_;
    for (const auto& [id, member] : members_) {
        const auto figures = member->session->figures();
        ++(member->connected ? connections.active_connections : connections.idle_connections);
        connections.slow_connections += figures.slow ? 1 : 0;
        ++connections.connections_per_type[member->connection_type];
        dropped += figures.dropped;
        conflated += figures.conflated;
    }
    connections.total_connections = static_cast<std::int64_t>(members_.size());
    const auto sent = figures_.read(clock_.now().ns);
    messages.messages_sent_per_second = sent.per_second;
    messages.messages_received_per_second = sent.received_per_second;
    messages.avg_message_size_bytes =
        sent.messages == 0 ? domain::kMissing
                           : static_cast<double>(sent.bytes) / static_cast<double>(sent.messages);
    messages.total_messages_today = static_cast<std::int64_t>(sent.today);
    messages.messages_conflated = static_cast<std::int64_t>(conflated);
    messages.messages_dropped = static_cast<std::int64_t>(dropped);
    out.performance_stats = {
        sent.latency.meanNs() / kNsPerMs,          sent.latency.quantileNs(0.5) / kNsPerMs,
        sent.latency.quantileNs(0.95) / kNsPerMs,  sent.latency.quantileNs(0.99) / kNsPerMs,
        rateOf(accepted_.load(), refused_.load()), rateOf(sent.messages, dropped)};
    auto& subscriptions = out.subscription_stats;
    subscriptions.total_subscriptions = static_cast<std::int64_t>(subscription_count_.load());
    for (const auto& [pattern, source] : sources_)
        subscriptions.most_popular_topics.push_back({pattern, static_cast<std::int64_t>(source.uses)});
    auto& popular = subscriptions.most_popular_topics;
    std::ranges::stable_sort(popular, std::greater{}, &PopularTopic::subscribers);
    popular.resize(std::min(popular.size(), kPopular));
    return out;
}

WebSocketHealth Hub::health() const {
    const auto sent = figures_.read(clock_.now().ns);
    WebSocketHealth out;
    out.messagebus_connected = stream_.connected();
    out.active_connections = connected_.load();
    out.max_connections = static_cast<std::int64_t>(settings_.connections);
    out.messages_sent_today = static_cast<std::int64_t>(sent.today);
    out.avg_message_latency_ms = sent.latency.meanNs() / kNsPerMs;
    out.connection_success_rate = rateOf(accepted_.load(), refused_.load());
    return out;
}

} // namespace nautilus::websocket
