#pragma once
// One subscription of the outside: which events of which symbols it wants, and what waits to be sent to it.
// On the market data lane only.

#include "engines/kit/stream.h"
#include "engines/marketdata/contract/live_requests.h"
#include "engines/marketdata/service/live_line.h"

#include <map>

namespace nautilus::marketdata {

class LiveSubscription {
public:
    LiveSubscription(std::string id, SubscribeRequest request);

    [[nodiscard]] const std::string& id() const { return id_; }
    [[nodiscard]] const SubscribeRequest& request() const { return request_; }
    [[nodiscard]] std::string topic() const { return "marketdata.subscription." + id_; }
    /// Capability bits of its data types.
    [[nodiscard]] unsigned capabilities() const { return capabilities_; }

    /// Takes the events of one line that pass the filters. `steady_ns` begins the wait of a batch.
    void take(const LiveLine& line, std::span<const domain::MarketEvent> events, std::int64_t steady_ns);
    /// Sends what is due: whole batches, and the rest when it has waited long enough.
    void flush(kit::Stream& stream, std::int64_t steady_ns);

    [[nodiscard]] SubscriptionView view() const;
    std::vector<std::uint64_t> wishes; ///< one per symbol

private:
    struct Last {
        bool any = false;
        domain::MarketEvent event{};
        double volume = 0; ///< traded since the last event sent
    };
    [[nodiscard]] bool passes(Last& last, const domain::MarketEvent& event) const;

    std::string id_;
    SubscribeRequest request_;
    unsigned capabilities_ = 0;
    std::map<std::pair<std::uint32_t, int>, Last> last_; ///< by line and kind
    std::vector<std::string> waiting_;                   ///< events as JSON
    std::int64_t waiting_since_ns_ = 0;
    std::int64_t sent_ = 0, filtered_ = 0, messages_ = 0;
};

} // namespace nautilus::marketdata
