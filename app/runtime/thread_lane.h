#pragma once
// The embedded lane and driver: one named thread with one bounded queue. Also the embedded compute pool.

#include "engines/kit/lane.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace nautilus::runtime {

/// One thread that runs tasks in the order of posting. The queue refuses when it is full: the caller answers
/// 503 rather than let memory grow. Stopping runs what is queued, then joins.
class ThreadLane final : public kit::Lane, public kit::Driver {
public:
    ThreadLane(std::string name, std::size_t capacity);
    ~ThreadLane() override;
    ThreadLane(const ThreadLane&) = delete;
    ThreadLane& operator=(const ThreadLane&) = delete;

    [[nodiscard]] bool post(kit::Task task) override;
    void stop();
    [[nodiscard]] std::size_t queued() const;

private:
    void work();

    const std::string name_;
    const std::size_t capacity_;
    mutable std::mutex mutex_; // guards the queue, the only thing two threads share here
    std::condition_variable wake_;
    std::deque<kit::Task> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

/// Compute threads shared by all engines; interactive tasks overtake background ones between tasks.
class ThreadPool final : public kit::Pool {
public:
    explicit ThreadPool(std::size_t threads);
    ~ThreadPool() override;
    ThreadPool(const ThreadPool&) = delete;
    ThreadPool& operator=(const ThreadPool&) = delete;

    void post(kit::Priority priority, kit::Task task) override;
    [[nodiscard]] std::size_t threadCount() const override { return threads_.size(); }
    /// Tasks that wait: interactive, background.
    [[nodiscard]] std::pair<std::size_t, std::size_t> queued() const;
    void forRange(kit::Priority priority, std::size_t n, std::size_t grain, const Body& body) override;

private:
    void work();

    mutable std::mutex mutex_; // guards both queues
    std::condition_variable wake_;
    std::deque<kit::Task> interactive_;
    std::deque<kit::Task> background_;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace nautilus::runtime
