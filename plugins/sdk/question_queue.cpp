#include "plugins/sdk/question_queue.h"

namespace nautilus::sdk {

void QuestionQueue::begin() {
    const std::scoped_lock lock(mutex_);
    if (running_) return;
    running_ = true;
    stopping_ = false;
    thread_ = std::thread([this] { work(); });
}

void QuestionQueue::end(const std::function<void()>& cut_short) {
    {
        const std::scoped_lock lock(mutex_);
        if (!running_ || stopping_) return;
        stopping_ = true;
        wake_.notify_all();
    }
    if (cut_short) cut_short();
    thread_.join();
    std::deque<Question> left;
    {
        const std::scoped_lock lock(mutex_);
        left.swap(waiting_);
        running_ = stopping_ = false;
    }
    for (const auto& each : left)
        each.refuse();
}

void QuestionQueue::post(Question question) {
    {
        const std::scoped_lock lock(mutex_);
        if (running_ && !stopping_ && waiting_.size() < kMostWaiting) {
            waiting_.push_back(std::move(question));
            wake_.notify_one();
            return;
        }
    }
    question.refuse();
}

bool QuestionQueue::running() const {
    const std::scoped_lock lock(mutex_);
    return running_ && !stopping_;
}

void QuestionQueue::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (waiting_.empty()) {
            wake_.wait(lock);
            continue;
        }
        const auto next = std::move(waiting_.front());
        waiting_.pop_front();
        lock.unlock();
        next.answer();
        lock.lock();
    }
}

} // namespace nautilus::sdk
