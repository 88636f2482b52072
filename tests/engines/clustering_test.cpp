// Linkages against scipy's matrices, silhouettes against scikit-learn
// (tests/data/optimisation/make_allocation.py).

#include "engines/numerics/clustering.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nautilus::numerics {
namespace {

using namespace testing_tables;

constexpr std::pair<Linkage, const char*> kKinds[] = {{Linkage::Single, "single"},
                                                      {Linkage::Complete, "complete"},
                                                      {Linkage::Average, "average"},
                                                      {Linkage::Ward, "ward"}};

domain::Matrix distancesOf(const CovarianceForm& form) {
    const auto n = static_cast<std::size_t>(form.size());
    const Eigen::MatrixXd c = form.matrix();
    domain::Matrix out(n, n, 0.0);
    for (Eigen::Index i = 0; i < c.rows(); ++i)
        for (Eigen::Index j = 0; j < i; ++j)
            out.at(static_cast<std::size_t>(i), static_cast<std::size_t>(j)) =
                out.at(static_cast<std::size_t>(j), static_cast<std::size_t>(i)) =
                    std::sqrt((1 - c(i, j) / std::sqrt(c(i, i) * c(j, j))) / 2);
    return out;
}

domain::Matrix tied(std::size_t n, std::size_t step) {
    domain::Matrix out(n, n, 0.0);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j < n; ++j)
            if (i != j) out.at(i, j) = 1.0 + static_cast<double>((i > j ? i - j : j - i) * step % 5);
    return out;
}

void expectTree(const std::vector<ClusterMerge>& got, const std::string& name) {
    const Eigen::MatrixXd want = allocationMatrix(name, 4);
    ASSERT_EQ(got.size(), static_cast<std::size_t>(want.rows())) << name;
    for (std::size_t k = 0; k < got.size(); ++k) {
        const auto row = want.row(static_cast<Eigen::Index>(k));
        ASSERT_EQ(static_cast<double>(got[k].left), row[0]) << name << " step " << k;
        ASSERT_EQ(static_cast<double>(got[k].right), row[1]) << name << " step " << k;
        ASSERT_NEAR(got[k].height, row[2], 1e-13) << name << " step " << k;
        ASSERT_EQ(static_cast<double>(got[k].count), row[3]) << name << " step " << k;
    }
}

TEST(Linkages, AreThoseOfScipy) {
    for (int s = 0; s < 46; ++s)
        for (const auto& [kind, word] : kKinds)
            expectTree(linkage(distancesOf(sineModel(s)).view(), kind),
                       "linkage " + std::string(word) + " " + std::to_string(s));
}

TEST(Linkages, EqualDistancesFallAsInScipy) {
    for (int s = 0; s < 46; ++s)
        for (const std::size_t step : {1U, 2U, 3U})
            expectTree(linkage(tied(static_cast<std::size_t>(2 + s % 23), step).view(), kKinds[s % 4].first),
                       "tied " + std::to_string(step) + " " + std::to_string(s));
}

TEST(Linkages, OfAThousandItemsAreOrderedTrees) {
    RandomNumbers random{std::mt19937_64(3)};
    const auto distances = distancesOf(randomModel(random, 1000, 8));
    for (const auto& [kind, word] : kKinds) {
        const auto merges = linkage(distances.view(), kind);
        ASSERT_EQ(merges.size(), 999U);
        EXPECT_EQ(merges.back().count, 1000U);
        EXPECT_TRUE(std::ranges::is_sorted(merges, {}, &ClusterMerge::height)) << word;
        auto leaves = leafOrder(merges);
        std::ranges::sort(leaves);
        for (std::size_t i = 0; i < leaves.size(); ++i)
            ASSERT_EQ(leaves[i], i);
    }
}

TEST(Linkages, AreCutByCount) {
    const auto merges = linkage(distancesOf(sineModel(20)).view(), Linkage::Ward);
    for (std::size_t count = 1; count <= 22; ++count) {
        const auto clusters = clustersByCount(merges, count);
        EXPECT_EQ(static_cast<std::size_t>(*std::ranges::max_element(clusters)) + 1, count);
        EXPECT_EQ(clusters.front(), 0) << "numbered in the order of first members";
        if (count < 22) {
            EXPECT_EQ(clusters, clustersAt(merges, merges[21 - count].height)) << count;
        }
    }
    EXPECT_EQ(clustersByCount({}, 1), std::vector<std::int32_t>{0});
}

TEST(Silhouettes, AreThoseOfScikitLearn) {
    int compared = 0;
    for (int s = 0; s < 200; ++s) {
        const int n = 2 + s % 23, count = 1 + s % std::min(n, 6);
        if (count < 2 || count >= n) continue;
        const auto distances = distancesOf(sineModel(s));
        const auto merges = linkage(distances.view(), kKinds[s % 4].first);
        const auto got =
            silhouettes(distances.view(), clustersByCount(merges, static_cast<std::size_t>(count)));
        const auto& want = named(allocationGoldens(), "silhouettes " + std::to_string(s));
        expectClose(got, want, 1e-12, "silhouettes " + std::to_string(s));
        ++compared;
    }
    EXPECT_GT(compared, 140);
}

TEST(GapStatistic, CountsAreThoseOfNumpy) {
    std::vector<int> seen(11, 0);
    for (int s = 0; s < 200; ++s) {
        const auto distances = distancesOf(sineModel(s));
        const auto merges = linkage(distances.view(), kKinds[s % 4].first);
        const auto count = gapClusterCount(distances.view(), merges, 10);
        EXPECT_EQ(static_cast<double>(count), named(allocationGoldens(), "gap " + std::to_string(s))[0]) << s;
        ++seen[count];
    }
    EXPECT_GE(std::ranges::count_if(seen, [](int times) { return times > 0; }), 5);
}

TEST(Silhouettes, FindTheGroupsThatThereAre) {
    for (const std::size_t groups : {2U, 3U, 5U}) {
        const std::size_t n = 20;
        domain::Matrix distances(n, n, 0.0);
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (i != j) distances.at(i, j) = i % groups == j % groups ? 0.1 : 0.7;
        const auto merges = linkage(distances.view(), Linkage::Average);
        EXPECT_EQ(bestClusterCount(distances.view(), merges, 10), groups);
        EXPECT_EQ(gapClusterCount(distances.view(), merges, 10), groups);
    }
    const domain::Matrix same(4, 4, 0.0);
    EXPECT_EQ(bestClusterCount(same.view(), linkage(same.view(), Linkage::Ward), 10), 1U) << "no groups";
    EXPECT_EQ(bestClusterCount(domain::Matrix(1, 1, 0.0).view(), {}, 10), 1U);
    EXPECT_EQ(gapClusterCount(same.view(), linkage(same.view(), Linkage::Ward), 10), 1U) << "no groups";
    EXPECT_EQ(gapClusterCount(domain::Matrix(1, 1, 0.0).view(), {}, 10), 1U);
    EXPECT_EQ(silhouettes(same.view(), std::vector<std::int32_t>{0, 0, 0, 0}), std::vector<double>(4, 0.0));
}

} // namespace
} // namespace nautilus::numerics
