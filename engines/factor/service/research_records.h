#pragma once
// What research leaves in the ledger: everything that was tried, since the best of many tries must be judged
// as such, and synthetic factors. Blocks: for a driver or worker thread.

#include "engines/factor/contract/research.h"
#include "engines/kit/saved_records.h"

namespace nautilus::factor {

/// A synthetic factor as it is kept.
struct SyntheticDefinition {
    std::string synthetic_factor_id;
    std::string universe;
    std::string synthesis_type;
    kit::Keyed<double> factor_combination;
    SynthesisRebalancing rebalancing;

    static constexpr auto fields() {
        using kit::field;
        using D = SyntheticDefinition;
        return std::make_tuple(field("synthetic_factor_id", &D::synthetic_factor_id),
                               field("universe", &D::universe), field("synthesis_type", &D::synthesis_type),
                               field("factor_combination", &D::factor_combination),
                               field("rebalancing", &D::rebalancing));
    }
};

class ResearchRecords {
public:
    ResearchRecords(kit::Ledger& ledger, kit::Clock& clock, kit::ReadJson read_json)
        : ledger_(ledger), clock_(clock),
          synthetics_(ledger, clock, "synthetic_factor", std::move(read_json)) {}

    /// Notes something that was tried on a universe, unless it was before, and counts: the factors of the
    /// library, which are tried together, and what else was noted. Without `trial` only counts.
    kit::Result<std::size_t> trials(const std::string& universe, const std::optional<std::string>& trial);

    /// Keeps a definition and gives it its id; the same one again has the id that it had.
    kit::Result<std::string> keep(SyntheticDefinition definition);
    kit::Result<std::optional<SyntheticDefinition>> synthetic(std::string_view id);
    kit::Result<std::vector<SyntheticDefinition>> synthetics() { return synthetics_.all(); }

private:
    kit::Ledger& ledger_;
    kit::Clock& clock_;
    kit::SavedRecords<SyntheticDefinition> synthetics_;
};

} // namespace nautilus::factor
