#pragma once
// What a portfolio is compared with: a symbol, a universe or another book, over the sessions of the
// portfolio and in its currency.

#include "engines/analytics/service/rooms.h"
#include "engines/kit/call.h"

namespace nautilus::analytics {

/// Row t belongs to session t; row 0 is the base and holds no return. Weights are those at the start of the
/// session, cash is what is missing to 1.
struct Composition {
    std::string name;
    std::vector<double> total;                     ///< T: return of the benchmark itself; NaN: none
    std::vector<domain::InstrumentId> instruments; ///< N; empty when only the return was asked for
    domain::Matrix weight, returns;                ///< T x N; returns in the currency of the portfolio
    std::string made_of;                           ///< how the composition is known, for people
};

enum class Wanted { Return, Composition };

/// Portfolios come before universes, universes before symbols. InvalidArgument "/benchmark" when it is none
/// of them. What is left out of a composition is warned of. Blocks: for the driver.
[[nodiscard]] kit::Result<Composition> benchmarkOver(const Rooms& rooms, const std::string& name,
                                                     const std::string& currency,
                                                     std::span<const domain::SessionDate> sessions,
                                                     Wanted wanted, kit::Call& call);

/// The benchmark that was asked for, or the book's own, or SPY.
[[nodiscard]] std::string benchmarkName(const std::optional<std::string>& asked,
                                        const portfolio::BookName& book);

} // namespace nautilus::analytics
