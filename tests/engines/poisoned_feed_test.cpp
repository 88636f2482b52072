// What a source sends wrongly: poisoned, repeated and reordered events among good ones, drawn from a seed.

#include "engines/marketdata/service/live_service.h"
#include "tests/app/support/fakes.h"
#include "tests/engines/support/live_fakes.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace nautilus::marketdata {

using domain::MarketEvent;

namespace {

/// A walk of good trades with mistakes in between, a millisecond apart.
class SpoiltFeed {
public:
    SpoiltFeed(test::StepClock& clock, std::uint32_t line) : clock_(clock), line_(line) {}

    void go() {
        clock_.advance(1'000'000);
        price_ *= 1 + 0.0002 * (static_cast<double>(random() % 21) - 10);
        good.push_back(trade(price_, 100));
        sent.push_back(good.back());
        spoil();
    }
    std::mt19937_64 random{41};
    std::vector<MarketEvent> sent, good;
    std::vector<Verdict> wrong; ///< what is wrong with the others, in the order of sending

private:
    [[nodiscard]] MarketEvent trade(double price, double size, std::int64_t later_ns = 0) const {
        auto event = MarketEvent::ofTrade(line_, clock_.wall_ns + later_ns, {price, size});
        event.receive_ns = clock_.wall_ns;
        return event;
    }
    void send(const MarketEvent& event, Verdict reason) {
        sent.push_back(event);
        wrong.push_back(reason);
    }
    void spoil() {
        const auto which = random() % 20;
        if (which == 0) send(trade(domain::kMissing, 100), Verdict::NotFinite);
        if (which == 1) send(trade(HUGE_VAL, 100), Verdict::NotFinite);
        if (which == 2) send(trade(-price_, 100), Verdict::NotPositive);
        if (which == 3) send(trade(price_ * 1e9, 100), Verdict::Jump);
        if (which == 4) send(trade(price_, -1), Verdict::BadSize);
        if (which == 5) send(trade(price_, 100, 3'600 * domain::kNsPerSecond), Verdict::Future);
        if (which == 6) send(trade(price_, 100, -1), Verdict::Backward);
        if (which == 7) // a stretch comes a second time
            for (auto back = std::min<std::size_t>(good.size(), 6); back > 1; --back)
                send(good[good.size() - back], Verdict::Backward);
        if (which == 8 && good.size() > 1) // the one before comes late
            send(good[good.size() - 2], Verdict::Backward);
    }
    test::StepClock& clock_;
    std::uint32_t line_;
    double price_ = 100;
};

} // namespace

TEST(PoisonedFeed, IsKeptAsideWithItsReasonAndReachesNobody) {
    test::StepClock clock;
    test::MemoryStream stream;
    test::StepLane lane;
    test::ScriptedSources sources;
    test::RecordingCache cache;
    const auto source = std::make_shared<test::ScriptedSource>("feed", kit::Capability::kTrades |
                                                                           kit::Capability::kStreaming);
    sources.list = {source};
    LiveService service({clock, stream, lane, lane, sources, cache}, {});
    std::vector<MarketEvent> got;
    auto handle = service.follow(
        "IBM", [&](const auto&, auto events) { got.insert(got.end(), events.begin(), events.end()); });
    lane.run();
    SpoiltFeed feed(clock, source->lineOf("IBM"));
    for (int i = 0; i < 2'000; ++i) {
        feed.go();
        if (feed.random() % 50 != 0) continue;
        source->push(std::exchange(feed.sent, {}));
        lane.run();
    }
    source->push(feed.sent);
    lane.run();
    ASSERT_EQ(got.size(), feed.good.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        ASSERT_EQ(got[i].event_ns, feed.good[i].event_ns) << i;
        ASSERT_EQ(got[i].trade.price, feed.good[i].trade.price) << i;
    }
    EXPECT_EQ(cache.stored[0].size(), feed.good.size());
    EXPECT_GT(feed.wrong.size(), 500U);
    EXPECT_EQ(service.refusedTotal(), static_cast<std::int64_t>(feed.wrong.size()));
    const auto& refused = service.refused(); // the newest thousand
    ASSERT_EQ(refused.size(), std::min<std::size_t>(feed.wrong.size(), 1'000));
    for (std::size_t i = 0; i < refused.size(); ++i)
        ASSERT_EQ(refused[i].reason, feed.wrong[feed.wrong.size() - refused.size() + i]) << i;
    lane.full = true; // nobody runs it any more
}

/// Values of one instant cannot be told from a print that comes twice: they are taken, and left out for those
/// who ask for no duplicates (LiveSubscriptionTest).
TEST(PoisonedFeed, TwoPrintsOfOneInstantAreBothTaken) {
    TickGate gate;
    const auto print = MarketEvent::ofTrade(1, 1'000, {100, 100});
    EXPECT_EQ(gate.judge(print), Verdict::Accept);
    EXPECT_EQ(gate.judge(print), Verdict::Accept);
}

} // namespace nautilus::marketdata
