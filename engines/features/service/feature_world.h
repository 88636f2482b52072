#pragma once
// What the features engine knows of the catalog beside bars: who is in it and how it is grouped. Loaded once
// per epoch, immutable afterwards; bars are read when they are asked for.

#include "engines/domain/instrument.h"
#include "engines/kit/ports.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace nautilus::features {

struct FeatureWorld {
    std::int64_t epoch = 0;
    std::vector<kit::Dataset> datasets;
    std::vector<domain::Instrument> instruments; ///< by id
    std::vector<domain::Alias> aliases;          ///< by symbol, from
    std::vector<std::string> sector, industry;   ///< latest, parallel to `instruments`; empty = none
    bool classification_is_hindsight = false;
    std::vector<kit::Universe> universes;
    std::map<std::string, std::vector<domain::UniverseSpell>, std::less<>> members; ///< universe -> spells
    std::map<domain::InstrumentId, std::vector<domain::CorporateAction>> actions;   ///< by ex date
    domain::FactTable facts; ///< by instrument, concept, period end

    [[nodiscard]] const domain::Instrument* byId(domain::InstrumentId id) const;
    [[nodiscard]] std::size_t placeOf(const domain::Instrument& instrument) const {
        return static_cast<std::size_t>(&instrument - instruments.data());
    }
    /// As marketdata::resolveSymbol.
    [[nodiscard]] const domain::Instrument* resolve(std::string_view symbol, domain::SessionDate at,
                                                    std::string_view dataset = {}) const;
    /// Facts of every listed class of the instrument's company.
    [[nodiscard]] std::vector<domain::Fact> factsOf(const domain::Instrument& instrument) const;
    /// Members of a universe on a day, as known then; by id.
    [[nodiscard]] std::vector<domain::InstrumentId> membersOn(std::string_view universe,
                                                              domain::SessionDate day) const;
};

/// Loads everything. Blocks: for a worker thread.
kit::Result<std::shared_ptr<const FeatureWorld>> loadFeatureWorld(kit::Catalog& catalog);

} // namespace nautilus::features
