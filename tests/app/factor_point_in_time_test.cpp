// Nothing that became knowable after a session changes anything that is answered for it or before: the whole
// model is built twice, the second time from a catalog whose later content is random.

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/kernel/macro_transform.h"
#include "engines/factor/service/answers.h"
#include "engines/factor/service/expression_fields.h"
#include "engines/factor/service/expression_library.h"
#include "engines/kit/field_writer.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "tests/app/support/perturbed_catalog.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <fstream>

namespace nautilus::factor {

namespace {

using domain::Matrix;
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

/// Asks one question after the other and keeps the answers as text, with their warnings.
class Interview {
public:
    Interview(const FactorWorld& world, SessionDate date, kit::Pool& pool)
        : world_(world), date_(date), pool_(pool) {}

    /// Everything that can be asked about the date and before.
    std::vector<std::pair<std::string, std::string>> run() {
        for (const char* set : {"joint", "two_stage"}) {
            askExposures(set);
            askReturns(set);
        }
        askOtherSettings();
        for (const char* horizon : {"short", "long"})
            askRisk(horizon);
        CalculateRequest calculate;
        calculate.symbols = {"AAPL", "MSFT", "GOOGL", "XOM", "T", "BHF"};
        calculate.as_of = date_;
        add("calculate", [&](kit::Call& c) { return answerCalculate(world_, calculate, c); });
        return std::move(out_);
    }

private:
    template <class Ask>
    void add(const std::string& name, Ask ask) {
        kit::Call call;
        auto answer = text(ask(call));
        for (const auto& w : call.warnings)
            answer += "\n" + w.code + w.pointer + w.message + kit::toJson(w.args);
        out_.emplace_back(name, std::move(answer));
    }

    void askExposures(const std::string& set) {
        ExposuresRequest request;
        request.date = request.as_of = date_;
        request.set = set;
        add("exposures " + set, [&](kit::Call& c) { return answerExposures(world_, request, c); });
        request.regression_inputs = true;
        add("regression inputs " + set, [&](kit::Call& c) { return answerExposures(world_, request, c); });
        ExposureHistoryRequest history;
        history.symbol = "MSFT";
        history.set = set;
        history.end = date_;
        add("history " + set, [&](kit::Call& c) { return answerExposureHistory(world_, history, c); });
    }

    void askReturns(const std::string& set) {
        const auto& model = set == "joint" ? world_.joint_returns : world_.two_stage_returns;
        ReturnsRequest span;
        span.estimator = set;
        span.end = span.as_of = date_;
        add("returns " + set, [&](kit::Call& c) { return answerReturns(world_, model, span, c); });
        add("statistics " + set, [&](kit::Call& c) { return answerStatistics(world_, model, span, c); });
        add("correlation " + set, [&](kit::Call& c) { return answerCorrelation(world_, model, span, c); });
    }

    void askOtherSettings() {
        ReturnsRequest request;
        request.estimator = "two_stage";
        request.as_of = date_;
        request.winsor_factor = 0.02;
        request.residualise_styles = false;
        const auto model = twoStageModel(*world_.inputs, world_.two_stage, {0.02, false}, onPool(pool_, 16));
        add("returns of other settings",
            [&](kit::Call& c) { return answerReturns(world_, model, request, c); });
    }

    void askRisk(const std::string& horizon) {
        CovarianceRequest request;
        request.date = date_;
        request.horizon = horizon;
        add("covariance", [&](kit::Call& c) { return answerCovariance(world_, request, c); });
        add("specific risk", [&](kit::Call& c) { return answerSpecificRisk(world_, request, c); });
        RiskRequest risk;
        risk.date = date_;
        risk.horizon = horizon;
        risk.benchmark = kit::Value("SP500");
        risk.weights["AAPL"] = 0.5;
        risk.weights["JPM"] = 0.3;
        add("risk", [&](kit::Call& c) { return answerRisk(world_, risk, c); });
        risk.adjustments = {"newey_west", "structural", "shrinkage", "eigenfactor", "volatility_regime"};
        add("full risk", [&](kit::Call& c) { return answerRisk(world_, risk, c); });
        risk.model = "statistical";
        add("statistical risk", [&](kit::Call& c) { return answerRisk(world_, risk, c); });
        RiskExposuresRequest exposures;
        exposures.date = date_;
        exposures.horizon = horizon;
        exposures.model = "statistical";
        add("components", [&](kit::Call& c) { return answerRiskExposures(world_, exposures, c); });
        MimickingRequest mimicking;
        mimicking.date = date_;
        add("mimicking", [&](kit::Call& c) { return answerMimicking(world_, mimicking, c); });
        mimicking.model = "statistical";
        add("components' portfolios", [&](kit::Call& c) { return answerMimicking(world_, mimicking, c); });
    }

    const FactorWorld& world_;
    SessionDate date_;
    kit::Pool& pool_;
    std::vector<std::pair<std::string, std::string>> out_;
};

std::vector<std::pair<std::string, std::string>> answersOf(const FactorWorld& world, SessionDate date,
                                                           kit::Pool& pool) {
    return Interview(world, date, pool).run();
}

template <class Panel>
void expectSameRows(const Panel& a, const Panel& b, std::size_t rows, const char* what) {
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
    expectSameRows(f.shares, g.shares, rows, "shares");
    expectSameRows(f.days_since_filing, g.days_since_filing, rows, "days_since_filing");
    for (std::size_t r = 0; r < rows; ++r) {
        ASSERT_EQ(a.risk_free[r], b.risk_free[r]) << "risk free " << a.sessions[r].iso();
        ASSERT_TRUE(std::ranges::equal(a.in_universe.row(r), b.in_universe.row(r))) << a.sessions[r].iso();
    }
}

/// Every factor of the library that an expression defines, and expressions as a user writes them.
std::vector<std::pair<std::string, std::string>> allExpressions() {
    std::vector<std::pair<std::string, std::string>> out;
    for (const auto& each : expressionFactors())
        out.emplace_back(each.id, each.expression);
    std::ifstream file(NAUTILUS_TEST_DATA "/expressions/expressions.txt");
    for (std::string line; std::getline(file, line);)
        if (const auto tab = line.find('\t'); tab != std::string::npos)
            out.emplace_back(line.substr(0, tab), line.substr(tab + 1));
    for (int code = 1; code <= kLastTransform; ++code) {
        const auto series = "macro(\"INDPRO\", " + std::to_string(code);
        out.emplace_back(series + ")", "close * " + series + ")");
        out.emplace_back(series + ", 12)", "close * " + series + ", 12)");
    }
    return out;
}

using Named = std::vector<std::pair<std::string, Matrix>>;

/// Values of some expressions for the sessions before `rows`.
Named valuesOf(std::span<const std::pair<std::string, std::string>> expressions, const ModelInputs& in,
               kit::Catalog& catalog, std::size_t rows, kit::Pool& pool) {
    ExpressionProgram program(*expressionFields(in, catalog));
    Named out;
    for (const auto& [name, text] : expressions)
        if (program.add(text).problems.empty()) out.emplace_back(name, Matrix{});
    const auto values = *ExpressionValues::of(in, catalog, program, {0, in.rowCount()}, onPool(pool, 1));
    auto found = evaluate(program,
                          {.sessions = in.rowCount(),
                           .stocks = in.stockCount(),
                           .fields = values.values(),
                           .universe = in.in_universe.view(),
                           .wanted = {0, rows}},
                          onPool(pool, 1));
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i].second = std::move(found[i]);
    return out;
}

/// All rows up to the cut-off, bit by bit; beyond it what came after is seen, or the test shows nothing.
void expectSameExpressions(const ModelInputs& a, kit::Catalog& first, const ModelInputs& b,
                           kit::Catalog& second, std::size_t rows, kit::Pool& pool) {
    const auto all = allExpressions();
    constexpr std::size_t kTogether = 24; // so many matrices of the whole history are in memory
    std::size_t compared = 0;
    std::size_t differ_later = 0;
    for (std::size_t begin = 0; begin < all.size(); begin += kTogether) {
        const auto some = std::span(all).subspan(begin, std::min(kTogether, all.size() - begin));
        const auto later = std::min(rows + 30, a.rowCount());
        const auto expected = valuesOf(some, a, first, later, pool);
        const auto found = valuesOf(some, b, second, later, pool);
        ASSERT_EQ(expected.size(), found.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            expectSameRows(expected[i].second, found[i].second, rows, expected[i].first.c_str());
            const auto last = expected[i].second.row(later - 1);
            differ_later +=
                std::memcmp(last.data(), found[i].second.row(later - 1).data(), last.size_bytes()) != 0;
        }
        compared += expected.size();
    }
    EXPECT_GE(compared, expressionFactors().size() + 84) << "what does not compile is not compared";
    EXPECT_GE(differ_later, compared / 2);
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
    expectSameExpressions(in, *original.catalog, *(*perturbed)->inputs, later, rows, original.pool);
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
