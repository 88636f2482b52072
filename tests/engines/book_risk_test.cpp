// Parts of a book's value at risk, conditional moves, reverse stress and rolling forecasts against numpy and
// scipy (tests/data/risk/make_limit_goldens.py) and against what must hold for any book.

#include "engines/risk/kernel/back_tests.h"
#include "engines/risk/kernel/book_risk.h"
#include "engines/risk/kernel/rolling_forecasts.h"
#include "tests/engines/return_tables.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>

namespace nautilus::risk {
namespace {

using namespace testing_tables;
using domain::Matrix;

/// AAPL, JPM, XOM side by side.
Matrix threeStocks() {
    const std::string names[] = {"AAPL", "JPM", "XOM"};
    Matrix out(series("AAPL").returns.size(), 3);
    for (std::size_t n = 0; n < 3; ++n)
        for (std::size_t t = 0; t < out.rows(); ++t)
            out.at(t, n) = series(names[n]).returns[t];
    return out;
}

const std::vector<double> kWeights{0.5, 0.4, -0.2};

void expectAll(const std::vector<double>& got, const std::string& name, double tolerance = 1e-10) {
    const auto& want = lossGolden(name);
    ASSERT_EQ(got.size(), want.size()) << name;
    for (std::size_t i = 0; i < got.size(); ++i)
        expectRelative(got[i], want[i], tolerance, name + " " + std::to_string(i));
}

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(BookRisk, PartsAreThoseOfNumpyAndAddUp) {
    const auto model = historicalModel(threeStocks().view());
    const auto parts = riskParts(model, kWeights, 0.99, {});
    expectAll({parts.value_at_risk, parts.expected_shortfall}, "book risk total");
    expectAll(parts.marginal, "book risk marginal");
    expectAll(parts.component, "book risk component");
    expectAll(parts.incremental, "book risk incremental");
    EXPECT_NEAR(sum(parts.component), parts.value_at_risk, 1e-15);
    EXPECT_NEAR(sum(parts.by_factor) + parts.specific, parts.value_at_risk, 1e-15);
    const auto ten = riskParts(model, kWeights, 0.99, {10});
    EXPECT_NEAR(ten.value_at_risk, parts.value_at_risk * std::sqrt(10.0), 1e-15);
}

TEST(BookRisk, TailPartsAddUpToTheShortfall) {
    const auto tail = tailParts(threeStocks().view(), kWeights, 0.99);
    expectAll({tail.expected_shortfall}, "book risk tail");
    expectAll(tail.component, "book risk tail component");
    EXPECT_NEAR(sum(tail.component), tail.expected_shortfall, 1e-15);
}

TEST(BookRisk, SimulationMeetsTheNormalLawWithinItsError) {
    const auto model = historicalModel(threeStocks().view());
    const auto exact = riskParts(model, kWeights, 0.99, {});
    const auto simulated = simulatedRisk(model, kWeights, 0.99, {}, {50'000, 3, 0});
    EXPECT_NEAR(simulated.risk.value_at_risk, exact.value_at_risk, 3 * simulated.standard_error);
    EXPECT_NEAR(sum(simulated.component), simulated.risk.expected_shortfall, 1e-12);
    const auto again = simulatedRisk(model, kWeights, 0.99, {}, {50'000, 3, 0});
    EXPECT_EQ(simulated.risk.value_at_risk, again.risk.value_at_risk) << "the same seed, the same bytes";
}

TEST(BookRisk, AHoleInTheHistoryLeavesItsDayOut) {
    auto holed = threeStocks();
    Matrix shorter(holed.rows() - 1, 3);
    for (std::size_t t = 0; t + 1 < holed.rows(); ++t)
        for (std::size_t n = 0; n < 3; ++n)
            shorter.at(t, n) = holed.at(t + (t >= 100 ? 1 : 0), n);
    holed.at(100, 1) = domain::kMissing;
    EXPECT_EQ(riskParts(historicalModel(holed.view()), kWeights, 0.99, {}).value_at_risk,
              riskParts(historicalModel(shorter.view()), kWeights, 0.99, {}).value_at_risk);
}

TEST(ReverseStress, IsTheMostLikelyDayThatLosesSoMuch) {
    const auto model = historicalModel(threeStocks().view());
    const auto found = reverseStress(model, kWeights, 0.1);
    expectAll(found.moves, "reverse moves");
    expectAll({found.distance}, "reverse distance");
    double loss = 0;
    for (std::size_t n = 0; n < 3; ++n)
        loss -= kWeights[n] * found.moves[n];
    EXPECT_NEAR(loss, 0.1, 1e-15);
}

TEST(ConditionalMoves, AreTheRegressionOnWhatIsShocked) {
    const auto stocks = threeStocks();
    Matrix drivers(stocks.rows(), 1);
    for (std::size_t t = 0; t < stocks.rows(); ++t)
        drivers.at(t, 0) = series("AAPL").benchmark[t];
    const std::vector<double> shock{-0.1};
    expectAll(conditionalMoves(drivers.view(), stocks.view(), shock), "conditional moves");
    const auto model = historicalModel(stocks.view());
    const std::vector<std::size_t> first{0};
    const auto moves = conditionalMoves(model.covariance.view(), first, shock);
    EXPECT_EQ(moves[0], -0.1) << "what is shocked moves as given";
    EXPECT_NEAR(moves[1], -0.1 * model.covariance.at(1, 0) / model.covariance.at(0, 0), 1e-15);
}

TEST(ConditionalMoves, CannotTellTheSameThingTwice) {
    Matrix same(2, 2);
    same.at(0, 0) = same.at(0, 1) = same.at(1, 0) = same.at(1, 1) = 0.04;
    const std::vector<std::size_t> both{0, 1};
    const std::vector<double> shocks{0.1, 0.2};
    for (const double move : conditionalMoves(same.view(), both, shocks))
        EXPECT_TRUE(std::isnan(move));
}

TEST(RollingForecasts, ReadNothingOfTheDayThatTheyForecast) {
    auto returns = series("AAPL").returns;
    const auto before = rollingForecasts(ForecastMethod::Historical, returns, 250, 0.99);
    returns[700] = -0.9;
    const auto after = rollingForecasts(ForecastMethod::Historical, returns, 250, 0.99);
    for (std::size_t t = 0; t <= 700; ++t)
        EXPECT_TRUE(before.value_at_risk[t] == after.value_at_risk[t] ||
                    (std::isnan(before.value_at_risk[t]) && std::isnan(after.value_at_risk[t])))
            << t;
    EXPECT_NE(before.value_at_risk[701], after.value_at_risk[701]);
    EXPECT_TRUE(std::isnan(before.value_at_risk[249]));
    EXPECT_FALSE(std::isnan(before.value_at_risk[250]));
}

TEST(RollingForecasts, AreThoseOfNumpyAndSoAreTheTests) {
    const auto& returns = series("AAPL").returns;
    const auto made = rollingForecasts(ForecastMethod::Historical, returns, 250, 0.99);
    expectAll({made.value_at_risk[250], made.value_at_risk[600], made.value_at_risk.back()}, "rolling var");
    const auto test = coverageTest(returns, made.value_at_risk, 0.99);
    expectAll({static_cast<double>(test.observations), static_cast<double>(test.exceptions), test.kupiec,
               test.kupiec_p},
              "rolling coverage", 1e-8);
}

TEST(RiskOf, ScalesWhatIsIndependentAndCompoundsWhatIsHistory) {
    const auto& returns = series("JPM").returns;
    for (const auto method : {ForecastMethod::Normal, ForecastMethod::Student, ForecastMethod::Historical,
                              ForecastMethod::AgeWeighted, ForecastMethod::Filtered}) {
        const auto one = riskOf(method, returns, 0.99, 1), ten = riskOf(method, returns, 0.99, 10);
        EXPECT_GT(one.expected_shortfall, one.value_at_risk);
        EXPECT_GT(ten.value_at_risk, one.value_at_risk);
    }
}

} // namespace
} // namespace nautilus::risk
