#include "engines/websocket/service/client_messages.h"
#include "engines/websocket/service/hub.h"

#include <fmt/format.h>

namespace nautilus::websocket {

using kit::ErrorCode;
using kit::Value;

namespace {

constexpr std::size_t kLongestId = 200; // bytes of an `id` as JSON: it is sent back

Value texts(const std::vector<std::string>& list) {
    Value::Array out;
    for (const auto& each : list)
        out.emplace_back(each);
    return out;
}

Value number(std::size_t count) {
    return static_cast<std::int64_t>(count);
}

} // namespace

/// Answers a message that was not understood; a client that sends nothing else is closed.
void Hub::fault(Member& member, const kit::Errors& errors, const Value& id) {
    member.session->answer(errorText(errors, id));
    if (!member.faults.take(clock_.steadyNs()))
        member.session->close(1008, "too many messages that were not understood");
}

void Hub::read(Member& member, const Value& message) {
    const auto* found = message.find("id");
    const Value id = found && kit::toJson(*found).size() <= kLongestId ? *found : Value();
    kit::FieldReader reader;
    const auto head = reader.read<ClientMessage>(message);
    if (!head) return fault(member, head.error(), id);
    if (member.fixed && head->type != "ping" && head->type != "list")
        return fault(member,
                     {{ErrorCode::Forbidden, "the subscription of this connection is fixed", "/type"}}, id);
    if (head->type == "subscribe") return onSubscribe(member, message, id);
    if (head->type == "unsubscribe") return onUnsubscribe(member, message, id);
    if (head->type == "resume") return onResume(member, message, id);
    if (head->type == "list") return onList(member, id);
    member.session->answer(
        kit::toJson(Value::Object{{"type", "pong"}, {"id", id}, {"timestamp", clock_.now().rfc3339()}}));
}

void Hub::onSubscribe(Member& member, const Value& message, const Value& id) {
    kit::FieldReader reader;
    auto request = reader.read<SubscribeMessage>(message);
    if (!request) return fault(member, request.error(), id);
    if (request->client_id && *request->client_id != member.client_id)
        return fault(
            member,
            {{ErrorCode::InvalidArgument,
              "this connection is " + member.client_id + ": name it when you connect", "/client_id"}},
            id);
    if (request->topics.empty() && request->subscriptions.empty())
        return fault(member, {{ErrorCode::InvalidArgument, "names no topic", "/topics"}}, id);
    std::vector<WantedSubscription> plain;
    for (const auto& topic : request->topics)
        plain.push_back({topic, {}, {}});
    auto change = subscribe(member, plain, "/topics", request->snapshot);
    for (auto& error : change.errors) // of a plain list: no member "topic" below the place
        if (error.field.ends_with("/topic")) error.field.resize(error.field.size() - 6);
    auto more = subscribe(member, request->subscriptions, "/subscriptions", request->snapshot);
    change.errors.insert(change.errors.end(), more.errors.begin(), more.errors.end());
    change.warnings.insert(change.warnings.end(), more.warnings.begin(), more.warnings.end());
    for (const auto& pointer : reader.unknown())
        change.warnings.push_back(pointer + ": this field is not known and was ignored");
    if (!change.errors.empty()) fault(member, change.errors, id);
    const auto asked = request->topics.size() + request->subscriptions.size();
    if (change.errors.size() >= asked) return;
    member.session->answer(kit::toJson(Value::Object{{"type", "subscribed"},
                                                     {"id", id},
                                                     {"added", number(change.added + more.added)},
                                                     {"subscriptions", number(member.listening.size())},
                                                     {"snapshots", number(change.snapshots + more.snapshots)},
                                                     {"warnings", texts(change.warnings)}}));
}

void Hub::onUnsubscribe(Member& member, const Value& message, const Value& id) {
    kit::FieldReader reader;
    const auto request = reader.read<UnsubscribeMessage>(message);
    if (!request) return fault(member, request.error(), id);
    std::vector<std::string> unknown;
    std::size_t removed = 0;
    for (const auto& topic : request->topics)
        if (stopListening(member, topic))
            ++removed;
        else
            unknown.push_back(topic);
    member.session->answer(kit::toJson(Value::Object{{"type", "unsubscribed"},
                                                     {"id", id},
                                                     {"removed", number(removed)},
                                                     {"not_subscribed", texts(unknown)},
                                                     {"subscriptions", number(member.listening.size())}}));
}

/// Gaps first: they are older than all that is kept.
void Hub::sendPast(Member& member, const Topic& topic, const kit::Recall& past) {
    for (const auto& gap : past.missed)
        member.session->answer(gapText(gap.topic, gap.from, gap.to, gap.to == 0 ? "restarted" : "forgotten"));
    for (const auto& each : past.messages) {
        WireMessage wire{std::make_shared<const std::string>(dataText(*each, *topic.name->family, false))};
        wire.sequence = each->topic_sequence;
        member.session->push(std::make_shared<const WireMessage>(std::move(wire)));
    }
}

/// What the topics had since; a gap where that is not kept any more. What was not subscribed to is.
void Hub::onResume(Member& member, const Value& message, const Value& id) {
    kit::FieldReader reader;
    const auto request = reader.read<ResumeMessage>(message);
    if (!request) return fault(member, request.error(), id);
    std::size_t sent = 0, missed = 0;
    kit::Errors errors;
    for (std::size_t i = 0; i < request->topics.size(); ++i) {
        const auto& point = request->topics[i];
        const auto at = fmt::format("/topics/{}/topic", i);
        if (!kit::isTopicOrPattern(point.topic) || kit::isPattern(point.topic)) {
            errors.push_back({ErrorCode::InvalidArgument, "must be a topic, not a pattern", at});
            continue;
        }
        if (!member.listening.contains(point.topic)) {
            auto change = subscribe(member, {{point.topic, {}, {}}}, "/topics", false);
            if (!change.errors.empty()) {
                errors.push_back({change.errors.front().code, change.errors.front().message, at});
                continue;
            }
        }
        const auto past = stream_.topicSince(point.topic, static_cast<std::uint64_t>(point.after));
        member.listening[point.topic]->after = past.sequence;
        sendPast(member, topicOf(point.topic), past);
        sent += past.messages.size();
        missed += past.missed.size();
    }
    if (!errors.empty()) fault(member, errors, id);
    if (errors.size() == request->topics.size()) return;
    member.session->answer(kit::toJson(Value::Object{
        {"type", "resumed"}, {"id", id}, {"messages", number(sent)}, {"gaps", number(missed)}}));
}

void Hub::onList(Member& member, const Value& id) {
    std::vector<std::string> topics;
    for (const auto& [pattern, listening] : member.listening)
        topics.push_back(pattern);
    member.session->answer(
        kit::toJson(Value::Object{{"type", "subscriptions"}, {"id", id}, {"topics", texts(topics)}}));
}

} // namespace nautilus::websocket
