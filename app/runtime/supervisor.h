#pragma once
// Starts, watches and stops the engines; the one way by which any visitor runs an operation.
//
// Order of start is the order of adding, stop the reverse. An exception that escapes an operation, on any
// thread, marks its engine degraded and answers 500 with an incident id; the other engines go on.

#include "app/runtime/log.h"
#include "app/runtime/metrics.h"
#include "app/runtime/thread_lane.h"
#include "engines/kit/clock.h"
#include "engines/kit/ports.h"

#include <atomic>
#include <deque>
#include <memory>

namespace nautilus::runtime {

class Supervisor final : public kit::VitalsSource {
public:
    Supervisor(const kit::Clock& clock, Metrics& metrics, Log& log)
        : clock_(clock), metrics_(metrics), log_(log) {}
    ~Supervisor() override;

    /// The threads are made before the engine, which is built with them.
    struct Threads {
        std::unique_ptr<ThreadLane> lane;
        std::unique_ptr<ThreadLane> driver;
        std::unique_ptr<ThreadLane> worker;
        [[nodiscard]] kit::EngineThreads view() const { return {*lane, *driver, *worker}; }
    };
    [[nodiscard]] static Threads threadsFor(const std::string& engine_id);
    void add(std::unique_ptr<kit::Engine> engine, Threads threads);
    /// Operations that no engine owns (jobs, settings, health of all ...).
    void addOperations(std::vector<kit::Operation> operations);

    /// Starts every engine, each on its own worker thread, and waits. An engine that fails is in ERROR; the
    /// others run.
    void startAll();
    void stopAll();
    /// Lets every running engine but one take in a new catalog epoch, each on its own worker; waits. Called
    /// from the worker of the engine that is left out.
    void refreshOthers(const std::string& engine_id);
    void markDegraded(const std::string& engine_id, std::string reason);

    [[nodiscard]] kit::EngineVitals vitals(const std::string& engine_id) const override;
    [[nodiscard]] std::vector<const kit::Engine*> engines() const;
    /// Tasks that wait on an engine's threads.
    struct Queues {
        std::size_t lane = 0, driver = 0, worker = 0;
    };
    [[nodiscard]] Queues queues(const std::string& engine_id) const;
    /// nullptr when there is none of that id.
    [[nodiscard]] kit::Engine* engine(std::string_view engine_id) const;
    /// Complete after the last add; addresses stay valid.
    [[nodiscard]] const std::deque<kit::Operation>& operations() const { return operations_; }
    [[nodiscard]] const kit::Operation* find(std::string_view operation_id) const;

    /// Runs one operation and keeps the figures. `done` runs exactly once, on any thread.
    void run(const kit::Operation& operation, const kit::Value& parameters, kit::CallPtr call,
             kit::ReplyDone done);

private:
    struct Slot {
        std::unique_ptr<kit::Engine> engine;
        Threads threads;
        std::atomic<kit::EngineState> state{kit::EngineState::Stopped};
        std::atomic<bool> degraded{false};
        std::atomic<std::int64_t> started_ns{0};
        std::atomic<std::int64_t> requests{0}, errors{0}, active{0}, busy_ns{0};
        mutable std::mutex reason_mutex; // guards `reason`, written when an engine fails
        std::string reason;
    };
    class Pending;
    [[nodiscard]] Slot* slot(std::string_view engine_id) const;
    void onWorker(Slot& slot, const std::function<void()>& task);
    kit::Result<kit::Reply> incident(Slot* slot, const kit::Operation& operation, const char* what);

    const kit::Clock& clock_;
    Metrics& metrics_;
    Log& log_;
    std::vector<std::unique_ptr<Slot>> slots_;
    std::deque<kit::Operation> operations_;
    std::map<std::string, const kit::Operation*, std::less<>> by_id_;
    std::atomic<std::uint64_t> incidents_{0};
};

} // namespace nautilus::runtime
