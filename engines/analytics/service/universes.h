#pragma once
// Who belonged to a universe, and how large each member was, as known on a day.

#include "engines/domain/known_facts.h"
#include "engines/kit/catalog.h"
#include "engines/marketdata/contract/daily_market.h"

#include <map>
#include <memory>
#include <string>

namespace nautilus::analytics {

/// One universe of one catalog epoch.
struct UniverseView {
    std::string name;
    std::vector<domain::UniverseSpell> spells;
    std::vector<domain::InstrumentId> instruments; ///< everybody who was ever in it, by id
    domain::FactTable facts;                       ///< share counts alone
    /// Facts of each instrument's company, parallel to `instruments`; equal ones are shared.
    std::vector<std::shared_ptr<const std::vector<domain::Fact>>> company_facts;
    std::vector<std::shared_ptr<const domain::OrderedFacts>> ordered;
    std::vector<std::int64_t> company; ///< of each instrument

    /// Places in `instruments` of those who were in it on the day, as known then.
    [[nodiscard]] std::vector<std::size_t> membersOn(domain::SessionDate day) const;
};

/// Reads universes when somebody asks and keeps them for the epoch. For one thread, which may block.
class Universes {
public:
    explicit Universes(kit::Catalog& catalog) : catalog_(catalog) {}
    /// Null when there is no such universe. A fund that follows one is not its name.
    kit::Result<std::shared_ptr<const UniverseView>> find(const std::string& name);

private:
    kit::Result<std::shared_ptr<const UniverseView>> load(const std::string& name);
    kit::Catalog& catalog_;
    std::int64_t epoch_ = -1;
    std::map<std::string, std::shared_ptr<const UniverseView>, std::less<>> kept_;
};

/// The universe whose members a fund or index holds ("SPY" -> "SP500"); empty when none is known.
[[nodiscard]] std::string universeFollowedBy(const std::string& symbol);

} // namespace nautilus::analytics
