#pragma once

#include "app/runtime/log.h"
#include "engines/kit/clock.h"
#include "engines/kit/job.h"
#include "engines/kit/stream.h"

#include <atomic>
#include <map>
#include <mutex>

namespace nautilus::runtime {

/// Jobs in the ledger; the running ones also here, so that progress does not cost a commit each.
class JobService final : public kit::Jobs {
public:
    JobService(kit::Ledger& ledger, kit::Stream& stream, const kit::Clock& clock, Log& log)
        : ledger_(ledger), stream_(stream), clock_(clock), log_(log) {}

    kit::Result<kit::JobRecord> submit(std::string kind, std::string engine, kit::Driver& driver,
                                       Body body) override;
    kit::Result<std::vector<kit::JobRecord>> list(std::size_t limit) override;
    kit::Result<kit::JobRecord> find(std::string_view job_id) override;
    kit::Result<kit::JobRecord> cancel(std::string_view job_id) override;
    /// Asks every running job to end.
    void cancelAll();
    [[nodiscard]] std::size_t runningCount() const;

private:
    struct Running {
        kit::JobRecord record;
        std::atomic<bool> cancelled{false};
    };
    class Context;

    void run(const std::shared_ptr<Running>& job, const Body& body);
    void publish(const kit::JobRecord& record, bool last);
    void finish(const std::shared_ptr<Running>& job, kit::Result<std::string> outcome);

    kit::Ledger& ledger_;
    kit::Stream& stream_;
    const kit::Clock& clock_;
    Log& log_;
    mutable std::mutex mutex_; // guards running_ and the records in it
    std::map<std::string, std::shared_ptr<Running>, std::less<>> running_;
};

} // namespace nautilus::runtime
