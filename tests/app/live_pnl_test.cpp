// Profit and loss while prices move: who is followed, what is told, what a change of the book changes.

#include "engines/portfolio/service/live_pnl.h"

#include "app/api/json/json_reader.h"
#include "tests/app/support/fakes.h"
#include "tests/app/support/hand_lane.h"
#include "tests/app/support/members.h"

#include <gtest/gtest.h>

#include <random>

namespace {

using namespace nautilus;
using domain::MarketEvent;
using portfolio::BookHistory;
using portfolio::BookHolding;
using portfolio::BookHoldings;
using portfolio::BookName;
using test::number;

class PricedFeed final : public marketdata::LiveFeed {
public:
    [[nodiscard]] bool streams(const std::string&) const override { return true; }
    kit::Result<std::unique_ptr<kit::Subscription>> follow(const std::string& symbol,
                                                           marketdata::LiveListener listener) override {
        listeners[symbol] = std::move(listener);
        return std::unique_ptr<kit::Subscription>(new Handle(*this, symbol));
    }
    void trade(const std::string& symbol, double price) {
        const std::vector<MarketEvent> events{MarketEvent::ofTrade(1, 5, {price, 100})};
        listeners.at(symbol)({1, symbol, "fake", 0}, events);
    }
    std::map<std::string, marketdata::LiveListener> listeners;

private:
    class Handle final : public kit::Subscription {
    public:
        Handle(PricedFeed& feed, std::string symbol) : feed_(feed), symbol_(std::move(symbol)) {}
        ~Handle() override { feed_.listeners.erase(symbol_); }
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;

    private:
        PricedFeed& feed_;
        std::string symbol_;
    };
};

BookHolding held(const char* symbol, double quantity, double price, double cost) {
    BookHolding out;
    out.symbol = symbol, out.quantity = quantity, out.price = price, out.cost = cost;
    out.value = quantity * price;
    return out;
}

class TwoBooks final : public portfolio::Books {
public:
    TwoBooks() {
        books["a"].holdings = {held("X", 100, 10, 900), held("Y", -50, 20, -1100)};
        books["a"].cash = 5000, books["a"].realised = 7, books["a"].income = 3;
        books["b"].holdings = {held("X", 1, 10, 10)};
        for (auto& [id, book] : books)
            book.book.id = id;
    }
    [[nodiscard]] std::vector<BookName> names() const override {
        std::vector<BookName> out;
        for (const auto& [id, book] : books)
            out.push_back(book.book);
        return out;
    }
    [[nodiscard]] std::optional<BookName> find(const std::string& id) const override {
        const auto found = books.find(id);
        return found == books.end() ? std::nullopt : std::optional(found->second.book);
    }
    kit::Result<BookHoldings> holdings(const std::string& id, std::optional<domain::SessionDate>) override {
        return books.at(id);
    }
    kit::Result<BookHistory> history(const std::string&, domain::SessionDate, domain::SessionDate) override {
        return kit::fail(kit::ErrorCode::Unsupported, "not asked here");
    }
    std::map<std::string, BookHoldings> books;
};

/// A bus on which somebody listens to some topics.
class HeardStream final : public test::MemoryStream {
public:
    [[nodiscard]] bool wanted(const std::string& topic) const override { return heard.contains(topic); }
    std::set<std::string> heard;
};

class DriverHere final : public kit::Driver {
public:
    bool post(kit::Task task) override {
        task();
        return true;
    }
};

class LivePnl : public testing::Test {
protected:
    void SetUp() override { live.useFeed(feed); }
    void pulse() {
        live.pulse();
        lane.run();
    }
    kit::Value last(const std::string& topic) {
        kit::Value out;
        for (const auto& [t, json] : said)
            if (t == topic) out = *api::readJson(json);
        return out;
    }
    double figure(const std::string& topic, const char* name) { return number(last(topic).find(name)); }

    test::FakeClock clock;
    HeardStream stream;
    test::HandLane lane;
    DriverHere driver;
    PricedFeed feed;
    TwoBooks books;
    portfolio::LivePnl live{clock, stream, {lane, driver, driver}, books};
    std::vector<std::pair<std::string, std::string>> said;
    std::unique_ptr<kit::Subscription> listening = stream.subscribe(
        "portfolio.*", [this](const auto& message) { said.emplace_back(message.topic, message.payload); });
};

TEST_F(LivePnl, FollowsOnlyWhatSomebodyListensTo) {
    pulse();
    EXPECT_TRUE(feed.listeners.empty());
    stream.heard = {"portfolio.pnl.b"};
    pulse();
    EXPECT_EQ(feed.listeners.size(), 1U); // X alone
    stream.heard.insert("portfolio.positions.a");
    pulse();
    EXPECT_EQ(feed.listeners.size(), 2U);
    EXPECT_EQ(live.followed(), 2);
    stream.heard.clear();
    pulse();
    EXPECT_TRUE(feed.listeners.empty());
    EXPECT_EQ(live.followed(), 0);
}

TEST_F(LivePnl, TellsWhatPricesDoToABook) {
    stream.heard = {"portfolio.pnl.a"};
    pulse();
    EXPECT_TRUE(said.empty()); // nothing has moved
    feed.trade("X", 11);
    feed.trade("Y", 19);
    pulse();
    // 100 x 11 - 50 x 19 + 5000; cost -200; realised and income 10.
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.a", "market_value"), 5150);
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.a", "unrealized_pnl"), 350);
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.a", "total_pnl"), 360);
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.a", "pnl_change"), 150); // from 10 and 20
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.a", "daily_return"), 5150.0 / 5000 - 1);
    EXPECT_DOUBLE_EQ(figure("portfolio.positions.a", "pnl"), -950 + 1100); // Y was told last
    const auto before = said.size();
    pulse();
    EXPECT_EQ(said.size(), before); // the same prices say nothing
    EXPECT_EQ(live.updates(), 1);
}

TEST_F(LivePnl, OneMessageForManyTicksAndBothBooksOfASymbol) {
    stream.heard = {"portfolio.pnl.a", "portfolio.pnl.b"};
    pulse();
    for (int i = 0; i < 1000; ++i)
        feed.trade("X", 10 + i * 0.01);
    pulse();
    EXPECT_EQ(live.updates(), 2);
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.b", "market_value"), 19.99);
}

TEST_F(LivePnl, AChangedBookIsReadAgainAndKeepsTheLivePrices) {
    stream.heard = {"portfolio.pnl.a"};
    pulse();
    feed.trade("X", 12);
    pulse();
    books.books["a"].holdings = {held("X", 200, 10, 2100)};
    books.books["a"].cash = 3800;
    live.changed();
    pulse();
    EXPECT_EQ(feed.listeners.size(), 1U); // Y is gone
    feed.trade("X", 13);
    pulse();
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.a", "market_value"), 200 * 13 + 3800);
    EXPECT_DOUBLE_EQ(figure("portfolio.pnl.a", "pnl_change"), 200); // since the reading at 12
}

TEST_F(LivePnl, SaysWhichLinesAreSilent) {
    stream.heard = {"portfolio.pnl.a"};
    pulse();
    feed.listeners.at("Y")({1, "Y", "fake", 0, true}, {});
    feed.trade("X", 11);
    pulse();
    const auto told = last("portfolio.pnl.a");
    const auto& stale = *told.find("stale_symbols")->as<kit::Value::Array>();
    ASSERT_EQ(stale.size(), 1U);
    EXPECT_EQ(*stale.front().as<std::string>(), "Y");
}

TEST(LiveBooks, EveryValueIsTheSumOfItsPositionsWhateverMoved) {
    constexpr unsigned kSeed = 20261122;
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    std::mt19937_64 random(kSeed);
    std::uniform_real_distribution<double> any(-100, 100);
    for (int round = 0; round < 200; ++round) {
        portfolio::LiveBooks table;
        std::vector<double> prices, cash;
        std::vector<std::vector<portfolio::LiveHolding>> books(1 + random() % 8);
        for (unsigned i = 0; i < 12; ++i)
            table.addInstrument(prices.emplace_back(any(random)));
        for (auto& book : books) {
            for (auto n = random() % 10; n > 0; --n)
                book.push_back({random() % prices.size(), any(random)});
            table.addBook(book, cash.emplace_back(any(random)));
        }
        for (int step = 0; step < 20; ++step) {
            for (auto n = random() % 4; n > 0; --n) {
                const auto i = random() % prices.size();
                table.setPrice(i, prices[i] = any(random));
            }
            (void)table.revalue();
            for (std::size_t b = 0; b < books.size(); ++b) {
                double sum = cash[b];
                for (const auto& holding : books[b])
                    sum += holding.units * prices[holding.instrument];
                ASSERT_EQ(table.value(b), sum);
            }
        }
    }
}

} // namespace
