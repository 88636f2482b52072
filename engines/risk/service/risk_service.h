#pragma once

#include "engines/kit/ports.h"
#include "engines/risk/contract/risk_engine.h"

namespace nautilus::risk {

/// The engine around the kernel. Everything is answered at once, on any thread.
class RiskService final : public kit::Engine {
public:
    explicit RiskService(const kit::VitalsSource& vitals) : vitals_(vitals) {}

    [[nodiscard]] std::string id() const override { return "risk"; }
    [[nodiscard]] std::string title() const override { return "Risk Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8200; }
    [[nodiscard]] std::vector<std::string> capabilities() const override {
        return {"value_at_risk", "back_tests"};
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

} // namespace nautilus::risk
