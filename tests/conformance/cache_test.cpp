// The suite of the Cache port: limits, ages, keys, order, several threads. Whoever writes another cache adds
// its maker here.

#include "app/runtime/memory_cache.h"

#include <gmock/gmock.h>

#include <atomic>
#include <functional>
#include <memory>
#include <thread>

namespace {

using namespace nautilus;
using domain::EventKind;
using domain::MarketEvent;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::int64_t kSecond = domain::kNsPerSecond;
constexpr std::int64_t kStart = 1'000 * kSecond;
constexpr std::size_t kMany = 1'000'000;

struct Maker {
    const char* name;
    std::function<std::unique_ptr<kit::Cache>()> make;
};
void PrintTo(const Maker& maker, std::ostream* out) {
    *out << maker.name;
}

MarketEvent trade(int n) {
    return MarketEvent::ofTrade(1, n, {static_cast<double>(n), 1});
}
MarketEvent quote(int n) {
    return MarketEvent::ofQuote(1, n, {static_cast<double>(n), 1, static_cast<double>(n) + 1, 1});
}
MarketEvent bar(int n) {
    const auto price = static_cast<double>(n);
    return MarketEvent::ofBar(1, n, {price, price, price, price, 1, 60 * kSecond});
}
std::vector<std::int64_t> times(const std::vector<MarketEvent>& events) {
    std::vector<std::int64_t> out;
    for (const auto& event : events)
        out.push_back(event.event_ns);
    return out;
}
std::vector<std::int64_t> range(std::int64_t from, std::int64_t to) {
    std::vector<std::int64_t> out;
    for (auto i = from; i < to; ++i)
        out.push_back(i);
    return out;
}

class CachePort : public testing::TestWithParam<Maker> {
protected:
    [[nodiscard]] std::vector<std::int64_t> recent(EventKind kind, std::int64_t now_ns,
                                                   std::size_t most = kMany) const {
        return times(cache_->recent(place_, kind, most, now_ns));
    }
    void store(const std::vector<MarketEvent>& events, std::int64_t now_ns) {
        cache_->store(place_, events, now_ns);
    }
    std::unique_ptr<kit::Cache> cache_ = GetParam().make();
    std::uint32_t place_ = cache_->place("XNYS", "IBM");
};

TEST_P(CachePort, APairHasOnePlace) {
    EXPECT_EQ(cache_->place("XNYS", "IBM"), place_);
    const auto other = cache_->place("XNYS", "BAC"), elsewhere = cache_->place("replay", "IBM");
    EXPECT_NE(other, place_);
    EXPECT_NE(elsewhere, place_);
    EXPECT_NE(elsewhere, other);
    store({trade(1)}, kStart);
    EXPECT_THAT(cache_->recent(other, EventKind::Trade, kMany, kStart), IsEmpty());
    EXPECT_FALSE(cache_->latest(elsewhere, kStart).trade);
    EXPECT_THAT(cache_->recent(9'999, EventKind::Trade, kMany, kStart), IsEmpty()) << "no such place";
    EXPECT_FALSE(cache_->latest(9'999, kStart).trade);
}

TEST_P(CachePort, KeepsTheNewestUpToTheDocumentedLimitsInTheirOrder) {
    for (const std::size_t batch : std::initializer_list<std::size_t>{1, 7, 4'096}) {
        cache_ = GetParam().make();
        place_ = cache_->place("XNYS", "IBM");
        std::vector<MarketEvent> waiting;
        for (int n = 0; n < 3'500; ++n) {
            waiting.push_back(trade(n));
            if (n % 3 == 0) waiting.push_back(quote(n / 3));
            if (n % 10 == 0) waiting.push_back(bar(n / 10));
            if (waiting.size() >= batch) store(std::exchange(waiting, {}), kStart + n);
        }
        store(waiting, kStart + 3'500);
        const auto now = kStart + 3'500;
        EXPECT_EQ(recent(EventKind::Trade, now), range(2'500, 3'500)) << batch;
        EXPECT_EQ(recent(EventKind::Quote, now), range(667, 1'167)) << batch;
        EXPECT_EQ(recent(EventKind::Bar, now), range(150, 350)) << batch;
        EXPECT_EQ(recent(EventKind::Trade, now, 3), range(3'497, 3'500)) << batch;
        EXPECT_THAT(recent(EventKind::Trade, now, 0), IsEmpty());
        const auto latest = cache_->latest(place_, now);
        ASSERT_TRUE(latest.trade && latest.quote && latest.bar);
        EXPECT_EQ(latest.trade->trade.price, 3'499);
        EXPECT_EQ(latest.quote->quote.bid, 1'166);
        EXPECT_EQ(latest.bar->bar.close, 349);
    }
}

TEST_P(CachePort, ForgetsByAgeFromTheMomentOfStoring) {
    store({trade(1), quote(1), bar(1)}, kStart);
    store({trade(2), quote(2), bar(2)}, kStart + 100 * kSecond);
    for (const auto kind : {EventKind::Trade, EventKind::Quote}) {
        EXPECT_THAT(recent(kind, kStart + 299 * kSecond), ElementsAre(1, 2));
        EXPECT_THAT(recent(kind, kStart + 301 * kSecond), ElementsAre(2));
        EXPECT_THAT(recent(kind, kStart + 401 * kSecond), IsEmpty());
    }
    EXPECT_THAT(recent(EventKind::Bar, kStart + 3'599 * kSecond), ElementsAre(1, 2));
    EXPECT_THAT(recent(EventKind::Bar, kStart + 3'601 * kSecond), ElementsAre(2));
    EXPECT_THAT(recent(EventKind::Bar, kStart + 3'701 * kSecond), IsEmpty());
    // The latest of each kind lives for an hour, whatever its kind.
    const auto within = cache_->latest(place_, kStart + 3'699 * kSecond);
    ASSERT_TRUE(within.trade && within.quote && within.bar);
    EXPECT_EQ(within.trade->event_ns, 2);
    const auto after = cache_->latest(place_, kStart + 3'701 * kSecond);
    EXPECT_FALSE(after.trade || after.quote || after.bar);
    store({trade(3)}, kStart + 4'000 * kSecond);
    EXPECT_THAT(recent(EventKind::Trade, kStart + 4'000 * kSecond), ElementsAre(3));
    EXPECT_FALSE(cache_->latest(place_, kStart + 4'000 * kSecond).quote);
}

TEST_P(CachePort, AgesStayRightWhenAFullRingTurns) {
    for (int n = 0; n < 2'500; ++n)
        store({trade(n)}, kStart + n * kSecond);
    EXPECT_EQ(recent(EventKind::Trade, kStart + 2'499 * kSecond), range(2'199, 2'500))
        << "300 s and the edge";
    EXPECT_EQ(recent(EventKind::Trade, kStart + 2'789 * kSecond), range(2'489, 2'500));
}

TEST_P(CachePort, NamesWhatItHoldsAsDocumented) {
    EXPECT_THAT(cache_->keys(kStart), IsEmpty()) << "a place alone is no key";
    store({trade(1), quote(1)}, kStart);
    cache_->store(cache_->place("XNAS", "AAPL"), std::vector{bar(1)}, kStart);
    EXPECT_THAT(cache_->keys(kStart),
                ElementsAre("latest:bar:XNAS:AAPL", "latest:quote:XNYS:IBM", "latest:tick:XNYS:IBM",
                            "market:bar:XNAS:AAPL", "market:quote:XNYS:IBM", "market:tick:XNYS:IBM"));
    EXPECT_THAT(cache_->keys(kStart + 301 * kSecond),
                ElementsAre("latest:bar:XNAS:AAPL", "latest:quote:XNYS:IBM", "latest:tick:XNYS:IBM",
                            "market:bar:XNAS:AAPL"));
    EXPECT_THAT(cache_->keys(kStart + 3'601 * kSecond), IsEmpty());
}

TEST_P(CachePort, KeepsNoBookAndNoMoreMemoryThanItsLimits) {
    store({MarketEvent::ofBook(1, 1, {100, 5, domain::Side::Bid, domain::BookAction::Set})}, kStart);
    EXPECT_THAT(recent(EventKind::Book, kStart), IsEmpty());
    EXPECT_THAT(cache_->keys(kStart), IsEmpty());
    const auto fill = [&](int from) {
        std::vector<MarketEvent> events;
        for (int n = from; n < from + 5'000; ++n)
            events.insert(events.end(), {trade(n), quote(n), bar(n)});
        store(events, kStart + from);
    };
    fill(0);
    const auto full = cache_->bytes();
    EXPECT_GE(full, 1'700 * sizeof(MarketEvent));
    for (int round = 1; round < 20; ++round)
        fill(round * 5'000);
    EXPECT_LE(cache_->bytes(), full);
}

/// One writer per place; readers of any place see whole events, oldest first, without a hole.
TEST_P(CachePort, ReadersOfAnyThreadSeeTheWritersOrder) {
    constexpr int kRounds = 30'000;
    std::array<std::uint32_t, 2> places{place_, cache_->place("XNYS", "BAC")};
    std::atomic<bool> writing{true};
    std::atomic<int> faults{0};
    std::vector<std::thread> threads;
    for (const auto place : places)
        threads.emplace_back([&, place] {
            for (int n = 0; n < kRounds; ++n)
                cache_->store(place, std::vector{trade(3 * n), trade(3 * n + 1), quote(n), trade(3 * n + 2)},
                              kStart + n);
        });
    for (int reader = 0; reader < 2; ++reader)
        threads.emplace_back([&] {
            do {
                for (const auto place : places) {
                    const auto got = cache_->recent(place, EventKind::Trade, 50, kStart + kRounds);
                    for (std::size_t i = 0; i < got.size(); ++i) {
                        faults += got[i].trade.price != static_cast<double>(got[i].event_ns);
                        faults += i > 0 && got[i].event_ns != got[i - 1].event_ns + 1;
                    }
                    const auto latest = cache_->latest(place, kStart + kRounds).trade;
                    faults += latest && !got.empty() && latest->event_ns < got.back().event_ns;
                    (void)cache_->keys(kStart + kRounds);
                    (void)cache_->bytes();
                    (void)cache_->place("XNYS", "NEW" + std::to_string(latest ? latest->event_ns % 7 : 0));
                }
            } while (writing);
        });
    threads[0].join();
    threads[1].join();
    writing = false;
    threads[2].join();
    threads[3].join();
    EXPECT_EQ(faults, 0);
    for (const auto place : places)
        EXPECT_EQ(times(cache_->recent(place, EventKind::Trade, kMany, kStart + kRounds)),
                  range(3 * kRounds - 1'000, 3 * kRounds));
}

const auto nameOf = [](const auto& made) { return std::string(made.param.name); };
INSTANTIATE_TEST_SUITE_P(All, CachePort,
                         testing::Values(Maker{"Memory",
                                               [] { return std::make_unique<runtime::MemoryCache>(); }}),
                         nameOf);

} // namespace
