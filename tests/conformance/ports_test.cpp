// One suite per port, run over the embedded implementation and over the fake of the tests: whoever writes
// another implementation adds its maker here.
#include "app/catalog/duckdb_catalog.h"
#include "app/catalog/parquet_blocks.h"
#include "app/ledger/sqlite_ledger.h"
#include "app/runtime/local_stream.h"
#include "app/runtime/system_clock.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/fakes.h"
#include "tests/app/support/tiny_dataset.h"

#include <gmock/gmock.h>

namespace {

using namespace nautilus;
using testing::ElementsAre;
using testing::Values;

template <class Port>
struct Maker {
    const char* name;
    std::function<std::unique_ptr<Port>(const test::TemporaryFolder&)> make;
};
template <class Port>
void PrintTo(const Maker<Port>& maker, std::ostream* out) {
    *out << maker.name;
}

template <class Port>
class PortTest : public testing::TestWithParam<Maker<Port>> {
protected:
    test::TemporaryFolder folder_;
    std::unique_ptr<Port> port_ = this->GetParam().make(folder_);
};
const auto nameOf = [](const auto& info) { return std::string(info.param.name); };

// --- Clock

class ClockPort : public PortTest<kit::Clock> {};

TEST_P(ClockPort, GivesPlausibleTimesThatDoNotGoBack) {
    EXPECT_GT(port_->now(), *domain::Timestamp::parse("2020-01-01T00:00:00Z"));
    auto before = port_->steadyNs();
    for (int i = 0; i < 1000; ++i) {
        const auto after = port_->steadyNs();
        ASSERT_GE(after, before);
        before = after;
    }
}
INSTANTIATE_TEST_SUITE_P(
    All, ClockPort,
    Values(Maker<kit::Clock>{"System", [](auto&) { return std::make_unique<runtime::SystemClock>(); }},
           Maker<kit::Clock>{"Fake", [](auto&) { return std::make_unique<test::FakeClock>(); }}),
    nameOf);

// --- Ledger

class LedgerPort : public PortTest<kit::Ledger> {
protected:
    kit::JobRecord addJob(kit::JobState state) {
        kit::JobRecord job;
        job.job_id = "job_" + std::to_string(*port_->nextSequence("job"));
        job.kind = "import";
        job.engine = "marketdata";
        job.state = state;
        job.created_at = domain::Timestamp{5};
        EXPECT_TRUE(port_->saveJob(job));
        return job;
    }
};

TEST_P(LedgerPort, CountsEachSequenceFromOne) {
    EXPECT_TRUE(port_->connected());
    for (std::int64_t i = 1; i <= 20; ++i)
        EXPECT_EQ(*port_->nextSequence("a"), i);
    EXPECT_EQ(*port_->nextSequence("b"), 1);
}

TEST_P(LedgerPort, KeepsTheLatestStateOfAJobNewestFirst) {
    for (int i = 0; i < 11; ++i)
        addJob(kit::JobState::Queued);
    auto job = **port_->job("job_10");
    job.state = kit::JobState::Succeeded;
    job.progress = 1;
    job.result = R"({"text":"ä'\""})";
    job.finished_at = domain::Timestamp{9};
    ASSERT_TRUE(port_->saveJob(job));
    const auto kept = **port_->job("job_10");
    EXPECT_EQ(kept.result, job.result);
    EXPECT_EQ(kept.finished_at, job.finished_at);
    EXPECT_EQ(kept.kind, "import");
    std::vector<std::string> ids;
    const auto newest = port_->jobs(3);
    for (const auto& each : *newest)
        ids.push_back(each.job_id);
    EXPECT_THAT(ids, ElementsAre("job_11", "job_10", "job_9"));
    EXPECT_FALSE(port_->job("job_99")->has_value());
}

TEST_P(LedgerPort, FailsWhatWasInterruptedAndNothingElse) {
    for (const auto state :
         {kit::JobState::Queued, kit::JobState::Running, kit::JobState::Succeeded, kit::JobState::Cancelled})
        addJob(state);
    EXPECT_EQ(*port_->failInterruptedJobs({77}), 2);
    EXPECT_EQ((*port_->job("job_1"))->state, kit::JobState::Failed);
    EXPECT_EQ((*port_->job("job_2"))->finished_at, domain::Timestamp{77});
    EXPECT_FALSE((*port_->job("job_2"))->error.empty());
    EXPECT_EQ((*port_->job("job_3"))->state, kit::JobState::Succeeded);
    EXPECT_EQ((*port_->job("job_4"))->state, kit::JobState::Cancelled);
    EXPECT_EQ(*port_->failInterruptedJobs({78}), 0);
}

TEST_P(LedgerPort, KeepsTheLatestTextUnderANameOfAKind) {
    EXPECT_TRUE(port_->texts("profile")->empty());
    ASSERT_TRUE(port_->saveText("profile", {"b", "{}", {1}}));
    ASSERT_TRUE(port_->saveText("profile", {"a", R"({"x":1})", {2}}));
    ASSERT_TRUE(port_->saveText("profile", {"b", R"({"y":2})", {3}}));
    ASSERT_TRUE(port_->saveText("other", {"a", "[]", {4}}));
    const auto texts = port_->texts("profile");
    ASSERT_EQ(texts->size(), 2U);
    EXPECT_EQ(texts->front().content, R"({"x":1})");
    EXPECT_EQ(texts->back().content, R"({"y":2})");
    EXPECT_EQ(texts->back().changed_at.ns, 3);
    EXPECT_TRUE(*port_->removeText("profile", "a"));
    EXPECT_FALSE(*port_->removeText("profile", "a"));
    EXPECT_EQ(port_->texts("profile")->size(), 1U);
    EXPECT_EQ(port_->texts("other")->size(), 1U);
}

TEST_P(LedgerPort, NumbersWhatIsAppendedToAJournalAndRepeatsNothing) {
    const auto entry = [](const char* journal, const char* key, const char* content) {
        return kit::JournalEntry{journal, "p1", key, content, {7}, 0};
    };
    const std::vector first{entry("transactions", "a", "1"), entry("transactions", "", "2"),
                            entry("breaches", "a", "3")};
    const auto appended = port_->append(first);
    ASSERT_TRUE(appended);
    ASSERT_EQ(appended->size(), 3U);
    EXPECT_EQ((*appended)[0].number, 1);
    EXPECT_EQ((*appended)[1].number, 2);
    EXPECT_EQ((*appended)[2].number, 1); // a journal of its own
    const std::vector again{entry("transactions", "a", "other"), entry("transactions", "", "2"),
                            entry("transactions", "b", "4"), entry("transactions", "b", "5")};
    const auto repeated = port_->append(again);
    ASSERT_TRUE(repeated);
    EXPECT_EQ((*repeated)[0], (*appended)[0]); // stands as it was
    EXPECT_EQ((*repeated)[1].number, 3);       // without a key everything counts
    EXPECT_EQ((*repeated)[2].number, 4);
    EXPECT_EQ((*repeated)[3], (*repeated)[2]);
    const auto late = port_->journal("transactions", 1, 2);
    ASSERT_TRUE(late);
    ASSERT_EQ(late->size(), 2U);
    EXPECT_EQ((*late)[0], (*appended)[1]);
    EXPECT_EQ((*late)[1], (*repeated)[1]);
    EXPECT_TRUE(port_->journal("nothing", 0, 10)->empty());
}

TEST_P(LedgerPort, KeepsARunAsItWasFirstSaved) {
    kit::RunRecord run{"run_1", "factor", "joint", "{}", 3, "0.1.0", "hash", "{}", domain::Timestamp{4}};
    ASSERT_TRUE(port_->saveRun(run));
    run.content_hash = "other";
    ASSERT_TRUE(port_->saveRun(run));
    EXPECT_EQ((*port_->run("run_1"))->content_hash, "hash");
    run.run_id = "run_2";
    ASSERT_TRUE(port_->saveRun(run));
    EXPECT_EQ(port_->runs("factor", 10)->front().run_id, "run_2");
    EXPECT_EQ(port_->runs("factor", 1)->size(), 1U);
    EXPECT_TRUE(port_->runs("risk", 10)->empty());
    EXPECT_FALSE(port_->run("run_9")->has_value());
}
INSTANTIATE_TEST_SUITE_P(
    All, LedgerPort,
    Values(Maker<kit::Ledger>{"SqliteInMemory",
                              [](auto&) { return std::move(*ledger::SqliteLedger::open("")); }},
           Maker<kit::Ledger>{"SqliteFile",
                              [](const auto& folder) {
                                  return std::move(*ledger::SqliteLedger::open(folder.path() + "/l"));
                              }},
           Maker<kit::Ledger>{"Fake", [](auto&) { return std::make_unique<test::MemoryLedger>(); }}),
    nameOf);

// --- Stream

class StreamPort : public PortTest<kit::Stream> {};

TEST_P(StreamPort, DeliversInOrderToWhoeverAsked) {
    std::string exact, prefix, all;
    const auto take = [](std::string& into) { return [&into](const kit::Message& m) { into += m.payload; }; };
    auto one = port_->subscribe("jobs.1", take(exact));
    const auto two = port_->subscribe("jobs.*", take(prefix));
    const auto three = port_->subscribe("*", take(all));
    port_->publish("jobs.1", "1", "factor");
    port_->publish("jobs.12", "2", "factor");
    port_->publish("other", "3", "risk");
    one.reset();
    port_->publish("jobs.1", "4", "factor");
    EXPECT_EQ(exact, "1");
    EXPECT_EQ(prefix, "124");
    EXPECT_EQ(all, "1234");
    EXPECT_EQ(port_->sentCount("factor", "jobs.1"), 2U);
    EXPECT_EQ(port_->sentCount("risk", "jobs.1"), 0U);
    EXPECT_TRUE(port_->connected());
}

TEST_P(StreamPort, NumbersItsMessagesAndMarksTheLast) {
    std::vector<kit::Message> seen;
    auto subscription = port_->subscribe("t", [&](const kit::Message& m) { seen.push_back(m); });
    for (int i = 0; i < 3; ++i)
        port_->publish("t", "x", "e", i == 2);
    ASSERT_EQ(seen.size(), 3U);
    EXPECT_LT(seen[0].sequence, seen[1].sequence);
    EXPECT_LT(seen[1].sequence, seen[2].sequence);
    EXPECT_FALSE(seen[1].last);
    EXPECT_TRUE(seen[2].last);
    port_.reset();
    subscription.reset(); // may outlive the bus
}

std::vector<std::string> payloadsOf(const kit::Recall& past) {
    std::vector<std::string> out;
    for (const auto& message : past.messages)
        out.push_back(message->payload);
    return out;
}

TEST_P(StreamPort, NumbersEachTopicFromOne) {
    std::vector<std::string> seen;
    const auto all = port_->subscribe(
        "*", [&](const kit::Message& m) { seen.push_back(m.topic + std::to_string(m.topic_sequence)); });
    for (const char* topic : {"a", "b", "a", "a", "b"})
        port_->publish(topic, "0", "e");
    EXPECT_THAT(seen, ElementsAre("a1", "b1", "a2", "a3", "b2"));
}

TEST_P(StreamPort, WordsInTheMiddleOfAPatternStandForOneWord) {
    std::string middle;
    const auto one = port_->subscribe("market.*.AAPL", [&](const kit::Message& m) { middle += m.payload; });
    port_->publish("market.data.AAPL", "1", "e");
    port_->publish("market.data.MSFT", "2", "e");
    port_->publish("market.quotes.AAPL", "3", "e");
    port_->publish("market.data.x.AAPL", "4", "e");
    EXPECT_EQ(middle, "13");
}

TEST_P(StreamPort, KnowsWhetherAnybodyListens) {
    EXPECT_FALSE(port_->wanted("a.b"));
    auto exact = port_->subscribe("a.b", [](const kit::Message&) {});
    auto pattern = port_->subscribe("a.*", [](const kit::Message&) {});
    EXPECT_TRUE(port_->wanted("a.b"));
    exact.reset();
    EXPECT_TRUE(port_->wanted("a.b"));
    pattern.reset();
    EXPECT_FALSE(port_->wanted("a.b"));
    EXPECT_FALSE(port_->wanted("a"));
}

TEST_P(StreamPort, SharesItsMessagesWithReceiversThatKeepThem) {
    std::vector<kit::MessagePtr> kept;
    const auto one = port_->subscribeShared("t", [&](const kit::MessagePtr& m) { kept.push_back(m); });
    port_->publish("t", "x", "e");
    port_->publish("t", "y", "e");
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0]->payload, "x");
    EXPECT_EQ(kept[1]->topic_sequence, 2U);
}

TEST_P(StreamPort, RemembersTheLatestOfEachTopicAndWhatCameSince) {
    std::vector<std::uint64_t> sequences;
    const auto all = port_->subscribe("*", [&](const kit::Message& m) { sequences.push_back(m.sequence); });
    for (const char* topic : {"p.a", "p.b", "q", "p.a", "p.c"})
        port_->publish(topic, std::string(topic) + std::to_string(sequences.size()), "e");
    EXPECT_THAT(payloadsOf(port_->latest("p.*", 10)), ElementsAre("p.b1", "p.a3", "p.c4"));
    const auto some = port_->latest("p.*", 2);
    EXPECT_THAT(payloadsOf(some), ElementsAre("p.a3", "p.c4"));
    EXPECT_EQ(some.left_off, 1U);
    EXPECT_THAT(payloadsOf(port_->latest("q", 10)), ElementsAre("q2"));
    EXPECT_TRUE(port_->latest("none", 10).messages.empty());
    EXPECT_THAT(payloadsOf(port_->topicSince("p.a", 1)), ElementsAre("p.a3"));
    EXPECT_THAT(payloadsOf(port_->since("p.*", sequences[1])), ElementsAre("p.a3", "p.c4"));
    EXPECT_TRUE(port_->since("p.*", sequences[4]).messages.empty());
    EXPECT_EQ(port_->since("p.*", 0).sequence, sequences[4]);
    const auto unknown = port_->topicSince("p.a", 99); // a number of an earlier run
    ASSERT_EQ(unknown.missed.size(), 1U);
    EXPECT_EQ(unknown.missed.front().from, 100U);
    EXPECT_THAT(payloadsOf(unknown), ElementsAre("p.a0", "p.a3"));
    EXPECT_FALSE(port_->since("p.*", sequences[4] + 1000).missed.empty());
}
INSTANTIATE_TEST_SUITE_P(All, StreamPort,
                         Values(Maker<kit::Stream>{"Local",
                                                   [](auto&) {
                                                       static const runtime::SystemClock kClock;
                                                       return std::make_unique<runtime::LocalStream>(kClock);
                                                   }},
                                Maker<kit::Stream>{
                                    "Fake", [](auto&) { return std::make_unique<test::MemoryStream>(); }}),
                         nameOf);

// --- BlockStore

class BlockPort : public PortTest<kit::BlockStore> {};

TEST_P(BlockPort, WritesTheSameValuesAsTheSameBlockAndForgetsOrphans) {
    const std::vector<domain::SessionDate> sessions{domain::SessionDate::of(2020, 1, 9),
                                                    domain::SessionDate::of(2020, 1, 10)};
    const std::vector<domain::InstrumentId> ids{1, 2};
    const std::vector<std::string> factors{"style:beta"};
    std::vector<double> numbers{1.5, NAN, 2.5, 3.5};
    const std::vector<domain::MatrixView> views{{numbers.data(), 2, 2}};
    const kit::FactorBlock block{sessions, ids, factors, views, 0, 2};
    const auto first = port_->write("run_a", block);
    ASSERT_TRUE(first);
    EXPECT_EQ(first->rows, 3);
    EXPECT_EQ(first->first, sessions[0]);
    EXPECT_EQ(first->last, sessions[1]);
    EXPECT_EQ(port_->write("run_a", block)->sha256, first->sha256);
    numbers[0] = 1.25;
    EXPECT_NE(port_->write("run_b", block)->sha256, first->sha256);
    EXPECT_FALSE(port_->write("run_c", {sessions, ids, factors, views, 1, 1}));
    EXPECT_FALSE(port_->write("", block));
    const std::vector<std::string> known{"run_a"};
    EXPECT_EQ(*port_->removeOrphans(known), 1);
    EXPECT_EQ(*port_->removeOrphans(known), 0);
}
INSTANTIATE_TEST_SUITE_P(
    All, BlockPort,
    Values(Maker<kit::BlockStore>{"Parquet",
                                  [](const auto& folder) {
                                      return std::move(*catalog::ParquetBlocks::open(folder.path() + "/b"));
                                  }},
           Maker<kit::BlockStore>{"Fake", [](auto&) { return std::make_unique<test::MemoryBlocks>(); }}),
    nameOf);

// --- Catalog

class CatalogPort : public PortTest<kit::Catalog> {
protected:
    kit::Result<kit::ImportReport> import(const kit::Catalog::Progress& progress = {}) {
        return port_->importDataset(folder_.path() + "/data", test::tinyRules, progress);
    }
    std::vector<double> closes(kit::BarQuery query = {}) { return port_->dailyBars(query)->close; }
};

std::unique_ptr<kit::Catalog> duckDb(const test::TemporaryFolder& folder) {
    const test::TinyDataset written(folder.path() + "/data");
    return std::move(*catalog::DuckDbCatalog::open("", 1, 256'000'000));
}

std::unique_ptr<kit::Catalog> inMemory(const test::TemporaryFolder& folder) {
    auto made = std::make_unique<test::MemoryCatalog>();
    test::MemoryCatalog::Data data;
    data.dataset.name = "tiny";
    for (const int id : {2, 1}) {
        domain::Instrument instrument;
        instrument.id = id;
        data.instruments.push_back(instrument);
    }
    const double prices[] = {9.5, 10, 11, 5, 0, 6};
    for (unsigned i = 0; i < 6; ++i) {
        data.bars.instrument.push_back(i < 3 ? 1 : 2);
        data.bars.session.push_back(domain::SessionDate::of(2019, 1, 2 + i % 3));
        for (auto* column : {&data.bars.open, &data.bars.high, &data.bars.low, &data.bars.close,
                             &data.bars.adj_close, &data.bars.volume})
            column->push_back(prices[i]);
    }
    made->offer(folder.path() + "/data", std::move(data));
    return made;
}

TEST_P(CatalogPort, IsEmptyAtFirst) {
    EXPECT_EQ(port_->epoch(), 0);
    EXPECT_TRUE(port_->connected());
    EXPECT_TRUE(port_->datasets()->empty());
    EXPECT_TRUE(port_->instruments()->empty());
    EXPECT_TRUE(closes().empty());
    EXPECT_TRUE(port_->universe("U")->empty());
    EXPECT_TRUE(port_->fundamentals()->facts.empty());
}

TEST_P(CatalogPort, TakesASetInOnceAndRaisesTheEpoch) {
    const auto report = import();
    ASSERT_TRUE(report) << report.error().front().message;
    EXPECT_EQ(report->rows_read, report->rows_imported + report->rows_quarantined + report->rows_unchanged);
    EXPECT_EQ(report->rows_quarantined, 1);
    EXPECT_EQ(port_->epoch(), 1);
    const auto again = import();
    EXPECT_EQ(again->rows_imported, 0);
    EXPECT_EQ(again->rows_read, again->rows_unchanged);
    EXPECT_EQ(port_->epoch(), 1);
    EXPECT_EQ(port_->instruments()->front().id, 1);
    EXPECT_EQ(port_->quarantine()->front().reason, "no_price");
}

TEST_P(CatalogPort, SelectsBarsInOrder) {
    ASSERT_TRUE(import());
    EXPECT_THAT(closes(), ElementsAre(9.5, 10, 11, 5, 6));
    EXPECT_THAT(closes({{2}, domain::kBeginningOfTime, domain::kEndOfTime, ""}), ElementsAre(5, 6));
    const auto day = domain::SessionDate::of(2019, 1, 3);
    EXPECT_THAT(closes({{}, day, day, "tiny"}), ElementsAre(10));
    EXPECT_TRUE(closes({{}, domain::kBeginningOfTime, domain::kEndOfTime, "other"}).empty());
    EXPECT_TRUE(closes({{99}, domain::kBeginningOfTime, domain::kEndOfTime, ""}).empty());
}

TEST_P(CatalogPort, TellsTheSpanOfEachInstrumentAndReadsClosesAlone) {
    ASSERT_TRUE(import());
    const auto spans = port_->barSpans();
    ASSERT_EQ(spans->size(), 2U);
    EXPECT_EQ(spans->front().id, 1);
    EXPECT_EQ(spans->front().first.iso(), "2019-01-02");
    EXPECT_EQ(spans->back().last.iso(), "2019-01-04");
    kit::BarQuery query;
    query.closes_only = true;
    const auto bars = port_->dailyBars(query);
    EXPECT_THAT(bars->close, ElementsAre(9.5, 10, 11, 5, 6));
    EXPECT_EQ(bars->adj_close.size(), 5U);
    EXPECT_TRUE(bars->open.empty());
    EXPECT_TRUE(bars->high.empty());
    EXPECT_TRUE(bars->low.empty());
}

TEST_P(CatalogPort, LeavesNothingOfACancelledOrUnknownSet) {
    EXPECT_EQ(import([](double, std::string_view) { return false; }).error().front().code,
              kit::ErrorCode::Cancelled);
    EXPECT_EQ(port_->importDataset(folder_.path() + "/none", test::tinyRules, {}).error().front().code,
              kit::ErrorCode::InvalidArgument);
    EXPECT_EQ(port_->epoch(), 0);
    EXPECT_TRUE(closes().empty());
}
INSTANTIATE_TEST_SUITE_P(All, CatalogPort,
                         Values(Maker<kit::Catalog>{"DuckDb", duckDb}, Maker<kit::Catalog>{"Fake", inMemory}),
                         nameOf);

} // namespace
