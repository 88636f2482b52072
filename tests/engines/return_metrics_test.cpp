// Figures of return series against empyrical, quantstats and pandas, and at the edges.

#include "engines/analytics/kernel/active_metrics.h"
#include "engines/analytics/kernel/calendar_returns.h"
#include "engines/analytics/kernel/drawdown.h"
#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/kernel/sharpe_confidence.h"
#include "tests/engines/return_tables.h"

#include <gtest/gtest.h>

#include <cmath>

namespace nautilus::analytics {
namespace {

using namespace testing_tables;

constexpr double kDaily = 0.02 / 252;
constexpr double kTight = 1e-9;
const double kNan = std::nan("");
const std::vector<std::string> kSeries{"AAPL", "JPM", "XOM", "pyfolio_strategy"};

void expectGolden(double got, const std::string& name, double tolerance = kTight) {
    expectRelative(got, analyticsGolden(name).front(), tolerance, name);
}

TEST(ReturnMetrics, AreThoseOfEmpyrical) {
    for (const auto& name : kSeries) {
        const auto m = returnMetrics(series(name).returns);
        const std::string at = "empyrical|" + name + "|";
        expectGolden(m.performance.total_return, at + "cum_returns_final");
        expectGolden(m.performance.annualized_return, at + "annual_return");
        expectGolden(m.performance.annualized_return, at + "cagr");
        expectGolden(m.performance.annualized_volatility, at + "annual_volatility");
        expectGolden(m.performance.max_drawdown, at + "max_drawdown");
        expectGolden(m.performance.calmar_ratio, at + "calmar_ratio");
        expectGolden(m.performance.sharpe_ratio, at + "sharpe_ratio");
        expectGolden(m.performance.sortino_ratio, at + "sortino_ratio");
        expectGolden(m.performance.downside_deviation, at + "downside_risk");
        expectGolden(m.omega_ratio, at + "omega_ratio");
        expectGolden(m.stability, at + "stability_of_timeseries");
        expectGolden(m.tail_ratio, at + "tail_ratio");
        expectGolden(-m.value_at_risk, at + "value_at_risk");
        expectGolden(-m.expected_shortfall, at + "conditional_value_at_risk");
    }
}

TEST(ReturnMetrics, AreThoseOfEmpyricalWithRatesAndTails) {
    for (const auto& name : kSeries) {
        const std::string at = "empyrical|" + name + "|";
        const auto m = returnMetrics(series(name).returns,
                                     {.risk_free = kDaily, .required_return = kDaily, .tail = 0.01});
        expectGolden(m.performance.sharpe_ratio, at + "sharpe_ratio[risk_free=0.02/252]");
        expectGolden(m.performance.sortino_ratio, at + "sortino_ratio[required_return=0.02/252]");
        expectGolden(m.performance.downside_deviation, at + "downside_risk[required_return=0.02/252]");
        expectGolden(-m.value_at_risk, at + "value_at_risk[cutoff=0.01]");
        expectGolden(-m.expected_shortfall, at + "conditional_value_at_risk[cutoff=0.01]");
        // empyrical takes the Omega ratio's threshold per year, compounds it down and adds it to the rate.
        const double threshold = kDaily + std::pow(1.05, 1.0 / 252) - 1;
        expectGolden(returnMetrics(series(name).returns, {.required_return = threshold}).omega_ratio,
                     at + "omega_ratio[risk_free=0.02/252;required_return=0.05]");
    }
}

TEST(ReturnMetrics, AreThoseOfQuantstats) {
    for (const auto& name : kSeries) {
        const auto m = returnMetrics(series(name).returns);
        const std::string at = "quantstats|" + name + "|";
        expectGolden(m.performance.total_return, at + "comp");
        expectGolden(m.geometric_mean, at + "geometric_mean");
        expectGolden(m.gain_loss.best, at + "best");
        expectGolden(m.gain_loss.worst, at + "worst");
        expectGolden(static_cast<double>(m.gain_loss.longest_gain), at + "consecutive_wins");
        expectGolden(static_cast<double>(m.gain_loss.longest_loss), at + "consecutive_losses");
        expectGolden(m.gain_loss.win_rate, at + "win_rate");
        expectGolden(m.gain_loss.average_gain, at + "avg_win");
        expectGolden(m.gain_loss.average_loss, at + "avg_loss");
        expectGolden(m.gain_loss.payoff_ratio, at + "payoff_ratio");
        expectGolden(m.gain_loss.profit_factor, at + "profit_factor");
        expectGolden(m.gain_loss.gain_to_pain, at + "gain_to_pain_ratio");
        expectGolden(m.shape.unbiased_skewness, at + "skew");
        expectGolden(m.shape.unbiased_excess_kurtosis, at + "kurtosis");
        expectGolden(m.common_sense_ratio, at + "common_sense_ratio");
        // quantstats: the sum, not the product, of returns over the drawdown.
        const auto& r = series(name).returns;
        double sum = 0;
        for (const double x : r)
            sum += x;
        expectGolden(m.recovery_factor * sum / m.performance.total_return, at + "recovery_factor");
    }
}

TEST(ActiveMetrics, AreThoseOfEmpyricalAndQuantstats) {
    for (const auto& name : kSeries) {
        const auto& s = series(name);
        const auto m = activeMetrics(s.returns, s.benchmark);
        const std::string at = "empyrical|" + name + "|";
        expectGolden(m.beta, at + "beta");
        expectGolden(m.alpha, at + "alpha");
        expectGolden(m.capture, at + "capture");
        expectGolden(m.up_capture, at + "up_capture");
        expectGolden(m.down_capture, at + "down_capture");
        expectGolden(m.capture_ratio, at + "up_down_capture");
        expectGolden(m.information_ratio / std::sqrt(252.0), at + "excess_sharpe");
        expectRelative(m.up_beta, analyticsGolden(at + "up_alpha_beta")[1], kTight, at);
        expectRelative(m.down_beta, analyticsGolden(at + "down_alpha_beta")[1], kTight, at);
        const auto rated = activeMetrics(s.returns, s.benchmark, {.risk_free = kDaily});
        expectRelative(rated.alpha, analyticsGolden(at + "alpha_beta[risk_free=0.02/252]")[0], kTight, at);
        expectRelative(rated.beta, analyticsGolden(at + "alpha_beta[risk_free=0.02/252]")[1], kTight, at);
        const std::string qs = "quantstats|" + name + "|";
        expectGolden(m.r_squared, qs + "r_squared");
        expectGolden(m.jensen_alpha, qs + "greeks.alpha");
        expectGolden(m.information_ratio / std::sqrt(252.0), qs + "information_ratio");
        // quantstats puts the total, not the annual return over beta.
        expectGolden(totalReturn(s.returns) / m.beta, qs + "treynor_ratio");
    }
}

TEST(ActiveMetrics, AreThoseOfThePublishedFormulas) {
    for (const std::string name : {"AAPL", "XOM"}) {
        for (const double rate : {0.0, kDaily}) {
            const auto& s = series(name);
            const auto m = activeMetrics(s.returns, s.benchmark, {.risk_free = rate});
            const std::vector<double> got{m.tracking_error, m.information_ratio, m.active_return,
                                          m.treynor_ratio,  m.modigliani,        m.up_beta,
                                          m.down_beta,      m.batting_average,   m.correlation};
            const std::string at = (rate == 0 ? "active." : "active_rate.") + name;
            const auto& want = analyticsGolden(at);
            ASSERT_EQ(got.size(), want.size());
            for (std::size_t i = 0; i < got.size(); ++i)
                expectRelative(got[i], want[i], kTight, at + " " + std::to_string(i));
        }
    }
}

TEST(ActiveMetrics, LeaveOutPairsWithAGapAndAnswerAtTheEdges) {
    const std::vector<double> r{0.01, kNan, 0.03, -0.02, 0.01}, b{0.02, 0.01, kNan, -0.01, 0.0};
    const auto got = activeMetrics(r, b),
               want = activeMetrics(std::vector{0.01, -0.02, 0.01}, std::vector{0.02, -0.01, 0.0});
    EXPECT_EQ(got.count, 3U);
    EXPECT_EQ(got.beta, want.beta);
    EXPECT_EQ(got.information_ratio, want.information_ratio);
    const auto none = activeMetrics({}, {});
    EXPECT_EQ(none.count, 0U);
    EXPECT_TRUE(std::isnan(none.beta) && std::isnan(none.alpha) && std::isnan(none.capture));
    EXPECT_TRUE(std::isnan(none.tracking_error) && std::isnan(none.batting_average));
    const std::vector<double> flat{0.01, 0.01, 0.01};
    const auto still = activeMetrics(std::vector{0.01, 0.02, 0.03}, flat);
    EXPECT_TRUE(std::isnan(still.beta) && std::isnan(still.correlation) && std::isnan(still.down_capture));
    const auto same = activeMetrics(b, b);
    EXPECT_DOUBLE_EQ(same.beta, 1.0);
    EXPECT_EQ(same.tracking_error, 0.0);
    EXPECT_TRUE(std::isnan(same.information_ratio)) << "no active risk";
}

TEST(Drawdowns, AreThoseOfQuantstats) {
    for (const auto& name : kSeries) {
        const auto& s = series(name);
        const auto table = drawdownTable(s.returns, 10);
        ASSERT_EQ(table.size(), 10U);
        for (std::size_t i = 0; i < table.size(); ++i) {
            const auto& want = analyticsGolden("quantstats|" + name + "|drawdown " + std::to_string(i));
            EXPECT_EQ(s.dates[table[i].start].days, static_cast<int>(want[0])) << name << i;
            EXPECT_EQ(s.dates[table[i].valley].days, static_cast<int>(want[1])) << name << i;
            EXPECT_EQ(s.dates[table[i].end].days, static_cast<int>(want[2])) << name << i;
            EXPECT_EQ(drawdownDays(table[i], s.dates), static_cast<int>(want[3])) << name << i;
            expectRelative(table[i].depth, want[4], kTight, name);
        }
        const auto m = drawdownMetrics(s.returns);
        const double n = static_cast<double>(s.returns.size());
        // quantstats divides the squares by n - 1.
        expectGolden(m.ulcer_index * std::sqrt(n / (n - 1)), "quantstats|" + name + "|ulcer_index");
    }
    for (const std::string name : {"AAPL", "XOM"}) {
        const auto m = drawdownMetrics(series(name).returns);
        const auto& want = analyticsGolden("water." + name);
        expectRelative(m.ulcer_index, want[0], kTight, name);
        expectRelative(m.pain_index, want[1], kTight, name);
        expectRelative(m.under_water, want[2], kTight, name);
    }
}

TEST(Drawdowns, KnowRecoveryGapsAndRuin) {
    const std::vector<double> r{-0.5, kNan, 1.0, 0.1, -0.1};
    const auto depth = drawdownSeries(r);
    expectClose(depth, std::vector{-0.5, kNan, 0.0, 0.0, -0.1}, 1e-15, "depth");
    const auto table = drawdownTable(r, 5);
    ASSERT_EQ(table.size(), 2U);
    EXPECT_EQ(table[0].recovery, std::optional<std::size_t>(2));
    EXPECT_EQ(table[1].recovery, std::nullopt);
    EXPECT_EQ(table[1].start, 4U);
    const auto ruin = drawdownMetrics(std::vector{0.1, -1.0, 0.5, 0.2});
    EXPECT_EQ(ruin.max_drawdown, -1.0);
    EXPECT_EQ(ruin.longest, 3U);
    EXPECT_TRUE(std::isnan(drawdownMetrics({}).max_drawdown));
    EXPECT_TRUE(std::isnan(drawdownMetrics(std::vector{kNan, kNan}).ulcer_index));
    EXPECT_EQ(drawdownMetrics(std::vector{0.1, 0.0}).average_drawdown, 0.0);
}

TEST(CalendarReturns, AreThoseOfEmpyrical) {
    for (const auto& name : kSeries) {
        const auto& s = series(name);
        const auto months = monthlyReturns(s.returns, s.dates), years = yearlyReturns(s.returns, s.dates);
        for (const auto& [got, call] : {std::pair{months, "monthly"}, {years, "yearly"}}) {
            std::vector<double> values;
            for (const auto& period : got)
                values.push_back(period.value);
            expectClose(values, analyticsGolden("empyrical|" + name + "|aggregate_returns[" + call + "]"),
                        kTight, name + call);
        }
        EXPECT_EQ(years.front().month, 0U);
        EXPECT_EQ(months.front().month, 1U);
        EXPECT_EQ(months.front().year, years.front().year);
    }
    const std::vector<domain::SessionDate> days{{0}, {1}, {40}};
    const auto gaps = monthlyReturns(std::vector{kNan, kNan, 0.1}, days);
    ASSERT_EQ(gaps.size(), 2U);
    EXPECT_TRUE(std::isnan(gaps[0].value));
    EXPECT_EQ(gaps[0].sessions, 0U);
    EXPECT_EQ(gaps[1].value, 0.1);
}

TEST(SharpeConfidence, IsThatOfThePublishedFormulas) {
    for (const auto& name : kSeries) {
        const auto c =
            sharpeConfidence(series(name).returns, {.trials = 50, .trial_deviation = std::sqrt(0.5 / 252)});
        const std::string at = "published|" + name + "|";
        expectGolden(c.sharpe_ratio, at + "sr_daily");
        expectGolden(c.standard_error, at + "sr_std_error_mertens_lo");
        expectGolden(c.probabilistic, at + "PSR_benchmark0");
        expectGolden(c.minimum_track_record, at + "MinTRL_95_obs");
        expectGolden(c.deflated, at + "deflated_SR_N50_trialvar_0.5_over_252");
        expectGolden(c.expected_best, at + "expected_max_SR0");
        // There the autocorrelation is Pearson's of neighbours, with two means of its own.
        expectGolden(c.annualized_autocorrelated, at + "lo_2002_annualised_sharpe_AR1", 1e-5);
    }
    for (const std::string name : {"AAPL", "XOM"}) {
        const auto& want = analyticsGolden("serial." + name);
        expectRelative(firstAutocorrelation(series(name).returns), want[0], kTight, name);
        expectRelative(sharpeConfidence(series(name).returns).annualized_autocorrelated, want[1], kTight,
                       name);
    }
    EXPECT_TRUE(std::isnan(sharpeConfidence({}).probabilistic));
    EXPECT_TRUE(std::isnan(sharpeConfidence(std::vector{0.1, 0.1, 0.1}).annualized));
}

TEST(ReturnMetrics, HaveDefinedAnswersAtTheEdges) {
    for (const auto& empty : {std::vector<double>{}, std::vector<double>{kNan, kNan}}) {
        const auto m = returnMetrics(empty);
        EXPECT_EQ(m.performance.count, 0U);
        for (const double x : {m.performance.total_return, m.performance.sharpe_ratio, m.omega_ratio,
                               m.stability, m.value_at_risk, m.gain_loss.best, m.tail_ratio})
            EXPECT_TRUE(std::isnan(x));
    }
    const auto one = returnMetrics(std::vector{-0.1});
    EXPECT_EQ(one.performance.total_return, -0.1);
    EXPECT_EQ(one.performance.max_drawdown, -0.1);
    EXPECT_TRUE(std::isnan(one.performance.annualized_volatility));
    EXPECT_EQ(one.value_at_risk, 0.1);
    const auto flat = returnMetrics(std::vector<double>(50, 0.001));
    EXPECT_TRUE(std::isnan(flat.performance.sharpe_ratio)) << "no spread";
    EXPECT_TRUE(std::isnan(flat.shape.skewness));
    EXPECT_NEAR(flat.performance.annualized_volatility, 0.0, 1e-15);
    EXPECT_TRUE(std::isnan(flat.omega_ratio)) << "no loss";
    const auto ruin = returnMetrics(std::vector{0.1, -1.0, 0.2});
    EXPECT_EQ(ruin.performance.total_return, -1.0);
    EXPECT_EQ(ruin.performance.annualized_return, -1.0);
    EXPECT_EQ(ruin.performance.max_drawdown, -1.0);
    EXPECT_TRUE(std::isnan(ruin.stability));
    EXPECT_TRUE(std::isnan(returnMetrics(std::vector{0.1, -1.5}).performance.annualized_return));
    auto gaps = series("XOM").returns;
    const auto whole = returnMetrics(gaps);
    gaps.insert(gaps.begin() + 100, kNan);
    EXPECT_EQ(returnMetrics(gaps).performance.sharpe_ratio, whole.performance.sharpe_ratio);
}

} // namespace
} // namespace nautilus::analytics
