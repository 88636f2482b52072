#include "engines/factor/kernel/macro_transform.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <limits>
#include <sstream>
#include <string>

namespace nautilus::factor {

namespace {

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
            if (!std::isnan(wanted[t])) EXPECT_NEAR(values[t], wanted[t], 1e-12) << code << " at " << t;
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

} // namespace

} // namespace nautilus::factor
