// Settings of the live side: checked when they are read, in force in what they are about.

#include "tests/app/support/demo_workstation.h"

#include <fstream>
#include <thread>

namespace {

using namespace nautilus;
using kit::Value;

class LiveSettingsTest : public testing::Test {
protected:
    kit::Result<std::unique_ptr<composition::Workstation>> open(const std::string& settings) {
        options_.home = folder_.path() + "/home";
        options_.demo = false;
        std::filesystem::create_directories(options_.home);
        std::ofstream(options_.home + "/settings.toml") << settings;
        return composition::Workstation::open(options_);
    }
    test::TemporaryFolder folder_;
    composition::Options options_;
};

TEST_F(LiveSettingsTest, WhatIsOutOfRangeIsRefusedByName) {
    for (const auto& [line, field] :
         std::vector<std::pair<std::string, std::string>>{{"feed_jump_ratio = 1.0", "/feed_jump_ratio"},
                                                          {"feed_silent_seconds = 0", "/feed_silent_seconds"},
                                                          {"cache_trades = 0", "/cache_trades"},
                                                          {"cache_quotes = 2.5", "/cache_quotes"},
                                                          {"feed_late_ms = -1", "/feed_late_ms"}}) {
        const auto opened = open(line + "\n");
        ASSERT_FALSE(opened) << line;
        EXPECT_EQ(opened.error().front().field, field);
    }
}

TEST_F(LiveSettingsTest, TheCacheHoldsAsMuchAsIsSet) {
    auto opened = open("cache_trades = 3\ncache_quotes = 2\n");
    ASSERT_TRUE(opened) << opened.error().front().message;
    auto& program = **opened;
    ASSERT_TRUE(program.start({}));
    const auto token = *security::rootToken(options_.home);
    const auto ask = [&](const char* verb, const std::string& path, const std::string& body) {
        return test::send(program.router(), {verb, path, {}, {}, body}, token);
    };
    ASSERT_EQ(ask("POST", "/marketdata/sources/simulated/commands", R"({"do":"start"})").status, 200);
    ASSERT_EQ(ask("POST", "/marketdata/subscribe",
                  R"({"symbols":["SIM1"],"sources":["simulated"],"data_types":["trades","quotes"]})")
                  .status,
              200);
    const auto rows = [&](const char* kind) {
        api::HttpRequest request{"GET", "/marketdata/recent/SIM1", {{"kind", kind}}, {}, ""};
        const auto told = test::send(program.router(), request, token);
        const auto* list = told.data().find("rows");
        return list ? list->as<Value::Array>()->size() : 0U;
    };
    ASSERT_TRUE(test::eventually([&] { return rows("trades") >= 3 && rows("quotes") >= 2; }));
    for (int i = 0; i < 50; ++i) { // however many came meanwhile
        ASSERT_EQ(rows("trades"), 3U);
        ASSERT_EQ(rows("quotes"), 2U);
    }
}

} // namespace
