#pragma once
// Books seen from outside: what they hold and how they fared, with prices and rates as known at the close.

#include "engines/marketdata/contract/daily_market.h"
#include "engines/portfolio/contract/books.h"
#include "engines/portfolio/service/book_replay.h"

namespace nautilus::portfolio {

class BookReader final : public Books {
public:
    BookReader(const BookShelf& shelf, marketdata::DailyMarket& market) : shelf_(shelf), market_(market) {}

    [[nodiscard]] std::vector<BookName> names() const override;
    [[nodiscard]] std::optional<BookName> find(const std::string& id) const override;
    kit::Result<BookHoldings> holdings(const std::string& id,
                                       std::optional<domain::SessionDate> as_of) override;
    kit::Result<BookHistory> history(const std::string& id, domain::SessionDate from,
                                     domain::SessionDate to) override;

    /// The portfolios of what an id names.
    [[nodiscard]] std::vector<std::string> membersOf(const BookName& name) const;
    /// The session that `as_of` means without a date: that of the rule over what is held.
    kit::Result<domain::SessionDate> defaultSession(const BookName& name);

private:
    const BookShelf& shelf_;
    marketdata::DailyMarket& market_;
};

/// Units of `to` per unit of `from` at the close of sessions.
class BookRates {
public:
    BookRates(marketdata::DailyMarket& market, std::string to) : market_(market), to_(std::move(to)) {}
    /// NaN where there is none; an error when the catalog cannot be read.
    kit::Result<double> at(const std::string& from, domain::SessionDate session);
    /// Currencies without a rate so far.
    [[nodiscard]] const std::vector<std::string>& missing() const { return missing_; }

private:
    marketdata::DailyMarket& market_;
    std::string to_;
    std::map<std::string, marketdata::DailyHistoryPtr> known_;
    std::vector<std::string> missing_;
};

} // namespace nautilus::portfolio
