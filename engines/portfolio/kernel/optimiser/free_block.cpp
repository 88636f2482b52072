#include "engines/portfolio/kernel/optimiser/free_block.h"

#include <Eigen/Jacobi>

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {
constexpr double kSingular = 1e-11;
}

bool FreeBlock::add(const VectorXd& cross, double own) {
    VectorXd row = cross;
    lower_.topLeftCorner(size_, size_).triangularView<Eigen::Lower>().solveInPlace(row);
    const double left = own - row.squaredNorm();
    if (!(left > kSingular * own)) return false;
    if (size_ == lower_.rows()) {
        const Index room = std::max<Index>(16, 2 * size_);
        lower_.conservativeResize(room, room);
    }
    lower_.row(size_).head(size_) = row.transpose();
    lower_(size_, size_) = std::sqrt(left);
    ++size_;
    return true;
}

void FreeBlock::remove(Index place) {
    for (Index j = 0; j < size_; ++j) // rows behind move up
        for (Index i = std::max(place, j - 1); i + 1 < size_; ++i)
            lower_(i, j) = lower_(i + 1, j);
    --size_;
    for (Index k = place; k < size_; ++k) { // what now stands above the diagonal is turned away
        Eigen::JacobiRotation<double> turn;
        turn.makeGivens(lower_(k, k), lower_(k, k + 1));
        for (Index i = k; i < size_; ++i) {
            const double x = lower_(i, k), y = lower_(i, k + 1);
            lower_(i, k) = turn.c() * x - turn.s() * y;
            lower_(i, k + 1) = turn.s() * x + turn.c() * y;
        }
        if (lower_(k, k) < 0) lower_.col(k).segment(k, size_ - k) *= -1;
    }
}

MatrixXd FreeBlock::solve(MatrixXd right) const {
    const auto factor = lower_.topLeftCorner(size_, size_).triangularView<Eigen::Lower>();
    factor.solveInPlace(right);
    factor.transpose().solveInPlace(right);
    return right;
}

} // namespace nautilus::portfolio
