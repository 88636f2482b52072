// The sources over the built-in data, in the running program.

#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/source_stage.h"

#include <gmock/gmock.h>

#include <future>

namespace {

using namespace nautilus;
using kit::Table;

constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;

std::int64_t instant(const char* text) {
    return domain::Timestamp::parse(text)->ns;
}

class DemoSources : public testing::Test {
protected:
    static kit::Result<kit::HistoryRows> history(const kit::HistoryRequest& request) {
        const auto files = test::DemoWorkstation::get().workstation->sources().find("files");
        if (!files) return kit::fail(kit::ErrorCode::Internal, "no files");
        std::promise<kit::Result<kit::HistoryRows>> promise;
        files->history(request, [&](auto rows) { promise.set_value(std::move(rows)); });
        return promise.get_future().get();
    }
    template <class Cells>
    static const Cells& column(const kit::HistoryRows& rows, const char* name) {
        return std::get<Cells>(rows.rows.find(name)->cells);
    }
};

TEST_F(DemoSources, AreInstalledAndRun) {
    auto& sources = test::DemoWorkstation::get().workstation->sources();
    EXPECT_TRUE(sources.refused().empty());
    std::map<std::string, kit::SourceState> states;
    for (const auto& source : sources.all())
        states[source->info().id] = source->status().state;
    EXPECT_EQ(states.at("files"), kit::SourceState::Connected);
    EXPECT_EQ(states.at("replay"), kit::SourceState::Connected);
    EXPECT_EQ(states.at("simulated"), kit::SourceState::Stopped) << "by hand only";
    EXPECT_EQ(states.at("example_python"), kit::SourceState::Stopped);
}

/// The first and last lines of the source's files: 14430270,1815200,283 is 181.52 at 04:00:30.270 in New
/// York.
TEST_F(DemoSources, TicksAreThoseOfTheSource) {
    const auto day = history(
        {"IBM", "trades", 0, instant("2013-10-07T04:00:00Z"), instant("2013-10-08T04:00:00Z"), false});
    ASSERT_TRUE(day) << day.error().front().message;
    EXPECT_EQ(day->rows.rowCount(), 24'293U);
    EXPECT_EQ(column<Table::Texts>(*day, "at")[0], "2013-10-07T08:00:30.27Z");
    EXPECT_EQ(column<Table::Numbers>(*day, "price")[0], 181.52);
    EXPECT_EQ(column<Table::Numbers>(*day, "size")[0], 283);
    EXPECT_THAT(day->warnings, testing::ElementsAre("data set: open"));
    const auto quotes = history(
        {"IBM", "quotes", 0, instant("2013-10-07T08:00:00Z"), instant("2013-10-07T08:00:00.241Z"), false});
    ASSERT_TRUE(quotes);
    ASSERT_EQ(quotes->rows.rowCount(), 1U) << "the end is exclusive";
    EXPECT_TRUE(std::isnan(column<Table::Numbers>(*quotes, "bid")[0])) << "one side alone is quoted";
    EXPECT_EQ(column<Table::Numbers>(*quotes, "ask")[0], 183.63);
}

TEST_F(DemoSources, DailyBarsFactsAndSeries) {
    kit::HistoryRequest request{
        "AAPL", "bars", kDayNs, instant("2020-01-10T00:00:00Z"), instant("2020-01-11T00:00:00Z"), false};
    const auto plain = history(request);
    ASSERT_TRUE(plain);
    ASSERT_EQ(plain->rows.rowCount(), 1U);
    EXPECT_EQ(column<Table::Texts>(*plain, "closes_at")[0], "2020-01-10T21:00:00Z");
    const auto answer = test::DemoWorkstation::get().get(
        "/api/v1/data-catalog/bars", {{"symbol", "AAPL"}, {"start", "2020-01-10"}, {"end", "2020-01-10"}});
    const auto* rows = answer.data().find("rows");
    ASSERT_TRUE(rows);
    const auto& columns = *answer.data().find("columns")->as<kit::Value::Array>();
    const auto at = std::ranges::find(columns, kit::Value("close")) - columns.begin();
    const auto& close =
        (*(*rows->as<kit::Value::Array>())[0].as<kit::Value::Array>())[static_cast<std::size_t>(at)];
    EXPECT_EQ(kit::Value(column<Table::Numbers>(*plain, "close")[0]), close);

    const auto facts = history(
        {"AAPL", "fundamentals", 0, instant("2019-01-01T00:00:00Z"), instant("2020-01-01T00:00:00Z"), false});
    ASSERT_TRUE(facts);
    EXPECT_GT(facts->rows.rowCount(), 0U);
    EXPECT_TRUE(std::ranges::is_sorted(column<Table::Dates>(*facts, "knowable_at")));
    const auto unknown = history({"NO_SUCH_SERIES", "macro", 0, 0, instant("2020-01-01T00:00:00Z"), false});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().front().code, kit::ErrorCode::NotFound);
}

TEST(ReplayWish, IsReadOrRefused) {
    using composition::readReplayWish;
    EXPECT_EQ(readReplayWish("demo")->speed, 1);
    EXPECT_EQ(readReplayWish("demo:25.5")->speed, 25.5);
    EXPECT_EQ(readReplayWish("demo:max")->speed, 0);
    for (const char* wrong : {"", "other", "demo:", "demo:0", "demo:-1", "demo:1001", "demo:fast", "demo:1x"})
        EXPECT_FALSE(readReplayWish(wrong)) << wrong;
}

/// A program of its own, as `serve --replay demo:max` makes it.
TEST(ReplayWish, StreamsTheBuiltInSymbolsOfBothKinds) {
    const test::TemporaryFolder home;
    composition::Options options;
    options.home = home.path() + "/home";
    options.demo_folder = std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo";
    options.replay = composition::ReplayWish{0};
    auto opened = composition::Workstation::open(options);
    ASSERT_TRUE(opened);
    ASSERT_TRUE((*opened)->start({}));
    std::mutex mutex;
    std::condition_variable changed;
    std::set<std::string> seen;
    std::vector<std::unique_ptr<kit::Subscription>> listening;
    const std::set<std::string> wanted{"market.bars.AAPL", "market.bars.GOOGL", "market.trades.IBM",
                                       "market.quotes.IBM"};
    for (const auto& topic : wanted)
        listening.push_back((*opened)->stream().subscribe(topic, [&](const kit::Message& message) {
            const std::scoped_lock lock(mutex);
            seen.insert(message.topic);
            changed.notify_all();
        }));
    {
        std::unique_lock lock(mutex);
        changed.wait_for(lock, test::kPatience, [&] { return seen.size() == wanted.size(); });
    }
    listening.clear();
    (*opened)->stop();
    EXPECT_EQ(seen, wanted);
}

} // namespace
