// Nothing that became knowable after a session changes what research says as of it: the model is built twice,
// the second time from a catalog whose later content is random.

#include "app/api/json/json_reader.h"
#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/service/answers_views.h"
#include "engines/kit/field_writer.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "tests/app/support/fakes.h"
#include "tests/app/support/perturbed_catalog.h"

#include <gtest/gtest.h>

namespace nautilus::factor {

namespace {

using domain::SessionDate;

constexpr unsigned kSeed = 20200110;

kit::Result<std::shared_ptr<const FactorWorld>> worldOf(kit::Catalog& catalog, kit::Pool& pool) {
    const auto inputs = loadModelInputs(catalog, pool, {"SP500", {"panel"}});
    if (!inputs) return kit::failAs(inputs);
    return buildWorld(*inputs, pool, {});
}

std::vector<std::string_view> rules(const kit::RawBars& raw) {
    return marketdata::refusedBars(
        {raw.security_type, raw.session, raw.open, raw.high, raw.low, raw.close, raw.adj_close, raw.volume});
}

std::unique_ptr<catalog::DuckDbCatalog> builtIn() {
    auto out = std::move(*catalog::DuckDbCatalog::open("", 2, 1LL << 30));
    for (const char* part : {"open", "panel"})
        if (!out->importDataset(std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo/" + part, rules, {}))
            throw std::runtime_error("the built-in data cannot be imported");
    return out;
}

template <class T>
std::string text(const kit::Result<T>& result) {
    if (!result) return "error: " + result.error().front().message;
    if constexpr (std::same_as<T, kit::Table>)
        return result->csv();
    else
        return kit::writeJson(*result);
}

/// What research says as of a date: rankings, clusters, a learnt mixture, tear sheets.
std::vector<std::string> researchOf(std::shared_ptr<const FactorWorld> world, kit::Catalog& catalog,
                                    kit::Pool& pool, SessionDate date) {
    const auto library = studyLibrary(std::move(world), catalog, pool, [] { return false; });
    if (!library) throw std::runtime_error(library.error().front().message);
    test::MemoryLedger ledger;
    test::FakeClock clock;
    const auto read_json = [](std::string_view json) { return api::readJson(json); };
    ResearchRecords records(ledger, clock, read_json);
    UserFactors users(ledger, clock, read_json);
    GuestShelf guests;
    std::vector<std::string> out;
    const auto ask = [&](const auto& request, auto* function) {
        kit::Call call;
        ResearchDesk desk{*library, **library, catalog, pool, records, users, guests, call};
        out.push_back(text(function(request, desk)));
        for (const auto& w : call.warnings)
            out.back() += "\n" + w.code + w.pointer + w.message + kit::toJson(w.args);
    };
    RankingRequest ranking;
    ranking.as_of = date;
    ask(ranking, answerRanking);
    LibraryRequest at_a_glance;
    at_a_glance.as_of = date;
    ask(at_a_glance, answerLibrary);
    FactorMapRequest map;
    map.as_of = date;
    ask(map, answerFactorMap);
    for (const char* method : {"sharpe_ratio", "ic", "risk_parity", "none"}) {
        SynthesizeRequest mix;
        mix.as_of = date;
        mix.symbols = {"AAPL", "XOM"};
        mix.factor_combination["momentum_12_1"] = 0.5;
        mix.factor_combination["gross_profitability"] = 0.5;
        mix.rebalancing.optimization_method = method;
        ask(mix, answerSynthesize);
    }
    UserFactorRequest own;
    own.factor_id = "vix_news";
    own.expression = "zscore(ts_beta(returns, macro(\"VIX\", 2, 24), 252)) * macro(\"VIX\", 2, 24)";
    if (!users.save(own)) throw std::runtime_error("the user's factor is not kept");
    SynthesizeRequest of_guests;
    of_guests.as_of = date;
    of_guests.synthesis_type = "of_guests";
    of_guests.factor_combination["vix_news"] = 0.5;
    of_guests.factor_combination["multi_source_composite_001"] = 0.5;
    of_guests.rebalancing.optimization_method = "ic";
    ask(of_guests, answerSynthesize);
    ranking.factors = {"vix_news", "of_guests_composite_001"};
    ask(ranking, answerRanking);
    TearSheetRequest sheet;
    sheet.as_of = date;
    for (const char* id : {"earnings_to_price", "beta_vix", "size", "multi_source_composite_001"}) {
        sheet.factor_id = id;
        ask(sheet, answerTearSheet);
    }
    sheet.factor_id.reset();
    sheet.expression = "-zscore(delta(close, 5)) * macro(\"VIX\")";
    ask(sheet, answerTearSheet);
    return out;
}

TEST(PointInTimeResearch, NothingThatResearchSaysDependsOnWhatCameAfter) {
    runtime::ThreadPool pool{2};
    const auto catalog = builtIn();
    const auto original = worldOf(*catalog, pool);
    ASSERT_TRUE(original);
    const auto cut_off = *SessionDate::parse("2018-05-01");
    test::PerturbedCatalog later(*catalog, cut_off, kSeed);
    const auto perturbed = worldOf(later, pool);
    ASSERT_TRUE(perturbed);
    const auto expected = researchOf(*original, *catalog, pool, cut_off);
    const auto found = researchOf(*perturbed, later, pool, cut_off);
    ASSERT_EQ(expected.size(), found.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_FALSE(expected[i].starts_with("error")) << i << expected[i];
        EXPECT_TRUE(expected[i] == found[i]) << "answer " << i;
    }
    const auto& in = *(*original)->inputs;
    const auto after = in.sessions[in.rowAtOrBefore(cut_off) + 60];
    EXPECT_NE(researchOf(*original, *catalog, pool, after), researchOf(*perturbed, later, pool, after));
}

} // namespace

} // namespace nautilus::factor
