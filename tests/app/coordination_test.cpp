// The four patterns of working together over the bus.

#include "app/api/json/json_reader.h"
#include "app/runtime/coordination.h"
#include "app/runtime/local_stream.h"
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>

#include <atomic>
#include <future>
#include <thread>

namespace nautilus::runtime {
namespace {

using kit::Result;
using kit::Value;
using testing::ElementsAre;

class HandClock final : public kit::Clock {
public:
    [[nodiscard]] domain::Timestamp now() const override { return {ns.load()}; }
    [[nodiscard]] std::int64_t steadyNs() const override { return ns.load(); }
    std::atomic<std::int64_t> ns{1'000'000'000};
};

struct World {
    HandClock clock;
    LocalStream stream{clock};
    Coordination coordination{stream, clock, [](std::string_view json) { return api::readJson(json); }};

    Coordination::Question question(const std::string& topic, Value data) {
        return {topic, "analytics", "risk", std::move(data)};
    }
};

std::int64_t numberIn(const Value& data, const char* name) {
    const auto* found = data.find(name);
    const auto* number = found ? found->as<std::int64_t>() : nullptr;
    return number ? *number : -1;
}

TEST(Coordination, AQuestionGetsItsOwnAnswer) {
    World world;
    std::vector<std::pair<Value, Coordination::Answer>> held;
    const auto answering = world.coordination.respond(
        "factor.calculation.request", "factor", "factor", [&](Coordination::Event event, auto answer) {
            EXPECT_EQ(event.source_engine, "analytics");
            held.emplace_back(std::move(event.data), std::move(answer));
        });
    std::vector<std::int64_t> answers;
    for (int i = 0; i < 3; ++i)
        world.coordination.request(
            world.question("factor.calculation.request", Value::Object{{"n", i}}),
            [&, i](Result<Value> answer) { answers.push_back(i * 100 + numberIn(*answer, "square")); });
    ASSERT_EQ(held.size(), 3u);
    for (const int i : {2, 0, 1}) { // in whatever order they come
        const auto n = numberIn(held[static_cast<std::size_t>(i)].first, "n");
        held[static_cast<std::size_t>(i)].second(Value(Value::Object{{"square", n * n}}));
    }
    EXPECT_THAT(answers, ElementsAre(204, 0, 101));
    EXPECT_EQ(world.coordination.awaited(), 0u);
    EXPECT_FALSE(world.stream.wanted("replies.x"));
}

TEST(Coordination, ARiskCheckIsAnsweredByABreachAlert) {
    World world;
    // The risk engine as the contract prints it: hears risk.check.request, broadcasts risk.breach.alert.
    const auto risk = world.stream.subscribe("risk.check.request", [&](const kit::Message& message) {
        const auto request = *api::readJson(message.payload);
        EXPECT_EQ(*request.find("target_engine"), Value("risk"));
        world.coordination.tell("risk.breach.alert", "risk",
                                Value::Object{{"portfolio_id", "portfolio_001"},
                                              {"breach_type", "position_limit"},
                                              {"severity", "HIGH"},
                                              {"request_id", *request.find("data")->find("request_id")}});
    });
    auto question = world.question("risk.check.request", Value::Object{{"portfolio_id", "portfolio_001"}});
    question.answer_topic = "risk.breach.alert";
    std::string severity;
    world.coordination.tell("risk.breach.alert", "risk", Value::Object{{"request_id", "of somebody else"}});
    world.coordination.request(question, [&](Result<Value> answer) {
        ASSERT_TRUE(answer);
        severity = *answer->find("severity")->as<std::string>();
    });
    EXPECT_EQ(severity, "HIGH");
    EXPECT_FALSE(world.stream.wanted("risk.breach.alert")); // nobody waits any more
}

TEST(Coordination, SilenceIsAnErrorInTimeAndLateAnswersAreNone) {
    World world;
    std::vector<Coordination::Answer> held;
    const auto answering = world.coordination.respond(
        "q", "g", "e", [&](auto, auto answer) { held.push_back(std::move(answer)); });
    std::promise<kit::ErrorCode> failed;
    auto question = world.question("q", {});
    question.timeout_ns = 1'000'000'000;
    int answers = 0;
    world.coordination.request(question, [&](Result<Value> answer) {
        ++answers;
        ASSERT_FALSE(answer);
        EXPECT_TRUE(answer.error().front().retryable);
        failed.set_value(answer.error().front().code);
    });
    world.coordination.expire();
    EXPECT_EQ(world.coordination.awaited(), 1u);
    world.clock.ns += 1'000'000'000;
    EXPECT_EQ(failed.get_future().get(), kit::ErrorCode::Unavailable); // by the thread that watches the time
    held.front()(Value(Value::Object{}));
    EXPECT_EQ(answers, 1);
}

TEST(Coordination, ErrorsComeBackAsErrors) {
    World world;
    const auto answering = world.coordination.respond("q", "g", "e", [](auto, auto answer) {
        answer(kit::fail(kit::ErrorCode::NotComputable, "too little history", "/symbols/0"));
    });
    kit::Errors errors;
    world.coordination.request(world.question("q", {}),
                               [&](Result<Value> answer) { errors = answer.error(); });
    ASSERT_EQ(errors.size(), 1u);
    EXPECT_EQ(errors[0].message, "too little history");
    EXPECT_EQ(errors[0].field, "/symbols/0");
}

TEST(Coordination, AGroupSharesTheWorkAndEveryGroupHears) {
    World world;
    std::vector<int> taken(3);
    std::vector<std::unique_ptr<kit::Subscription>> members;
    for (int i = 0; i < 3; ++i)
        members.push_back(world.coordination.respond(
            "work", "pool", "e", [&, i](auto, auto) { ++taken[static_cast<std::size_t>(i)]; }));
    int other = 0;
    const auto second = world.coordination.respond("work", "audit", "e", [&](auto, auto) { ++other; });
    for (int i = 0; i < 30; ++i)
        world.coordination.tell("work", "e", Value::Object{});
    EXPECT_THAT(taken, ElementsAre(10, 10, 10));
    EXPECT_EQ(other, 30);
    members.erase(members.begin());
    for (int i = 0; i < 10; ++i)
        world.coordination.tell("work", "e", Value::Object{});
    EXPECT_THAT(taken, ElementsAre(10, 15, 15));
    members.clear();
    world.coordination.tell("work", "e", Value::Object{});
    EXPECT_THAT(taken, ElementsAre(10, 15, 15));
}

TEST(Coordination, APipelinePassesOnWhatItsStagesMake) {
    World world;
    const auto add = [](std::int64_t more) {
        return [more](const Coordination::Event& event) -> Result<Value> {
            const auto n = numberIn(event.data, "n");
            if (n < 0) return kit::fail(kit::ErrorCode::InvalidArgument, "no n", "/n");
            if (n == 7) return Value();
            return Value(Value::Object{{"n", n * 10 + more}});
        };
    };
    const auto one = world.coordination.stage("market_data", "factors", "factor", "factor", add(1));
    const auto two = world.coordination.stage("factors", "ml", "ml", "ml", add(2));
    const auto three = world.coordination.stage("ml", "websocket", "analytics", "analytics", add(3));
    std::vector<std::int64_t> out;
    const auto end = world.stream.subscribe("websocket", [&](const kit::Message& message) {
        out.push_back(numberIn(*api::readJson(message.payload)->find("data"), "n"));
    });
    std::string failed;
    const auto faults = world.stream.subscribe(
        "factors.failed", [&](const kit::Message& message) { failed = message.payload; });
    for (const int n : {4, 7, 5})
        world.coordination.tell("market_data", "marketdata", Value::Object{{"n", n}});
    EXPECT_THAT(out, ElementsAre(4123, 5123));
    world.coordination.tell("market_data", "marketdata", Value::Object{});
    EXPECT_NE(failed.find("no n"), std::string::npos);
    world.stream.publish("market_data", "no json", "marketdata");
    EXPECT_EQ(world.stream.sentCount("app", "coordination.refused"), 1u);
}

TEST(Coordination, PartsAreGatheredInTheirOrderAndTheMissingOnesAreNamed) {
    World world;
    std::vector<std::pair<std::int64_t, Coordination::Answer>> held;
    const auto answering =
        world.coordination.respond("part", "pool", "e", [&](Coordination::Event event, auto answer) {
            held.emplace_back(numberIn(event.data, "n"), std::move(answer));
        });
    std::vector<Coordination::Question> questions;
    for (int i = 0; i < 4; ++i)
        questions.push_back(world.question("part", Value::Object{{"n", i}}));
    std::promise<Coordination::Parts> gathered;
    world.coordination.gather(std::move(questions),
                              [&](auto parts) { gathered.set_value(std::move(parts)); });
    std::vector<std::thread> workers;
    for (const auto& [n, answer] : held)
        if (n != 2) // which is never answered
            workers.emplace_back([n, answer] { answer(Value(Value::Object{{"n", n * 2}})); });
    for (auto& worker : workers)
        worker.join();
    EXPECT_EQ(world.coordination.awaited(), 1u);
    world.clock.ns += 10'000'000'000;
    const auto parts = gathered.get_future().get();
    ASSERT_EQ(parts.size(), 4u);
    EXPECT_EQ(numberIn(*parts[3], "n"), 6);
    EXPECT_FALSE(parts[2]);
    world.coordination.gather({}, [](auto none) { EXPECT_TRUE(none.empty()); });
}

TEST(Coordination, WhoStillWaitsAtTheEndIsTold) {
    kit::ErrorCode code{};
    {
        World world;
        world.coordination.request(world.question("q", {}),
                                   [&](Result<Value> answer) { code = answer.error().front().code; });
    }
    EXPECT_EQ(code, kit::ErrorCode::Cancelled);
}

/// A risk engine that comes later has only to register: the rest of the way is there.
TEST(CoordinationOfTheProgram, ABreachIsAnsweredAndReachesTheClients) {
    test::TemporaryFolder folder;
    composition::Options options;
    options.home = folder.path() + "/home";
    options.demo = false;
    auto opened = composition::Workstation::open(options);
    ASSERT_TRUE(opened) << opened.error().front().message;
    ASSERT_TRUE((*opened)->start({}));
    auto& coordination = (*opened)->coordination();
    std::promise<std::shared_ptr<kit::LiveSession>> made;
    kit::SessionRequest desk;
    desk.client_id = "desk";
    (*opened)->sessions()->open(desk, [&](auto session) { made.set_value(*session); });
    const auto session = made.get_future().get();
    const auto risk = coordination.respond(
        "risk.check.request", "risk", "risk", [&](Coordination::Event question, Coordination::Answer answer) {
            const Value breach(Value::Object{{"portfolio_id", *question.data.find("portfolio_id")},
                                             {"severity", "HIGH"},
                                             {"request_id", *question.data.find("request_id")}});
            coordination.tell("risk.breach.alert", "risk", breach);
            coordination.tell(
                "websocket.broadcast", "risk",
                Value::Object{{"message", Value::Object{{"type", "risk_alert"}, {"data", breach}}}});
            answer(Value(Value::Object{})); // nobody waits for it: the alert is the answer
        });
    std::promise<std::string> severity;
    coordination.request({.topic = "risk.check.request",
                          .source_engine = "analytics",
                          .target_engine = "risk",
                          .data = Value::Object{{"portfolio_id", "portfolio_001"}},
                          .answer_topic = "risk.breach.alert"},
                         [&](Result<Value> answer) {
                             severity.set_value(answer ? *answer->find("severity")->as<std::string>()
                                                       : answer.error().front().message);
                         });
    EXPECT_EQ(severity.get_future().get(), "HIGH");
    std::string told;
    while (told.find("risk_alert") == std::string::npos) { // the test's time limit ends it
        std::vector<kit::WireText> texts;
        session->take(texts, 1'000'000);
        for (const auto& text : texts)
            told += *text;
        std::this_thread::yield();
    }
    EXPECT_THAT(told, testing::HasSubstr("portfolio_001"));
    session->leave({1000, ""});
}

} // namespace
} // namespace nautilus::runtime
