#pragma once
// Port: the message bus. Topics are dotted words ("jobs", "catalog.epoch"), patterns as in topic.h; payloads
// are JSON bytes. Delivery is in the order of publishing per topic. The bus keeps the last messages of each
// topic, so that who comes late or lost the line can ask for what there was.

#include "engines/domain/timestamp.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace nautilus::kit {

struct Message {
    std::string topic;
    std::string payload;              ///< JSON
    std::uint64_t sequence = 0;       ///< rises by one per message of the bus
    std::uint64_t topic_sequence = 0; ///< rises by one per message of the topic, from 1
    domain::Timestamp published;
    bool last = false; ///< nothing will follow on this topic
};

/// A message as all its receivers share it.
using MessagePtr = std::shared_ptr<const Message>;

/// Unsubscribes when destroyed.
class Subscription {
public:
    virtual ~Subscription() = default;
};

/// What the bus still has of the past, in the order of publishing.
struct Recall {
    /// Messages of one topic that it no longer has: `topic_sequence` of the first (0 = not known) and last.
    struct Missed {
        std::string topic;
        std::uint64_t from = 0, to = 0;
    };
    std::vector<MessagePtr> messages;
    std::vector<Missed> missed;
    std::uint64_t sequence = 0; ///< of the bus at that moment: what follows has a higher one
    std::size_t left_off = 0;   ///< topics beyond the most that was asked for
};

class Stream {
public:
    virtual ~Stream() = default;
    virtual void publish(std::string topic, std::string payload, std::string source_engine,
                         bool last = false) = 0;
    using Receive = std::function<void(const Message&)>;
    using ReceiveShared = std::function<void(const MessagePtr&)>;
    /// `pattern` as in topic.h. `receive` runs on a publisher's thread and must be
    /// short: hand the message on to a queue of one's own. It does not run any more once the subscription is
    /// gone, so a subscription may not be destroyed under a lock that `receive` takes.
    [[nodiscard]] virtual std::unique_ptr<Subscription> subscribe(std::string pattern, Receive receive) = 0;
    /// The same for receivers that keep messages: nothing is copied.
    [[nodiscard]] virtual std::unique_ptr<Subscription> subscribeShared(std::string pattern,
                                                                        ReceiveShared receive) {
        return subscribe(std::move(pattern), [receive = std::move(receive)](const Message& message) {
            receive(std::make_shared<const Message>(message));
        });
    }
    /// Whether anybody listens to the topic at this moment: what is costly to say is not said to nobody.
    [[nodiscard]] virtual bool wanted(const std::string&) const { return true; }
    /// The newest message of each topic that the pattern matches, of at most so many topics (the latest
    /// ones).
    [[nodiscard]] virtual Recall latest(const std::string&, std::size_t) const { return {}; }
    /// Messages of one topic above a `topic_sequence`.
    [[nodiscard]] virtual Recall topicSince(const std::string&, std::uint64_t) const { return {}; }
    /// Messages of all topics that match above a `sequence` of the bus; one of an earlier run of the program
    /// misses everything that is no longer there.
    [[nodiscard]] virtual Recall since(const std::string&, std::uint64_t) const { return {}; }
    [[nodiscard]] virtual bool connected() const = 0;
    [[nodiscard]] virtual std::uint64_t sentCount(const std::string& engine,
                                                  const std::string& topic) const = 0;
};

} // namespace nautilus::kit
