#include "engines/websocket/service/hub.h"

#include <fmt/format.h>

#include <algorithm>

namespace nautilus::websocket {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

Hub::Hub(kit::Stream& stream, const kit::Clock& clock, kit::Lane& lane, HubSettings settings)
    : stream_(stream), clock_(clock), lane_(lane), settings_(settings) {
    inbox_->most = settings_.inbox;
}

Hub::~Hub() = default;

void Hub::start() {
    stopped_ = false;
    commands_ = stream_.subscribeShared("websocket.broadcast",
                                        [this](const kit::MessagePtr& message) { arrived(message); });
}

void Hub::stop() {
    stopped_ = true;
    commands_.reset();
    sources_.clear();
    for (const auto& [id, member] : members_)
        member->session->close(1001, "the server is stopping", true);
    settle(std::numeric_limits<std::int64_t>::max());
    wake();
}

void Hub::onReady(std::function<void()> ready) {
    ready_.store(ready ? std::make_shared<const std::function<void()>>(std::move(ready)) : nullptr);
}

/// Tells the transport, once for everything that was queued since.
void Hub::wake() {
    woken_ = false;
    if (const auto ready = ready_.load()) (*ready)();
}

void Hub::tick() {
    if (ticking_.exchange(true)) return;
    if (!lane_.post([this] {
            ticking_ = false;
            age();
        }))
        ticking_ = false;
}

void Hub::open(kit::SessionRequest request, kit::Done<std::shared_ptr<kit::LiveSession>> done) {
    onLane<std::shared_ptr<kit::LiveSession>>(std::move(done),
                                              [this, request = std::move(request)](const auto& answer) {
                                                  auto opened = openNow(request);
                                                  ++(opened ? accepted_ : refused_);
                                                  answer(std::move(opened));
                                              });
}

Result<std::shared_ptr<kit::LiveSession>> Hub::openNow(const kit::SessionRequest& request) {
    if (stopped_) return fail(ErrorCode::Unavailable, "the server is stopping", "", true);
    Member* member = nullptr;
    if (!request.connection_id.empty()) {
        const auto found = members_.find(request.connection_id);
        if (found == members_.end())
            return fail(ErrorCode::NotFound, "there is no such connection", "/conn_id");
        member = found->second.get();
        if (!request.client_id.empty() && request.client_id != member->client_id)
            return fail(ErrorCode::NotFound, "this connection is another client's", "/conn_id");
        if (member->connected) return fail(ErrorCode::Conflict, "this connection is in use", "/conn_id");
    } else if (!request.client_id.empty() && !request.fixed) {
        for (auto* each : membersOf(request.client_id))
            if (!each->connected) member = each; // announced, or subscribed for over HTTP
    }
    if (!member && members_.size() >= settings_.connections)
        return fail(ErrorCode::Unavailable, "too many connections", "", true);
    if (!member)
        member = &addMember(request.client_id, request.connection_type, {});
    else if (!request.connection_type.empty())
        member->connection_type = request.connection_type;
    member->connected = true;
    member->fixed = request.fixed;
    member->since_ns = clock_.now().ns;
    member->beat_ns = clock_.steadyNs() + settings_.heartbeat_ns;
    ++connected_;
    welcome(*member);
    Change change;
    for (const auto& [pattern, listening] : member->listening)
        sendSnapshot(*member, *listening, change);
    for (const auto& topic : request.topics)
        listen(*member, topic, {}, true, change);
    wake();
    return member->session;
}

Hub::Member& Hub::addMember(const std::string& client_id, const std::string& type, const RateLimit& rate) {
    const auto id = fmt::format("conn_{:03}", ++last_connection_);
    auto made = std::make_unique<Member>();
    made->client_id = client_id.empty() ? "client_of_" + id : client_id;
    made->connection_type = type.empty() ? "api_client" : type;
    made->rate = rate;
    made->since_ns = clock_.now().ns;
    made->forget_ns = clock_.steadyNs() + settings_.reserved_ns;
    const auto per_second = rate.messages_per_second;
    const TokenBucket bucket(per_second, rate.burst_limit.value_or(std::max(1.0, per_second)));
    made->session =
        std::make_shared<Session>(id, Session::Parts{clock_, figures_, *this, settings_.queue}, bucket);
    by_client_.emplace(made->client_id, made.get());
    return *(members_[id] = std::move(made));
}

void Hub::welcome(Member& member) {
    member.session->answer(kit::toJson(kit::Value::Object{
        {"type", "welcome"},
        {"connection_id", member.session->connectionId()},
        {"client_id", member.client_id},
        {"timestamp", clock_.now().rfc3339()},
        {"heartbeat_seconds", static_cast<double>(settings_.heartbeat_ns) / kNsOfASecond}}));
}

void Hub::forget(const std::string& connection_id) {
    const auto found = members_.find(connection_id);
    if (found == members_.end()) return;
    Member& member = *found->second;
    while (!member.listening.empty())
        stopListening(member, std::string(member.listening.begin()->first));
    const auto [from, to] = by_client_.equal_range(member.client_id);
    for (auto each = from; each != to; ++each)
        if (each->second == &member) {
            by_client_.erase(each);
            break;
        }
    const auto figures = member.session->figures();
    dropped_before_ += figures.dropped;
    conflated_before_ += figures.conflated;
    if (member.connected) --connected_;
    members_.erase(found);
}

std::vector<Hub::Member*> Hub::membersOf(const std::string& client_id) {
    std::vector<Member*> out;
    const auto [from, to] = by_client_.equal_range(client_id);
    for (auto each = from; each != to; ++each)
        out.push_back(each->second);
    std::ranges::sort(out, {}, [](const Member* m) { return m->session->connectionId(); });
    return out;
}

bool Hub::received(const std::string& connection_id, Result<kit::Value> message) {
    const auto shared = std::make_shared<Result<kit::Value>>(std::move(message));
    return lane_.post([this, connection_id, shared] {
        const auto found = members_.find(connection_id);
        if (found == members_.end()) return;
        if (*shared)
            read(*found->second, **shared);
        else
            fault(*found->second, shared->error(), {});
        wake();
    });
}

void Hub::left(const std::string& connection_id, const kit::SessionClose&) {
    {
        const std::scoped_lock lock(inbox_->mutex);
        inbox_->gone.push_back(connection_id);
    }
    (void)lane_.post([this] { forgetGone(); }); // else with the next tick
}

void Hub::forgetGone() {
    std::vector<std::string> gone;
    {
        const std::scoped_lock lock(inbox_->mutex);
        gone.swap(inbox_->gone);
    }
    for (const auto& id : gone)
        forget(id);
}

/// Every so often: heartbeats, messages whose interval is over, announcements that nobody took up.
void Hub::age() {
    forgetGone();
    drain();
    const auto now = clock_.steadyNs();
    const auto beat = std::make_shared<const std::string>(heartbeatText(clock_.now()));
    std::vector<std::string> over;
    for (const auto& [id, member] : members_) {
        passDue(*member, now);
        if (!member->connected && now >= member->forget_ns) over.push_back(id);
        if (!member->connected || now < member->beat_ns) continue;
        member->beat_ns = now + settings_.heartbeat_ns;
        WireMessage message{beat};
        message.free = true;
        member->session->push(std::make_shared<const WireMessage>(std::move(message)));
        woken_ = true;
    }
    for (const auto& id : over)
        forget(id);
    settle(now);
    if (woken_) wake();
}

} // namespace nautilus::websocket
