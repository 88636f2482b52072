// Value at risk, its contributions, its simulation and its back-tests against scipy and numpy.

#include "engines/numerics/counter_random.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/sobol.h"
#include "engines/numerics/student_t.h"
#include "engines/risk/kernel/back_tests.h"
#include "engines/risk/kernel/factor_monte_carlo.h"
#include "engines/risk/kernel/risk_contributions.h"
#include "engines/risk/kernel/value_at_risk.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nautilus::risk {
namespace {

using namespace testing_tables;

const double kNan = std::nan("");
constexpr double kTight = 1e-9;

void expectGolden(double got, const std::string& name, double tolerance = kTight) {
    expectRelative(got, lossGolden(name).front(), tolerance, name);
}

TEST(StudentT, IsThatOfScipy) {
    for (const std::string degrees : {"0.7", "2.5", "4", "30", "1e+06"}) {
        const double nu = std::stod(degrees);
        std::vector<double> cdf, quantile;
        for (const double t : {-40.0, -3.0, -1.0, -0.1, 0.0, 2.0})
            cdf.push_back(numerics::studentCdf(t, nu));
        for (const double p : {1e-8, 0.01, 0.05, 0.3, 0.9})
            quantile.push_back(numerics::studentQuantile(p, nu));
        for (std::size_t i = 0; i < cdf.size(); ++i) {
            const double want = lossGolden("student " + degrees + " cdf")[i];
            EXPECT_NEAR(cdf[i], want, 1e-9 * want + 1e-300) << degrees << " " << i;
        }
        for (std::size_t i = 0; i < quantile.size(); ++i)
            expectRelative(quantile[i], lossGolden("student " + degrees + " quantile")[i], kTight, degrees);
    }
    EXPECT_TRUE(std::isnan(numerics::studentQuantile(0, 3)));
    EXPECT_TRUE(std::isnan(numerics::studentCdf(1, 0)));
}

TEST(Sobol, IsThatOfScipyAndAddressable) {
    const numerics::SobolSequence plain(64), scrambled(64, 9);
    for (const std::size_t d : {0U, 1U, 2U, 19U, 63U}) {
        std::vector<double> points(32);
        plain.fill(d, 0, points);
        expectClose(points, lossGolden("sobol " + std::to_string(d)), 0, "sobol");
        std::vector<double> all(1024), part(100);
        scrambled.fill(d, 0, all);
        scrambled.fill(d, 700, part);
        EXPECT_TRUE(std::equal(part.begin(), part.end(), all.begin() + 700));
        // Scrambling keeps one point in each of 1024 equal intervals.
        std::vector<int> hits(1024);
        for (const double u : all)
            ++hits[static_cast<std::size_t>(u * 1024)];
        EXPECT_EQ(std::count(hits.begin(), hits.end(), 1), 1024) << d;
    }
}

TEST(ValueAtRisk, IsThatOfScipy) {
    for (const std::string name : {"AAPL", "JPM", "XOM"}) {
        const auto& r = series(name).returns;
        const auto m = numerics::moments(r);
        const auto shape = numerics::shape(r);
        const auto fit = numerics::fitStudent(r);
        expectGolden(fit.degrees, name + "|student_t_mle|df", 1e-4);
        expectGolden(fit.scale, name + "|student_t_mle|scale", 1e-4);
        EXPECT_GE(fit.log_likelihood, lossGolden(name + "|student_t_mle|loglik").front() - 1e-6);
        for (const double c : {0.95, 0.99}) {
            const std::string at = c == 0.95 ? "_0.95|" : "_0.99|";
            const auto normal = normalRisk(m.mean, m.deviation, c);
            expectGolden(normal.value_at_risk, name + "|normal" + at + "VaR");
            expectGolden(normal.expected_shortfall, name + "|normal" + at + "ES");
            const auto expanded =
                cornishFisherRisk(m.mean, m.deviation, shape.skewness, shape.excess_kurtosis, c);
            expectGolden(expanded.quantile, name + "|cornish_fisher" + at + "z");
            expectGolden(expanded.risk.value_at_risk, name + "|cornish_fisher" + at + "VaR");
            const auto student = studentRisk(lossGolden(name + "|student_t_mle|loc")[0],
                                             lossGolden(name + "|student_t_mle|scale")[0],
                                             lossGolden(name + "|student_t_mle|df")[0], c);
            // scipy's own t quantile is good to 1e-8.
            expectGolden(student.value_at_risk, name + "|student_t" + at + "VaR", 1e-8);
            expectGolden(student.expected_shortfall, name + "|student_t" + at + "ES", 1e-8);
            const auto past = historicalRisk(r, c);
            expectGolden(past.value_at_risk, name + "|historical" + at + "VaR_linear");
            expectGolden(past.expected_shortfall, name + "|historical" + at + "ES_mean_le_linear_quantile");
        }
    }
    const auto& r = series("AAPL").returns;
    const auto m = numerics::moments(r);
    const auto shape = numerics::shape(r);
    for (const double c : {0.95, 0.99}) {
        const std::string at = c == 0.95 ? "0.95" : "0.99";
        expectGolden(ageWeightedRisk(r, 0.98, c).value_at_risk, "age " + at);
        expectRelative(ageWeightedRisk(r, 0.98, c).expected_shortfall, lossGolden("age " + at)[1], kTight,
                       at);
        expectGolden(filteredRisk(r, c).value_at_risk, "filtered " + at);
        expectRelative(filteredRisk(r, c).expected_shortfall, lossGolden("filtered " + at)[1], kTight, at);
        expectGolden(cornishFisherRisk(m.mean, m.deviation, shape.skewness, shape.excess_kurtosis, c)
                         .risk.expected_shortfall,
                     "cornish fisher shortfall " + at);
    }
}

TEST(ValueAtRisk, HasDefinedAnswersAtTheEdges) {
    EXPECT_TRUE(std::isnan(normalRisk(0, -1, 0.99).value_at_risk));
    EXPECT_TRUE(std::isnan(normalRisk(0, 1, 1.0).value_at_risk));
    EXPECT_DOUBLE_EQ(normalRisk(0.01, 0, 0.99).expected_shortfall, -0.01);
    EXPECT_NEAR(normalRisk(0, 0.01, 0.99, {10}).value_at_risk,
                std::sqrt(10.0) * normalRisk(0, 0.01, 0.99).value_at_risk, 1e-15);
    EXPECT_TRUE(cornishFisherRisk(0, 1, 0, 0, 0.99).monotone);
    EXPECT_FALSE(cornishFisherRisk(0, 1, 3, 1, 0.99).monotone);
    EXPECT_TRUE(std::isnan(studentRisk(0, 1, 1, 0.99).expected_shortfall));
    EXPECT_TRUE(std::isnan(studentScale(1, 2)));
    EXPECT_TRUE(std::isnan(historicalRisk({}, 0.99).value_at_risk));
    EXPECT_TRUE(std::isnan(historicalRisk(std::vector{kNan}, 0.99).value_at_risk));
    EXPECT_DOUBLE_EQ(historicalRisk(std::vector{-1.0}, 0.99).expected_shortfall, 1.0);
    expectClose(overlappingReturns(std::vector{0.1, 0.1, -1.0}, 2), std::vector{0.21, -1.0}, 1e-15,
                "two days");
    EXPECT_TRUE(overlappingReturns(std::vector{0.1}, 2).empty());
    EXPECT_TRUE(std::isnan(filteredReturns(std::vector<double>(100, 0.0)).volatility));
    EXPECT_TRUE(std::isnan(ageWeightedRisk(std::vector{0.1}, 0, 0.9).value_at_risk));
    EXPECT_TRUE(std::isnan(numerics::fitStudent(std::vector<double>(9, 0.1)).degrees));
}

FactorRiskModel randomModel(Eigen::Index n, Eigen::Index k, std::uint64_t stream) {
    const numerics::CounterRandom random(31, stream);
    FactorRiskModel model{Eigen::MatrixXd(n, k), Eigen::MatrixXd(k, k), Eigen::VectorXd(n)};
    random.normals(0, {model.exposures.data(), static_cast<std::size_t>(n * k)});
    Eigen::MatrixXd root(k, k);
    random.normals(1U << 20U, {root.data(), static_cast<std::size_t>(k * k)});
    model.factor_covariance = 1e-5 * (root * root.transpose());
    for (Eigen::Index i = 0; i < n; ++i)
        model.specific_variance(i) = 4e-4 * random.uniform((1U << 21U) + static_cast<std::uint64_t>(i));
    return model;
}

Eigen::VectorXd randomWeights(Eigen::Index n, std::uint64_t stream) {
    Eigen::VectorXd w(n);
    numerics::CounterRandom(32, stream).normals(0, {w.data(), static_cast<std::size_t>(n)});
    return w / static_cast<double>(n);
}

TEST(RiskContributions, AreThoseOfTheDenseCovariance) {
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    const auto vector = [](const std::string& name) {
        const auto& v = lossGolden("dense " + name);
        return Eigen::VectorXd(
            Eigen::Map<const Eigen::VectorXd>(v.data(), static_cast<Eigen::Index>(v.size())));
    };
    const FactorRiskModel model{Eigen::Map<const RowMajor>(lossGolden("dense x").data(), 7, 3),
                                Eigen::Map<const RowMajor>(lossGolden("dense f").data(), 3, 3), vector("d")};
    const auto got = riskContributions(model, vector("w"));
    expectGolden(got.deviation, "dense deviation");
    expectGolden(got.specific, "dense specific");
    const auto expect = [&](const Eigen::VectorXd& values, const std::string& name) {
        expectClose({values.data(), static_cast<std::size_t>(values.size())}, lossGolden("dense " + name),
                    1e-12, name);
    };
    expect(got.marginal, "marginal");
    expect(got.component, "component");
    expect(got.incremental, "incremental");
    expect(got.by_factor, "factor");
    EXPECT_EQ(riskContributions(model, Eigen::VectorXd::Zero(7)).component.cwiseAbs().sum(), 0.0);
}

TEST(RiskContributions, AddUpForTenThousandPortfolios) {
    for (std::uint64_t k = 0; k < 10000; ++k) {
        const Eigen::Index n = 1 + static_cast<Eigen::Index>(k % 17),
                           factors = static_cast<Eigen::Index>(k % 5);
        const auto model = randomModel(n, factors, k);
        const auto c = riskContributions(model, randomWeights(n, k));
        ASSERT_NEAR(c.component.sum(), c.deviation, 1e-12 * c.deviation) << "seeds 31, 32, stream " << k;
        ASSERT_NEAR(c.by_factor.sum() + c.specific, c.deviation, 1e-12 * c.deviation) << k;
    }
}

TEST(MonteCarlo, IsTheClosedFormWithinItsError) {
    const auto model = randomModel(60, 8, 1);
    const auto w = randomWeights(60, 1);
    const double sigma = riskContributions(model, w).deviation;
    for (const double degrees : {0.0, 5.0}) {
        for (const bool sobol : {true, false}) {
            const auto mc =
                monteCarloRisk(model, w, 100000, 0.99, {.degrees = degrees, .horizon = {10}, .sobol = sobol});
            const auto exact = degrees == 0
                                   ? normalRisk(0, sigma, 0.99, {10})
                                   : studentRisk(0, studentScale(sigma, degrees), degrees, 0.99, {10});
            EXPECT_NEAR(mc.risk.value_at_risk, exact.value_at_risk, 4 * mc.standard_error);
            EXPECT_NEAR(mc.risk.expected_shortfall, exact.expected_shortfall, 8 * mc.standard_error);
            EXPECT_NEAR(mc.component.sum(), mc.risk.expected_shortfall, 1e-12);
            EXPECT_NEAR(mc.by_factor.sum() + mc.specific, mc.risk.expected_shortfall, 1e-12);
            const Eigen::VectorXd parts =
                riskContributions(model, w).component * (exact.expected_shortfall / sigma);
            EXPECT_LT((mc.component - parts).cwiseAbs().maxCoeff(), 0.02 * exact.expected_shortfall);
        }
    }
    EXPECT_TRUE(std::isnan(monteCarloRisk(model, w, 0, 0.99).risk.value_at_risk));
    EXPECT_TRUE(std::isnan(monteCarloRisk(model, w, 10, 0.99, {.degrees = 1}).risk.value_at_risk));
}

TEST(MonteCarlo, PositionsHaveTheCovarianceAndAnyPartIsTheSame) {
    const auto model = randomModel(6, 2, 3);
    const FactorPaths paths(model, {.seed = 5, .degrees = 8});
    Eigen::MatrixXd all(40000, 6), part(100, 6);
    paths.positionReturns(0, all);
    paths.positionReturns(12345, part);
    EXPECT_EQ((all.middleRows(12345, 100) - part).cwiseAbs().maxCoeff(), 0.0);
    const Eigen::MatrixXd want = model.exposures * model.factor_covariance * model.exposures.transpose() +
                                 Eigen::MatrixXd(model.specific_variance.asDiagonal());
    const Eigen::MatrixXd got = all.transpose() * all / 40000.0;
    EXPECT_LT((got - want).norm(), 0.04 * want.norm());
}

TEST(BackTests, AreThoseOfScipy) {
    for (const std::string name : {"AAPL", "JPM", "XOM"}) {
        const auto& r = series(name).returns;
        for (const double c : {0.95, 0.99}) {
            std::vector<double> forecast(r.size(), kNan);
            for (std::size_t t = 250; t < r.size(); ++t)
                forecast[t] = historicalRisk(std::span(r).subspan(t - 250, 250), c).value_at_risk;
            const auto test = coverageTest(r, forecast, c);
            const std::string at =
                name + "|backtest_rolling_hist" + (c == 0.95 ? "_0.95" : "_0.99") + "_win250|";
            expectGolden(static_cast<double>(test.exceptions), at + "exceptions");
            expectGolden(test.kupiec, at + "LR_uc", 1e-8);
            expectGolden(test.kupiec_p, at + "p_uc", 1e-8);
            expectGolden(test.independence, at + "LR_ind", 1e-8);
            expectGolden(test.conditional, at + "LR_cc", 1e-8);
            expectGolden(test.conditional_p, at + "p_cc", 1e-8);
        }
    }
    const auto& r = series("AAPL").returns;
    std::vector<double> var(r.size(), kNan), es(r.size(), kNan);
    for (std::size_t t = 250; t < r.size(); ++t) {
        const auto risk = historicalRisk(std::span(r).subspan(t - 250, 250), 0.975);
        var[t] = risk.value_at_risk;
        es[t] = risk.expected_shortfall;
    }
    const auto test = shortfallTest(r, var, es, 0.975);
    expectGolden(test.z1, "acerbi");
    expectRelative(test.z2, lossGolden("acerbi")[1], kTight, "z2");
    EXPECT_EQ(static_cast<double>(test.exceptions), lossGolden("acerbi")[2]);
}

TEST(BackTests, LightUpAsBaselSays) {
    for (std::size_t x = 0; x < 16; ++x) {
        const auto light = trafficLight(x, 250, 0.99);
        EXPECT_EQ(light.zone, x < 5 ? Zone::Green : x < 10 ? Zone::Yellow : Zone::Red) << x;
        expectRelative(light.cumulative, lossGolden("binomial 250 0.99")[x], kTight, "binomial");
        expectRelative(trafficLight(x, 500, 0.975).cumulative, lossGolden("binomial 500 0.975")[x], kTight,
                       "500");
    }
    EXPECT_EQ(trafficLight(7, 250, 0.99).scaling_increase, 0.65);
    EXPECT_TRUE(std::isnan(trafficLight(7, 251, 0.99).scaling_increase));
    EXPECT_TRUE(std::isnan(trafficLight(0, 0, 0.99).cumulative));
    // The paper's critical value at 5 %: about -0.70 for a year at 97.5 %.
    EXPECT_NEAR(shortfallPValue(-0.70, 250, 0.975, {.degrees = HUGE_VAL}), 0.05, 0.02);
    EXPECT_TRUE(std::isnan(shortfallPValue(kNan, 250, 0.975)));
    EXPECT_TRUE(std::isnan(shortfallTest({}, {}, {}, 0.975).z2));
    EXPECT_EQ(coverageTest({}, {}, 0.99).observations, 0U);
}

} // namespace
} // namespace nautilus::risk
