// Shrinkage, principal components, the eigenfactor adjustment, variances by recursion and tests of forecasts
// against numpy, scipy and scikit-learn.

#include "engines/numerics/counter_random.h"
#include "engines/numerics/eigenfactor.h"
#include "engines/numerics/forecast_tests.h"
#include "engines/numerics/principal_components.h"
#include "engines/numerics/shrinkage.h"
#include "engines/numerics/volatility_path.h"
#include "tests/engines/risk_model_tables.h"

#include <Eigen/Eigenvalues>
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace {

using namespace nautilus::numerics;
using namespace nautilus::testing_tables;
using nautilus::domain::kMissing;

struct Sample {
    const char* name;
    std::size_t columns;
};

class Shrinkage : public testing::TestWithParam<Sample> {
protected:
    [[nodiscard]] std::string golden(const char* what) const {
        return std::string(GetParam().name) + "_" + what;
    }
    [[nodiscard]] nautilus::domain::MatrixView observations() const {
        return riskView(std::string("shrink_") + GetParam().name, GetParam().columns);
    }
    [[nodiscard]] double fact(std::size_t i) const { return riskGolden(golden("facts"))[i]; }
};

TEST_P(Shrinkage, EqualsTheIndependentEstimators) {
    const auto x = observations();
    expectMatrix(sampleCovariance(x), golden("sample"), 1e-12);
    const auto lw = ledoitWolfCovariance(x);
    expectMatrix(lw.matrix, golden("lw"), 1e-12);
    EXPECT_NEAR(lw.intensity, fact(0), 1e-12);
    const auto theirs = oasCovariance(x, OasForm::ScikitLearn);
    expectMatrix(theirs.matrix, golden("oas"), 1e-12);
    EXPECT_NEAR(theirs.intensity, fact(1), 1e-12);
    const auto paper = oasCovariance(x);
    expectMatrix(paper.matrix, golden("oas_paper"), 1e-12);
    EXPECT_NEAR(paper.intensity, fact(2), 1e-12);
    const auto constant = constantCorrelationCovariance(x);
    expectMatrix(constant.matrix, golden("cc"), 1e-12);
    EXPECT_NEAR(constant.intensity, fact(3), 1e-12);
    const auto denoised = denoisedCovariance(x);
    expectMatrix(denoised.matrix, golden("denoised"), 1e-11);
    EXPECT_NEAR(denoised.upper_edge, fact(4), 1e-14);
    EXPECT_EQ(static_cast<double>(denoised.kept), fact(5));
}

TEST_P(Shrinkage, EveryAnswerIsPositiveSemiDefinite) {
    const auto x = observations();
    for (const Eigen::MatrixXd& s : {ledoitWolfCovariance(x).matrix, oasCovariance(x).matrix,
                                     constantCorrelationCovariance(x).matrix, denoisedCovariance(x).matrix}) {
        const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(s);
        EXPECT_GT(solver.eigenvalues().minCoeff(), -1e-15 * solver.eigenvalues().maxCoeff());
        EXPECT_EQ(s, s.transpose());
    }
}

TEST_P(Shrinkage, PrincipalComponentsEqualScikitLearn) {
    const auto parts = principalComponents(observations(), 5);
    expectMatrix(parts.variances.transpose(), golden("pca_variances"), 1e-12);
    expectMatrix(parts.directions.transpose(), golden("pca_directions"), 1e-9);
    EXPECT_EQ(static_cast<std::size_t>(parts.spectrum.size()),
              std::min(observations().rows, observations().columns));
}

INSTANTIATE_TEST_SUITE_P(Samples, Shrinkage, testing::Values(Sample{"tall", 8}, Sample{"wide", 25}),
                         [](const auto& each) { return std::string(each.param.name); });

TEST(ShrinkageEdges, OneVariableAndColumnsThatDoNotMove) {
    const std::vector<double> one{.01, -.02, .03, .005};
    const double s = sampleCovariance(view(one, 1))(0, 0);
    for (const auto& shrunk : {ledoitWolfCovariance(view(one, 1)), oasCovariance(view(one, 1)),
                               constantCorrelationCovariance(view(one, 1))})
        EXPECT_NEAR(shrunk.matrix(0, 0), s, 1e-18);
    const std::vector<double> still{.01, 0, -.02, 0, .03, 0};
    EXPECT_EQ(constantCorrelationCovariance(view(still, 2)).matrix(0, 1), 0);
    EXPECT_TRUE(std::isnan(denoisedCovariance(view(still, 2)).matrix(0, 0)));
    const std::vector<double> gap{.01, kMissing, -.02, .01};
    EXPECT_TRUE(std::isnan(ledoitWolfCovariance(view(gap, 2)).intensity));
    EXPECT_TRUE(std::isnan(oasCovariance(view(gap, 2)).intensity));
}

TEST(VarianceRecursion, EqualsTheDirectSumsOnEverySession) {
    for (const std::size_t lags : {0, 5}) {
        const auto series = riskView("path_series", 5);
        const auto& want = riskGolden("path_variance_" + std::to_string(lags));
        for (std::size_t k = 0; k < 5; ++k) {
            VarianceRecursion variance({84, lags, true, 60});
            for (std::size_t t = 0; t < series.rows; ++t) {
                variance.push(series.at(t, k));
                const double expected = want[t * 5 + k];
                ASSERT_EQ(std::isnan(variance.variance()), std::isnan(expected)) << t << ", " << k;
                if (!std::isnan(expected)) {
                    ASSERT_NEAR(variance.variance() / expected, 1, 1e-11) << t << ", " << k;
                }
            }
        }
    }
}

TEST(VarianceRecursion, AgreesWithTheBatchOnALongSeries) {
    std::vector<double> x(4000);
    CounterRandom(1, 2).normals(0, x);
    for (std::size_t t = 100; t < 400; ++t)
        x[t] = kMissing;
    const NeweyWestOptions options{84, 5, true, 60};
    VarianceRecursion variance(options);
    for (const double each : x)
        variance.push(each);
    EXPECT_NEAR(variance.variance() / neweyWestVariance(x, options), 1, 1e-11);
}

TEST(RegimeMultipliers, EqualNumpyAndStartAtOne) {
    expectClose(regimeMultipliers(riskGolden("path_bias_5"), 42), riskGolden("path_multiplier"), 1e-12,
                "multiplier");
    EXPECT_EQ(regimeMultipliers(std::vector{kMissing, 2.0}, 42), (std::vector{1.0, 2.0}));
}

TEST(CounterRandom, EqualsTheIndependentGenerator) {
    std::vector<double> z(9);
    CounterRandom(7, 3).normals(0, z);
    expectClose(z, riskGolden("normals"), 1e-14, "normals");
    std::vector<double> later(4);
    CounterRandom(7, 3).normals(4, later);
    EXPECT_EQ(later[1], z[5]) << "a number is addressed, not drawn";
}

const CovarianceEstimator kSplit = [](nautilus::domain::MatrixView series) {
    return splitHalfLifeCovariance(series, {});
};
const SplitRange kOneThread = [](std::size_t count, const auto& body) { body(0, count); };

TEST(Eigenfactor, EqualsNumpy) {
    const Eigen::MatrixXd base = splitHalfLifeCovariance(riskView("eigen_series", 5), {});
    expectMatrix(base, "eigen_base", 1e-12);
    EigenfactorOptions options;
    options.simulations = 6;
    const Eigen::VectorXd bias = eigenfactorBias(base, 160, kSplit, options, kOneThread);
    expectMatrix(bias.transpose(), "eigen_bias", 1e-9);
    expectMatrix(eigenfactorAdjusted(base, bias), "eigen_adjusted", 1e-9);
    expectMatrix(eigenfactorAdjusted(base, bias, 1.4), "eigen_scaled", 1e-9);
}

TEST(Eigenfactor, TheSameBytesForAnyCutOfTheSimulations) {
    const Eigen::MatrixXd base = splitHalfLifeCovariance(riskView("eigen_series", 5), {});
    EigenfactorOptions options;
    options.simulations = 7;
    const SplitRange four = [](std::size_t count, const auto& body) {
        std::atomic<std::size_t> next{0};
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (std::size_t m = next++; m < count; m = next++)
                    body(m, m + 1);
            });
    };
    EXPECT_EQ(eigenfactorBias(base, 160, kSplit, options, kOneThread),
              eigenfactorBias(base, 160, kSplit, options, four));
    options.seed += 1;
    EXPECT_NE(eigenfactorBias(base, 160, kSplit, options, kOneThread),
              eigenfactorBias(base, 160, kSplit, EigenfactorOptions{7}, kOneThread));
}

TEST(Eigenfactor, LeavesADirectionWithoutVarianceAlone) {
    Eigen::MatrixXd flat = Eigen::MatrixXd::Zero(3, 3);
    flat(0, 0) = flat(1, 1) = 1e-4;
    const Eigen::VectorXd bias = eigenfactorBias(flat, 100, kSplit, {}, kOneThread);
    EXPECT_EQ(bias(0), 1);
    EXPECT_TRUE(eigenfactorAdjusted(flat, bias).allFinite());
    EXPECT_EQ(eigenfactorBias(Eigen::MatrixXd(0, 0), 10, kSplit, {}, kOneThread).size(), 0);
}

TEST(SplitHalfLife, SaysWhenItWasRepaired) {
    bool repaired = true;
    (void)splitHalfLifeCovariance(riskView("eigen_series", 5), {}, &repaired);
    EXPECT_FALSE(repaired);
    // Three series of which two are the same: an eigenvalue of 0.
    std::vector<double> twice;
    for (std::size_t t = 0; t < 160; ++t)
        for (const std::size_t k : {0, 0, 1})
            twice.push_back(riskGolden("eigen_series")[t * 5 + k]);
    const Eigen::MatrixXd f = splitHalfLifeCovariance(view(twice, 3), {}, &repaired);
    EXPECT_TRUE(repaired);
    EXPECT_GT(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(f).eigenvalues().minCoeff(), 0);
}

void expectCoverage(const CoverageTest& test, const std::string& name) {
    const std::vector<double> got{static_cast<double>(test.observations),
                                  static_cast<double>(test.exceptions),
                                  test.expected,
                                  test.kupiec,
                                  test.kupiec_p,
                                  test.independence,
                                  test.independence_p,
                                  test.conditional,
                                  test.conditional_p};
    expectClose(got, riskGolden(name), 1e-11, name);
}

TEST(ForecastTests, EqualScipy) {
    const auto& b = riskGolden("tests_b");
    expectClose(std::vector{biasStatistic(b), biasBand(300), quasiLikelihood(b)}, riskGolden("tests_single"),
                1e-12, "single");
    expectClose(rollingBias(b, 50), riskGolden("tests_rolling"), 1e-12, "rolling");
    expectCoverage(coverageTest(b, -1.6448536269514722, 0.05), "tests_var95");
    expectCoverage(coverageTest(b, -2.3263478740408408, 0.01), "tests_var99");
}

TEST(ForecastTests, PublishedValueAndEdges) {
    std::vector<double> b(250, 0.5);
    for (std::size_t i = 0; i < 7; ++i)
        b[i * 30] = -3;
    EXPECT_NEAR(coverageTest(b, -2.3263478740408408, 0.01).kupiec, 5.496990448, 1e-9);
    EXPECT_TRUE(std::isnan(coverageTest({}, -1, 0.05).kupiec));
    const std::vector<double> calm(100, 1.0);
    EXPECT_NEAR(coverageTest(calm, -1, 0.05).kupiec, -200 * std::log(0.95), 1e-12);
    EXPECT_EQ(coverageTest(calm, -1, 0.05).independence, 0);
    EXPECT_TRUE(std::isnan(biasStatistic(std::vector{1.0})));
    EXPECT_TRUE(std::isnan(biasBand(0)));
    EXPECT_NEAR(idealDeviation(12), 0.1629, 1e-4); // Menchero and others print .17
    EXPECT_NEAR(quasiLikelihood(std::vector{1.0, 0.0, -1.0}), 1.0, 1e-15);
}

} // namespace
