#pragma once
// The series and reference values of tests/data/analytics and tests/data/risk by name.

#include "engines/domain/session_date.h"
#include "tests/engines/factor_kernel_tables.h"

namespace nautilus::testing_tables {

using NamedArrays = std::map<std::string, std::vector<double>>;

inline NamedArrays readArrays(const std::string& file) {
    NamedArrays result;
    std::istringstream stream(readText(dataFile(file)));
    for (std::string line; std::getline(stream, line);) {
        const auto cells = split(line);
        auto& array = result[cells.front()];
        for (std::size_t i = 1; i < cells.size(); ++i)
            array.push_back(number(cells[i]));
    }
    return result;
}

inline const std::vector<double>& named(const NamedArrays& arrays, const std::string& name) {
    static const std::vector<double> none(1, domain::kMissing);
    const auto found = arrays.find(name);
    if (found != arrays.end()) return found->second;
    ADD_FAILURE() << "no golden " << name;
    return none;
}

/// tests/data/analytics: of the libraries, and of the script beside them.
inline const std::vector<double>& analyticsGolden(const std::string& name) {
    static const NamedArrays arrays = [] {
        auto all = readArrays("analytics/goldens.csv.gz");
        all.merge(readArrays("analytics/own_goldens.csv"));
        return all;
    }();
    return named(arrays, name);
}

inline const std::vector<double>& lossGolden(const std::string& name) {
    static const NamedArrays arrays = [] {
        auto all = readArrays("risk/goldens.csv.gz");
        all.merge(readArrays("risk/own_goldens.csv.gz"));
        all.merge(readArrays("risk/limit_goldens.csv"));
        return all;
    }();
    return named(arrays, name);
}

struct DatedReturns {
    std::vector<double> returns, benchmark;
    std::vector<domain::SessionDate> dates;
};

/// AAPL, JPM, XOM or pyfolio_strategy.
inline const DatedReturns& series(const std::string& name) {
    static const std::map<std::string, DatedReturns> all = [] {
        std::map<std::string, DatedReturns> result;
        for (const std::string one : {"AAPL", "JPM", "XOM", "pyfolio_strategy"}) {
            const bool stock = one != "pyfolio_strategy";
            const Table table =
                readTable(stock ? "analytics/stock_returns.csv.gz" : "analytics/strategy_returns.csv.gz");
            DatedReturns& entry = result[one];
            entry.returns = table.values(stock ? one : "ret");
            entry.benchmark = table.values("benchmark");
            for (const auto& row : table.rows)
                entry.dates.push_back(*domain::SessionDate::parse(row.front()));
        }
        return result;
    }();
    return all.at(name);
}

/// Within `tolerance` of the larger of the two; NaN only with NaN.
inline void expectRelative(double got, double want, double tolerance, const std::string& what) {
    ASSERT_EQ(std::isnan(got), std::isnan(want)) << what << ": " << got << " for " << want;
    if (std::isnan(want)) return;
    EXPECT_NEAR(got, want, tolerance * std::max(std::abs(want), 1e-3)) << what;
}

} // namespace nautilus::testing_tables
