// Cap shrinkage, regime history, the statistical model, risk over a table and test portfolios against numpy.

#include "engines/factor/kernel/cap_shrinkage.h"
#include "engines/factor/kernel/portfolio_risk.h"
#include "engines/factor/kernel/regime_history.h"
#include "engines/factor/kernel/statistical_model.h"
#include "engines/factor/kernel/test_portfolios.h"
#include "tests/engines/risk_model_tables.h"

#include <gtest/gtest.h>

#include <numeric>

namespace {

using namespace nautilus::factor;
using namespace nautilus::testing_tables;
using nautilus::domain::kMissing;

double sum(const std::vector<double>& x) {
    return std::accumulate(x.begin(), x.end(), 0.0);
}

TEST(CapShrinkage, EqualsNumpy) {
    const auto shrunk = shrinkByCap(riskGolden("cap_risk"), riskGolden("cap_cap"));
    expectClose(shrunk.risk, riskGolden("cap_shrunk"), 1e-14, "risk");
    expectClose(shrunk.weight, riskGolden("cap_weight"), 1e-13, "weight");
}

TEST(CapShrinkage, LeavesAloneWhatHasNoPeers) {
    const std::vector<double> risk{.02, .03, kMissing, .01}, cap{1, 2, 3, kMissing};
    const auto shrunk = shrinkByCap(risk, cap);
    EXPECT_EQ(shrunk.risk[0], .02) << "alone in its bucket: it is its own mean";
    EXPECT_EQ(shrunk.risk[3], .01);
    EXPECT_EQ(shrunk.weight[3], 0);
    EXPECT_EQ(shrinkByCap(riskGolden("cap_risk"), riskGolden("cap_cap"), {10, 0.0}).weight,
              std::vector<double>(43, 0.0));
    EXPECT_TRUE(shrinkByCap({}, {}).risk.empty());
}

TEST(RegimeHistory, EqualsNumpyAndReadsNothingLater) {
    const auto returns = riskView("path_series", 5);
    const auto residuals = riskView("bias_residuals", 4), caps = riskView("bias_caps", 4);
    const auto history =
        regimeHistory({returns.data, 130, 5}, residuals, caps, covarianceOptions(RiskHorizon::Short),
                      specificRiskOptions(RiskHorizon::Short), sequential());
    expectClose(history.factor, std::span(riskGolden("path_bias_5")).first(130), 1e-11, "factor");
    expectClose(history.specific, riskGolden("bias_specific"), 1e-11, "specific");
    const auto before = regimeHistory({returns.data, 100, 5}, {residuals.data, 100, 4}, {caps.data, 100, 4},
                                      covarianceOptions(RiskHorizon::Short),
                                      specificRiskOptions(RiskHorizon::Short), sequential());
    for (std::size_t t = 60; t < 100; ++t) {
        EXPECT_EQ(before.specific[t], history.specific[t]) << t;
        EXPECT_EQ(before.factor[t], history.factor[t]) << t;
    }
}

TEST(StatisticalModel, EqualsScikitLearn) {
    const auto model = statisticalModel(riskView("stat_returns", 14));
    const auto& facts = riskGolden("stat_facts");
    ASSERT_EQ(static_cast<double>(model.returns.columns()), facts[0]);
    EXPECT_NEAR(model.upper_edge, facts[1], 1e-14);
    EXPECT_NEAR(model.explained, facts[2], 1e-12);
    EXPECT_EQ(static_cast<double>(model.complete_names), facts[3]);
    expectClose(model.exposures.values(), riskGolden("stat_exposures"), 1e-11, "exposures");
    expectClose(model.returns.values(), riskGolden("stat_factor_returns"), 1e-9, "factor returns");
    expectClose(model.residuals.values(), riskGolden("stat_residuals"), 1e-11, "residuals");
}

TEST(StatisticalModel, TooLittleDataIsNoModel) {
    const std::vector<double> r{.01, kMissing, .02, kMissing, .03, .01};
    const auto model = statisticalModel(view(r, 2));
    EXPECT_EQ(model.returns.columns(), 0U);
    EXPECT_EQ(model.complete_names, 1U);
}

TEST(MimickingPortfolios, HoldOneFactorByTheInverseOfTheVariances) {
    // One factor, exposures 1, 2, missing, 1 and deviations 1, 2, 1, 0: the last two are not held.
    // X'D^-1 X = 1/1 + 4/4 = 2, so that the weights are (1/1)/2 and (2/4)/2.
    const std::vector<double> one{1, 2, std::nan(""), 1};
    const auto held = mimickingPortfolios({one.data(), 4, 1}, std::vector<double>{1, 2, 1, 0});
    EXPECT_NEAR(held.at(0, 0), 0.5, 1e-15);
    EXPECT_NEAR(held.at(0, 1), 0.25, 1e-15);
    EXPECT_EQ(held.at(0, 2), 0.0);
    EXPECT_EQ(held.at(0, 3), 0.0);
    // Two factors that are the same cannot be told apart, nor can two with one stock.
    const std::vector<double> twice{1, 1, 2, 2, 3, 3};
    for (const std::size_t stocks : {3U, 1U}) {
        const auto none = mimickingPortfolios({twice.data(), stocks, 2}, std::vector<double>(stocks, 0.1));
        for (const double weight : none.values())
            EXPECT_TRUE(std::isnan(weight));
    }
}

TEST(TableRisk, EqualsNumpyAndAddsUp) {
    const std::size_t factors = static_cast<std::size_t>(riskGolden("stat_facts")[0]);
    const auto risk =
        portfolioRisk(riskView("stat_exposures", factors), riskView("table_covariance", factors),
                      riskGolden("table_specific"), riskGolden("table_weights"));
    expectClose(std::vector{risk.sigma}, riskGolden("table_sigma"), 1e-13, "sigma");
    expectClose(risk.factor_contribution, riskGolden("table_contribution"), 1e-13, "contribution");
    expectClose(risk.marginal, riskGolden("table_marginal"), 1e-13, "marginal");
    EXPECT_NEAR(sum(risk.factor_contribution) + risk.specific_contribution, risk.sigma, 1e-16);
    EXPECT_NEAR(sum(risk.name_contribution), risk.sigma, 1e-16);
}

TEST(TableRisk, EqualsTheCrossSectionThatTheTableWasMadeOf) {
    std::vector<std::int32_t> group;
    for (const double x : golden("xs_group"))
        group.push_back(static_cast<std::int32_t>(x));
    group[7] = kNoGroup;
    std::vector<std::span<const double>> styles;
    for (std::size_t s = 0; s < 3; ++s)
        styles.push_back(view(golden("spec_styles"), group.size()).row(s));
    styles[1] = {};
    CrossSection section;
    section.group = group;
    section.group_count = 5;
    section.styles = styles;
    const auto table = exposureTable(section);
    EXPECT_TRUE(std::isnan(table.at(7, 0)));
    EXPECT_EQ(table.at(3, 7), 0) << "a style that takes no part";
    const auto f = view(golden("port_covariance"), 9);
    const auto a = portfolioRisk(section, f, golden("spec_risk"), golden("port_weights"));
    const auto b = portfolioRisk(table.view(), f, golden("spec_risk"), golden("port_weights"));
    EXPECT_EQ(a.left_out, b.left_out);
    expectClose(a.marginal, b.marginal, 1e-15, "marginal");
    expectClose(a.factor_contribution, b.factor_contribution, 1e-15, "contribution");
}

TEST(TestPortfolios, LeastRiskEqualsTheDenseSolution) {
    const std::size_t factors = static_cast<std::size_t>(riskGolden("stat_facts")[0]);
    const LeastRisk prepared(riskView("stat_exposures", factors), riskView("table_covariance", factors),
                             riskGolden("table_specific"));
    const auto h = prepared.weights(riskGolden("optimal_alpha"));
    expectClose(h, riskGolden("optimal_weights"), 1e-11, "weights");
}

TEST(TestPortfolios, LeastRiskOfFactorsIsWhereNoChangeHelps) {
    std::vector<double> f{4, 1, kMissing, 1, 3, kMissing, kMissing, kMissing, kMissing};
    const std::vector<double> alpha{1, 2, 5};
    const auto h = leastRiskFactors(view(f, 3), alpha);
    EXPECT_EQ(h[2], 0);
    EXPECT_NEAR(h[0] + 2 * h[1], 1, 1e-15);
    // The gradient F h is a multiple of alpha.
    EXPECT_NEAR((4 * h[0] + h[1]) * 2, h[0] + 3 * h[1], 1e-15);
}

TEST(TestPortfolios, TheCountryIsHeldWithItsIndustries) {
    // Country, two industries, one style; the industries with the country in them do not move together.
    const std::vector<double> f{2, 0, 0, 0, 0, 1, -1, 0, 0, -1, 1, 0, 0, 0, 0, 4};
    const std::vector<double> alpha{99, 1, 0, 1};
    const auto h = leastRiskFactors(view(f, 4), alpha, 2);
    EXPECT_NEAR(h[0], h[1] + h[2], 1e-15);
    EXPECT_NEAR(h[1] + h[3], 1, 1e-15);
    // By hand: [[3, 1], [1, 3]] over the industries has inverse [[3, -1], [-1, 3]] / 8.
    EXPECT_NEAR(h[1] / h[3], (3.0 / 8) / (1.0 / 4), 1e-14);
    EXPECT_NEAR(h[2] / h[3], (-1.0 / 8) / (1.0 / 4), 1e-14);
}

TEST(TestPortfolios, RandomOnesKeepTheirNamesWhenOthersLeave) {
    const std::vector<double> cap{1, 2, 3, 4, 5, 6, 7, kMissing};
    const std::vector<std::int64_t> ids{11, 12, 13, 14, 15, 16, 17, 18};
    const std::vector<std::uint8_t> all(8, 1);
    const auto h = randomPortfolio(3, 0, 4, ids, cap, all);
    EXPECT_NEAR(sum(h), 1, 1e-15);
    EXPECT_EQ(std::ranges::count_if(h, [](double w) { return w > 0; }), 4);
    EXPECT_EQ(h[7], 0);
    EXPECT_NE(randomPortfolio(3, 1, 4, ids, cap, all), h);
    std::vector<std::uint8_t> fewer = all;
    const auto gone = static_cast<std::size_t>(std::ranges::find(h, 0.0) - h.begin());
    fewer[gone] = 0; // one that was not drawn
    EXPECT_EQ(randomPortfolio(3, 0, 4, ids, cap, fewer), h);
}

TEST(TestPortfolios, StylesAndGroupsByHand) {
    const std::vector<double> cap{1, 1, 3, 1, 1, 1, 1, 1, 1, 2};
    const std::vector<double> x{9, 8, 0, 1, 2, 3, 4, 5, 6, kMissing};
    const std::vector<std::uint8_t> all(10, 1);
    const auto h = stylePortfolio(x, cap, all); // nine names: a fifth is one
    EXPECT_EQ(h, (std::vector<double>{1, 0, -1, 0, 0, 0, 0, 0, 0, 0}));
    const std::vector<std::int32_t> group{0, 1, 0, 1, 1, 1, 1, 1, 1, 0};
    const auto g = groupPortfolio(group, 0, cap, all);
    EXPECT_NEAR(g[2], 0.5, 1e-15);
    EXPECT_NEAR(sum(g), 1, 1e-15);
    EXPECT_EQ(sum(groupPortfolio(group, 4, cap, all)), 0);
}

} // namespace
