#include "engines/websocket/service/wire_message.h"

#include "engines/kit/json_writer.h"

namespace nautilus::websocket {

using kit::JsonWriter;

namespace {

constexpr std::string_view errorName(kit::ErrorCode code) {
    constexpr std::string_view kNames[] = {
        "invalid_argument",  "not_found", "not_computable", "conflict",    "unauthorized", "forbidden",
        "too_many_requests", "cancelled", "unavailable",    "unsupported", "internal"};
    return kNames[static_cast<int>(code)];
}

} // namespace

std::string dataText(const kit::Message& message, const TopicFamily& family, bool snapshot,
                     std::string_view data) {
    constexpr std::size_t kEnvelope = 160;
    const std::string_view payload = data.empty() ? std::string_view(message.payload) : data;
    std::string text;
    text.reserve(payload.size() + message.topic.size() + kEnvelope);
    JsonWriter out(text);
    out.beginObject();
    out.key("type");
    out.string(family.type);
    out.key("topic");
    out.string(message.topic);
    out.key("timestamp");
    out.string(message.published.rfc3339());
    out.key("sequence");
    out.integer(static_cast<std::int64_t>(message.topic_sequence));
    if (snapshot) {
        out.key("snapshot");
        out.boolean(true);
    }
    if (message.last) {
        out.key("last");
        out.boolean(true);
    }
    out.key("data");
    out.raw(payload.empty() ? std::string_view("null") : payload);
    out.endObject();
    return text;
}

std::string gapText(std::string_view topic, std::uint64_t from, std::uint64_t to, std::string_view reason) {
    std::string text;
    JsonWriter out(text);
    out.beginObject();
    out.key("type");
    out.string("gap");
    out.key("topic");
    out.string(topic);
    const auto number = [&](const char* name, std::uint64_t value) {
        out.key(name);
        if (value == 0)
            out.null();
        else
            out.integer(static_cast<std::int64_t>(value));
    };
    number("from", from);
    number("to", to);
    out.key("reason");
    out.string(reason);
    out.endObject();
    return text;
}

std::string heartbeatText(domain::Timestamp now) {
    return R"({"type":"heartbeat","timestamp":")" + now.rfc3339() + "\"}";
}

std::string errorText(const kit::Errors& errors, const kit::Value& id) {
    std::string text;
    JsonWriter out(text);
    out.beginObject();
    out.key("type");
    out.string("error");
    out.key("id");
    out.value(id);
    out.key("errors");
    out.beginArray();
    for (const auto& error : errors) {
        out.beginObject();
        out.key("code");
        out.string(errorName(error.code));
        out.key("message");
        out.string(error.message);
        out.key("pointer");
        out.string(error.field);
        out.endObject();
    }
    out.endArray();
    out.endObject();
    return text;
}

} // namespace nautilus::websocket
