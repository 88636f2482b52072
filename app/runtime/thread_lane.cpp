#include "app/runtime/thread_lane.h"

#include "app/platform/platform.h"

#include <algorithm>
#include <cstdio>
#include <exception>

namespace nautilus::runtime {

namespace {

/// Runs one task. What escapes it ends with the task: the callbacks that it held are released, and the
/// supervisor answers for those that were never called. The thread goes on.
void runGuarded(const std::string& thread, kit::Task task) {
    try {
        task();
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s: %s\n", thread.c_str(), e.what());
    } catch (...) {
        std::fprintf(stderr, "%s: an exception of no known type\n", thread.c_str());
    }
}

} // namespace

ThreadLane::ThreadLane(std::string name, std::size_t capacity)
    : name_(std::move(name)), capacity_(capacity), thread_([this] { work(); }) {}

ThreadLane::~ThreadLane() {
    stop();
}

bool ThreadLane::post(kit::Task task) {
    {
        const std::scoped_lock lock(mutex_);
        if (stopping_ || queue_.size() >= capacity_) return false;
        queue_.push_back(std::move(task));
    }
    wake_.notify_one();
    return true;
}

void ThreadLane::stop() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

std::size_t ThreadLane::queued() const {
    const std::scoped_lock lock(mutex_);
    return queue_.size();
}

void ThreadLane::work() {
    platform::nameThisThread(name_);
    while (true) {
        kit::Task task;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            task = std::move(queue_.front());
            queue_.pop_front();
        }
        runGuarded(name_, std::move(task));
    }
}

ThreadPool::ThreadPool(std::size_t threads) {
    for (std::size_t i = 0; i < std::max<std::size_t>(threads, 1); ++i)
        threads_.emplace_back([this, i] {
            platform::nameThisThread("compute-" + std::to_string(i));
            work();
        });
}

ThreadPool::~ThreadPool() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    for (auto& thread : threads_)
        thread.join();
}

std::pair<std::size_t, std::size_t> ThreadPool::queued() const {
    const std::scoped_lock lock(mutex_);
    return {interactive_.size(), background_.size()};
}

void ThreadPool::post(kit::Priority priority, kit::Task task) {
    {
        const std::scoped_lock lock(mutex_);
        (priority == kit::Priority::Interactive ? interactive_ : background_).push_back(std::move(task));
    }
    wake_.notify_one();
}

void ThreadPool::work() {
    while (true) {
        kit::Task task;
        {
            std::unique_lock lock(mutex_);
            wake_.wait(lock, [this] { return stopping_ || !interactive_.empty() || !background_.empty(); });
            auto& queue = interactive_.empty() ? background_ : interactive_;
            if (queue.empty()) return;
            task = std::move(queue.front());
            queue.pop_front();
        }
        runGuarded("compute", std::move(task));
    }
}

namespace {

/// What the blocks of one forRange share; kept alive by the blocks, since the waiter may leave first.
struct RangeState {
    std::mutex mutex; // guards `left` and `error` for the waiting thread
    std::condition_variable done;
    std::size_t left = 0;
    std::exception_ptr error;
};

} // namespace

void ThreadPool::forRange(kit::Priority priority, std::size_t n, std::size_t grain, const Body& body) {
    if (n == 0) return;
    grain = std::max<std::size_t>(grain, 1);
    const std::size_t blocks = (n + grain - 1) / grain;
    const auto state = std::make_shared<RangeState>();
    state->left = blocks;
    for (std::size_t b = 0; b < blocks; ++b)
        post(priority, [state, &body, begin = b * grain, end = std::min(n, (b + 1) * grain)] {
            std::exception_ptr error;
            try {
                body(begin, end);
            } catch (...) {
                error = std::current_exception();
            }
            const std::scoped_lock lock(state->mutex);
            if (error && !state->error) state->error = error;
            if (--state->left == 0) state->done.notify_all();
        });
    std::unique_lock lock(state->mutex);
    state->done.wait(lock, [&] { return state->left == 0; });
    if (state->error) std::rethrow_exception(state->error);
}

} // namespace nautilus::runtime
