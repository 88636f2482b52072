// Rolling figures against empyrical, quantstats and pandas, against the figures of each window alone, and
// after values that would spoil running sums; confidence intervals by resampling.

#include "engines/analytics/kernel/active_metrics.h"
#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/kernel/rolling_metrics.h"
#include "engines/analytics/kernel/stationary_bootstrap.h"
#include "engines/numerics/counter_random.h"
#include "engines/numerics/tail_loss.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace nautilus::analytics {
namespace {

using namespace testing_tables;

constexpr double kRolling = 1e-8;
const double kNan = std::nan("");

/// Column `name` of a table of rolling figures against ours at its rows.
void expectColumn(const Table& table, const std::string& name, const std::vector<double>& got,
                  double factor = 1) {
    const auto rows = table.values("row"), want = table.values(name);
    std::size_t compared = 0;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (std::isnan(want[i])) continue;
        expectRelative(factor * got[static_cast<std::size_t>(rows[i])], want[i], kRolling, name);
        ++compared;
    }
    EXPECT_GT(compared, 100U) << name;
}

TEST(RollingMetrics, AreThoseOfEmpyricalAndQuantstats) {
    for (const std::string name : {"AAPL", "pyfolio_strategy"}) {
        const Table table = readTable("analytics/rolling126_" + name + ".csv.gz");
        const auto& s = series(name);
        const auto m = rollingMetrics(s.returns, {.window = 126});
        expectColumn(table, "ep.roll_sharpe_ratio", m.sharpe_ratio);
        expectColumn(table, "ep.roll_sortino_ratio", m.sortino_ratio);
        expectColumn(table, "ep.roll_annual_volatility", m.volatility);
        expectColumn(table, "ep.roll_max_drawdown", m.max_drawdown);
        expectColumn(table, "qs.rolling_volatility", m.volatility);
        expectColumn(table, "qs.rolling_sharpe", m.sharpe_ratio);
        expectColumn(table, "qs.rolling_sortino", m.sortino_ratio);
        const auto a = rollingActive(s.returns, s.benchmark, {.window = 126});
        expectColumn(table, "ep.roll_alpha", a.alpha);
        expectColumn(table, "ep.roll_beta", a.beta);
        expectColumn(table, "ep.roll_up_capture", a.up_capture);
        expectColumn(table, "ep.roll_down_capture", a.down_capture);
        expectColumn(table, "qs.rolling_beta", a.beta);
    }
}

TEST(RollingMetrics, AreThoseOfPandas) {
    const Table table = readTable("analytics/rolling60_AAPL.csv.gz");
    const auto& stock = series("AAPL").returns;
    const auto joint = rollingActive(stock, series("JPM").returns, {.window = 60});
    expectColumn(table, "corr", joint.correlation);
    expectColumn(table, "beta", joint.beta);
    expectColumn(table, "std", rollingMetrics(stock, {.window = 60, .periods_per_year = 1}).volatility);
    expectColumn(table, "q10", rollingTail(stock, 0.1, {.window = 60}).value_at_risk, -1);
}

std::vector<double> everyFortieth(const std::vector<double>& values) {
    std::vector<double> out;
    for (std::size_t i = 0; i < values.size(); i += 40)
        out.push_back(values[i]);
    return out;
}

TEST(RollingMetrics, AreThoseOfTheScript) {
    const auto& s = series("AAPL");
    const RollingOptions options{.window = 63};
    const auto active = rollingActive(s.returns, s.benchmark, options);
    const auto tail = rollingTail(s.returns, 0.05, options);
    const auto expect = [](const std::vector<double>& got, const std::string& name) {
        expectClose(everyFortieth(got), analyticsGolden("rolling." + name), kRolling, name);
    };
    expect(active.tracking_error, "tracking");
    expect(active.information_ratio, "information");
    expect(active.correlation, "correlation");
    expect(rollingMetrics(s.returns, options).total_return, "total");
    expect(tail.value_at_risk, "var");
    expect(tail.expected_shortfall, "shortfall");
}

/// Values with gaps and, at two places, numbers that running sums would never recover from.
std::vector<double> troubled(std::size_t n, std::uint64_t seed) {
    const numerics::CounterRandom random(seed, 0);
    std::vector<double> out(n);
    random.normals(0, out);
    for (std::size_t i = 0; i < n; ++i) {
        out[i] *= 0.01;
        if (random.uniform(10000 + i) < 0.05) out[i] = kNan;
    }
    out[n / 3] = 1e9;
    out[n / 2] = -0.999999;
    return out;
}

TEST(RollingMetrics, AreThoseOfEachWindowAloneWhateverLeftIt) {
    for (const std::size_t window : {std::size_t{1}, std::size_t{2}, std::size_t{7}, std::size_t{50}}) {
        const auto r = troubled(400, 7), b = troubled(400, 8);
        const RollingOptions options{.window = window, .min_count = 1};
        const auto m = rollingMetrics(r, options);
        const auto a = rollingActive(r, b, options);
        const auto t = rollingTail(r, 0.1, options);
        for (std::size_t i = window - 1; i < r.size(); ++i) {
            const auto part = std::span(r).subspan(i + 1 - window, window);
            const auto market = std::span(b).subspan(i + 1 - window, window);
            const auto alone = returnMetrics(part, {.tail = 0.1});
            const std::string at = std::to_string(window) + " at " + std::to_string(i);
            if (alone.performance.count > 1) {
                expectRelative(m.volatility[i], alone.performance.annualized_volatility, kRolling, at);
                expectRelative(m.sharpe_ratio[i], alone.performance.sharpe_ratio, kRolling, at);
                expectRelative(m.sortino_ratio[i], alone.performance.sortino_ratio, kRolling, at);
            }
            expectRelative(m.total_return[i], alone.performance.total_return, kRolling, at);
            expectRelative(m.max_drawdown[i], alone.performance.max_drawdown, kRolling, at);
            expectRelative(t.value_at_risk[i], alone.value_at_risk, kRolling, at);
            expectRelative(t.expected_shortfall[i], alone.expected_shortfall, kRolling, at);
            const auto joint = activeMetrics(part, market);
            if (joint.count > 1) expectRelative(a.tracking_error[i], joint.tracking_error, kRolling, at);
            if (joint.count > 1) expectRelative(a.beta[i], joint.beta, kRolling, at);
        }
    }
}

TEST(RollingMetrics, HaveDefinedAnswersAtTheEdges) {
    EXPECT_TRUE(rollingMetrics({}, {}).volatility.empty());
    const std::vector<double> few{0.1, 0.2};
    EXPECT_TRUE(std::ranges::all_of(rollingMetrics(few, {.window = 3}).total_return,
                                    [](double x) { return std::isnan(x); }));
    EXPECT_TRUE(std::isnan(rollingTail(few, 0.05, {.window = 0}).value_at_risk[1]));
    const std::vector<double> gap{0.1, kNan, 0.1, 0.1, -1.0};
    const auto strict = rollingMetrics(gap, {.window = 2});
    expectClose(strict.total_return, std::vector{kNan, kNan, kNan, 1.1 * 1.1 - 1, -1.0}, 1e-15, "total");
    EXPECT_NEAR(strict.volatility[3], 0, 1e-15);
    EXPECT_TRUE(std::isnan(strict.sharpe_ratio[3])) << "no spread";
    EXPECT_EQ(strict.max_drawdown[4], -1.0);
}

TEST(StationaryBootstrap, DrawsWhatTheDescriptionSays) {
    const auto& r = series("pyfolio_strategy").returns;
    std::vector<double> replicate(r.size());
    for (const std::uint64_t number : {0ULL, 1ULL, 77ULL}) {
        resample(r, 9.5, 42, number, replicate);
        const auto& want = analyticsGolden("replicate." + std::to_string(number));
        expectClose(std::span(replicate).first(want.size()), want, 1e-15, "replicate");
    }
    const auto sharpe = [](std::span<const double> x) {
        const auto m = numerics::moments(x);
        return m.mean / m.deviation;
    };
    const auto all = bootstrap(r, sharpe, 0, 60, {.seed = 42, .mean_block = 9.5});
    expectClose(all, analyticsGolden("replicate.sharpe"), 1e-11, "sharpe");
    const auto interval = percentileInterval(all, 0.9);
    expectRelative(interval.lower, analyticsGolden("replicate.interval")[0], 1e-10, "lower");
    expectRelative(interval.upper, analyticsGolden("replicate.interval")[1], 1e-10, "upper");
    // Any part of the replicates, in any order, is the same part.
    const auto part = bootstrap(r, sharpe, 41, 7, {.seed = 42, .mean_block = 9.5});
    EXPECT_TRUE(std::ranges::equal(part, std::span(all).subspan(41, 7)));
}

TEST(StationaryBootstrap, ChoosesTheBlockLengthOfArch) {
    auto r = series("JPM").returns;
    expectRelative(optimalBlockLength(r), analyticsGolden("arch|JPM|optimal_block_length").front(), 1e-4,
                   "JPM");
    for (double& x : r)
        x *= x;
    expectRelative(optimalBlockLength(r), analyticsGolden("arch|JPM|optimal_block_length_sq").front(), 1e-4,
                   "squares");
    EXPECT_EQ(optimalBlockLength({}), 1.0);
    EXPECT_EQ(optimalBlockLength(std::vector<double>(100, 0.1)), 1.0);
    EXPECT_TRUE(std::isnan(bootstrap({}, [](auto) { return 0.0; }, 0, 1, {})[0]));
    EXPECT_TRUE(std::isnan(percentileInterval({}, 0.9).lower));
}

TEST(TailLoss, WeightsMoveTheTail) {
    const std::vector<double> r{-0.05, 0.01, -0.02, 0.03, -0.01};
    const auto plain = numerics::weightedTailLoss(r, std::vector<double>(5, 2.0), 0.4);
    EXPECT_DOUBLE_EQ(plain.value_at_risk, 0.02);
    EXPECT_DOUBLE_EQ(plain.expected_shortfall, 0.035);
    // Half of the edge's weight is needed: (0.2 * 0.05 + 0.1 * 0.02) / 0.3.
    const auto part = numerics::weightedTailLoss(r, std::vector<double>(5, 1.0), 0.3);
    EXPECT_DOUBLE_EQ(part.expected_shortfall, 0.04);
    const auto one = numerics::weightedTailLoss(r, std::vector{0.0, 0.0, kNan, 0.0, 1.0}, 0.3);
    EXPECT_EQ(one.count, 1U);
    EXPECT_EQ(one.value_at_risk, 0.01);
    EXPECT_TRUE(std::isnan(numerics::weightedTailLoss({}, {}, 0.1).value_at_risk));
    EXPECT_TRUE(std::isnan(numerics::tailLoss(std::vector{kNan}, 0.1).expected_shortfall));
    EXPECT_TRUE(std::isnan(numerics::tailLoss(r, 0.0).value_at_risk));
}

} // namespace
} // namespace nautilus::analytics
