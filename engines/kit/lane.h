#pragma once
// Where work runs. An engine's state is touched on its lane only; heavy work goes to the one compute pool on
// immutable snapshots; calls that block (database, files) run on a driver thread. A lane never waits.

#include <cstddef>
#include <functional>

namespace nautilus::kit {

using Task = std::function<void()>;

/// One thread and one bounded queue.
class Lane {
public:
    virtual ~Lane() = default;
    /// Queues a task; false when the queue is full or the lane has stopped (the task is then dropped).
    [[nodiscard]] virtual bool post(Task task) = 0;
};

enum class Priority { Interactive, Background };

/// The shared compute threads. Tasks should last at most 5 ms; interactive ones go first.
class Pool {
public:
    virtual ~Pool() = default;
    virtual void post(Priority priority, Task task) = 0;
    [[nodiscard]] virtual std::size_t threadCount() const = 0;

    using Body = std::function<void(std::size_t begin, std::size_t end)>;
    /// Splits [0, n) into blocks of `grain` and returns when all are done. Only for driver threads: a lane or
    /// a pool thread that waited here could wait for itself.
    virtual void forRange(Priority priority, std::size_t n, std::size_t grain, const Body& body) = 0;
};

/// A thread of its own for calls that block and for the order of long jobs.
class Driver {
public:
    virtual ~Driver() = default;
    [[nodiscard]] virtual bool post(Task task) = 0;
};

} // namespace nautilus::kit
