#include "app/runtime/job_service.h"

#include "app/runtime/job_view.h"
#include "engines/kit/field_writer.h"

#include <algorithm>

namespace nautilus::runtime {

using kit::ErrorCode;
using kit::fail;
using kit::JobState;

class JobService::Context final : public kit::JobContext {
public:
    Context(JobService& service, std::shared_ptr<Running> job) : service_(service), job_(std::move(job)) {}

    bool progress(double fraction, std::string_view message) override {
        kit::JobRecord record;
        {
            const std::scoped_lock lock(service_.mutex_);
            job_->record.progress = std::clamp(fraction, 0.0, 1.0);
            job_->record.message = message;
            record = job_->record;
        }
        service_.publish(record, false);
        return !job_->cancelled.load();
    }

private:
    JobService& service_;
    std::shared_ptr<Running> job_;
};

kit::Result<kit::JobRecord> JobService::submit(std::string kind, std::string engine, kit::Driver& driver,
                                               Body body) {
    const auto number = ledger_.nextSequence("job");
    if (!number) return kit::failAs(number);
    const auto job = std::make_shared<Running>();
    job->record.job_id = "job_" + std::to_string(*number);
    job->record.kind = std::move(kind);
    job->record.engine = std::move(engine);
    job->record.message = "waiting";
    job->record.created_at = clock_.now();
    const kit::JobRecord queued = job->record;
    if (auto saved = ledger_.saveJob(queued); !saved) return kit::failAs(saved);
    {
        const std::scoped_lock lock(mutex_);
        running_[queued.job_id] = job;
    }
    if (!driver.post([this, job, body = std::move(body)] { run(job, body); })) {
        finish(job, fail(ErrorCode::Unavailable, "too much work is waiting", "", true));
        return fail(ErrorCode::Unavailable, "too much work is waiting; try again later", "", true);
    }
    return queued;
}

void JobService::run(const std::shared_ptr<Running>& job, const Body& body) {
    if (job->cancelled.load()) return finish(job, fail(ErrorCode::Cancelled, "cancelled"));
    kit::JobRecord record;
    {
        const std::scoped_lock lock(mutex_);
        job->record.state = JobState::Running;
        job->record.message = "running";
        record = job->record;
    }
    log_.write(LogLevel::Info, record.engine, record.job_id + " (" + record.kind + ") began");
    (void)ledger_.saveJob(record).has_value(); // the final record matters; this one only helps after a crash
    publish(record, false);
    Context context(*this, job);
    try {
        finish(job, body(context));
    } catch (...) {
        finish(job, fail(ErrorCode::Internal, "the job ended by an internal error"));
    }
}

void JobService::finish(const std::shared_ptr<Running>& job, kit::Result<std::string> outcome) {
    kit::JobRecord record;
    {
        const std::scoped_lock lock(mutex_);
        auto& r = job->record;
        r.finished_at = clock_.now();
        if (outcome) {
            r.state = JobState::Succeeded;
            r.progress = 1.0;
            r.message = "done";
            r.result = std::move(*outcome);
        } else {
            const auto& error = outcome.error().front();
            r.state = error.code == ErrorCode::Cancelled ? JobState::Cancelled : JobState::Failed;
            r.message = r.state == JobState::Cancelled ? "cancelled" : "failed";
            if (r.state == JobState::Failed) r.error = error.message;
        }
        record = r;
    }
    // Saved before it leaves `running_`: a reader finds it in one of the two places. What cannot be saved
    // stays there, ended, until the program ends.
    const bool saved = ledger_.saveJob(record).has_value();
    if (saved) {
        const std::scoped_lock lock(mutex_);
        running_.erase(record.job_id);
    }
    log_.write(record.state == JobState::Failed ? LogLevel::Warning : LogLevel::Info, record.engine,
               record.job_id + " (" + record.kind + ") " + record.message +
                   (record.error.empty() ? "" : ": " + record.error));
    publish(record, true);
}

void JobService::publish(const kit::JobRecord& record, bool last) {
    stream_.publish("jobs." + record.job_id, kit::writeJson(viewOf(record)), record.engine, last);
}

kit::Result<std::vector<kit::JobRecord>> JobService::list(std::size_t limit) {
    auto stored = ledger_.jobs(limit);
    if (!stored) return stored;
    const std::scoped_lock lock(mutex_);
    for (auto& record : *stored)
        if (const auto found = running_.find(record.job_id); found != running_.end())
            record = found->second->record;
    return stored;
}

kit::Result<kit::JobRecord> JobService::find(std::string_view job_id) {
    {
        const std::scoped_lock lock(mutex_);
        if (const auto found = running_.find(job_id); found != running_.end()) return found->second->record;
    }
    auto stored = ledger_.job(job_id);
    if (!stored) return kit::failAs(stored);
    if (!*stored) return fail(ErrorCode::NotFound, "there is no job of this id", "/job_id");
    return std::move(**stored);
}

kit::Result<kit::JobRecord> JobService::cancel(std::string_view job_id) {
    {
        const std::scoped_lock lock(mutex_);
        const auto found = running_.find(job_id);
        if (found != running_.end() && !found->second->record.finished_at) {
            found->second->cancelled = true;
            return found->second->record;
        }
    }
    const auto stored = find(job_id);
    if (!stored) return stored;
    return fail(ErrorCode::Conflict, "the job has ended already", "/job_id");
}

void JobService::cancelAll() {
    const std::scoped_lock lock(mutex_);
    for (auto& [id, job] : running_)
        job->cancelled = true;
}

std::size_t JobService::runningCount() const {
    const std::scoped_lock lock(mutex_);
    return static_cast<std::size_t>(
        std::ranges::count_if(running_, [](const auto& each) { return !each.second->record.finished_at; }));
}

} // namespace nautilus::runtime
