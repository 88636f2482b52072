#include "engines/analytics/service/groups.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace nautilus::analytics {
namespace {

struct SectorName {
    std::string_view gics, brief;
};
constexpr std::array<SectorName, 11> kSectors{{{"Energy", "energy"},
                                               {"Materials", "materials"},
                                               {"Industrials", "industrials"},
                                               {"Consumer Discretionary", "consumer_discretionary"},
                                               {"Consumer Staples", "consumer_staples"},
                                               {"Health Care", "healthcare"},
                                               {"Financials", "financials"},
                                               {"Information Technology", "technology"},
                                               {"Communication Services", "communication_services"},
                                               {"Utilities", "utilities"},
                                               {"Real Estate", "real_estate"}}};

} // namespace

std::string gicsSector(std::string_view word) {
    const auto found = std::ranges::find(kSectors, word, &SectorName::brief);
    return std::string(found == kSectors.end() ? word : found->gics);
}

std::string shortSector(std::string_view name) {
    const auto found = std::ranges::find(kSectors, name, &SectorName::gics);
    if (found != kSectors.end()) return std::string(found->brief);
    std::string out(name);
    std::ranges::transform(out, out.begin(), [](unsigned char c) {
        return c == ' ' ? '_' : static_cast<char>(std::tolower(c));
    });
    return out;
}

bool isShortSector(std::string_view word) {
    return std::ranges::find(kSectors, word, &SectorName::brief) != kSectors.end();
}

std::string groupOf(const marketdata::InstrumentDirectory& directory, domain::InstrumentId id) {
    const auto* instrument = directory.byId(id);
    if (!instrument) return "unclassified";
    const auto& sector = directory.sector[directory.placeOf(*instrument)];
    if (!sector.empty()) return sector;
    const auto& asset_class = instrument->asset_class;
    return asset_class.empty() || asset_class == "equities" ? "unclassified" : asset_class;
}

} // namespace nautilus::analytics
