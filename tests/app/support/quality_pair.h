#pragma once
// A broken series and its repaired twin (tests/data/quality), and how well the rules find and repair what
// differs: per cell, a cell being one field of one row.

#include "app/catalog/duckdb_connection.h"
#include "engines/marketdata/kernel/quality_rules.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace nautilus::test {

inline constexpr std::string_view kPairFields[] = {"open",      "high",   "low",     "close",
                                                   "adj_close", "volume", "dividend"};

struct PairSeries {
    std::vector<domain::SessionDate> session;
    std::map<std::string, std::vector<double>, std::less<>> column;
    std::vector<double> split, gain;

    [[nodiscard]] marketdata::QualitySeries view(const std::string& name) const {
        marketdata::QualitySeries s;
        s.bar_size = name.find("-1wk-") != std::string::npos  ? marketdata::BarSize::Week
                     : name.find("-1h-") != std::string::npos ? marketdata::BarSize::Intraday
                                                              : marketdata::BarSize::Day;
        s.session = session;
        s.open = column.at("open");
        s.high = column.at("high");
        s.low = column.at("low");
        s.close = column.at("close");
        s.adj_close = column.at("adj_close");
        s.volume = column.at("volume");
        s.dividend = column.at("dividend");
        s.split = split;
        s.capital_gain = gain;
        return s;
    }
};

inline PairSeries readPair(const std::string& name) {
    auto db = std::move(*catalog::Connection::open("", 1, 256'000'000));
    const auto path = std::string(NAUTILUS_TEST_DATA) + "/quality/" + name + ".csv.gz";
    const auto rows = db->query("SELECT * FROM read_csv(" + catalog::sqlText(path) +
                                ", all_varchar = true, header = true) ORDER BY 1");
    PairSeries out;
    EXPECT_TRUE(rows) << name;
    if (!rows) return out;
    const auto& r = **rows;
    for (const auto& text : r.texts(0))
        out.session.push_back(*domain::SessionDate::parse(text.substr(0, 10)));
    const auto numbers = [&](std::size_t at) {
        std::vector<double> values;
        for (const auto& text : r.texts(at))
            values.push_back(text.empty() ? domain::kMissing : std::strtod(text.c_str(), nullptr));
        return values;
    };
    std::size_t at = 1;
    for (const auto field : kPairFields)
        out.column[std::string(field)] = numbers(at++);
    out.split = numbers(8);
    if (name.find("-cg-") != std::string::npos) out.gain = numbers(9);
    return out;
}

using Cell = std::pair<std::size_t, std::string>; ///< row, field

inline bool differs(double a, double b, double relative) {
    return std::abs(a - b) > relative * std::max(std::abs(a), std::abs(b));
}

struct PairScore {
    std::set<Cell> defective, found, repaired_right, repaired_close;

    [[nodiscard]] static double share(std::size_t part, std::size_t whole) {
        return whole == 0 ? 1.0 : static_cast<double>(part) / static_cast<double>(whole);
    }
    [[nodiscard]] std::size_t hits() const {
        return static_cast<std::size_t>(
            std::ranges::count_if(found, [&](const Cell& cell) { return defective.contains(cell); }));
    }
    [[nodiscard]] double precision() const { return share(hits(), found.size()); }
    [[nodiscard]] double recall() const { return share(hits(), defective.size()); }
    [[nodiscard]] double repairPrecision() const { return share(repaired_right.size(), found.size()); }
    [[nodiscard]] double repairRecall() const {
        return share(static_cast<std::size_t>(std::ranges::count_if(
                         repaired_right, [&](const Cell& cell) { return defective.contains(cell); })),
                     defective.size());
    }
};

/// The repaired cells: every proposal applied, in the order of the findings.
inline PairScore scorePair(const PairSeries& broken, const PairSeries& fixed,
                           const std::vector<marketdata::QualityIssue>& issues) {
    PairScore score;
    auto repaired = broken.column;
    for (const auto& issue : issues) {
        if (!std::isfinite(issue.proposed)) continue;
        const std::string field(marketdata::qualityFieldName(issue.field));
        for (std::size_t row = issue.first_row; row <= issue.last_row; ++row) {
            auto& value = repaired[field][row];
            value = std::isfinite(issue.factor) ? value * issue.factor : issue.proposed;
            score.found.insert({row, field});
        }
    }
    for (const auto& [field, values] : broken.column)
        for (std::size_t row = 0; row < values.size(); ++row) {
            const double right = fixed.column.at(field)[row];
            const Cell cell{row, field};
            if (differs(values[row], right, 1e-3)) score.defective.insert(cell);
            if (!score.found.contains(cell)) continue;
            if (!differs(repaired[field][row], right, 1e-3)) score.repaired_right.insert(cell);
            if (!differs(repaired[field][row], right, 1e-2)) score.repaired_close.insert(cell);
        }
    return score;
}

} // namespace nautilus::test
