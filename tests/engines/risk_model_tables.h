#pragma once
// The arrays of tests/data/risk_model/goldens.csv.

#include "tests/engines/factor_kernel_tables.h"

#include <Eigen/Core>

namespace nautilus::testing_tables {

inline const std::vector<double>& riskGolden(const std::string& name) {
    static const auto arrays = [] {
        std::map<std::string, std::vector<double>> result;
        std::istringstream stream(readText(dataFile("risk_model/goldens.csv")));
        for (std::string line; std::getline(stream, line);) {
            const std::vector<std::string> cells = split(line);
            for (std::size_t i = 1; i < cells.size(); ++i)
                result[cells.front()].push_back(number(cells[i]));
        }
        return result;
    }();
    const auto found = arrays.find(name);
    if (found != arrays.end()) return found->second;
    ADD_FAILURE() << "no golden " << name;
    static const std::vector<double> none;
    return none;
}

inline domain::MatrixView riskView(const std::string& name, std::size_t columns) {
    return view(riskGolden(name), columns);
}

/// Row by row, each value within `tolerance` of the largest size in the golden array.
inline void expectMatrix(const Eigen::MatrixXd& got, const std::string& name, double tolerance) {
    const auto& want = riskGolden(name);
    ASSERT_EQ(static_cast<std::size_t>(got.size()), want.size()) << name;
    double largest = 0;
    for (const double x : want)
        largest = std::max(largest, std::abs(x));
    for (Eigen::Index i = 0; i < got.rows(); ++i)
        for (Eigen::Index j = 0; j < got.cols(); ++j)
            ASSERT_NEAR(got(i, j), want[static_cast<std::size_t>(i * got.cols() + j)], tolerance * largest)
                << name << " at " << i << ", " << j;
}

} // namespace nautilus::testing_tables
