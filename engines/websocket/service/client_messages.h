#pragma once
// What a client may send: one JSON object per text message, by `type`. docs/websocket.md says it in words.

#include "engines/websocket/contract/websocket_engine.h"

namespace nautilus::websocket {

/// Every message: what it is, and a mark that its answer repeats.
struct ClientMessage {
    std::string type;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("type", &ClientMessage::type)
                                   .required()
                                   .oneOf("subscribe|unsubscribe|resume|ping|list"));
    }
};

struct SubscribeMessage {
    std::string type;
    kit::Value id;
    std::optional<std::string> client_id;
    std::vector<std::string> topics;
    std::vector<WantedSubscription> subscriptions;
    bool snapshot = true;

    static constexpr auto fields() {
        using kit::field;
        using M = SubscribeMessage;
        return std::make_tuple(
            field("type", &M::type), field("id", &M::id).doc("Comes back in the answer"),
            field("client_id", &M::client_id).size(1, 100).doc("Must be this connection's, if given"),
            field("topics", &M::topics).size(0, 1000).doc("Topics and patterns without a filter"),
            field("subscriptions", &M::subscriptions).size(0, 1000).doc("Topics and patterns with one"),
            field("snapshot", &M::snapshot).doc("false: nothing but what follows"));
    }
};

struct UnsubscribeMessage {
    std::string type;
    kit::Value id;
    std::vector<std::string> topics;

    static constexpr auto fields() {
        using kit::field;
        using M = UnsubscribeMessage;
        return std::make_tuple(field("type", &M::type), field("id", &M::id),
                               field("topics", &M::topics).required().size(1, 1000));
    }
};

struct ResumePoint {
    std::string topic;
    std::int64_t after = 0;

    static constexpr auto fields() {
        using kit::field;
        return std::make_tuple(field("topic", &ResumePoint::topic).required().size(1, 200).doc("No pattern"),
                               field("after", &ResumePoint::after)
                                   .required()
                                   .range(0, 9e15)
                                   .doc("sequence of the last one seen"));
    }
};

struct ResumeMessage {
    std::string type;
    kit::Value id;
    std::vector<ResumePoint> topics;

    static constexpr auto fields() {
        using kit::field;
        using M = ResumeMessage;
        return std::make_tuple(field("type", &M::type), field("id", &M::id),
                               field("topics", &M::topics).required().size(1, 1000));
    }
};

struct PingMessage {
    std::string type;
    kit::Value id;

    static constexpr auto fields() {
        return std::make_tuple(kit::field("type", &PingMessage::type), kit::field("id", &PingMessage::id));
    }
};

} // namespace nautilus::websocket
