// What the gate of a live line lets through, the order book, and bars aligned to sessions.

#include "engines/domain/calendar.h"
#include "engines/marketdata/kernel/bar_grid.h"
#include "engines/marketdata/kernel/order_book.h"
#include "engines/marketdata/kernel/tick_gate.h"
#include "engines/numerics/latency_histogram.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>
#include <random>

namespace nautilus::marketdata {

using namespace domain;
using testing::ElementsAre;

namespace {

constexpr std::int64_t kNow = 1'578'667'500'000'000'000; // 2020-01-10T14:45:00Z
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInf = std::numeric_limits<double>::infinity();

MarketEvent trade(double price, double size = 100, std::int64_t after_ns = 0) {
    auto event = MarketEvent::ofTrade(1, kNow + after_ns, {price, size});
    event.receive_ns = kNow + after_ns + 1'000'000;
    return event;
}
MarketEvent quote(double bid, double ask) {
    auto event = MarketEvent::ofQuote(1, kNow, {bid, 1, ask, 1});
    event.receive_ns = kNow;
    return event;
}

} // namespace

TEST(TickGate, PoisonIsNamed) {
    TickGate gate;
    EXPECT_EQ(gate.judge(trade(100)), Verdict::Accept);
    EXPECT_EQ(gate.judge(trade(kNan)), Verdict::NotFinite);
    EXPECT_EQ(gate.judge(trade(kInf)), Verdict::NotFinite);
    EXPECT_EQ(gate.judge(trade(0)), Verdict::NotPositive);
    EXPECT_EQ(gate.judge(trade(-5)), Verdict::NotPositive);
    EXPECT_EQ(gate.judge(trade(100, -1)), Verdict::BadSize);
    EXPECT_EQ(gate.judge(trade(100, kInf)), Verdict::BadSize);
    EXPECT_EQ(gate.judge(trade(1e11)), Verdict::Jump);
    EXPECT_EQ(gate.judge(trade(100e-9)), Verdict::Jump);
    EXPECT_EQ(gate.judge(quote(kNan, kNan)), Verdict::NotFinite);
    EXPECT_EQ(gate.judge(quote(kNan, 100.1)), Verdict::Accept); // one side alone is a quote
    EXPECT_EQ(gate.judge(quote(100, 1e12)), Verdict::Jump);
    EXPECT_EQ(gate.judge(trade(100, 100, 1)), Verdict::Accept);
}

TEST(TickGate, OneBadSideOfAQuoteLeavesTheOtherWhereItWas) {
    TickGate gate;
    EXPECT_EQ(gate.judge(quote(100, 101)), Verdict::Accept);
    // Bids that creep up under impossible asks would, one by one, be near the bid before them.
    for (const double bid : {300.0, 900.0, 2'700.0})
        EXPECT_NE(gate.judge(quote(bid, -1)), Verdict::Accept);
    EXPECT_EQ(gate.judge(quote(2'700, kNan)), Verdict::Jump)
        << "2,700 is far from 100, the last that was taken";
    EXPECT_EQ(gate.judge(quote(100, 101)), Verdict::Accept);
}

TEST(TickGate, TimeGoesForward) {
    TickGate gate;
    EXPECT_EQ(gate.judge(trade(100, 1, 1'000)), Verdict::Accept);
    EXPECT_EQ(gate.judge(trade(100, 1, 1'000)), Verdict::Accept); // two prints of one instant
    EXPECT_EQ(gate.judge(trade(100, 1, 999)), Verdict::Backward);
    auto early = trade(100, 1, 6 * kNsPerSecond);
    early.receive_ns = kNow;
    EXPECT_EQ(gate.judge(early), Verdict::Future);
    auto again = trade(100, 1, -86'400 * kNsPerSecond); // a stored day begins anew
    EXPECT_EQ(gate.judge(again), Verdict::Backward);
    again.restarted = true;
    EXPECT_EQ(gate.judge(again), Verdict::Accept);
}

TEST(TickGate, ANewLevelIsTakenOnceItIsConfirmed) {
    TickGate gate;
    EXPECT_EQ(gate.judge(trade(1'000)), Verdict::Accept);
    EXPECT_EQ(gate.judge(trade(1)), Verdict::Jump);
    EXPECT_EQ(gate.judge(trade(1'001)), Verdict::Accept); // it was a mistake
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(gate.judge(trade(50)), Verdict::Jump) << i;
    EXPECT_EQ(gate.judge(trade(50.1)), Verdict::Accept); // a split
    EXPECT_EQ(gate.judge(trade(51)), Verdict::Accept);
    for (const double wild : {5'000.0, 90'000.0, 5'000.0, 90'000.0, 5'000.0, 90'000.0})
        EXPECT_EQ(gate.judge(trade(wild)), Verdict::Jump) << "jumps that disagree confirm nothing";
}

TEST(TickGate, ABarHoldsItsOwnValues) {
    TickGate gate;
    const auto bar = [](double o, double h, double l, double c) {
        auto event = MarketEvent::ofBar(1, kNow, {o, h, l, c, 10, 60 * kNsPerSecond});
        event.receive_ns = kNow;
        return event;
    };
    EXPECT_EQ(gate.judge(bar(10, 11, 9, 10.5)), Verdict::Accept);
    EXPECT_EQ(gate.judge(bar(10, 10.2, 9, 10.5)), Verdict::Impossible);
    EXPECT_EQ(gate.judge(bar(10, 11, 10.2, 10.5)), Verdict::Impossible);
    EXPECT_EQ(gate.judge(bar(kNan, 11, 9, 10)), Verdict::NotFinite);
}

TEST(OrderBook, IsWhatAMapOfPricesIs) {
    constexpr unsigned kSeed = 7;
    SCOPED_TRACE(kSeed);
    std::mt19937_64 random(kSeed);
    OrderBook book(1'000'000);
    std::map<double, double, std::greater<>> bids;
    std::map<double, double> asks;
    for (int i = 0; i < 50'000; ++i) {
        const bool bid = random() % 2 == 0;
        const double price = 100 + static_cast<double>(random() % 500) / 100 * (bid ? -1 : 1);
        const double size = static_cast<double>(random() % 4) * 100; // 0 ends the level
        const auto action = random() % 10 == 0 ? BookAction::Remove : BookAction::Set;
        book.apply({price, size, bid ? Side::Bid : Side::Ask, action});
        const auto apply = [&](auto& side) {
            if (action == BookAction::Remove || size == 0)
                side.erase(price);
            else
                side[price] = size;
        };
        if (bid)
            apply(bids);
        else
            apply(asks);
    }
    const auto same = [](std::span<const BookLevel> levels, const auto& side) {
        ASSERT_EQ(levels.size(), side.size());
        std::size_t at = 0;
        for (const auto& [price, size] : side) {
            EXPECT_EQ(levels[at], (BookLevel{price, size}));
            ++at;
        }
    };
    same(book.bids(), bids);
    same(book.asks(), asks);
    book.apply({0, 0, Side::Bid, BookAction::Clear});
    EXPECT_TRUE(book.empty());
}

TEST(OrderBook, KeepsTheBestLevels) {
    OrderBook book(2);
    for (const double price : {10.0, 12.0, 11.0, 9.0})
        book.apply({price, 1, Side::Bid, BookAction::Set});
    EXPECT_THAT(book.bids(), ElementsAre(BookLevel{12, 1}, BookLevel{11, 1}));
    book.apply({12, 1, Side::Ask, BookAction::Set});
    EXPECT_TRUE(book.crossed());
}

TEST(BarGrid, HoursCountFromTheOpen) {
    BarGrid hours(3'600 * kNsPerSecond, true);
    const auto day = SessionDate::parse("2019-12-30").value();
    const auto open = NyseCalendar::open(day).ns, close = NyseCalendar::close(day).ns;
    EXPECT_EQ(hours.slotOf(open), (BarSlot{open, open + 3'600 * kNsPerSecond}));
    EXPECT_EQ(hours.slotOf(close), (BarSlot{open + 6 * 3'600 * kNsPerSecond, close})); // cut by the close
    EXPECT_EQ(hours.slotOf(close + 1), std::nullopt);
    EXPECT_EQ(hours.slotOf(open - 1), std::nullopt);
    const auto christmas = SessionDate::parse("2019-12-25").value();
    EXPECT_EQ(hours.slotOf(christmas.days * 86'400 * kNsPerSecond + 15 * 3'600 * kNsPerSecond), std::nullopt);
    // Two full sessions of seven bars; the half day of 24 December has four.
    const auto from = SessionDate::parse("2019-12-23").value().days * 86'400 * kNsPerSecond;
    EXPECT_EQ(hours.expected(from, from + 86'400 * kNsPerSecond), 7);
    EXPECT_EQ(hours.expected(from, from + 3 * 86'400 * kNsPerSecond), 11);
    BarGrid days(86'400 * kNsPerSecond, true);
    EXPECT_EQ(days.expected(from, from + 7 * 86'400 * kNsPerSecond), 4);
    BarGrid round_the_clock(3'600 * kNsPerSecond, false);
    EXPECT_EQ(round_the_clock.expected(from, from + 86'400 * kNsPerSecond), 24);
}

TEST(BarBuilder, BarsOfTradesAreThoseOfSmallerBars) {
    constexpr unsigned kSeed = 11;
    SCOPED_TRACE(kSeed);
    std::mt19937_64 random(kSeed);
    const auto day = SessionDate::parse("2013-10-07").value();
    const auto open = NyseCalendar::open(day).ns;
    BarBuilder minutes(BarGrid(60 * kNsPerSecond, true)), hours(BarGrid(3'600 * kNsPerSecond, true)),
        from_minutes(BarGrid(3'600 * kNsPerSecond, true));
    std::vector<FormedBar> direct, indirect;
    const auto feed = [&](const FormedBar& bar) {
        const BarPart part{bar.open, bar.high, bar.low, bar.close, bar.volume, 60 * kNsPerSecond};
        if (auto ended = from_minutes.add(MarketEvent::ofBar(1, bar.slot.end_ns, part)))
            indirect.push_back(*ended);
    };
    double price = 180;
    for (std::int64_t at = open - 600 * kNsPerSecond; at < open + 7 * 3'600 * kNsPerSecond;
         at += 1 + static_cast<std::int64_t>(random() % (2 * kNsPerSecond))) {
        price *= 1 + (static_cast<double>(random() % 2'001) - 1'000) * 1e-6;
        const auto event = MarketEvent::ofTrade(1, at, {price, static_cast<double>(1 + random() % 500)});
        if (auto ended = hours.add(event)) direct.push_back(*ended);
        if (auto ended = minutes.add(event)) feed(*ended);
    }
    if (auto last = minutes.finish()) feed(*last);
    if (auto last = from_minutes.finish()) indirect.push_back(*last);
    if (auto last = hours.finish()) direct.push_back(*last);
    ASSERT_EQ(direct.size(), 7U);
    ASSERT_EQ(indirect.size(), 7U);
    EXPECT_GT(hours.outside(), 0);
    for (std::size_t i = 0; i < direct.size(); ++i) {
        EXPECT_EQ(direct[i].slot, indirect[i].slot);
        EXPECT_EQ(direct[i].open, indirect[i].open);
        EXPECT_EQ(direct[i].high, indirect[i].high);
        EXPECT_EQ(direct[i].low, indirect[i].low);
        EXPECT_EQ(direct[i].close, indirect[i].close);
        EXPECT_EQ(direct[i].volume, indirect[i].volume); // whole numbers
        EXPECT_NEAR(direct[i].value / direct[i].volume, indirect[i].value / indirect[i].volume, 0.05);
    }
}

TEST(LatencyHistogram, QuantilesAreWithinABucket) {
    constexpr unsigned kSeed = 3;
    SCOPED_TRACE(kSeed);
    std::mt19937_64 random(kSeed);
    std::lognormal_distribution<double> spread(11, 2);
    numerics::LatencyHistogram histogram;
    std::vector<std::int64_t> all;
    double sum = 0;
    for (int i = 0; i < 100'000; ++i) {
        all.push_back(static_cast<std::int64_t>(spread(random)));
        histogram.add(all.back());
        sum += static_cast<double>(all.back());
    }
    std::ranges::sort(all);
    for (const double q : {0.0, 0.01, 0.5, 0.95, 0.99, 0.999, 1.0}) {
        const auto rank = static_cast<std::size_t>(std::max(1.0, std::ceil(q * 100'000))) - 1;
        const auto exact = static_cast<double>(all[rank]);
        EXPECT_GE(histogram.quantileNs(q), exact) << q;
        EXPECT_LE(histogram.quantileNs(q), exact * (1 + 1.0 / 64) + 1) << q;
    }
    EXPECT_NEAR(histogram.meanNs(), sum / 100'000, 1);
    EXPECT_EQ(histogram.mostNs(), all.back());
    EXPECT_TRUE(std::isnan(numerics::LatencyHistogram().quantileNs(0.5)));
    numerics::LatencyHistogram twice;
    twice.add(histogram);
    twice.add(histogram);
    EXPECT_EQ(twice.quantileNs(0.5), histogram.quantileNs(0.5));
    EXPECT_EQ(twice.count(), 200'000U);
}

} // namespace nautilus::marketdata
