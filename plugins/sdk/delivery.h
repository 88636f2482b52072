#pragma once
// The way of events from a source's thread to the one who subscribed: keeps to the lines that are open, and
// to the promise that nothing arrives once a line was closed.

#include "engines/kit/data_source.h"

#include <condition_variable>
#include <mutex>
#include <thread>
#include <unordered_set>
#include <vector>

namespace nautilus::sdk {

/// Any thread; one thread at a time delivers.
class Delivery {
public:
    /// The first sink stays.
    void open(std::uint32_t line, kit::EventSink sink);
    /// Returns when no event of the line is on its way any more; at once when called from the sink itself.
    /// False when the line was not open.
    bool close(std::uint32_t line);
    void closeAll();
    /// Hands on the events of open lines; returns how many were left out.
    std::size_t deliver(std::span<const domain::MarketEvent> events);
    [[nodiscard]] bool isOpen(std::uint32_t line) const;
    [[nodiscard]] std::size_t openCount() const;

private:
    void settle(std::unique_lock<std::mutex>& lock);

    mutable std::mutex mutex_; // guards what follows
    std::condition_variable idle_;
    std::unordered_set<std::uint32_t> lines_;
    kit::EventSink sink_;
    std::vector<domain::MarketEvent> kept_;
    bool delivering_ = false;
    std::uint64_t batches_ = 0;
    std::thread::id deliverer_;
};

} // namespace nautilus::sdk
