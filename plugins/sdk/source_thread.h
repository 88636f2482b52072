#pragma once
// The one thread of a source that streams by itself: begun once and ended once, however often it is told to.

#include "plugins/sdk/source_time.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace nautilus::sdk {

/// `mutex` and `wake` are the source's: the thread works under that lock, waits on that condition, and is
/// woken whenever the source's time is moved.
class SourceThread {
public:
    SourceThread(SourceTime& time, std::mutex& mutex, std::condition_variable& wake)
        : time_(time), mutex_(mutex), wake_(wake) {}

    /// Calls `begin` under the lock, then runs `work` on the thread until it returns, as it must soon after
    /// stopping() became true. Nothing when it runs already.
    void start(const std::function<void()>& begin, std::function<void()> work) {
        auto moved = time_.onMoved([this] { // outside the lock that it takes
            const std::scoped_lock inner(mutex_);
            wake_.notify_all();
        });
        const std::scoped_lock lock(mutex_);
        if (running_) return;
        running_ = true;
        stopping_ = false;
        begin();
        moved_ = std::move(moved);
        thread_ = std::thread(std::move(work));
    }
    /// Waits until the thread has ended, then calls `ended` without the lock and `clear` under it. Nothing
    /// when it does not run.
    void stop(const std::function<void()>& ended, const std::function<void()>& clear) {
        std::unique_ptr<kit::Subscription> moved;
        {
            const std::scoped_lock lock(mutex_);
            if (!running_ || stopping_) return;
            stopping_ = true;
            moved = std::move(moved_);
            wake_.notify_all();
        }
        thread_.join();
        moved.reset();
        ended();
        const std::scoped_lock lock(mutex_);
        running_ = stopping_ = false;
        clear();
    }

    // Under the lock.
    [[nodiscard]] bool running() const { return running_; }
    [[nodiscard]] bool stopping() const { return stopping_; }
    /// Whether lines may be taken.
    [[nodiscard]] bool takes() const { return running_ && !stopping_; }
    /// The caller is the thread itself.
    [[nodiscard]] bool isThis() const { return std::this_thread::get_id() == thread_.get_id(); }

private:
    SourceTime& time_;
    std::mutex& mutex_;
    std::condition_variable& wake_;
    std::thread thread_;
    std::unique_ptr<kit::Subscription> moved_;
    bool running_ = false, stopping_ = false;
};

} // namespace nautilus::sdk
