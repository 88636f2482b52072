#pragma once
// A portfolio and its benchmark, session by session: what attribution and comparison are made of.

#include "engines/analytics/service/benchmark.h"

namespace nautilus::analytics {

/// Sessions on which both have a return, T of them, without the base.
struct ActiveHistory {
    portfolio::BookName book;
    std::string benchmark, made_of;
    domain::SessionDate base;                 ///< the last session before the first return
    std::vector<domain::SessionDate> session; ///< T
    std::vector<domain::SessionDate> before;  ///< T: the book's session before each
    std::vector<double> portfolio, market;    ///< T: returns of the two
    std::vector<double> charges;              ///< T: as a fraction of the start value, >= 0
    /// Everything that either held, N. Weights of the portfolio and of the benchmark at the start of each
    /// session and what they earned, T x N; a return that is not known is NaN and its weight stands.
    std::vector<domain::InstrumentId> instruments;
    std::vector<std::string> symbols;
    domain::Matrix held, held_return, bench, bench_return;
};

struct HistoryWish {
    std::string portfolio_id;
    std::string period, period_pointer;
    std::optional<domain::SessionDate> start, as_of;
    std::optional<std::string> benchmark;
    Wanted wanted = Wanted::Return;
};

/// NotFound for an unknown portfolio or benchmark, NotComputable with fewer than one common session. Sets
/// what the answer's metadata say of the data. Blocks: for the driver.
[[nodiscard]] kit::Result<ActiveHistory> activeHistory(const Rooms& rooms, const HistoryWish& wish,
                                                       kit::Call& call);

/// The book's history over a period that ends at `as_of` or, without one, at the book's own default.
[[nodiscard]] kit::Result<portfolio::BookHistory> bookOver(const Rooms& rooms, const HistoryWish& wish,
                                                           kit::Call& call);

} // namespace nautilus::analytics
