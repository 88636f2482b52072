#include "engines/factor/kernel/diagnostics.h"
#include "engines/factor/kernel/factor_covariance.h"
#include "engines/factor/kernel/portfolio_risk.h"
#include "engines/factor/kernel/specific_risk.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <thread>

namespace {

using namespace nautilus::factor;
using namespace nautilus::testing_tables;
using nautilus::domain::kMissing;
using nautilus::domain::Matrix;

/// The seeded cross-section of the golden file.
struct Names {
    std::vector<std::int32_t> group;
    std::vector<std::span<const double>> styles;
    CrossSection section;

    Names() {
        for (const double x : golden("xs_group"))
            group.push_back(static_cast<std::int32_t>(x));
        for (std::size_t s = 0; s < 3; ++s)
            styles.push_back(view(golden("spec_styles"), group.size()).row(s));
        section.market_cap = golden("xs_cap");
        section.group = group;
        section.group_count = 5;
        section.styles = styles;
    }
};

TEST(SpecificRisk, EqualsNumpy) {
    const Names names;
    const auto residuals = view(golden("spec_residuals"), names.group.size());
    const SpecificRisk risk =
        specificRisk(residuals, names.section, specificRiskOptions(RiskHorizon::Short), sequential());
    expectClose(risk.time_series, golden("spec_ts"), 1e-10, "time series");
    expectClose(risk.blend, golden("spec_blend"), 1e-10, "blend");
    expectClose(risk.structural, golden("spec_structural"), 1e-10, "structural");
    expectClose(risk.risk, golden("spec_risk"), 1e-10, "risk");
    const ParallelFor two = [](std::size_t count, const RangeBody& body) {
        std::thread other([&] { body(count / 2, count); });
        body(0, count / 2);
        other.join();
    };
    EXPECT_EQ(specificRisk(residuals, names.section, specificRiskOptions(RiskHorizon::Short), two).risk,
              risk.risk);
}

TEST(SpecificRisk, WithoutTeachersOnlyTheTimeSeries) {
    const Names names;
    const std::size_t n = names.group.size();
    std::vector<double> few(30 * n, 0.01);
    for (std::size_t t = 0; t < 30; ++t)
        few[t * n] = kMissing;
    const SpecificRisk risk = specificRisk(view(few, n), names.section, {}, sequential());
    EXPECT_TRUE(std::isnan(risk.risk[0]));
    EXPECT_GT(risk.risk[1], 0.01) << "a constant residual is fully correlated with itself";
    EXPECT_TRUE(std::isnan(risk.structural[1]));
}

TEST(Covariance, HorizonsDifferInVolatilityOnly) {
    const auto series = view(golden("cov_series"), 4);
    const Matrix brief = factorCovariance(series, RiskHorizon::Short);
    const Matrix lasting = factorCovariance(series, RiskHorizon::Long);
    for (std::size_t i = 0; i < 16; ++i) {
        EXPECT_NEAR(brief.values()[i], golden("cov_short")[i], 1e-10 * 1e-3);
        EXPECT_NEAR(lasting.values()[i], golden("cov_long")[i], 1e-10 * 1e-3);
    }
}

double sum(const std::vector<double>& x) {
    return std::accumulate(x.begin(), x.end(), 0.0);
}

void expectPortfolio(const PortfolioRisk& risk, const std::string& name) {
    expectClose(std::vector{risk.sigma, risk.factor_variance, risk.specific_variance}, golden(name), 1e-12,
                name);
    expectClose(risk.exposure, golden(name + "_exposure"), 1e-12, "exposure");
    expectClose(risk.factor_contribution, golden(name + "_contribution"), 1e-12, "contribution");
    expectClose(risk.marginal, golden(name + "_marginal"), 1e-12, "marginal");
    EXPECT_NEAR(sum(risk.factor_contribution) + risk.specific_contribution, risk.sigma, 1e-15);
    EXPECT_NEAR(sum(risk.name_contribution), risk.sigma, 1e-15);
    EXPECT_TRUE(risk.left_out.empty());
}

TEST(PortfolioRisk, EqualsNumpyAndAddsUp) {
    const Names names;
    const auto f = view(golden("port_covariance"), 9);
    expectPortfolio(portfolioRisk(names.section, f, golden("spec_risk"), golden("port_weights")),
                    "port_total");
    expectPortfolio(portfolioRisk(names.section, f, golden("spec_risk"), golden("port_weights"),
                                  golden("port_benchmark")),
                    "port_active");
}

TEST(PortfolioRisk, NamesOutsideTheModelAreLeftOutAndNamed) {
    Names names;
    names.group[4] = kNoGroup;
    std::vector<double> weights(names.group.size(), 0.0), specific = golden("spec_risk");
    weights[3] = .5, weights[4] = .3, weights[5] = .2;
    specific[5] = kMissing;
    const PortfolioRisk risk =
        portfolioRisk(names.section, view(golden("port_covariance"), 9), specific, weights);
    EXPECT_EQ(risk.left_out, (std::vector<std::size_t>{4, 5}));
    EXPECT_DOUBLE_EQ(risk.exposure[0], .5);
    EXPECT_TRUE(std::isnan(risk.marginal[4]));
    EXPECT_GT(risk.sigma, 0);
}

TEST(PortfolioRisk, UnknownCovarianceMattersOnlyWhenHeld) {
    const Names names;
    std::vector<double> f = golden("port_covariance");
    for (std::size_t k = 0; k < 9; ++k)
        f[5 * 9 + k] = f[k * 9 + 5] = kMissing; // group 4
    std::vector<double> weights(names.group.size(), 0.0);
    weights[0] = 1; // group 0
    EXPECT_GT(portfolioRisk(names.section, view(f, 9), golden("spec_risk"), weights).sigma, 0);
    weights[4] = 1; // group 4
    EXPECT_TRUE(std::isnan(portfolioRisk(names.section, view(f, 9), golden("spec_risk"), weights).sigma));
    const std::vector<double> cash(names.group.size(), 0.0);
    const PortfolioRisk nothing = portfolioRisk(names.section, view(f, 9), golden("spec_risk"), cash);
    EXPECT_EQ(nothing.sigma, 0);
    EXPECT_EQ(nothing.specific_contribution, 0);
}

TEST(Diagnostics, StabilityComparesWithAMonthBefore) {
    Matrix x(30, 5);
    for (std::size_t t = 0; t < 30; ++t)
        for (std::size_t n = 0; n < 5; ++n)
            x.at(t, n) = static_cast<double>(n * n) + (t < 21 ? 0.0 : 3.0);
    x.at(25, 0) = kMissing;
    const std::vector<double> s = exposureStability(x.view(), {20, 30});
    EXPECT_TRUE(std::isnan(s[0]));
    EXPECT_NEAR(s[1], 1, 1e-14);
    EXPECT_NEAR(s[5], 1, 1e-14);
}

TEST(Diagnostics, StatisticsOfOneFactor) {
    const std::vector<double> r{.01, kMissing, -.02, .03}, t{2.5, kMissing, -2.0, -3};
    const FactorStatistics s = factorStatistics(r, t);
    EXPECT_EQ(s.observations, 3U);
    EXPECT_NEAR(s.mean, .02 / 3, 1e-17);
    EXPECT_NEAR(s.deviation, 0.025166114784235832, 1e-16); // numpy std ddof 1
    EXPECT_NEAR(s.sharpe, .02 / 3 / 0.025166114784235832 * std::sqrt(252.0), 1e-12);
    EXPECT_NEAR(s.max_drawdown, .02, 1e-16);
    EXPECT_NEAR(s.share_significant, 2.0 / 3, 1e-15);
    EXPECT_NEAR(s.cumulative, .02, 1e-16);
    EXPECT_TRUE(std::isnan(factorStatistics(std::vector<double>{kMissing}, {}).mean));
}

TEST(Diagnostics, CorrelationNeedsEnoughSessions) {
    const Matrix c = factorCorrelation(view(golden("cov_series"), 4), 150);
    EXPECT_TRUE(std::isnan(c.at(0, 1)));
    EXPECT_EQ(c.at(0, 0), 1);
    EXPECT_LT(std::abs(c.at(0, 2)), 1);
}

} // namespace
