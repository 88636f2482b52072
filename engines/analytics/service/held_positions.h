#pragma once
// Positions with their values, and what they would have earned had they been held all along.

#include "engines/analytics/contract/calculate.h"
#include "engines/analytics/service/rooms.h"
#include "engines/kit/call.h"

namespace nautilus::analytics {

struct HeldPosition {
    std::string symbol, sector;
    std::optional<domain::InstrumentId> instrument; ///< none: the catalog does not know it
    std::string currency;                           ///< in which the instrument is quoted
    double value = domain::kMissing;                ///< in base currency
    double cost = domain::kMissing;                 ///< in base currency
    double realised = 0;
};

/// Positions at the close of `as_of`, in `currency`.
struct HeldPositions {
    std::vector<HeldPosition> positions;
    double cash = 0;
    std::string currency;
    std::optional<domain::SessionDate> as_of; ///< none: nothing of it is stored
    std::optional<domain::SessionDate> base;  ///< of the period
};

/// The positions of a request: prices and costs of the request win over stored ones. What has neither is left
/// out and warned of. InvalidArgument for an empty list or a wrong period, NotComputable without a rate.
[[nodiscard]] kit::Result<HeldPositions> givenPositions(const Rooms& rooms, const AnalyticsRequest& request,
                                                        kit::Call& call);

/// Returns of the units of today over the sessions that all of them have, at most `sessions`, dividends
/// reinvested, cash earning nothing: V_t = cash + SUM value_i level_i,t / level_i,T.
struct ConstantHistory {
    std::vector<domain::SessionDate> session; ///< the first is the base
    std::vector<double> returns;              ///< NaN at 0
};
[[nodiscard]] kit::Result<ConstantHistory> heldConstant(const Rooms& rooms, const HeldPositions& held,
                                                        std::size_t sessions, kit::Call& call);

} // namespace nautilus::analytics
