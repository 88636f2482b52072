// Operators that order values, against counting one by one: whatever the values' spread, ties and extremes.

#include "engines/factor/kernel/expression/evaluate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <string>
#include <vector>

namespace nautilus::factor {
namespace {

using domain::kMissing;
using domain::Matrix;

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kLargest = std::numeric_limits<double>::max();

/// One field, `x`, over the panel.
Matrix valueOf(const std::string& text, const Matrix& x) {
    ExpressionProgram program({{"x", Shape::Panel, "", ""}});
    EXPECT_TRUE(program.add(text).problems.empty()) << text;
    const std::vector<FieldValues> fields{{.panel = x.view()}};
    return std::move(evaluate(program,
                              {.sessions = x.rows(),
                               .stocks = x.columns(),
                               .fields = fields,
                               .universe = {},
                               .wanted = {0, x.rows()},
                               .cancelled = {}},
                              sequential())
                         .front());
}

/// Sessions whose values are spread in every way that matters to sorting.
Matrix spreads(std::size_t stocks, std::mt19937_64& random) {
    std::normal_distribution<double> normal;
    std::uniform_real_distribution<double> even;
    const std::vector<std::function<double(std::size_t)>> ways{
        [&](std::size_t) { return even(random); },
        [&](std::size_t) { return 0.02 * normal(random); },
        [&](std::size_t) { return std::floor(std::exp(11 + 0.5 * normal(random))); },
        [&](std::size_t) { return std::exp(8 * normal(random)); }, // nearly all in one interval
        [&](std::size_t i) { return i == 0 ? 1e12 : std::exp(normal(random)); },
        [&](std::size_t) { return std::floor(even(random) * 5); }, // many ties
        [&](std::size_t) { return 7.0; },
        [&](std::size_t i) { return i % 3 == 0   ? 1.0
                                    : i % 2 == 0 ? 0.0
                                                 : -0.0; }, // two zeros
        [&](std::size_t i) { return i % 2 == 0 ? -kLargest * even(random) : kLargest * even(random); },
        [&](std::size_t i) { return static_cast<double>(i % 40) * 5e-324; },
        [&](std::size_t i) { return i % 3 == 0   ? kMissing
                                    : i % 7 == 0 ? kInfinity
                                                 : normal(random); },
        [&](std::size_t) { return kMissing; },
        [&](std::size_t i) { return i == 5 ? 1.5 : kMissing; }};
    Matrix out(ways.size(), stocks);
    for (std::size_t r = 0; r < ways.size(); ++r)
        for (std::size_t i = 0; i < stocks; ++i)
            out.at(r, i) = ways[r](i);
    return out;
}

/// Mean place among equals as a share of all, by a sort of the library's and a search.
std::vector<double> ranksOf(std::span<const double> x) {
    std::vector<double> known;
    std::ranges::copy_if(x, std::back_inserter(known), [](double each) { return std::isfinite(each); });
    std::ranges::sort(known);
    std::vector<double> out;
    for (const double each : x) {
        const auto equal = std::ranges::equal_range(known, each);
        const auto below = static_cast<double>(equal.begin() - known.begin());
        out.push_back(std::isfinite(each) ? (below + 0.5 * (static_cast<double>(equal.size()) + 1)) /
                                                static_cast<double>(known.size())
                                          : kMissing);
    }
    return out;
}

TEST(ExpressionOrder, RanksAreThoseOfCounting) {
    constexpr std::uint64_t kSeed = 20261122;
    std::mt19937_64 random(kSeed);
    for (const std::size_t stocks : {6U, 31U, 500U, 3000U, 70'000U}) {
        const auto x = spreads(stocks, random);
        const auto ranks = valueOf("rank(x)", x);
        for (std::size_t r = 0; r < x.rows(); ++r) {
            const auto expected = ranksOf(x.row(r));
            for (std::size_t i = 0; i < stocks; ++i)
                ASSERT_TRUE(ranks.at(r, i) == expected[i] ||
                            (std::isnan(ranks.at(r, i)) && std::isnan(expected[i])))
                    << "seed " << kSeed << ", " << stocks << " stocks, spread " << r << ", stock " << i
                    << ": " << ranks.at(r, i) << " instead of " << expected[i];
        }
    }
}

TEST(ExpressionOrder, MediansAreThoseOfSortedWindows) {
    constexpr std::uint64_t kSeed = 7;
    std::mt19937_64 random(kSeed);
    constexpr std::size_t kSessions = 400;
    Matrix x(kSessions, 33); // one more than a tile is wide
    std::normal_distribution<double> normal;
    for (std::size_t r = 0; r < kSessions; ++r)
        for (std::size_t i = 0; i < x.columns(); ++i)
            x.at(r, i) = i % 4 == 0   ? std::floor(normal(random))
                         : i % 4 == 1 ? (r % 61 == 7 ? kMissing : normal(random))
                         : i % 4 == 2 ? (r % 2 == 0 ? -0.0 : 0.0)
                                      : std::exp(9 * normal(random));
    for (const std::size_t window : {1U, 2U, 7U, 20U, 63U}) {
        const auto medians = valueOf("ts_median(x, " + std::to_string(window) + ")", x);
        for (std::size_t i = 0; i < x.columns(); ++i)
            for (std::size_t r = 0; r < kSessions; ++r) {
                std::vector<double> values;
                for (std::size_t back = 0; back < window && back <= r; ++back)
                    values.push_back(x.at(r - back, i));
                const bool whole = values.size() == window &&
                                   std::ranges::none_of(values, [](double v) { return std::isnan(v); });
                if (whole) std::ranges::sort(values);
                const double expected =
                    whole ? (values[(window - 1) / 2] + values[window / 2]) / 2 : kMissing;
                const double got = medians.at(r, i);
                ASSERT_TRUE(got == expected || (std::isnan(got) && std::isnan(expected)))
                    << "seed " << kSeed << ", window " << window << ", stock " << i << ", session " << r;
                ASSERT_FALSE(got == 0 && std::signbit(got)) << "which zero must not depend on the way";
            }
    }
}

} // namespace
} // namespace nautilus::factor
