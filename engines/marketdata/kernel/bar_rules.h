#pragma once
// Which daily bars of one instrument may be used. A refused row is not lost: the catalog keeps it in
// quarantine with the name of the rule. Rules look at the rows alone, never at a list of known bad ones.

#include "engines/domain/panel.h"

#include <span>
#include <string_view>
#include <vector>

namespace nautilus::marketdata {

/// Rows in the order of session, then of the source. All spans have the same length.
struct BarRows {
    std::string_view security_type; ///< "index" may have no volume
    std::span<const domain::SessionDate> session;
    std::span<const double> open, high, low, close, adj_close, volume;
    std::string_view calendar = "XNYS"; ///< "none": every day may be a session
};

/// Rows before a row that decide, with itself, whether it belongs to a thin stretch, and the share of silent
/// ones among them from which it does. Only earlier rows count: whether a bar is good may not depend on later
/// ones.
inline constexpr std::size_t kThinReach = 10;
inline constexpr double kThinShare = 0.25;

/// The name of the first rule that refuses each row; empty = accepted.
///   bad_price          a price that is missing, not finite or not above 0; a source that gives closes alone
///                      leaves open, high and low all missing, which is no fault
///   high_below_low     high < low, or a close outside [low, high] by more than 1 %
///   not_a_session      the exchange was closed
///   no_volume          a stock or fund without a trade that day; a volume that is not stated is no fault
///   duplicate_session  a second usable row for a session (the first in the source's order stands)
///   thin_ticker        a row that follows rows of which (itself and kThinReach before it) at least
///   kThinShare had no
///                      volume: a dead or reused ticker, whose prices are not those of a listed company
[[nodiscard]] std::vector<std::string_view> refusedBars(const BarRows& rows);

} // namespace nautilus::marketdata
