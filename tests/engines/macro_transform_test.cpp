// Transformations of macro series as they were known: values of pandas (tests/data/factor_library).

#include "engines/factor/kernel/macro_transform.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <fstream>
#include <sstream>

namespace {

using namespace nautilus;
using domain::MacroValue;
using domain::SessionDate;
using factor::MacroTransform;

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

TEST(MacroTransforms, AreThoseOfPandasInTheVintageKnownThen) {
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
        const auto ours = factor::transformedLevels(kValues, kSessions, how);
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

TEST(MacroTransforms, ReadNothingThatWasPublishedLater) {
    auto later = kValues;
    for (auto& each : later)
        if (each.knowable_at > kSessions[3]) each.value = -1e9;
    for (int code = 1; code <= factor::kTransformCodes; ++code) {
        const auto before = factor::transformedLevels(kValues, kSessions, {code, 2});
        const auto after = factor::transformedLevels(later, kSessions, {code, 2});
        for (std::size_t row = 0; row <= 3; ++row)
            EXPECT_TRUE(before[row] == after[row] || (std::isnan(before[row]) && std::isnan(after[row])))
                << code << " " << row;
    }
}

TEST(MacroTransforms, HaveNamesThatAreReadBack) {
    for (const MacroTransform& how : {MacroTransform{5, 0}, MacroTransform{2, 24}}) {
        const auto name = factor::transformedName("macro:unrate", how);
        const auto read = factor::readTransformedName(name);
        EXPECT_EQ(read.series, "macro:unrate");
        ASSERT_TRUE(read.transform);
        EXPECT_EQ(*read.transform, how);
    }
    EXPECT_FALSE(factor::readTransformedName("macro:unrate").transform);
}

} // namespace
