#include "engines/domain/sectors.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace nautilus::domain {

namespace {

struct SectorName {
    std::string_view gics, brief;
};

/// The first short form of a sector is the one that answers use.
constexpr std::array kSectors{SectorName{"Energy", "energy"},
                              SectorName{"Materials", "materials"},
                              SectorName{"Industrials", "industrials"},
                              SectorName{"Consumer Discretionary", "consumer_discretionary"},
                              SectorName{"Consumer Staples", "consumer_staples"},
                              SectorName{"Health Care", "healthcare"},
                              SectorName{"Health Care", "health_care"},
                              SectorName{"Financials", "financials"},
                              SectorName{"Financials", "financial"},
                              SectorName{"Information Technology", "technology"},
                              SectorName{"Information Technology", "information_technology"},
                              SectorName{"Communication Services", "communication_services"},
                              SectorName{"Communication Services", "communications"},
                              SectorName{"Utilities", "utilities"},
                              SectorName{"Real Estate", "real_estate"}};

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

} // namespace nautilus::domain
