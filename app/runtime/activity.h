#pragma once
// The last hour of what the program did: memory, queues, requests, errors and latency at even intervals, so
// that the system dashboard shows a past from its first moment. Every figure is one that Prometheus sees too.

#include "app/runtime/job_service.h"
#include "app/runtime/supervisor.h"

#include <condition_variable>
#include <deque>
#include <thread>

namespace nautilus::runtime {

/// What was counted at one moment.
struct ActivitySample {
    struct PerEngine {
        std::string engine;
        std::int64_t requests_total = 0;
        std::int64_t errors_total = 0;
        std::int64_t queued = 0;          ///< tasks that wait in its lane, driver and worker
        double p95_ms = domain::kMissing; ///< of the last minute; NaN without requests
    };
    domain::Timestamp at;
    std::int64_t resident_bytes = 0;
    std::int64_t jobs_running = 0;
    std::int64_t pool_queued = 0;
    std::vector<PerEngine> engines;
};

/// Samples as rows in order of time: `time`, `memory_mib`, `jobs_running`, `queued:pool`, and for every
/// engine `requests_per_second:E`, `errors_per_second:E`, `p95_ms:E`, `queued:E`. A rate is the difference to
/// the sample before over the time between; it is missing in the first row, and where a counter fell back.
[[nodiscard]] kit::Table activityTable(const std::deque<ActivitySample>& samples, std::size_t newest);

/// Takes a sample every few seconds on a thread of its own. table() may be called from any thread.
class ActivityRecorder {
public:
    static constexpr std::chrono::seconds kPeriod{5};
    static constexpr std::size_t kKept = 720; ///< an hour

    struct Parts {
        const Supervisor& supervisor;
        const JobService& jobs;
        const Metrics& metrics;
        const ThreadPool& pool;
        const kit::Clock& clock;
    };

    explicit ActivityRecorder(Parts parts) : parts_(parts) {}
    ~ActivityRecorder() { stop(); }
    ActivityRecorder(const ActivityRecorder&) = delete;
    ActivityRecorder& operator=(const ActivityRecorder&) = delete;

    void start();
    void stop();
    void sample();
    [[nodiscard]] kit::Table table(std::size_t newest) const;

private:
    const Parts parts_;
    mutable std::mutex mutex_; // guards the samples and stopping_
    std::condition_variable wake_;
    std::deque<ActivitySample> samples_;
    bool stopping_ = false;
    std::thread thread_;
};

} // namespace nautilus::runtime
