#pragma once
// A thread that calls a function again and again, for what is done by the clock. The function must be short:
// it posts to a lane or driver. Tests call the function themselves instead.

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace nautilus::kit {

class Pulse {
public:
    Pulse() = default;
    ~Pulse() { stop(); }
    Pulse(const Pulse&) = delete;
    Pulse& operator=(const Pulse&) = delete;

    /// Once; later calls change nothing.
    void start(std::int64_t interval_ns, std::function<void()> beat) {
        if (thread_.joinable()) return;
        thread_ = std::thread([this, interval_ns, beat = std::move(beat)] {
            std::unique_lock lock(mutex_);
            while (!wake_.wait_for(lock, std::chrono::nanoseconds(interval_ns), [this] { return ending_; })) {
                lock.unlock();
                beat();
                lock.lock();
            }
        });
    }
    /// For good; the function does not run any more afterwards. Not from the function itself.
    void stop() {
        {
            const std::scoped_lock lock(mutex_);
            ending_ = true;
        }
        wake_.notify_all();
        if (thread_.joinable()) thread_.join();
    }

private:
    std::mutex mutex_; // guards ending_ for the thread that waits
    std::condition_variable wake_;
    bool ending_ = false;
    std::thread thread_;
};

} // namespace nautilus::kit
