#pragma once
// What a topic's first words say about its messages: their type on the wire, and what may happen to them on
// the way to a client that is slower than they come. One table.

#include <cstdint>
#include <span>
#include <string_view>

namespace nautilus::websocket {

enum class Policy {
    Conflate, ///< the newest message of a topic takes the place of one that waits
    Tell,     ///< the oldest give way, and a `gap` message stands in their place
    Keep      ///< none is ever left out: the client is closed instead
};

struct TopicFamily {
    std::string_view prefix; ///< words at the beginning of the topic; empty = every other topic
    std::string_view type;   ///< "type" on the wire
    Policy policy = Policy::Tell;
};

/// Never null: the last row of the table takes what no other does. The longest prefix counts.
[[nodiscard]] const TopicFamily& familyOf(std::string_view topic);
[[nodiscard]] std::span<const TopicFamily> topicFamilies();
[[nodiscard]] constexpr std::string_view policyName(Policy policy) {
    constexpr std::string_view kNames[] = {"conflate", "tell", "keep"};
    return kNames[static_cast<int>(policy)];
}

} // namespace nautilus::websocket
