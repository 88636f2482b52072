#pragma once
// Least squares through the normal equations: positive definite systems by Cholesky, rank deficient ones by
// the eigenvalues of the symmetric matrix (minimum-norm answer, as numpy's lstsq gives).

#include <Eigen/Core>

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::numerics {

/// Relative eigenvalue (of the matrix scaled to a unit diagonal) below which a direction counts as absent.
inline constexpr double kRankTolerance = 1e-11;

/// Inverse (or, when rank deficient, Moore-Penrose inverse) of a symmetric positive semi-definite matrix.
/// Reusable: no allocation once the size has been seen.
class SymmetricInverse {
public:
    /// `matrix` k x k, only the lower triangle is read. k = 0 is allowed (rank 0).
    void compute(const Eigen::Ref<const Eigen::MatrixXd>& matrix);

    [[nodiscard]] const Eigen::MatrixXd& inverse() const { return inverse_; }
    [[nodiscard]] std::size_t rank() const { return rank_; }
    [[nodiscard]] bool fullRank() const { return rank_ == static_cast<std::size_t>(inverse_.rows()); }
    /// Whether parameter i is determined by the data (no part of it lies in the null space).
    [[nodiscard]] bool estimable(std::size_t i) const { return estimable_[i] != 0; }

private:
    void invertByEigenvalues(const Eigen::Ref<const Eigen::MatrixXd>& matrix);

    Eigen::MatrixXd inverse_;
    Eigen::MatrixXd factor_;
    std::vector<unsigned char> estimable_;
    std::size_t rank_ = 0;
};

/// A weighted least-squares fit y = X b + e with weights w.
struct WeightedFit {
    Eigen::VectorXd coefficients; ///< k; minimum norm when rank deficient
    Eigen::VectorXd t_stats;   ///< k; sigma2 = SUM w e^2 / (n - rank); NaN where not estimable or n <= rank
    Eigen::VectorXd residuals; ///< one per row, NaN where the row did not take part
    double r2 = 0;             ///< 1 - SUM w e^2 / SUM w (y - weighted mean)^2; NaN if the latter is 0
    std::size_t observations = 0;
    std::size_t rank = 0;
};

/// Rows with a NaN in y, X or w, or w <= 0, take no part. `x` is n x k, an intercept is a column of ones that
/// the caller supplies. With no usable row all coefficients are NaN.
[[nodiscard]] WeightedFit weightedLeastSquares(const Eigen::Ref<const Eigen::MatrixXd>& x,
                                               const Eigen::Ref<const Eigen::VectorXd>& y,
                                               const Eigen::Ref<const Eigen::VectorXd>& w);

/// Straight line y = intercept + slope x by ordinary least squares over the pairs without NaN.
/// Fewer than two pairs, or constant x: slope, intercept NaN.
struct Line {
    double slope;
    double intercept;
    double r2;                 ///< squared correlation; NaN when y is constant
    double residual_deviation; ///< sqrt(SUM e^2 / (n - 2)); NaN below three pairs
    std::size_t count;
};
[[nodiscard]] Line fitLine(std::span<const double> x, std::span<const double> y);

/// fitLine over every trailing window of `window` pairs: element t uses rows t-window+1 .. t. Each window is
/// computed on its own (no running sums), so the answer does not depend on where the series starts. The first
/// window-1 elements, and windows with fewer than `min_count` pairs, hold NaN. Sizes of x and y must agree.
[[nodiscard]] std::vector<Line> rollingLine(std::span<const double> x, std::span<const double> y,
                                            std::size_t window, std::size_t min_count);

} // namespace nautilus::numerics
