#pragma once
// Which group an instrument stands in.

#include "engines/domain/sectors.h"
#include "engines/marketdata/contract/instrument_directory.h"

#include <string>

namespace nautilus::analytics {

/// The latest sector of an instrument; its asset class when it has none and is no equity; else
/// "unclassified".
[[nodiscard]] std::string groupOf(const marketdata::InstrumentDirectory& directory, domain::InstrumentId id);

} // namespace nautilus::analytics
