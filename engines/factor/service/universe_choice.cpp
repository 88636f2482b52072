#include "engines/factor/service/universe_choice.h"

#include <algorithm>
#include <map>

namespace nautilus::factor {

namespace {

constexpr std::string_view kPreferred = "SP500";
constexpr std::string_view kBuiltInOpen = "open"; // its stocks stand in the built-in list, with more known
constexpr int kLeastStocks = 2;                   // exposures are relative to others

} // namespace

kit::Result<std::vector<UniverseChoice>> universeChoices(kit::Catalog& catalog) {
    const auto lists = catalog.universes();
    const auto instruments = catalog.instruments();
    if (!lists) return kit::failAs(lists);
    if (!instruments) return kit::failAs(instruments);
    std::vector<UniverseChoice> out;
    std::map<std::string, int> stocks; // of data sets without a list
    for (const auto& each : *instruments)
        if (each.security_type == "stock") ++stocks[each.dataset];
    for (const auto& list : *lists) {
        if (out.empty() || out.back().name != list.name) out.push_back({list.name, {}, true});
        out.back().datasets.push_back(list.dataset);
        stocks.erase(list.dataset);
    }
    std::ranges::stable_partition(out, [](const auto& choice) { return choice.name == kPreferred; });
    for (const auto& [dataset, count] : stocks)
        if (count >= kLeastStocks && dataset != kBuiltInOpen) out.push_back({dataset, {dataset}, false});
    if (out.empty() && stocks.contains(std::string(kBuiltInOpen)))
        out.push_back({std::string(kBuiltInOpen), {std::string(kBuiltInOpen)}, false});
    return out;
}

} // namespace nautilus::factor
