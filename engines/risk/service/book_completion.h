#pragma once
// Fills in what a list of positions leaves open: instruments, currencies, sectors, prices, rates, values and
// the history of returns.

#include "engines/risk/service/priced_book.h"

namespace nautilus::risk {

/// One use, on one thread. Blocks where prices are not kept yet.
class BookCompletion {
public:
    BookCompletion(marketdata::DailyMarket& market, ReturnWindows& windows, PricedBook& book,
                   const BookQuestion& question)
        : market_(market), windows_(windows), book_(book), question_(question) {}

    /// All but `returns`: those need the portfolio's value. Positions that cannot be valued because neither
    /// price nor instrument is known are taken out and named. NotComputable when none is left; NotFound when
    /// the only one is unknown.
    kit::Result<void> run();
    /// Weighted returns of the window; who has too little history is left out and named.
    void addReturns();

private:
    struct Rate {
        std::string currency;
        double now = domain::kMissing;
        ReturnColumnPtr column; ///< null: the base currency, or not known
    };

    void findInstruments();
    kit::Result<void> readColumns();
    void setAsOf(std::span<const marketdata::DailyHistoryPtr> histories);
    kit::Result<void> setRates();
    void setValues();
    kit::Result<void> dropUnvalued();
    [[nodiscard]] ReturnColumnPtr inBase(const ReturnColumnPtr& local, const Rate& rate) const;
    [[nodiscard]] const Rate& rateOf(const std::string& currency) const;
    void warn(const char* code, std::string message) {
        book_.warnings.push_back({code, "/data/risk_metrics", std::move(message), {}});
    }

    marketdata::DailyMarket& market_;
    ReturnWindows& windows_;
    PricedBook& book_;
    const BookQuestion& question_;
    std::shared_ptr<const marketdata::InstrumentDirectory> directory_;
    std::vector<ReturnColumnPtr> columns_; ///< one per position; null without an instrument
    std::vector<Rate> rates_;
};

} // namespace nautilus::risk
