#pragma once
// The bounded queue between whoever publishes and one reader of an event stream (text/event-stream).
//
// Policy: a reader that falls behind loses the oldest messages and is told how many by a `gap` event that
// stands where they were missing. The message that ends the stream is never dropped.

#include "engines/kit/stream.h"

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::api {

/// Adds one event. Line ends inside `data` become further data lines; `id` 0 writes none.
void appendEvent(std::string& out, std::string_view event, std::uint64_t id, std::string_view data);
/// A comment line, which readers ignore: keeps proxies and dead peers honest.
void appendHeartbeat(std::string& out);

class EventQueue {
public:
    /// At most `most_messages` and `most_bytes` of payload wait; one message above `most_bytes` still passes
    /// alone.
    EventQueue(std::size_t most_messages, std::size_t most_bytes)
        : most_messages_(most_messages), most_bytes_(most_bytes) {}

    /// Any thread; `last` ends the stream. True when the reader must be woken: nothing was waiting to be
    /// taken since the last `take`. A message that fits several of the stream's patterns is taken once.
    [[nodiscard]] bool push(const kit::MessagePtr& message, bool last);
    [[nodiscard]] bool push(const kit::Message& message) {
        return push(std::make_shared<const kit::Message>(message), message.last);
    }
    /// Puts what the reader missed before what has come since, and says what is gone. Before the first
    /// `take`.
    void resume(const std::vector<kit::Recall>& past);

    /// Moves events as text into `out` until it holds at least `enough` bytes or nothing is left.
    void take(std::string& out, std::size_t enough);

    [[nodiscard]] bool empty() const;
    /// The ending message has been taken; nothing will follow.
    [[nodiscard]] bool finished() const;
    [[nodiscard]] std::uint64_t dropped() const;

private:
    struct Waiting {
        kit::MessagePtr message;
        bool last = false;
    };
    void dropOldest();

    const std::size_t most_messages_;
    const std::size_t most_bytes_;
    mutable std::mutex mutex_; // publishers of any thread against the one reader
    std::deque<Waiting> waiting_;
    std::vector<std::string> missed_; ///< `gap` events that come first, as JSON
    std::size_t bytes_ = 0;
    std::uint64_t newest_ = 0;  ///< sequence of the bus of what came in last
    std::uint64_t gap_ = 0;     ///< dropped since the last `take` that told of it
    std::uint64_t dropped_ = 0; ///< in all
    bool woken_ = false;
    bool closed_ = false;   ///< the ending message came in
    bool finished_ = false; ///< and was taken
};

} // namespace nautilus::api
