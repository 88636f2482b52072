#pragma once
// What the books hold, for engines to the right of the portfolio engine. Amounts are double here: what must
// add up to the last unit stays inside the portfolio room.
//
// An id names a portfolio, an account (all of its portfolios together) or "firm" (all accounts). Amounts are
// in the base currency of what is named; the firm's is that of the first account.

#include "engines/domain/instrument.h"
#include "engines/domain/session_date.h"
#include "engines/kit/call.h"
#include "engines/kit/result.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace nautilus::portfolio {

/// What an id names.
enum class BookScope { Portfolio, Account, Firm };

struct BookName {
    std::string id;
    BookScope scope = BookScope::Portfolio;
    std::string name;
    std::string account_id; ///< of a portfolio
    std::string base_currency;
    std::string benchmark; ///< symbol, or empty
    std::string strategy;  ///< or empty
    std::vector<std::string> tags;
};

/// One instrument held at the end of a session.
struct BookHolding {
    domain::InstrumentId instrument = 0;
    std::string symbol;
    std::string currency;
    std::string asset_class;
    std::string sector;                       ///< empty: not classified
    double quantity = 0;                      ///< negative: short
    double cost = 0;                          ///< of the open lots, in base currency
    double price = domain::kMissing;          ///< as traded, in `currency`; NaN: no bar up to that day
    double previous_price = domain::kMissing; ///< of the session before, on the basis of `price`
    domain::SessionDate priced_on;            ///< session of `price`
    double value = domain::kMissing;          ///< in base currency
    double unrealised = domain::kMissing;     ///< value - cost
    double realised = 0;                      ///< gains of closed lots, in base currency
    double dividends = 0;                     ///< in base currency, gross
};

struct BookHoldings {
    BookName book;
    domain::SessionDate as_of;
    std::vector<BookHolding> holdings;     ///< by symbol; only what is held
    double cash = 0;                       ///< all currencies, in base currency; NaN: a rate is missing
    std::map<std::string, double> cash_in; ///< the same by currency
    double value = domain::kMissing;       ///< holdings and cash; NaN: a price or a rate is missing
    double realised = 0;                   ///< since the opening, in base currency, of everything ever held
    double income = 0;                     ///< dividends and interest - charges that are not part of cost
    double deposited = 0;                  ///< deposits + transfers in - those out
    std::vector<kit::Warning> warnings;    ///< pointers stand under "/data"
};

/// Sessions of a book, each valued at its close. The weight of instrument n at the start of session t is
/// start_weight(t, n); cash is what is missing to 1.
///   value_t = (value_{t-1} + flow_t) (1 + return_t): flows of a day count from its start
struct BookHistory {
    BookName book;
    std::vector<domain::SessionDate> session;      ///< T; session 0 is the base: its return is NaN
    std::vector<double> value;                     ///< T
    std::vector<double> flow;                      ///< T: deposits and transfers in - out, of that session
    std::vector<double> time_weighted;             ///< T: return of the session
    std::vector<domain::InstrumentId> instruments; ///< N, everything held at some time, by id
    std::vector<std::string> symbols;              ///< N
    domain::Matrix start_weight; ///< T x N: value at the close before / (value at the close before + flow)
    domain::Matrix held_return;  ///< T x N: total return of the instrument in base currency; NaN: no price
    std::vector<double> charges; ///< T: fees, taxes and charges of trades, as a fraction of the start value
    std::vector<kit::Warning> warnings;
};

class Books {
public:
    virtual ~Books() = default;
    /// Everything that can be named, portfolios first. Any thread.
    [[nodiscard]] virtual std::vector<BookName> names() const = 0;
    /// nullopt when there is none. Any thread.
    [[nodiscard]] virtual std::optional<BookName> find(const std::string& id) const = 0;
    /// At the close of a session; the default is that of the rule for `as_of`. NotFound "/portfolio_id" when
    /// there is no such book. Blocks: for a driver or a worker.
    virtual kit::Result<BookHoldings> holdings(const std::string& id,
                                               std::optional<domain::SessionDate> as_of) = 0;
    /// Sessions after `from` up to `to`, with the last one at or before `from` (or the first with a value) as
    /// the base. NotComputable when there are fewer than two. Blocks as above.
    virtual kit::Result<BookHistory> history(const std::string& id, domain::SessionDate from,
                                             domain::SessionDate to) = 0;
};

} // namespace nautilus::portfolio
