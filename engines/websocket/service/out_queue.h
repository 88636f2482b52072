#pragma once
// What waits for one client. Bounded: beyond the bound, conflating topics keep their newest message, telling
// topics lose their oldest and a gap stands where they were, keeping topics overflow the queue, which ends
// the connection. Not for several threads.

#include "engines/websocket/service/wire_message.h"

#include <deque>
#include <unordered_map>

namespace nautilus::websocket {

struct QueueLimits {
    std::size_t messages = 16'384;
    std::size_t bytes = 8 * 1024 * 1024;
};

class OutQueue {
public:
    explicit OutQueue(QueueLimits limits) : limits_(limits) {}

    enum class Pushed { Added, Replaced, Overflowed };
    /// After Overflowed nothing more is taken in.
    Pushed push(WirePtr message);
    /// A gap that the message's topic has before what follows.
    void pushGap(const TopicNamePtr& topic, std::uint64_t from, std::uint64_t to);

    struct Taken {
        WirePtr message; ///< null: a gap
        TopicNamePtr topic{};
        std::uint64_t from = 0, to = 0;
    };
    /// The oldest, without taking it; null when it is a gap or there is none.
    [[nodiscard]] const WireMessage* peek();
    [[nodiscard]] Taken take();
    void clear();

    [[nodiscard]] bool empty() const { return alive_ == 0; }
    [[nodiscard]] std::size_t size() const { return alive_; }
    [[nodiscard]] std::size_t bytes() const { return bytes_; }
    [[nodiscard]] std::uint64_t dropped() const { return dropped_; }
    [[nodiscard]] std::uint64_t conflated() const { return conflated_; }
    [[nodiscard]] const QueueLimits& limits() const { return limits_; }

private:
    using Places = std::unordered_map<const TopicName*, std::uint64_t>;
    Taken* find(const TopicName* topic);
    bool makeRoom();
    void skipEmpty();
    static bool isEmpty(const Taken& place) { return !place.message && !place.topic; }

    QueueLimits limits_;
    std::deque<Taken> places_; ///< empty ones are what was left out
    std::uint64_t first_ = 0;  ///< number of the first place
    std::uint64_t looked_ = 0; ///< no message that may go stands before this place
    std::size_t alive_ = 0;
    std::size_t bytes_ = 0;
    std::uint64_t dropped_ = 0, conflated_ = 0;
    Places newest_; ///< of conflating topics; used while the queue is long
    Places gaps_;
    bool indexed_ = false;
};

} // namespace nautilus::websocket
