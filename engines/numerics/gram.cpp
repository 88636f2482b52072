#include "engines/numerics/gram.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace nautilus::numerics {
namespace {

using Packet = Eigen::internal::packet_traits<double>::type;
constexpr std::size_t kLanes = sizeof(Packet) / sizeof(double);
/// Rows per pass: some fifteen columns of this length stay in the first-level cache.
constexpr std::size_t kPassRows = 256;

using Eigen::internal::padd;
using Eigen::internal::ploadu;
using Eigen::internal::pmadd;
using Eigen::internal::pmul;
using Eigen::internal::predux;
using Eigen::internal::pset1;
using Eigen::internal::pstoreu;
using Eigen::internal::psub;

Packet zero() {
    return pset1<Packet>(0.0);
}

using Tile = std::array<double, kGramColumns * kGramColumns>;

/// Adds the inner products of three columns with three columns over n rows (n a multiple of kGramRows).
void addTile(const double* a, const double* b, std::size_t stride, std::size_t n, Tile& tile) {
    Packet s00 = zero(), s01 = zero(), s02 = zero();
    Packet s10 = zero(), s11 = zero(), s12 = zero();
    Packet s20 = zero(), s21 = zero(), s22 = zero();
    for (std::size_t i = 0; i < n; i += kLanes) {
        const Packet a0 = ploadu<Packet>(a + i);
        const Packet a1 = ploadu<Packet>(a + stride + i);
        const Packet a2 = ploadu<Packet>(a + 2 * stride + i);
        const Packet b0 = ploadu<Packet>(b + i);
        const Packet b1 = ploadu<Packet>(b + stride + i);
        const Packet b2 = ploadu<Packet>(b + 2 * stride + i);
        s00 = pmadd(a0, b0, s00);
        s01 = pmadd(a0, b1, s01);
        s02 = pmadd(a0, b2, s02);
        s10 = pmadd(a1, b0, s10);
        s11 = pmadd(a1, b1, s11);
        s12 = pmadd(a1, b2, s12);
        s20 = pmadd(a2, b0, s20);
        s21 = pmadd(a2, b1, s21);
        s22 = pmadd(a2, b2, s22);
    }
    const Packet sums[] = {s00, s01, s02, s10, s11, s12, s20, s21, s22};
    for (std::size_t i = 0; i < tile.size(); ++i)
        tile[i] += predux(sums[i]);
}

} // namespace

void ColumnBlock::reshape(std::size_t rows, std::size_t columns) {
    rows_ = rows;
    columns_ = columns;
    padded_rows_ = (rows + kGramRows - 1) / kGramRows * kGramRows;
    const std::size_t padded_columns = (columns + kGramColumns - 1) / kGramColumns * kGramColumns;
    // Not a power of two: columns of equal alignment would compete for the same cache sets.
    stride_ = padded_rows_ + kGramRows;
    if (storage_.size() < stride_ * padded_columns) storage_.resize(stride_ * padded_columns);
    for (std::size_t c = 0; c < padded_columns; ++c) {
        double* const begin = storage_.data() + c * stride_;
        std::fill(begin + (c < columns ? rows : 0), begin + stride_, 0.0);
    }
}

void ColumnBlock::gram(Eigen::MatrixXd& out) const {
    const std::size_t blocks = (columns_ + kGramColumns - 1) / kGramColumns;
    for (std::size_t p = 0; p < blocks; ++p) {
        for (std::size_t q = 0; q <= p; ++q) {
            Tile tile{};
            for (std::size_t start = 0; start < padded_rows_; start += kPassRows) {
                const std::size_t n = std::min(kPassRows, padded_rows_ - start);
                addTile(column(p * kGramColumns) + start, column(q * kGramColumns) + start, stride_, n, tile);
            }
            for (std::size_t i = 0; i < tile.size(); ++i) {
                const std::size_t row = p * kGramColumns + i / kGramColumns;
                const std::size_t col = q * kGramColumns + i % kGramColumns;
                if (row >= columns_ || col > row) continue;
                out(static_cast<Eigen::Index>(row), static_cast<Eigen::Index>(col)) = tile[i];
            }
        }
    }
}

double dot(const double* a, const double* b, std::size_t n) {
    Packet first = zero(), second = zero();
    std::size_t i = 0;
    for (; i + 2 * kLanes <= n; i += 2 * kLanes) {
        first = pmadd(ploadu<Packet>(a + i), ploadu<Packet>(b + i), first);
        second = pmadd(ploadu<Packet>(a + i + kLanes), ploadu<Packet>(b + i + kLanes), second);
    }
    double rest = 0;
    for (; i < n; ++i)
        rest += a[i] * b[i];
    return predux(padd(first, second)) + rest;
}

double sum(const double* x, std::size_t n) {
    Packet first = zero(), second = zero();
    std::size_t i = 0;
    for (; i + 2 * kLanes <= n; i += 2 * kLanes) {
        first = padd(first, ploadu<Packet>(x + i));
        second = padd(second, ploadu<Packet>(x + i + kLanes));
    }
    double rest = 0;
    for (; i < n; ++i)
        rest += x[i];
    return predux(padd(first, second)) + rest;
}

void centreAndScale(const double* x, double shift, const double* scale, double* out, std::size_t n) {
    const Packet centre = pset1<Packet>(shift);
    std::size_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        pstoreu(out + i, pmul(ploadu<Packet>(scale + i), psub(ploadu<Packet>(x + i), centre)));
    for (; i < n; ++i)
        out[i] = scale[i] * (x[i] - shift);
}

void squareRoots(const double* x, double* out, std::size_t n) {
    std::size_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        pstoreu(out + i, Eigen::internal::psqrt(ploadu<Packet>(x + i)));
    for (; i < n; ++i)
        out[i] = std::sqrt(x[i]);
}

void subtractScaled(const double* x, double factor, double* y, std::size_t n) {
    const Packet times = pset1<Packet>(factor);
    std::size_t i = 0;
    for (; i + kLanes <= n; i += kLanes)
        pstoreu(y + i, psub(ploadu<Packet>(y + i), pmul(times, ploadu<Packet>(x + i))));
    for (; i < n; ++i)
        y[i] -= factor * x[i];
}

} // namespace nautilus::numerics
