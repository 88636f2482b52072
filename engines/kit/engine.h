#pragma once
// Engine: the contract that every room is written against. The supervisor starts and stops engines in order and
// derives health, metrics and the registry from what is here.

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

class Engine {
public:
    virtual ~Engine() = default;
    [[nodiscard]] virtual std::string id() const = 0;      ///< "factor"
    [[nodiscard]] virtual std::string title() const = 0;   ///< "Factor Engine"
    [[nodiscard]] virtual std::string version() const = 0;
    [[nodiscard]] virtual int port() const = 0;            ///< documented port, 8300
    [[nodiscard]] virtual std::vector<std::string> capabilities() const = 0;

    /// Loads state. Runs on the engine's driver thread; an error puts the engine into ERROR.
    virtual Result<void> start() = 0;
    virtual void stop() = 0;
    /// Tells the engine that the catalog moved on. Runs on the engine's driver thread.
    virtual Result<void> refresh() = 0;

    /// The table of what the outside may ask. Built once, before start.
    [[nodiscard]] virtual std::vector<Operation> operations() = 0;
    /// Fields of the documented health answer beyond those that all engines share. Any thread.
    virtual void writeHealth(JsonWriter& out) const = 0;
    /// Numbers of the status answer. Any thread.
    virtual void writeStatus(JsonWriter& out) const = 0;
    [[nodiscard]] virtual std::vector<MetricSample> metrics() const = 0;
};

} // namespace nautilus::kit
