// Combinatorial purged splits by counting, and the probability of overfitting by hand.

#include "engines/portfolio/kernel/optimiser/cross_validation.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::portfolio {
namespace {

TEST(CrossValidation, EverySessionIsTestedEquallyOftenAndItsNeighboursAreNotFitted) {
    constexpr std::size_t kSessions = 103, kPurge = 4;
    const auto splits = purgedSplits(kSessions, 6, 2, kPurge);
    ASSERT_EQ(splits.size(), 15U) << "6 choose 2";
    std::vector<int> tested(kSessions, 0);
    for (const auto& split : splits) {
        for (const auto t : split.tested)
            ++tested[t];
        for (const auto f : split.fitted)
            for (const auto t : split.tested)
                ASSERT_GT(f > t ? f - t : t - f, kPurge);
        EXPECT_TRUE(std::ranges::is_sorted(split.fitted));
    }
    for (const int count : tested)
        EXPECT_EQ(count, 5) << "5 choose 1";
}

TEST(CrossValidation, TheBestThatFallsBehindIsOverfitted) {
    const double none = std::numeric_limits<double>::quiet_NaN();
    // Split by split: best fitted is variant 0, 0, 1, 2; tested below the median in the first and the last.
    const std::vector<std::vector<double>> fitted{{3, 3, 1, 1}, {2, 2, 3, 2}, {1, none, 2, 3}};
    const std::vector<std::vector<double>> tested{{-1, 2, 0, 5}, {0, 1, 3, 4}, {1, 0, 1, 3}};
    EXPECT_DOUBLE_EQ(overfittingProbability(fitted, tested), 0.5);
    EXPECT_TRUE(std::isnan(overfittingProbability({{1, 2}}, {{1, 2}})));
}

} // namespace
} // namespace nautilus::portfolio
