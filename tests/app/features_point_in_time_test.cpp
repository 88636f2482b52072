// Nothing that became knowable after a session changes any feature that is answered for it: the same
// questions to a catalog whose later content is random.

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/thread_lane.h"
#include "engines/features/service/fundamental_answers.h"
#include "engines/features/service/importance_answers.h"
#include "engines/kit/field_writer.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "tests/app/support/perturbed_catalog.h"

#include <gtest/gtest.h>

namespace nautilus::features {

namespace {

using domain::SessionDate;

std::vector<std::string_view> rules(const kit::RawBars& raw) {
    return marketdata::refusedBars(
        {raw.security_type, raw.session, raw.open, raw.high, raw.low, raw.close, raw.adj_close, raw.volume});
}

template <class T>
std::string text(const kit::Result<T>& result) {
    if (!result) return "error: " + result.error().front().message;
    if constexpr (std::same_as<T, kit::Table>)
        return result->csv();
    else
        return kit::writeJson(*result);
}

std::vector<std::string> answersOf(kit::Catalog& catalog, kit::Pool& pool, SessionDate at) {
    const auto world = loadFeatureWorld(catalog);
    if (!world) return {"error: no world"};
    kit::Call call;
    std::vector<std::string> out;
    for (const char* symbol : {"AAPL", "XOM", "JPM"}) {
        TechnicalRequest technical;
        technical.symbol = symbol;
        technical.as_of = at;
        out.push_back(text(answerTechnical(**world, catalog, technical, call)));
        FundamentalRequest fundamental;
        fundamental.symbol = symbol;
        fundamental.as_of = at;
        out.push_back(text(answerFundamental(**world, catalog, pool, fundamental, call)));
        SeriesRequest series;
        series.symbol = symbol;
        series.indicators = {"rsi:14", "macd", "candle_doji"};
        series.as_of = at;
        out.push_back(text(answerSeries(**world, catalog, series, call)));
    }
    BatchRequest batch;
    batch.universe = "SP500";
    batch.calculation_date = at;
    const auto table = answerBatch(**world, catalog, pool, batch, call);
    out.push_back(table ? table->csv() : text(table));
    ImportanceRequest importance;
    importance.features = {"rsi_14", "pe_ratio", "macd", "volume_ratio"};
    importance.analysis_period = "3M";
    importance.max_observations = 5'000;
    importance.as_of = at;
    out.push_back(text(answerImportance(**world, catalog, pool, importance, call)));
    for (const auto& warning : call.warnings)
        out.push_back(warning.code + warning.pointer + warning.message);
    return out;
}

TEST(FeaturesPointInTime, AnswersDoNotDependOnWhatCameAfter) {
    constexpr unsigned kSeed = 20191231;
    runtime::ThreadPool pool{2};
    auto catalog = std::move(*catalog::DuckDbCatalog::open("", 2, 1LL << 30));
    ASSERT_TRUE(
        catalog->importDataset(std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo/panel", rules, {}));
    const auto cut_off = *SessionDate::parse("2018-05-01");
    SCOPED_TRACE("seed " + std::to_string(kSeed));
    test::PerturbedCatalog later(*catalog, cut_off, kSeed);
    const auto expected = answersOf(*catalog, pool, cut_off);
    const auto found = answersOf(later, pool, cut_off);
    ASSERT_EQ(expected.size(), found.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        EXPECT_FALSE(expected[i].starts_with("error")) << expected[i];
        EXPECT_TRUE(expected[i] == found[i]) << i << "\n" << expected[i] << "\n" << found[i];
    }
    // The other way round: what came after did change, or the test shows nothing.
    const auto after = *SessionDate::parse("2018-06-15");
    EXPECT_NE(answersOf(*catalog, pool, after), answersOf(later, pool, after));
}

} // namespace

} // namespace nautilus::features
