// Sources that are programs of their own, and do wrong: crash, hang, garbage, flood.

#include "app/api/json/json_reader.h"
#include "app/plugin_host/restart_policy.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/source_stage.h"

#include <gmock/gmock.h>

#include <fstream>
#include <future>

namespace {

using namespace nautilus;
using domain::kNsPerSecond;
using kit::ErrorCode;
using kit::SourceState;
using kit::Value;
using testing::Contains;
using testing::HasSubstr;

/// A folder with one source, "bad", whose program begins in a mode.
class ProcessSourceTest : public testing::Test {
protected:
    void make(const std::string& mode) {
        const auto plugin = folder_.path() + "/plugins/bad";
        std::filesystem::create_directories(plugin);
        std::filesystem::copy_file(std::string(NAUTILUS_TEST_DATA) + "/plugins/misbehaving.py",
                                   plugin + "/run.py");
        std::ofstream(plugin + "/plugin.json")
            << R"({"id":"bad","name":"Bad","version":"1","abi":1,"kind":"executable","entry":"run.py",)"
            << R"("capabilities":["bars","trades","historical","streaming"],"answer_seconds":10,)"
            << R"("rate_limit":{"requests":5,"per_seconds":5},"settings":{"type":"object","properties":{)"
            << R"("api_key":{"type":"string","writeOnly":true}}}})";
        std::ofstream(plugin + "/mode.txt") << mode;
        std::filesystem::create_directories(folder_.path() + "/home");
        stage_ = std::make_unique<test::SourceStage>(
            std::vector<plugin_host::PluginFolder>{{folder_.path() + "/plugins", false}},
            folder_.path() + "/home");
    }
    void mode(const std::string& text) { std::ofstream(folder_.path() + "/plugins/bad/mode.txt") << text; }
    kit::DataSource& source() { return stage_->source("bad"); }
    bool reaches(SourceState state) {
        return test::eventually([&] { return source().status().state == state; });
    }
    void begin() {
        ASSERT_TRUE(source().start());
        ASSERT_TRUE(reaches(SourceState::Connected)) << source().status().message;
    }
    kit::Result<Value> tell(const char* what) { return source().control(Value(Value::Object{{"do", what}})); }
    std::size_t lives() {
        std::error_code error;
        return std::filesystem::file_size(folder_.path() + "/plugins/bad/lives.txt", error);
    }
    test::TemporaryFolder folder_;
    std::unique_ptr<test::SourceStage> stage_;
    test::EventLog log_;
};

TEST_F(ProcessSourceTest, ACrashIsSeenToldAndMended) {
    make("");
    begin();
    ASSERT_TRUE(source().subscribe({1, "ANY", "", 0}, log_.sink()));
    ASSERT_TRUE(log_.waitFor(1));
    const auto lost = tell("crash");
    ASSERT_FALSE(lost) << "the question goes down with the program";
    EXPECT_EQ(lost.error().front().code, ErrorCode::Unavailable);
    EXPECT_TRUE(lost.error().front().retryable);
    ASSERT_TRUE(reaches(SourceState::Degraded));
    const auto status = source().status();
    EXPECT_EQ(status.crashes, 1);
    EXPECT_THAT(status.message, HasSubstr("exit status 3"));
    EXPECT_THAT(status.message, HasSubstr("1.0 s"));
    EXPECT_THAT(status.last_errors.front(), HasSubstr("exit status 3"));
    EXPECT_EQ(tell("emit").error().front().code, ErrorCode::Unavailable);
    stage_->time.advance(kNsPerSecond - 1);
    EXPECT_EQ(lives(), 1U) << "not before its time";
    stage_->time.advance(1);
    ASSERT_TRUE(reaches(SourceState::Connected));
    EXPECT_EQ(lives(), 2U);
    EXPECT_TRUE(log_.waitFor(2)) << "what was subscribed streams again";
    EXPECT_EQ(log_.events().back().line, 1U);
}

TEST_F(ProcessSourceTest, ThreeCrashesWithinAMinuteDisableIt) {
    make("crash");
    ASSERT_TRUE(source().start());
    for (int crash = 1; crash <= 2; ++crash) {
        ASSERT_TRUE(test::eventually([&] { return source().status().crashes == crash; }));
        ASSERT_TRUE(reaches(SourceState::Degraded));
        stage_->time.advance(2 * kNsPerSecond);
    }
    ASSERT_TRUE(reaches(SourceState::Disabled));
    EXPECT_EQ(source().status().crashes, 3);
    EXPECT_THAT(source().status().message, HasSubstr("disabled after 3 crashes"));
    ASSERT_TRUE(test::eventually([&] { return stage_->alerts().size() == 3; }));
    const auto alert = api::readJson(stage_->alerts().back());
    ASSERT_TRUE(alert);
    EXPECT_EQ(*alert->find("severity"), Value("error"));
    EXPECT_EQ(*alert->find("source"), Value("bad"));
    EXPECT_THAT(*alert->find("message")->as<std::string>(), HasSubstr("disabled"));
    stage_->time.advance(3'600 * kNsPerSecond);
    EXPECT_EQ(lives(), 3U) << "it stays off";
    mode("");
    begin(); // by hand
    EXPECT_EQ(lives(), 4U);
}

TEST_F(ProcessSourceTest, AHangIsACrashOnceItsPatienceIsOver) {
    make("");
    begin();
    auto lost = std::async(std::launch::async, [&] { return tell("hang"); });
    ASSERT_TRUE(test::eventually([&] {
        stage_->time.advance(kNsPerSecond);
        return source().status().crashes == 1;
    }));
    EXPECT_FALSE(lost.get());
    EXPECT_THAT(source().status().last_errors.front(), HasSubstr("it hangs: no answer for 10 s"));
}

TEST_F(ProcessSourceTest, OneThatNeverSaysHelloHangs) {
    make("silent");
    ASSERT_TRUE(source().start());
    ASSERT_TRUE(test::eventually([&] { return lives() == 1; }));
    EXPECT_EQ(source().status().state, SourceState::Starting);
    EXPECT_EQ(source().subscribe({1, "ANY", "", 0}, log_.sink()).error().front().code,
              ErrorCode::Unavailable);
    ASSERT_TRUE(test::eventually([&] {
        stage_->time.advance(11 * kNsPerSecond);
        return source().status().crashes >= 1;
    }));
}

class BrokenSpeech : public ProcessSourceTest,
                     public testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(BrokenSpeech, EndsTheProgramNotOurs) {
    make("");
    begin();
    ASSERT_TRUE(source().subscribe({1, "ANY", "", 0}, log_.sink()));
    ASSERT_TRUE(log_.waitFor(1));
    (void)tell(GetParam().first).has_value();
    ASSERT_TRUE(test::eventually([&] { return source().status().crashes == 1; }));
    EXPECT_THAT(source().status().last_errors.front(), HasSubstr(GetParam().second));
    stage_->time.advance(2 * kNsPerSecond);
    ASSERT_TRUE(reaches(SourceState::Connected)) << "and it is started again";
    EXPECT_TRUE(log_.waitFor(2)) << "its line streams again";
}

INSTANTIATE_TEST_SUITE_P(All, BrokenSpeech,
                         testing::Values(std::pair("garbage", "a message of"),
                                         std::pair("no_json", "what is no message"),
                                         std::pair("too_long", "a message of 17825792 bytes"),
                                         std::pair("bad_event", "/events/0/price")),
                         [](const auto& each) { return std::string(each.param.first); });

class Impostor : public ProcessSourceTest,
                 public testing::WithParamInterface<std::pair<const char*, const char*>> {};

TEST_P(Impostor, IsRefusedAndNotTriedAgain) {
    make(GetParam().first);
    ASSERT_TRUE(source().start());
    ASSERT_TRUE(reaches(SourceState::Failed)) << source().status().message;
    EXPECT_THAT(source().status().message, HasSubstr(GetParam().second));
    stage_->time.advance(100 * kNsPerSecond);
    EXPECT_EQ(lives(), 1U);
    EXPECT_EQ(source().status().crashes, 0);
    EXPECT_TRUE(test::eventually([&] { return !stage_->alerts().empty(); }))
        << "told after the state changed";
    EXPECT_THAT(stage_->alerts(), Contains(HasSubstr("was refused")));
}

INSTANTIATE_TEST_SUITE_P(All, Impostor,
                         testing::Values(std::pair("other_id", "it says that it is somebody"),
                                         std::pair("other_abi", "interface 2"),
                                         std::pair("refuses", "/api_key: no key")),
                         [](const auto& each) { return std::string(each.param.first); });

TEST_F(ProcessSourceTest, AFloodIsTakenInOrderAndOnlyWhatWasSubscribed) {
    make("");
    begin();
    ASSERT_TRUE(source().subscribe({1, "ANY", "", 0}, log_.sink()));
    ASSERT_TRUE(tell("flood")) << "the answer behind the flood arrives";
    ASSERT_TRUE(log_.waitFor(1 + 100'000));
    EXPECT_EQ(log_.count(), 100'001U) << "line 99 is nobody's";
    const auto events = log_.events();
    for (std::size_t i = 1; i < events.size(); ++i)
        ASSERT_EQ(events[i].trade.price, 1.0 + static_cast<double>((i - 1) / 500));
    EXPECT_EQ(source().status().state, SourceState::Connected);
}

TEST_F(ProcessSourceTest, ErrorOutputIsBoundedInTheLog) {
    make("");
    begin();
    ASSERT_TRUE(tell("stderr"));
    ASSERT_TRUE(test::eventually([&] {
        return std::ranges::any_of(
            stage_->log(), [](const auto& line) { return line.find("left out") != std::string::npos; });
    }));
    std::size_t bytes = 0;
    for (const auto& line : stage_->log())
        bytes += line.size();
    EXPECT_LE(stage_->log().size(), 105U);
    EXPECT_LT(bytes, 200'000U);
    EXPECT_THAT(stage_->log(), Contains(HasSubstr("bad: stderr: line 0 x")));
}

TEST_F(ProcessSourceTest, ItRunsWithNothingOfOurs) {
    ASSERT_EQ(setenv("NAUTILUS_TEST_CANARY", "tweet", 1), 0);
    const test::TemporaryFolder other;
    const std::ofstream open_file(other.path() + "/open");
    make("");
    begin();
    const auto seen = tell("look");
    ASSERT_TRUE(seen);
    const auto* environment = seen->find("environment");
    EXPECT_FALSE(environment->find("NAUTILUS_TEST_CANARY"));
    EXPECT_LE(environment->as<Value::Object>()->size(), 7U);
    EXPECT_EQ(*seen->find("group"), Value(true));
    EXPECT_EQ(*seen->find("folder"), Value(true));
    const auto& files = *seen->find("files")->as<Value::Array>();
    EXPECT_LE(files.size(), 4U) << "input, output, error output, and the listing itself";
}

TEST_F(ProcessSourceTest, SecretsReachItAndNothingElse) {
    make("");
    ASSERT_TRUE(stage_->host().changeSettings("bad", Value(Value::Object{{"api_key", "s3cr3t-key"}})));
    begin();
    ASSERT_TRUE(tell("tell_secret"));
    ASSERT_TRUE(test::eventually([&] { return !stage_->log().empty(); }));
    EXPECT_THAT(stage_->log(), Contains("bad: my key is ***"));
    const auto settings = stage_->host().settings("bad");
    ASSERT_TRUE(settings);
    EXPECT_FALSE(settings->values.find("api_key"));
    EXPECT_EQ(*settings->schema.find("properties")->find("api_key")->find("writeOnly"), Value(true));
    const auto kept = *stage_->ledger.texts("source_settings");
    for (const auto& text : kept)
        EXPECT_EQ(text.content.find("s3cr3t"), std::string::npos);
    const auto file = folder_.path() + "/home/secrets.toml";
    EXPECT_EQ(std::filesystem::status(file).permissions() & std::filesystem::perms::all,
              std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    for (const auto& line : stage_->log())
        EXPECT_EQ(line.find("s3cr3t"), std::string::npos);
}

TEST_F(ProcessSourceTest, StoppingEndsItsWholeFamilyEvenAStubbornOne) {
    make("stubborn");
    begin();
    const auto child = tell("child");
    ASSERT_TRUE(child);
    const auto pid = std::to_string(*child->find("pid")->as<std::int64_t>());
    ASSERT_TRUE(std::filesystem::exists("/proc/" + pid));
    source().stop();
    EXPECT_EQ(source().status().state, SourceState::Stopped);
    EXPECT_TRUE(test::eventually([&] {
        std::ifstream stat("/proc/" + pid + "/stat");
        std::string text;
        std::getline(stat, text);
        return text.empty() || text.find(") Z ") != std::string::npos;
    })) << "its child lives on";
}

TEST_F(ProcessSourceTest, StoppingDoesNotWaitForAHello) {
    make("silent");
    ASSERT_TRUE(source().start());
    ASSERT_TRUE(test::eventually([&] { return lives() == 1; }));
    source().stop(); // the stage's time stands still: only a wake ends the wait
    EXPECT_EQ(source().status().state, SourceState::Stopped);
}

TEST_F(ProcessSourceTest, WordsOfItsOwn) {
    make("");
    begin();
    ASSERT_TRUE(tell("degrade"));
    EXPECT_EQ(source().status().state, SourceState::Degraded);
    EXPECT_EQ(source().status().message, "the provider is slow");
    ASSERT_TRUE(tell("nobody_asked"));
    EXPECT_THAT(stage_->log(), Contains(HasSubstr("nobody asked: 4711")));
    EXPECT_TRUE(stage_->host().spend("bad"));
    ASSERT_TRUE(tell("retry"));
    const auto refused = stage_->host().spend("bad");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().code, ErrorCode::TooManyRequests);
    EXPECT_THAT(refused.error().front().message, HasSubstr("30 s"));
    EXPECT_EQ(source().status().requests_left, 0);
    stage_->time.advance(30 * kNsPerSecond);
    EXPECT_TRUE(stage_->host().spend("bad"));
}

TEST_F(ProcessSourceTest, RowsOutOfOrderAreAFaultOfTheSource) {
    make("");
    begin();
    ASSERT_TRUE(tell("unordered_rows"));
    std::promise<kit::Result<kit::HistoryRows>> promise;
    source().history({"X", "bars", 86'400 * kNsPerSecond, 0, 4'000'000'000'000'000'000, false},
                     [&](auto rows) { promise.set_value(std::move(rows)); });
    const auto rows = promise.get_future().get();
    ASSERT_FALSE(rows);
    EXPECT_THAT(rows.error().front().message, HasSubstr("row 1"));
}

TEST(RestartPolicy, WaitsLongerEachTimeSpreadByChanceAndGivesUp) {
    plugin_host::RestartPolicy policy;
    constexpr std::int64_t kSecond = kNsPerSecond;
    EXPECT_EQ(policy.ended(0, 0.5), kSecond);
    EXPECT_EQ(policy.ended(40 * kSecond, 0.0), kSecond) << "2 s, times the least factor";
    EXPECT_EQ(policy.ended(80 * kSecond, 0.999999999), 4 * kSecond * 15 / 10 - 4) << "4 s, times the largest";
    EXPECT_EQ(policy.ended(90 * kSecond, 0.5), std::nullopt) << "the third within a minute";
    plugin_host::RestartPolicy other;
    EXPECT_EQ(other.ended(0, 0.5), kSecond);
    EXPECT_EQ(other.ended(61 * kSecond, 0.5), kSecond) << "it ran for a minute: from the beginning";
}

} // namespace
