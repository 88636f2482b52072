#pragma once
// Questions to a source, answered one after the other on a thread of its own, each exactly once: also those
// that wait when the source stops.

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace nautilus::sdk {

/// Any thread. `begin` and `end` take turns.
class QuestionQueue {
public:
    struct Question {
        std::function<void()> answer; ///< on the queue's thread
        std::function<void()> refuse; ///< instead, on any thread: stopped, or too much waits
    };
    static constexpr std::size_t kMostWaiting = 1'000;

    QuestionQueue() = default;
    ~QuestionQueue() { end({}); }
    QuestionQueue(const QuestionQueue&) = delete;
    QuestionQueue& operator=(const QuestionQueue&) = delete;

    /// Changes nothing when it runs.
    void begin();
    /// Waits for the question that is being answered, which `cut_short` ends, and refuses the others.
    void end(const std::function<void()>& cut_short);
    void post(Question question);
    [[nodiscard]] bool running() const;

private:
    void work();

    mutable std::mutex mutex_; // guards what follows
    std::condition_variable wake_;
    std::deque<Question> waiting_;
    bool running_ = false, stopping_ = false;
    std::thread thread_;
};

} // namespace nautilus::sdk
