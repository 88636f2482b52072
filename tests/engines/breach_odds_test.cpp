// The odds of a breach: logistic regression, calibration and the whole forecast against scikit-learn, scipy
// and pandas (tests/data/risk/make_forecast_goldens.py); a random walk against its own law.

#include "engines/numerics/calibration.h"
#include "engines/numerics/counter_random.h"
#include "engines/numerics/logistic.h"
#include "engines/numerics/normal.h"
#include "engines/risk/kernel/breach_odds.h"
#include "engines/risk/kernel/measure_path.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nautilus::risk {
namespace {

using namespace testing_tables;

const double kNan = std::nan("");
constexpr double kFit = 1e-6; ///< relative; what the libraries' optimisers reach

const std::vector<double>& forecastGolden(const std::string& name) {
    static const NamedArrays arrays = readArrays("risk/forecast_goldens.csv");
    return named(arrays, name);
}

/// Yesterday's returns in percent against whether the other stock rose today; the last 300 days.
struct Sample {
    Eigen::MatrixXd x{300, 3};
    Eigen::VectorXd y{300};
};
Sample sample() {
    Sample out;
    const auto& a = series("AAPL");
    const auto& j = series("JPM");
    const auto& x = series("XOM");
    const std::size_t from = a.returns.size() - 301;
    for (Eigen::Index i = 0; i < 300; ++i) {
        const auto t = from + static_cast<std::size_t>(i);
        out.x.row(i) << 100 * a.returns[t], 100 * j.returns[t], 100 * a.benchmark[t];
        out.y[i] = x.returns[t + 1] > 0 ? 1 : 0;
    }
    return out;
}

TEST(Logistic, IsThatOfScikitLearn) {
    const auto data = sample();
    for (const double ridge : {0.1, 30.0}) {
        const auto fit = numerics::fitLogistic(data.x, data.y, {ridge, false, 1, {}});
        ASSERT_TRUE(fit.converged);
        const auto& want = forecastGolden(ridge < 1 ? "logistic 0.1" : "logistic 30");
        EXPECT_NEAR(fit.intercept, want[0], kFit);
        for (Eigen::Index k = 0; k < 3; ++k)
            EXPECT_NEAR(fit.coefficients[k], want[static_cast<std::size_t>(k) + 1], kFit);
    }
}

TEST(Logistic, SaysWhenThereIsNothingToLearn) {
    const Eigen::MatrixXd x = Eigen::MatrixXd::Random(20, 2);
    const Eigen::VectorXd always = Eigen::VectorXd::Ones(20);
    EXPECT_FALSE(numerics::fitLogistic(x, always).converged);
    EXPECT_TRUE(numerics::fitLogistic(x, always, {1, true, 1, {}}).converged); // the ridge holds it
    EXPECT_FALSE(numerics::fitLogistic(Eigen::MatrixXd(0, 2), Eigen::VectorXd(0)).converged);
    // Separable without a ridge: the likelihood has no maximum, and nothing overflows.
    Eigen::MatrixXd line(4, 1);
    line << -2, -1, 1, 2;
    Eigen::VectorXd split(4);
    split << 0, 0, 1, 1;
    const auto fit = numerics::fitLogistic(line, split);
    EXPECT_TRUE(fit.coefficients.allFinite());
    EXPECT_GT(fit.probability(Eigen::VectorXd::Constant(1, 1)), 0.999);
}

TEST(Calibration, IsThatOfScikitLearn) {
    const auto y = sample().y;
    const auto& p = forecastGolden("calibration probabilities");
    const auto got = numerics::calibrationOf(p, {y.data(), 300}, 10);
    const auto& scores = forecastGolden("calibration scores");
    expectRelative(got.brier, scores[0], 1e-12, "brier");
    expectRelative(got.log_loss, scores[1], 1e-9, "log loss");
    expectRelative(got.base_rate, scores[2], 1e-12, "base rate");
    expectRelative(got.skill, scores[3], 1e-9, "skill");
    std::vector<double> observed, forecast;
    for (const auto& bin : got.bins)
        if (bin.count > 0) {
            observed.push_back(bin.observed);
            forecast.push_back(bin.forecast);
        }
    expectClose(observed, forecastGolden("calibration observed"), 1e-12, "observed");
    expectClose(forecast, forecastGolden("calibration forecast"), 1e-12, "forecast");
}

TEST(Calibration, IntervalsAreThoseOfStatsmodels) {
    for (const auto& [hits, n] : {std::pair{0, 7}, {3, 10}, {50, 50}}) {
        const auto& want = forecastGolden("wilson " + std::to_string(hits) + " " + std::to_string(n));
        const auto got = numerics::wilsonInterval(static_cast<double>(hits) / n, n);
        EXPECT_NEAR(got.lower, want[0], 1e-12);
        EXPECT_NEAR(got.upper, want[1], 1e-12);
    }
    EXPECT_TRUE(std::isnan(numerics::wilsonInterval(0.5, 0).lower));
    const auto none = numerics::calibrationOf({}, {}, 10);
    EXPECT_TRUE(std::isnan(none.brier) && std::isnan(none.skill) && std::isnan(none.expected_error));
}

/// 60 in AAPL, 30 in JPM, -20 in XOM, 30 in cash, over 900 days with a window of 250.
std::vector<std::vector<double>> heldPaths(const std::function<bool()>& cancelled = {}) {
    const std::vector<HeldPosition> held{{{"AAPL", "technology", "USD", 60, 1e9}, series("AAPL").returns},
                                         {{"JPM", "financials", "USD", 30, 1e9}, series("JPM").returns},
                                         {{"XOM", "energy", "USD", -20, 1e9}, series("XOM").returns}};
    const std::vector<LimitType> types{LimitType::PositionSize, LimitType::GrossExposure,
                                       LimitType::ValueAtRisk, LimitType::ExpectedShortfall,
                                       LimitType::Correlation};
    return measurePaths({held, 30, "USD", series("AAPL").benchmark}, types, {900, 250}, cancelled);
}

TEST(MeasurePaths, AreThoseOfAHeldBook) {
    const auto paths = heldPaths();
    const char* names[] = {"position_size", "gross_exposure", "var_limit", "expected_shortfall",
                           "correlation_limit"};
    for (std::size_t k = 0; k < 5; ++k) {
        std::vector<double> some;
        for (std::size_t t = 0; t < paths[k].size(); t += 60)
            some.push_back(paths[k][t]);
        expectClose(some, forecastGolden(std::string("path ") + names[k]), 1e-10, names[k]);
    }
    EXPECT_TRUE(heldPaths([] { return true; }).empty());
}

TEST(MeasurePaths, StopWhereTheValueWasGone) {
    // Ten in a stock that doubled, seven borrowed: the day before the stock was worth less than the debt.
    const std::vector<double> doubled{0.1, 1.0};
    const std::vector<HeldPosition> held{{{"AAA", "", "USD", 10, 1e9}, doubled}};
    const auto paths = measurePaths({held, -7, "USD", {}}, std::vector{LimitType::Leverage}, {2, 100}, {});
    ASSERT_EQ(paths[0].size(), 3U);
    EXPECT_DOUBLE_EQ(paths[0][2], 10.0 / 3);
    EXPECT_TRUE(std::isnan(paths[0][1]) && std::isnan(paths[0][0]));
}

void expectOdds(const std::vector<double>& path, double limit, std::size_t horizon, const std::string& name) {
    const auto odds = breachOdds(path, limit, {horizon, 1});
    const auto& want = forecastGolden("odds " + name);
    ASSERT_EQ(odds.state, OddsState::Forecast) << name;
    expectRelative(odds.distance, want[0], 1e-9, name);
    expectRelative(odds.reference, want[1], 1e-9, name);
    expectRelative(odds.probability, want[2], kFit, name);
    EXPECT_EQ(static_cast<double>(odds.scored_days), want[3]) << name;
    const auto learned = numerics::calibrationOf(odds.scored_probability, odds.scored_outcome, 10);
    expectRelative(learned.brier, want[4], kFit, name);
    expectRelative(numerics::calibrationOf(odds.scored_reference, odds.scored_outcome, 10).brier, want[5],
                   1e-9, name);
    expectRelative(learned.base_rate, want[7], 1e-12, name);
}

TEST(BreachOdds, AreThoseOfAnIndependentReimplementation) {
    const auto paths = heldPaths();
    expectOdds(paths[0], paths[0].back() * 1.02, 5, "position_size 5");
    expectOdds(paths[1], paths[1].back() * 1.01, 10, "gross_exposure 10");
    expectOdds(paths[2], paths[2].back() * 1.03, 20, "var_limit 20");
}

std::vector<double> randomWalk(std::uint64_t seed, std::size_t length) {
    const numerics::CounterRandom random(seed, 0);
    std::vector<double> path{0};
    for (std::size_t t = 0; t < length; ++t) {
        path.push_back(path.back() + 0.01 * numerics::normalQuantile(random.uniform(t)));
    }
    return path;
}

TEST(BreachOdds, OfARandomWalkAreItsOwnLawAndCalibrated) {
    std::vector<double> probability, outcome;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        const auto path = randomWalk(seed, 1500);
        const auto odds = breachOdds(path, path.back() + 0.03, {5, 1});
        EXPECT_NEAR(odds.probability, odds.reference, 0.1) << seed;
        probability.insert(probability.end(), odds.scored_probability.begin(), odds.scored_probability.end());
        outcome.insert(outcome.end(), odds.scored_outcome.begin(), odds.scored_outcome.end());
    }
    // 20 walks x 1,140 days / 5 = 4,560 independent outcomes a distance: a share is known to about 0.015.
    const auto calibration = numerics::calibrationOf(probability, outcome, 10);
    EXPECT_LT(calibration.expected_error, 0.02);
    for (const auto& bin : calibration.bins)
        if (bin.count > 5000) {
            EXPECT_NEAR(bin.forecast, bin.observed, 0.05) << bin.from;
        }
}

TEST(BreachOdds, FallWithTheDistanceAndKnowTheEnds) {
    const auto path = randomWalk(7, 1200);
    double before = 1;
    for (const double room : {0.0, 0.005, 0.01, 0.02, 0.04, 0.08, 0.5}) {
        const auto odds = breachOdds(path, path.back() + room, {5, 1});
        EXPECT_LE(odds.probability, before) << room;
        before = odds.probability;
    }
    EXPECT_LT(before, 1e-6);
    EXPECT_EQ(breachOdds(path, path.back() - 0.01).probability, 1);
    const auto still = breachOdds(std::vector<double>(900, 0.5), 0.6);
    EXPECT_EQ(still.state, OddsState::Still);
    EXPECT_EQ(still.probability, 0);
    const auto few = breachOdds(std::vector<double>(path.end() - 200, path.end()), path.back() + 0.01);
    EXPECT_EQ(few.state, OddsState::TooFewDays);
    EXPECT_TRUE(std::isnan(few.probability));
    EXPECT_EQ(breachOdds({}, 1).state, OddsState::TooFewDays);
    EXPECT_EQ(breachOdds(std::vector{0.1, kNan}, 1).state, OddsState::TooFewDays);
}

TEST(BreachOdds, ReadNothingOfTheDayAfter) {
    const auto path = randomWalk(3, 1200);
    const std::vector<double> cut(path.begin(), path.end() - 100);
    const auto now = breachOdds(cut, cut.back() + 0.02, {5, 1});
    // What stands before a gap is left out, and changes nothing.
    std::vector<double> with_gap{9, 9, kNan};
    with_gap.insert(with_gap.end(), cut.begin(), cut.end());
    const auto shifted = breachOdds(with_gap, cut.back() + 0.02, {5, 1});
    EXPECT_EQ(now.probability, shifted.probability);
    EXPECT_EQ(now.scored_from + 3, shifted.scored_from);
    EXPECT_LT(now.scored_to + 5, cut.size());
}

} // namespace
} // namespace nautilus::risk
