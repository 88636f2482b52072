#pragma once
// Reads the tables that the kernels' answers are compared with.

#include "engines/domain/panel.h"

#include <gtest/gtest.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <span>
#include <sstream>
#include <string>
#include <vector>

namespace nautilus::testing_tables {

inline std::string dataFile(const std::string& name) {
    return std::string(NAUTILUS_TEST_DATA) + "/" + name;
}

/// The text of a file; *.gz through the gzip program.
inline std::string readText(const std::string& path) {
    if (!path.ends_with(".gz")) {
        std::ifstream file(path);
        std::ostringstream text;
        text << file.rdbuf();
        return text.str();
    }
    const std::string command = "gzip -dc '" + path + "'";
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(popen(command.c_str(), "r"), pclose);
    std::string text;
    std::array<char, 65536> buffer;
    for (std::size_t n = 1; n > 0;) {
        n = std::fread(buffer.data(), 1, buffer.size(), pipe.get());
        text.append(buffer.data(), n);
    }
    return text;
}

inline std::vector<std::string> split(const std::string& line) {
    std::vector<std::string> cells;
    std::stringstream stream(line);
    for (std::string cell; std::getline(stream, cell, ',');)
        cells.push_back(cell);
    return cells;
}

inline double number(const std::string& cell) {
    return cell.empty() ? domain::kMissing : std::strtod(cell.c_str(), nullptr);
}

/// A CSV table with a header; cells as text.
struct Table {
    std::vector<std::string> header;
    std::vector<std::vector<std::string>> rows;

    [[nodiscard]] std::size_t column(const std::string& name) const {
        for (std::size_t i = 0; i < header.size(); ++i)
            if (header[i] == name) return i;
        ADD_FAILURE() << "no column " << name;
        return 0;
    }
    [[nodiscard]] std::vector<double> values(const std::string& name) const {
        std::vector<double> result;
        const std::size_t c = column(name);
        for (const auto& row : rows)
            result.push_back(c < row.size() ? number(row[c]) : domain::kMissing);
        return result;
    }
};

inline Table readTable(const std::string& name) {
    std::istringstream stream(readText(dataFile(name)));
    Table table;
    std::string line;
    while (std::getline(stream, line)) {
        if (table.header.empty())
            table.header = split(line);
        else
            table.rows.push_back(split(line));
    }
    EXPECT_FALSE(table.rows.empty()) << name;
    return table;
}

/// `goldens.csv`: one named array per line.
inline const std::vector<double>& golden(const std::string& name) {
    static const std::map<std::string, std::vector<double>> arrays = [] {
        std::map<std::string, std::vector<double>> result;
        std::istringstream stream(readText(dataFile("factor_model/goldens.csv")));
        for (std::string line; std::getline(stream, line);) {
            const std::vector<std::string> cells = split(line);
            std::vector<double>& array = result[cells.front()];
            for (std::size_t i = 1; i < cells.size(); ++i)
                array.push_back(number(cells[i]));
        }
        return result;
    }();
    const auto found = arrays.find(name);
    if (found != arrays.end()) return found->second;
    ADD_FAILURE() << "no golden " << name;
    static const std::vector<double> none;
    return none;
}

/// Same size, NaN in the same places, values within `tolerance` (absolute, relative beyond 1).
inline void expectClose(std::span<const double> got, std::span<const double> want, double tolerance,
                        const std::string& what) {
    ASSERT_EQ(got.size(), want.size()) << what;
    for (std::size_t i = 0; i < got.size(); ++i) {
        if (std::isnan(want[i]) && std::isnan(got[i])) continue;
        ASSERT_EQ(std::isnan(got[i]), std::isnan(want[i])) << what << " at " << i << ": " << got[i];
        ASSERT_NEAR(got[i], want[i], tolerance * std::max(1.0, std::abs(want[i]))) << what << " at " << i;
    }
}

inline domain::MatrixView view(const std::vector<double>& values, std::size_t columns) {
    return {values.data(), values.size() / columns, columns};
}

} // namespace nautilus::testing_tables
