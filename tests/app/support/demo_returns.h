#pragma once
// Prices of the built-in data as the reference values of tests/data/analytics were made of, and those values.

#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

namespace nautilus::test {

inline std::vector<std::string> demoCells(const std::string& line) {
    std::vector<std::string> out;
    std::istringstream cells(line);
    for (std::string cell; std::getline(cells, cell, ',');)
        out.push_back(cell);
    return out;
}

/// name -> value of tests/data/analytics/api_goldens.csv.
inline const std::map<std::string, double>& analyticsApiGoldens() {
    static const std::map<std::string, double> kAll = [] {
        std::map<std::string, double> out;
        std::ifstream file(NAUTILUS_TEST_DATA "/analytics/api_goldens.csv");
        for (std::string line; std::getline(file, line);)
            out[demoCells(line)[0]] = std::stod(demoCells(line)[1]);
        return out;
    }();
    return kAll;
}

/// Column -> cells of tests/data/analytics/demo_prices.csv; dates under "date".
inline const std::map<std::string, std::vector<std::string>>& demoPrices() {
    static const std::map<std::string, std::vector<std::string>> kAll = [] {
        std::map<std::string, std::vector<std::string>> out;
        std::ifstream lines(NAUTILUS_TEST_DATA "/analytics/demo_prices.csv");
        std::string line;
        std::getline(lines, line);
        const auto names = demoCells(line);
        while (std::getline(lines, line)) {
            const auto cells = demoCells(line);
            for (std::size_t i = 0; i < names.size(); ++i)
                out[names[i]].push_back(cells[i]);
        }
        return out;
    }();
    return kAll;
}

/// The returns of a column as a JSON list.
inline std::string demoReturns(const std::string& name) {
    const auto& prices = demoPrices().at(name);
    std::string out = "[";
    for (std::size_t i = 1; i < prices.size(); ++i) {
        char text[40];
        std::snprintf(text, sizeof text, "%.17g", std::stod(prices[i]) / std::stod(prices[i - 1]) - 1);
        out += (i > 1 ? "," : "") + std::string(text);
    }
    return out + "]";
}

/// The dates of those returns as a JSON list.
inline std::string demoReturnDates() {
    const auto& dates = demoPrices().at("date");
    std::string out = "[";
    for (std::size_t i = 1; i < dates.size(); ++i)
        out += (i > 1 ? ",\"" : "\"") + dates[i] + "\"";
    return out + "]";
}

} // namespace nautilus::test
