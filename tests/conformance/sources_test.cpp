// One suite over every data source: whoever writes another adds a line to the list below.
#include "tests/app/support/provider_stage.h"
#include "tests/app/support/source_stage.h"

#include <gmock/gmock.h>

#include <future>
#include <set>

namespace {

using namespace nautilus;
using domain::MarketEvent;
using kit::Capability;
using kit::ErrorCode;
using kit::SourceState;
using kit::Value;

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;

struct Subject {
    const char* id;
    const char* first;  ///< a symbol that it knows
    const char* second; ///< another one
    Value::Object settings;
    bool on_stage_time;        ///< its pace follows the stage's time, which the test moves
    std::int64_t history_days; ///< daily bars that it has of `first`; 0 = no history
    const char* searched;      ///< text that finds `first`; null = no search
    const char* data_type = "bars";
    std::vector<const char*> addresses = {}; ///< settings that say where its provider is
};
void PrintTo(const Subject& subject, std::ostream* out) {
    *out << subject.id;
}

const std::vector<Subject>& subjects() {
    static const std::vector<Subject> kAll{
        {"files", "AAA", "BBB", {}, true, 5, "aa"},
        {"replay", "AAA", "TTT", {{"play", true}, {"speed", 100}}, true, 0, nullptr},
        {"simulated", "SIM1", "SIM2", {{"steps_per_second", 100}}, true, 0, nullptr},
        {"example_python", "EXA", "EXB", {{"seconds_per_bar", 0.01}}, false, 5, "example a"},
        {"edgar",
         "AAPL",
         "SNOW",
         {{"contact", "Example Fund data@example.com"}},
         true,
         0,
         "apple",
         "fundamentals",
         {"data_url", "www_url"}},
        {"fred", "GDP", "CPI", {{"vintages", "latest"}}, true, 0, "gross", "macro", {"base_url"}},
    };
    return kAll;
}

class SourceConformance : public testing::TestWithParam<Subject> {
protected:
    void SetUp() override {
        ASSERT_TRUE(stage_.host().find(subject().id)) << "not installed";
        test::serveEdgar(server_);
        server_.on(
            "/series/search?file_type=json&search_text=gross&limit=1",
            R"({"count":1,"offset":0,"limit":1,"seriess":[{"id":"GDP","title":"Gross Domestic Product"}]})");
        auto settings = Value(subject().settings);
        for (const auto* name : subject().addresses)
            settings.set(name, server_.address());
        if (std::string(subject().id) == "fred") settings.set("api_key", test::kFredKey);
        ASSERT_TRUE(stage_.host().changeSettings(subject().id, settings));
    }
    const Subject& subject() const { return GetParam(); }
    kit::DataSource& source() { return stage_.source(subject().id); }
    [[nodiscard]] bool can(unsigned bits) { return (source().info().capabilities & bits) == bits; }
    void begin() {
        ASSERT_TRUE(source().start());
        ASSERT_TRUE(test::eventually([&] { return source().status().state == SourceState::Connected; }))
            << source().status().message;
    }
    /// Lets time pass until so many events have come.
    bool runUntil(test::EventLog& log, std::size_t n) {
        return test::eventually([&] {
            if (subject().on_stage_time && log.count() < n) stage_.time.advance(domain::kNsPerSecond / 100);
            return log.count() >= n;
        });
    }
    kit::Result<kit::HistoryRows> history(kit::HistoryRequest request) {
        auto promise = std::make_shared<std::promise<kit::Result<kit::HistoryRows>>>();
        source().history(request, [promise](auto rows) { promise->set_value(std::move(rows)); });
        return promise->get_future().get();
    }
    kit::HistoryRequest allBars() {
        return {subject().first, "bars", kDayNs, 0, 4'000'000'000'000'000'000, false};
    }
    static std::vector<std::int64_t> timesOf(const kit::HistoryRows& rows) {
        std::vector<std::int64_t> out;
        const auto* column = rows.rows.find("closes_at");
        if (!column) return out;
        for (const auto& text : std::get<kit::Table::Texts>(column->cells))
            out.push_back(domain::Timestamp::parse(text)->ns);
        return out;
    }
    test::ReplayServer server_;
    test::SourceStage stage_{{test::SourceStage::built()}};
};

TEST_P(SourceConformance, SaysWhatItIs) {
    const auto& info = source().info();
    EXPECT_EQ(info.id, subject().id);
    EXPECT_FALSE(info.name.empty());
    EXPECT_NE(info.capabilities, 0U);
    const auto settings = stage_.host().settings(subject().id);
    ASSERT_TRUE(settings);
    EXPECT_EQ(*settings->schema.find("type"), Value("object"));
    for (const auto& [name, value] : subject().settings)
        EXPECT_EQ(*settings->values.find(name), value);
}

TEST_P(SourceConformance, StartsAndStopsAgainAndAgain) {
    EXPECT_EQ(source().status().state, SourceState::Stopped);
    for (int round = 0; round < 3; ++round) {
        begin();
        EXPECT_TRUE(source().start()) << "a start of what runs changes nothing";
        source().stop();
        EXPECT_EQ(source().status().state, SourceState::Stopped);
        source().stop();
    }
    EXPECT_EQ(source().status().crashes, 0);
}

TEST_P(SourceConformance, RefusesWhatItDoesNotKnow) {
    begin();
    test::EventLog log;
    const auto unknown = source().subscribe({1, "NO SUCH SYMBOL", "", 0}, log.sink());
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().front().code,
              can(Capability::kStreaming) ? ErrorCode::NotFound : ErrorCode::Unsupported);
    const auto kind = source().subscribe({1, subject().first, "", Capability::kFundamentals}, log.sink());
    ASSERT_FALSE(kind);
    EXPECT_NE(kind.error().front().code, ErrorCode::Internal);
    const auto command = source().control(Value(Value::Object{{"do", "no such command"}}));
    EXPECT_FALSE(command);
    source().unsubscribe(12'345); // was never there
    EXPECT_EQ(source().status().state, SourceState::Connected) << "a wrong question harms nobody";
    EXPECT_EQ(log.count(), 0U);
}

TEST_P(SourceConformance, DeliversItsLinesWithTheirMarks) {
    if (!can(Capability::kStreaming)) GTEST_SKIP() << "does not stream";
    begin();
    test::EventLog log;
    ASSERT_TRUE(source().subscribe({11, subject().first, "", 0}, log.sink()));
    ASSERT_TRUE(source().subscribe({22, subject().second, "", 0}, log.sink()));
    ASSERT_TRUE(runUntil(log, 50)) << log.count() << " events; " << source().status().message;
    const auto& info = source().info();
    std::set<std::uint32_t> lines;
    for (const auto& event : log.events()) {
        lines.insert(event.line);
        EXPECT_GT(event.event_ns, 0);
        EXPECT_GT(event.receive_ns, 0);
        EXPECT_EQ(event.simulated, !info.real);
        EXPECT_EQ(event.replayed, info.update_frequency == "replay");
    }
    EXPECT_EQ(lines, (std::set<std::uint32_t>{11, 22}));
}

TEST_P(SourceConformance, DeliversNothingOfALineThatWasClosed) {
    if (!can(Capability::kStreaming)) GTEST_SKIP() << "does not stream";
    begin();
    test::EventLog log;
    ASSERT_TRUE(source().subscribe({1, subject().first, "", 0}, log.sink()));
    ASSERT_TRUE(source().subscribe({2, subject().second, "", 0}, log.sink()));
    ASSERT_TRUE(runUntil(log, 10));
    source().unsubscribe(1);
    const auto seen = log.count();
    ASSERT_TRUE(runUntil(log, seen + 20));
    const auto events = log.events();
    for (auto i = seen; i < events.size(); ++i)
        ASSERT_EQ(events[i].line, 2U) << "event " << i << " of " << events.size();
}

TEST_P(SourceConformance, DeliversNothingOnceItWasStopped) {
    if (!can(Capability::kStreaming)) GTEST_SKIP() << "does not stream";
    begin();
    test::EventLog log;
    ASSERT_TRUE(source().subscribe({1, subject().first, "", 0}, log.sink()));
    ASSERT_TRUE(runUntil(log, 3));
    source().stop();
    const auto seen = log.count();
    stage_.time.advance(domain::kNsPerSecond);
    EXPECT_EQ(log.count(), seen);
    EXPECT_FALSE(source().subscribe({1, subject().first, "", 0}, [](auto) {})) << "it is stopped";
}

TEST_P(SourceConformance, SubscribesFromManyThreads) {
    if (!can(Capability::kStreaming)) GTEST_SKIP() << "does not stream";
    begin();
    test::EventLog log;
    std::atomic<int> failed{0};
    std::vector<std::thread> threads;
    for (std::uint32_t t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (std::uint32_t i = 0; i < 10; ++i) {
                const auto line = t * 100 + i;
                const auto* symbol = i % 2 == 0 ? subject().first : subject().second;
                if (!source().subscribe({line, symbol, "", 0}, log.sink())) ++failed;
                if (i % 3 == 0) source().unsubscribe(line);
                (void)source().status();
            }
        });
    for (auto& thread : threads)
        thread.join();
    EXPECT_EQ(failed, 0);
    EXPECT_TRUE(runUntil(log, 100));
}

TEST_P(SourceConformance, GivesHistoryWithinItsBoundsInTheOrderOfTime) {
    if (subject().history_days == 0) {
        begin();
        const auto none = history(allBars());
        ASSERT_FALSE(none);
        EXPECT_EQ(none.error().front().code, ErrorCode::Unsupported);
        return;
    }
    begin();
    const auto all = history(allBars());
    ASSERT_TRUE(all) << all.error().front().message;
    const auto times = timesOf(*all);
    ASSERT_EQ(static_cast<std::int64_t>(times.size()), subject().history_days);
    EXPECT_TRUE(std::ranges::is_sorted(times));
    for (const char* name : {"open", "high", "low", "close", "volume"})
        EXPECT_TRUE(all->rows.find(name)) << name;
    auto request = allBars();
    request.from_ns = times[1];
    request.to_ns = times[3]; // exclusive
    const auto part = history(request);
    ASSERT_TRUE(part);
    EXPECT_THAT(timesOf(*part), testing::ElementsAre(times[1], times[2]));
    request.from_ns = request.to_ns = times[1];
    const auto nothing = history(request);
    ASSERT_TRUE(nothing);
    EXPECT_EQ(nothing->rows.rowCount(), 0U);
}

TEST_P(SourceConformance, RefusesHistoriesThatMakeNoSense) {
    begin();
    const auto codeOf = [&](kit::HistoryRequest request) {
        const auto rows = history(std::move(request));
        return rows ? std::optional<ErrorCode>() : rows.error().front().code;
    };
    const bool has_history = subject().history_days > 0;
    auto request = allBars();
    request.symbol = "NO SUCH SYMBOL";
    EXPECT_EQ(codeOf(request), has_history ? ErrorCode::NotFound : ErrorCode::Unsupported);
    request = allBars();
    request.data_type = "rumours";
    EXPECT_EQ(codeOf(request),
              can(Capability::kHistorical) ? ErrorCode::InvalidArgument : ErrorCode::Unsupported);
    request = allBars();
    std::swap(request.from_ns, request.to_ns);
    EXPECT_EQ(codeOf(request), has_history ? ErrorCode::InvalidArgument : ErrorCode::Unsupported);
    request = allBars();
    request.bar_ns = 0;
    EXPECT_EQ(codeOf(request), has_history ? ErrorCode::InvalidArgument : ErrorCode::Unsupported);
}

TEST_P(SourceConformance, FindsSymbols) {
    begin();
    std::promise<kit::Result<kit::Table>> promise;
    source().search(subject().searched ? subject().searched : "x", 1,
                    [&](auto table) { promise.set_value(std::move(table)); });
    const auto found = promise.get_future().get();
    if (!subject().searched) {
        ASSERT_FALSE(found);
        EXPECT_EQ(found.error().front().code, ErrorCode::Unsupported);
        return;
    }
    ASSERT_TRUE(found) << found.error().front().message;
    ASSERT_EQ(found->rowCount(), 1U);
    EXPECT_EQ(std::get<kit::Table::Texts>(found->find("symbol")->cells)[0], subject().first);
}

TEST_P(SourceConformance, AnswersEveryQuestionOnceEvenWhenItStops) {
    begin();
    std::atomic<int> answered{0};
    constexpr int kAsked = 200;
    auto request = allBars();
    request.data_type = subject().data_type;
    for (int i = 0; i < kAsked; ++i)
        source().history(request, [&](const auto&) { ++answered; });
    source().stop();
    EXPECT_EQ(answered, kAsked);
    const auto late = history(allBars());
    ASSERT_FALSE(late);
    EXPECT_NE(late.error().front().code, ErrorCode::Internal);
}

INSTANTIATE_TEST_SUITE_P(All, SourceConformance, testing::ValuesIn(subjects()),
                         [](const auto& each) { return std::string(each.param.id); });

} // namespace
