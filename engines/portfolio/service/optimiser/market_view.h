#pragma once
// The securities that a portfolio is chosen from, with prices and returns as known at one close, and what is
// held of them.

#include "engines/kit/call.h"
#include "engines/marketdata/contract/daily_market.h"
#include "engines/portfolio/contract/books.h"

#include <map>

namespace nautilus::portfolio {

struct ViewQuestion {
    std::string portfolio_id;          ///< or empty
    std::vector<std::string> universe; ///< symbols; empty: what the portfolio holds
    std::string lookback = "2Y", market = "SPY";
    std::string benchmark;                       ///< symbol or portfolio; or empty
    std::map<std::string, double> given_weights; ///< instead of the portfolio's
    std::optional<domain::SessionDate> as_of;
};

struct ViewedAsset {
    std::string symbol, name, sector, asset_class, currency;
    domain::InstrumentId instrument = 0;
    double price = domain::kMissing;       ///< per unit, as traded, in base currency
    double daily_value = domain::kMissing; ///< mean traded value of 21 sessions, in base currency
    double held = 0;                       ///< weight now
    double quantity = 0;                   ///< units held
};

struct MarketView {
    std::string base_currency = "USD";
    domain::SessionDate as_of;
    std::int64_t epoch = 0;
    std::vector<ViewedAsset> assets;           ///< N, in the order of the universe
    std::vector<domain::SessionDate> sessions; ///< T, each with a return of every asset
    domain::Matrix returns;                    ///< T x N, total, in base currency
    std::vector<double> market, benchmark;     ///< T; empty: not known, not asked for
    bool holds = false;                        ///< weights of now are known
    double leaving = 0;                        ///< |weights| held outside of the universe
    double value = domain::kMissing;           ///< of the portfolio, in base currency
    std::optional<BookHoldings> book;
    std::map<std::string, double> benchmark_weights; ///< of a portfolio as benchmark
};

/// Blocks where prices are not kept yet: for a driver. NotFound "/portfolio_id" for a portfolio that does not
/// exist, "/universe/0" for the only symbol; NotComputable with fewer than 20 common sessions. Unknown
/// symbols and those with less than half of the lookback are left out and named, sessions on which one has
/// no return are left out and counted: warnings under "/data".
[[nodiscard]] kit::Result<MarketView> viewOf(marketdata::DailyMarket& market, Books& books,
                                             const ViewQuestion& question, kit::Call& call);

} // namespace nautilus::portfolio
