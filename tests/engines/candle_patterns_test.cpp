// Candle patterns against those that TA-Lib finds (tests/data/indicators/make_candle_values.py).

#include "engines/numerics/indicators/indicator_table.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace {

using namespace nautilus::numerics;
using namespace nautilus::testing_tables;

const Table& table() {
    static const Table values = readTable("indicators/candle_values.csv.gz");
    return values;
}

std::vector<double> columnOf(const std::string& name, const std::string& symbol) {
    const auto all = table().values(name);
    const auto place = table().column("symbol");
    std::vector<double> out;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (table().rows[i][place] == symbol) out.push_back(all[i]);
    return out;
}

std::vector<const IndicatorSpec*> patterns() {
    std::vector<const IndicatorSpec*> out;
    for (const auto& spec : indicatorTable())
        if (spec.group == "pattern") out.push_back(&spec);
    return out;
}

TEST(CandlePatterns, AreThoseOfTaLib) {
    std::set<std::string_view> fired;
    for (const char* symbol : {"AAPL", "JPM", "XOM"}) {
        const auto open = columnOf("open", symbol), high = columnOf("high", symbol),
                   low = columnOf("low", symbol), close = columnOf("close", symbol);
        ASSERT_EQ(open.size(), 1259U);
        for (const auto* spec : patterns()) {
            SCOPED_TRACE(std::string(symbol) + " " + std::string(spec->id));
            const auto want = columnOf(std::string(spec->talib), symbol);
            const auto got = computeIndicator(*spec, defaultParameters(*spec), {open, high, low, close, {}});
            for (std::size_t t = 0; t < want.size(); ++t) {
                ASSERT_EQ(std::isnan(got[0][t]), std::isnan(want[t])) << t;
                if (std::isnan(want[t])) continue;
                ASSERT_EQ(got[0][t], want[t]) << t;
                if (want[t] != 0) fired.insert(spec->id);
            }
        }
    }
    EXPECT_GE(patterns().size(), 50U);
    // What never fires on these bars shows nothing: it is held to made-up candles below.
    const std::set<std::string_view> rare{"candle_kicking",
                                          "candle_kicking_by_length",
                                          "candle_identical_three_crows",
                                          "candle_three_stars_in_the_south",
                                          "candle_breakaway",
                                          "candle_concealing_baby_swallow",
                                          "candle_mat_hold"};
    EXPECT_EQ(patterns().size(), 61U);
    for (const auto* spec : patterns())
        EXPECT_NE(fired.contains(spec->id), rare.contains(spec->id)) << spec->id;
}

/// By plain rules over made-up candles (tests/data/indicators/make_rare_candles.py).
TEST(CandlePatterns, ThatAreRareAreThoseOfPlainRules) {
    const Table values = readTable("indicators/rare_candles.csv.gz");
    const auto open = values.values("open"), high = values.values("high"), low = values.values("low"),
               close = values.values("close");
    std::size_t compared = 0;
    for (const auto* spec : patterns()) {
        if (std::ranges::find(values.header, std::string(spec->talib)) == values.header.end()) continue;
        SCOPED_TRACE(spec->id);
        ++compared;
        const auto want = values.values(std::string(spec->talib));
        const auto got = computeIndicator(*spec, defaultParameters(*spec), {open, high, low, close, {}});
        std::size_t fires = 0;
        for (std::size_t t = 0; t < want.size(); ++t) {
            ASSERT_EQ(std::isnan(got[0][t]), std::isnan(want[t])) << t;
            if (std::isnan(want[t])) continue;
            ASSERT_EQ(got[0][t], want[t]) << t;
            fires += want[t] != 0 ? 1 : 0;
        }
        EXPECT_GE(fires, 30U);
    }
    EXPECT_EQ(compared, 7U);
}

/// Made-up candles after twelve ordinary ones (body 1, range 2) for a pattern that real bars hardly show.
double judge(std::string_view id, const std::vector<BarInput>& last) {
    const auto& spec = *findIndicator(id);
    const auto indicator = makeIndicator(spec, defaultParameters(spec));
    double out = 0;
    for (int i = 0; i < 12; ++i)
        indicator->update({100, 101.5, 99.5, 101, 1}, {&out, 1});
    for (const auto& bar : last)
        indicator->update(bar, {&out, 1});
    return out;
}

TEST(CandlePatterns, ThatAreRareFollowTheirDefinition) {
    const BarInput black{110, 110, 105, 105, 1}, white{111, 116, 111, 116, 1};
    EXPECT_EQ(judge("candle_kicking", {black, white}), 100);
    EXPECT_EQ(judge("candle_kicking", {white, black}), -100);
    EXPECT_EQ(judge("candle_kicking", {black, {109, 116, 109, 116, 1}}), 0) << "no gap";
    EXPECT_EQ(judge("candle_kicking_by_length", {black, {111, 113, 111, 113, 1}}), -100) << "the longer one";
    EXPECT_EQ(judge("candle_abandoned_baby",
                    {{110, 110, 105, 105, 1}, {103, 103.5, 102.5, 103, 1}, {104, 109, 104, 109, 1}}),
              100);
    EXPECT_EQ(judge("candle_doji", {{100, 101, 99, 100.05, 1}}), 100);
    EXPECT_EQ(judge("candle_doji", {{100, 101, 99, 100.5, 1}}), 0);
}

} // namespace
