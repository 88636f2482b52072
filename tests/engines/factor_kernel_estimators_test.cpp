#include "engines/factor/kernel/joint.h"
#include "engines/factor/kernel/two_stage.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>
#include <thread>

namespace {

using namespace nautilus::factor;
using namespace nautilus::testing_tables;
using nautilus::domain::kMissing;
using nautilus::domain::Matrix;
using nautilus::domain::MatrixView;

/// A cross-section that owns its numbers, and room for the answers.
struct Case {
    std::vector<double> returns, cap;
    std::vector<std::int32_t> group;
    std::vector<std::uint8_t> member{};
    std::vector<std::vector<double>> styles;
    std::size_t groups = 0;
    std::vector<double> constraint{};
    std::vector<bool> off{};

    std::vector<double> f{}, t{}, vif{}, residual{};
    FitQuality quality{};
    Matrix omega{};

    CrossSection section(std::vector<std::span<const double>>& spans) {
        const std::size_t k = 1 + groups + styles.size();
        f.assign(k, -7), t.assign(k, -7), vif.assign(styles.size(), -7), residual.assign(returns.size(), -7);
        for (std::size_t s = 0; s < styles.size(); ++s)
            spans.push_back(s < off.size() && off[s] ? std::span<const double>{}
                                                     : std::span<const double>(styles[s]));
        return {returns, cap, group, groups, spans, member, constraint};
    }
    Case& joint(JointOptions options = {}) {
        std::vector<std::span<const double>> spans;
        const CrossSection s = section(spans);
        JointEstimator estimator;
        quality = estimator.fit(s, options, {f, t, vif, residual});
        omega = estimator.purePortfolios();
        return *this;
    }
    Case& twoStage(TwoStageOptions options) {
        std::vector<std::span<const double>> spans;
        const CrossSection s = section(spans);
        quality = TwoStageEstimator().fit(s, options, {f, t, {}, residual});
        return *this;
    }
};

Case fourAssets() {
    return {{.01, .02, -.01, .005}, {100, 50, 80, 20}, {0, 0, 1, 1}, {}, {{1, -1, .5, -.5}}, 2};
}

Case seeded() {
    const auto integers = [](const std::string& name) {
        std::vector<std::int32_t> result;
        for (const double x : golden(name))
            result.push_back(static_cast<std::int32_t>(x));
        return result;
    };
    const std::vector<std::int32_t> member = integers("xs_member");
    Case c{
        golden("xs_returns"), golden("xs_cap"), integers("xs_group"), {member.begin(), member.end()}, {}, 5};
    for (std::size_t s = 0; s < 3; ++s) {
        const auto row = view(golden("xs_styles"), c.returns.size()).row(s);
        c.styles.emplace_back(row.begin(), row.end());
    }
    return c;
}

// Four assets by hand: an independent transcription of the published formulas.
TEST(FourAssets, TwoStage) {
    Case c = fourAssets().twoStage({std::nullopt, true});
    expectClose(c.f, std::vector{.0045710678, .0095710678, -.0095710678, -.0062454351}, 1e-10,
                "residualised");
    expectClose(c.residual, std::vector{.0021032995, -.0003875707, -.0018772825, .0068772825}, 1e-10,
                "residuals");
    c.twoStage({std::nullopt, false});
    EXPECT_NEAR(c.f[3], -.0047648591, 1e-10);
}

TEST(FourAssets, Joint) {
    Case c = fourAssets().joint();
    expectClose(c.f, std::vector{.0075919939, .0076696595, -.0115044893, -.0065250277}, 1e-10, "returns");
    expectClose(c.residual, std::vector{.0012633743, -.0017866811, -.0028249908, .0056499816}, 1e-10,
                "residuals");
    EXPECT_NEAR(.6 * c.f[1] + .4 * c.f[2], 0, 1e-17);
}

void expectJoint(Case& c, const std::string& name) {
    expectClose(c.f, golden(name + "_f"), 1e-10, name);
    expectClose(c.t, golden(name + "_t"), 1e-10, name + " t");
    expectClose(c.vif, golden(name + "_vif"), 1e-10, name + " vif");
    expectClose(c.residual, golden(name + "_residual"), 1e-10, name + " residual");
    const std::vector<double> q{c.quality.r2, c.quality.r2_uncentred, c.quality.sigma2};
    expectClose(q, golden(name + "_r2"), 1e-10, name + " r2");
    expectClose(c.omega.values(), golden(name + "_omega"), 1e-10, name + " omega");
}

TEST(Joint, EqualsRestrictionMatrix) {
    Case c = seeded().joint();
    expectJoint(c, "joint_cap");
    c.joint({GroupConstraint::PlainSum});
    expectJoint(c, "joint_sum");
    c.constraint = golden("joint_given_weights");
    c.joint();
    expectJoint(c, "joint_given");
}

TEST(TwoStage, EqualsDenseRegressions) {
    const auto check = [](Case& c, const std::string& name) {
        expectClose(c.f, golden(name + "_f"), 1e-10, name);
        expectClose(c.t, golden(name + "_t"), 1e-10, name + " t");
        expectClose(c.residual, golden(name + "_residual"), 1e-10, name + " residual");
        const std::vector<double> q{c.quality.r2, c.quality.r2_uncentred, c.quality.sigma2};
        expectClose(q, golden(name + "_r2"), 1e-10, name + " r2");
    };
    Case c = seeded().twoStage({});
    check(c, "two_stage_default");
    c.twoStage({std::nullopt, false});
    check(c, "two_stage_raw");
}

TEST(Joint, PurePortfoliosExplainThemselves) {
    Case c = seeded().joint();
    for (std::size_t k = 0; k < c.f.size(); ++k) {
        double f = 0;
        for (std::size_t n = 0; n < c.returns.size(); ++n)
            if (c.omega.at(k, n) != 0) f += c.omega.at(k, n) * c.returns[n];
        EXPECT_NEAR(f, c.f[k], 1e-14);
    }
}

TEST(Estimators, PermutingNamesPermutesResults) {
    Case a = seeded(), b = seeded();
    const std::size_t n = a.returns.size();
    std::vector<std::size_t> order(n);
    std::iota(order.begin(), order.end(), 0);
    std::reverse(order.begin(), order.end());
    std::rotate(order.begin(), order.begin() + 13, order.end());
    for (std::size_t i = 0; i < n; ++i) {
        b.returns[i] = a.returns[order[i]], b.cap[i] = a.cap[order[i]];
        b.group[i] = a.group[order[i]], b.member[i] = a.member[order[i]];
        for (std::size_t s = 0; s < 3; ++s)
            b.styles[s][i] = a.styles[s][order[i]];
    }
    for (const bool joint : {true, false}) {
        if (joint)
            a.joint(), b.joint();
        else
            a.twoStage({}), b.twoStage({});
        expectClose(b.f, a.f, 1e-13, "returns");
        expectClose(b.t, a.t, 1e-11, "t");
        for (std::size_t i = 0; i < n; ++i) {
            if (std::isnan(b.residual[i])) continue;
            EXPECT_NEAR(b.residual[i], a.residual[order[i]], 1e-14);
        }
    }
}

TEST(Estimators, EmptyGroupIsMissingAndHarmless) {
    Case full = fourAssets(), more = fourAssets();
    more.groups = 3;
    for (auto& g : more.group)
        g = g == 1 ? 2 : 0;
    full.joint(), more.joint();
    EXPECT_TRUE(std::isnan(more.f[2]));
    EXPECT_EQ(full.f[0], more.f[0]);
    EXPECT_EQ(full.f[2], more.f[3]);
    full.twoStage({}), more.twoStage({});
    EXPECT_TRUE(std::isnan(more.f[2]));
    EXPECT_EQ(full.f[0], more.f[0]);
}

TEST(Estimators, StyleThatTakesNoPartIsMissing) {
    Case c = seeded(), without = seeded();
    c.off = {false, true, false};
    without.styles.erase(without.styles.begin() + 1);
    c.joint(), without.joint();
    EXPECT_TRUE(std::isnan(c.f[7]) && std::isnan(c.t[7]) && std::isnan(c.vif[1]));
    EXPECT_EQ(c.f[6], without.f[6]);
    EXPECT_EQ(c.f[8], without.f[7]);
    EXPECT_EQ(c.quality.names, seeded().joint().quality.names + 1) << "its gaps no longer remove a name";
}

TEST(Estimators, RankDeficientStylesTakeTheMinimumNorm) {
    Case c = seeded();
    c.styles[2] = c.styles[0];
    c.joint();
    EXPECT_TRUE(c.quality.rank_deficient);
    EXPECT_NEAR(c.f[6], c.f[8], 1e-12);
    EXPECT_TRUE(std::isnan(c.t[6]) && std::isnan(c.t[8]) && std::isnan(c.vif[0]));
    EXPECT_FALSE(std::isnan(c.t[7]));
    Case single = seeded();
    single.styles.pop_back();
    single.joint();
    EXPECT_NEAR(c.f[6] + c.f[8], single.f[6], 1e-12);
    EXPECT_NEAR(c.t[7], single.t[7], 1e-9);
    c.twoStage({});
    EXPECT_TRUE(c.quality.rank_deficient);
    EXPECT_NEAR(c.f[6], c.f[8], 1e-12);
}

TEST(Estimators, StyleWithoutSpreadInsideGroupsHasNoTStatistic) {
    Case c = seeded(), without = seeded();
    for (std::size_t n = 0; n < c.returns.size(); ++n)
        c.styles[1][n] = 0.1 + 0.3 * c.group[n];
    without.styles.erase(without.styles.begin() + 1);
    c.joint(), without.joint();
    EXPECT_TRUE(c.quality.rank_deficient);
    EXPECT_EQ(c.f[7], 0);
    EXPECT_TRUE(std::isnan(c.t[7]) && std::isnan(c.vif[1]));
    EXPECT_NEAR(c.f[0], without.f[0], 1e-12);
    EXPECT_NEAR(c.t[6], without.t[6], 1e-9);
}

TEST(Estimators, ExactFitHasNoTStatistics) {
    Case c = fourAssets();
    c.returns = {.01, .01, .01, .01};
    for (const bool joint : {true, false}) {
        if (joint)
            c.joint();
        else
            c.twoStage({});
        EXPECT_DOUBLE_EQ(c.f[0], .01);
        for (const double t : c.t)
            EXPECT_FALSE(std::isinf(t));
    }
}

TEST(Estimators, OneNameAndNoName) {
    Case one{{.03}, {5}, {0}, {}, {{1.5}}, 1};
    one.joint();
    EXPECT_DOUBLE_EQ(one.f[0], .03);
    EXPECT_EQ(one.f[1], 0);
    EXPECT_TRUE(std::isnan(one.t[0]));
    EXPECT_EQ(one.f[2], 0) << "a style without spread has the minimum-norm answer";
    one.twoStage({});
    EXPECT_DOUBLE_EQ(one.f[0], .03);
    Case none{{kMissing, .01, .02, .03}, {1, 0, kMissing, 1}, {0, 0, 0, kNoGroup}, {}, {{1, 1, 1, 1}}, 1};
    for (const bool joint : {true, false}) {
        if (joint)
            none.joint();
        else
            none.twoStage({});
        EXPECT_EQ(none.quality.names, 0U);
        for (const double x : none.f)
            EXPECT_TRUE(std::isnan(x));
        for (const double x : none.residual)
            EXPECT_TRUE(std::isnan(x));
        EXPECT_TRUE(std::isnan(none.quality.r2));
    }
}

TEST(Estimators, NoStylesAtAll) {
    Case c = fourAssets();
    c.styles.clear();
    c.joint();
    EXPECT_NEAR(.6 * c.f[1] + .4 * c.f[2], 0, 1e-17);
    c.twoStage({std::nullopt, true});
    EXPECT_NEAR(c.f[1] + c.f[2], 0, 1e-17);
    EXPECT_FALSE(std::isnan(c.t[0]));
}

/// Two threads, cut unevenly.
ParallelFor twoThreads() {
    return [](std::size_t count, const RangeBody& body) {
        const std::size_t cut = count / 3;
        std::thread other([&] { body(0, cut); });
        body(cut, count);
        other.join();
    };
}

struct PanelCase {
    std::size_t dates = 40, names = 60;
    Matrix returns{dates, names}, cap{dates, names}, style_a{dates, names}, style_b{dates, names};
    std::vector<std::int32_t> group;
    std::vector<MatrixView> styles;
    FactorPanel panel;

    PanelCase() {
        for (std::size_t t = 0; t < dates; ++t)
            for (std::size_t n = 0; n < names; ++n) {
                const auto x = static_cast<double>(t * 131 + n * 17);
                returns.at(t, n) = (t + n) % 23 == 0 ? kMissing : 0.02 * std::sin(x * 1.7);
                cap.at(t, n) = 2 + std::cos(x);
                style_a.at(t, n) = std::sin(x * 0.3);
                style_b.at(t, n) = std::cos(x * 0.9);
            }
        for (std::size_t n = 0; n < names; ++n)
            group.push_back(static_cast<std::int32_t>(n % 7));
        styles = {style_a.view(), style_b.view()};
        panel = {returns.view(), cap.view(), {group.data(), 1, names}, 7, styles};
    }
};

bool sameBytes(const std::vector<double>& a, const std::vector<double>& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](double x, double y) {
               return std::bit_cast<std::uint64_t>(x) == std::bit_cast<std::uint64_t>(y);
           });
}

TEST(Range, ThreadsAndCutsDoNotMatter) {
    const PanelCase c;
    const auto joint = [&](RowRange rows, const ParallelFor& p) {
        return jointReturns(c.panel, {}, rows, p, true);
    };
    const auto staged = [&](RowRange rows, const ParallelFor& p) {
        return twoStageReturns(c.panel, {}, rows, p, true);
    };
    const auto check = [&](const auto& run) {
        const FactorReturnPanel all = run(RowRange{0, c.dates}, sequential());
        const FactorReturnPanel threads = run(RowRange{0, c.dates}, twoThreads());
        EXPECT_TRUE(sameBytes(all.returns.values(), threads.returns.values()));
        EXPECT_TRUE(sameBytes(all.t_stats.values(), threads.t_stats.values()));
        EXPECT_TRUE(sameBytes(all.residuals.values(), threads.residuals.values()));
        EXPECT_TRUE(std::isnan(all.returns.at(0, 0))) << "no exposures before the first date";
        const FactorReturnPanel one = run(RowRange{20, 21}, sequential());
        for (std::size_t k = 0; k < one.returns.columns(); ++k) {
            EXPECT_EQ(one.returns.at(0, k), all.returns.at(20, k));
            EXPECT_EQ(one.t_stats.at(0, k), all.t_stats.at(20, k));
        }
    };
    check(joint);
    check(staged);
}

TEST(Range, PairsReturnsWithLaggedExposures) {
    PanelCase c;
    const FactorReturnPanel lagged = jointReturns(c.panel, {}, {5, 6}, sequential());
    c.panel.exposure_lag = 0;
    const FactorReturnPanel same = jointReturns(c.panel, {}, {5, 6}, sequential());
    EXPECT_NE(lagged.returns.at(0, 0), same.returns.at(0, 0));
    std::vector<std::span<const double>> styles{c.styles[0].row(4), c.styles[1].row(4)};
    std::vector<double> f(10);
    JointEstimator().fit({c.panel.returns.row(5), c.panel.market_cap.row(4), c.group, 7, styles}, {}, {f});
    for (std::size_t k = 0; k < 10; ++k)
        EXPECT_EQ(f[k], lagged.returns.at(0, k));
}

} // namespace
