#pragma once
// What filings say of every company, laid out over sessions: fundamentals, caps and turnover.

#include "engines/factor/service/model_inputs.h"

namespace nautilus::factor {

/// Splits of every stock.
using SplitLists = std::vector<std::vector<Split>>;

/// States of every company of the inputs' concept store. Those of companies that none of `changed` belongs to
/// are taken over from `before` (empty: everything is made).
[[nodiscard]] std::vector<CompanyTimeline> companyTimelines(const ConceptStore& store,
                                                            const SplitLists& splits,
                                                            const std::vector<CompanyTimeline>& before,
                                                            const std::vector<domain::InstrumentId>& changed,
                                                            const ParallelFor& parallel);

/// Fills the panels of the rows, which must be empty, from `record.timelines`, closes and volumes.
void fillCompanyPanels(ModelInputs& inputs, RowRange rows, const ParallelFor& parallel);

} // namespace nautilus::factor
