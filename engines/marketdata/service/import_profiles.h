#pragma once
// Import profiles: what an import says about files of one layout, kept in the ledger under a name.

#include "engines/marketdata/service/import_planner.h"

namespace nautilus::marketdata {

/// A name is for people and for a path: letters, digits, spaces, '.', '_', '-'; not at its ends a space.
[[nodiscard]] kit::Result<void> checkProfileName(const std::string& name, const std::string& field);
/// Every column of the map becomes a field of the kind, or any kind's when none is named; "/map/COLUMN".
[[nodiscard]] kit::Result<void> checkProfile(const ImportProfile& profile);

/// The request with what it leaves open taken from the profile, columns apart: these need the files.
[[nodiscard]] ImportRequest filledUp(ImportRequest request, const ImportProfileView& profile);
/// The same for columns. A column that the profile leaves out may be absent from the files.
void fillMap(ImportRequest& request, const ImportProfileView& profile, const kit::FileSample& sample);

/// What the import understood, as a profile for the next files of the layout.
[[nodiscard]] ImportProfile profileOf(const UnderstoodImport& import, const std::string& name);

} // namespace nautilus::marketdata
