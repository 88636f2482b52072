#pragma once
// Bars that an independent script made (tests/data/market), and bars of an answer, side by side.

#include "tests/app/support/demo_workstation.h"

#include <cmath>
#include <fstream>
#include <sstream>

namespace nautilus::test {

struct BarRow {
    std::string timestamp; ///< of its beginning
    double open = 0, high = 0, low = 0, close = 0, volume = 0, vwap = 0;
};

inline double numberOf(const kit::Value* value) {
    if (value && value->as<double>()) return *value->as<double>();
    if (value && value->as<std::int64_t>()) return static_cast<double>(*value->as<std::int64_t>());
    return domain::kMissing;
}

/// Rows of one timeframe of a file below tests/data/market; an empty cell is NaN.
inline std::vector<BarRow> goldenBars(const std::string& file, const std::string& timeframe) {
    std::ifstream in(std::string(NAUTILUS_TEST_DATA) + "/market/" + file);
    std::vector<BarRow> out;
    for (std::string line; std::getline(in, line);) {
        std::stringstream cells(line);
        std::string name, cell;
        std::getline(cells, name, ',');
        if (name != timeframe) continue;
        BarRow row;
        std::getline(cells, row.timestamp, ',');
        for (double* value : {&row.open, &row.high, &row.low, &row.close, &row.volume, &row.vwap}) {
            cell.clear();
            std::getline(cells, cell, ',');
            *value = cell.empty() ? domain::kMissing : std::stod(cell);
        }
        out.push_back(row);
    }
    return out;
}

inline std::vector<BarRow> answeredBars(const Answer& answer) {
    std::vector<BarRow> out;
    const auto* rows = answer.data().find("data");
    if (!rows || !rows->as<kit::Value::Array>()) return out;
    for (const auto& row : *rows->as<kit::Value::Array>())
        out.push_back({*row.find("timestamp")->as<std::string>(), numberOf(row.find("open")),
                       numberOf(row.find("high")), numberOf(row.find("low")), numberOf(row.find("close")),
                       numberOf(row.find("volume")), numberOf(row.find("vwap"))});
    return out;
}

/// Prices and volumes to the last digit, averages and what was multiplied (`scaled`) to 1e-12.
inline void expectSameBars(const std::vector<BarRow>& got, const std::vector<BarRow>& wanted,
                           bool scaled = false) {
    ASSERT_FALSE(wanted.empty());
    ASSERT_EQ(got.size(), wanted.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        const auto& a = got[i];
        const auto& b = wanted[i];
        ASSERT_EQ(a.timestamp, b.timestamp);
        const double tolerance = scaled ? 1e-12 * b.high : 0;
        ASSERT_NEAR(a.open, b.open, tolerance) << b.timestamp;
        ASSERT_NEAR(a.high, b.high, tolerance) << b.timestamp;
        ASSERT_NEAR(a.low, b.low, tolerance) << b.timestamp;
        ASSERT_NEAR(a.close, b.close, tolerance) << b.timestamp;
        ASSERT_EQ(a.volume, b.volume) << b.timestamp;
        ASSERT_EQ(std::isnan(a.vwap), std::isnan(b.vwap)) << b.timestamp;
        if (!std::isnan(b.vwap)) {
            ASSERT_NEAR(a.vwap, b.vwap, 1e-12 * b.vwap) << b.timestamp;
        }
    }
}

} // namespace nautilus::test
