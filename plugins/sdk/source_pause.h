#pragma once
// A wait of a source's own thread that can be cut short: by the time the sources wait by, and by `cancel`.

#include "plugins/sdk/source_time.h"

#include <condition_variable>
#include <mutex>

namespace nautilus::sdk {

/// One thread waits at a time; any thread cancels.
class SourcePause {
public:
    explicit SourcePause(SourceTime& time) : time_(time) {}

    /// Returns when it is `until_ns`; false when the wait was cancelled, also before it began.
    bool until(std::int64_t until_ns) {
        const auto listening = time_.onMoved([this] {
            const std::scoped_lock lock(mutex_);
            wake_.notify_all();
        });
        std::unique_lock lock(mutex_);
        while (!cancelled_) {
            const auto rest = time_.sleepFor(until_ns);
            if (rest.count() <= 0) return true;
            wake_.wait_for(lock, rest);
        }
        return false;
    }
    /// Ends the wait, and every later one until `renew`.
    void cancel() {
        const std::scoped_lock lock(mutex_);
        cancelled_ = true;
        wake_.notify_all();
    }
    void renew() {
        const std::scoped_lock lock(mutex_);
        cancelled_ = false;
    }
    [[nodiscard]] bool cancelled() const {
        const std::scoped_lock lock(mutex_);
        return cancelled_;
    }

private:
    SourceTime& time_;
    mutable std::mutex mutex_; // guards cancelled_
    std::condition_variable wake_;
    bool cancelled_ = false;
};

} // namespace nautilus::sdk
