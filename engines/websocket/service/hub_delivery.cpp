#include "engines/websocket/service/hub.h"

#include <fmt/format.h>

#include <algorithm>

namespace nautilus::websocket {

using kit::MessagePtr;
using kit::Value;

namespace {

constexpr std::size_t kMostTopics = 50'000;

} // namespace

/// One message of the bus in its forms, each made when it is first asked for.
class Hub::Encoding {
public:
    Encoding(const Hub& hub, const Topic& topic, const MessagePtr& message)
        : hub_(hub), topic_(topic), message_(message) {}

    const Value& data() {
        if (!data_) {
            auto read = hub_.read_json_
                            ? hub_.read_json_(message_->payload)
                            : kit::Result<Value>(kit::fail(kit::ErrorCode::Internal, "no reader"));
            data_ = read ? std::move(*read) : Value();
        }
        return *data_;
    }
    const WirePtr& whole() {
        if (!whole_) whole_ = wire(dataText(*message_, *topic_.name->family, false));
        return whole_;
    }
    WirePtr projected(const Filter& filter) {
        return wire(dataText(*message_, *topic_.name->family, false, filter.projected(data())));
    }

private:
    [[nodiscard]] WirePtr wire(std::string text) const {
        return std::make_shared<const WireMessage>(
            WireMessage{std::make_shared<const std::string>(std::move(text)),
                        topic_.name,
                        message_->topic_sequence,
                        message_->published.ns,
                        topic_.name->family->policy,
                        false,
                        {}});
    }
    const Hub& hub_;
    const Topic& topic_;
    const MessagePtr& message_;
    std::optional<Value> data_;
    WirePtr whole_;
};

/// On a publisher's thread. The same message comes once for each pattern that fits it.
void Hub::arrived(const MessagePtr& message) {
    {
        const std::scoped_lock lock(inbox_->mutex);
        if (message->sequence <= inbox_->newest) return;
        inbox_->newest = message->sequence;
        if (inbox_->messages.size() >= inbox_->most) { // told to who listens, by `drain`
            auto& lost = inbox_->lost[message->topic];
            if (lost.first == 0) lost.first = message->topic_sequence;
            lost.second = message->topic_sequence;
            return;
        }
        inbox_->messages.push_back(message);
        if (std::exchange(inbox_->posted, true)) return;
    }
    if (lane_.post([this] { drain(); })) return;
    const std::scoped_lock lock(inbox_->mutex);
    inbox_->posted = false;
}

void Hub::drain() {
    std::vector<MessagePtr> messages;
    decltype(Inbox::lost) lost;
    {
        const std::scoped_lock lock(inbox_->mutex);
        messages.swap(inbox_->messages);
        lost.swap(inbox_->lost);
        inbox_->posted = false;
    }
    for (const auto& message : messages)
        take(message);
    for (const auto& [name, range] : lost)
        for (const auto& listening : topicOf(name).found)
            listening->member->session->pushGap(topicOf(name).name, range.first, range.second);
    if (woken_) wake();
}

Hub::Topic& Hub::topicOf(const std::string& name) {
    if (topics_.size() > kMostTopics && !topics_.contains(name))
        std::erase_if(topics_, [](const auto& each) { return each.second->found.empty(); });
    auto& topic = topics_[name];
    if (!topic) {
        topic = std::make_unique<Topic>();
        topic->name = std::make_shared<const TopicName>(TopicName{name, &familyOf(name)});
    }
    if (topic->version != version_) {
        topic->version = version_;
        topic->found.clear();
        listening_.visit(name, [&](const ListeningPtr& each) {
            topic->found.push_back(each);
            return false;
        });
    }
    return *topic;
}

void Hub::take(const MessagePtr& message) {
    if (message->topic == "websocket.broadcast") obey(message);
    auto& topic = topicOf(message->topic);
    topic.last_ns = message->published.ns;
    topic.rate.add(message->published.ns);
    pass(topic, message);
}

/// To everybody whose subscriptions let it pass: once, however many of them do.
void Hub::pass(Topic& topic, const MessagePtr& message) {
    Encoding encoding(*this, topic, message);
    const auto policy = topic.name->family->policy;
    for (const auto& listening : topic.found) {
        Member& member = *listening->member;
        if (!member.connected || message->sequence <= listening->after ||
            member.last_message == message->sequence)
            continue;
        auto& filter = listening->filter;
        if (!filter.empty()) {
            const auto verdict =
                filter.judge(message, encoding.data(), policy == Policy::Conflate, clock_.steadyNs());
            if (verdict != Filter::Verdict::Pass) continue;
        }
        member.last_message = message->sequence;
        member.session->push(filter.projects() ? encoding.projected(filter) : encoding.whole());
        woken_ = true;
    }
}

void Hub::passDue(Member& member, std::int64_t steady_ns) {
    for (const auto& [pattern, listening] : member.listening) {
        if (!listening->filter.waits()) continue;
        for (const auto& message : listening->filter.due(steady_ns)) {
            const auto& topic = topicOf(message->topic);
            Encoding encoding(*this, topic, message);
            const auto& filter = listening->filter;
            member.session->push(filter.projects() ? encoding.projected(filter) : encoding.whole());
            woken_ = true;
        }
    }
}

/// {source_engine, data: {client_filter, message: {type, data}}} of the bus.
void Hub::obey(const MessagePtr& message) {
    const auto read =
        read_json_ ? read_json_(message->payload) : kit::fail(kit::ErrorCode::Internal, "no reader");
    const auto* data = read ? read->find("data") : nullptr;
    const auto* sent = data ? data->find("message") : nullptr;
    if (!sent || !sent->as<Value::Object>()) {
        stream_.publish("websocket.refused", R"({"code":"broadcast_without_message"})", "websocket");
        return;
    }
    BroadcastTargets wanted;
    std::string portfolio;
    if (const auto* filter = data->find("client_filter")) {
        kit::FieldReader reader;
        if (auto told = reader.read<BroadcastTargets>(*filter)) wanted = std::move(*told);
        const auto* id = filter->find("portfolio_id");
        if (const auto* text = id ? id->as<std::string>() : nullptr) portfolio = *text;
    }
    const auto* type = sent->find("type");
    const auto* inner = sent->find("data");
    Value::Object out{{"type", type ? *type : Value("broadcast")},
                      {"topic", message->topic},
                      {"timestamp", message->published.rfc3339()},
                      {"data", inner ? *inner : Value(*sent)}};
    WireMessage wire{std::make_shared<const std::string>(kit::toJson(out))};
    wire.published_ns = message->published.ns;
    sendTo(targets(wanted, portfolio), wire);
}

/// Connected clients that fit; with a portfolio, those that listen to a topic of it.
std::vector<Hub::Member*> Hub::targets(const BroadcastTargets& wanted, const std::string& portfolio_id) {
    const auto has = [](const auto& list, const std::string& word) {
        return list && std::ranges::find(*list, word) != list->end();
    };
    std::vector<Member*> out;
    for (const auto& [id, member] : members_) {
        if (!member->connected || member->fixed || has(wanted.exclude_clients, member->client_id)) continue;
        if (wanted.connection_types && !has(wanted.connection_types, member->connection_type)) continue;
        if (wanted.client_ids && !has(wanted.client_ids, member->client_id)) continue;
        if (!portfolio_id.empty() && std::ranges::none_of(member->listening, [&](const auto& each) {
                return each.first.ends_with("." + portfolio_id);
            }))
            continue;
        out.push_back(member.get());
    }
    return out;
}

/// How many took it into their queue.
std::int64_t Hub::sendTo(const std::vector<Member*>& members, const WireMessage& message) {
    const auto shared = std::make_shared<const WireMessage>(message);
    std::int64_t taken = 0;
    for (auto* member : members)
        taken += member->session->push(shared) ? 1 : 0;
    woken_ = true;
    return taken;
}

void Hub::broadcast(const BroadcastRequest& request, const kit::CallPtr& call,
                    kit::Done<BroadcastResult> done) {
    const auto& topic = request.topic;
    if (!kit::isTopicOrPattern(topic) || kit::isPattern(topic))
        return done(kit::fail(kit::ErrorCode::InvalidArgument, "must be a topic, not a pattern", "/topic"));
    if (!request.message.as<Value::Object>())
        return done(kit::fail(kit::ErrorCode::InvalidArgument, "must be an object", "/message"));
    const auto now = clock_.now();
    Pending pending{std::make_shared<Delivery>(), clock_.steadyNs() + settings_.broadcast_ns, {}, {}};
    pending.result.message_id = fmt::format("msg_{:03}", ++last_broadcast_);
    pending.result.broadcast_timestamp = now;
    const auto* type = request.message.find("type");
    WireMessage wire{std::make_shared<const std::string>(
        kit::toJson(Value::Object{{"type", type ? *type : Value(std::string(familyOf(topic).type))},
                                  {"topic", topic},
                                  {"timestamp", now.rfc3339()},
                                  {"message_id", pending.result.message_id},
                                  {"data", request.message}}))};
    wire.published_ns = now.ns;
    wire.delivery = pending.delivery;
    const auto members = targets(request.target_clients, {});
    pending.result.clients_targeted = static_cast<std::int64_t>(members.size());
    pending.delivery->wanted = pending.result.clients_targeted;
    sendTo(members, wire);
    if (members.empty()) {
        call->warn("no_target", "/data/delivery_rate", "no connected client fits: there is no rate");
        return done(std::move(pending.result));
    }
    pending.done = std::move(done);
    broadcasts_.push_back(std::move(pending));
    wake();
}

void Hub::delivered(const Delivery& delivery) {
    if (delivery.sent >= delivery.wanted) (void)lane_.post([this] { settle(clock_.steadyNs()); });
}

/// Answers the broadcasts that everybody was sent, or whose time is over.
void Hub::settle(std::int64_t steady_ns) {
    std::vector<Pending> over;
    std::erase_if(broadcasts_, [&](Pending& each) {
        const auto sent = each.delivery->sent.load();
        if (sent < each.result.clients_targeted && steady_ns < each.deadline_ns) return false;
        each.result.messages_sent = sent;
        each.result.failed_sends = each.result.clients_targeted - sent;
        each.result.delivery_rate =
            static_cast<double>(sent) / static_cast<double>(each.result.clients_targeted);
        over.push_back(std::move(each));
        return true;
    });
    for (auto& each : over)
        each.done(std::move(each.result));
}

} // namespace nautilus::websocket
