#pragma once
// The Cholesky factor of a matrix that gains and loses rows one at a time (Golub and Van Loan, "Matrix
// computations", 6.5.4).

#include <Eigen/Core>

namespace nautilus::portfolio {

class FreeBlock {
public:
    /// A further row and column: `cross` with those that are in, `own` with itself. O(K^2). False, and
    /// nothing is added, where the matrix would be singular to 1e-11 of `own`.
    [[nodiscard]] bool add(const Eigen::VectorXd& cross, double own);
    /// Those behind `place` move up by one. O(K^2)
    void remove(Eigen::Index place);
    /// The inverse times `right`, K x any.
    [[nodiscard]] Eigen::MatrixXd solve(Eigen::MatrixXd right) const;
    [[nodiscard]] Eigen::Index size() const { return size_; }

private:
    Eigen::MatrixXd lower_; ///< the first size_ rows and columns count
    Eigen::Index size_ = 0;
};

} // namespace nautilus::portfolio
