#pragma once
// Port: the message bus. Topics are dotted words ("jobs", "catalog.epoch"); payloads are JSON bytes. Delivery
// is in the order of publishing per topic; a subscriber that falls behind loses the oldest and is told how
// many.

#include "engines/domain/timestamp.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace nautilus::kit {

struct Message {
    std::string topic;
    std::string payload;              ///< JSON
    std::uint64_t sequence = 0;       ///< rises by one per message of the bus
    std::uint64_t topic_sequence = 0; ///< rises by one per message of the topic, from 1
    domain::Timestamp published;
    bool last = false; ///< nothing will follow on this topic
};

/// Unsubscribes when destroyed.
class Subscription {
public:
    virtual ~Subscription() = default;
};

class Stream {
public:
    virtual ~Stream() = default;
    virtual void publish(std::string topic, std::string payload, std::string source_engine,
                         bool last = false) = 0;
    using Receive = std::function<void(const Message&)>;
    /// `pattern` is a topic or a prefix that ends in '*'. `receive` runs on a publisher's thread and must be
    /// short: hand the message on to a queue of one's own. It does not run any more once the subscription is
    /// gone, so a subscription may not be destroyed under a lock that `receive` takes.
    [[nodiscard]] virtual std::unique_ptr<Subscription> subscribe(std::string pattern, Receive receive) = 0;
    /// Whether anybody listens to the topic at this moment: what is costly to say is not said to nobody.
    [[nodiscard]] virtual bool wanted(const std::string&) const { return true; }
    [[nodiscard]] virtual bool connected() const = 0;
    [[nodiscard]] virtual std::uint64_t sentCount(const std::string& engine,
                                                  const std::string& topic) const = 0;
};

} // namespace nautilus::kit
