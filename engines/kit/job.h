#pragma once
// Port: long work with progress and cancel. One model for imports, runs, training, reports and backtests.

#include "engines/kit/field_table.h"
#include "engines/kit/lane.h"
#include "engines/kit/ledger.h"

#include <functional>

namespace nautilus::kit {

/// What a running job may do. Used on the job's own thread.
class JobContext {
public:
    virtual ~JobContext() = default;
    /// Fraction in [0, 1] and a line for people; false when the job was cancelled and should end.
    virtual bool progress(double fraction, std::string_view message) = 0;
};

/// What an operation answers that queued a job.
struct JobAccepted {
    std::string job_id;
    std::string state;

    static constexpr auto fields() {
        return std::make_tuple(field("job_id", &JobAccepted::job_id).doc("See /api/v1/jobs/{job_id}"),
                               field("state", &JobAccepted::state));
    }
    [[nodiscard]] static JobAccepted of(const JobRecord& job) {
        return {job.job_id, std::string(jobStateName(job.state))};
    }
};

class Jobs {
public:
    virtual ~Jobs() = default;
    /// Answers the JSON of the result.
    using Body = std::function<Result<std::string>(JobContext&)>;
    /// Runs `body` on `driver`. Answers the new job, queued. Progress goes out on the topic "jobs.<job_id>".
    virtual Result<JobRecord> submit(std::string kind, std::string engine, Driver& driver, Body body) = 0;
    virtual Result<std::vector<JobRecord>> list(std::size_t limit) = 0;
    virtual Result<JobRecord> find(std::string_view job_id) = 0;
    /// Conflict when the job has ended already.
    virtual Result<JobRecord> cancel(std::string_view job_id) = 0;
};

} // namespace nautilus::kit
