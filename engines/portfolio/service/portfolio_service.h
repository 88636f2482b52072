#pragma once

#include "engines/kit/ports.h"
#include "engines/portfolio/contract/portfolio_engine.h"

namespace nautilus::portfolio {

/// The engine around the books. Everything is answered at once, on any thread.
class PortfolioService final : public kit::Engine {
public:
    explicit PortfolioService(const kit::VitalsSource& vitals) : vitals_(vitals) {}

    [[nodiscard]] std::string id() const override { return "portfolio"; }
    [[nodiscard]] std::string title() const override { return "Portfolio Engine"; }
    [[nodiscard]] std::string version() const override { return NAUTILUS_VERSION; }
    [[nodiscard]] int port() const override { return 8900; }
    [[nodiscard]] std::vector<std::string> capabilities() const override { return {"lots", "accounting"}; }
    kit::Result<void> start() override { return {}; }
    void stop() override {}
    kit::Result<void> refresh() override { return {}; }
    [[nodiscard]] std::vector<kit::Operation> operations() override;
    [[nodiscard]] kit::Keyed<double> statistics() const override { return {}; }
    [[nodiscard]] std::vector<kit::MetricSample> metrics() const override { return {}; }

private:
    const kit::VitalsSource& vitals_;
};

} // namespace nautilus::portfolio
