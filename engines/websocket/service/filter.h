#pragma once
// A subscription's filter, checked and ready to be asked of each message. On the hub's lane.

#include "engines/kit/stream.h"
#include "engines/websocket/contract/websocket_engine.h"

#include <cstdint>
#include <unordered_map>
#include <unordered_set>

namespace nautilus::websocket {

class Filter {
public:
    Filter() = default;
    /// Checks what a field table cannot; `pointer` is where the filter stands in the message of the client.
    static kit::Result<Filter> make(const SubscriptionFilter& wanted, const std::string& pointer);

    [[nodiscard]] bool empty() const {
        return lists_.empty() && !projects() && threshold_ <= 0 && interval_ns_ == 0;
    }
    [[nodiscard]] std::int64_t intervalNs() const { return interval_ns_; }
    [[nodiscard]] bool projects() const { return !metrics_.empty(); }

    enum class Verdict { Pass, Refuse, Later };
    /// `data` is the message's payload. `Later`: the interval is not over; the message is kept for
    /// `due`. `may_wait`: messages of the topic may be conflated, so that the interval counts.
    [[nodiscard]] Verdict judge(const kit::MessagePtr& message, const kit::Value& data, bool may_wait,
                                std::int64_t steady_ns);
    /// Messages whose interval is over.
    [[nodiscard]] std::vector<kit::MessagePtr> due(std::int64_t steady_ns);
    [[nodiscard]] bool waits() const { return waiting_ > 0; }
    /// The payload with nothing but the wanted members, identifiers and times.
    [[nodiscard]] std::string projected(const kit::Value& data) const;

private:
    struct OfTopic {
        double price = 0;
        bool has_price = false;
        std::int64_t next_ns = 0;
        kit::MessagePtr waiting;
    };
    struct List {
        std::string member; ///< of data
        std::unordered_set<std::string> words;
        bool any_case = false;
    };
    std::vector<List> lists_;
    std::unordered_set<std::string> metrics_;
    double threshold_ = 0;
    std::int64_t interval_ns_ = 0;
    std::unordered_map<std::string, OfTopic> topics_;
    std::size_t waiting_ = 0;
};

} // namespace nautilus::websocket
