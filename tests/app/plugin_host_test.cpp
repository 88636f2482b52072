// What the plugin host keeps and grants: settings, secrets, budgets, the order of preference.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/source_stage.h"

#include <gmock/gmock.h>

#include <fstream>

namespace {

using namespace nautilus;
using domain::kNsPerSecond;
using kit::ErrorCode;
using kit::Value;
using testing::ElementsAre;
using testing::HasSubstr;

class PluginHostTest : public testing::Test {
protected:
    std::vector<std::string> order() {
        std::vector<std::string> out;
        for (const auto& source : stage_.host().all())
            out.push_back(source->info().id);
        return out;
    }
    const Value& value(const std::string& source, const std::string& name) {
        settings_ = *stage_.host().settings(source);
        static const Value kNone;
        const auto* found = settings_.values.find(name);
        return found ? *found : kNone;
    }
    plugin_host::PluginHost& host() { return stage_.host(); }
    test::TemporaryFolder folder_;
    test::SourceStage stage_{{test::SourceStage::built()}, folder_.path()};
    kit::SourceSettings settings_;
};

TEST_F(PluginHostTest, InventedValuesStandLastAndTheOrderIsKept) {
    EXPECT_THAT(order(), ElementsAre("files", "replay", "edgar", "fred", "example_python", "simulated"));
    ASSERT_TRUE(host().reorder({"replay", "simulated"}));
    EXPECT_THAT(order(), ElementsAre("replay", "simulated", "files", "edgar", "fred", "example_python"));
    stage_.restart();
    EXPECT_THAT(order(), ElementsAre("replay", "simulated", "files", "edgar", "fred", "example_python"));
    const auto unknown = host().reorder({"files", "nobody"});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().front().code, ErrorCode::NotFound);
    EXPECT_EQ(unknown.error().front().field, "/order/1");
    EXPECT_EQ(host().reorder({"files", "files"}).error().front().field, "/order/1");
    EXPECT_THAT(order(), ElementsAre("replay", "simulated", "files", "edgar", "fred", "example_python"));
}

TEST_F(PluginHostTest, SettingsAreCheckedWholeAppliedAndKept) {
    EXPECT_EQ(value("replay", "speed"), Value(std::int64_t{1}));
    const auto wrong = host().changeSettings(
        "replay", Value(Value::Object{{"speed", -1}, {"loop", "yes"}, {"from", "soon"}, {"colour", "red"}}));
    ASSERT_FALSE(wrong);
    std::vector<std::string> fields;
    for (const auto& error : wrong.error())
        fields.push_back(error.field);
    EXPECT_THAT(fields, ElementsAre("/speed", "/loop", "/from", "/colour"));
    EXPECT_EQ(value("replay", "speed"), Value(std::int64_t{1})) << "all or nothing";
    const auto together =
        host().changeSettings("replay", Value(Value::Object{{"from", "2020-01-02"}, {"to", "2020-01-01"}}));
    ASSERT_FALSE(together) << "the source itself has the last word";
    EXPECT_EQ(together.error().front().field, "/to");
    ASSERT_TRUE(host().changeSettings("replay", Value(Value::Object{{"speed", 25.5}, {"loop", false}})));
    stage_.restart();
    EXPECT_EQ(value("replay", "speed"), Value(25.5));
    EXPECT_EQ(value("replay", "loop"), Value(false));
    ASSERT_TRUE(host().changeSettings("replay", Value(Value::Object{{"speed", nullptr}})));
    EXPECT_EQ(value("replay", "speed"), Value(std::int64_t{1})) << "null goes back to the default";
    EXPECT_EQ(host().changeSettings("nobody", Value(Value::Object{})).error().front().code,
              ErrorCode::NotFound);
}

TEST_F(PluginHostTest, SecretsComeFromTheFileOrTheEnvironment) {
    ASSERT_TRUE(host().changeSettings("example_python", Value(Value::Object{{"api_key", "from-file"}})));
    EXPECT_EQ(value("example_python", "api_key"), Value());
    std::ifstream file(folder_.path() + "/secrets.toml");
    const std::string text((std::istreambuf_iterator<char>(file)), {});
    EXPECT_THAT(text, HasSubstr("[example_python]"));
    EXPECT_THAT(text, HasSubstr("from-file"));
    std::string warning;
    const auto lookUp = [](const std::string& name) {
        return name == "NAUTILUS_EXAMPLE_PYTHON_API_KEY" ? "from-environment" : nullptr;
    };
    const auto secrets = plugin_host::Secrets::open(folder_.path(), lookUp, &warning);
    ASSERT_TRUE(secrets);
    EXPECT_TRUE(warning.empty());
    EXPECT_EQ(secrets->find("example_python", "api_key"), "from-environment");
    EXPECT_EQ(secrets->masked("example_python", "a from-environment b from-file"), "a *** b ***");
    std::filesystem::permissions(folder_.path() + "/secrets.toml", std::filesystem::perms::others_read,
                                 std::filesystem::perm_options::add);
    ASSERT_TRUE(plugin_host::Secrets::open(folder_.path(), {}, &warning));
    EXPECT_THAT(warning, HasSubstr("its owner's alone now"));
    auto one = *plugin_host::Secrets::open(folder_.path(), {}, &warning), other = one;
    ASSERT_TRUE(one.keep("alerts", "webhook_key", "one"));
    ASSERT_TRUE(other.keep("files", "key", "two")); // read before the first was kept
    EXPECT_EQ(plugin_host::Secrets::open(folder_.path(), {}, &warning)->find("alerts", "webhook_key"), "one");
    std::ofstream(folder_.path() + "/secrets.toml") << "[files]\nkey = 'hidden";
    EXPECT_FALSE(one.keep("files", "key", "three")) << "a damaged file is left alone";
    const auto broken = plugin_host::Secrets::open(folder_.path(), {}, &warning);
    ASSERT_FALSE(broken);
    EXPECT_THAT(broken.error().front().message, HasSubstr("line 2"));
    EXPECT_EQ(broken.error().front().message.find("hidden"), std::string::npos);
}

TEST_F(PluginHostTest, ABudgetIsSpentFillsUpAndOutlivesARestart) {
    const auto left = [&] { return stage_.source("example_python").status().requests_left; };
    EXPECT_EQ(left(), 600);
    for (int i = 0; i < 600; ++i)
        ASSERT_TRUE(host().spend("example_python")) << i;
    const auto empty = host().spend("example_python");
    ASSERT_FALSE(empty);
    EXPECT_EQ(empty.error().front().code, ErrorCode::TooManyRequests);
    EXPECT_TRUE(empty.error().front().retryable);
    ASSERT_TRUE(empty.error().front().retry_after_s);
    EXPECT_NEAR(*empty.error().front().retry_after_s, 0.1, 1e-6) << "600 a minute";
    EXPECT_THAT(empty.error().front().message, HasSubstr("possible in 1 s"));
    stage_.restart();
    EXPECT_FALSE(host().spend("example_python")) << "a restart does not refill it";
    stage_.time.advance(kNsPerSecond); // ten more of 600 a minute
    EXPECT_EQ(left(), 10);
    for (int i = 0; i < 10; ++i)
        ASSERT_TRUE(host().spend("example_python"));
    EXPECT_FALSE(host().spend("example_python"));
    stage_.time.advance(3'600 * kNsPerSecond);
    EXPECT_EQ(left(), 600) << "never more than the bucket holds";
    ASSERT_TRUE(host().changeSettings("example_python", Value(Value::Object{{"api_key", "another"}})));
    EXPECT_TRUE(host().spend("example_python"));
    EXPECT_EQ(left(), 599) << "another key has a budget of its own";
    EXPECT_EQ(stage_.source("files").status().requests_left, -1);
    for (int i = 0; i < 10'000; ++i)
        ASSERT_TRUE(host().spend("files"));
    EXPECT_EQ(host().spend("nobody").error().front().code, ErrorCode::NotFound);
}

TEST(RateBudget, AKilledProcessSpendsAtMostAHundredthTwice) {
    plugin_host::RateBudget budget(1'000, 3'600, std::nullopt, 0);
    auto kept = budget.saved(0);
    int since = 0;
    for (int i = 0; i < 500; ++i) {
        ASSERT_TRUE(budget.spend(0));
        ++since;
        if (budget.wantsSaving()) {
            kept = budget.saved(0);
            since = 0;
        }
        ASSERT_LE(since, 10);
    }
    const auto text = kept.json();
    const auto again = plugin_host::BudgetState::parse(text);
    ASSERT_TRUE(again);
    plugin_host::RateBudget after(1'000, 3'600, again, 0);
    EXPECT_NEAR(static_cast<double>(after.left(0)), 500, 10);
    EXPECT_FALSE(plugin_host::BudgetState::parse("{\"left\":-1}"));
    EXPECT_FALSE(plugin_host::BudgetState::parse("nonsense"));
}

TEST(RateBudget, SaysWhenTheNextRequestIsPossible) {
    plugin_host::RateBudget budget(2, 60, std::nullopt, 0);
    ASSERT_TRUE(budget.spend(0));
    ASSERT_TRUE(budget.spend(0));
    const auto wait = [&](std::int64_t now_ns) {
        return *budget.spend(now_ns).error().front().retry_after_s;
    };
    EXPECT_NEAR(wait(0), 30, 1e-6) << "one every thirty seconds";
    EXPECT_NEAR(wait(20 * kNsPerSecond), 10, 1e-6);
    budget.hold(90, 20 * kNsPerSecond);
    EXPECT_NEAR(wait(20 * kNsPerSecond), 90, 1e-6) << "what the provider says counts";
}

TEST(RateBudget, AClockThatIsSetBackGivesNothing) {
    plugin_host::RateBudget budget(2, 10, std::nullopt, 1'000 * kNsPerSecond);
    ASSERT_TRUE(budget.spend(1'000 * kNsPerSecond));
    ASSERT_TRUE(budget.spend(1'000 * kNsPerSecond));
    EXPECT_FALSE(budget.spend(0));
    EXPECT_FALSE(budget.spend(1'000 * kNsPerSecond));
    EXPECT_TRUE(budget.spend(1'005 * kNsPerSecond));
}

/// Programs that write their id when they live.
class StagedStart : public testing::Test {
protected:
    void add(const std::string& id, const std::string& depends, const std::string& mode = "") {
        const auto plugin = folder_.path() + "/plugins/" + id;
        std::filesystem::create_directories(plugin);
        std::filesystem::copy_file(std::string(NAUTILUS_TEST_DATA) + "/plugins/misbehaving.py",
                                   plugin + "/run.py");
        std::ofstream(plugin + "/plugin.json")
            << R"({"id":")" << id
            << R"(","name":"N","version":"1","abi":1,"kind":"executable","entry":"run.py",)"
            << R"("capabilities":["trades","streaming"],"depends_on":[)" << depends << "]}";
        std::ofstream(plugin + "/mode.txt") << mode;
    }
    test::TemporaryFolder folder_;
};

TEST_F(StagedStart, AllAreStartedAndAllAreStopped) {
    add("b_first", "");
    add("a_second", "\"b_first\"");
    test::SourceStage stage({{folder_.path() + "/plugins", false}}, folder_.path());
    stage.host().start();
    for (const char* id : {"a_second", "b_first"})
        EXPECT_TRUE(
            test::eventually([&] { return stage.source(id).status().state == kit::SourceState::Connected; }));
    stage.host().stop();
    for (const char* id : {"a_second", "b_first"})
        EXPECT_EQ(stage.source(id).status().state, kit::SourceState::Stopped);
    const auto alone = stage.source("a_second").start();
    ASSERT_FALSE(alone) << "what it needs does not run";
    EXPECT_EQ(alone.error().front().code, ErrorCode::Conflict);
    EXPECT_EQ(stage.source("a_second").status().state, kit::SourceState::Failed);
    EXPECT_THAT(stage.source("a_second").status().message, HasSubstr("b_first"));
}

} // namespace
