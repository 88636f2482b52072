#include "plugins/sdk/delivery.h"

#include <algorithm>

namespace nautilus::sdk {

void Delivery::open(std::uint32_t line, kit::EventSink sink) {
    const std::scoped_lock lock(mutex_);
    if (!sink_) sink_ = std::move(sink);
    lines_.insert(line);
}

bool Delivery::close(std::uint32_t line) {
    std::unique_lock lock(mutex_);
    if (lines_.erase(line) == 0) return false;
    settle(lock);
    return true;
}

void Delivery::closeAll() {
    std::unique_lock lock(mutex_);
    lines_.clear();
    settle(lock);
}

/// Waits out the batch that is on its way; the next one knows already.
void Delivery::settle(std::unique_lock<std::mutex>& lock) {
    if (!delivering_ || deliverer_ == std::this_thread::get_id()) return;
    const auto batch = batches_;
    idle_.wait(lock, [&] { return !delivering_ || batches_ != batch; });
}

std::size_t Delivery::deliver(std::span<const domain::MarketEvent> events) {
    std::unique_lock lock(mutex_);
    const auto open = [this](const domain::MarketEvent& event) { return lines_.contains(event.line); };
    auto passing = events;
    if (!std::ranges::all_of(events, open)) {
        kept_.clear();
        std::ranges::copy_if(events, std::back_inserter(kept_), open);
        passing = kept_;
    }
    const auto left_out = events.size() - passing.size();
    if (passing.empty()) return left_out;
    delivering_ = true;
    deliverer_ = std::this_thread::get_id();
    ++batches_;
    lock.unlock();
    sink_(passing);
    lock.lock();
    delivering_ = false;
    idle_.notify_all();
    return left_out;
}

bool Delivery::isOpen(std::uint32_t line) const {
    const std::scoped_lock lock(mutex_);
    return lines_.contains(line);
}

std::size_t Delivery::openCount() const {
    const std::scoped_lock lock(mutex_);
    return lines_.size();
}

} // namespace nautilus::sdk
