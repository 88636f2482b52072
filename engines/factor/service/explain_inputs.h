#pragma once
// The leaves of the factor engine's lineage: bars, reported facts, dividends and macro observations that a
// factor of one stock read on one session.

#include "engines/factor/service/factor_world.h"
#include "engines/kit/lineage.h"

namespace nautilus::factor {

/// One stock on one session.
class StockInputs {
public:
    StockInputs(const FactorWorld& world, kit::Catalog& catalog, std::size_t row, std::size_t column)
        : in_(*world.inputs), catalog_(catalog), row_(row), column_(column) {}

    /// A node per input named in a factor definition ("close", "equity", "DGS10" ...). `sessions` is how far
    /// back prices were read.
    kit::Result<kit::LineageNode> input(std::string_view name, std::size_t sessions);
    /// Price times shares of the listing.
    kit::Result<kit::LineageNode> marketCap();
    /// The bars of the last `sessions` sessions; one bar for 1.
    kit::Result<kit::LineageNode> bars(std::string_view field, std::size_t sessions);
    /// The share count known of the company.
    kit::Result<kit::LineageNode> shares() { return figure("shares"); }
    /// A reported concept that the model itself does not read: the facts that gave its value.
    kit::Result<kit::LineageNode> reported(const ReportedConcept& wanted);
    /// A macro series as known on the day, the newest `shown` observations of it.
    kit::Result<kit::LineageNode> macro(std::string_view series, std::size_t shown = 1);

private:
    kit::Result<kit::LineageNode> figure(std::string_view name);
    kit::Result<kit::LineageNode> filings();
    kit::Result<kit::LineageNode> dividends();
    kit::Result<void> loadFacts();
    void addFact(kit::LineageNode& node, const domain::Fact& fact) const;
    [[nodiscard]] const std::vector<std::string>& concepts() const {
        return in_.concept_store->facts().concepts;
    }
    [[nodiscard]] double panelValue(std::string_view figure) const;
    [[nodiscard]] const std::string& symbol() const { return in_.stocks[column_].symbol; }
    [[nodiscard]] domain::SessionDate day() const { return in_.sessions[row_]; }

    const ModelInputs& in_;
    kit::Catalog& catalog_;
    std::size_t row_;
    std::size_t column_;
    bool loaded_ = false;
    std::vector<FactUse> uses_;
    std::vector<domain::Fact> facts_; ///< of the company
    std::vector<kit::SourceRow> sources_;
};

/// Node of a stored row: value, source, row, accession, knowable-at.
[[nodiscard]] kit::LineageNode sourceNode(std::string label, const kit::SourceRow& row);

} // namespace nautilus::factor
