// The risk model over the built-in data: parts that add up, portfolios that give the factors' returns, the
// same bytes for any number of threads, and its proof.

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/thread_lane.h"
#include "engines/factor/service/answers.h"
#include "engines/factor/service/risk_model.h"
#include "engines/factor/service/risk_proof.h"
#include "engines/kit/field_writer.h"
#include "engines/marketdata/kernel/bar_rules.h"
#include "engines/numerics/forecast_tests.h"

#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <gtest/gtest.h>

#include <numeric>

namespace nautilus::factor {

namespace {

const std::vector<std::string> kAll{"newey_west", "structural", "shrinkage", "eigenfactor",
                                    "volatility_regime"};

std::vector<std::string_view> rules(const kit::RawBars& raw) {
    return marketdata::refusedBars(
        {raw.security_type, raw.session, raw.open, raw.high, raw.low, raw.close, raw.adj_close, raw.volume});
}

runtime::ThreadPool& pool() {
    static runtime::ThreadPool kPool{2};
    return kPool;
}

ParallelFor parallel() {
    return onPool(pool(), 1);
}

/// The model of the built-in data; made once.
const FactorWorld& world() {
    static const auto kWorld = [] {
        auto catalog = std::move(*catalog::DuckDbCatalog::open("", 2, 1LL << 30));
        for (const char* part : {"open", "panel"})
            if (!catalog->importDataset(std::string(NAUTILUS_SOURCE_DIR) + "/resources/demo/" + part, rules,
                                        {}))
                throw std::runtime_error("the built-in data cannot be imported");
        const auto inputs = loadModelInputs(*catalog, pool(), {"SP500", {"panel"}});
        return *buildWorld(*inputs, pool(), {});
    }();
    return *kWorld;
}

RiskRequest question(const std::string& model, const std::string& horizon,
                     const std::vector<std::string>& adjustments) {
    RiskRequest request;
    request.date = *domain::SessionDate::parse("2019-06-28");
    request.model = model;
    request.horizon = horizon;
    request.adjustments = adjustments;
    request.weights["AAPL"] = 0.5;
    request.weights["JPM"] = 0.3;
    request.weights["XOM"] = 0.15;
    return request;
}

TEST(RiskModel, EveryChoiceAddsUpByFactorAndByStock) {
    for (const char* model : {"fundamental", "statistical"})
        for (const char* horizon : {"short", "long"})
            for (const auto& adjustments : {std::vector<std::string>{"none"}, {"newey_west"}, kAll})
                for (const bool benchmarked : {false, true}) {
                    SCOPED_TRACE(std::string(model) + " " + horizon + " " + adjustments.back());
                    kit::Call call;
                    auto request = question(model, horizon, adjustments);
                    if (benchmarked) request.benchmark = kit::Value("SP500");
                    const auto risk = answerRisk(world(), request, call, parallel());
                    ASSERT_TRUE(risk) << risk.error().front().message;
                    double factors = 0, stocks = 0;
                    for (const auto& part : risk->contributions) {
                        factors += part.contribution;
                        if (part.factor == "specific") continue;
                        EXPECT_NEAR(part.exposure * part.volatility * part.correlation, part.contribution,
                                    1e-15);
                        EXPECT_LE(std::abs(part.correlation), 1 + 1e-9) << part.factor;
                    }
                    for (const auto& part : risk->positions) {
                        stocks += part.contribution;
                        EXPECT_NEAR(part.weight * part.volatility * part.correlation, part.contribution,
                                    1e-15);
                    }
                    EXPECT_GT(risk->total_volatility, 0.02);
                    EXPECT_NEAR(factors, risk->total_volatility, 1e-14);
                    EXPECT_NEAR(stocks, risk->total_volatility, 1e-14);
                    EXPECT_NEAR(std::hypot(risk->factor_volatility, risk->specific_volatility),
                                risk->total_volatility, 1e-14);
                }
}

TEST(RiskModel, EachAdjustmentChangesTheAnswerAndOnlyWhatItIsAbout) {
    const auto ask = [](std::vector<std::string> adjustments) {
        kit::Call call;
        return *answerRisk(world(), question("fundamental", "short", adjustments), call, parallel());
    };
    const auto none = ask({"none"});
    EXPECT_NE(ask({"newey_west"}).total_volatility, none.total_volatility);
    EXPECT_EQ(ask({"shrinkage"}).factor_volatility, none.factor_volatility);
    EXPECT_NE(ask({"shrinkage"}).specific_volatility, none.specific_volatility);
    EXPECT_EQ(ask({"eigenfactor"}).specific_volatility, none.specific_volatility);
    EXPECT_NE(ask({"eigenfactor"}).factor_volatility, none.factor_volatility);
    const auto scaled = ask({"volatility_regime"});
    EXPECT_NE(scaled.factor_regime, 1);
    EXPECT_NEAR(scaled.factor_volatility, none.factor_volatility * scaled.factor_regime, 1e-14);
    EXPECT_NEAR(scaled.specific_volatility, none.specific_volatility * scaled.specific_regime, 1e-14);
}

TEST(RiskModel, NoneStandsAloneAndUnknownDatesAreRefused) {
    kit::Call call;
    const auto both = answerRisk(world(), question("fundamental", "short", {"none", "newey_west"}), call);
    ASSERT_FALSE(both);
    EXPECT_EQ(both.error().front().field, "/adjustments");
    auto early = question("fundamental", "short", kAll);
    early.date = *domain::SessionDate::parse("2015-02-02");
    EXPECT_EQ(answerRisk(world(), early, call).error().front().field, "/date");
    early.model = "statistical";
    early.date = *domain::SessionDate::parse("2015-06-01");
    kit::Call said;
    ASSERT_TRUE(answerRisk(world(), early, said));
    EXPECT_TRUE(std::ranges::any_of(said.warnings, [](const auto& w) { return w.code == "short_window"; }));
}

TEST(RiskModel, CovariancesArePositiveSemiDefinite) {
    for (const bool statistical : {false, true})
        for (const char* day : {"2016-03-01", "2017-07-03", "2020-01-10"}) {
            RiskSettings settings;
            settings.statistical = statistical;
            settings.eigenfactor = settings.volatility_regime = settings.shrinkage = true;
            settings.simulations = 10;
            const auto row = world().inputs->rowAtOrBefore(*domain::SessionDate::parse(day));
            const auto model = buildRiskModel(world(), row, settings, parallel());
            std::vector<std::size_t> known;
            for (std::size_t k = 0; k < model.factors.size(); ++k)
                if (!std::isnan(model.covariance.at(k, k))) known.push_back(k);
            const auto size = static_cast<Eigen::Index>(known.size());
            Eigen::MatrixXd f(size, size);
            for (Eigen::Index i = 0; i < size; ++i)
                for (Eigen::Index j = 0; j < size; ++j)
                    f(i, j) = model.covariance.at(known[static_cast<std::size_t>(i)],
                                                  known[static_cast<std::size_t>(j)]);
            const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(f);
            EXPECT_GT(solver.eigenvalues().minCoeff(), -1e-15 * solver.eigenvalues().maxCoeff()) << day;
            EXPECT_GE(size, 3) << day;
        }
}

TEST(RiskModel, TheSameBytesForAnyNumberOfThreads) {
    runtime::ThreadPool three{3};
    for (const char* model : {"fundamental", "statistical"}) {
        kit::Call call;
        const auto request = question(model, "long", kAll);
        EXPECT_EQ(kit::writeJson(*answerRisk(world(), request, call, sequential())),
                  kit::writeJson(*answerRisk(world(), request, call, onPool(three, 1))));
    }
}

TEST(Mimicking, ThePortfoliosHaveTheFactorsReturns) {
    const auto& in = *world().inputs;
    const auto& returns = world().joint_returns.fit.returns;
    std::size_t compared = 0;
    for (std::size_t row = in.first_model_row; row + 1 < in.rowCount(); row += 50) {
        MimickingRequest request;
        request.date = in.sessions[row];
        kit::Call call;
        const auto table = answerMimicking(world(), request, call);
        ASSERT_TRUE(table);
        const auto& symbols = std::get<kit::Table::Texts>(table->find("symbol")->cells);
        std::vector<std::size_t> at;
        for (const auto& symbol : symbols)
            at.push_back(in.columnOf(symbol));
        // Who has no return next day is not in that day's fit: such days have other portfolios.
        if (std::ranges::any_of(at, [&](auto i) { return std::isnan(in.returns.at(row + 1, i)); })) continue;
        for (std::size_t k = 0; k < world().joint_returns.factors.size(); ++k) {
            const auto* weights = table->find(world().joint_returns.factors[k]);
            if (!weights || std::isnan(returns.at(row + 1, k))) continue;
            const auto& cells = std::get<kit::Table::Numbers>(weights->cells);
            double sum = 0;
            for (std::size_t n = 0; n < at.size(); ++n)
                sum += cells[n] * in.returns.at(row + 1, at[n]);
            EXPECT_NEAR(sum, returns.at(row + 1, k), 1e-13)
                << in.sessions[row].iso() << world().joint_returns.factors[k];
            ++compared;
        }
    }
    EXPECT_GT(compared, 100U);
}

TEST(Mimicking, ComponentsAreHeldAloneAndWithTheLeastSpecificRisk) {
    MimickingRequest request;
    request.model = "statistical";
    kit::Call call;
    const auto table = answerMimicking(world(), request, call);
    ASSERT_TRUE(table);
    const auto row = world().inputs->rowCount() - 1;
    RiskSettings settings;
    settings.statistical = true;
    settings.newey_west = settings.structural = false;
    const auto model = buildRiskModel(world(), row, settings, sequential());
    const auto& symbols = std::get<kit::Table::Texts>(table->find("symbol")->cells);
    ASSERT_GT(symbols.size(), 300U);
    ASSERT_GT(model.factors.size(), 3U);
    const auto held = [&](std::size_t n) { return world().inputs->columnOf(symbols[n]); };
    for (std::size_t k = 0; k < model.factors.size(); ++k) {
        const auto& weights = std::get<kit::Table::Numbers>(table->find(model.factors[k])->cells);
        // Stationary: among all with these exposures the specific variance cannot be lowered, so that
        // s^2 w is a combination of the exposures; its residual against them is nothing.
        Eigen::MatrixXd x(static_cast<Eigen::Index>(symbols.size()),
                          static_cast<Eigen::Index>(model.factors.size()));
        Eigen::VectorXd slope(x.rows());
        for (std::size_t n = 0; n < symbols.size(); ++n) {
            for (std::size_t j = 0; j < model.factors.size(); ++j)
                x(static_cast<Eigen::Index>(n), static_cast<Eigen::Index>(j)) =
                    model.exposures.at(held(n), j);
            slope(static_cast<Eigen::Index>(n)) =
                model.specific.risk[held(n)] * model.specific.risk[held(n)] * weights[n];
        }
        for (std::size_t j = 0; j < model.factors.size(); ++j) {
            double exposure = 0;
            for (std::size_t n = 0; n < symbols.size(); ++n)
                exposure += weights[n] * model.exposures.at(held(n), j);
            EXPECT_NEAR(exposure, j == k ? 1.0 : 0.0, 1e-10)
                << model.factors[k] << " to " << model.factors[j];
        }
        const Eigen::VectorXd left = slope - x * x.colPivHouseholderQr().solve(slope);
        EXPECT_LT(left.norm(), 1e-10 * slope.norm()) << model.factors[k];
    }
    request.factors = {"style:momentum"};
    EXPECT_FALSE(answerMimicking(world(), request, call)) << "it is no component";
}

RiskProofRequest shortProof() {
    RiskProofRequest request;
    request.span = 21;
    request.portfolios = 3;
    request.simulations = 10;
    return request;
}

/// The proof of shortProof(); made once.
const RiskProofResult& proof() {
    static const RiskProofResult kProof = *proveRiskModel(world(), shortProof(), parallel(), {});
    return kProof;
}

TEST(RiskProof, TheSameBytesForAnyNumberOfThreads) {
    auto request = shortProof();
    request.every = 32;
    const auto one = proveRiskModel(world(), request, sequential(), {});
    ASSERT_TRUE(one) << one.error().front().message;
    EXPECT_EQ(kit::writeJson(*one), kit::writeJson(*proveRiskModel(world(), request, parallel(), {})));
    request.seed = 2;
    EXPECT_NE(kit::writeJson(*one), kit::writeJson(*proveRiskModel(world(), request, parallel(), {})));
}

TEST(RiskProof, ReadsNothingAfterItsEnd) {
    auto request = shortProof();
    request.end = *domain::SessionDate::parse("2019-03-29");
    const auto part = proveRiskModel(world(), request, parallel(), {});
    ASSERT_TRUE(part);
    EXPECT_LT(part->forecasts, proof().forecasts);
    // The months that both have are the same.
    std::size_t same = 0;
    for (const auto& moment : part->rolling)
        for (const auto& later : proof().rolling)
            if (later.date == moment.date && later.set == moment.set && later.variant == moment.variant) {
                EXPECT_EQ(later.bias, moment.bias) << moment.date.iso() << moment.set << moment.variant;
                ++same;
            }
    EXPECT_GT(same, 100U);
}

TEST(RiskProof, FirstScoreEqualsOneMadeOfTheAnswers) {
    // The country factor alone, basic model: forecasts from /covariance, returns from the fit.
    const auto& in = *world().inputs;
    std::vector<double> b;
    for (std::size_t row = in.first_model_row + 252; row + 21 < in.rowCount(); row += 21) {
        RiskSettings settings;
        settings.structural = settings.shrinkage = settings.eigenfactor = settings.volatility_regime = true;
        settings.simulations = 10;
        const auto model = buildRiskModel(world(), row, settings, parallel());
        double realised = 0;
        for (std::size_t t = row + 1; t <= row + 21; ++t)
            realised += world().joint_returns.fit.returns.at(t, 0);
        b.push_back(realised / std::sqrt(21 * model.covariance.at(0, 0)));
    }
    const auto found = std::ranges::find_if(
        proof().portfolios, [](const auto& p) { return p.set == "factor" && p.portfolio == "country"; });
    ASSERT_NE(found, proof().portfolios.end());
    EXPECT_EQ(static_cast<std::size_t>(found->observations), b.size());
    // The proof renews the simulated part every 21 forecasts, the answer at every date.
    EXPECT_NEAR(found->bias, numerics::biasStatistic(b), 0.02);
}

TEST(RiskProof, CanBeCancelledAndSaysWhenThereIsTooLittle) {
    const auto stopped =
        proveRiskModel(world(), shortProof(), sequential(), [](double, std::string_view) { return false; });
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().front().code, kit::ErrorCode::Cancelled);
    auto late = shortProof();
    late.start = *domain::SessionDate::parse("2019-06-28");
    EXPECT_EQ(proveRiskModel(world(), late, parallel(), {}).error().front().code,
              kit::ErrorCode::NotComputable);
}

} // namespace

} // namespace nautilus::factor
