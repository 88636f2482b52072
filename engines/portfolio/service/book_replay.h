#pragma once
// A book session by session: what was held at each close and what came and went during the session. Plain
// numbers of one portfolio, taken from the fold; no prices yet.

#include "engines/portfolio/service/book_shelf.h"

namespace nautilus::portfolio {

/// Amounts of one currency.
struct CurrencyAmount {
    std::string currency;
    double amount = 0;
};

/// One session with transactions; until the next one everything stays as it is here.
struct ReplayStep {
    domain::SessionDate session;
    std::vector<std::pair<InstrumentId, double>> quantity;    ///< held at the close, by id
    std::vector<CurrencyAmount> cash;                         ///< at the close
    std::vector<CurrencyAmount> deposited;                    ///< deposits - withdrawals of the session
    std::vector<CurrencyAmount> charges;                      ///< fees, taxes and charges of trades
    std::vector<CurrencyAmount> income;                       ///< dividends and interest, gross
    std::vector<std::pair<InstrumentId, double>> transferred; ///< units in - out
};

/// Steps up to and including a session, ascending.
[[nodiscard]] std::vector<ReplayStep> replay(const ShelfBook& book, domain::SessionDate last);

/// The fold as it stood at the close of a session, with everything closed until then.
struct ReplayedBook {
    Book book;
    std::vector<ClosedLot> closed;
};
[[nodiscard]] ReplayedBook bookAt(const ShelfBook& book, domain::SessionDate session);

} // namespace nautilus::portfolio
