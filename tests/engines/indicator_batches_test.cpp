// Batches against single updates where their fast paths could part: stretches that begin and end anywhere,
// bars missing in the middle, constant and short inputs, huge values before small ones.

#include "engines/numerics/indicators/indicator_table.h"
#include "engines/numerics/indicators/rolling_extremes.h"
#include "engines/numerics/indicators/rolling_moments.h"
#include "engines/numerics/indicators/rolling_pairs.h"
#include "engines/numerics/indicators/rolling_sum.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace {

using namespace nautilus::numerics;

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();

bool sameBits(double a, double b) {
    return (std::isnan(a) && std::isnan(b)) ||
           std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

struct Bars {
    std::vector<double> open, high, low, close, volume;
    [[nodiscard]] std::size_t size() const { return close.size(); }
    void push(double from, double top, double bottom, double to, double amount) {
        open.push_back(from);
        high.push_back(top);
        low.push_back(bottom);
        close.push_back(to);
        volume.push_back(amount);
    }
    [[nodiscard]] BarInput at(std::size_t t) const { return {open[t], high[t], low[t], close[t], volume[t]}; }
    [[nodiscard]] BarColumns from(std::size_t first) const {
        const auto rest = [&](const std::vector<double>& all) { return std::span(all).subspan(first); };
        return {rest(open), rest(high), rest(low), rest(close), rest(volume)};
    }
};

/// Bars whose prices turn often, so that patterns, traps and reversals come up; `scale(t)` moves them.
template <class Scale>
Bars restlessBars(std::size_t count, Scale scale) {
    std::mt19937_64 random(11);
    std::uniform_real_distribution<double> unit(0, 1);
    Bars bars;
    for (std::size_t t = 0; t < count; ++t) {
        const double size = scale(t), middle = size * (100 + 3 * unit(random));
        const double from = middle + size * (unit(random) - 0.5), to = middle + size * (unit(random) - 0.5);
        const double out = unit(random) < 0.2 ? 0 : size * unit(random); // some without shadows
        bars.push(from, std::max(from, to) + out, std::min(from, to) - out * unit(random), to,
                  std::floor(1e6 * unit(random)));
    }
    return bars;
}

/// A batch in parts that end at `cuts` gives what single updates give.
void expectBatchIsStream(const IndicatorSpec& spec, const std::vector<double>& parameters, const Bars& bars,
                         std::span<const std::size_t> cuts) {
    SCOPED_TRACE(std::string(spec.id));
    const auto batch = makeIndicator(spec, parameters), stream = makeIndicator(spec, parameters);
    ASSERT_NE(batch, nullptr);
    std::vector<std::vector<double>> got(spec.outputs.size(), std::vector<double>(bars.size()));
    std::size_t before = 0;
    for (const std::size_t cut : cuts) {
        std::vector<double*> out;
        for (auto& column : got)
            out.push_back(column.data() + before);
        batch->run(bars.from(before), cut - before, out);
        before = cut;
    }
    std::vector<double> row(spec.outputs.size());
    for (std::size_t t = 0; t < before; ++t) {
        stream->update(bars.at(t), row);
        for (std::size_t i = 0; i < row.size(); ++i)
            ASSERT_TRUE(sameBits(row[i], got[i][t])) << t << ": " << row[i] << " and " << got[i][t];
    }
    const auto a = batch->save(), b = stream->save();
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i)
        ASSERT_TRUE(sameBits(a[i], b[i])) << "state " << i;
}

void expectBatchesAreStreams(const Bars& bars, std::span<const std::size_t> cuts) {
    for (const IndicatorSpec& spec : indicatorTable()) {
        auto parameters = defaultParameters(spec);
        expectBatchIsStream(spec, parameters, bars, cuts);
        for (std::size_t i = 0; i < parameters.size(); ++i) // blocks that end in one, two and three values
            if (spec.parameters[i].name.find("period") != std::string_view::npos)
                parameters[i] = std::max(spec.parameters[i].min, 17.0 + static_cast<double>(i));
        expectBatchIsStream(spec, parameters, bars, cuts);
    }
}

TEST(IndicatorBatches, AreStreamsOfRestlessBars) {
    const auto bars = restlessBars(1400, [](std::size_t) { return 1.0; });
    const std::size_t cuts[] = {1, 3, 64, 65, 67, 579, 1091, 1094, 1400};
    expectBatchesAreStreams(bars, cuts);
}

TEST(IndicatorBatches, AreStreamsWithMissingBars) {
    auto bars = restlessBars(1300, [](std::size_t) { return 1.0; });
    bars.high[600] = kNaN;
    bars.low[601] = std::numeric_limits<double>::infinity();
    bars.volume[602] = kNaN;
    bars.close[1023] = kNaN; // the last of a stretch
    bars.open[1024] = -std::numeric_limits<double>::infinity();
    const std::size_t cuts[] = {200, 1300};
    expectBatchesAreStreams(bars, cuts);
}

TEST(IndicatorBatches, AreStreamsOfHugeBarsBeforeSmallOnes) {
    const auto bars = restlessBars(1300, [](std::size_t t) { return t % 400 < 50 ? 1e12 : 1e-6; });
    const std::size_t cuts[] = {511, 513, 1300};
    expectBatchesAreStreams(bars, cuts);
}

TEST(IndicatorBatches, AreStreamsOfConstantBars) {
    Bars bars;
    for (int t = 0; t < 1100; ++t)
        bars.push(10.1, 10.1, 10.1, 10.1, 0);
    const std::size_t cuts[] = {512, 1100};
    expectBatchesAreStreams(bars, cuts);
}

TEST(IndicatorBatches, AreStreamsOfAFewBars) {
    const auto bars = restlessBars(9, [](std::size_t) { return 1.0; });
    const std::size_t cuts[] = {0, 2, 9};
    expectBatchesAreStreams(bars, cuts);
}

std::vector<double> restless(std::size_t count) {
    std::mt19937_64 random(3);
    std::normal_distribution<double> normal;
    std::vector<double> values;
    for (std::size_t i = 0; i < count; ++i)
        values.push_back(i % 97 == 40 ? 1e9 : i % 53 < 12 ? 0.25 : normal(random));
    return values;
}

/// Windows of every length, summed by hand in long doubles.
TEST(RollingBlocks, EqualSumsAndExtremesOfEachWindow) {
    const auto values = restless(400);
    for (const std::size_t n : {1U, 2U, 7U, 16U, 17U, 18U, 19U, 20U, 21U, 50U, 399U}) {
        RollingSum sum(n);
        RollingMax most(n);
        std::vector<double> sums(values.size()), highest(values.size());
        sum.run(values.data(), sums.data(), 33);
        sum.run(values.data() + 33, sums.data() + 33, values.size() - 33);
        most.run(values.data(), highest.data(), values.size());
        for (std::size_t t = n - 1; t < values.size(); ++t) {
            long double all = 0, largest = 0;
            double top = values[t];
            for (std::size_t i = t + 1 - n; i <= t; ++i) {
                all += values[i];
                largest += std::abs(values[i]);
                top = std::max(top, values[i]);
            }
            ASSERT_NEAR(sums[t], static_cast<double>(all), 1e-15 * static_cast<double>(largest))
                << n << ' ' << t;
            ASSERT_EQ(highest[t], top) << n << ' ' << t;
        }
    }
}

TEST(RollingBlocks, ZerosAfterHugeValuesSumToExactlyZero) {
    for (const std::size_t n : {5U, 16U, 30U, 33U}) {
        std::vector<double> values(200, 1e300 / 7), sums(values.size());
        std::fill(values.begin() + 100, values.end(), 0.0);
        RollingSum(n).run(values.data(), sums.data(), values.size());
        for (std::size_t t = 100 + n - 1; t < values.size(); ++t)
            ASSERT_EQ(sums[t], 0) << n << ' ' << t;
    }
}

TEST(RollingMoments, AreThoseOfTheWindowWhateverCameBefore) {
    const auto x = restless(400);
    auto y = restless(400);
    std::reverse(y.begin(), y.end());
    for (const std::size_t n : {2U, 5U, 8U, 9U, 30U, 31U}) {
        RollingMoments moments(n);
        RollingPairs pairs(n);
        for (std::size_t t = 0; t < x.size(); ++t) {
            const Spread spread = moments.update(x[t]);
            const auto pair = pairs.update(x[t], y[t]);
            if (t + 1 < n) continue;
            long double mean_x = 0, mean_y = 0, xx = 0, yy = 0, xy = 0;
            for (std::size_t i = t + 1 - n; i <= t; ++i) {
                mean_x += static_cast<long double>(x[i]) / static_cast<long double>(n);
                mean_y += static_cast<long double>(y[i]) / static_cast<long double>(n);
            }
            for (std::size_t i = t + 1 - n; i <= t; ++i) {
                xx += (x[i] - mean_x) * (x[i] - mean_x);
                yy += (y[i] - mean_y) * (y[i] - mean_y);
                xy += (x[i] - mean_x) * (y[i] - mean_y);
            }
            const auto squares = static_cast<double>(xx), product = static_cast<double>(xy),
                       scale = std::sqrt(squares * static_cast<double>(yy));
            ASSERT_NEAR(spread.squares, squares, 1e-13 * squares + 1e-25) << n << ' ' << t;
            ASSERT_NEAR(pair.x_squares, squares, 1e-13 * squares + 1e-25) << n << ' ' << t;
            ASSERT_NEAR(pair.products, product, 1e-13 * scale + 1e-25) << n << ' ' << t;
        }
    }
}

TEST(RollingMoments, EqualValuesHaveExactlyNoDeviation) {
    for (const std::size_t n : {3U, 20U}) {
        RollingMoments moments(n);
        for (int t = 0; t < 50; ++t)
            (void)moments.update(1e8 + t % 7);
        Spread spread{};
        for (std::size_t t = 0; t < n; ++t)
            spread = moments.update(0.1);
        EXPECT_EQ(spread.squares, 0);
        EXPECT_EQ(spread.mean, 0.1);
    }
}

/// The period of the dominant cycle word for word as the book has it, with the library's arc tangent.
std::vector<double> periodsByTheBook(const std::vector<double>& price, std::size_t skip) {
    const std::size_t count = price.size();
    std::vector<double> smooth(count), detrended(count), q1(count), i1(count), period(count + 1),
        shown(count);
    const auto ago = [](const std::vector<double>& x, std::size_t t, std::size_t bars) {
        return t < bars ? 0.0 : x[t - bars];
    };
    double i2 = 0, q2 = 0, re = 0, im = 0;
    for (std::size_t t = skip; t < count; ++t) {
        const double before = period[t], adjust = 0.075 * before + 0.54;
        const auto quadrature = [&](const std::vector<double>& x) {
            return (0.0962 * x[t] + 0.5769 * ago(x, t, 2) - 0.5769 * ago(x, t, 4) - 0.0962 * ago(x, t, 6)) *
                   adjust;
        };
        smooth[t] = (4 * price[t] + 3 * price[t - 1] + 2 * price[t - 2] + price[t - 3]) / 10;
        detrended[t] = quadrature(smooth);
        q1[t] = quadrature(detrended);
        i1[t] = ago(detrended, t, 3);
        const double i_next = 0.2 * (i1[t] - quadrature(q1)) + 0.8 * i2;
        const double q_next = 0.2 * (q1[t] + quadrature(i1)) + 0.8 * q2;
        re = 0.2 * (i_next * i2 + q_next * q2) + 0.8 * re;
        im = 0.2 * (i_next * q2 - q_next * i2) + 0.8 * im;
        i2 = i_next;
        q2 = q_next;
        double turned = before;
        if (im != 0 && re != 0) turned = 2 * std::acos(-1.0) / std::atan(im / re);
        turned = std::max(std::min(turned, 1.5 * before), 0.67 * before);
        period[t + 1] = 0.2 * std::clamp(turned, 6.0, 50.0) + 0.8 * before;
        shown[t] = 0.33 * period[t + 1] + 0.67 * shown[t - 1];
    }
    return shown;
}

TEST(HilbertTransform, HasThePeriodOfTheBook) {
    std::mt19937_64 random(23);
    std::normal_distribution<double> normal;
    Bars bars;
    for (std::size_t t = 0; t < 3000; ++t) { // cycles of 5 to 60 bars, some noise
        const double length = 5 + 55 * static_cast<double>(t / 250) / 11;
        const double price = 100 + 5 * std::sin(2 * std::acos(-1.0) * static_cast<double>(t) / length) +
                             (t % 500 < 250 ? 0.05 : 1.0) * normal(random);
        bars.push(price, price, price, price, 1);
    }
    const auto& spec = *findIndicator("hilbert_period");
    const auto got = computeIndicator(spec, {}, bars.from(0));
    const auto want = periodsByTheBook(bars.close, 12);
    double least = 100, most = 0;
    for (std::size_t t = 32; t < want.size(); ++t) {
        ASSERT_NEAR(got[0][t], want[t], 1e-9) << t;
        least = std::min(least, want[t]);
        most = std::max(most, want[t]);
    }
    EXPECT_LT(least, 8) << "short cycles are among them";
    EXPECT_GT(most, 30) << "and long ones";
}

} // namespace
