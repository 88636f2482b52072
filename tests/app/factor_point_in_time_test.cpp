// Nothing that became knowable after a session changes anything that is answered for it or before: the whole
// model is built twice, the second time from a catalog whose later content is random.

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/service/answers.h"
#include "engines/kit/field_writer.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "tests/app/support/perturbed_catalog.h"

#include <gtest/gtest.h>

#include <cstring>

namespace nautilus::factor {

namespace {

using domain::Matrix;
using domain::SessionDate;

constexpr unsigned kSeed = 20200110;

kit::Result<std::shared_ptr<const FactorWorld>> worldOf(kit::Catalog& catalog, kit::Pool& pool) {
    const auto inputs = loadModelInputs(catalog, pool, "SP500");
    if (!inputs) return kit::failAs(inputs);
    return buildWorld(*inputs, pool, {});
}

std::vector<std::string_view> rules(const kit::RawBars& raw) {
    return marketdata::refusedBars(
        {raw.security_type, raw.session, raw.open, raw.high, raw.low, raw.close, raw.adj_close, raw.volume});
}

/// The built-in data and the model built from it; made once.
struct Original {
    runtime::ThreadPool pool{2};
    std::unique_ptr<catalog::DuckDbCatalog> catalog;
    std::shared_ptr<const FactorWorld> world;

    static Original& get() {
        static Original kOne;
        return kOne;
    }

private:
    Original() {
        catalog = std::move(*catalog::DuckDbCatalog::open("", 2, 1LL << 30));
        for (const char* part : {"open", "panel"})
            if (!catalog->importDataset(std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo/" + part, rules,
                                        {}))
                throw std::runtime_error("the built-in data cannot be imported");
        world = *worldOf(*catalog, pool);
    }
};

template <class T>
std::string text(const kit::Result<T>& result) {
    if (!result) return "error: " + result.error().front().message;
    if constexpr (std::same_as<T, kit::Table>)
        return result->csv();
    else
        return kit::writeJson(*result);
}

/// Everything that can be asked about `date` and before, as text, with its warnings.
std::vector<std::pair<std::string, std::string>> answersOf(const FactorWorld& world, SessionDate date,
                                                           kit::Pool& pool) {
    std::vector<std::pair<std::string, std::string>> out;
    const auto add = [&](std::string name, auto&& ask) {
        kit::Call call;
        auto answer = text(ask(call));
        for (const auto& w : call.warnings)
            answer += "\n" + w.code + w.pointer + w.message + kit::toJson(w.args);
        out.emplace_back(std::move(name), std::move(answer));
    };
    for (const char* set : {"joint", "two_stage"}) {
        for (const bool inputs : {false, true})
            add(std::string("exposures ") + set, [&](kit::Call& c) {
                return answerExposures(
                    world, {.date = date, .as_of = date, .set = set, .regression_inputs = inputs}, c);
            });
        const auto& model = std::string_view(set) == "joint" ? world.joint_returns : world.two_stage_returns;
        const ReturnsRequest span{.estimator = set, .end = date, .as_of = date};
        add(std::string("returns ") + set,
            [&](kit::Call& c) { return answerReturns(world, model, span, c); });
        add(std::string("statistics ") + set,
            [&](kit::Call& c) { return answerStatistics(world, model, span, c); });
        add(std::string("correlation ") + set,
            [&](kit::Call& c) { return answerCorrelation(world, model, span, c); });
        add(std::string("history ") + set, [&](kit::Call& c) {
            return answerExposureHistory(world, {.symbol = "MSFT", .set = set, .end = date}, c);
        });
    }
    const TwoStageSettings settings{0.02, false};
    const ReturnsRequest other{.estimator = "two_stage", .as_of = date, .winsor_factor = 0.02};
    const auto model = twoStageModel(*world.inputs, world.two_stage, settings, onPool(pool, 16));
    add("returns of other settings", [&](kit::Call& c) { return answerReturns(world, model, other, c); });
    for (const char* horizon : {"short", "long"}) {
        const CovarianceRequest request{.date = date, .horizon = horizon};
        add("covariance", [&](kit::Call& c) { return answerCovariance(world, request, c); });
        add("specific risk", [&](kit::Call& c) { return answerSpecificRisk(world, request, c); });
    }
    RiskRequest risk{.date = date, .benchmark = kit::Value("SP500")};
    risk.weights["AAPL"] = 0.5;
    risk.weights["JPM"] = 0.3;
    add("risk", [&](kit::Call& c) { return answerRisk(world, risk, c); });
    add("calculate", [&](kit::Call& c) {
        return answerCalculate(world,
                               {.symbols = {"AAPL", "MSFT", "GOOGL", "XOM", "T", "BHF"}, .as_of = date}, c);
    });
    return out;
}

void expectSameRows(const Matrix& a, const Matrix& b, std::size_t rows, const char* what) {
    ASSERT_EQ(a.columns(), b.columns()) << what;
    EXPECT_EQ(std::memcmp(a.values().data(), b.values().data(), rows * a.columns() * sizeof(double)), 0)
        << what;
}

void expectSameInputs(const ModelInputs& a, const ModelInputs& b, std::size_t rows) {
    expectSameRows(a.close, b.close, rows, "close");
    expectSameRows(a.returns, b.returns, rows, "returns");
    expectSameRows(a.turnover, b.turnover, rows, "turnover");
    expectSameRows(a.market_cap, b.market_cap, rows, "market_cap");
    expectSameRows(a.company_cap, b.company_cap, rows, "company_cap");
    expectSameRows(a.dividends, b.dividends, rows, "dividends");
    const auto &f = a.fundamentals, &g = b.fundamentals;
    expectSameRows(f.equity, g.equity, rows, "equity");
    expectSameRows(f.net_income, g.net_income, rows, "net_income");
    expectSameRows(f.eps_growth, g.eps_growth, rows, "eps_growth");
    expectSameRows(f.days_since_filing, g.days_since_filing, rows, "days_since_filing");
    for (std::size_t r = 0; r < rows; ++r) {
        ASSERT_EQ(a.risk_free[r], b.risk_free[r]) << "risk free " << a.sessions[r].iso();
        ASSERT_TRUE(std::ranges::equal(a.in_universe.row(r), b.in_universe.row(r))) << a.sessions[r].iso();
    }
}

class PointInTime : public testing::TestWithParam<const char*> {};

TEST_P(PointInTime, AnswersUpToASessionDoNotDependOnWhatCameAfter) {
    auto& original = Original::get();
    const auto cut_off = *SessionDate::parse(GetParam());
    SCOPED_TRACE("seed " + std::to_string(kSeed) + ", cut-off " + cut_off.iso());
    test::PerturbedCatalog later(*original.catalog, cut_off, kSeed);
    const auto perturbed = worldOf(later, original.pool);
    ASSERT_TRUE(perturbed);
    const auto& in = *original.world->inputs;
    const auto rows = in.rowAtOrBefore(cut_off) + 1;
    expectSameInputs(in, *(*perturbed)->inputs, rows);
    std::vector<SessionDate> dates{cut_off};
    std::mt19937_64 random(kSeed);
    for (int i = 0; i < 2; ++i)
        dates.push_back(in.sessions[std::uniform_int_distribution<std::size_t>(100, rows - 1)(random)]);
    for (const auto date : dates) {
        const auto expected = answersOf(*original.world, date, original.pool);
        const auto found = answersOf(**perturbed, date, original.pool);
        ASSERT_EQ(expected.size(), found.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            EXPECT_FALSE(expected[i].second.starts_with("error")) << expected[i].first << expected[i].second;
            EXPECT_TRUE(expected[i].second == found[i].second) << expected[i].first << " of " << date.iso();
        }
    }
    // The other way round: what came after did change, or the test shows nothing.
    const auto after = in.sessions[std::min(rows + 30, in.rowCount() - 1)];
    EXPECT_NE(answersOf(*original.world, after, original.pool), answersOf(**perturbed, after, original.pool));
}

// A year's middle, a month's first session (macro values are published days later), and after all windows are
// full.
INSTANTIATE_TEST_SUITE_P(CutOff, PointInTime, testing::Values("2016-06-15", "2018-05-01", "2019-08-02"));

} // namespace

} // namespace nautilus::factor
