// The usual spread of volume over a session: shares by hand, the mean of sessions, what is left out, and what
// holds for any bars.

#include "engines/portfolio/kernel/execution/volume_curve.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

namespace {

using nautilus::portfolio::TimedVolume;
using nautilus::portfolio::volumeCurve;
using Sessions = std::vector<std::vector<TimedVolume>>;

TEST(VolumeCurve, BarsAreSpreadOverTheirTime) {
    // A bar over two thirds of the session and one over its last quarter, in four slices.
    const Sessions one{{{0, 2.0 / 3, 800}, {0.75, 1, 200}}};
    const auto got = volumeCurve(one, 4);
    EXPECT_EQ(got.counted, 1U);
    ASSERT_EQ(got.shares.size(), 4U);
    const double want[] = {0.3, 0.3, 0.2, 0.2};
    for (std::size_t k = 0; k < 4; ++k)
        EXPECT_NEAR(got.shares[k], want[k], 1e-12) << k;
}

TEST(VolumeCurve, EverySessionCountsTheSame) {
    const Sessions two{{{0, 0.5, 30}, {0.5, 1, 10}}, {{0, 0.5, 1000}, {0.5, 1, 3000}}, {{0, 1, 0}}, {}};
    const auto got = volumeCurve(two, 2);
    EXPECT_EQ(got.counted, 2U) << "without volume there is no share";
    EXPECT_NEAR(got.shares[0], 0.5, 1e-12);
    EXPECT_NEAR(got.shares[1], 0.5, 1e-12);
}

TEST(VolumeCurve, WhatLiesOutsideOrIsNotKnownIsLeftOut) {
    const Sessions one{{{-0.5, 0.5, 100},         // half of it before the open
                        {0.5, 0.5, 10},           // one trade
                        {1, 1, 40},               // at the close
                        {1.2, 1.2, 1e6},          // after it
                        {-0.1, -0.1, 1e6},        // before the open
                        {0.1, 0.2, std::nan("")}, //
                        {0.1, 0.2, -5}}};
    const auto got = volumeCurve(one, 2);
    EXPECT_NEAR(got.shares[0], 0.5, 1e-12);
    EXPECT_NEAR(got.shares[1], 0.5, 1e-12);
    EXPECT_TRUE(volumeCurve(Sessions{{{2, 3, 100}}}, 3).shares.empty());
    EXPECT_TRUE(volumeCurve({}, 3).shares.empty());
}

TEST(VolumeCurve, SharesSumToOneAndFinerSlicesAddUp) {
    for (unsigned seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> part(-0.2, 1.2);
        Sessions sessions(1 + seed % 7);
        for (auto& session : sessions)
            for (int i = 0; i < 40; ++i) {
                const double a = part(random), b = i % 5 ? part(random) : a;
                session.push_back({std::min(a, b), std::max(a, b), 100 * (part(random) + 0.2)});
            }
        const auto coarse = volumeCurve(sessions, 6), fine = volumeCurve(sessions, 24);
        EXPECT_NEAR(std::accumulate(fine.shares.begin(), fine.shares.end(), 0.0), 1, 1e-12);
        for (std::size_t k = 0; k < 6; ++k) {
            const auto from = fine.shares.begin() + static_cast<std::ptrdiff_t>(4 * k);
            EXPECT_NEAR(std::accumulate(from, from + 4, 0.0), coarse.shares[k], 1e-12) << k;
        }
    }
}

} // namespace
