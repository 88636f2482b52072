// Sessions without a bar: listed by the calendar, asked of the sources in their order, kept apart from what
// was there.

#include "app/catalog/duckdb_catalog.h"
#include "engines/domain/calendar.h"
#include "engines/marketdata/service/backfill.h"
#include "tests/app/support/demo_workstation.h"
#include "tests/app/support/tiny_dataset.h"

#include <gmock/gmock.h>

#include <fstream>

namespace {

using namespace nautilus;
using domain::NyseCalendar;
using domain::SessionDate;
using kit::ErrorCode;
using kit::Value;
using marketdata::Backfill;
using marketdata::BackfillRequest;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

SessionDate day(const char* text) {
    return *SessionDate::parse(text);
}

/// Answers what the test put into it, at once.
class StoredSource final : public kit::DataSource {
public:
    explicit StoredSource(std::string id) {
        info_.id = std::move(id);
        info_.name = info_.id;
        info_.capabilities = kit::Capability::kBars | kit::Capability::kHistorical;
        status_.state = kit::SourceState::Connected;
    }
    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] kit::SourceStatus status() const override { return status_; }
    kit::Result<void> start() override { return {}; }
    void stop() override {}
    kit::Result<void> subscribe(const kit::LineWish&, kit::EventSink) override {
        return kit::fail(ErrorCode::Unsupported, "no streams");
    }
    void unsubscribe(std::uint32_t) override {}
    void history(const kit::HistoryRequest& wish,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override {
        asked.push_back(wish);
        if (failing) return done(kit::fail(ErrorCode::Unavailable, "the line is cut"));
        kit::HistoryRows out;
        kit::Table::Texts at;
        kit::Table::Numbers close;
        for (const auto& [session, value] : closes[wish.symbol]) {
            const auto closed = NyseCalendar::close(session);
            if (closed.ns < wish.from_ns || closed.ns >= wish.to_ns) continue;
            at.push_back(closed.rfc3339());
            close.push_back(value);
        }
        const kit::Table::Numbers volume(close.size(), 100);
        out.rows.add("closes_at", at);
        for (const char* name : {"open", "high", "low", "close"})
            out.rows.add(name, close);
        out.rows.add("volume", volume);
        done(std::move(out));
    }
    kit::SourceInfo& changeInfo() { return info_; }

    std::map<std::string, std::map<SessionDate, double>> closes;
    std::vector<kit::HistoryRequest> asked;
    bool failing = false;

private:
    kit::SourceInfo info_;
    kit::SourceStatus status_;
};

class StoredSources final : public kit::DataSources {
public:
    std::vector<std::shared_ptr<kit::DataSource>> list;
    std::map<std::string, int, std::less<>> budget;
    [[nodiscard]] std::vector<std::shared_ptr<kit::DataSource>> all() const override { return list; }
    [[nodiscard]] std::shared_ptr<kit::DataSource> find(std::string_view id) const override {
        const auto found =
            std::ranges::find(list, id, [](const auto& each) { return std::string_view(each->info().id); });
        return found == list.end() ? nullptr : *found;
    }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> refused() const override { return {}; }
    kit::Result<void> spend(std::string_view id) override {
        const auto left = budget.find(id);
        if (left == budget.end() || left->second-- > 0) return {};
        return kit::failUntil(ErrorCode::TooManyRequests, "the budget is used up", 30);
    }
    kit::Result<void> reorder(const std::vector<std::string>&) override { return {}; }
    [[nodiscard]] kit::Result<kit::SourceSettings> settings(std::string_view) const override {
        return kit::SourceSettings{};
    }
    kit::Result<void> changeSettings(std::string_view, const kit::Value&) override { return {}; }
};

/// January 2019 of AAA without the 10th, 11th and 14th; the row of the 23rd is one that a rule refuses.
class BackfillTest : public testing::Test {
protected:
    void SetUp() override {
        auto opened = catalog::DuckDbCatalog::open(folder_.path() + "/catalog.duckdb", 1, 256'000'000);
        ASSERT_TRUE(opened);
        catalog_ = std::move(*opened);
        sources_.list = {first_, second_};
        kit::Table rows;
        kit::Table::Texts symbol;
        kit::Table::Dates session;
        kit::Table::Numbers close;
        for (const auto each : NyseCalendar::sessions(day("2019-01-02"), day("2019-01-31"))) {
            if (std::ranges::find(hole_, each) != hole_.end()) continue;
            symbol.emplace_back("AAA");
            session.push_back(each);
            close.push_back(each == day("2019-01-23") ? 0 : 10);
        }
        const kit::Table::Numbers volume(close.size(), 100);
        rows.add("symbol", symbol);
        rows.add("date", session);
        for (const char* name : {"open", "high", "low", "close"})
            rows.add(name, close);
        rows.add("volume", volume);
        kit::ImportPlan plan;
        plan.kind = "bars";
        plan.files.resize(1);
        plan.files[0].source = "own";
        plan.columns = {{"symbol", "symbol", 't'}, {"date", "date", 'd'}};
        for (const char* name : {"open", "high", "low", "close", "volume"})
            plan.columns.push_back({name, name, 'n'});
        const auto report = catalog_->importRows(plan, rows, test::tinyRules, {});
        ASSERT_TRUE(report) << report.error().front().message;
        for (const auto& source : {first_, second_}) // the sessions beside the hole
            source->closes["AAA"] = {{day("2019-01-09"), 10}, {day("2019-01-15"), 10}};
    }
    std::shared_ptr<const marketdata::InstrumentDirectory> directory() {
        auto out = std::make_shared<marketdata::InstrumentDirectory>();
        out->epoch = catalog_->epoch();
        out->datasets = *catalog_->datasets();
        out->instruments = *catalog_->instruments();
        out->aliases = *catalog_->aliases();
        return out;
    }
    kit::Result<marketdata::BackfillResult> run(BackfillRequest request = {}) {
        Backfill backfill({*catalog_, sources_, [this] { return directory(); },
                           [this](const kit::ImportPlan& plan, const kit::Table& rows,
                                  const kit::Catalog::Progress& progress) {
                               return catalog_->importRows(plan, rows, test::tinyRules, progress);
                           }});
        if (request.symbols.empty()) request.symbols = {"AAA"};
        return backfill.run(request,
                            [this](double, std::string_view) { return go_on_ == 0 || --go_on_ > 0; });
    }
    /// Sessions of AAA in one data set.
    std::vector<std::string> sessionsOf(const std::string& dataset, const char* from, const char* to) {
        const auto now = directory();
        const auto* instrument = now->resolve("AAA", domain::kEndOfTime, dataset);
        if (!instrument) return {};
        const auto id = instrument->id;
        std::vector<std::string> out;
        const auto bars = catalog_->dailyBars({{id}, day(from), day(to), ""});
        for (const auto each : bars->session)
            out.push_back(each.iso());
        return out;
    }

    test::TemporaryFolder folder_;
    std::unique_ptr<catalog::DuckDbCatalog> catalog_;
    const std::vector<SessionDate> hole_{day("2019-01-10"), day("2019-01-11"), day("2019-01-14")};
    std::shared_ptr<StoredSource> first_ = std::make_shared<StoredSource>("first");
    std::shared_ptr<StoredSource> second_ = std::make_shared<StoredSource>("second");
    StoredSources sources_;
    int go_on_ = 0; ///< words of progress until the job is cancelled; 0 = never
};

TEST_F(BackfillTest, AsksInOrderForWhatIsMissingAndKeepsItApart) {
    first_->closes["AAA"][day("2019-01-10")] = 10.1;
    second_->closes["AAA"][day("2019-01-10")] = 99; // not asked for: the first one has it
    second_->closes["AAA"][day("2019-01-11")] = 10.2;
    second_->closes["AAA"][day("2019-01-23")] = 10.3; // kept aside by a rule, no gap
    const auto result = run();
    ASSERT_TRUE(result) << result.error().front().message;
    EXPECT_EQ(result->sessions_missing, 3);
    EXPECT_EQ(result->sessions_filled, 2);
    EXPECT_EQ(result->sessions_still_missing, 1);
    ASSERT_THAT(result->symbols, SizeIs(1));
    EXPECT_THAT(result->symbols[0].sources, ElementsAre("first", "second"));
    EXPECT_EQ(result->symbols[0].note, "no source has these sessions");
    EXPECT_THAT(sessionsOf("backfill-first", "2019-01-01", "2019-01-31"),
                ElementsAre("2019-01-09", "2019-01-10", "2019-01-15"));
    EXPECT_THAT(sessionsOf("backfill-second", "2019-01-01", "2019-01-31"),
                ElementsAre("2019-01-09", "2019-01-11", "2019-01-15"));
    EXPECT_THAT(sessionsOf("user", "2019-01-09", "2019-01-15"), ElementsAre("2019-01-09", "2019-01-15"));
    EXPECT_EQ(directory()->resolve("AAA", domain::kEndOfTime)->dataset, "user")
        << "a bare symbol does not come to mean what a source filled in";
    const auto now = directory();
    const auto* filled = now->resolve("AAA", domain::kEndOfTime, "backfill-first");
    const auto rows = catalog_->barSources(filled->id, day("2019-01-01"), day("2019-01-31"));
    ASSERT_TRUE(rows);
    for (const auto& row : *rows)
        EXPECT_EQ(row.source, "first");
}

TEST_F(BackfillTest, TheSameJobAgainChangesNothingAndAsksForTheRestAlone) {
    first_->closes["AAA"][day("2019-01-10")] = 10.1;
    ASSERT_TRUE(run());
    const auto epoch = catalog_->epoch();
    first_->asked.clear();
    const auto again = run();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->sessions_missing, 2);
    EXPECT_EQ(again->sessions_filled, 0);
    EXPECT_EQ(catalog_->epoch(), epoch);
    first_->closes["AAA"][day("2019-01-11")] = 10.2;
    first_->closes["AAA"][day("2019-01-14")] = 10.2;
    ASSERT_TRUE(run());
    first_->asked.clear();
    const auto whole = run();
    EXPECT_EQ(whole->sessions_missing, 0);
    EXPECT_THAT(first_->asked, SizeIs(0)) << "nothing is missing: nobody is asked";
}

TEST_F(BackfillTest, ABarThatARuleRefusesIsAskedOfTheNextSource) {
    first_->closes["AAA"][day("2019-01-10")] = 0;
    second_->closes["AAA"][day("2019-01-10")] = 10.1;
    const auto result = run();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->sessions_filled, 0) << "the first source gave a row, which a rule refused";
    ASSERT_THAT(result->sources, SizeIs(2));
    EXPECT_EQ(result->sources[0].rows_quarantined, 1);
    EXPECT_EQ(run()->sessions_filled, 1) << "what is refused of one source is the next one's to give";
    EXPECT_THAT(sessionsOf("backfill-second", "2019-01-10", "2019-01-10"), ElementsAre("2019-01-10"));
}

TEST_F(BackfillTest, AFailedSourceAndASpentBudgetAreNamed) {
    first_->failing = true;
    sources_.budget["second"] = 0;
    const auto result = run();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->sessions_filled, 0);
    EXPECT_EQ(result->retry_after_s, 30);
    EXPECT_EQ(result->sources[0].failures, 1);
    EXPECT_THAT(result->sources[0].last_failure, HasSubstr("cut"));
    EXPECT_THAT(second_->asked, SizeIs(0)) << "no request without a budget";
    EXPECT_THAT(result->symbols[0].note, HasSubstr("second: the budget is used up"));
}

TEST_F(BackfillTest, ACancelledJobIsGoneOnWith) {
    first_->closes["AAA"][day("2019-01-10")] = 10.1;
    go_on_ = 1;
    const auto ended = run();
    ASSERT_FALSE(ended);
    EXPECT_EQ(ended.error().front().code, ErrorCode::Cancelled);
    EXPECT_THAT(sessionsOf("backfill-first", "2019-01-01", "2019-01-31"), SizeIs(0));
    go_on_ = 0;
    EXPECT_EQ(run()->sessions_filled, 1);
}

TEST_F(BackfillTest, RangesBesideTheBarsAreAskedForWhenNamed) {
    first_->closes["AAA"][day("2018-12-31")] = 9.9;
    first_->closes["AAA"][day("2019-02-01")] = 10.1;
    BackfillRequest request;
    request.start = day("2018-12-31");
    request.end = day("2019-02-01");
    const auto result = run(request);
    ASSERT_TRUE(result);
    EXPECT_EQ(result->sessions_missing, 5);
    EXPECT_EQ(result->sessions_filled, 2);
    EXPECT_THAT(first_->asked, SizeIs(1)) << "gaps that are near each other are one request";
}

TEST_F(BackfillTest, WhoMayBeAsked) {
    const auto pointer = [&](BackfillRequest request) {
        const auto order = Backfill::sourcesFor(sources_, request);
        return order ? "none" : order.error().front().field;
    };
    BackfillRequest request;
    EXPECT_THAT(*Backfill::sourcesFor(sources_, request), ElementsAre("first", "second"));
    request.sources = {"second"};
    EXPECT_THAT(*Backfill::sourcesFor(sources_, request), ElementsAre("second", "first"));
    request.sources = {"first", "nobody"};
    EXPECT_EQ(pointer(request), "/sources/1");
    first_->changeInfo().real = false;
    request.sources = {};
    EXPECT_THAT(*Backfill::sourcesFor(sources_, request), ElementsAre("second")) << "never unless named";
    request.sources = {"first"};
    EXPECT_EQ(pointer(request), "/sources/0") << "and not without leave";
    request.allow_invented = true;
    EXPECT_THAT(*Backfill::sourcesFor(sources_, request), ElementsAre("first", "second"));
    second_->changeInfo().capabilities = kit::Capability::kTrades | kit::Capability::kHistorical;
    request = {};
    EXPECT_THAT(*Backfill::sourcesFor(sources_, request), SizeIs(0));
    const auto result = run();
    ASSERT_TRUE(result);
    EXPECT_EQ(result->sessions_still_missing, 3);
    EXPECT_THAT(result->warnings, ElementsAre(Backfill::kNoSource));
}

/// A program with a source of its own below HOME/plugins: the example's, under another name.
class BackfillOverHttp : public testing::Test {
protected:
    void SetUp() override {
        options_.home = folder_.path() + "/home";
        options_.demo = false;
        addSource("provider", true);
        addSource("dreamer", false);
        auto opened = composition::Workstation::open(options_);
        ASSERT_TRUE(opened) << opened.error().front().message;
        program_ = std::move(*opened);
        ASSERT_TRUE(program_->start({}));
        token_ = *security::rootToken(options_.home);
    }
    void addSource(const std::string& id, bool real) {
        const auto from = platform::executableFolder() + "/../plugins/sources/example_python/";
        const auto to = options_.home + "/plugins/" + id + "/";
        std::filesystem::create_directories(to);
        const auto copy = [&](const std::string& name,
                              std::vector<std::pair<std::string, std::string>> changes) {
            std::ifstream in(from + name);
            std::string text{std::istreambuf_iterator<char>(in), {}};
            for (const auto& [old, fresh] : changes)
                if (const auto at = text.find(old); at != std::string::npos)
                    text.replace(at, old.size(), fresh);
            std::ofstream(to + name) << text;
        };
        copy("source.py", {{"source='example_python'", "source='" + id + "'"}});
        copy("plugin.json", {{"\"id\": \"example_python\"", "\"id\": \"" + id + "\""},
                             {"\"real\": false", real ? "\"real\": true" : "\"real\": false"},
                             {"\"autostart\": false", "\"autostart\": true"}});
        std::filesystem::permissions(to + "source.py", std::filesystem::perms::owner_all);
        std::ofstream prices(to + "prices.csv");
        prices << "symbol,name,date,open,high,low,close,volume\n";
        for (const char* session : {"2019-01-09", "2019-01-10", "2019-01-11", "2019-01-15"}) {
            prices << "AAA,A," << session << ",10,10,10,10.05,100\n";
            prices << "BBB,B," << session << ",100,100,100,100,100\n"; // ten times the stored level
        }
    }
    using Query = std::vector<std::pair<std::string, std::string>>;
    test::Answer ask(const char* verb, const std::string& path, std::string body = "", Query query = {}) {
        std::ranges::replace(body, '\'', '"');
        return test::send(program_->router(), {verb, path, std::move(query), {}, body}, token_);
    }
    /// Starts a job and answers its record once it has ended.
    Value jobOf(const std::string& path, const std::string& body) {
        const auto accepted = ask("POST", path, body);
        EXPECT_EQ(accepted.status, 202) << accepted.body;
        if (accepted.status != 202) return {};
        return ask("GET", "/api/v1/jobs/" + test::endedJob(*program_, accepted).job_id).data();
    }
    void waitForSource(const std::string& id) {
        ASSERT_TRUE(test::eventually([&] {
            return program_->sources().find(id)->status().state == kit::SourceState::Connected;
        })) << id;
    }

    test::TemporaryFolder folder_;
    composition::Options options_;
    std::unique_ptr<composition::Workstation> program_;
    std::string token_;
};

TEST_F(BackfillOverHttp, GapsAreListedFilledAndReadWithTheirSource) {
    const auto file = folder_.path() + "/own.csv";
    {
        std::ofstream out(file);
        out << "Symbol,Date,Open,High,Low,Close,Volume\n";
        for (const char* symbol : {"AAA", "BBB"})
            for (const char* session : {"2019-01-08", "2019-01-09", "2019-01-15", "2019-01-16"})
                out << symbol << ',' << session << ",10,10,10,10,100\n";
    }
    ASSERT_EQ(*jobOf("/api/v1/data-catalog/imports", "{'files':['" + file + "']}").find("state"),
              Value("succeeded"));
    const auto gaps = ask("GET", "/api/v1/marketdata/gaps/AAA");
    ASSERT_EQ(gaps.status, 200) << gaps.body;
    EXPECT_EQ(*gaps.data().find("sessions_missing"), Value(3));
    EXPECT_EQ(*gaps.data().find("sessions_filled"), Value(0));
    const auto& gap = gaps.data().find("gaps")->as<Value::Array>()->front();
    EXPECT_EQ(*gap.find("first"), Value("2019-01-10"));
    EXPECT_EQ(*gap.find("last"), Value("2019-01-14"));
    EXPECT_EQ(*gap.find("where"), Value("inside"));
    EXPECT_EQ(ask("GET", "/api/v1/marketdata/gaps/NOBODY").status, 404);

    const std::string path = "/api/v1/marketdata/backfill";
    EXPECT_EQ(ask("POST", path, "{'symbols':['NOBODY']}").status, 404);
    EXPECT_EQ(ask("POST", path, "{'symbols':['AAA'],'dataset':'backfill-provider'}").status, 400);
    const auto dreamt = ask("POST", path, "{'symbols':['AAA'],'sources':['dreamer']}");
    EXPECT_EQ(dreamt.status, 400) << "invented values only with leave";
    EXPECT_THAT(dreamt.body, HasSubstr("/sources/0"));
    EXPECT_EQ(ask("POST", path, "{'symbols':['AAA'],'sources':['files']}").status, 400);
    waitForSource("provider");
    const auto job = jobOf(path, "{'symbols':['AAA','BBB','NOBODY']}");
    ASSERT_EQ(*job.find("state"), Value("succeeded")) << kit::toJson(job);
    const auto& result = *job.find("result");
    EXPECT_EQ(*result.find("sessions_missing"), Value(6));
    EXPECT_EQ(*result.find("sessions_filled"), Value(4));

    const auto* const kBars = "/api/v1/data-catalog/bars";
    const auto own = ask("GET", kBars, "", {{"symbol", "AAA"}}); // the set of its own right
    EXPECT_THAT(*own.data().find("rows")->as<Value::Array>(), SizeIs(4));
    const auto theirs = ask("GET", kBars, "", {{"symbol", "AAA"}, {"dataset", "backfill-provider"}});
    EXPECT_THAT(*theirs.data().find("rows")->as<Value::Array>(), SizeIs(4));

    const std::string range = ",'timeframe':'1d','start_date':'2019-01-08','end_date':'2019-01-16'}";
    for (const bool hit : {false, true}) { // out of memory the second time, with all that was said
        const auto read = ask("POST", "/marketdata/historical", "{'symbol':'AAA'" + range);
        ASSERT_EQ(read.status, 200) << read.body;
        const auto& metadata = *read.json.find("metadata");
        EXPECT_EQ(*metadata.find("cache_hit"), Value(hit));
        EXPECT_EQ(kit::toJson(*metadata.find("data_sources_used")), R"(["files","provider"])");
        EXPECT_THAT(kit::toJson(*metadata.find("warnings")), HasSubstr("backfilled"));
        std::vector<std::string> sources;
        for (const auto& bar : *read.data().find("data")->as<Value::Array>())
            sources.push_back(*bar.find("source")->as<std::string>());
        EXPECT_THAT(sources, ElementsAre("files", "files", "provider", "provider", "files", "files"));
    }
    const auto alone =
        ask("POST", "/marketdata/historical", "{'symbol':'AAA','fallback_enabled':false" + range);
    EXPECT_EQ(*alone.data().find("bars_count"), Value(4));
    const auto other = ask("POST", "/marketdata/historical", "{'symbol':'BBB'" + range);
    EXPECT_EQ(*other.data().find("bars_count"), Value(4)) << "prices on another level fill nothing in";
    EXPECT_THAT(kit::toJson(*other.json.find("metadata")->find("warnings")), HasSubstr("not_filled_in"));
    EXPECT_EQ(*ask("GET", "/api/v1/marketdata/gaps/AAA").data().find("sessions_filled"), Value(2));
    const auto import = ask("POST", "/api/v1/data-catalog/imports",
                            "{'files':['" + file + "'],'dataset':'backfill-provider'}");
    EXPECT_EQ(import.status, 400) << "files never come into a source's data set";
}

} // namespace
