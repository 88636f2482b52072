#pragma once
// Lots: what was acquired at once and is held at one cost. Short lots have a negative quantity and, as their
// cost, what was received for them, negative: a gain is always proceeds - cost.

#include "engines/portfolio/kernel/transaction.h"

namespace nautilus::portfolio {

struct Lot {
    LotId id;
    Timestamp acquired_at;
    Quantity quantity;
    Money cost;         ///< with charges
    FxRate opened_rate; ///< base currency per unit when it was acquired; 0: not known

    bool operator==(const Lot&) const = default;
};

/// A lot or a part of one that was closed, and what came of it.
struct ClosedLot {
    LotId lot;
    std::int64_t closed_by = 0; ///< Transaction::sequence
    InstrumentId instrument = 0;
    Currency currency;
    /// 0: cash beyond the cost of a lot that stays. Of a lot that an action leaves no unit of: as before it.
    Quantity quantity;
    Money cost;
    Money proceeds; ///< net of charges; negative: paid to cover
    Money gain;     ///< proceeds - cost
    FxRate opened_rate;
    FxRate closed_rate; ///< base currency per unit when it was closed; 0: not known
    Timestamp acquired_at;
    Timestamp closed_at;
    bool long_term = false;

    bool operator==(const ClosedLot&) const = default;
};

/// Held for more than a year: closed on or after the day, a year on, that follows the day of acquisition
/// (29 February counts as 1 March in other years). UTC dates. IRS Publication 550, "Holding period", and
/// Revenue Ruling 66-7. Short lots are never long-term (26 U.S.C. 1233 for what was not held beside them).
[[nodiscard]] bool heldLongTerm(Timestamp acquired_at, Timestamp closed_at);

} // namespace nautilus::portfolio
