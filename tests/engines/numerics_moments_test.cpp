#include "engines/numerics/moments.h"
#include "engines/numerics/quantile.h"
#include "engines/numerics/weights.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using namespace nautilus::numerics;
const double kNan = std::nan("");
const double kInf = std::numeric_limits<double>::infinity();

TEST(Weights, HalveEveryHalfLife) {
    const std::vector<double> w = expWeights(4, 2);
    const std::vector<double> want{.3535533905932738, .5, .7071067811865476, 1};
    for (std::size_t i = 0; i < 4; ++i)
        EXPECT_NEAR(w[i], want[i], 1e-15);
    EXPECT_EQ(expWeights(3, 0), (std::vector<double>{1, 1, 1}));
    double sum = 0;
    for (const double x : normalisedExpWeights(252, 63))
        sum += x;
    EXPECT_NEAR(sum, 1, 1e-14);
}

// numpy.percentile of [3, 1, 4, 1, 5, 9, 2, 6], linear and nearest
TEST(Quantile, AgreesWithNumpy) {
    const std::vector<double> x{3, 1, kNan, 4, 1, 5, 9, kInf, 2, 6};
    EXPECT_DOUBLE_EQ(quantile(x, 0.05), 1.0);
    EXPECT_DOUBLE_EQ(quantile(x, 0.3), 2.1);
    EXPECT_DOUBLE_EQ(quantile(x, 0.95), 7.95);
    EXPECT_DOUBLE_EQ(quantile(x, 0.3, QuantileRule::Nearest), 2.0);
    EXPECT_DOUBLE_EQ(quantile(x, 1.0), 9.0);
    EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
    EXPECT_TRUE(std::isnan(quantile(x, 1.5)));
}

TEST(Quantile, WinsorBoundsAreTheTwoQuantiles) {
    std::vector<double> x, scratch;
    for (int n = 1; n < 60; ++n) {
        x.push_back(std::sin(7.0 * n) * n);
        for (const double p : {0.0, 0.01, 0.05, 0.2, 0.49}) {
            const Bounds b = winsorBounds(x, p, scratch);
            EXPECT_EQ(b.lower, quantile(x, p));
            EXPECT_EQ(b.upper, quantile(x, 1 - p));
        }
    }
}

TEST(Quantile, WinsorizeKeepsNan) {
    std::vector<double> x{1, 2, 3, 4, 100, kNan}, scratch;
    winsorize(x, 0.25, x, scratch);
    EXPECT_EQ(x[0], 2);
    EXPECT_EQ(x[4], 4);
    EXPECT_TRUE(std::isnan(x[5]));
}

TEST(Quantile, TiesShareTheirRank) {
    const std::vector<double> x{2, kNan, 1, 2, 5};
    std::vector<double> ranks(5);
    averageRanks(x, ranks);
    EXPECT_EQ(ranks[0], 2.5);
    EXPECT_TRUE(std::isnan(ranks[1]));
    EXPECT_EQ(ranks[2], 1);
    EXPECT_EQ(ranks[3], 2.5);
    EXPECT_EQ(ranks[4], 4);
}

TEST(Moments, LeaveNanOut) {
    const std::vector<double> x{1, kNan, 2, 4};
    const Moments m = moments(x);
    EXPECT_EQ(m.count, 3U);
    EXPECT_NEAR(m.mean, 7.0 / 3, 1e-15);
    EXPECT_NEAR(m.deviation, 1.5275252316519468, 1e-15);
    const std::vector<std::uint8_t> mask{1, 1, 1, 0};
    EXPECT_EQ(moments(x, mask).mean, 1.5);
    EXPECT_TRUE(std::isnan(moments(std::vector<double>{}).mean));
    EXPECT_TRUE(std::isnan(moments(std::vector<double>{3}).deviation));
}

TEST(Moments, WeightedMeanAndEffectiveCount) {
    const std::vector<double> x{1, 2, kNan, 10}, w{1, 3, 5, kNan};
    EXPECT_EQ(weightedMean(x, w), 1.75);
    EXPECT_TRUE(std::isnan(weightedMean(x, std::vector<double>(4, 0.0))));
    EXPECT_DOUBLE_EQ(effectiveCount(std::vector<double>{2, 2, 2, kNan}), 3);
    EXPECT_EQ(effectiveCount({}), 0);
}

TEST(Moments, ZscoreOfConstantIsMissing) {
    std::vector<double> x(10, 0.1); // its mean is not exactly 0.1
    zscore(x, x);
    for (const double v : x)
        EXPECT_TRUE(std::isnan(v));
}

} // namespace
