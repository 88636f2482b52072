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

    /// Any thread. True when the reader must be woken: nothing was waiting to be taken since the last `take`.
    [[nodiscard]] bool push(const kit::Message& message);

    /// Moves events as text into `out` until it holds at least `enough` bytes or nothing is left.
    void take(std::string& out, std::size_t enough);

    /// The ending message has been taken; nothing will follow.
    [[nodiscard]] bool finished() const;
    [[nodiscard]] std::uint64_t dropped() const;

private:
    struct Waiting {
        std::string topic;
        std::string payload;
        std::uint64_t sequence = 0;
        bool last = false;
    };
    void dropOldest();

    const std::size_t most_messages_;
    const std::size_t most_bytes_;
    mutable std::mutex mutex_; // publishers of any thread against the one reader
    std::deque<Waiting> waiting_;
    std::size_t bytes_ = 0;
    std::uint64_t gap_ = 0;     ///< dropped since the last `take` that told of it
    std::uint64_t dropped_ = 0; ///< in all
    bool woken_ = false;
    bool closed_ = false;   ///< the ending message came in
    bool finished_ = false; ///< and was taken
};

} // namespace nautilus::api
