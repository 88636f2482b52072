#include "engines/portfolio/service/portfolio_service.h"

namespace nautilus::portfolio {

std::vector<kit::Operation> PortfolioService::operations() {
    std::vector<kit::Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, PortfolioHealth>(
        {.id = "portfolio.health",
         .paths = {"/portfolio/health"},
         .scope = kit::Scope::Open,
         .summary = "Health of the portfolio engine",
         .example = "{}",
         .envelope = kit::Envelope::Bare},
        [this](const kit::Nothing&, kit::Call&) -> kit::Result<PortfolioHealth> {
            const auto vitals = vitals_.vitals(id());
            return PortfolioHealth{kit::healthWord(vitals), version(), vitals.uptime_seconds};
        }));
    return out;
}

} // namespace nautilus::portfolio
