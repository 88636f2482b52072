#pragma once

#include "engines/kit/cache.h"

#include <deque>
#include <map>
#include <mutex>

namespace nautilus::runtime {

/// The embedded cache: rings of plain events, allocated as they fill.
class MemoryCache final : public kit::Cache {
public:
    explicit MemoryCache(kit::CacheLimits limits = {}) : limits_(limits) {}

    std::uint32_t place(const std::string& venue, const std::string& instrument) override;
    void store(std::uint32_t place, std::span<const domain::MarketEvent> events,
               std::int64_t now_ns) override;
    [[nodiscard]] kit::LatestValues latest(std::uint32_t place, std::int64_t now_ns) const override;
    [[nodiscard]] std::vector<domain::MarketEvent>
    recent(std::uint32_t place, domain::EventKind kind, std::size_t most, std::int64_t now_ns) const override;
    [[nodiscard]] std::vector<std::string> keys(std::int64_t now_ns) const override;
    [[nodiscard]] std::size_t bytes() const override;

private:
    /// The newest `most` events; a batch is stamped once, so ages are kept per run of events.
    struct Ring {
        std::vector<domain::MarketEvent> events;
        std::size_t next = 0; ///< where the next one goes, once full
        struct Run {
            std::uint64_t end; ///< number of the event after the run's last, counted since the start
            std::int64_t stored_ns;
        };
        std::deque<Run> runs;
        std::uint64_t stored = 0; ///< events since the start

        void store(const domain::MarketEvent& event, std::size_t most);
        void stamp(std::int64_t now_ns);
        /// Events not older than `ttl_ns`.
        [[nodiscard]] std::size_t fresh(std::int64_t now_ns, std::int64_t ttl_ns) const;
        /// The `back`-th newest, 0 = the newest.
        [[nodiscard]] const domain::MarketEvent& newest(std::size_t back) const;
    };
    struct Place {
        std::string venue, instrument;
        mutable std::mutex mutex; // the line's writer against readers of any thread
        Ring trades, quotes, bars;
    };
    [[nodiscard]] Place* at(std::uint32_t place) const;
    [[nodiscard]] static Ring* ringOf(Place& place, domain::EventKind kind);
    [[nodiscard]] std::size_t mostOf(domain::EventKind kind) const;
    [[nodiscard]] std::int64_t ttlOf(domain::EventKind kind) const;

    const kit::CacheLimits limits_;
    mutable std::mutex mutex_; // guards the list of places; places stay where they are
    std::deque<Place> places_;
    std::map<std::pair<std::string, std::string>, std::uint32_t> by_name_;
};

} // namespace nautilus::runtime
