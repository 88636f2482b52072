#pragma once
// A message on its way to clients: encoded once, shared by all who get it. Immutable, but for the counter of
// a broadcast.

#include "engines/kit/live_session.h"
#include "engines/kit/stream.h"
#include "engines/websocket/kernel/topic_family.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace nautilus::websocket {

struct TopicName {
    std::string name;
    const TopicFamily* family;
};
using TopicNamePtr = std::shared_ptr<const TopicName>;

/// How many connections were handed a broadcast.
struct Delivery {
    std::atomic<std::int64_t> sent{0};
    std::int64_t wanted = 0; ///< before the first is sent
};

struct WireMessage {
    kit::WireText text;
    TopicNamePtr topic{};          ///< null: answers, heartbeats
    std::uint64_t sequence = 0;    ///< of the topic
    std::int64_t published_ns = 0; ///< UTC; 0: its latency is not counted
    Policy policy = Policy::Keep;
    bool free = false; ///< not held up by the connection's rate
    std::shared_ptr<Delivery> delivery{};
};
using WirePtr = std::shared_ptr<const WireMessage>;

/// {type, topic, timestamp, sequence, data} of a message of the bus; `data` replaces its payload when not
/// empty.
[[nodiscard]] std::string dataText(const kit::Message& message, const TopicFamily& family, bool snapshot,
                                   std::string_view data = {});
/// {type:"gap", topic, from, to}: these messages of the topic will not come.
[[nodiscard]] std::string gapText(std::string_view topic, std::uint64_t from, std::uint64_t to,
                                  std::string_view reason);
[[nodiscard]] std::string heartbeatText(domain::Timestamp now);
/// {type:"error", id?, errors:[{code, message, pointer}]}.
[[nodiscard]] std::string errorText(const kit::Errors& errors, const kit::Value& id);

} // namespace nautilus::websocket
