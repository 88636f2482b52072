// Transformations of macro series: their values by numpy (tests/data/macro), and as each session knew them by
// pandas (tests/data/factor_library).

#include "engines/factor/kernel/macro_transform.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

namespace nautilus::factor {

namespace {

using domain::MacroValue;
using domain::SessionDate;

/// Columns of tests/data/macro/transforms.csv: x, then the values of codes 1 to 7.
std::vector<std::vector<double>> columnsOfFile() {
    std::ifstream file(NAUTILUS_TEST_DATA "/macro/transforms.csv");
    std::vector<std::vector<double>> out(kLastTransform + 1);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream cells(line + ",");
        std::string cell;
        for (auto& column : out) {
            std::getline(cells, cell, ',');
            column.push_back(cell.empty() ? std::numeric_limits<double>::quiet_NaN() : std::stod(cell));
        }
    }
    return out;
}

TEST(MacroTransform, EqualsNumpy) {
    const auto columns = columnsOfFile();
    ASSERT_EQ(columns[0].size(), 12U);
    for (int code = 1; code <= kLastTransform; ++code) {
        const auto values = transformed(columns[0], code);
        const auto& wanted = columns[static_cast<std::size_t>(code)];
        for (std::size_t t = 0; t < values.size(); ++t) {
            EXPECT_EQ(std::isnan(values[t]), std::isnan(wanted[t])) << code << " at " << t;
            if (!std::isnan(wanted[t])) {
                EXPECT_NEAR(values[t], wanted[t], 1e-12) << code << " at " << t;
            }
        }
    }
}

TEST(MacroTransform, NeverReadsALaterValue) {
    auto x = columnsOfFile()[0];
    const auto before = transformed(x, 6);
    x.back() = 1e6;
    const auto after = transformed(x, 6);
    for (std::size_t t = 0; t + 1 < x.size(); ++t)
        EXPECT_TRUE(before[t] == after[t] || (std::isnan(before[t]) && std::isnan(after[t])));
}

TEST(MacroTransform, KnowsThePublishedCodes) {
    EXPECT_EQ(transformOf("INDPRO").code, 5);
    EXPECT_EQ(transformOf("UNRATE").code, 2);
    EXPECT_EQ(transformOf("CPIAUCSL").code, 6);
    EXPECT_EQ(transformOf("HOUST").code, 4);
    EXPECT_EQ(transformOf("A_SERIES_OF_MINE").code, 1);
    EXPECT_EQ(transformOf("A_SERIES_OF_MINE").because, "not listed: the level");
}

SessionDate day(const char* iso) {
    return *SessionDate::parse(iso);
}

const std::vector<SessionDate> kSessions{day("2019-01-31"), day("2019-02-28"), day("2019-03-29"),
                                         day("2019-04-30"), day("2019-05-31"), day("2019-06-28")};
/// The value of February is revised a month later.
const std::vector<MacroValue> kValues{
    {day("2018-12-31"), kSessions[0], 100.0}, {day("2019-01-31"), kSessions[1], 102.5},
    {day("2019-02-28"), kSessions[2], 101.0}, {day("2019-02-28"), kSessions[3], 101.75},
    {day("2019-03-31"), kSessions[4], 104.0}, {day("2019-04-30"), kSessions[5], 110.25}};

TEST(MacroTransform, AreThoseOfPandasInTheVintageKnownThen) {
    std::ifstream file(NAUTILUS_TEST_DATA "/factor_library/transforms.csv");
    std::string line;
    std::getline(file, line);
    std::size_t compared = 0;
    while (std::getline(file, line)) {
        std::istringstream cells(line);
        std::array<std::string, 4> golden;
        for (auto& each : golden)
            std::getline(cells, each, ',');
        const MacroTransform how{std::stoi(golden[0]), static_cast<std::size_t>(std::stoi(golden[1]))};
        const auto ours = transformedLevels(kValues, kSessions, how);
        const auto row = static_cast<std::size_t>(std::ranges::find(kSessions, day(golden[2].c_str())) -
                                                  kSessions.begin());
        ASSERT_LT(row, kSessions.size());
        if (golden[3].empty())
            EXPECT_TRUE(std::isnan(ours[row])) << line;
        else
            EXPECT_NEAR(ours[row], std::stod(golden[3]), 1e-9 * std::max(1.0, std::fabs(ours[row]))) << line;
        ++compared;
    }
    EXPECT_EQ(compared, 7U * 2U * 6U);
}

TEST(MacroTransform, ReadNothingThatWasPublishedLater) {
    auto later = kValues;
    for (auto& each : later)
        if (each.knowable_at > kSessions[3]) each.value = -1e9;
    for (int code = 1; code <= kLastTransform; ++code) {
        const auto before = transformedLevels(kValues, kSessions, {code, 2});
        const auto after = transformedLevels(later, kSessions, {code, 2});
        for (std::size_t row = 0; row <= 3; ++row)
            EXPECT_TRUE(before[row] == after[row] || (std::isnan(before[row]) && std::isnan(after[row])))
                << code << " " << row;
    }
}

TEST(MacroTransform, HaveNamesThatAreReadBack) {
    for (const MacroTransform& how : {MacroTransform{5, 0}, MacroTransform{2, 24}}) {
        const auto name = transformedName("macro:unrate", how);
        const auto read = readTransformedName(name);
        EXPECT_EQ(read.series, "macro:unrate");
        ASSERT_TRUE(read.transform);
        EXPECT_EQ(*read.transform, how);
    }
    EXPECT_FALSE(readTransformedName("macro:unrate").transform);
}

} // namespace

} // namespace nautilus::factor
