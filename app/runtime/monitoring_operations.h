#pragma once
// How the program itself is doing: what the system dashboard shows, from the figures that Prometheus sees.

#include "app/runtime/activity.h"

namespace nautilus::runtime {

struct MonitoredParts {
    Supervisor& supervisor;
    JobService& jobs;
    Metrics& metrics;
    Log& log;
    ThreadPool& pool;
    ThreadLane& driver; ///< of the operations that no engine owns
    ActivityRecorder& activity;
};

[[nodiscard]] std::vector<kit::Operation> monitoringOperations(MonitoredParts parts);

} // namespace nautilus::runtime
