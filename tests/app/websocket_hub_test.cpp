// The hub over the embedded bus, without a socket: who gets what, in which order, and what they are told.

#include "app/api/json/json_reader.h"
#include "app/runtime/local_stream.h"
#include "engines/websocket/service/hub.h"
#include "tests/app/support/fakes.h"
#include "tests/app/support/hand_lane.h"

#include <gmock/gmock.h>

namespace nautilus::websocket {
namespace {

using kit::Value;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t kMs = 1'000'000;

struct World {
    test::FakeClock clock;
    test::HandLane lane;
    runtime::LocalStream stream{clock};
    Hub hub;

    explicit World(HubSettings settings = {}) : hub(stream, clock, lane, settings) {
        hub.readJsonWith([](std::string_view json) { return api::readJson(json); });
        hub.start();
    }
    ~World() { hub.stop(); }

    kit::Result<std::shared_ptr<kit::LiveSession>> tryOpen(kit::SessionRequest request) {
        kit::Result<std::shared_ptr<kit::LiveSession>> out = kit::fail(kit::ErrorCode::Internal, "no answer");
        hub.open(std::move(request), [&](auto session) { out = std::move(session); });
        lane.run();
        return out;
    }
    void publish(const std::string& topic, const std::string& payload) {
        stream.publish(topic, payload, "test");
        lane.run();
    }
    void wait(std::int64_t ns) {
        clock.advance(ns);
        hub.tick();
        lane.run();
    }
};

struct Client {
    World& world;
    std::shared_ptr<kit::LiveSession> session;

    explicit Client(World& in, kit::SessionRequest request = {})
        : world(in), session(*in.tryOpen(std::move(request))) {
        (void)texts(); // the welcome
    }
    ~Client() { session->leave({1000, ""}), world.lane.run(); }
    void say(const std::string& json) {
        session->receive(api::readJson(json), json.size());
        world.lane.run();
    }
    void follow(const std::string& topics) {
        say(R"({"type":"subscribe","topics":[)" + topics + "]}");
        (void)texts();
    }
    std::vector<std::string> texts() {
        std::vector<kit::WireText> out;
        session->take(out, 1 << 20);
        world.lane.run();
        std::vector<std::string> all;
        for (const auto& text : out)
            all.push_back(*text);
        return all;
    }
    /// "topic#sequence" of data, else the type.
    std::vector<std::string> heard() {
        std::vector<std::string> out;
        for (const auto& text : texts()) {
            const auto read = *api::readJson(text);
            const auto* sequence = read.find("sequence");
            const auto* topic = read.find("topic");
            out.push_back(sequence ? *topic->as<std::string>() + "#" +
                                         std::to_string(*sequence->as<std::int64_t>()) +
                                         (read.find("snapshot") ? "s" : "")
                                   : *read.find("type")->as<std::string>());
        }
        return out;
    }
};

TEST(WebSocketHub, SaysWhatTheContractPrints) {
    World world;
    Client client(world);
    client.follow(R"("market.data.AAPL")");
    world.publish("market.data.AAPL", R"({"symbol":"AAPL","price":155.25})");
    EXPECT_THAT(
        client.texts(),
        ElementsAre(R"({"type":"market_data","topic":"market.data.AAPL","timestamp":"2020-01-10T21:00:00Z",)"
                    R"("sequence":1,"data":{"symbol":"AAPL","price":155.25}})"));
}

TEST(WebSocketHub, AMessageComesOnceHoweverManySubscriptionsItFits) {
    World world;
    Client one(world), two(world);
    one.follow(R"("jobs.1","jobs.*","*")");
    two.follow(R"("*.1")");
    world.publish("jobs.1", "1");
    world.publish("jobs.2", "2");
    world.publish("risk.alerts.1", "3");
    EXPECT_THAT(one.heard(), ElementsAre("jobs.1#1", "jobs.2#1", "risk.alerts.1#1"));
    EXPECT_THAT(two.heard(), ElementsAre("jobs.1#1"));
    one.say(R"({"type":"unsubscribe","topics":["*","jobs.*","never"]})");
    EXPECT_THAT(one.texts().front(),
                HasSubstr(R"("removed":2,"not_subscribed":["never"],"subscriptions":1)"));
    world.publish("jobs.2", "4");
    EXPECT_THAT(one.heard(), IsEmpty());
}

TEST(WebSocketHub, ASnapshotComesFirstAndNothingTwice) {
    World world;
    world.stream.publish("market.data.A", "1", "test");
    world.stream.publish("market.data.A", "2", "test");
    world.stream.publish("market.data.B", "3", "test");
    Client client(world);
    client.say(R"({"type":"subscribe","topics":["market.data.*"],"id":"q"})");
    // A message between the subscription of the bus and the snapshot is in the snapshot, not after it as
    // well.
    world.publish("market.data.A", "4");
    EXPECT_THAT(client.heard(), ElementsAre("market.data.A#3", "market.data.B#1s",
                                            "subscribed")); // 3 took the snapshot's place
    client.say(R"({"type":"subscribe","topics":["market.data.A"],"snapshot":false})");
    EXPECT_THAT(client.heard(), ElementsAre("subscribed"));
}

TEST(WebSocketHub, ResumesFromASequenceOrTellsTheGap) {
    World world;
    for (int i = 1; i <= 300; ++i) // the bus keeps 256
        world.stream.publish("trading.orders.p", std::to_string(i), "test");
    Client client(world);
    client.say(R"({"type":"resume","topics":[{"topic":"trading.orders.p","after":298}]})");
    EXPECT_THAT(client.heard(), ElementsAre("trading.orders.p#299", "trading.orders.p#300", "resumed"));
    world.publish("trading.orders.p", "301"); // and is subscribed from then on
    EXPECT_THAT(client.heard(), ElementsAre("trading.orders.p#301"));
    client.say(R"({"type":"resume","topics":[{"topic":"trading.orders.p","after":10}]})");
    const auto texts = client.texts();
    ASSERT_EQ(texts.size(), 258u);
    EXPECT_EQ(texts[0],
              R"({"type":"gap","topic":"trading.orders.p","from":11,"to":45,"reason":"forgotten"})");
    EXPECT_THAT(texts[1], HasSubstr(R"("sequence":46,)"));
    client.say(R"({"type":"resume","topics":[{"topic":"trading.orders.p","after":5000}]})");
    EXPECT_THAT(client.texts().front(), HasSubstr(R"("from":5001,"to":null,"reason":"restarted")"));
    client.say(R"({"type":"resume","topics":[{"topic":"a.*","after":1},{"topic":"b","after":-1}]})");
    EXPECT_THAT(client.texts().front(), HasSubstr(R"("pointer":"/topics/1/after")"));
    client.say(R"({"type":"resume","topics":[{"topic":"a.*","after":1}]})");
    EXPECT_THAT(client.texts().front(), HasSubstr(R"("pointer":"/topics/0/topic")"));
}

TEST(WebSocketHub, FiltersAndReducesWhatASubscriptionAsksFor) {
    World world;
    Client client(world);
    client.say(R"({"type":"subscribe","subscriptions":[
        {"topic":"risk.alerts.*","filter":{"severity":["HIGH"]}},
        {"topic":"portfolio.performance.p","filters":{"metrics":["pnl"],"update_frequency":"1s"}}]})");
    EXPECT_THAT(client.heard(), ElementsAre("subscribed"));
    world.publish("risk.alerts.p", R"({"severity":"LOW"})");
    world.publish("risk.alerts.p", R"({"severity":"HIGH"})");
    EXPECT_THAT(client.heard(), ElementsAre("risk.alerts.p#2"));
    world.publish("portfolio.performance.p", R"({"portfolio_id":"p","pnl":1,"x":2})");
    world.publish("portfolio.performance.p", R"({"portfolio_id":"p","pnl":2,"x":2})");
    world.publish("portfolio.performance.p", R"({"portfolio_id":"p","pnl":3,"x":2})");
    auto texts = client.texts();
    ASSERT_EQ(texts.size(), 1u);
    EXPECT_THAT(texts[0], HasSubstr(R"("data":{"portfolio_id":"p","pnl":1}})"));
    world.wait(500 * kMs);
    EXPECT_THAT(client.texts(), IsEmpty());
    world.wait(500 * kMs);
    texts = client.texts();
    ASSERT_EQ(texts.size(), 1u);
    EXPECT_THAT(texts[0], HasSubstr(R"("sequence":3,"data":{"portfolio_id":"p","pnl":3}})"));
}

TEST(WebSocketHub, ARateHoldsMessagesBackAndConflatesThem) {
    World world;
    ConnectRequest request;
    request.client_id = "slow";
    request.subscriptions = {{"market.data.A", {}, {}}};
    request.rate_limit = RateLimit{2, 2.0};
    kit::Call call;
    const auto announced = world.hub.announce(request, call);
    ASSERT_TRUE(announced);
    EXPECT_EQ(announced->connection_id, "conn_001");
    EXPECT_THAT(announced->websocket_url, HasSubstr("/ws/stream?client_id=slow&conn_id=conn_001"));
    Client client(world, {"slow", "conn_001", "", {}, false});
    for (int i = 0; i < 10; ++i) {
        world.publish("market.data.A", "1");
        if (i < 3) (void)client.texts();
    }
    EXPECT_THAT(client.heard(), IsEmpty()); // the two of the burst are used up
    EXPECT_TRUE(client.session->pending());
    world.clock.advance(500 * kMs);
    EXPECT_THAT(client.heard(), ElementsAre("market.data.A#10"));
}

TEST(WebSocketHub, WhoIsTooSlowForWhatMayNotBeLeftOutIsClosed) {
    HubSettings settings;
    settings.queue.messages = 50;
    World world(settings);
    Client slow(world), quick(world), conflated(world), told(world);
    slow.follow(R"("risk.alerts.p")");
    quick.follow(R"("risk.alerts.p")");
    conflated.follow(R"("market.data.A")");
    told.follow(R"("market.trades.A")");
    for (int i = 0; i < 100; ++i) {
        world.publish("risk.alerts.p", "1");
        world.publish("market.data.A", "1");
        world.publish("market.trades.A", "1");
        EXPECT_EQ(quick.texts().size(), 1u);
    }
    EXPECT_THAT(slow.texts(), IsEmpty());
    ASSERT_TRUE(slow.session->closing());
    EXPECT_EQ(slow.session->closing()->code, 1013);
    EXPECT_THAT(conflated.heard(), ElementsAre("market.data.A#100"));
    const auto texts = told.texts();
    EXPECT_EQ(texts.front(),
              R"({"type":"gap","topic":"market.trades.A","from":1,"to":51,"reason":"too_slow"})");
    EXPECT_EQ(texts.size(), 50u);
    const auto stats = world.hub.stats();
    EXPECT_EQ(stats.message_stats.messages_conflated, 99);
    EXPECT_GE(stats.message_stats.messages_dropped, 51);
}

TEST(WebSocketHub, MalformedMessagesAreAnsweredUntilThereAreTooMany) {
    World world;
    Client client(world);
    const char* bad[] = {"{",
                         "[]",
                         "7",
                         "null",
                         R"({"type":7})",
                         R"({"type":"dance"})",
                         R"({"type":"subscribe"})",
                         R"({"type":"subscribe","topics":"x..y"})",
                         R"({"type":"subscribe","topics":[7]})",
                         R"({"type":"resume","topics":[{}]})",
                         R"({"type":"subscribe","topics":["a"],"client_id":"other"})"};
    for (const auto* each : bad) {
        client.say(each);
        const auto texts = client.texts();
        ASSERT_EQ(texts.size(), 1u) << each;
        EXPECT_THAT(texts[0], HasSubstr(R"("type":"error")"));
        EXPECT_THAT(texts[0], HasSubstr(R"("pointer":")"));
    }
    client.say(R"({"type":"ping","id":[1]})");
    EXPECT_THAT(client.texts().front(), HasSubstr(R"({"type":"pong","id":[1],)"));
    for (int i = 0; i < 20; ++i)
        client.say("{");
    (void)client.texts();
    ASSERT_TRUE(client.session->closing());
    EXPECT_EQ(client.session->closing()->code, 1008);
}

TEST(WebSocketHub, GoodSubscriptionsOfAListHoldAndBadOnesAreNamed) {
    World world;
    Client client(world);
    client.say(R"({"type":"subscribe","topics":["a.b","c..d"],"id":1,"colour":"red"})");
    const auto texts = client.texts();
    ASSERT_EQ(texts.size(), 2u);
    EXPECT_THAT(texts[0], HasSubstr(R"("pointer":"/topics/1")"));
    EXPECT_THAT(texts[1], HasSubstr(R"("added":1,"subscriptions":1)"));
    EXPECT_THAT(texts[1], HasSubstr("/colour"));
}

TEST(WebSocketHub, BroadcastsReachWhomTheyTargetAndCountTheTruth) {
    World world;
    Client one(world, {"a", "", "admin_panel", {}, false});
    Client two(world, {"b", "", "admin_panel", {}, false});
    Client three(world, {"c", "", "mobile_app", {}, false});
    BroadcastRequest request{"system.alert.x", Value::Object{{"type", "system_alert"}, {"title", "t"}}, {}};
    request.target_clients.connection_types = {{"admin_panel"}};
    std::optional<BroadcastResult> answer;
    const auto send = [&] {
        answer.reset();
        world.hub.broadcast(request, std::make_shared<kit::Call>(), [&](auto result) { answer = *result; });
        world.lane.run();
    };
    send();
    EXPECT_FALSE(answer); // nothing was handed to a socket yet
    EXPECT_THAT(one.texts().front(), HasSubstr(R"("message_id":"msg_001")"));
    EXPECT_FALSE(answer);
    EXPECT_EQ(two.texts().size(), 1u);
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->clients_targeted, 2);
    EXPECT_EQ(answer->messages_sent, 2);
    EXPECT_THAT(three.texts(), IsEmpty());
    request.target_clients.exclude_clients = {{"a"}};
    send();
    world.wait(1'000 * kMs); // nobody takes it
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->clients_targeted, 1);
    EXPECT_EQ(answer->failed_sends, 1);
    EXPECT_EQ(answer->delivery_rate, 0.0);
    request.target_clients.client_ids = {{"nobody"}};
    send();
    ASSERT_TRUE(answer);
    EXPECT_FALSE(answer->delivery_rate);
}

TEST(WebSocketHub, ObeysTheBroadcastOfTheBus) {
    World world;
    Client one(world), two(world);
    one.follow(R"("risk.alerts.portfolio_001")");
    two.follow(R"("risk.alerts.portfolio_002")");
    world.publish("websocket.broadcast",
                  R"({"source_engine":"risk","target_engine":"websocket","data":{"client_filter":)"
                  R"({"portfolio_id":"portfolio_001"},"message":{"type":"risk_alert","data":{"x":1}}}})");
    const auto texts = one.texts();
    ASSERT_EQ(texts.size(), 1u);
    EXPECT_THAT(texts[0], HasSubstr(R"({"type":"risk_alert","topic":"websocket.broadcast",)"));
    EXPECT_THAT(texts[0], HasSubstr(R"("data":{"x":1}})"));
    EXPECT_THAT(two.texts(), IsEmpty());
    int refused = 0;
    const auto listening = world.stream.subscribe("websocket.refused", [&](const auto&) { ++refused; });
    world.publish("websocket.broadcast", R"({"data":{}})");
    world.publish("websocket.broadcast", "no json");
    EXPECT_EQ(refused, 2);
}

TEST(WebSocketHub, AnAnnouncedConnectionIsTakenUpOnceAndForgottenInTime) {
    World world;
    SubscribeRequest request{"later", "subscribe", {{"jobs.*", {}, {}}}};
    kit::Call call;
    const auto kept = world.hub.changeSubscriptions(request, call);
    ASSERT_TRUE(kept);
    EXPECT_EQ(call.warnings.front().code, "client_not_connected");
    Client client(world, {"later", "", "", {}, false});
    world.publish("jobs.1", "1");
    EXPECT_THAT(client.heard(), ElementsAre("jobs.1#1"));
    EXPECT_EQ(world.tryOpen({"", client.session->connectionId(), "", {}, false}).error().front().code,
              kit::ErrorCode::Conflict);
    EXPECT_EQ(world.tryOpen({"", "conn_999", "", {}, false}).error().front().code, kit::ErrorCode::NotFound);
    (void)world.hub.announce({"gone", "x", {}, {}}, call);
    EXPECT_EQ(world.hub.stats().connection_stats.idle_connections, 1);
    world.wait(301'000 * kMs);
    EXPECT_EQ(world.hub.stats().connection_stats.idle_connections, 0);
    EXPECT_EQ(world.hub.stats().connection_stats.active_connections, 1);
}

TEST(WebSocketHub, WhatNobodyListensToIsNotWanted) {
    World world;
    EXPECT_FALSE(world.stream.wanted("market.data.A"));
    {
        Client client(world);
        client.follow(R"("market.data.*")");
        EXPECT_TRUE(world.stream.wanted("market.data.A"));
        EXPECT_EQ(world.hub.subscriptionCount(), 1u);
    }
    EXPECT_FALSE(world.stream.wanted("market.data.A"));
    EXPECT_EQ(world.hub.subscriptionCount(), 0u);
    EXPECT_EQ(world.hub.connected(), 0);
}

TEST(WebSocketHub, CountsConnectionsAndSubscriptionsAgainstTheirBounds) {
    HubSettings settings;
    settings.connections = 2;
    settings.subscriptions_of_one = 3;
    World world(settings);
    Client one(world), two(world);
    EXPECT_EQ(world.tryOpen({}).error().front().code, kit::ErrorCode::Unavailable);
    one.say(R"({"type":"subscribe","topics":["a","b","c","d"]})");
    const auto texts = one.texts();
    EXPECT_THAT(texts[0], HasSubstr(R"("code":"too_many_requests")"));
    EXPECT_THAT(texts[1], HasSubstr(R"("subscriptions":3)"));
    EXPECT_EQ(world.hub.health().connection_success_rate, 2.0 / 3);
}

TEST(WebSocketHub, ABusyLaneIsSaidAndNobodyIsForgotten) {
    World world;
    auto client = std::make_unique<Client>(world);
    client->follow(R"("jobs.1")");
    world.lane.full = true;
    client->say(R"({"type":"ping"})");
    EXPECT_THAT(client->texts().front(), HasSubstr(R"("code":"unavailable")"));
    world.stream.publish("jobs.1", "1", "test");
    world.lane.full = false;
    world.wait(kMs);
    EXPECT_THAT(client->heard(), ElementsAre("jobs.1#1"));
    world.lane.full = true;
    client.reset();
    EXPECT_EQ(world.hub.connected(), 1);
    world.lane.full = false;
    world.wait(kMs);
    EXPECT_EQ(world.hub.connected(), 0);
}

TEST(WebSocketHub, HeartbeatsAndFixedSubscriptions) {
    World world;
    Client client(world, {"", "", "", {"marketdata.subscription.s1"}, true});
    world.publish("marketdata.subscription.s1", "[1]");
    EXPECT_THAT(client.heard(), ElementsAre("marketdata.subscription.s1#1"));
    client.say(R"({"type":"subscribe","topics":["x"]})");
    EXPECT_THAT(client.texts().front(), HasSubstr(R"("code":"forbidden")"));
    world.wait(15'000 * kMs);
    EXPECT_THAT(client.heard(), ElementsAre("heartbeat"));
    world.hub.stop();
    EXPECT_EQ(client.session->closing()->code, 1001);
}

} // namespace
} // namespace nautilus::websocket
