#include "app/runtime/metrics.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <chrono>

namespace nautilus::runtime {

namespace {

using Families = std::vector<prometheus::MetricFamily>;

prometheus::MetricFamily familyOf(const std::string& name, const std::string& help,
                                  prometheus::MetricType type) {
    prometheus::MetricFamily family;
    family.name = name;
    family.help = help;
    family.type = type;
    return family;
}

prometheus::ClientMetric metricOf(double value, bool counter,
                                  std::vector<prometheus::ClientMetric::Label> labels) {
    prometheus::ClientMetric metric;
    metric.label = std::move(labels);
    if (counter)
        metric.counter.value = value;
    else
        metric.gauge.value = value;
    return metric;
}

/// The metrics of one family that carry this engine's label.
prometheus::MetricFamily onlyEngine(prometheus::MetricFamily family, const std::string& engine) {
    std::erase_if(family.metric, [&](const prometheus::ClientMetric& metric) {
        return std::ranges::none_of(
            metric.label, [&](const auto& label) { return label.name == "engine" && label.value == engine; });
    });
    return family;
}

} // namespace

Metrics::Metrics()
    : requests_(prometheus::BuildCounter()
                    .Name("engine_requests_total")
                    .Help("Requests answered")
                    .Register(registry_)),
      durations_(prometheus::BuildSummary()
                     .Name("engine_request_duration_seconds")
                     .Help("Time from a request's arrival to its answer")
                     .Register(registry_)),
      errors_(prometheus::BuildCounter()
                  .Name("engine_errors_total")
                  .Help("Requests that failed")
                  .Register(registry_)) {}

prometheus::Counter& Metrics::requests(const std::string& engine, const std::string& method,
                                       const std::string& endpoint) {
    const auto key = std::tuple(engine, method, endpoint);
    {
        const std::shared_lock lock(mutex_);
        if (const auto found = known_requests_.find(key); found != known_requests_.end())
            return *found->second;
    }
    const std::unique_lock lock(mutex_);
    auto& slot = known_requests_[key];
    slot = &requests_.Add({{"engine", engine}, {"method", method}, {"endpoint", endpoint}});
    return *slot;
}

prometheus::Summary& Metrics::duration(const std::string& engine) {
    {
        const std::shared_lock lock(mutex_);
        if (const auto found = known_durations_.find(engine); found != known_durations_.end())
            return *found->second;
    }
    const std::unique_lock lock(mutex_);
    auto& slot = known_durations_[engine];
    // The last minute in two overlapping halves: every observation is entered once per part, which was a
    // tenth of a short request's cost with the library's five.
    constexpr std::chrono::seconds kWindow{60};
    constexpr int kParts = 2;
    slot = &durations_.Add({{"engine", engine}},
                           prometheus::Summary::Quantiles{{0.5, 0.05}, {0.95, 0.01}, {0.99, 0.001}}, kWindow,
                           kParts);
    return *slot;
}

void Metrics::record(const std::string& engine, const std::string& method, const std::string& endpoint,
                     double seconds) {
    requests(engine, method, endpoint).Increment();
    duration(engine).Observe(seconds);
}

void Metrics::recordError(const std::string& engine, const std::string& error_type) {
    errors_.Add({{"engine", engine}, {"error_type", error_type}}).Increment();
}

Metrics::Latency Metrics::latency(const std::string& engine) const {
    constexpr double kMsPerSecond = 1e3;
    Latency out;
    for (const auto& family : registry_.Collect()) {
        if (family.name != "engine_request_duration_seconds") continue;
        for (const auto& metric : onlyEngine(family, engine).metric)
            for (const auto& quantile : metric.summary.quantile)
                (quantile.quantile < 0.9    ? out.p50_ms
                 : quantile.quantile < 0.97 ? out.p95_ms
                                            : out.p99_ms) = quantile.value * kMsPerSecond;
    }
    return out;
}

std::vector<Metrics::Usage> Metrics::usage() const {
    std::vector<Usage> out;
    for (const auto& family : registry_.Collect()) {
        if (family.name != "engine_requests_total") continue;
        for (const auto& metric : family.metric) {
            Usage one;
            for (const auto& label : metric.label)
                (label.name == "engine"   ? one.engine
                 : label.name == "method" ? one.method
                                          : one.endpoint) = label.value;
            one.requests = metric.counter.value;
            out.push_back(std::move(one));
        }
    }
    std::ranges::sort(out, {}, [](const Usage& u) { return std::tuple(u.engine, u.endpoint, u.method); });
    return out;
}

std::string Metrics::page(const std::string& engine, const std::vector<kit::MetricSample>& own,
                          const LocalStream& stream) const {
    Families page;
    for (auto& family : registry_.Collect())
        page.push_back(onlyEngine(std::move(family), engine));
    auto sent = familyOf("engine_messagebus_messages_sent_total", "Messages published",
                         prometheus::MetricType::Counter);
    for (const auto& [key, count] : stream.sentCounts())
        if (key.first == engine)
            sent.metric.push_back(
                metricOf(static_cast<double>(count), true, {{"engine", engine}, {"topic", key.second}}));
    page.push_back(std::move(sent));
    auto connected =
        familyOf("engine_messagebus_connection_status", "1 = connected", prometheus::MetricType::Gauge);
    connected.metric.push_back(metricOf(stream.connected() ? 1.0 : 0.0, false, {{"engine", engine}}));
    page.push_back(std::move(connected));
    for (const auto& sample : own) {
        auto family =
            familyOf(sample.name, sample.help,
                     sample.counter ? prometheus::MetricType::Counter : prometheus::MetricType::Gauge);
        family.metric.push_back(metricOf(sample.value, sample.counter, {}));
        page.push_back(std::move(family));
    }
    return prometheus::TextSerializer{}.Serialize(page);
}

} // namespace nautilus::runtime
