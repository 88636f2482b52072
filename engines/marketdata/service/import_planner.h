#pragma once
// From a sample of files and what the caller said to a plan that the catalog can carry out.

#include "engines/kit/catalog.h"
#include "engines/marketdata/contract/import.h"
#include "engines/marketdata/kernel/column_guess.h"

namespace nautilus::marketdata {

/// A plan is complete when there are no problems.
struct PlannedImport {
    kit::ImportPlan plan;
    TableGuess guess;
    std::vector<ColumnLook> looks;
    std::vector<std::string> warnings;
};

/// A request with what was looked at for it; the profile that it names is part of `request`.
struct UnderstoodImport {
    ImportRequest request;
    kit::FileSample sample;
    PlannedImport planned;
};

[[nodiscard]] kit::ReadWishes readWishesOf(const ImportOptions& options);
[[nodiscard]] PlannedImport planImport(const ImportRequest& request, const kit::FileSample& sample);
/// One NotComputable error per problem; `field` "/map/COLUMN" or "/kind" or "/files".
[[nodiscard]] kit::Errors errorsOf(const std::vector<GuessProblem>& problems);

} // namespace nautilus::marketdata
