#include "engines/numerics/correlation.h"
#include "engines/numerics/covariance.h"
#include "engines/numerics/gram.h"
#include "engines/numerics/least_squares.h"
#include "tests/engines/factor_kernel_tables.h"

#include <Eigen/Dense>
#include <gtest/gtest.h>

#include <cmath>

namespace {

using namespace nautilus::numerics;
using namespace nautilus::testing_tables;
const double kNan = std::nan("");

TEST(SymmetricInverse, InvertsAndReportsRank) {
    Eigen::MatrixXd a(3, 3);
    a << 4, 1, 0, 1, 3, 1, 0, 1, 2;
    SymmetricInverse inverse;
    inverse.compute(a);
    EXPECT_TRUE(inverse.fullRank());
    EXPECT_LT((inverse.inverse() * a - Eigen::MatrixXd::Identity(3, 3)).norm(), 1e-14);

    const Eigen::MatrixXd x = (Eigen::MatrixXd(4, 3) << 1, 2, 0, 2, 4, 1, 0, 0, 3, 1, 2, 1).finished();
    inverse.compute(x.transpose() * x);
    EXPECT_EQ(inverse.rank(), 2U);
    EXPECT_FALSE(inverse.estimable(0));
    EXPECT_FALSE(inverse.estimable(1));
    EXPECT_TRUE(inverse.estimable(2));
    const Eigen::MatrixXd pinv = (x.transpose() * x).completeOrthogonalDecomposition().pseudoInverse();
    EXPECT_LT((inverse.inverse() - pinv).norm(), 1e-12);
    inverse.compute(Eigen::MatrixXd(0, 0));
    EXPECT_TRUE(inverse.fullRank());
}

TEST(LeastSquares, WeightedFitSkipsMissingRows) {
    Eigen::MatrixXd x(6, 2);
    x << 1, 1, 1, 2, 1, 3, 1, 4, 1, 5, 1, 6;
    Eigen::VectorXd y(6), w(6);
    y << 1.1, 1.9, 3.2, 3.9, kNan, 6.3;
    w << 1, 2, 1, 1, 1, 0.5;
    const WeightedFit fit = weightedLeastSquares(x, y, w);
    // numpy: solve(X'WX, X'Wy) over the five usable rows
    EXPECT_EQ(fit.observations, 5U);
    const Eigen::Vector2d b = fit.coefficients;
    Eigen::Vector2d normal = Eigen::Vector2d::Zero();
    for (const int i : {0, 1, 2, 3, 5})
        normal += w(i) * fit.residuals(i) * x.row(i).transpose();
    EXPECT_LT(normal.norm(), 1e-13);
    EXPECT_GT(b(1), 0.9);
    EXPECT_TRUE(std::isnan(fit.residuals(4)));
    EXPECT_GT(fit.t_stats(1), 10);
}

TEST(LeastSquares, NothingToFitIsMissing) {
    const WeightedFit fit = weightedLeastSquares(
        Eigen::MatrixXd::Ones(2, 1), Eigen::VectorXd::Constant(2, kNan), Eigen::VectorXd::Ones(2));
    EXPECT_TRUE(std::isnan(fit.coefficients(0)));
    EXPECT_TRUE(std::isnan(fit.r2));
}

TEST(Line, RollingWindowsEqualSingleFits) {
    std::vector<double> x, y;
    for (int i = 0; i < 40; ++i) {
        x.push_back(std::sin(i));
        y.push_back(i == 17 ? kNan : 2 * std::sin(i) + 0.1 * std::cos(3.0 * i));
    }
    const std::vector<Line> lines = rollingLine(x, y, 10, 10);
    EXPECT_TRUE(std::isnan(lines[8].slope));
    EXPECT_TRUE(std::isnan(lines[20].slope)) << "a gap leaves nine pairs";
    const Line alone = fitLine(std::span(x).subspan(21, 10), std::span(y).subspan(21, 10));
    EXPECT_EQ(lines[30].slope, alone.slope);
    EXPECT_EQ(lines[30].residual_deviation, alone.residual_deviation);
    EXPECT_TRUE(std::isnan(fitLine(std::vector<double>{1, 1}, std::vector<double>{1, 2}).slope));
}

TEST(Correlation, IsPairwise) {
    const std::vector<double> x{1, 2, 3, 4, kNan}, y{2, 4, kNan, 9, 1};
    EXPECT_NEAR(correlation(x, y), 0.9986254289035241, 1e-14); // numpy.corrcoef of the three pairs
    EXPECT_NEAR(rankCorrelation(x, y), 1.0, 1e-15);
    EXPECT_TRUE(std::isnan(correlation(x, y, 4)));
    const std::vector<double> flat(10, 0.1), slope{1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    EXPECT_TRUE(std::isnan(correlation(flat, slope)));
    EXPECT_TRUE(std::isnan(fitLine(flat, slope).slope));
    const std::vector<double> series{1, 5, 1, 2, 6, 1, 4, 5, 1};
    const auto matrix = correlationMatrix(view(series, 3));
    EXPECT_EQ(matrix.at(0, 0), 1);
    EXPECT_TRUE(std::isnan(matrix.at(2, 2))) << "a constant has no correlation";
    EXPECT_EQ(matrix.at(0, 1), matrix.at(1, 0));
}

void expectMatrix(const Eigen::MatrixXd& got, const std::string& name) {
    const Eigen::MatrixXd row_major = got.transpose();
    const std::span<const double> values(row_major.data(), static_cast<std::size_t>(row_major.size()));
    std::vector<double> want = golden(name);
    // Variances of daily returns are about 1e-4: compare in units of the largest.
    double scale = 0;
    for (const double x : want)
        scale = std::max(scale, std::abs(x));
    std::vector<double> scaled(values.begin(), values.end());
    for (double& x : scaled)
        x /= scale;
    for (double& x : want)
        x /= scale;
    expectClose(scaled, want, 1e-10, name);
}

TEST(Covariance, NeweyWestEqualsNumpy) {
    const auto series = view(golden("cov_series"), 4);
    expectMatrix(neweyWestCovariance(series, {63, 3}), "cov_nw");
    expectMatrix(neweyWestCovariance(series, {0, 5}), "cov_equal");
}

TEST(Covariance, SplitHalfLivesEqualNumpy) {
    const auto series = view(golden("cov_series"), 4);
    SplitHalfLifeOptions options;
    expectMatrix(splitHalfLifeCovariance(series, options), "cov_short");
    options.volatility_half_life = 252;
    expectMatrix(splitHalfLifeCovariance(series, options), "cov_long");
    options.min_observations = 150;
    const Eigen::MatrixXd partial = splitHalfLifeCovariance(series, options);
    EXPECT_TRUE(std::isnan(partial(1, 1)));
    EXPECT_TRUE(std::isnan(partial(0, 1)));
    EXPECT_FALSE(std::isnan(partial(0, 2)));
}

TEST(Covariance, FlooredCorrelationIsPositive) {
    const Eigen::MatrixXd bad = Eigen::Map<const Eigen::MatrixXd>(golden("floor_in").data(), 3, 3);
    const Eigen::MatrixXd fixed = flooredCorrelation(bad, 1e-3);
    expectMatrix(fixed, "floor_out");
    EXPECT_GT(Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(fixed).eigenvalues().minCoeff(), 0);
    const Eigen::MatrixXd good = Eigen::MatrixXd::Identity(3, 3);
    EXPECT_EQ(flooredCorrelation(good, 1e-8), good);
}

TEST(Gram, EqualsDenseProductForAnyShape) {
    for (const std::size_t n : {1U, 7U, 8U, 300U}) {
        for (const std::size_t k : {1U, 3U, 5U}) {
            ColumnBlock block;
            block.reshape(500, 9); // larger first: stale values must not leak
            for (std::size_t c = 0; c < 9; ++c)
                std::fill(block.column(c), block.column(c) + 500, 7.0);
            block.reshape(n, k);
            Eigen::MatrixXd z(n, k),
                got = Eigen::MatrixXd::Zero(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(k));
            for (std::size_t c = 0; c < k; ++c)
                for (std::size_t i = 0; i < n; ++i)
                    z(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(c)) = block.column(c)[i] =
                        std::sin(static_cast<double>(i * k + c));
            block.gram(got);
            const Eigen::MatrixXd want = z.transpose() * z;
            EXPECT_LT((got - Eigen::MatrixXd(want.triangularView<Eigen::Lower>())).norm(), 1e-11)
                << n << ' ' << k;
        }
    }
}

} // namespace
