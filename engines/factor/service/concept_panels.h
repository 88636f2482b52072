#pragma once
// Any reported concept as a panel, as known at every session's close: flows over the last four quarters, what
// stands on a day as of the newest report. Which fact stands for a period: domain/known_facts.h. Older than
// 18 months is missing.

#include "engines/factor/service/model_inputs.h"

namespace nautilus::factor {

/// Concepts that can be panels: amounts of money. Share counts and per-share figures are left out, since they
/// need the splits; caps and growth trends are made of them.
[[nodiscard]] std::vector<ReportedConcept> reportedConcepts(const domain::FactTable& table);

/// Sessions x stocks; every listed class of a company has its company's figure.
[[nodiscard]] domain::Matrix conceptPanel(const ModelInputs& inputs, const domain::FactTable& table,
                                          const ReportedConcept& wanted, const ParallelFor& parallel);

} // namespace nautilus::factor
