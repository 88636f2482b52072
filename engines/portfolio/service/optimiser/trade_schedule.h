#pragma once
// How a list of trades is worked over the next session.

#include "engines/kit/call.h"
#include "engines/kit/catalog.h"
#include "engines/portfolio/contract/rebalancing.h"

#include <vector>

namespace nautilus::portfolio {

/// One order of the list, in whole units.
struct WorkedOrder {
    std::string symbol;
    domain::InstrumentId instrument = 0;
    std::int64_t quantity = 0;             ///< negative: sell
    std::int64_t lot = 1;                  ///< units
    double price = domain::kMissing;       ///< in base currency
    double volatility = domain::kMissing;  ///< of a session's return
    double daily_units = domain::kMissing; ///< usual volume of a session
};

struct WorkedTrades {
    std::vector<ScheduleSlice> slices; ///< in the order of time
    kit::Keyed<double> left;           ///< units that participation leaves
    kit::Keyed<double> participation;  ///< of the usual volume while it is worked
    std::optional<domain::Timestamp> end;
};

/// In the session after `as_of`, which `config.urgency` cuts: all of it, half, or the first two slices. VWAP
/// and percentage of volume follow the usual spread of the symbol's volume over a session, from the bars and
/// trades that `catalog` stores up to `as_of`; where it stores too little, and for the other algorithms, the
/// volume of a session is spread evenly. What was used is told. Risk aversion of implementation_shortfall:
/// kappa x horizon of 0.5, 1.5 or 4. Blocks with a catalog: for a driver.
[[nodiscard]] WorkedTrades workedOver(const std::vector<WorkedOrder>& orders, const ExecutionConfig& config,
                                      domain::SessionDate as_of, kit::Catalog* catalog, kit::Call& call);

} // namespace nautilus::portfolio
