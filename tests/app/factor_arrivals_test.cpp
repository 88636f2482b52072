// A day of bars comes in: the factors that read prices say so, each on its own topic, and the engine says how
// old its inputs are and which sources are connected.

#include "app/api/json/json_reader.h"
#include "app/runtime/system_clock.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/members.h"

#include "engines/domain/calendar.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>
#include <fstream>
#include <map>
#include <mutex>
#include <set>

namespace {

using namespace nautilus;
using kit::Value;
using test::number;

/// A program without built-in data and the messages of its bus, by topic.
class FactorArrivals : public testing::Test {
protected:
    void SetUp() override {
        composition::Options options;
        options.home = folder_.path() + "/home";
        options.demo = false;
        auto opened = composition::Workstation::open(options);
        ASSERT_TRUE(opened) << opened.error().front().message;
        program_ = std::move(*opened);
        ASSERT_TRUE(program_->start({}));
        token_ = *security::rootToken(options.home);
        sessions_ = domain::NyseCalendar::sessions(*domain::SessionDate::parse("2019-01-02"),
                                                   *domain::SessionDate::parse("2019-06-28"));
    }
    test::Answer ask(const char* verb, const std::string& path, const std::string& body = "") {
        return test::send(program_->router(), {verb, path, {}, {}, body}, token_);
    }
    /// Closes of forty stocks on the sessions [first, last).
    void importBars(std::size_t first, std::size_t last) {
        std::string rows = "Symbol,Date,Open,High,Low,Close,Volume\n";
        for (int stock = 0; stock < kStocks; ++stock)
            for (std::size_t s = first; s < last; ++s) {
                const double close =
                    std::round(100 * (50 + stock + 5 * std::sin(0.7 * static_cast<double>(s) + stock))) / 100;
                rows += fmt::format("S{},{},{},{},{},{},{}\n", stock, sessions_[s].iso(), close, close + 1,
                                    close - 1, close, 1000 + stock);
            }
        import("bars", rows);
    }
    void import(const std::string& kind, const std::string& rows) {
        const auto path = fmt::format("{}/own-{}.csv", folder_.path(), ++files_);
        std::ofstream(path) << rows;
        const auto accepted = ask("POST", "/api/v1/data-catalog/imports",
                                  R"({"files":[")" + path + R"("],"dataset":"own","kind":")" + kind + "\"}");
        ASSERT_EQ(accepted.status, 202) << accepted.body;
        EXPECT_EQ(test::endedJob(*program_, accepted).state, kit::JobState::Succeeded);
    }
    /// What the factors said of the epoch, by topic: all of it comes before the world is said to be ready.
    std::map<std::string, Value> announced(std::int64_t epoch) {
        const auto there = [&] {
            const std::scoped_lock lock(mutex_);
            return ready_ == epoch;
        };
        EXPECT_TRUE(test::eventually(there)) << epoch;
        const std::scoped_lock lock(mutex_);
        return std::exchange(heard_, {});
    }
    void listen() {
        values_ = program_->stream().subscribe("factor.values.*", [this](const kit::Message& message) {
            const std::scoped_lock lock(mutex_);
            heard_[message.topic] = *api::readJson(message.payload);
        });
        worlds_ = program_->stream().subscribe("factor.ready", [this](const kit::Message& message) {
            auto world = *api::readJson(message.payload);
            const std::scoped_lock lock(mutex_);
            ready_ = *world.find("epoch")->as<std::int64_t>();
            world_ = std::move(world);
        });
    }

    static constexpr int kStocks = 40;
    test::TemporaryFolder folder_;
    std::vector<domain::SessionDate> sessions_;
    std::string token_;
    std::mutex mutex_;
    std::map<std::string, Value> heard_;
    std::int64_t ready_ = 0;
    Value world_; ///< what was said last to be ready
    int files_ = 0;
    std::unique_ptr<composition::Workstation> program_;
    std::unique_ptr<kit::Subscription> values_, worlds_; // gone before what they write into
};

TEST_F(FactorArrivals, AreToldByTheFactorsThatReadWhatCameIn) {
    listen();
    const auto held = sessions_.size() - 1;
    importBars(0, held);
    const auto first = announced(1);
    const auto library = ask("GET", "/api/v1/factor-engine/factors");
    ASSERT_EQ(library.status, 200) << library.body;
    std::set<std::string> all;
    for (const auto& factor : *library.data().find("factors")->as<Value::Array>())
        all.insert("factor.values." + *factor.find("id")->as<std::string>());
    std::set<std::string> told;
    for (const auto& [topic, message] : first) {
        told.insert(topic);
        EXPECT_EQ("factor.values." + *message.find("factor_id")->as<std::string>(), topic);
        EXPECT_EQ(*message.find("universe"), Value("own"));
        EXPECT_EQ(*message.find("as_of"), Value(sessions_[held - 1].iso()));
        EXPECT_EQ(*message.find("changed_from"), Value(sessions_[0].iso()));
        EXPECT_EQ(number(message.find("epoch")), 1) << topic;
        EXPECT_GE(number(message.find("seconds")), 0);
    }
    EXPECT_EQ(told, all) << "a first load";
    EXPECT_EQ(number(first.at("factor.values.rsi_14").find("count")), kStocks);
    EXPECT_EQ(number(first.at("factor.values.momentum_12_1").find("count")), 0) << "half a year is too short";

    importBars(held, held + 1);
    const auto second = announced(2);
    EXPECT_EQ(*world_.find("renewed"), Value("1 new session(s)"));
    EXPECT_EQ(*world_.find("sessions_renewed"), Value(1));
    EXPECT_TRUE(second.contains("factor.values.rsi_14"));
    EXPECT_FALSE(second.contains("factor.values.accruals")) << "it reads filings alone";
    EXPECT_LT(second.size(), all.size());
    for (const auto& [topic, message] : second) {
        EXPECT_EQ(*message.find("as_of"), Value(sessions_[held].iso())) << topic;
        EXPECT_EQ(*message.find("changed_from"), Value(sessions_[held].iso())) << topic;
    }

    import("bars", "Symbol,Date,Open,High,Low,Close,Volume\nS0,2019-06-26,60,61,59,60,1000\n");
    const auto third = announced(3);
    EXPECT_EQ(*world_.find("renewed"), Value("bars changed from 2019-06-26 on"));
    EXPECT_EQ(number(third.at("factor.values.rsi_14").find("epoch")), 3);

    values_.reset(); // nobody listens: nothing is said
    const auto said = program_->stream().sentCount("factor", "factor.values.rsi_14");
    import("bars", "Symbol,Date,Open,High,Low,Close,Volume\nS0,2019-06-25,60,61,59,60,1000\n");
    (void)announced(4);
    EXPECT_EQ(program_->stream().sentCount("factor", "factor.values.rsi_14"), said);
}

TEST_F(FactorArrivals, SaysHowOldItsInputsAreAndHowOftenTheWorldWasMade) {
    listen();
    importBars(0, sessions_.size());
    (void)announced(1);
    const auto status = ask("GET", "/factor/status");
    ASSERT_EQ(status.status, 200) << status.body;
    const auto* statistics = status.data().find("statistics");
    ASSERT_NE(statistics, nullptr) << status.body;
    constexpr double kDay = 86'400;
    const auto newest = sessions_.back().days;
    EXPECT_EQ(number(statistics->find("technical_newest_input_knowable_at_seconds")), newest * kDay);
    const auto today = std::floor(static_cast<double>(runtime::SystemClock().now().ns) / 1e9 / kDay);
    EXPECT_NEAR(number(statistics->find("technical_newest_input_age_days")), today - newest, 1);
    EXPECT_EQ(number(statistics->find("last_build_first_row")), 0);
    import("macro", "series,date,value\nCPIAUCSL,2019-01-31,250\nCPIAUCSL,2019-02-28,251\n");
    (void)announced(2);
    EXPECT_NE(*world_.find("renewed"), Value("first load"));
    const auto metrics = ask("GET", "/factor/metrics");
    ASSERT_EQ(metrics.status, 200);
    EXPECT_THAT(metrics.body, testing::HasSubstr("factor_newest_input_age_seconds_technical"));
    EXPECT_THAT(metrics.body, testing::HasSubstr("factor_newest_input_age_seconds_macro"));
    EXPECT_THAT(metrics.body, testing::ContainsRegex("factor_world_builds_total[^\n]* 2"));
}

TEST_F(FactorArrivals, HealthAsksTheSourcesThemselves) {
    const auto health = ask("GET", "/factor/health");
    ASSERT_EQ(health.status, 200) << health.body;
    const auto* connected = health.json.find("data_sources_connected");
    ASSERT_NE(connected, nullptr);
    EXPECT_EQ(*connected->find("files"), Value(true));
    EXPECT_EQ(*connected->find("fred"), Value(false)) << "it has no key";
    ASSERT_TRUE(test::eventually([&] {
        const auto now = ask("GET", "/factor/health");
        return std::ranges::all_of(program_->sources().all(), [&](const auto& source) {
            const auto* said = now.json.find("data_sources_connected")->find(source->info().id);
            const bool there = source->status().state == kit::SourceState::Connected;
            return said && (*said == Value(there) || source->info().id == "files");
        });
    }));
}

} // namespace
