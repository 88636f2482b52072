#include "engines/analytics/service/groups.h"

namespace nautilus::analytics {
std::string groupOf(const marketdata::InstrumentDirectory& directory, domain::InstrumentId id) {
    const auto* instrument = directory.byId(id);
    if (!instrument) return "unclassified";
    const auto& sector = directory.sector[directory.placeOf(*instrument)];
    if (!sector.empty()) return sector;
    const auto& asset_class = instrument->asset_class;
    return asset_class.empty() || asset_class == "equities" ? "unclassified" : asset_class;
}

} // namespace nautilus::analytics
