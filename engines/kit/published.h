#pragma once
// An immutable value that one thread publishes and any thread reads: the newest one, kept alive by whoever
// holds it. A mutex around the pointer alone; the atomic shared pointer of GCC 12 lets a reader go on without
// ordering its read before the next store, which is a data race by the letter of the standard.

#include <memory>
#include <mutex>
#include <utility>

namespace nautilus::kit {

template <class T>
class Published {
public:
    Published() = default;
    explicit Published(std::shared_ptr<const T> first) : value_(std::move(first)) {}

    [[nodiscard]] std::shared_ptr<const T> load() const {
        const std::scoped_lock lock(mutex_);
        return value_;
    }
    void store(std::shared_ptr<const T> next) {
        { // what stood before ends outside the lock: that may take a while
            const std::scoped_lock lock(mutex_);
            value_.swap(next);
        }
    }

private:
    mutable std::mutex mutex_; // guards the pointer
    std::shared_ptr<const T> value_;
};

} // namespace nautilus::kit
