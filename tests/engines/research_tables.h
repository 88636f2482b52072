#pragma once
// The arrays of tests/data/research/goldens.csv.gz by name.

#include "tests/engines/factor_kernel_tables.h"

namespace nautilus::testing_tables {

inline const std::vector<double>& research(const std::string& name) {
    static const std::map<std::string, std::vector<double>> arrays = [] {
        std::map<std::string, std::vector<double>> result;
        std::istringstream stream(readText(dataFile("research/goldens.csv.gz")));
        for (std::string line; std::getline(stream, line);) {
            const auto cells = split(line);
            auto& array = result[cells.front()];
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

} // namespace nautilus::testing_tables
