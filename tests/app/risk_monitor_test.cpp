// Limits, monitoring, breaches and alerts of the risk engine over books that a test sets, through restarts
// and through a ledger that fails at any of its appends.

#include "tests/app/support/members.h"
#include "tests/app/support/risk_stage.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using kit::ErrorCode;
using kit::Value;
using test::figure;
using test::RiskLife;
using test::RiskWorld;
using test::rows;
using test::word;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr const char* kLimits =
    R"({"portfolio_id":"p1","limits":[{"limit_type":"position_size","value":0.5}]})";
constexpr const char* kStart = R"({"portfolio_id":"p1","monitoring_config":{"check_interval_seconds":5,)"
                               R"("alert_channels":["email","webhook"],"severity_threshold":"MEDIUM"}})";

std::size_t entries(test::MemoryLedger& ledger, const char* journal) {
    return ledger.journal(journal, 0, 100'000)->size();
}

TEST(RiskLimits, AreKeptInVersionsAndSurviveARestart) {
    RiskWorld world;
    {
        RiskLife life(world);
        ASSERT_TRUE(life.start());
        ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
        const auto second = life.ask("risk.set_limits",
                                     R"({"portfolio_id":"p1","limits":[{"limit_type":"max_position_size",)"
                                     R"("value":0.4,"owner":"desk"},{"limit_type":"var_limit","value":0.02,)"
                                     R"("auto_adjust":true,"hard":false}]})");
        ASSERT_TRUE(second);
        EXPECT_THAT(rows(*second, "limits"), SizeIs(2));
        EXPECT_THAT(life.heard("risk.limits.p1"), SizeIs(2));
    }
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    const auto kept = life.ask("risk.limits", R"({"portfolio_id":"p1"})");
    ASSERT_THAT(rows(*kept, "limits"), SizeIs(2));
    EXPECT_EQ(figure(rows(*kept, "limits")[0], "value"), 0.4);
    EXPECT_EQ(figure(rows(*kept, "limits")[0], "version"), 2);
    EXPECT_EQ(word(rows(*kept, "limits")[0], "owner"), "desk");
    EXPECT_EQ(word(rows(*kept, "limits")[0], "scope"), "portfolio");
    const auto history = life.ask("risk.limits", R"({"portfolio_id":"p1","history":true})");
    EXPECT_THAT(rows(*history, "limits"), SizeIs(3));
    ASSERT_TRUE(life.ask("risk.remove_limits", R"({"portfolio_id":"p1","limit_type":"var_limit"})"));
    EXPECT_THAT(rows(*life.ask("risk.limits", R"({"portfolio_id":"p1"})"), "limits"), SizeIs(1));
    EXPECT_EQ(life.ask("risk.remove_limits", R"({"portfolio_id":"p1","limit_type":"var_limit"})")
                  .error()
                  .front()
                  .code,
              ErrorCode::NotFound);
}

TEST(RiskLimits, WhatIsWrongIsNamedAndNothingIsKept) {
    RiskWorld world;
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    const auto wrong = life.ask(
        "risk.set_limits", R"({"portfolio_id":"p1","limits":[{"limit_type":"position_size","value":0.1},)"
                           R"({"limit_type":"sizes","value":0.1},)"
                           R"({"limit_type":"max_position_size","value":0.2}]})");
    ASSERT_FALSE(wrong);
    ASSERT_THAT(wrong.error(), SizeIs(2));
    EXPECT_EQ(wrong.error()[0].field, "/limits/1/limit_type");
    EXPECT_EQ(wrong.error()[1].field, "/limits/2/limit_type");
    EXPECT_EQ(entries(world.ledger, "risk_limits"), 0U);
    EXPECT_EQ(life.ask("risk.limits", R"({"portfolio_id":"p9"})").error().front().code, ErrorCode::NotFound);
}

TEST(RiskCheck, HoldsAPortfolioAgainstItsAccountAndTheFirmToo) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}, {"p2", {{"A", 100}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    for (const char* id : {"p1", "acc", "firm"})
        ASSERT_TRUE(
            life.ask("risk.set_limits", std::string(R"({"portfolio_id":")") + id +
                                            R"(","limits":[{"limit_type":"position_size","value":0.7}]})"));
    const auto result = life.ask("risk.check", R"({"portfolio_id":"p1"})");
    ASSERT_TRUE(result) << result.error().front().message;
    const auto& checks = rows(*result, "limit_checks");
    ASSERT_THAT(checks, SizeIs(3));
    EXPECT_NEAR(figure(checks[0], "current_value"), 0.6, 1e-12);
    EXPECT_EQ(word(checks[0], "status"), "WARNING");
    EXPECT_EQ(word(checks[1], "scope"), "account");
    EXPECT_NEAR(figure(checks[1], "current_value"), 0.8, 1e-12);
    EXPECT_EQ(word(checks[2], "scope_id"), "firm");
    EXPECT_EQ(word(checks[2], "status"), "BREACH");
    EXPECT_EQ(word(*result, "overall_status"), "BREACH");
    EXPECT_EQ(word(*result, "risk_assessment"), "HIGH");
    EXPECT_THAT(rows(*result, "breaches"), SizeIs(2));
    EXPECT_THAT(word(rows(*result, "breaches")[0], "recommendation"), HasSubstr("Reduce A position to 70%"));
}

TEST(RiskCheck, WithoutAnyLimitSaysSo) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    const auto result = life.ask("risk.check", R"({"portfolio_id":"p1"})");
    ASSERT_TRUE(result);
    EXPECT_THAT(rows(*result, "limit_checks"), IsEmpty());
    ASSERT_THAT(life.call->warnings, SizeIs(1));
    EXPECT_EQ(life.call->warnings[0].code, "no_limits");
    EXPECT_EQ(word(*result, "overall_status"), "WITHIN_LIMITS");
}

TEST(RiskCheck, NamesWhatItDoesNotKnow) {
    RiskWorld world;
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    const auto result =
        life.ask("risk.check", R"({"portfolio_id":"mine","positions":[{"symbol":"A","quantity":10},)"
                               R"({"symbol":"ZZZ","quantity":5,"current_price":20},)"
                               R"({"symbol":"YYY","quantity":5}],"portfolio_value":10000,)"
                               R"("limits":{"position_size":0.5,"adv_limit":1,"nonsense":3}})");
    ASSERT_TRUE(result) << result.error().front().message;
    std::vector<std::string> codes;
    for (const auto& warning : life.call->warnings)
        codes.push_back(warning.code);
    EXPECT_THAT(codes, testing::IsSupersetOf({"unknown_field", "unknown_symbol", "no_history"}));
    const auto& adv = rows(*result, "limit_checks")[1];
    EXPECT_EQ(word(adv, "status"), "NOT_COMPUTABLE") << "the volume of ZZZ is not known";
    EXPECT_EQ(word(*result, "overall_status"), "WARNING");
    EXPECT_EQ(life.ask("risk.check", R"({"portfolio_id":"mine"})").error().front().code, ErrorCode::NotFound);
    EXPECT_EQ(life.ask("risk.check", R"({"portfolio_id":"x","positions":[{"symbol":"YYY","quantity":5}]})")
                  .error()
                  .front()
                  .code,
              ErrorCode::NotFound);
}

TEST(RiskWhatIf, ForbidsWhatBreaksALimitAndAllowsWhatMendsIt) {
    RiskWorld world;
    world.books.values = {{"p1", {{"", 40}, {"A", 60}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    const auto buy =
        life.ask("risk.what_if", R"({"portfolio_id":"p1","trades":[{"symbol":"A","quantity":0.2}],)"
                                 R"("limits":{"position_size":0.7}})");
    ASSERT_TRUE(buy) << buy.error().front().message;
    const auto& row = rows(*buy, "limits")[0];
    EXPECT_NEAR(figure(row, "before"), 0.6, 1e-12);
    EXPECT_GT(figure(row, "after"), 0.7);
    EXPECT_EQ(*buy->find("allowed")->as<bool>(), false);
    EXPECT_THAT(rows(*buy, "new_breaches"), SizeIs(1));
    const auto sell =
        life.ask("risk.what_if", R"({"portfolio_id":"p1","trades":[{"symbol":"A","quantity":-0.02}],)"
                                 R"("limits":{"position_size":0.55}})");
    ASSERT_TRUE(sell);
    EXPECT_EQ(*sell->find("allowed")->as<bool>(), true) << "broken before, less so afterwards";
    EXPECT_EQ(life.ask("risk.what_if", R"({"portfolio_id":"p1","trades":[{"symbol":"QQQQ","quantity":1}]})")
                  .error()
                  .front()
                  .field,
              "/trades/0/symbol");
}

TEST(RiskWhatIf, ATradeCanGoToAWeight) {
    RiskWorld world;
    world.books.values = {{"p1", {{"", 40}, {"A", 60}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    const auto less =
        life.ask("risk.what_if", R"({"portfolio_id":"p1","trades":[{"symbol":"A","weight":0.25}],)"
                                 R"("limits":{"position_size":0.5}})");
    ASSERT_TRUE(less) << less.error().front().message;
    EXPECT_NEAR(figure(rows(*less, "limits")[0], "after"), 0.25, 1e-12);
    const auto other =
        life.ask("risk.what_if", R"({"portfolio_id":"p1","trades":[{"symbol":"A","weight":0},)"
                                 R"({"symbol":"B","weight":0.3}],"limits":{"position_size":0.5}})");
    ASSERT_TRUE(other) << other.error().front().message;
    EXPECT_NEAR(figure(rows(*other, "limits")[0], "after"), 0.3, 1e-12);
    for (const char* wrong : {R"({"symbol":"A"})", R"({"symbol":"A","quantity":1,"weight":0.1})"})
        EXPECT_EQ(life.ask("risk.what_if", std::string(R"({"portfolio_id":"p1","trades":[)") + wrong + "]}")
                      .error()
                      .front()
                      .field,
                  "/trades/0/quantity");
    EXPECT_EQ(life.ask("risk.what_if", R"({"portfolio_id":"p1","trades":[{"symbol":"QQQQ","weight":0.1}]})")
                  .error()
                  .front()
                  .field,
              "/trades/0/symbol");
}

TEST(RiskMonitor, FindsABreachTellsItOnceAndSeesItResolved) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
    const auto begun = life.ask("risk.monitor_start", kStart);
    ASSERT_TRUE(begun);
    EXPECT_EQ(word(*begun, "monitoring_id"), "monitor_001");
    EXPECT_EQ(word(*begun, "status"), "ACTIVE");
    EXPECT_EQ(word(*begun, "next_check_at"), "2020-01-10T21:00:05Z");
    life.pass(4);
    EXPECT_EQ(entries(world.ledger, "breaches"), 0U) << "not due yet";
    for (int i = 0; i < 3; ++i)
        life.pass(5);
    EXPECT_EQ(entries(world.ledger, "breaches"), 1U);
    EXPECT_THAT(world.mail.taken, ElementsAre("alert_001"));
    EXPECT_THAT(world.hook.taken, ElementsAre("alert_001"));
    ASSERT_THAT(life.heard("risk.alerts.p1"), SizeIs(1));
    EXPECT_THAT(life.heard("risk.alerts.p1")[0],
                HasSubstr(R"("message":"A position exceeds 50% limit: 60%")"));
    const auto health = life.service->health();
    EXPECT_EQ(health.monitored_portfolios, 1);
    EXPECT_EQ(health.breach_alerts_sent, 2);
    EXPECT_TRUE(health.monitoring_active);
    ASSERT_TRUE(life.ask("risk.breach_acknowledge", R"({"breach_id":"breach_001","note":"seen"})"));
    EXPECT_EQ(life.ask("risk.breach_acknowledge", R"({"breach_id":"breach_001"})").error().front().code,
              ErrorCode::Conflict);
    world.books.values["p1"] = {{"A", 45}, {"B", 55}};
    life.pass(600);
    const auto found = life.ask("risk.breaches", R"({"portfolio_id":"p1"})");
    ASSERT_THAT(rows(*found, "breaches"), SizeIs(2)) << "B is too large now";
    const auto& first = rows(*found, "breaches")[1];
    EXPECT_EQ(word(first, "resolution_status"), "RESOLVED");
    EXPECT_EQ(word(first, "action_taken"), "Brought from 60% to 45%");
    const auto* summary = found->find("breach_summary");
    EXPECT_EQ(figure(*summary, "total_breaches"), 2);
    EXPECT_EQ(figure(*summary, "high_severity"), 2);
    EXPECT_NEAR(figure(*summary, "avg_resolution_time_minutes"), 610 / 60.0, 1e-9);
    const auto history = life.ask("risk.breach_history", R"({"breach_id":"breach_001"})");
    EXPECT_THAT(rows(*history, "events"), SizeIs(3));
}

TEST(RiskMonitor, ThePeriodIsThatOfTheClock) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
    ASSERT_TRUE(life.ask("risk.monitor_start", kStart));
    life.pass(5);
    ASSERT_TRUE(life.ask("risk.monitor_stop", R"({"monitoring_id":"monitor_001"})"));
    world.clock.advance(8LL * 86'400 * domain::kNsPerSecond);
    EXPECT_THAT(rows(*life.ask("risk.breaches", R"({"portfolio_id":"p1","period":"7D"})"), "breaches"),
                IsEmpty());
    EXPECT_THAT(rows(*life.ask("risk.breaches", R"({"portfolio_id":"p1","period":"2W"})"), "breaches"),
                SizeIs(1));
    for (const char* wrong : {"7", "D", "0D", "7X", "-1D", "9999999999999999999Y", "7DD"})
        EXPECT_EQ(life.ask("risk.breaches", std::string(R"({"portfolio_id":"p1","period":")") + wrong + "\"}")
                      .error()
                      .front()
                      .field,
                  "/period")
            << wrong;
}

TEST(RiskMonitor, BelowTheThresholdNobodyIsAlerted) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    ASSERT_TRUE(life.ask("risk.set_limits",
                         R"({"portfolio_id":"p1","limits":[{"limit_type":"position_size","value":0.5,)"
                         R"("hard":false}]})"));
    ASSERT_TRUE(life.ask("risk.monitor_start",
                         R"({"portfolio_id":"p1","monitoring_config":)"
                         R"({"alert_channels":["email"],"severity_threshold":"HIGH"}})"));
    life.pass(5);
    EXPECT_EQ(entries(world.ledger, "breaches"), 1U);
    EXPECT_EQ(entries(world.ledger, "alerts"), 0U);
    EXPECT_EQ(world.mail.tries, 0);
}

TEST(RiskMonitor, ALimitThatIsTakenAwayResolvesItsBreach) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
    ASSERT_TRUE(life.ask("risk.monitor_start", kStart));
    life.pass(5);
    ASSERT_TRUE(life.ask("risk.remove_limits", R"({"portfolio_id":"p1"})"));
    life.pass(1);
    const auto found = life.ask("risk.breaches", R"({"portfolio_id":"p1"})");
    EXPECT_EQ(word(rows(*found, "breaches")[0], "action_taken"), "The limit was removed or switched off");
}

TEST(RiskAlerts, AreTriedAgainAndWaitForAChannelThatIsNotReady) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    world.mail.refuses = 2;
    world.hook.is_ready = false;
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
    ASSERT_TRUE(life.ask("risk.monitor_start", kStart));
    EXPECT_THAT(life.call->warnings, SizeIs(1));
    life.pass(5);
    EXPECT_EQ(world.mail.tries, 1);
    life.pass(1);
    EXPECT_EQ(world.mail.tries, 2);
    life.pass(1);
    EXPECT_EQ(world.mail.tries, 2) << "two seconds after the second try";
    life.pass(1);
    EXPECT_THAT(world.mail.taken, ElementsAre("alert_001"));
    EXPECT_EQ(world.hook.tries, 0);
    world.hook.is_ready = true;
    life.pass(60);
    EXPECT_THAT(world.hook.taken, ElementsAre("alert_001"));
    for (int i = 0; i < 5; ++i)
        life.pass(100);
    EXPECT_EQ(world.mail.tries, 3);
    EXPECT_EQ(world.hook.tries, 1);
}

TEST(RiskAlerts, WhatNobodyWillTakeIsGivenUpAndSaid) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    world.mail.refuses = 1;
    world.mail.retryable = false;
    world.hook.is_ready = false;
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
    ASSERT_TRUE(life.ask("risk.monitor_start", kStart));
    life.pass(5);
    life.pass(86'401);
    life.pass(400);
    const auto kept = world.ledger.journal("alert_deliveries", 0, 10);
    ASSERT_THAT(*kept, SizeIs(2));
    EXPECT_THAT((*kept)[0].content, HasSubstr("given up: the line is cut"));
    EXPECT_THAT((*kept)[1].content, HasSubstr("not delivered within a day"));
    EXPECT_EQ(life.service->health().breach_alerts_sent, 0);
}

TEST(RiskAlerts, AreListedWithWhatBecameOfThem) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    world.hook.is_ready = false;
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    EXPECT_THAT(rows(*life.ask("risk.alerts", "{}"), "alerts"), IsEmpty());
    ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
    ASSERT_TRUE(life.ask("risk.monitor_start", kStart));
    life.pass(5);
    life.pass(1);
    const auto told = life.ask("risk.alerts", R"({"portfolio_id":"p1","severity":"HIGH"})");
    ASSERT_TRUE(told);
    ASSERT_THAT(rows(*told, "alerts"), SizeIs(1));
    const auto& alert = rows(*told, "alerts")[0];
    EXPECT_EQ(word(alert, "alert_id"), "alert_001");
    EXPECT_EQ(word(alert, "breach_id"), "breach_001");
    ASSERT_THAT(rows(alert, "outcomes"), SizeIs(1)) << "the webhook is still waited for";
    EXPECT_EQ(word(rows(alert, "outcomes")[0], "channel"), "email");
    EXPECT_EQ(word(rows(alert, "outcomes")[0], "outcome"), "delivered");
    EXPECT_THAT(rows(*life.ask("risk.alerts", R"({"portfolio_id":"p2"})"), "alerts"), IsEmpty());
    EXPECT_THAT(rows(*life.ask("risk.alerts", R"({"severity":"CRITICAL"})"), "alerts"), IsEmpty());
}

TEST(RiskAlerts, WhatIsNotRecordedAsDeliveredIsSentAgainAfterARestart) {
    RiskWorld world;
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    {
        RiskLife life(world);
        ASSERT_TRUE(life.start());
        ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
        ASSERT_TRUE(life.ask("risk.monitor_start", kStart));
        life.ledger.fail_at = life.ledger.appends + 2; // the breach is kept, the first delivery is not
        life.pass(5);
        life.ledger.dead = true;
    }
    EXPECT_THAT(world.mail.taken, ElementsAre("alert_001"));
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    EXPECT_EQ(word(rows(*life.ask("risk.monitors", "{}"), "monitors")[0], "status"), "ACTIVE");
    life.pass(5);
    EXPECT_THAT(world.mail.taken, ElementsAre("alert_001", "alert_001"));
    EXPECT_THAT(world.hook.taken, ElementsAre("alert_001"));
    EXPECT_EQ(entries(world.ledger, "breaches"), 1U) << "the breach is still the same";
}

/// One course of events: a breach, worse, acknowledged, resolved, a second one; what was answered is told.
std::vector<std::string> course(RiskWorld& world, RiskLife& life) {
    std::vector<std::string> answered;
    const auto ask = [&](const char* id, const std::string& json) {
        if (life.ask(id, json)) answered.emplace_back(id);
    };
    world.books.values = {{"p1", {{"A", 60}, {"B", 40}}}};
    ask("risk.set_limits", kLimits);
    ask("risk.monitor_start", kStart);
    life.pass(5);
    life.pass(5);
    world.books.values = {{"p1", {{"A", 80}, {"B", 20}}}};
    life.pass(5);
    ask("risk.breach_acknowledge", R"({"breach_id":"breach_001"})");
    world.books.values = {{"p1", {{"A", 40}, {"B", 60}}}};
    life.pass(5);
    life.pass(5);
    return answered;
}

std::map<std::string, int> keysOf(test::MemoryLedger& ledger, const char* journal) {
    std::map<std::string, int> out;
    const auto kept = ledger.journal(journal, 0, 1'000);
    for (const auto& entry : *kept)
        ++out[entry.key];
    return out;
}

/// What was answered before is kept, seen by a life that follows.
void expectKept(RiskWorld& world, RiskLife& life, const std::vector<std::string>& answered) {
    const auto was = [&](const std::string& id) { return std::ranges::count(answered, id) > 0; };
    if (was("risk.set_limits")) {
        EXPECT_GE(entries(world.ledger, "risk_limits"), 1U);
    }
    if (was("risk.monitor_start")) {
        EXPECT_GE(entries(world.ledger, "risk_monitors"), 1U);
    }
    if (!was("risk.breach_acknowledge")) return;
    const auto history = life.ask("risk.breach_history", R"({"breach_id":"breach_001"})");
    ASSERT_TRUE(history);
    const auto event = [](const Value& each) { return word(each, "event"); };
    EXPECT_EQ(std::ranges::count(rows(*history, "events"), std::string("acknowledged"), event), 1);
}

/// B alone breaks its limit; everything is there once, and every channel was told of everything.
void expectAllOnce(RiskWorld& world, RiskLife& life) {
    const auto found = life.ask("risk.breaches", R"({"portfolio_id":"p1","period":"ALL"})");
    std::map<std::string, int> open;
    for (const auto& breach : rows(*found, "breaches"))
        if (word(breach, "resolution_status") != "RESOLVED") ++open[word(breach, "subject")];
    EXPECT_EQ(open, (std::map<std::string, int>{{"B", 1}}));
    const auto alerts = keysOf(world.ledger, "alerts");
    EXPECT_EQ(keysOf(world.ledger, "alert_deliveries").size(), 2 * alerts.size());
    for (const auto& [key, times] : alerts) {
        EXPECT_EQ(times, 1) << key;
        for (const auto* channel : {&world.mail, &world.hook})
            EXPECT_GE(std::ranges::count(channel->taken, key), 1) << key;
    }
    std::map<std::string, int> opened;
    const auto kept = world.ledger.journal("breaches", 0, 1'000);
    for (const auto& entry : *kept)
        if (entry.content.find(R"("event":"opened")") != std::string::npos)
            ++opened[entry.content.substr(entry.content.find("breach_0"), 10)];
    for (const auto& [id, times] : opened)
        EXPECT_EQ(times, 1) << id;
}

void failAt(int append, bool after_done, bool dies) {
    RiskWorld world;
    std::vector<std::string> answered;
    {
        RiskLife life(world);
        ASSERT_TRUE(life.start());
        life.ledger.fail_at = append;
        life.ledger.after_done = after_done;
        life.ledger.dies = dies;
        answered = course(world, life);
    }
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    expectKept(world, life, answered);
    world.books.values = {{"p1", {{"A", 40}, {"B", 60}}}};
    ASSERT_TRUE(life.ask("risk.set_limits", kLimits));
    ASSERT_TRUE(life.ask("risk.monitor_start", kStart));
    for (int i = 0; i < 4; ++i)
        life.pass(100);
    expectAllOnce(world, life);
}

/// The ledger fails at its n-th append, before or after it has been done, and the process ends there or goes
/// on: whatever was answered is kept, and afterwards everything is there once.
TEST(RiskLedger, MayFailAnywhere) {
    RiskWorld world;
    RiskLife life(world);
    ASSERT_TRUE(life.start());
    course(world, life);
    const int appends = life.ledger.appends;
    ASSERT_GT(appends, 8);
    for (int n = 1; n <= appends; ++n)
        for (const bool after_done : {false, true})
            for (const bool dies : {false, true}) {
                SCOPED_TRACE(testing::Message() << "append " << n << (after_done ? " after" : " before")
                                                << (dies ? ", dies" : ", goes on"));
                failAt(n, after_done, dies);
            }
}

} // namespace
