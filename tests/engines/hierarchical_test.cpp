// Weights by trees of assets against scipy, numpy and a library's answers
// (tests/data/optimisation/make_allocation.py), by their limits, and where there is no answer.

#include "engines/numerics/risk_budget.h"
#include "engines/portfolio/kernel/allocation/baselines.h"
#include "engines/portfolio/kernel/allocation/hierarchical.h"
#include "tests/engines/allocation_tables.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace nautilus::portfolio {
namespace {

using namespace testing_tables;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::Linkage;

constexpr Linkage kLinkages[] = {Linkage::Single, Linkage::Complete, Linkage::Average, Linkage::Ward};

double apart(const VectorXd& a, const VectorXd& b) {
    return a.size() == b.size() ? (a - b).lpNorm<Eigen::Infinity>() : HUGE_VAL;
}
std::size_t clustersOf(int s) {
    return static_cast<std::size_t>(1 + s % std::min(2 + s % 23, 6));
}

TEST(HierarchicalRiskParity, WeightsOfRealReturnsAreThoseOfTheLibrary) {
    for (const int n : {10, 20, 50, 100})
        for (const auto& [linkage, word] :
             {std::pair{Linkage::Single, "single"}, {Linkage::Average, "average"}, {Linkage::Ward, "ward"}}) {
            const auto about = std::to_string(n) + " " + word;
            const auto got =
                hierarchicalRiskParity(sampleCovariance(n), {TreeDistance::Correlation, linkage});
            EXPECT_LT(apart(got.weights, allocationGolden("library hrp " + about)), 1e-10) << about;
            const VectorXd order = allocationGolden("library hrp_order " + about);
            for (std::size_t i = 0; i < got.tree.order.size(); ++i)
                ASSERT_EQ(static_cast<double>(got.tree.order[i]), order[static_cast<Eigen::Index>(i)])
                    << about;
        }
}

TEST(HierarchicalRiskParity, WeightsAreThoseOfScipy) {
    for (int s = 0; s < 200; ++s) {
        const MatrixXd c = sineModel(s).matrix();
        for (const auto& [distance, word] :
             {std::pair{TreeDistance::Correlation, "d"}, {TreeDistance::DistanceOfDistances, "dd"}}) {
            const auto name = "hrp " + std::string(word) + " " + std::to_string(s);
            const auto got = hierarchicalRiskParity(c, {distance, kLinkages[s % 4]});
            EXPECT_LT(apart(got.weights, allocationGolden(name)), 1e-12) << name;
        }
    }
}

TEST(HierarchicalEqualContribution, WeightsAreThoseOfScipy) {
    for (int s = 0; s < 200; ++s) {
        EqualContributionOptions options;
        options.tree.linkage = kLinkages[s % 4];
        options.clusters = clustersOf(s);
        options.risk = s % 2 ? ClusterRisk::Variance : ClusterRisk::Deviation;
        const auto got = hierarchicalEqualContribution(sineModel(s).matrix(), options);
        EXPECT_LT(apart(got.weights, allocationGolden("herc " + std::to_string(s))), 1e-12) << s;
    }
}

TEST(HierarchicalEqualContribution, TheSilhouetteChoosesTheClusters) {
    const Eigen::Index n = 12; // three blocks of four
    MatrixXd c = MatrixXd::Constant(n, n, 0.002);
    for (Eigen::Index i = 0; i < n; ++i)
        for (Eigen::Index j = 0; j < n; ++j)
            if (i % 3 == j % 3) c(i, j) = i == j ? 0.04 : 0.032;
    EqualContributionOptions options;
    options.risk = ClusterRisk::Equal;
    const auto got = hierarchicalEqualContribution(c, options);
    EXPECT_EQ(*std::ranges::max_element(got.clusters), 2);
    VectorXd sums = VectorXd::Zero(3);
    for (Eigen::Index i = 0; i < n; ++i)
        sums[i % 3] += got.weights[i];
    EXPECT_NEAR(sums.minCoeff(), 0.25, 1e-14) << "a half goes to one, quarters to two";
    EXPECT_NEAR(sums.maxCoeff(), 0.5, 1e-14);
    EXPECT_NEAR(got.weights.sum(), 1, 1e-14);
}

TEST(NestedClusters, WeightsAreThoseOfNumpy) {
    int solved = 0;
    for (int s = 0; s < 200; ++s) {
        const MatrixXd c = sineModel(s).matrix();
        NestedOptions options{{TreeDistance::Correlation, kLinkages[s % 4]},
                              clustersOf(s),
                              10,
                              minimumVariance,
                              minimumVariance};
        const auto name = std::to_string(s);
        const auto least = nestedClusters(c, {}, options);
        EXPECT_LT(apart(least.weights, allocationGolden("nco least variance " + name)), 1e-11) << s;
        options.inside = options.across = maximumSharpe;
        const auto best = nestedClusters(c, sineMean(s), options);
        if (best.fault) continue; // a cluster that no positive sum of weights serves best
        ++solved;
        EXPECT_LT(apart(best.weights, allocationGolden("nco best sharpe " + name)), 1e-10) << s;
    }
    EXPECT_GT(solved, 190);
}

TEST(Allocations, OfRealReturnsAreThoseOfNumpy) {
    const MatrixXd whole = sampleCovariance(100);
    for (int k = 0; k < 20; ++k) {
        const MatrixXd c = whole.block(4 * k, 4 * k, 20, 20);
        const TreeOptions tree{TreeDistance::Correlation, kLinkages[k % 4]};
        const auto want = [&](const char* what) {
            return allocationGolden("real " + std::string(what) + " " + std::to_string(k));
        };
        EXPECT_LT(apart(hierarchicalRiskParity(c, tree).weights, want("hrp")), 1e-12) << k;
        const auto herc = hierarchicalEqualContribution(c, {tree, 4, 10, ClusterRisk::Variance});
        EXPECT_LT(apart(herc.weights, want("herc")), 1e-12) << k;
        const auto gap =
            hierarchicalEqualContribution(c, {tree, 0, 10, ClusterRisk::Variance, ClusterCount::Gap});
        EXPECT_EQ(*std::ranges::max_element(gap.clusters) + 1, want("gap")[0]) << k;
        EXPECT_LT(apart(gap.weights, want("gap").tail(20)), 1e-12) << k;
        const auto nested = nestedClusters(c, {}, {tree, 4, 10, minimumVariance, minimumVariance});
        EXPECT_LT(apart(nested.weights, want("nco")), 1e-10) << k;
        EXPECT_LT(apart(schurComplementary(c, 1, tree).weights, want("least variance")), 1e-9) << k;
        EXPECT_TRUE(k % 2 == 0 || apart(equalRisk(c).weights, want("risk budget")) < 1e-9) << k;
        const auto linear =
            numerics::riskBudget(numerics::CovarianceForm::ofDense(c), VectorXd::LinSpaced(20, 1, 20));
        EXPECT_TRUE(k % 2 == 1 || apart(linear.weights, want("risk budget")) < 1e-9) << k;
    }
}

TEST(NestedClusters, OneClusterOrAllAreTheWeigherItself) {
    const MatrixXd c = sineModel(18).matrix();
    for (const std::size_t clusters : {std::size_t{1}, static_cast<std::size_t>(c.rows())}) {
        const auto got = nestedClusters(c, {}, {{}, clusters, 10, equalRisk, equalRisk});
        EXPECT_LT(apart(got.weights, equalRisk(c).weights), 1e-11) << clusters;
    }
    const auto broken = nestedClusters(c, {}, {{}, 2, 10, maximumSharpe, equalRisk});
    ASSERT_TRUE(broken.fault);
    EXPECT_EQ(broken.fault->field, "/expected_returns");
}

TEST(SchurComplementary, RunsFromRiskParityToTheLeastVariance) {
    for (int s = 0; s < 200; ++s) {
        const MatrixXd c = sineModel(s).matrix();
        const TreeOptions tree{TreeDistance::Correlation, kLinkages[s % 4]};
        const auto none = schurComplementary(c, 0, tree), all = schurComplementary(c, 1, tree);
        EXPECT_LT(apart(none.weights, hierarchicalRiskParity(c, tree).weights), 1e-12) << s;
        EXPECT_LT(apart(all.weights, allocationGolden("least variance " + std::to_string(s))), 1e-9) << s;
        const double most = none.weights.dot(c * none.weights), least = all.weights.dot(c * all.weights);
        for (const double gamma : {0.25, 0.5, 0.75}) {
            const auto between = schurComplementary(c, gamma, tree);
            ASSERT_FALSE(between.fault) << s << " " << gamma;
            EXPECT_NEAR(between.weights.sum(), 1, 1e-12);
            const double variance = between.weights.dot(c * between.weights);
            EXPECT_GE(variance, least - 1e-14);
            EXPECT_LE(variance, most * 1.2) << s << " " << gamma;
        }
    }
}

TEST(Allocations, FollowScaleAndSumToOne) {
    RandomNumbers random{std::mt19937_64(11)};
    for (int trial = 0; trial < 60; ++trial) {
        const MatrixXd c = randomModel(random, random.whole(1, 60), 4).matrix();
        const TreeOptions tree{trial % 2 ? TreeDistance::Correlation : TreeDistance::DistanceOfDistances,
                               kLinkages[trial % 4]};
        const auto parity = hierarchicalRiskParity(c, tree);
        EXPECT_NEAR(parity.weights.sum(), 1, 1e-12) << trial;
        EXPECT_GT(parity.weights.minCoeff(), 0) << trial;
        EXPECT_LT(apart(parity.weights, hierarchicalRiskParity(252 * c, tree).weights), 1e-12) << trial;
        EqualContributionOptions options;
        options.tree = tree;
        const auto herc = hierarchicalEqualContribution(c, options);
        EXPECT_NEAR(herc.weights.sum(), 1, 1e-12) << trial;
        EXPECT_GT(herc.weights.minCoeff(), 0) << trial;
    }
}

TEST(Allocations, ClosedForms) {
    const MatrixXd apart_two = (MatrixXd(2, 2) << 0.01, 0, 0, 0.04).finished();
    const VectorXd inverse = (VectorXd(2) << 0.8, 0.2).finished();
    EXPECT_LT(apart(hierarchicalRiskParity(apart_two, {}).weights, inverse), 1e-15);
    EXPECT_LT(apart(minimumVariance(apart_two).weights, inverse), 1e-15);
    EXPECT_LT(apart(inverseVariance(apart_two).weights, inverse), 1e-15);
    EXPECT_NEAR(inverseVolatility(apart_two).weights[0], 2.0 / 3, 1e-15);
    EXPECT_EQ(equalWeight(apart_two).weights[1], 0.5);
    EXPECT_NEAR(maximumSharpe(apart_two, (VectorXd(2) << 0.01, 0.04).finished()).weights[0], 0.5, 1e-15);
    const MatrixXd eight = MatrixXd::Identity(8, 8) * 0.04;
    EXPECT_LT(apart(hierarchicalRiskParity(eight, {}).weights, VectorXd::Constant(8, 0.125)), 1e-15);
    // Published with the formulas, three assets, riskless 0.02.
    const MatrixXd three = (MatrixXd(3, 3) << .04, .006, .002, .006, .09, .012, .002, .012, .0225).finished();
    EXPECT_NEAR(minimumVariance(three).weights[0], 0.33460842, 1e-8);
    EXPECT_NEAR(maximumSharpe(three, (VectorXd(3) << .04, .08, .03).finished()).weights[1], 0.29314525, 1e-8);
    EXPECT_NEAR(equalRisk(three).weights[2], 0.43517103, 1e-8);
    EXPECT_NEAR(assetTree(three, {}).distances.at(0, 2), 0.683130051, 1e-9);
}

TEST(Allocations, DegenerateOnesHaveDefinedAnswers) {
    const MatrixXd one = MatrixXd::Constant(1, 1, 0.04);
    for (const auto& weigh : {equalWeight, inverseVariance, equalRisk, minimumVariance})
        EXPECT_EQ(weigh(one, {}).weights, VectorXd::Ones(1));
    EXPECT_EQ(hierarchicalRiskParity(one, {}).weights, VectorXd::Ones(1));
    EXPECT_EQ(hierarchicalEqualContribution(one, {}).weights, VectorXd::Ones(1));
    EXPECT_EQ(schurComplementary(one, 0.5, {}).weights, VectorXd::Ones(1));
    // Twins share, in closed form and by trees.
    const MatrixXd twins = (MatrixXd(3, 3) << .04, .04, 0, .04, .04, 0, 0, 0, .04).finished();
    const VectorXd shared = (VectorXd(3) << .25, .25, .5).finished();
    EXPECT_LT(apart(minimumVariance(twins).weights, shared), 1e-12);
    EXPECT_NEAR(hierarchicalEqualContribution(twins, {{}, 2, 10, ClusterRisk::Variance}).weights[2], 0.5,
                1e-15);
    EXPECT_TRUE(schurComplementary(twins, 1, {}).fault) << "a singular covariance";
    EXPECT_EQ(schurComplementary(twins, 1, {}).fault->field, "/gamma");
    const MatrixXd hedged = (MatrixXd(2, 2) << .04, -.02, -.02, .01).finished();
    ASSERT_TRUE(minimumVariance(hedged).fault);
    EXPECT_EQ(minimumVariance(hedged).fault->field, "/covariance");
    EXPECT_FALSE(hierarchicalRiskParity(hedged, {}).fault) << "nothing is inverted";

    MatrixXd broken = sineModel(5).matrix();
    broken(2, 2) = 0;
    EXPECT_EQ(hierarchicalRiskParity(broken, {}).fault->field, "/covariance/2");
    broken(2, 2) = 0.04;
    broken(3, 1) = std::nan("");
    EXPECT_EQ(hierarchicalEqualContribution(broken, {}).fault->field, "/covariance/3");
    EXPECT_EQ(minimumVariance(MatrixXd(0, 0)).fault->message, "no assets");
    EXPECT_EQ(schurComplementary(twins, 1.1, {}).fault->field, "/gamma");
    EXPECT_EQ(hierarchicalEqualContribution(twins, {{}, 4, 10, ClusterRisk::Equal}).fault->field,
              "/clusters");
    EXPECT_EQ(maximumSharpe(twins, VectorXd::Constant(3, -0.01)).fault->field, "/expected_returns");
}

} // namespace
} // namespace nautilus::portfolio
