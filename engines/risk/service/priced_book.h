#pragma once
// Positions with everything that limits and risk figures need: value in base currency, sector, traded value,
// returns. From a request or from the books.

#include "engines/kit/call.h"
#include "engines/portfolio/contract/books.h"
#include "engines/risk/contract/risk_engine.h"
#include "engines/risk/kernel/limit_check.h"
#include "engines/risk/kernel/limit_measures.h"
#include "engines/risk/service/return_windows.h"

namespace nautilus::risk {

struct PricedPosition {
    std::string symbol, sector, currency, asset_class;
    domain::InstrumentId instrument = 0; ///< 0: not in the catalog
    double quantity = 0;
    double price = domain::kMissing;       ///< in `currency`
    double rate = domain::kMissing;        ///< base currency per unit of `currency`
    double value = domain::kMissing;       ///< in base currency
    double daily_value = domain::kMissing; ///< the same
    ReturnColumnPtr history;               ///< returns in base currency; null: left out
};

/// Somebody's holdings at a close, and what they would have returned over the window.
struct PricedBook {
    std::string book_id;
    std::string scope;      ///< request, portfolio, account, firm
    std::string account_id; ///< of a portfolio
    std::string base_currency;
    domain::SessionDate as_of;
    std::int64_t epoch = 0;
    std::vector<PricedPosition> positions; ///< by symbol for books, as asked for requests
    double cash = 0;
    double value = domain::kMissing;
    std::vector<domain::SessionDate> sessions; ///< T
    std::vector<double> returns; ///< T: SUM v_i r_i / value; NaN where one is missing; empty: none known
    std::vector<double> market;  ///< T; empty: the market is not known
    VolatilityRegime regime{domain::kMissing, domain::kMissing}; ///< of the market
    std::vector<kit::Warning> warnings;

    [[nodiscard]] std::vector<PositionView> views() const;
};

struct BookQuestion {
    std::string portfolio_id;
    std::optional<domain::SessionDate> as_of;
    std::string market = "SPY";
    std::size_t window = 504;
};

/// Reads prices, rates and books. Blocks where something is not kept yet: for a driver or a worker. Any
/// number of threads.
class BookReader {
public:
    void useMarket(marketdata::DailyMarket& market) { market_ = &market; }
    void useBooks(portfolio::Books& books) { books_ = &books; }
    [[nodiscard]] marketdata::DailyMarket* market() const { return market_; }
    [[nodiscard]] portfolio::Books* books() const { return books_; }

    /// Positions of a request. Unknown symbols with a price count in everything but the history; those
    /// without one are left out; both are named.
    kit::Result<PricedBook> ofRequest(const CheckRequest& request);
    /// NotFound "/portfolio_id".
    kit::Result<PricedBook> ofBook(const BookQuestion& question);
    /// The book with trades on top; `cash` pays for them.
    kit::Result<PricedBook> ofTrades(const PricedBook& book, const std::vector<IntendedTrade>& trades,
                                     const BookQuestion& question);

private:
    /// Units that each trade buys or sells; of a trade to a weight from the close and what is held.
    kit::Result<std::vector<double>> quantitiesOf(const PricedBook& book,
                                                  const std::vector<IntendedTrade>& trades,
                                                  const BookQuestion& question);
    /// Base currency per unit at the close; missing for what has no price.
    double unitValue(const PricedBook& book, const std::string& symbol, const BookQuestion& question);

    marketdata::DailyMarket* market_ = nullptr;
    portfolio::Books* books_ = nullptr;
    ReturnWindows windows_;
};

} // namespace nautilus::risk
