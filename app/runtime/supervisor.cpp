#include "app/runtime/supervisor.h"

#include <fmt/format.h>

#include <cstdio>
#include <future>

namespace nautilus::runtime {

using kit::EngineState;
using kit::ErrorCode;

namespace {

constexpr std::size_t kLaneCapacity = 10'000;
constexpr std::size_t kDriverCapacity = 1'000;

constexpr const char* verbName(kit::Verb verb) {
    constexpr const char* kNames[] = {"GET", "POST", "PUT", "DELETE"};
    return kNames[static_cast<int>(verb)];
}

constexpr const char* errorType(ErrorCode code) {
    constexpr const char* kNames[] = {"invalid_argument", "not_found",   "not_computable",    "conflict",
                                      "unauthorized",     "forbidden",   "too_many_requests", "cancelled",
                                      "unavailable",      "unsupported", "internal"};
    return kNames[static_cast<int>(code)];
}

} // namespace

Supervisor::~Supervisor() {
    stopAll();
}

Supervisor::Threads Supervisor::threadsFor(const std::string& engine_id) {
    return {std::make_unique<ThreadLane>(engine_id + "-lane", kLaneCapacity),
            std::make_unique<ThreadLane>(engine_id + "-driver", kDriverCapacity),
            std::make_unique<ThreadLane>(engine_id + "-worker", kDriverCapacity)};
}

void Supervisor::add(std::unique_ptr<kit::Engine> engine, Threads threads) {
    auto made = std::make_unique<Slot>();
    made->engine = std::move(engine);
    made->threads = std::move(threads);
    addOperations(made->engine->operations());
    slots_.push_back(std::move(made));
}

void Supervisor::addOperations(std::vector<kit::Operation> operations) {
    for (auto& operation : operations) {
        const auto& kept = operations_.emplace_back(std::move(operation));
        by_id_[kept.id] = &kept;
    }
}

kit::Engine* Supervisor::engine(std::string_view engine_id) const {
    const auto* found = slot(engine_id);
    return found ? found->engine.get() : nullptr;
}

Supervisor::Queues Supervisor::queues(const std::string& engine_id) const {
    const auto* found = slot(engine_id);
    if (!found) return {};
    const auto& threads = found->threads;
    return {threads.lane->queued(), threads.driver->queued(), threads.worker->queued()};
}

Supervisor::Slot* Supervisor::slot(std::string_view engine_id) const {
    for (const auto& each : slots_)
        if (each->engine->id() == engine_id) return each.get();
    return nullptr;
}

void Supervisor::onWorker(Slot& s, const std::function<void()>& task) {
    std::promise<void> finished;
    const bool posted = s.threads.worker->post([&] {
        try {
            task();
        } catch (const std::exception& e) {
            log_.write(LogLevel::Error, s.engine->id(), e.what());
            s.state = EngineState::Error;
        } catch (...) {
            s.state = EngineState::Error;
        }
        finished.set_value();
    });
    if (posted) finished.get_future().wait();
}

void Supervisor::startAll() {
    for (const auto& each : slots_) {
        Slot& s = *each;
        s.state = EngineState::Starting;
        onWorker(s, [&] {
            if (const auto started = s.engine->start()) {
                s.started_ns = clock_.steadyNs();
                s.state = EngineState::Running;
                log_.write(LogLevel::Info, s.engine->id(), "running");
            } else {
                markDegraded(s.engine->id(), started.error().front().message);
                s.state = EngineState::Error;
            }
        });
    }
}

void Supervisor::refreshOthers(const std::string& engine_id) {
    for (const auto& each : slots_) {
        Slot& s = *each;
        if (s.engine->id() == engine_id || s.state != EngineState::Running) continue;
        onWorker(s, [&] {
            if (const auto refreshed = s.engine->refresh(); !refreshed)
                markDegraded(s.engine->id(), refreshed.error().front().message);
            else
                log_.write(LogLevel::Info, s.engine->id(), "took in new data");
        });
    }
}

void Supervisor::stopAll() {
    for (auto it = slots_.rbegin(); it != slots_.rend(); ++it) {
        Slot& s = **it;
        if (s.state == EngineState::Stopped) continue;
        s.state = EngineState::Stopping;
        onWorker(s, [&] { s.engine->stop(); });
        s.threads.worker->stop();
        s.threads.driver->stop();
        s.threads.lane->stop();
        s.state = EngineState::Stopped;
        log_.write(LogLevel::Info, s.engine->id(), "stopped");
    }
}

void Supervisor::markDegraded(const std::string& engine_id, std::string reason) {
    log_.write(LogLevel::Warning, engine_id, "degraded: " + reason);
    if (Slot* s = slot(engine_id)) {
        const std::scoped_lock lock(s->reason_mutex);
        s->reason = std::move(reason);
        s->degraded = true;
    }
}

kit::EngineVitals Supervisor::vitals(const std::string& engine_id) const {
    kit::EngineVitals out;
    const Slot* s = slot(engine_id);
    if (!s) return out;
    out.state = s->state;
    out.degraded = s->degraded;
    {
        const std::scoped_lock lock(s->reason_mutex);
        out.degraded_reason = s->reason;
    }
    if (out.state == EngineState::Running)
        out.uptime_seconds = static_cast<double>(clock_.steadyNs() - s->started_ns) / 1e9;
    out.requests_total = s->requests;
    out.errors_total = s->errors;
    out.active_requests = s->active;
    if (out.requests_total > 0)
        out.average_response_ms =
            static_cast<double>(s->busy_ns) / 1e6 / static_cast<double>(out.requests_total);
    return out;
}

std::vector<const kit::Engine*> Supervisor::engines() const {
    std::vector<const kit::Engine*> out;
    for (const auto& each : slots_)
        out.push_back(each->engine.get());
    return out;
}

const kit::Operation* Supervisor::find(std::string_view operation_id) const {
    const auto found = by_id_.find(operation_id);
    return found == by_id_.end() ? nullptr : found->second;
}

kit::Result<kit::Reply> Supervisor::incident(Slot* s, const kit::Operation& operation, const char* what) {
    const auto number = ++incidents_;
    log_.write(LogLevel::Error, operation.engine(),
               fmt::format("incident {} in {}: {}", number, operation.id, what));
    if (s) markDegraded(s->engine->id(), fmt::format("incident {}", number));
    return kit::fail(ErrorCode::Internal, fmt::format("internal error, incident {}", number));
}

/// One operation under way. Whatever happens to it, its caller is answered exactly once: a callback that was
/// dropped uncalled (the task that held it threw, on whatever thread) is answered by the last holder's
/// release.
class Supervisor::Pending {
public:
    Pending(Supervisor& supervisor, Slot* slot, const kit::Operation& operation, kit::ReplyDone done)
        : supervisor_(supervisor), slot_(slot), operation_(operation), begun_(supervisor.clock_.steadyNs()),
          done_(std::move(done)) {
        if (slot_) ++slot_->active;
    }
    Pending(const Pending&) = delete;
    Pending& operator=(const Pending&) = delete;
    ~Pending() {
        try {
            if (!answered_) finish(supervisor_.incident(slot_, operation_, "ended without an answer"));
        } catch (...) {
            std::fputs("an answer could not be delivered\n", stderr);
        }
    }

    void finish(kit::Result<kit::Reply> reply) {
        if (answered_.exchange(true)) return;
        const auto took = supervisor_.clock_.steadyNs() - begun_;
        if (slot_) {
            --slot_->active;
            ++slot_->requests;
            slot_->busy_ns += took;
            if (!reply) ++slot_->errors;
        }
        auto& metrics = supervisor_.metrics_;
        metrics.record(operation_.engine(), verbName(operation_.verb), operation_.paths.front(),
                       static_cast<double>(took) / 1e9);
        if (!reply) metrics.recordError(operation_.engine(), errorType(reply.error().front().code));
        done_(std::move(reply));
    }

private:
    Supervisor& supervisor_;
    Slot* slot_;
    const kit::Operation& operation_;
    const std::int64_t begun_;
    kit::ReplyDone done_;
    std::atomic<bool> answered_{false};
};

void Supervisor::run(const kit::Operation& operation, const kit::Value& parameters, kit::CallPtr call,
                     kit::ReplyDone done) {
    Slot* s = slot(operation.engine());
    const auto pending = std::make_shared<Pending>(*this, s, operation, std::move(done));
    if (s && s->state != EngineState::Running && operation.scope != kit::Scope::Open)
        return pending->finish(kit::fail(
            ErrorCode::Unavailable,
            fmt::format("the {} engine is {}", s->engine->id(), engineStateName(s->state.load())), "", true));
    try {
        operation.run(parameters, std::move(call),
                      [pending](kit::Result<kit::Reply> reply) { pending->finish(std::move(reply)); });
    } catch (const std::exception& e) {
        pending->finish(incident(s, operation, e.what()));
    } catch (...) {
        pending->finish(incident(s, operation, "an exception of no known type"));
    }
}

} // namespace nautilus::runtime
