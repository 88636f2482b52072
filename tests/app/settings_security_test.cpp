#include "app/platform/platform.h"
#include "tests/app/support/demo_workstation.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

namespace {

using namespace nautilus;
using kit::Value;
using runtime::SettingsStore;

void writeSettings(const std::string& home, const std::string& text) {
    std::ofstream(home + "/settings.toml") << text;
}

std::vector<std::string> faultsOf(const std::string& text) {
    test::TemporaryFolder home;
    writeSettings(home.path(), text);
    const auto opened = SettingsStore::open(home.path());
    std::vector<std::string> out;
    if (!opened)
        for (const auto& error : opened.error())
            out.push_back(error.field + " " + error.message);
    return out;
}

TEST(SettingsFile, SaysWhichFieldOrLineIsWrong) {
    using testing::ElementsAre;
    EXPECT_THAT(faultsOf(""), testing::IsEmpty());
    EXPECT_THAT(faultsOf("unknown = 1\ntheme = \"light\"\n"), testing::IsEmpty());
    EXPECT_THAT(
        faultsOf("port = 70000\ntheme = \"pink\"\n"),
        ElementsAre("/port port must be from 0 to 65535", "/theme theme must be one of: dark, light"));
    EXPECT_THAT(faultsOf("port = [1]\n"), ElementsAre("/port port must be an integer, not object"));
    EXPECT_THAT(faultsOf("motion = 1\n"), ElementsAre("/motion motion must be true or false, not integer"));
    const auto damaged = faultsOf("port = 8001\ntheme = \"dar");
    ASSERT_EQ(damaged.size(), 1U);
    EXPECT_THAT(damaged.front(), testing::HasSubstr("settings.toml, line 2"));
    EXPECT_THAT(damaged.front(), testing::Not(testing::HasSubstr("/tmp")));
}

TEST(SettingsFile, KeepsChangesAndRefusesWrongOnesWhole) {
    test::TemporaryFolder home;
    auto store = std::move(*SettingsStore::open(home.path()));
    std::vector<std::string> unknown;
    const auto changed = store->update(Value::Object{{"theme", "light"}, {"port", 0}, {"x", 1}}, &unknown);
    ASSERT_TRUE(changed);
    EXPECT_THAT(unknown, testing::ElementsAre("/x"));
    const auto refused = store->update(Value::Object{{"theme", "dark"}, {"catalog_threads", 0}}, nullptr);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().front().field, "/catalog_threads");
    for (const Value& wrong : {Value(5), Value(), Value(Value::Array{})})
        EXPECT_FALSE(store->update(wrong, nullptr));
    EXPECT_EQ(store->current().theme, "light");
    const auto again = std::move(*SettingsStore::open(home.path()));
    EXPECT_EQ(again->current(), *changed);
    EXPECT_EQ(again->current().port, 0);
}

TEST(DemoSettings, AnswerTheirFaultsWithPointers) {
    auto& demo = test::DemoWorkstation::get();
    const auto answer =
        demo.ask({"PUT", "/api/v1/settings", {}, {}, R"({"settings":{"theme":"pink","port":-1}})"});
    EXPECT_EQ(answer.status, 400);
    EXPECT_THAT(answer.body,
                testing::AllOf(testing::HasSubstr("/settings/theme"), testing::HasSubstr("/settings/port")));
    EXPECT_EQ(demo.ask({"PUT", "/api/v1/settings", {}, {}, R"({"settings":7})"}).status, 400);
    const auto warned = demo.ask({"PUT", "/api/v1/settings", {}, {}, R"({"settings":{"colour":1}})"});
    EXPECT_EQ(warned.status, 200);
    EXPECT_THAT(warned.body, testing::HasSubstr("/settings/colour"));
}

unsigned modeOf(const std::string& path) {
    struct stat seen {};
    EXPECT_EQ(stat(path.c_str(), &seen), 0) << path;
    return seen.st_mode & 0777U;
}

composition::Options emptyHome(const std::string& home) {
    composition::Options options;
    options.home = home;
    options.demo = false;
    return options;
}

TEST(HomeFolder, IsForItsOwnerAlone) {
    test::TemporaryFolder folder;
    const auto old = umask(0);
    const auto options = emptyHome(folder.path() + "/deep/home");
    const auto opened = composition::Workstation::open(options);
    umask(old);
    ASSERT_TRUE(opened) << opened.error().front().message;
    EXPECT_EQ(modeOf(options.home), 0700U);
    EXPECT_EQ(modeOf(options.home + "/token"), 0600U);
    EXPECT_EQ(modeOf(options.home + "/factors"), 0700U);
    const auto token = *security::rootToken(options.home);
    EXPECT_EQ(token.size(), 64U);
    EXPECT_EQ(token.find_first_not_of("0123456789abcdef"), std::string::npos);
    EXPECT_EQ(*security::rootToken(options.home), token);
}

TEST(HomeFolder, HasOneOwnerAndTheFirstIsUnharmed) {
    test::TemporaryFolder folder;
    const auto options = emptyHome(folder.path() + "/home");
    auto first = composition::Workstation::open(options);
    ASSERT_TRUE(first);
    const pid_t child = fork(); // another process, as the rule says
    if (child == 0) {
        const auto second = composition::Workstation::open(options);
        _exit(!second && second.error().front().code == kit::ErrorCode::Conflict ? 0 : 1);
    }
    int status = 0;
    waitpid(child, &status, 0);
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_FALSE(composition::Workstation::open(options));
    ASSERT_TRUE((*first)->start({}));
    EXPECT_EQ(test::send((*first)->router(), {"GET", "/factor/health", {}, {}, ""}, "").status, 200);
    first->reset();
    EXPECT_TRUE(composition::Workstation::open(options));
}

TEST(HomeFolder, KeepsJobsOverARestartAndFailsInterruptedOnes) {
    test::TemporaryFolder folder;
    const auto options = emptyHome(folder.path() + "/home");
    ASSERT_TRUE(composition::Workstation::open(options));
    {
        auto ledger = std::move(*ledger::SqliteLedger::open(options.home + "/ledger.sqlite"));
        const kit::JobState states[] = {kit::JobState::Queued, kit::JobState::Running,
                                        kit::JobState::Succeeded};
        for (int i = 0; i < 3; ++i) {
            kit::JobRecord job;
            job.job_id = "job_" + std::to_string(*ledger->nextSequence("job"));
            job.kind = "test";
            job.engine = "none";
            job.state = states[i];
            if (i == 2) job.finished_at = domain::Timestamp{1};
            ASSERT_TRUE(ledger->saveJob(job));
        }
    }
    const auto again = composition::Workstation::open(options);
    ASSERT_TRUE(again);
    const auto token = *security::rootToken(options.home);
    const auto list = test::send((*again)->router(), {"GET", "/api/v1/jobs", {}, {}, ""}, token);
    std::vector<std::string> states;
    for (const auto& job : *list.data().find("jobs")->as<Value::Array>())
        states.push_back(*job.find("state")->as<std::string>());
    EXPECT_THAT(states, testing::ElementsAre("succeeded", "failed", "failed"));
    EXPECT_THAT(list.body, testing::HasSubstr("ended while this was running"));
}

TEST(HomeFolder, WithADamagedFileSaysWhichPartCannotBeOpened) {
    for (const char* name : {"ledger.sqlite", "catalog.duckdb", "settings.toml"}) {
        test::TemporaryFolder folder;
        const auto options = emptyHome(folder.path() + "/home");
        std::filesystem::create_directories(options.home);
        std::ofstream(options.home + "/" + name) << std::string(5000, '[');
        const auto opened = composition::Workstation::open(options);
        ASSERT_FALSE(opened) << name;
        EXPECT_FALSE(opened.error().front().message.empty());
        EXPECT_EQ(opened.error().front().message.find(folder.path()), std::string::npos);
    }
}

} // namespace
