#include "app/runtime/activity.h"

#include "app/platform/platform.h"

#include <algorithm>

namespace nautilus::runtime {

using kit::Table;

namespace {

constexpr double kMebi = 1024.0 * 1024.0;
constexpr double kNsPerSecond = 1e9;

using PerEngine = ActivitySample::PerEngine;

const PerEngine* find(const ActivitySample& sample, const std::string& engine) {
    const auto found = std::ranges::find(sample.engines, engine, &PerEngine::engine);
    return found == sample.engines.end() ? nullptr : &*found;
}

double rate(std::int64_t now, std::int64_t before, double seconds) {
    if (seconds <= 0 || now < before) return domain::kMissing;
    return static_cast<double>(now - before) / seconds;
}

/// The columns of one engine; `first` is the first sample shown.
void addEngine(Table& table, const std::deque<ActivitySample>& samples, std::size_t first,
               const std::string& engine) {
    Table::Numbers requests, errors, p95, queued;
    for (std::size_t i = first; i < samples.size(); ++i) {
        const auto* now = find(samples[i], engine);
        const auto* before = i > 0 ? find(samples[i - 1], engine) : nullptr;
        const double seconds =
            i > 0 ? static_cast<double>(samples[i].at.ns - samples[i - 1].at.ns) / kNsPerSecond : 0.0;
        const bool known = now && before;
        requests.push_back(known ? rate(now->requests_total, before->requests_total, seconds)
                                 : domain::kMissing);
        errors.push_back(known ? rate(now->errors_total, before->errors_total, seconds) : domain::kMissing);
        p95.push_back(now ? now->p95_ms : domain::kMissing);
        queued.push_back(now ? static_cast<double>(now->queued) : domain::kMissing);
    }
    table.add("requests_per_second:" + engine, std::move(requests));
    table.add("errors_per_second:" + engine, std::move(errors));
    table.add("p95_ms:" + engine, std::move(p95));
    table.add("queued:" + engine, std::move(queued));
}

} // namespace

Table activityTable(const std::deque<ActivitySample>& samples, std::size_t newest) {
    const std::size_t first = samples.size() > newest ? samples.size() - newest : 0;
    Table::Texts time;
    Table::Numbers memory;
    Table::Integers jobs, pool;
    for (std::size_t i = first; i < samples.size(); ++i) {
        time.push_back(samples[i].at.rfc3339());
        memory.push_back(static_cast<double>(samples[i].resident_bytes) / kMebi);
        jobs.push_back(samples[i].jobs_running);
        pool.push_back(samples[i].pool_queued);
    }
    Table table;
    table.add("time", std::move(time));
    table.add("memory_mib", std::move(memory));
    table.add("jobs_running", std::move(jobs));
    table.add("queued:pool", std::move(pool));
    if (!samples.empty())
        for (const auto& each : samples.back().engines)
            addEngine(table, samples, first, each.engine);
    return table;
}

void ActivityRecorder::start() {
    if (thread_.joinable()) return;
    sample();
    thread_ = std::thread([this] {
        std::unique_lock lock(mutex_);
        while (!wake_.wait_for(lock, kPeriod, [this] { return stopping_; })) {
            lock.unlock();
            sample();
            lock.lock();
        }
    });
}

void ActivityRecorder::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void ActivityRecorder::sample() {
    ActivitySample now;
    now.at = parts_.clock.now();
    now.resident_bytes = platform::residentBytes();
    now.jobs_running = static_cast<std::int64_t>(parts_.jobs.runningCount());
    const auto [interactive, background] = parts_.pool.queued();
    now.pool_queued = static_cast<std::int64_t>(interactive + background);
    for (const auto* engine : parts_.supervisor.engines()) {
        const auto vitals = parts_.supervisor.vitals(engine->id());
        const auto queues = parts_.supervisor.queues(engine->id());
        now.engines.push_back({engine->id(), vitals.requests_total, vitals.errors_total,
                               static_cast<std::int64_t>(queues.lane + queues.driver + queues.worker),
                               parts_.metrics.latency(engine->id()).p95_ms});
    }
    const std::lock_guard lock(mutex_);
    samples_.push_back(std::move(now));
    if (samples_.size() > kKept) samples_.pop_front();
}

Table ActivityRecorder::table(std::size_t newest) const {
    const std::lock_guard lock(mutex_);
    return activityTable(samples_, newest);
}

} // namespace nautilus::runtime
