#include "engines/numerics/indicators/bollinger.h"
#include "engines/numerics/indicators/ema.h"
#include "engines/numerics/indicators/macd.h"
#include "engines/numerics/indicators/rsi.h"
#include "tests/engines/factor_kernel_tables.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

namespace {

using namespace nautilus::numerics;
using namespace nautilus::testing_tables;

const Table& talib() {
    static const Table table = readTable("indicators/talib_aapl.csv");
    return table;
}

void compare(const std::string& column, std::size_t lookback, const std::function<double(double)>& update) {
    const std::vector<double> want = talib().values(column);
    const std::vector<double> close = talib().values("close");
    double scale = 0;
    for (const double x : want)
        scale = std::isnan(x) ? scale : std::max(scale, std::abs(x));
    for (std::size_t t = 0; t < close.size(); ++t) {
        const double got = update(close[t]);
        ASSERT_EQ(std::isnan(got), t < lookback) << column << " at " << t;
        if (std::isnan(got)) continue;
        ASSERT_NEAR(got, want[t], 1e-10 * scale) << column << " at " << t;
    }
}

TEST(Indicators, EqualTaLib) {
    Rsi rsi14, rsi9(9);
    compare("rsi_14", rsi14.lookback(), [&](double x) { return rsi14.update(x); });
    compare("rsi_9", rsi9.lookback(), [&](double x) { return rsi9.update(x); });
    Ema ema(30);
    compare("ema_default", ema.lookback(), [&](double x) { return ema.update(x); });
    Macd line, signal, histogram, alt_line(5, 35, 5), alt_signal(35, 5, 5);
    compare("macd_12_26_9", 33, [&](double x) { return line.update(x).line; });
    compare("macd_signal_12_26_9", 33, [&](double x) { return signal.update(x).signal; });
    compare("macd_hist_12_26_9", 33, [&](double x) { return histogram.update(x).histogram; });
    compare("macd_5_35_5", 38, [&](double x) { return alt_line.update(x).line; });
    compare("macd_signal_5_35_5", 38, [&](double x) { return alt_signal.update(x).signal; });
    Bollinger upper(5), middle(5), lower(5);
    compare("bb_upper_5", 4, [&](double x) { return upper.update(x).upper; });
    compare("bb_middle_5", 4, [&](double x) { return middle.update(x).middle; });
    compare("bb_lower_5", 4, [&](double x) { return lower.update(x).lower; });
}

TEST(Indicators, LookbacksAreThoseOfTaLib) {
    EXPECT_EQ(Rsi().lookback(), 14U);
    EXPECT_EQ(Ema(20).lookback(), 19U);
    EXPECT_EQ(Macd().lookback(), 33U);
    EXPECT_EQ(Bollinger().lookback(), 19U);
}

void expectSame(double a, double b) {
    EXPECT_TRUE(a == b || (std::isnan(a) && std::isnan(b))) << a << ' ' << b;
}

TEST(Indicators, PeekAndMissingBarsLeaveTheStateAlone) {
    Rsi rsi, plain_rsi;
    Macd macd, plain_macd;
    Bollinger bands, plain_bands;
    const std::vector<double> close = talib().values("close");
    for (std::size_t t = 0; t < 100; ++t) {
        EXPECT_EQ(std::isnan(rsi.peek(1e6)), t < 14);
        EXPECT_EQ(std::isnan(macd.peek(-5).line), t < 33);
        EXPECT_EQ(std::isnan(bands.peek(0).upper), t < 19);
        EXPECT_TRUE(std::isnan(rsi.update(std::nan(""))));
        EXPECT_TRUE(std::isnan(macd.update(std::nan("")).line));
        EXPECT_TRUE(std::isnan(bands.update(std::nan("")).upper));
        const double ahead = rsi.peek(close[t]);
        const double strength = rsi.update(close[t]);
        expectSame(strength, plain_rsi.update(close[t]));
        expectSame(strength, ahead);
        expectSame(macd.update(close[t]).signal, plain_macd.update(close[t]).signal);
        expectSame(bands.update(close[t]).upper, plain_bands.update(close[t]).upper);
    }
}

TEST(Indicators, FlatPricesAreDefined) {
    Rsi rsi(3);
    Bollinger bands(3);
    double last = 0;
    Bollinger::Value value{};
    for (int i = 0; i < 6; ++i) {
        last = rsi.update(10.1);
        value = bands.update(10.1);
    }
    EXPECT_EQ(last, 0);
    EXPECT_NEAR(value.upper, 10.1, 1e-13);
    EXPECT_TRUE(std::isnan(value.position(10.1)));
    EXPECT_EQ((Bollinger::Value{12, 10, 8}.position(11)), 0.75);
}

} // namespace
