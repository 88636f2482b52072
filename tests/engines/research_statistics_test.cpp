// Significance, clusters, shares of a mix and performance against scipy and statsmodels
// (tests/data/research/make_research.py).

#include "engines/numerics/clustering.h"
#include "engines/numerics/mixing_weights.h"
#include "engines/numerics/normal.h"
#include "engines/numerics/performance.h"
#include "engines/numerics/significance.h"
#include "tests/engines/research_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace nautilus::numerics;
using namespace nautilus::testing_tables;
using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

Eigen::MatrixXd matrixOf(const std::vector<double>& values, Eigen::Index columns) {
    return Eigen::Map<const RowMajor>(values.data(), static_cast<Eigen::Index>(values.size()) / columns,
                                      columns);
}

TEST(Normal, IsThatOfScipy) {
    const auto &z = research("normal_z"), &p = research("normal_p");
    for (std::size_t i = 0; i < z.size(); ++i)
        EXPECT_NEAR(normalCdf(z[i]) / research("normal_cdf")[i], 1.0, 1e-12) << z[i];
    for (std::size_t i = 0; i < p.size(); ++i)
        EXPECT_NEAR(normalQuantile(p[i]), research("normal_ppf")[i],
                    1e-13 * std::abs(research("normal_ppf")[i]) + (p[i] > 0.99 ? 1e-4 * (1 - p[i]) : 1e-16))
            << p[i];
    EXPECT_TRUE(std::isnan(normalQuantile(-0.1)));
    EXPECT_TRUE(std::isnan(twoSidedP(std::nan(""))));
}

TEST(Significance, MeanTestIsHacOfStatsmodels) {
    for (const std::size_t lags : {0UL, 4UL, 20UL}) {
        const auto test = meanTest(research("whole_series"), lags);
        const std::vector<double> got{test.mean, test.deviation, test.t_stat, test.p_value,
                                      static_cast<double>(test.count)};
        expectClose(got, research("mean_test_" + std::to_string(lags)), 1e-11, "lags");
    }
    EXPECT_NEAR(meanTest(research("series"), 4).t_stat, research("mean_t_with_gap")[0], 1e-12);
    EXPECT_TRUE(std::isnan(meanTest(std::vector<double>{2, 2, 2}, 1).t_stat)) << "no spread, no t";
}

TEST(Significance, RobustFitIsHacOfStatsmodels) {
    const auto fit = robustFit(matrixOf(research("fit_x"), 4), matrixOf(research("fit_y"), 1), 5);
    expectClose({fit.coefficients.data(), 4}, research("fit_b"), 1e-11, "b");
    expectClose({fit.t_stats.data(), 4}, research("fit_t"), 1e-10, "t");
    EXPECT_NEAR(fit.r2, research("fit_r2")[0], 1e-12);
    EXPECT_EQ(fit.observations, 399U);
    const auto twice = robustFit(Eigen::MatrixXd::Ones(9, 2), Eigen::VectorXd::Random(9), 1);
    EXPECT_TRUE(std::isnan(twice.coefficients(0))) << "two equal columns determine nothing";
}

TEST(Significance, SharpeRatiosAreDiscounted) {
    const auto shape = sharpeShape(research("series"));
    expectClose(
        std::vector<double>{shape.sharpe, shape.skewness, shape.kurtosis, static_cast<double>(shape.count)},
        research("sharpe_shape"), 1e-12, "shape");
    const double best = expectedBestSharpe(133, 0.04);
    expectClose(std::vector<double>{probabilisticSharpe(shape, 0), best, probabilisticSharpe(shape, best),
                                    minimumTrackRecord(shape, 0, 0.95)},
                research("sharpe_tests"), 1e-11, "tests");
    EXPECT_EQ(expectedBestSharpe(1, 0.04), 0.0) << "a single trial is not the best of many";
    EXPECT_TRUE(std::isnan(minimumTrackRecord(shape, 1.0, 0.95)));
}

TEST(Significance, FalseDiscoveryRatesAreThoseOfStatsmodels) {
    expectClose(falseDiscoveryRates(research("p_values")), research("fdr"), 1e-14, "rates");
}

TEST(Performance, IsThatOfPandas) {
    const auto p = performance(research("series"));
    expectClose(std::vector<double>{p.annualized_return, p.annualized_volatility, p.sharpe_ratio,
                                    p.sortino_ratio, p.max_drawdown, p.calmar_ratio, p.hit_rate},
                research("performance"), 1e-11, "performance");
    const auto up = performance(std::vector<double>{0.01, 0.02, 0.01});
    EXPECT_EQ(up.max_drawdown, 0.0);
    EXPECT_TRUE(std::isnan(up.calmar_ratio)) << "nothing was lost";
}

TEST(Clustering, AverageLinkageIsThatOfScipy) {
    const auto merges = linkage(view(research("distance"), 24), Linkage::Average);
    const auto& tree = research("linkage");
    ASSERT_EQ(merges.size(), 23U);
    for (std::size_t k = 0; k < merges.size(); ++k) {
        EXPECT_EQ(static_cast<double>(merges[k].left), tree[4 * k]) << k;
        EXPECT_EQ(static_cast<double>(merges[k].right), tree[4 * k + 1]) << k;
        EXPECT_NEAR(merges[k].height, tree[4 * k + 2], 1e-14) << k;
        EXPECT_EQ(static_cast<double>(merges[k].count), tree[4 * k + 3]) << k;
    }
    // The same sets, whatever their numbers.
    const auto got = clustersAt(merges, 0.5);
    const auto& want = research("clusters");
    for (std::size_t a = 0; a < got.size(); ++a)
        for (std::size_t b = 0; b < a; ++b)
            EXPECT_EQ(got[a] == got[b], want[a] == want[b]) << a << " " << b;
    EXPECT_EQ(got[0], 0);
    auto leaves = leafOrder(merges);
    EXPECT_EQ(leaves.size(), 24U);
    std::ranges::sort(leaves);
    EXPECT_EQ(leaves.back(), 23U);
}

TEST(Clustering, OneItemIsItsOwnCluster) {
    const std::vector<double> one{0};
    EXPECT_TRUE(linkage(view(one, 1), Linkage::Average).empty());
    EXPECT_EQ(clustersAt({}, 1.0), std::vector<std::int32_t>{0});
    EXPECT_EQ(leafOrder({}), std::vector<std::size_t>{0});
}

TEST(MixingWeights, AreThoseOfScipy) {
    const auto covariance = matrixOf(research("mix_cov"), 5);
    expectClose(bestRatioWeights(research("mix_mean"), covariance), research("mix_best"), 1e-9, "best ratio");
    const auto parity = equalRiskWeights(covariance);
    expectClose(parity, research("mix_parity"), 1e-9, "parity");
    const Eigen::VectorXd w = Eigen::Map<const Eigen::VectorXd>(parity.data(), 5);
    const Eigen::VectorXd parts = w.cwiseProduct(covariance * w);
    EXPECT_LT((parts.maxCoeff() - parts.minCoeff()) / parts.sum(), 1e-12);
    EXPECT_TRUE(bestRatioWeights(std::vector<double>(5, -0.1), covariance).empty()) << "nothing pays";
    EXPECT_TRUE(equalRiskWeights(Eigen::MatrixXd::Zero(2, 2)).empty());
}

} // namespace
