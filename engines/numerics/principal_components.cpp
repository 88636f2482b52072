#include "engines/numerics/principal_components.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>

namespace nautilus::numerics {

PrincipalComponents principalComponents(domain::MatrixView observations, std::size_t most) {
    using Eigen::Index;
    using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
    Eigen::MatrixXd x = Eigen::Map<const RowMajor>(observations.data, static_cast<Index>(observations.rows),
                                                   static_cast<Index>(observations.columns));
    x.rowwise() -= x.colwise().mean().eval();
    const bool wide = x.cols() > x.rows();
    const double scale = 1.0 / static_cast<double>(x.rows() - 1);
    const Index size = std::min(x.rows(), x.cols());
    Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(size, size);
    if (wide)
        gram.selfadjointView<Eigen::Lower>().rankUpdate(x, scale);
    else
        gram.selfadjointView<Eigen::Lower>().rankUpdate(x.transpose(), scale);
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(gram);
    PrincipalComponents result;
    result.spectrum = solver.eigenvalues().reverse().cwiseMax(0.0);
    const Index kept = std::min<Index>(static_cast<Index>(most), size);
    result.variances = result.spectrum.head(kept);
    result.directions = solver.eigenvectors().rowwise().reverse().leftCols(kept);
    if (wide) result.directions = (x.transpose() * result.directions).eval();
    for (Index k = 0; k < kept; ++k) {
        auto column = result.directions.col(k);
        const double length = column.norm();
        if (length > 0) column /= length;
        Index largest = 0;
        column.cwiseAbs().maxCoeff(&largest);
        if (column(largest) < 0) column = -column;
    }
    return result;
}

} // namespace nautilus::numerics
