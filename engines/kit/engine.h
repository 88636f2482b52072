#pragma once
// Engine: the contract that every room is written against. The supervisor starts and stops engines in order
// and derives health, metrics and the registry from what is here.

#include "engines/domain/panel.h"
#include "engines/kit/lineage.h"
#include "engines/kit/operation.h"

#include <memory>

namespace nautilus::kit {

enum class EngineState { Stopped, Starting, Running, Stopping, Error };

[[nodiscard]] constexpr std::string_view engineStateName(EngineState state) {
    constexpr std::string_view kNames[] = {"STOPPED", "STARTING", "RUNNING", "STOPPING", "ERROR"};
    return kNames[static_cast<int>(state)];
}

/// What an engine adds to its metrics page.
struct MetricSample {
    std::string name; ///< Prometheus name, "factor_calculations_completed_total"
    std::string help;
    double value = 0.0;
    bool counter = true;
};

/// What the supervisor knows of a running engine.
struct EngineVitals {
    EngineState state = EngineState::Stopped;
    bool degraded = false; ///< something escaped an operation, or a part could not be loaded
    std::string degraded_reason;
    double uptime_seconds = 0.0;
    std::int64_t requests_total = 0;
    std::int64_t errors_total = 0;
    double average_response_ms = domain::kMissing; ///< over all requests; NaN before the first
    std::int64_t active_requests = 0;
};

/// The documented word for it.
[[nodiscard]] inline std::string healthWord(const EngineVitals& vitals) {
    if (vitals.state != EngineState::Running) return "unhealthy";
    return vitals.degraded ? "degraded" : "healthy";
}

/// Port: lets an engine report on itself. Any thread.
class VitalsSource {
public:
    virtual ~VitalsSource() = default;
    [[nodiscard]] virtual EngineVitals vitals(const std::string& engine_id) const = 0;
};

class Engine {
public:
    virtual ~Engine() = default;
    [[nodiscard]] virtual std::string id() const = 0;    ///< "factor"
    [[nodiscard]] virtual std::string title() const = 0; ///< "Factor Engine"
    [[nodiscard]] virtual std::string version() const = 0;
    [[nodiscard]] virtual int port() const = 0; ///< documented port, 8300
    [[nodiscard]] virtual std::vector<std::string> capabilities() const = 0;

    /// Loads state. Runs on the engine's worker thread; an error puts the engine into ERROR.
    virtual Result<void> start() = 0;
    virtual void stop() = 0;
    /// Tells the engine that the catalog moved on. Runs on the engine's worker thread.
    virtual Result<void> refresh() = 0;

    /// The table of what the outside may ask, with the engine's own `health`. Built once, before start.
    [[nodiscard]] virtual std::vector<Operation> operations() = 0;
    /// Says where one value of one of its answers came from. The default knows nothing beyond the operation's
    /// own description (Unsupported). Answers on any thread.
    virtual void explain(LineageQuestion, CallPtr, Done<LineageNode> done) {
        done(fail(ErrorCode::Unsupported, "this engine does not explain its values"));
    }

    /// Numbers of the status answer. Any thread.
    [[nodiscard]] virtual Keyed<double> statistics() const = 0;
    /// What the engine adds to its metrics page. Any thread.
    [[nodiscard]] virtual std::vector<MetricSample> metrics() const = 0;
};

} // namespace nautilus::kit
