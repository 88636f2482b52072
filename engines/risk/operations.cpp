#include "engines/risk/service/risk_service.h"

namespace nautilus::risk {

std::vector<kit::Operation> RiskService::operations() {
    std::vector<kit::Operation> out;
    out.push_back(kit::immediateOperation<kit::Nothing, RiskHealth>(
        {.id = "risk.health",
         .paths = {"/risk/health"},
         .scope = kit::Scope::Open,
         .summary = "Health of the risk engine",
         .example = "{}",
         .envelope = kit::Envelope::Bare},
        [this](const kit::Nothing&, kit::Call&) -> kit::Result<RiskHealth> {
            const auto vitals = vitals_.vitals(id());
            return RiskHealth{kit::healthWord(vitals), version(), vitals.uptime_seconds};
        }));
    return out;
}

} // namespace nautilus::risk
