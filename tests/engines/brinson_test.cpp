// Attribution by groups: a worked case, exact sums over random portfolios, and the conventions at the edges.

#include "engines/analytics/kernel/brinson.h"
#include "engines/analytics/kernel/factor_attribution.h"
#include "engines/numerics/counter_random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace nautilus::analytics {
namespace {

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(Brinson, IsTheWorkedCase) {
    // Bacon 2008, chapter 5: UK, Japanese and US equities, 8.3 % against 6.4 %.
    const std::vector<double> w{0.4, 0.3, 0.3}, base{0.4, 0.2, 0.4};
    const std::vector<double> r{0.20, -0.05, 0.06}, market{0.10, -0.04, 0.08};
    const auto e = brinsonEffects(w, base, r, market);
    EXPECT_NEAR(e.portfolio_return, 0.083, 1e-15);
    EXPECT_NEAR(e.benchmark_return, 0.064, 1e-15);
    EXPECT_NEAR(e.allocation[0], 0, 1e-15);
    EXPECT_NEAR(e.allocation[1], -0.0104, 1e-15);
    EXPECT_NEAR(e.allocation[2], -0.0016, 1e-15);
    EXPECT_NEAR(e.selection[0], 0.04, 1e-15);
    EXPECT_NEAR(e.selection[1], -0.002, 1e-15);
    EXPECT_NEAR(e.selection[2], -0.008, 1e-15);
    EXPECT_NEAR(e.interaction[1], -0.001, 1e-15);
    EXPECT_NEAR(e.interaction[2], 0.002, 1e-15);
}

TEST(Brinson, SumsToTheActiveReturnAndLinkedToTheCompoundedOne) {
    constexpr std::uint64_t kSeed = 404;
    for (std::uint64_t k = 0; k < 10000; ++k) {
        const numerics::CounterRandom random(kSeed, k);
        std::uint64_t place = 0;
        const auto draw = [&] { return random.uniform(place++); };
        const std::size_t groups = 1 + k % 6, periods = 1 + k % 9;
        std::vector<double> p, b, effects;
        for (std::size_t t = 0; t < periods; ++t) {
            std::vector<double> w(groups), base(groups), r(groups), market(groups);
            for (std::size_t j = 0; j < groups; ++j) {
                w[j] = draw() < 0.2 ? 0 : draw();
                base[j] = draw() < 0.2 ? 0 : draw();
                r[j] = w[j] == 0 ? std::nan("") : 0.4 * draw() - 0.2;
                market[j] = base[j] == 0 ? std::nan("") : 0.4 * draw() - 0.2;
            }
            if (w[0] == 0) r[0] = 0.1;
            if (base[0] == 0) market[0] = -0.1;
            w[0] += 1 - sum(w);
            base[0] += 1 - sum(base);
            const auto e = brinsonEffects(w, base, r, market);
            const double active = e.portfolio_return - e.benchmark_return;
            ASSERT_NEAR(sum(e.allocation) + sum(e.selection) + sum(e.interaction), active, 1e-13)
                << "seed " << kSeed << " case " << k;
            p.push_back(e.portfolio_return);
            b.push_back(e.benchmark_return);
            for (const auto* part : {&e.allocation, &e.selection, &e.interaction})
                effects.insert(effects.end(), part->begin(), part->end());
        }
        const bool ruined = std::ranges::any_of(p, [](double x) { return x <= -1; }) ||
                            std::ranges::any_of(b, [](double x) { return x <= -1; });
        for (const auto method : {Linking::Carino, Linking::Menchero}) {
            const auto linked = linkEffects(p, b, {effects.data(), periods, 3 * groups}, method);
            if (ruined) {
                ASSERT_TRUE(std::isnan(linked.effects[0]));
                continue;
            }
            ASSERT_NEAR(sum(linked.effects), linked.portfolio_return - linked.benchmark_return,
                        1e-11 * (1 + std::abs(linked.portfolio_return) + std::abs(linked.benchmark_return)))
                << "seed " << kSeed << " case " << k;
        }
    }
}

TEST(FactorAttribution, LeavesTheSpecificReturnsOfTheModel) {
    for (std::uint64_t k = 0; k < 10000; ++k) {
        const numerics::CounterRandom random(405, k);
        const Eigen::Index n = 1 + static_cast<Eigen::Index>(k % 11),
                           factors = static_cast<Eigen::Index>(k % 4);
        Eigen::MatrixXd x(n, factors + 2), f(factors, 1);
        random.normals(0, {x.data(), static_cast<std::size_t>(x.size())});
        random.normals(1000, {f.data(), static_cast<std::size_t>(factors)});
        Eigen::VectorXd w = x.col(factors), own = x.col(factors + 1);
        Eigen::VectorXd r = x.leftCols(factors) * f + own;
        const double specific = w.dot(own), total = w.dot(r);
        if (n > 3) { // a position that is not held may have no figures
            w(3) = 0;
            r(3) = std::nan("");
        }
        const auto e = factorEffects(w, x.leftCols(factors), r, f);
        ASSERT_NEAR(e.effects.sum() + e.specific, e.total, 1e-12 * (1 + std::abs(e.total)))
            << "seed 405, " << k;
        if (n > 3) continue;
        ASSERT_NEAR(e.specific, specific, 1e-12 * (1 + std::abs(total))) << "seed 405, " << k;
        ASSERT_NEAR(e.total, total, 1e-12 * (1 + std::abs(total))) << k;
    }
}

TEST(Brinson, HasDefinedAnswersAtTheEdges) {
    const auto absent = brinsonEffects(std::vector{0.5, 0.5}, std::vector{1.0, 0.0}, std::vector{0.02, 0.05},
                                       std::vector{0.01, std::nan("")});
    EXPECT_EQ(absent.allocation[1], 0.0);
    EXPECT_EQ(absent.selection[1], 0.0);
    EXPECT_NEAR(absent.interaction[1], 0.5 * 0.04, 1e-16);
    EXPECT_TRUE(brinsonEffects({}, {}, {}, {}).allocation.empty());
    const std::vector<double> one{0.1}, zero{0.0};
    for (const auto method : {Linking::Carino, Linking::Menchero}) {
        EXPECT_NEAR(linkEffects(one, one, {zero.data(), 1, 1}, method).effects[0], 0, 1e-16);
        EXPECT_EQ(linkEffects({}, {}, {nullptr, 0, 2}, method).effects[1], 0.0);
        EXPECT_TRUE(std::isnan(linkEffects(std::vector{-1.0}, zero, {one.data(), 1, 1}, method).effects[0]));
    }
}

} // namespace
} // namespace nautilus::analytics
