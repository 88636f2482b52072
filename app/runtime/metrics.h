#pragma once
// Counters and durations of requests, kept by prometheus-cpp under the documented names.

#include "app/runtime/local_stream.h"
#include "engines/kit/engine.h"

#include <prometheus/counter.h>
#include <prometheus/registry.h>
#include <prometheus/summary.h>

#include <map>
#include <shared_mutex>
#include <string>
#include <tuple>

namespace nautilus::runtime {

class Metrics {
public:
    Metrics();

    /// One finished request. `endpoint` is the path template, never a path with user data.
    void record(const std::string& engine, const std::string& method, const std::string& endpoint,
                double seconds);
    void recordError(const std::string& engine, const std::string& error_type);

    struct Latency {
        double p50_ms = domain::kMissing, p95_ms = domain::kMissing, p99_ms = domain::kMissing;
    };
    /// Quantiles of an engine's requests over the last minute; NaN without one.
    [[nodiscard]] Latency latency(const std::string& engine) const;
    struct Usage {
        std::string engine, method, endpoint;
        double requests = 0;
    };
    /// Requests by endpoint since the start, by engine, method, endpoint.
    [[nodiscard]] std::vector<Usage> usage() const;

    /// Prometheus text of one engine: shared families plus what the engine adds.
    [[nodiscard]] std::string page(const std::string& engine, const std::vector<kit::MetricSample>& own,
                                   const LocalStream& stream) const;

private:
    prometheus::Counter& requests(const std::string& engine, const std::string& method,
                                  const std::string& endpoint);
    prometheus::Summary& duration(const std::string& engine);

    prometheus::Registry registry_;
    prometheus::Family<prometheus::Counter>& requests_;
    prometheus::Family<prometheus::Summary>& durations_;
    prometheus::Family<prometheus::Counter>& errors_;
    std::shared_mutex mutex_; // guards the two look-ups; the figures themselves are atomic
    std::map<std::tuple<std::string, std::string, std::string>, prometheus::Counter*> known_requests_;
    std::map<std::string, prometheus::Summary*> known_durations_;
};

} // namespace nautilus::runtime
