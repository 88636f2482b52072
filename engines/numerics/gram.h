#pragma once
// Inner products of many columns at once: the cost centre of cross-sectional regressions.

#include <Eigen/Core>

#include <cstddef>
#include <vector>

namespace nautilus::numerics {

/// Rows and columns are padded with zeros to these multiples, so that no kernel has a tail.
inline constexpr std::size_t kGramRows = 8;
inline constexpr std::size_t kGramColumns = 3;

/// Columns of doubles with a common padded length. Storage grows and is never given back.
class ColumnBlock {
public:
    /// Sets the shape and the zero padding; values inside the shape are undefined afterwards.
    void reshape(std::size_t rows, std::size_t columns);

    [[nodiscard]] double* column(std::size_t c) { return storage_.data() + c * stride_; }
    [[nodiscard]] const double* column(std::size_t c) const { return storage_.data() + c * stride_; }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t paddedRows() const { return padded_rows_; }
    [[nodiscard]] std::size_t columns() const { return columns_; }

    /// Lower triangle (diagonal included) of Z'Z, written into the first `columns` rows and columns of `out`,
    /// which must be at least that large. The order of summation depends on the number of rows alone.
    void gram(Eigen::MatrixXd& out) const;

private:
    std::vector<double> storage_;
    std::size_t rows_ = 0;
    std::size_t columns_ = 0;
    std::size_t padded_rows_ = 0;
    std::size_t stride_ = 0;
};

/// SUM_i a_i b_i of n elements.
[[nodiscard]] double dot(const double* a, const double* b, std::size_t n);

/// SUM_i x_i of n elements.
[[nodiscard]] double sum(const double* x, std::size_t n);

/// out_i = scale_i (x_i - shift); `out` may be `x`.
void centreAndScale(const double* x, double shift, const double* scale, double* out, std::size_t n);

/// out_i = sqrt(x_i); `out` may be `x`.
void squareRoots(const double* x, double* out, std::size_t n);

/// y_i -= factor x_i
void subtractScaled(const double* x, double factor, double* y, std::size_t n);

} // namespace nautilus::numerics
