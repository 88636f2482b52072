// Books seen from outside, on a market of three instruments worked by hand: splits, currencies, flows, days
// without a price. And the market itself: histories by instrument, rates from either side, the day that most
// have.

#include "engines/portfolio/service/book_reader.h"

#include "app/api/json/json_reader.h"
#include "engines/domain/calendar.h"
#include "tests/app/support/fakes.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace nautilus;
using domain::SessionDate;
using marketdata::DailyHistory;
using marketdata::DailyHistoryPtr;

SessionDate on(const char* iso) {
    return *SessionDate::parse(iso);
}

/// ACME in dollars, split 2 for 1 on 2019-03-06; EURO in euros; a rate of euros in dollars. Seven sessions.
class HandMarket final : public marketdata::DailyMarket {
public:
    HandMarket() {
        auto who = std::make_shared<marketdata::InstrumentDirectory>();
        const auto add = [&](domain::InstrumentId id, const char* symbol, const char* currency,
                             const char* asset_class) {
            domain::Instrument instrument;
            instrument.id = id, instrument.symbol = symbol, instrument.currency = currency;
            instrument.asset_class = asset_class, instrument.calendar = "XNYS";
            who->instruments.push_back(instrument);
            who->sector.emplace_back(), who->industry.emplace_back();
            who->last_session.push_back(days().back());
        };
        add(1, "ACME", "USD", "equities");
        add(2, "EURO", "EUR", "equities");
        add(3, "EURUSD", "USD", "fx");
        directory_ = who;
        // On the basis of today: 50 before the split was traded as 100.
        set(1, {50, 51, 52, 53, 54, 55, 56});
        set(2, {20, 20, 20, 21, 22, 22, 22});
        set(3, {1.10, 1.10, 1.10, 1.10, 1.20, 1.20, 1.25});
        domain::CorporateAction split;
        split.id = 1, split.type = "split", split.ex_date = on("2019-03-06"), split.ratio = 2;
        made_[1]->actions.push_back(split);
    }
    static std::vector<SessionDate> days() {
        return domain::NyseCalendar::sessions(on("2019-03-01"), on("2019-03-11"));
    }
    void set(domain::InstrumentId id, const std::vector<double>& closes) {
        auto& history = made_[id] = std::make_shared<DailyHistory>();
        history->id = id, history->price_basis = on("2020-01-10");
        history->session = days();
        history->session.resize(closes.size());
        history->close = history->adj_close = closes;
        history->volume.assign(closes.size(), 1000);
    }
    [[nodiscard]] std::shared_ptr<const marketdata::InstrumentDirectory> directory() const override {
        return directory_;
    }
    kit::Result<std::vector<DailyHistoryPtr>> histories(std::span<const domain::InstrumentId> ids) override {
        std::vector<DailyHistoryPtr> out;
        for (const auto id : ids)
            out.push_back(made_.at(id));
        return out;
    }
    kit::Result<DailyHistoryPtr> rates(const std::string& from, const std::string& to) override {
        return from + to == "EURUSD" ? DailyHistoryPtr(made_.at(3)) : DailyHistoryPtr();
    }

private:
    std::shared_ptr<const marketdata::InstrumentDirectory> directory_;
    std::map<domain::InstrumentId, std::shared_ptr<DailyHistory>> made_;
};

class HandBook : public testing::Test {
protected:
    void SetUp() override {
        portfolio::AccountRecord account;
        account.account_id = "a";
        ASSERT_TRUE(shelf.keep(account));
        portfolio::PortfolioRecord record;
        record.portfolio_id = "p", record.account_id = "a";
        ASSERT_TRUE(shelf.keep(record));
    }
    struct Move {
        const char* kind;
        const char* at;
        domain::InstrumentId instrument = 0;
        const char* currency = "USD";
        const char* quantity = "";
        const char* price = "";
        const char* amount = "";
        const char* rate = "";
        std::int64_t ratio_to = 1;
    };
    void record(const std::vector<Move>& moves) {
        std::vector<portfolio::TransactionView> views;
        for (const auto& move : moves) {
            portfolio::TransactionView view;
            view.kind = move.kind, view.instrument_id = move.instrument, view.currency = move.currency;
            view.symbol = move.instrument == 1 ? "ACME" : move.instrument == 2 ? "EURO" : "";
            view.quantity = move.quantity, view.price = move.price, view.amount = move.amount;
            view.fx_rate = move.rate, view.ratio_to = move.ratio_to;
            view.effective_at = *portfolio::instantOf(move.at, "");
            views.push_back(view);
        }
        const auto done = shelf.record("p", views, std::vector<std::string>(views.size()));
        ASSERT_TRUE(done) << done.error().front().field << " " << done.error().front().message;
    }

    test::MemoryLedger ledger;
    test::FakeClock clock;
    HandMarket market;
    portfolio::BookShelf shelf{ledger, clock, [](std::string_view json) { return api::readJson(json); }};
    portfolio::BookReader reader{shelf, market};
};

TEST_F(HandBook, QuantitiesBeforeASplitMeetPricesBeforeIt) {
    record({{"deposit", "2019-03-01T15:00:00Z", 0, "USD", "", "", "10000"},
            {"buy", "2019-03-01", 1, "USD", "10", "100"}, // 50 on today's basis
            {"split", "2019-03-06T14:30:00Z", 1, "USD", "", "", "", "", 2}});
    const auto before = reader.holdings("p", on("2019-03-05"));
    ASSERT_TRUE(before);
    EXPECT_EQ(before->holdings.front().price, 104);
    EXPECT_EQ(before->value, 10 * 104 + 9000);
    const auto after = reader.holdings("p", on("2019-03-06"));
    EXPECT_EQ(after->holdings.front().quantity, 20);
    EXPECT_EQ(after->holdings.front().price, 53);
    EXPECT_EQ(after->holdings.front().previous_price, 52);
    EXPECT_EQ(after->value, 20 * 53 + 9000);
    const auto history = reader.history("p", on("2019-02-28"), on("2019-03-11"));
    ASSERT_TRUE(history) << history.error().front().message;
    const std::vector<double> values{0, 10000, 10020, 10040, 10060, 10080, 10100, 10120};
    EXPECT_EQ(history->value, values); // the session before the first transaction stands in front
    EXPECT_EQ(history->flow[1], 10000);
    EXPECT_DOUBLE_EQ(history->time_weighted[4], 20.0 / 10040); // over the split
    EXPECT_DOUBLE_EQ(history->start_weight.at(4, 0), 10 * 104.0 / 10040);
    EXPECT_DOUBLE_EQ(history->held_return.at(4, 0), 53.0 / 52 - 1);
}

TEST_F(HandBook, AForeignPositionGainsByItsPriceAndByItsCurrency) {
    record({{"deposit", "2019-03-01T15:00:00Z", 0, "EUR", "", "", "1000"},
            {"buy", "2019-03-01", 2, "EUR", "10", "20", "", "1.1"}});
    const auto book = reader.holdings("p", on("2019-03-11"));
    ASSERT_TRUE(book);
    const auto& euro = book->holdings.front();
    EXPECT_DOUBLE_EQ(euro.cost, 220);             // 200 EUR at 1.10
    EXPECT_DOUBLE_EQ(euro.value, 10 * 22 * 1.25); // 22 EUR at 1.25
    EXPECT_DOUBLE_EQ(euro.unrealised, 275 - 220);
    EXPECT_DOUBLE_EQ(book->cash, 800 * 1.25);
    EXPECT_DOUBLE_EQ(book->value, 275 + 1000);
    const auto history = reader.history("p", on("2019-02-28"), on("2019-03-11"));
    ASSERT_TRUE(history);
    EXPECT_DOUBLE_EQ(history->flow[1], 1100); // at the rate of its session
    EXPECT_DOUBLE_EQ(history->held_return.at(5, 0), 22 * 1.2 / (21 * 1.1) - 1);
}

TEST_F(HandBook, WhatHasNoRateHasNoValueAndIsNamed) {
    record({{"deposit", "2019-03-01", 0, "GBP", "", "", "5"}});
    const auto book = reader.holdings("p", on("2019-03-11"));
    ASSERT_TRUE(book);
    EXPECT_TRUE(std::isnan(book->value));
    ASSERT_EQ(book->warnings.size(), 1U);
    EXPECT_EQ(book->warnings.front().code, "no_rate");
}

TEST_F(HandBook, FlowsCountFromTheStartOfTheirSession) {
    record({{"deposit", "2019-03-01", 0, "USD", "", "", "1000"},
            {"buy", "2019-03-01", 1, "USD", "10", "100"},
            {"split", "2019-03-06T14:30:00Z", 1, "USD", "", "", "", "", 2},
            {"deposit", "2019-03-07T16:00:00Z", 0, "USD", "", "", "500"},
            {"withdrawal", "2019-03-11T16:00:00Z", 0, "USD", "", "", "200"}});
    const auto history = reader.history("p", on("2019-02-28"), on("2019-03-11"));
    ASSERT_TRUE(history);
    EXPECT_DOUBLE_EQ(history->value[5], 20 * 54 + 500);
    EXPECT_DOUBLE_EQ(history->time_weighted[5], (20 * 54 + 500.0) / (20 * 53 + 500) - 1);
    EXPECT_DOUBLE_EQ(history->time_weighted[7], (20 * 56 + 300.0) / (20 * 55 + 500 - 200) - 1);
}

TEST_F(HandBook, ADayWithoutAPriceHasTheOneBeforeAndSaysSo) {
    market.set(1, {50, 51});
    record(
        {{"deposit", "2019-03-01", 0, "USD", "", "", "1000"}, {"buy", "2019-03-01", 1, "USD", "10", "50"}});
    const auto book = reader.holdings("p", on("2019-03-11"));
    ASSERT_TRUE(book);
    EXPECT_EQ(book->holdings.front().priced_on, on("2019-03-04"));
    EXPECT_EQ(book->value, 10 * 51 + 500);
    EXPECT_EQ(reader.holdings("p", {})->as_of, on("2019-03-04")); // the last day that it was priced on
}

TEST(LatestCommonSession, IsTheLastThatNineOfTenHave) {
    const auto until = [](const char* day) {
        auto history = std::make_shared<DailyHistory>();
        history->session = domain::NyseCalendar::sessions(on("2019-01-02"), on(day));
        return DailyHistoryPtr(history);
    };
    std::vector<DailyHistoryPtr> all(9, until("2019-06-28"));
    all.push_back(until("2019-06-27"));
    EXPECT_EQ(marketdata::latestCommonSession(all, on("2019-06-28")), on("2019-06-28"));
    all.push_back(until("2019-06-27")); // 9 of 11
    EXPECT_EQ(marketdata::latestCommonSession(all, on("2019-06-28")), on("2019-06-27"));
    all.insert(all.end(), 20, until("2019-03-01")); // delisted: they do not count
    EXPECT_EQ(marketdata::latestCommonSession(all, on("2019-06-28")), on("2019-06-27"));
    EXPECT_EQ(marketdata::latestCommonSession({}, on("2019-06-28")), std::nullopt);
}

TEST(DailyHistoryFigures, AreWorkedByHand) {
    DailyHistory history;
    history.session = domain::NyseCalendar::sessions(on("2019-03-01"), on("2019-03-06"));
    history.close = {10, 11, 12, 13}, history.adj_close = {9, 10, 12, 13},
    history.volume = {100, 200, 300, 400};
    EXPECT_TRUE(std::isnan(history.totalReturn(0)));
    EXPECT_DOUBLE_EQ(history.totalReturn(2), 0.2);
    EXPECT_DOUBLE_EQ(history.averageDailyValue(3, 2), (12 * 300 + 13 * 400) / 2.0);
    EXPECT_DOUBLE_EQ(history.averageDailyValue(1, 21), (10 * 100 + 11 * 200) / 2.0);
    EXPECT_EQ(history.placeAtOrBefore(on("2019-03-03")), 0U);
    EXPECT_EQ(history.placeOn(on("2019-03-03")), DailyHistory::kNone);
    EXPECT_EQ(history.placeAtOrBefore(on("2019-02-28")), DailyHistory::kNone);
}

} // namespace
