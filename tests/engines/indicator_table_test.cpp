#include "engines/numerics/indicators/indicator_table.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <set>
#include <span>
#include <string>

namespace {

using namespace nautilus::numerics;

std::vector<BarInput> randomBars(std::size_t count) {
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> unit(0, 1);
    std::vector<BarInput> bars;
    double price = 100;
    for (std::size_t t = 0; t < count; ++t) {
        const double open = price * (0.99 + 0.02 * unit(random));
        const double close = open * (0.98 + 0.04 * unit(random));
        bars.push_back({open, std::max(open, close) * (1 + 0.01 * unit(random)),
                        std::min(open, close) * (1 - 0.01 * unit(random)), close,
                        std::floor(1 + 1e6 * unit(random))});
        price = close;
    }
    return bars;
}

/// Same bytes; any NaN equals any other.
::testing::AssertionResult same(const std::vector<double>& a, const std::vector<double>& b) {
    if (a.size() != b.size()) return ::testing::AssertionFailure() << "sizes";
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (std::isnan(a[i]) && std::isnan(b[i])) continue;
        if (std::bit_cast<std::uint64_t>(a[i]) != std::bit_cast<std::uint64_t>(b[i]))
            return ::testing::AssertionFailure() << i << ": " << a[i] << " and " << b[i];
    }
    return ::testing::AssertionSuccess();
}

std::vector<double> smallest(const IndicatorSpec& spec) {
    std::vector<double> values;
    for (const ParameterSpec& parameter : spec.parameters)
        values.push_back(parameter.min);
    return values;
}

std::vector<double> step(Indicator& indicator, const BarInput& bar) {
    std::vector<double> out(indicator.outputs());
    indicator.update(bar, out);
    return out;
}

bool allNaN(const std::vector<double>& values) {
    return std::all_of(values.begin(), values.end(), [](double x) { return std::isnan(x); });
}

template <class F>
void forAll(F&& f) {
    for (const IndicatorSpec& spec : indicatorTable())
        for (const std::vector<double>& parameters : {defaultParameters(spec), smallest(spec)}) {
            SCOPED_TRACE(std::string(spec.id) + (parameters == smallest(spec) ? " (smallest)" : ""));
            f(spec, parameters);
        }
}

TEST(IndicatorTable, HasUniqueCompleteRows) {
    std::set<std::string_view> ids;
    for (const IndicatorSpec& spec : indicatorTable()) {
        EXPECT_TRUE(ids.insert(spec.id).second) << spec.id;
        EXPECT_FALSE(spec.title.empty() || spec.group.empty() || spec.formula.empty() || spec.source.empty())
            << spec.id;
        EXPECT_NE(spec.inputs, 0U) << spec.id;
        EXPECT_FALSE(checkParameters(spec, defaultParameters(spec))) << spec.id;
    }
    EXPECT_GE(ids.size(), 60U);
    EXPECT_EQ(findIndicator("nothing"), nullptr);
}

TEST(IndicatorTable, HasTheIndicatorsOfTheSpecification) {
    for (const char* id : {"rsi",
                           "stochastic",
                           "williams_r",
                           "momentum",
                           "roc",
                           "macd",
                           "ppo",
                           "ultimate_oscillator",
                           "commodity_channel_index",
                           "sma",
                           "ema",
                           "bollinger_bands",
                           "parabolic_sar",
                           "ichimoku",
                           "linear_regression",
                           "standard_deviation",
                           "obv",
                           "accumulation_distribution",
                           "chaikin_money_flow",
                           "volume_sma",
                           "vwap",
                           "money_flow_index",
                           "atr",
                           "bollinger_width",
                           "keltner_channels",
                           "historical_volatility",
                           "garman_klass_volatility"})
        EXPECT_NE(findIndicator(id), nullptr) << id;
}

TEST(IndicatorTable, FirstValueIsOnTheLookback) {
    const auto bars = randomBars(200);
    forAll([&](const IndicatorSpec& spec, const std::vector<double>& parameters) {
        const auto indicator = makeIndicator(spec, parameters);
        ASSERT_EQ(indicator->lookback(), spec.lookback(parameters));
        for (std::size_t t = 0; t < bars.size(); ++t) {
            EXPECT_EQ(indicator->warm(), t > indicator->lookback()) << t;
            const auto out = step(*indicator, bars[t]);
            // Bands of one width at zero deviations coincide: %b is then undefined.
            if (spec.id == "bollinger_percent_b" && parameters[1] == 0) continue;
            for (const double value : out)
                ASSERT_EQ(std::isnan(value), t < indicator->lookback()) << t;
        }
    });
}

TEST(IndicatorTable, PeekIsTheNextUpdateAndChangesNothing) {
    const auto bars = randomBars(150);
    forAll([&](const IndicatorSpec& spec, const std::vector<double>& parameters) {
        const auto indicator = makeIndicator(spec, parameters);
        for (const BarInput& bar : bars) {
            const auto before = indicator->save();
            std::vector<double> ahead(indicator->outputs());
            indicator->peek(bar, ahead);
            ASSERT_TRUE(same(indicator->save(), before));
            ASSERT_TRUE(same(step(*indicator, bar), ahead));
        }
    });
}

TEST(IndicatorTable, SavedStatesContinueWithTheSameBytes) {
    const auto bars = randomBars(220);
    forAll([&](const IndicatorSpec& spec, const std::vector<double>& parameters) {
        for (const std::size_t cut : {0U, 1U, 13U, 110U}) {
            const auto indicator = makeIndicator(spec, parameters), other = makeIndicator(spec, parameters);
            for (std::size_t t = 0; t < cut; ++t)
                step(*indicator, bars[t]);
            auto state = indicator->save();
            ASSERT_TRUE(other->restore(state));
            const auto copy = indicator->clone();
            for (std::size_t t = cut; t < bars.size(); ++t) {
                const auto want = step(*indicator, bars[t]);
                ASSERT_TRUE(same(step(*other, bars[t]), want)) << cut << ' ' << t;
                ASSERT_TRUE(same(step(*copy, bars[t]), want)) << cut << ' ' << t;
            }
            state.push_back(0);
            const auto kept = other->save();
            EXPECT_FALSE(other->restore(state));
            state.resize(state.size() - 2);
            EXPECT_FALSE(other->restore(state));
            EXPECT_FALSE(other->restore(std::vector<double>(kept.size(), -0.5)));
            EXPECT_TRUE(same(other->save(), kept));
        }
    });
}

TEST(IndicatorTable, MissingBarsGiveNaNAndDoNotAdvance) {
    const auto bars = randomBars(150);
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    constexpr double kInfinite = std::numeric_limits<double>::infinity();
    forAll([&](const IndicatorSpec& spec, const std::vector<double>& parameters) {
        const auto plain = makeIndicator(spec, parameters), gapped = makeIndicator(spec, parameters);
        for (const BarInput& bar : bars) {
            const auto before = gapped->save();
            EXPECT_TRUE(allNaN(step(*gapped, {kNaN, kNaN, kNaN, kNaN, kNaN})));
            EXPECT_TRUE(allNaN(step(*gapped, {kInfinite, kInfinite, kInfinite, kInfinite, kInfinite})));
            if (spec.positive_prices) {
                EXPECT_TRUE(allNaN(step(*gapped, {0, 0, 0, 0, 1})));
            }
            ASSERT_TRUE(same(gapped->save(), before));
            ASSERT_TRUE(same(step(*gapped, bar), step(*plain, bar)));
        }
    });
}

struct Columns {
    std::vector<double> open, high, low, close, volume;
    explicit Columns(const std::vector<BarInput>& bars) {
        for (const BarInput& bar : bars) {
            open.push_back(bar.open);
            high.push_back(bar.high);
            low.push_back(bar.low);
            close.push_back(bar.close);
            volume.push_back(bar.volume);
        }
    }
    [[nodiscard]] BarColumns from(std::size_t first) const {
        const auto rest = [&](const std::vector<double>& all) { return std::span(all).subspan(first); };
        return {rest(open), rest(high), rest(low), rest(close), rest(volume)};
    }
};

/// Periods that do not divide the stretches of a batch, and every kind of average.
std::vector<std::vector<double>> variedParameters(const IndicatorSpec& spec) {
    std::vector<std::vector<double>> sets{defaultParameters(spec), smallest(spec)};
    for (const double period : {6.0, 9.0, 97.0, 600.0})
        for (double kind = 0; kind <= 8; ++kind) {
            std::vector<double> set = defaultParameters(spec);
            for (std::size_t i = 0; i < set.size(); ++i) {
                if (spec.parameters[i].name.find("period") != std::string_view::npos)
                    set[i] = std::max(spec.parameters[i].min, period - static_cast<double>(i));
                if (spec.parameters[i].name.find("ma_type") != std::string_view::npos)
                    set[i] = std::min(kind, spec.parameters[i].max);
            }
            if (set != sets.back()) sets.push_back(set);
        }
    return sets;
}

TEST(IndicatorTable, ABatchIsALoopOfUpdates) {
    constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
    auto bars = randomBars(1700);
    for (const std::size_t t : {0U, 700U, 701U, 1650U})
        bars[t] = {kNaN, kNaN, kNaN, kNaN, kNaN};
    bars[900] = bars[899]; // a bar without movement
    bars[901] = {bars[900].close, bars[900].close, bars[900].close, bars[900].close, 0};
    const Columns columns(bars);
    for (const IndicatorSpec& spec : indicatorTable())
        for (const std::vector<double>& parameters : variedParameters(spec)) {
            SCOPED_TRACE(std::string(spec.id) +
                         (parameters.empty() ? "" : " " + std::to_string(parameters[0])));
            const auto batch = makeIndicator(spec, parameters), stream = makeIndicator(spec, parameters);
            ASSERT_NE(batch, nullptr);
            std::vector<std::vector<double>> got(spec.outputs.size(), std::vector<double>(bars.size()));
            // In parts: a batch begins where the one before, or a single bar, has ended.
            std::vector<double*> out;
            for (const std::size_t cut : {0U, 5U, 6U, 30U, 31U, 640U, 1664U, 1700U}) {
                static std::size_t before;
                if (cut > 0) {
                    out.clear();
                    for (auto& column : got)
                        out.push_back(column.data() + before);
                    batch->run(columns.from(before), cut - before, out);
                }
                before = cut;
            }
            for (std::size_t t = 0; t < bars.size(); ++t) {
                std::vector<double> row;
                for (const auto& column : got)
                    row.push_back(column[t]);
                ASSERT_TRUE(same(step(*stream, bars[t]), row)) << t;
            }
            EXPECT_TRUE(same(batch->save(), stream->save()));
        }
}

TEST(IndicatorTable, AWholeComputationIsABatch) {
    const Columns columns(randomBars(300));
    const auto& spec = *findIndicator("macd");
    const auto whole = computeIndicator(spec, defaultParameters(spec), columns.from(0));
    ASSERT_EQ(whole.size(), 3U);
    const auto stream = makeIndicator(spec, defaultParameters(spec));
    for (std::size_t t = 0; t < 300; ++t)
        ASSERT_TRUE(
            same(step(*stream, {0, 0, 0, columns.close[t], 0}), {whole[0][t], whole[1][t], whole[2][t]}));
    EXPECT_TRUE(computeIndicator(spec, std::vector<double>(9), columns.from(0)).empty());
}

TEST(IndicatorTable, StrictEndsAtTheFirstMissingBar) {
    auto bars = randomBars(900);
    bars[640].high = std::numeric_limits<double>::quiet_NaN();
    bars[700].close = 0; // missing for logarithms alone
    const Columns columns(bars);
    for (const IndicatorSpec& spec : indicatorTable()) {
        SCOPED_TRACE(spec.id);
        const auto parameters = defaultParameters(spec);
        const auto goes_on = computeIndicator(spec, parameters, columns.from(0));
        const auto ends = computeIndicator(spec, parameters, columns.from(0), AfterMissing::Ends);
        const std::size_t end = (spec.inputs & kHigh) != 0                            ? 640
                                : spec.positive_prices && (spec.inputs & kClose) != 0 ? 700
                                                                                      : 900;
        ASSERT_EQ(goes_on.size(), ends.size());
        for (std::size_t i = 0; i < ends.size(); ++i)
            for (std::size_t t = 0; t < bars.size(); ++t) {
                if (t < end) {
                    ASSERT_TRUE(same({ends[i][t]}, {goes_on[i][t]})) << t;
                } else {
                    ASSERT_TRUE(std::isnan(ends[i][t])) << t;
                }
            }
        EXPECT_FALSE(std::isnan(goes_on[0].back())) << "without it values go on";
    }
}

TEST(IndicatorTable, FlatPricesGiveDefinedAnswers) {
    forAll([&](const IndicatorSpec& spec, const std::vector<double>& parameters) {
        const auto indicator = makeIndicator(spec, parameters);
        for (std::size_t t = 0; t < 200; ++t) {
            const auto out = step(*indicator, {10.1, 10.1, 10.1, 10.1, 1000});
            if (t < indicator->lookback() || spec.id == "bollinger_percent_b") continue;
            for (const double value : out)
                ASSERT_TRUE(std::isfinite(value)) << t;
        }
    });
    for (const char* id : {"commodity_channel_index", "standard_deviation", "variance", "correlation", "beta",
                           "linear_regression_slope", "dx", "rsi", "historical_volatility", "sum"}) {
        const IndicatorSpec& spec = *findIndicator(id);
        const auto indicator = makeIndicator(spec, defaultParameters(spec));
        std::vector<double> last;
        for (int t = 0; t < 100; ++t)
            last = step(*indicator, {10.1, 10.1, 10.1, 10.1, 1000});
        EXPECT_NEAR(last[0], std::string(id) == "sum" ? 303.0 : 0.0, std::string(id) == "sum" ? 1e-12 : 0.0)
            << id;
    }
}

TEST(IndicatorTable, FaultyParametersAreNamed) {
    const IndicatorSpec& spec = *findIndicator("macd");
    const auto fault = checkParameters(spec, std::vector<double>{12, 26.5, 9, 0});
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->position, 1U);
    EXPECT_EQ(fault->reason, "slow_period of macd must be a whole number from 2 to 10000");
    EXPECT_EQ(checkParameters(spec, std::vector<double>{12})->position, 4U);
    EXPECT_EQ(checkParameters(spec, std::vector<double>{12, 26, std::nan(""), 0})->position, 2U);
    EXPECT_EQ(makeIndicator(spec, std::vector<double>{1, 26, 9, 0}), nullptr);
}

TEST(IndicatorTable, RollingSumsDoNotDrift) {
    const IndicatorSpec& spec = *findIndicator("sum");
    const auto indicator = makeIndicator(spec, std::vector<double>{7});
    std::vector<double> last;
    for (int t = 0; t < 100000; ++t)
        last = step(*indicator, {0, 0, 0, t % 2 == 0 ? 1e12 / 3 : 1e-3 / 7, 0});
    for (int t = 0; t < 7; ++t)
        last = step(*indicator, {0, 0, 0, 0, 0});
    EXPECT_EQ(last[0], 0);
}

} // namespace
