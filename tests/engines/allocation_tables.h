#pragma once
// The problems of tests/data/optimisation/make_allocation.py, and its answers by name.

#include "engines/numerics/covariance_form.h"
#include "tests/engines/return_tables.h"

#include <random>

namespace nautilus::testing_tables {

inline const NamedArrays& allocationGoldens() {
    static const NamedArrays arrays = readArrays("optimisation/allocation_goldens.csv.gz");
    return arrays;
}
inline Eigen::VectorXd allocationGolden(const std::string& name) {
    const auto& values = named(allocationGoldens(), name);
    return Eigen::Map<const Eigen::VectorXd>(values.data(), static_cast<Eigen::Index>(values.size()));
}
inline Eigen::MatrixXd allocationMatrix(const std::string& name, Eigen::Index columns) {
    const auto& values = named(allocationGoldens(), name);
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    return Eigen::Map<const RowMajor>(values.data(), static_cast<Eigen::Index>(values.size()) / columns,
                                      columns);
}

/// Problem s as `model` of the script makes it: a diagonal and four factors.
inline numerics::CovarianceForm sineModel(int s) {
    const int n = 2 + s % 23;
    constexpr double kSizes[] = {0.15, 0.1, 0.05, 0.05};
    numerics::CovarianceForm out;
    out.diagonal.resize(n);
    out.factors.resize(n, 4);
    for (int i = 0; i < n; ++i) {
        out.diagonal[i] = 0.02 + 0.015 * std::sin(1 + 1.7 * i + s);
        for (int j = 0; j < 4; ++j)
            out.factors(i, j) = kSizes[j] * std::sin(2 + 0.9 * ((i + 1) * (j + 1)) + 1.3 * s);
        out.factors(i, 0) = 0.15 + 0.05 * std::sin(0.37 * (i + 1) * (s % 7 + 1));
    }
    return out;
}
inline Eigen::VectorXd sineMean(int s) {
    return Eigen::VectorXd::NullaryExpr(2 + s % 23, [&](Eigen::Index i) {
        return 0.05 + 0.04 * std::sin(0.6 + 1.1 * static_cast<double>(i) + 0.5 * s);
    });
}

/// 252 sessions of 100 real stocks.
inline Eigen::MatrixXd libraryReturns() {
    Eigen::MatrixXd returns(252, 100);
    for (int t = 0; t < 252; ++t)
        returns.row(t) = allocationGolden("library returns " + std::to_string(t)).transpose();
    return returns;
}

/// Sample covariance (ddof 1) of the first n of them.
inline Eigen::MatrixXd sampleCovariance(Eigen::Index n) {
    Eigen::MatrixXd returns = libraryReturns().leftCols(n);
    returns.rowwise() -= returns.colwise().mean();
    return returns.transpose() * returns / 251.0;
}

struct RandomNumbers {
    std::mt19937_64 engine;
    double between(double low, double high) {
        return low + (high - low) * static_cast<double>(engine() >> 11U) * 0x1p-53;
    }
    int whole(int low, int high) {
        return low + static_cast<int>(engine() % static_cast<std::uint64_t>(high - low + 1));
    }
};

/// A covariance of n assets and k factors with volatilities between about 10 and 60 per cent.
inline numerics::CovarianceForm randomModel(RandomNumbers& random, Eigen::Index n, Eigen::Index k) {
    numerics::CovarianceForm out;
    out.diagonal = Eigen::VectorXd::NullaryExpr(n, [&] { return random.between(0.01, 0.2); });
    out.factors = Eigen::MatrixXd::NullaryExpr(n, k, [&] { return random.between(-0.1, 0.1); });
    if (k > 0) out.factors.col(0) = Eigen::VectorXd::NullaryExpr(n, [&] { return random.between(0.1, 0.3); });
    return out;
}

} // namespace nautilus::testing_tables
