#pragma once
// Names of sectors: those of GICS, and the short forms of requests, answered in kind.

#include "engines/marketdata/contract/instrument_directory.h"

#include <string>
#include <string_view>

namespace nautilus::analytics {

/// "technology" -> "Information Technology"; other words as they are.
[[nodiscard]] std::string gicsSector(std::string_view word);
/// "Information Technology" -> "technology"; other words in lower case with underscores.
[[nodiscard]] std::string shortSector(std::string_view name);
[[nodiscard]] bool isShortSector(std::string_view word);

/// The latest sector of an instrument; its asset class when it has none and is no equity; else
/// "unclassified".
[[nodiscard]] std::string groupOf(const marketdata::InstrumentDirectory& directory, domain::InstrumentId id);

} // namespace nautilus::analytics
