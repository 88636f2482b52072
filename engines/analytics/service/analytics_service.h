#pragma once

#include "engines/analytics/contract/analytics_engine.h"
#include "engines/kit/ports.h"

namespace nautilus::analytics {

/// The engine around the kernel. Everything is answered at once, on any thread.
class AnalyticsService final : public kit::Engine {
public:
    explicit AnalyticsService(const kit::VitalsSource& vitals) : vitals_(vitals) {}

    [[nodiscard]] std::string id() const override { return "analytics"; }
    [[nodiscard]] std::string title() const override { return "Analytics Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8100; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"performance", "attribution"};
    }
    kit::Result<void> start() override { return {}; }
    void stop() override {}
    kit::Result<void> refresh() override { return {}; }
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    [[nodiscard]] kit::Keyed<double> statistics() const override { return {}; }
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override { return {}; }

private:
    const kit::VitalsSource& vitals_;
};

} // namespace nautilus::analytics
