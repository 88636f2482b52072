// Refreshes: what sources know comes into the catalog, goes on after an end in the middle, and comes again.

#include "app/api/json/json_reader.h"
#include "app/catalog/duckdb_catalog.h"
#include "app/ledger/sqlite_ledger.h"
#include "app/runtime/job_service.h"
#include "engines/domain/known_facts.h"
#include "engines/kit/field_writer.h"
#include "engines/marketdata/service/refresh_desk.h"
#include "tests/app/support/provider_stage.h"
#include "tests/engines/support/live_fakes.h"

#include <gmock/gmock.h>

#include <cmath>

namespace {

using namespace nautilus;
using domain::SessionDate;
using kit::ErrorCode;
using kit::SourceState;
using marketdata::RefreshRequest;
using marketdata::RefreshView;
using testing::HasSubstr;

class NoVitals final : public kit::VitalsSource {
public:
    [[nodiscard]] kit::EngineVitals vitals(const std::string&) const override { return {}; }
};

/// Macro series of one value each; it may fail or hang from some symbol on.
class OneValueSource final : public kit::DataSource {
public:
    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] kit::SourceStatus status() const override {
        kit::SourceStatus out;
        out.state = running ? SourceState::Connected : SourceState::Stopped;
        return out;
    }
    kit::Result<void> start() override { return {}; }
    void stop() override {}
    kit::Result<void> subscribe(const kit::LineWish&, kit::EventSink) override { return {}; }
    void unsubscribe(std::uint32_t) override {}
    void history(const kit::HistoryRequest& request,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override {
        const std::scoped_lock lock(mutex);
        asked.push_back(request.symbol);
        if (request.symbol == hangs_at) return kept.push_back(std::move(done));
        if (request.symbol == "UNKNOWN")
            return done(kit::fail(ErrorCode::NotFound, "there is no such series", "/symbol"));
        if (request.symbol == fails_at)
            return done(kit::failUntil(ErrorCode::TooManyRequests, "later", 5'000));
        kit::HistoryRows out;
        out.rows.add("series", kit::Table::Texts{request.symbol});
        out.rows.add("period_end", kit::Table::Dates{SessionDate::of(2019, 12, 31)});
        out.rows.add("knowable_at", kit::Table::Dates{SessionDate::of(2020, 1, 30)});
        out.rows.add("value", kit::Table::Numbers{value});
        out.warnings.emplace_back("said of it");
        done(std::move(out));
    }
    [[nodiscard]] std::size_t count() const {
        const std::scoped_lock lock(mutex);
        return asked.size();
    }

    mutable std::mutex mutex;
    std::vector<std::string> asked;
    std::vector<std::function<void(kit::Result<kit::HistoryRows>)>> kept;
    std::string hangs_at, fails_at;
    double value = 1;
    std::atomic<bool> running{true};

private:
    const kit::SourceInfo info_{"one", "One value", kit::Capability::kMacro | kit::Capability::kHistorical,
                                {},    "on_demand", 0,
                                0,     true};
};

class Refreshes : public testing::Test {
protected:
    void open(kit::DataSources& sources) {
        desk_ = std::make_unique<marketdata::RefreshDesk>(
            marketdata::RefreshDesk::Parts{ports_, driver_, sources,
                                           [this](const kit::ImportPlan& plan, const kit::Table& rows) {
                                               std::promise<kit::Result<kit::ImportReport>> promise;
                                               const auto rules = [](const kit::RawBars& bars) {
                                                   return std::vector<std::string_view>(bars.session.size());
                                               };
                                               promise.set_value(catalog_->importRows(plan, rows, rules, {}));
                                               return promise.get_future();
                                           },
                                           [](std::string_view json) { return api::readJson(json); }});
        desk_->start();
    }
    RefreshView shown(std::size_t n = 0) {
        const auto all = desk_->all();
        EXPECT_TRUE(all);
        return all && n < all->refreshes.size() ? all->refreshes[n] : RefreshView{};
    }
    bool reaches(const std::string& state) {
        return test::eventually([&] {
            on_.stage.time.advance(domain::kNsPerSecond / 10);
            return shown().state == state;
        });
    }
    RefreshRequest ofOne(std::vector<std::string> symbols) {
        RefreshRequest out;
        out.source = "one";
        out.symbols = std::move(symbols);
        return out;
    }
    static std::vector<std::string> many(int n) {
        std::vector<std::string> out;
        for (int i = 0; i < n; ++i)
            out.push_back("S" + std::to_string(i));
        return out;
    }

    test::ProviderStage on_;
    std::unique_ptr<ledger::SqliteLedger> ledger_ = std::move(*ledger::SqliteLedger::open(""));
    std::unique_ptr<catalog::DuckDbCatalog> catalog_ =
        std::move(*catalog::DuckDbCatalog::open("", 1, 500'000'000));
    runtime::LocalStream stream_{on_.stage.time};
    runtime::Log log_{on_.stage.time};
    runtime::JobService jobs_{*ledger_, stream_, on_.stage.time, log_};
    test::MemoryBlocks blocks_;
    test::CallerPool pool_;
    NoVitals vitals_;
    kit::Ports ports_{on_.stage.time, *catalog_, *ledger_, blocks_, stream_, jobs_, pool_, vitals_};
    test::StepLane driver_;
    std::shared_ptr<OneValueSource> one_ = std::make_shared<OneValueSource>();
    test::ScriptedSources scripted_;
    std::unique_ptr<marketdata::RefreshDesk> desk_; // ends first
};

TEST_F(Refreshes, FilingsComeInAsTheyWereKnown) {
    test::serveEdgar(on_.server);
    ASSERT_TRUE(on_.setEdgar());
    ASSERT_TRUE(on_.stage.source("edgar").start());
    open(on_.stage.host());
    RefreshRequest request;
    request.source = "edgar";
    request.symbols = {"SNOW", "NOSUCH", "IFRSX"};
    ASSERT_TRUE(desk_->add(request));
    ASSERT_TRUE(reaches("done")) << shown().state;
    const auto view = shown();
    EXPECT_EQ(view.rows_quarantined, 0);
    EXPECT_GT(view.rows_imported, 1'000);
    ASSERT_EQ(view.failures.size(), 1U);
    EXPECT_EQ(view.failures[0].symbol, "NOSUCH");
    EXPECT_THAT(view.warnings, testing::Contains(HasSubstr("IFRSX: ")));
    const auto table = *catalog_->fundamentals();
    const auto instruments = *catalog_->instruments();
    const auto id = [&](const std::string& symbol) {
        for (const auto& each : instruments)
            if (each.symbol == symbol) return each.id;
        return std::int64_t{0};
    };
    std::vector<domain::Fact> invented;
    for (const auto& fact : table.facts)
        if (fact.id == id("IFRSX")) invented.push_back(fact);
    const domain::OrderedFacts facts(invented, table.concepts);
    const auto income = [&](SessionDate day) {
        return domain::KnownFacts(facts, day).newest("net_income").value;
    };
    EXPECT_TRUE(std::isnan(income(SessionDate::of(2020, 3, 19))));
    EXPECT_EQ(income(SessionDate::of(2020, 3, 20)), 90'000) << "accepted before the close";
    EXPECT_EQ(income(SessionDate::of(2021, 3, 19)), 90'000);
    EXPECT_EQ(income(SessionDate::of(2021, 3, 20)), 99'000) << "accepted at 16:00: known a day later";
    const auto restated = std::ranges::count_if(invented, [](const auto& fact) { return fact.restated; });
    EXPECT_EQ(restated, 3) << "income, equity and earnings per share of 2019";
    ASSERT_FALSE(invented.empty());
    const auto sources = *catalog_->factSources({id("IFRSX")});
    EXPECT_EQ(sources.front().source, "edgar ifrs-full/BasicEarningsLossPerShare");
    EXPECT_EQ(sources.front().unit, "EUR/shares");
    const auto epoch = catalog_->epoch();
    ASSERT_TRUE(desk_->add(request));
    ASSERT_TRUE(test::eventually([&] {
        on_.stage.time.advance(domain::kNsPerSecond / 10);
        return shown(1).state == "done";
    }));
    EXPECT_EQ(catalog_->epoch(), epoch) << "the same rows again change nothing";
    EXPECT_EQ(shown(1).rows_imported, 0);
}

TEST_F(Refreshes, VintagesComeInWithTheirSeries) {
    on_.server.on("/fred/series?file_type=json&series_id=GDP",
                  R"({"seriess":[{"id":"GDP","title":"Gross Domestic Product","units":"Billions",
                  "frequency_short":"Q","seasonal_adjustment_short":""}]})");
    on_.server.on("/fred/series/vintagedates?file_type=json&series_id=GDP&limit=10000&offset=0",
                  R"({"count":1,"offset":0,"limit":10000,"vintage_dates":["2014-01-30"]})");
    on_.server.on("/fred/series/observations?file_type=json&series_id=GDP&limit=100000&offset=0"
                  "&realtime_start=2014-01-30&realtime_end=9999-12-31",
                  test::providerFile("fred/gdp_vintages.json"));
    ASSERT_TRUE(on_.setFred());
    ASSERT_TRUE(on_.stage.source("fred").start());
    open(on_.stage.host());
    RefreshRequest request;
    request.source = "fred";
    request.symbols = {"GDP"};
    ASSERT_TRUE(desk_->add(request));
    ASSERT_TRUE(reaches("done"));
    const auto values = *catalog_->macro("GDP");
    ASSERT_EQ(values.size(), 8U) << "a missing value is no value";
    EXPECT_EQ(values[0].period_end, SessionDate::of(2013, 12, 31));
    EXPECT_EQ(values[0].knowable_at, SessionDate::of(2014, 1, 30));
    EXPECT_EQ(values[0].value, 17102.5);
    const auto spans = *catalog_->macroSpans();
    ASSERT_EQ(spans.size(), 1U);
    EXPECT_EQ(spans[0].name, "Gross Domestic Product");
    EXPECT_EQ(spans[0].units, "Billions");
    EXPECT_EQ(spans[0].frequency, "Q");
}

TEST_F(Refreshes, GoOnWhereTheyWereWhenTheProgramEnded) {
    scripted_.list = {one_};
    one_->hangs_at = "S70";
    open(scripted_);
    ASSERT_TRUE(desk_->add(ofOne(many(120))));
    ASSERT_TRUE(test::eventually([&] { return one_->count() == 71; }));
    const auto before = shown();
    EXPECT_EQ(before.next_symbol, 50) << "fifty at a time";
    desk_.reset();
    one_->hangs_at.clear();
    open(scripted_);
    EXPECT_EQ(shown().state, "interrupted");
    EXPECT_EQ(shown().next_symbol, 70) << "an orderly end keeps what came";
    // A killed program leaves its last state behind.
    ASSERT_TRUE(ledger_->saveText("refresh", {before.refresh_id, kit::writeJson(before), {}}));
    desk_->lookForDue();
    ASSERT_TRUE(reaches("done")) << shown().state;
    EXPECT_EQ(one_->asked[71], "S50");
    EXPECT_EQ(one_->count(), 71U + 70U);
    EXPECT_EQ(shown().rows_imported + shown().rows_unchanged, 120);
    EXPECT_EQ(catalog_->macroSpans()->size(), 120U);
}

TEST_F(Refreshes, WaitForAProviderThatWantsAPause) {
    scripted_.list = {one_};
    one_->fails_at = "S3";
    open(scripted_);
    ASSERT_TRUE(desk_->add(ofOne({"S1", "UNKNOWN", "S2", "S3", "S4"})));
    ASSERT_TRUE(reaches("waiting"));
    EXPECT_EQ(shown().next_symbol, 3) << "what came is kept";
    EXPECT_EQ(shown().failures.size(), 1U);
    EXPECT_GT(shown().next_at->ns, on_.stage.time.now().ns + 4'000 * domain::kNsPerSecond);
    one_->fails_at.clear();
    desk_->lookForDue();
    EXPECT_EQ(shown().state, "waiting") << "it is too early";
    on_.stage.time.advance(5'000 * domain::kNsPerSecond);
    one_->running = false;
    desk_->lookForDue();
    EXPECT_EQ(shown().state, "waiting") << "the source is stopped";
    one_->running = true;
    desk_->lookForDue();
    ASSERT_TRUE(reaches("done"));
    EXPECT_EQ(shown().rows_imported, 4);
}

TEST_F(Refreshes, ComeAgain) {
    scripted_.list = {one_};
    open(scripted_);
    auto request = ofOne({"S1"});
    request.every_hours = 24;
    const auto begun = on_.stage.time.now();
    ASSERT_TRUE(desk_->add(request));
    ASSERT_TRUE(reaches("waiting"));
    EXPECT_GE(shown().next_at->ns, begun.ns + 86'400 * domain::kNsPerSecond);
    one_->value = 2;
    on_.stage.time.advance(86'400 * domain::kNsPerSecond);
    desk_->lookForDue();
    ASSERT_TRUE(test::eventually([&] { return one_->count() == 2 && shown().state == "waiting"; }));
    EXPECT_EQ(catalog_->macro("S1")->front().value, 2);
    ASSERT_TRUE(desk_->remove(shown().refresh_id));
    on_.stage.time.advance(90'000 * domain::kNsPerSecond);
    desk_->lookForDue();
    EXPECT_EQ(one_->count(), 2U);
    EXPECT_TRUE(desk_->all()->refreshes.empty());
}

TEST_F(Refreshes, RefuseWhatMakesNoSense) {
    scripted_.list = {one_};
    open(scripted_);
    auto request = ofOne({"S1", ""});
    EXPECT_EQ(desk_->add(request).error().front().field, "/symbols/1");
    request = ofOne({"S1"});
    request.dataset = "a/b";
    EXPECT_EQ(desk_->add(request).error().front().field, "/dataset");
    request = ofOne({"S1"});
    request.data_type = "fundamentals";
    EXPECT_EQ(desk_->add(request).error().front().field, "/data_type");
    request.source = "nobody";
    EXPECT_EQ(desk_->add(request).error().front().code, ErrorCode::NotFound);
    EXPECT_TRUE(desk_->all()->refreshes.empty());
}

} // namespace
