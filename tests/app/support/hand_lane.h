#pragma once
// A lane whose tasks run when the test says so, on the test's thread.

#include "engines/kit/lane.h"

#include <deque>

namespace nautilus::test {

class HandLane final : public kit::Lane {
public:
    bool post(kit::Task task) override {
        if (full) return false;
        tasks_.push_back(std::move(task));
        return true;
    }
    bool full = false; ///< takes nothing more
    void run() {
        while (!tasks_.empty()) {
            const auto task = std::move(tasks_.front());
            tasks_.pop_front();
            task();
        }
    }

private:
    std::deque<kit::Task> tasks_;
};

} // namespace nautilus::test
