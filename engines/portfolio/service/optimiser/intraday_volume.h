#pragma once
// The usual spread of a symbol's volume over the session, from what the catalog stores of it.

#include "engines/domain/session_date.h"
#include "engines/kit/catalog.h"
#include "engines/portfolio/kernel/execution/volume_curve.h"

#include <string>

namespace nautilus::portfolio {

struct StoredCurve {
    std::vector<double> shares; ///< sum 1; empty: not known
    std::string of;             ///< "21 sessions, bars of 5 minutes"; or why there is none
};

/// Over the last 21 sessions up to `as_of`, half days left out, within the regular session: of the smallest
/// stored bars, else of trades. Fewer than 5 sessions with volume are no curve. Blocks: for a driver.
[[nodiscard]] StoredCurve storedCurve(kit::Catalog& catalog, domain::InstrumentId instrument,
                                      domain::SessionDate as_of, std::size_t slices);

} // namespace nautilus::portfolio
