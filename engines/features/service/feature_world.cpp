#include "engines/features/service/feature_world.h"

#include "engines/marketdata/contract/instrument_directory.h"

#include <algorithm>

namespace nautilus::features {

using namespace domain;

const Instrument* FeatureWorld::byId(InstrumentId id) const {
    return marketdata::instrumentById(instruments, id);
}

const Instrument* FeatureWorld::resolve(std::string_view symbol, SessionDate at,
                                        std::string_view dataset) const {
    return marketdata::resolveSymbol(aliases, instruments, symbol, at, dataset);
}

std::vector<Fact> FeatureWorld::factsOf(const Instrument& instrument) const {
    std::vector<Fact> out;
    for (const auto& each : instruments) {
        if (each.company_id != instrument.company_id) continue;
        const auto [begin, end] = std::ranges::equal_range(facts.facts, each.id, {}, &Fact::id);
        out.insert(out.end(), begin, end);
    }
    return out;
}

std::vector<InstrumentId> FeatureWorld::membersOn(std::string_view universe, SessionDate day) const {
    std::vector<InstrumentId> out;
    const auto found = members.find(universe);
    if (found == members.end()) return out;
    for (const auto& spell : found->second)
        if (std::max(spell.from, spell.knowable_at) <= day && day < spell.to) out.push_back(spell.id);
    std::ranges::sort(out);
    const auto repeated = std::ranges::unique(out);
    out.erase(repeated.begin(), repeated.end());
    return out;
}

namespace {

void addClasses(FeatureWorld& world, const std::vector<Classification>& classes) {
    world.sector.resize(world.instruments.size());
    world.industry.resize(world.instruments.size());
    for (const auto& each : classes) {
        const auto* instrument = world.byId(each.id);
        if (!instrument) continue;
        const auto place = world.placeOf(*instrument);
        if (each.scheme == "gics_sector") world.sector[place] = each.value;
        if (each.scheme == "gics_industry_group") world.industry[place] = each.value;
        world.classification_is_hindsight |= each.hindsight;
    }
}

} // namespace

kit::Result<std::shared_ptr<const FeatureWorld>> loadFeatureWorld(kit::Catalog& catalog) {
    auto world = std::make_shared<FeatureWorld>();
    world->epoch = catalog.epoch();
    auto datasets = catalog.datasets();
    auto instruments = catalog.instruments();
    auto aliases = catalog.aliases();
    const auto classes = catalog.classifications();
    auto universes = catalog.universes();
    const auto actions = catalog.corporateActions();
    auto facts = catalog.fundamentals();
    if (!datasets || !instruments || !aliases || !classes || !universes || !actions || !facts)
        return kit::fail(kit::ErrorCode::Unavailable, "the catalog could not be read");
    world->datasets = std::move(*datasets);
    world->instruments = std::move(*instruments);
    world->aliases = std::move(*aliases);
    world->universes = std::move(*universes);
    world->facts = std::move(*facts);
    addClasses(*world, *classes);
    for (const auto& action : *actions)
        world->actions[action.id].push_back(action);
    for (const auto& each : world->universes) {
        auto spells = catalog.universe(each.name);
        if (!spells) return kit::failAs(spells);
        world->members[each.name] = std::move(*spells);
    }
    return std::shared_ptr<const FeatureWorld>(std::move(world));
}

} // namespace nautilus::features
