// Attribution of whole histories: every view sums to the active return whatever the portfolio, and worked
// cases by hand.

#include "engines/analytics/kernel/currency_attribution.h"
#include "engines/analytics/service/attribution_answers.h"
#include "engines/kit/period.h"
#include "engines/numerics/counter_random.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

namespace nautilus::analytics {
namespace {

using domain::Matrix;
using domain::SessionDate;

double totalOf(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

/// A portfolio and a benchmark of random weights and returns: shorts, cash, gaps, trades, a fund's residual.
ActiveHistory randomHistory(const numerics::CounterRandom& random, std::size_t days, std::size_t n) {
    std::uint64_t place = 0;
    const auto draw = [&](double low, double high) { return low + (high - low) * random.uniform(place++); };
    ActiveHistory out;
    out.book.base_currency = "USD";
    out.base = SessionDate::of(2019, 12, 2);
    out.held = out.bench = Matrix(days, n, 0.0);
    out.held_return = out.bench_return = Matrix(days, n);
    for (std::size_t i = 0; i < n; ++i) {
        out.instruments.push_back(static_cast<domain::InstrumentId>(i));
        out.symbols.push_back("S" + std::to_string(i));
    }
    for (std::size_t t = 0; t < days; ++t) {
        double mine = 0, theirs = 0;
        for (std::size_t i = 0; i < n; ++i) {
            if (draw(0, 1) < 0.7) out.held.at(t, i) = draw(-0.2, 0.5);
            if (draw(0, 1) < 0.7) out.bench.at(t, i) = draw(0, 1);
            const double r = draw(-0.1, 0.1);
            if (draw(0, 1) < 0.95) out.held_return.at(t, i) = r;
            out.bench_return.at(t, i) = r;
            theirs += out.bench.at(t, i);
        }
        for (std::size_t i = 0; i < n; ++i)
            if (theirs > 0) out.bench.at(t, i) /= theirs;
        mine = earnedOn(out.held, out.held_return, t) + draw(-0.003, 0.003);
        out.session.push_back(out.base.plusDays(static_cast<int>(t) * 3 + 1));
        out.before.push_back(out.base.plusDays(static_cast<int>(t) * 3 - 2));
        out.portfolio.push_back(mine);
        out.market.push_back(earnedOn(out.bench, out.bench_return, t) + draw(-0.001, 0.001));
        out.charges.push_back(draw(0, 0.001));
    }
    return out;
}

Grouping randomGroups(const numerics::CounterRandom& random, std::size_t days, std::size_t n, bool currency) {
    Grouping out;
    for (std::size_t g = 0; g <= n / 2; ++g)
        out.names.push_back("G" + std::to_string(g));
    for (std::size_t i = 0; i < n; ++i)
        out.of.push_back(random.bits(9'000 + i) % out.names.size());
    out.cash = out.names.size() - 1;
    if (!currency) return out;
    out.currency_returns = Matrix(days, out.names.size());
    for (std::size_t t = 0; t < days; ++t)
        for (std::size_t g = 0; g < out.names.size(); ++g)
            out.currency_returns.at(t, g) = 0.02 * random.uniform(20'000 + t * 50 + g) - 0.01;
    return out;
}

factor::ModelEffects randomEffects(const numerics::CounterRandom& random, const ActiveHistory& history) {
    factor::ModelEffects out;
    out.factors = {"country",        "industry:A",          "industry:B",
                   "style:size",     "style:book_to_price", "style:earnings_yield",
                   "style:momentum", "style:profitability", "style:beta"};
    const auto days = history.session.size(), n = history.instruments.size();
    out.factor_effect = Matrix(days, out.factors.size());
    out.specific_effect = Matrix(days, n);
    for (std::size_t t = 0; t < days; ++t) {
        for (std::size_t k = 0; k < out.factors.size(); ++k)
            out.factor_effect.at(t, k) = 0.01 * random.uniform(50'000 + t * 20 + k) - 0.005;
        for (std::size_t i = 0; i < n; ++i)
            out.specific_effect.at(t, i) = 0.01 * random.uniform(80'000 + t * 20 + i) - 0.005;
    }
    return out;
}

TEST(ActiveAttribution, EveryViewSumsToTheActiveReturnOverTenThousandPortfolios) {
    constexpr std::uint64_t kSeed = 20191202;
    for (std::uint64_t k = 0; k < 10'000; ++k) {
        const numerics::CounterRandom random(kSeed, k);
        const std::size_t days = 1 + k % 23, n = 1 + k % 7;
        const auto history = randomHistory(random, days, n);
        const auto method = k % 2 == 0 ? Linking::Carino : Linking::Menchero;
        const auto totals = linkEffects(history.portfolio, history.market, {}, method);
        const double active = totals.portfolio_return - totals.benchmark_return;
        const double near =
            1e-11 * (1 + std::fabs(totals.portfolio_return) + std::fabs(totals.benchmark_return));
        const bool fold = k % 3 != 0;
        AttributionResult out;
        out.total_return = totals.portfolio_return;
        const auto grouping = randomGroups(random, days, n, k % 5 == 0);
        fillGroups(out, history, grouping, groupEffects(history, grouping), fold, method);
        ASSERT_NEAR(out.security_selection + out.allocation_effect + out.interaction_effect +
                        out.currency_effect,
                    active, near)
            << "seed " << kSeed << " case " << k;
        ASSERT_TRUE(!fold || out.interaction_effect == 0);
        ASSERT_TRUE(k % 5 == 0 || out.currency_effect == 0);
        const auto effects = randomEffects(random, history);
        const auto factors = namedFactors({"size", "value", "momentum", "quality"}, effects.factors);
        ASSERT_TRUE(factors);
        const auto columns = factorColumns(history, effects, *factors);
        fillFactors(out, history, columns, *factors, method);
        double sum = 0;
        for (const auto& [name, value] : out.factor_attribution.items)
            sum += value;
        ASSERT_NEAR(sum, active, near) << "seed " << kSeed << " case " << k;
        fillTrading(out, history, method);
        const auto& trading = *out.transaction_attribution;
        ASSERT_NEAR(trading.costs + trading.timing, trading.trading_effect, near)
            << "seed " << kSeed << " case " << k;
        const auto table =
            effectsOverTime(history.session, history.portfolio, history.market, columns, true, method);
        const auto& rows = std::get<kit::Table::Numbers>(table.find("active_return")->cells);
        for (std::size_t row = 0; row < rows.size(); ++row) {
            double parts = 0;
            for (const auto& column : columns.names)
                parts += std::get<kit::Table::Numbers>(table.find(column)->cells)[row];
            ASSERT_NEAR(parts, rows[row], near) << "seed " << kSeed << " case " << k;
        }
    }
}

/// One session, two sectors, no cash, no trades: the published case of the reference.
TEST(ActiveAttribution, IsBrinsonFachlerOfOneSession) {
    ActiveHistory history;
    history.session = {SessionDate::of(2020, 1, 3)};
    history.before = {SessionDate::of(2020, 1, 2)};
    history.instruments = {1, 2};
    history.symbols = {"A", "B"};
    history.held = history.bench = history.held_return = history.bench_return = Matrix(1, 2);
    const double w[] = {0.6, 0.4}, base[] = {0.5, 0.5}, r[] = {0.05, 0.02}, market[] = {0.04, 0.01};
    for (std::size_t i = 0; i < 2; ++i) {
        history.held.at(0, i) = w[i];
        history.bench.at(0, i) = base[i];
        history.held_return.at(0, i) = r[i];
        history.bench_return.at(0, i) = market[i];
    }
    history.portfolio = {0.038};
    history.market = {0.025};
    history.charges = {0};
    const Grouping grouping{{"one", "two", "cash"}, {0, 1}, 2, {}};
    AttributionResult out;
    fillGroups(out, history, grouping, groupEffects(history, grouping), false, Linking::Carino);
    EXPECT_NEAR(out.allocation_effect, 0.003, 1e-15);
    EXPECT_NEAR(out.security_selection, 0.010, 1e-15);
    EXPECT_NEAR(out.interaction_effect, 0.0, 1e-15);
    ASSERT_EQ(out.groups.size(), 2U); // nobody holds cash
    EXPECT_NEAR(out.groups[0].allocation, 0.0015, 1e-15);
    EXPECT_NEAR(out.groups[0].selection, 0.005, 1e-15);
    EXPECT_NEAR(out.groups[0].interaction, 0.001, 1e-15);
    EXPECT_NEAR(out.groups[1].interaction, -0.001, 1e-15);
    EXPECT_NEAR(out.groups[0].portfolio_contribution, 0.03, 1e-15);
    // A fund that lags its holdings by 0.001: allocation stays, selection takes it.
    history.market = {0.024};
    fillGroups(out, history, grouping, groupEffects(history, grouping), true, Linking::Carino);
    EXPECT_NEAR(out.allocation_effect, 0.003, 1e-15);
    EXPECT_NEAR(out.security_selection, 0.011, 1e-15);
}

/// By hand: weights 60/40 against 50/50 in dollars and euros. Cash earns 0.001 and 0.0004, the euro falls by
/// 0.01. Base returns of the portfolio 0.02 and 0.005, of the benchmark 0.015 and 0.01.
///   k = (0.001, -0.0096), K = -0.0043; premiums p = (0.019, 0.0146), P = (0.014, 0.0196), B = 0.0168
///   allocation (0.1)(0.014 - 0.0168) = -0.00028, (-0.1)(0.0196 - 0.0168) = -0.00028
///   selection 0.5 (0.005) = 0.0025, 0.5 (-0.005) = -0.0025; interaction 0.0005, 0.0005
///   currency (0.1)(0.001 + 0.0043) = 0.00053, (-0.1)(-0.0096 + 0.0043) = 0.00053
///   active 0.014 - 0.0125 = 0.0015
TEST(CurrencyAttribution, IsTheWorkedCase) {
    const std::vector<double> w{0.6, 0.4}, base{0.5, 0.5}, p{0.019, 0.0146}, market{0.014, 0.0196};
    const std::vector<double> k{0.001, -0.0096};
    const auto e = currencyEffects(w, base, p, market, k);
    EXPECT_NEAR(e.premium.allocation[0], -0.00028, 1e-16);
    EXPECT_NEAR(e.premium.allocation[1], -0.00028, 1e-16);
    EXPECT_NEAR(e.premium.selection[0], 0.0025, 1e-16);
    EXPECT_NEAR(e.premium.selection[1], -0.0025, 1e-16);
    EXPECT_NEAR(e.premium.interaction[0], 0.0005, 1e-16);
    EXPECT_NEAR(e.premium.interaction[1], 0.0005, 1e-16);
    EXPECT_NEAR(e.currency[0], 0.00053, 1e-16);
    EXPECT_NEAR(e.currency[1], 0.00053, 1e-16);
    EXPECT_NEAR(e.portfolio_return, 0.014, 1e-15);
    EXPECT_NEAR(e.benchmark_return, 0.0125, 1e-15);
    const double sum = totalOf(e.premium.allocation) + totalOf(e.premium.selection) +
                       totalOf(e.premium.interaction) + totalOf(e.currency);
    EXPECT_NEAR(sum, 0.0015, 1e-16);
}

TEST(NamedFactors, MapToTheModelOnceEach) {
    const std::vector<std::string> model{"country", "style:size", "style:profitability", "style:leverage"};
    const auto factors = namedFactors({"size", "quality", "value", "market"}, model);
    ASSERT_TRUE(factors);
    EXPECT_EQ((*factors)[0].parts, std::vector<std::string>{"style:size"});
    EXPECT_EQ((*factors)[1].parts, (std::vector<std::string>{"style:profitability", "style:leverage"}));
    EXPECT_TRUE((*factors)[2].parts.empty());
    EXPECT_EQ((*factors)[3].parts, std::vector<std::string>{"country"});
    const auto twice = namedFactors({"quality", "leverage"}, model);
    ASSERT_FALSE(twice);
    EXPECT_EQ(twice.error().front().field, "/factors/1");
    EXPECT_FALSE(namedFactors({"size", "size"}, model));
}

TEST(Periods, EndWhereTheyShould) {
    const auto end = SessionDate::of(2020, 1, 10);
    const auto base = [&](const char* words) { return kit::periodBase(words, end, "/period")->iso(); };
    EXPECT_EQ(base("1D"), "2020-01-09");
    EXPECT_EQ(base("5D"), "2020-01-03");
    EXPECT_EQ(base("7D"), "2019-12-31"); // New Year's Day is no session
    EXPECT_EQ(base("1W"), "2020-01-03");
    EXPECT_EQ(base("1M"), "2019-12-10");
    EXPECT_EQ(base("1Y"), "2019-01-10");
    EXPECT_EQ(base("MTD"), "2019-12-31");
    EXPECT_EQ(base("QTD"), "2019-12-31");
    EXPECT_EQ(base("YTD"), "2019-12-31");
    EXPECT_EQ(kit::periodBase("1M", SessionDate::of(2020, 3, 31), "/p")->iso(), "2020-02-29");
    EXPECT_EQ(kit::periodBase("QTD", SessionDate::of(2019, 6, 5), "/p")->iso(), "2019-03-31");
    EXPECT_EQ(kit::periodBase("1Y", SessionDate::of(2020, 2, 29), "/p")->iso(), "2019-02-28");
    for (const char* wrong : {"", "D", "0D", "-1M", "1m", "1Q", "1MM", "400M", "99999999999Y"}) {
        const auto refused = kit::periodBase(wrong, end, "/period");
        ASSERT_FALSE(refused) << wrong;
        EXPECT_EQ(refused.error().front().field, "/period");
    }
}

} // namespace
} // namespace nautilus::analytics
