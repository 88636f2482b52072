#include "engines/portfolio/kernel/allocation/black_litterman.h"

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>

#include <cmath>
#include <limits>
#include <string>
#include <vector>

namespace nautilus::portfolio {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using numerics::CovarianceForm;

constexpr double kInfinite = std::numeric_limits<double>::infinity();

Fault at(const std::string& field, Index k, const char* message) {
    return {"/" + field + "/" + std::to_string(k), message};
}

std::optional<Fault> valuesFault(const CovarianceForm& covariance, const VectorXd& prior, double tau,
                                 const Views& views) {
    const Index n = covariance.size(), count = views.returns.size();
    if (prior.size() != n || !prior.allFinite())
        return Fault{"/prior", "one finite expected return per asset is needed"};
    if (!(tau > 0) || !std::isfinite(tau)) return Fault{"/tau", "is above 0"};
    if (views.portfolios.rows() != count || (count > 0 && views.portfolios.cols() != n))
        return Fault{"/views", "every view has one weight per asset"};
    for (Index k = 0; k < count; ++k)
        if (!views.portfolios.row(k).allFinite() || !std::isfinite(views.returns[k]))
            return at("views", k, "a weight or the return is missing");
    return {};
}

std::optional<Fault> errorsFault(const Views& views) {
    const Index count = views.returns.size();
    const MatrixXd& omega = views.omega;
    const VectorXd& confidences = views.confidences;
    if (omega.size() > 0 && confidences.size() > 0)
        return Fault{"/omega", "either errors or confidences are given"};
    if (omega.size() > 0) {
        if (omega.rows() != count || omega.cols() != count || !omega.allFinite())
            return Fault{"/omega", "is K x K with a row per view"};
        const double scale = omega.cwiseAbs().maxCoeff();
        if (!omega.isApprox(omega.transpose(), 1e-9)) return Fault{"/omega", "is symmetric"};
        if (Eigen::SelfAdjointEigenSolver<MatrixXd>(omega).eigenvalues()[0] < -1e-10 * scale)
            return Fault{"/omega", "is a covariance: no negative eigenvalue"};
    }
    if (confidences.size() > 0 && confidences.size() != count)
        return Fault{"/confidences", "one per view is needed"};
    for (Index k = 0; k < confidences.size(); ++k)
        if (!(confidences[k] >= 0 && confidences[k] <= 1))
            return at("confidences", k, "lies between 0 and 1");
    return {};
}

/// Views that count, the covariance of their errors, and tau S P'.
struct Update {
    std::vector<Index> kept;
    MatrixXd portfolios, omega, spread;
    VectorXd returns;
    MatrixXd gain; ///< G, N x kept
};

Update updateOf(const CovarianceForm& covariance, double tau, const Views& views) {
    Update out;
    for (Index k = 0; k < views.returns.size(); ++k)
        if (views.confidences.size() == 0 || views.confidences[k] > 0) out.kept.push_back(k);
    const auto count = static_cast<Index>(out.kept.size());
    out.portfolios = views.portfolios(out.kept, Eigen::all);
    out.returns = views.returns(out.kept);
    out.spread.resize(covariance.size(), count);
    for (Index k = 0; k < count; ++k)
        out.spread.col(k) = tau * covariance.times(out.portfolios.row(k).transpose());
    if (views.omega.size() > 0) {
        out.omega = views.omega;
        return out;
    }
    VectorXd own = (out.portfolios * out.spread).diagonal();
    for (Index k = 0; k < count && views.confidences.size() > 0; ++k) {
        const double c = views.confidences[out.kept[static_cast<std::size_t>(k)]];
        own[k] *= (1 - c) / c;
    }
    out.omega = own.asDiagonal();
    return out;
}

/// G, or which view has no risk or follows from the others with certainty.
std::optional<Fault> findGain(Update& update) {
    MatrixXd inner = update.portfolios * update.spread + update.omega;
    for (Index k = 0; k < inner.rows(); ++k)
        if (!(inner(k, k) > 0))
            return at("views", update.kept[static_cast<std::size_t>(k)],
                      "the view is on a mix without risk, and certain");
    const VectorXd inverse = inner.diagonal().cwiseSqrt().cwiseInverse();
    inner = inverse.asDiagonal() * inner * inverse.asDiagonal();
    const Eigen::LLT<MatrixXd> root(inner);
    if (root.info() != Eigen::Success || root.rcond() < 1e-13)
        return Fault{"/views", "views that are certain repeat or contradict one another"};
    const MatrixXd scaled = update.spread * inverse.asDiagonal();
    update.gain = root.solve(scaled.transpose()).transpose() * inverse.asDiagonal();
    return {};
}

/// S + (I - G P) tau S (I - G P)' + G Omega G' (Joseph's form), in parts: an asset that no view names keeps
/// its specific part on the diagonal, one that some view names becomes a factor of its own.
CovarianceForm inParts(const CovarianceForm& s, double tau, const Update& u,
                       const std::vector<Index>& named) {
    const Index n = s.size(), k = s.factors.cols(), m = static_cast<Index>(named.size());
    const auto left = [&](const MatrixXd& x) { return MatrixXd(x - u.gain * (u.portfolios * x)); };
    CovarianceForm out;
    out.diagonal = (1 + tau) * s.diagonal;
    MatrixXd own = MatrixXd::Zero(n, m);
    for (Index j = 0; j < m; ++j) {
        const Index asset = named[static_cast<std::size_t>(j)];
        out.diagonal[asset] = s.diagonal[asset];
        own(asset, j) = std::sqrt(tau * s.diagonal[asset]);
    }
    const Eigen::SelfAdjointEigenSolver<MatrixXd> eigen(u.omega);
    const MatrixXd errors = eigen.eigenvectors() * eigen.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal();
    out.factors.resize(n, 2 * k + m + errors.cols());
    out.factors << s.factors, std::sqrt(tau) * left(s.factors), left(own), u.gain * errors;
    return out;
}

CovarianceForm posteriorCovariance(const CovarianceForm& s, double tau, const Update& u) {
    if (u.kept.empty()) return s.scaled(1 + tau);
    std::vector<Index> named;
    for (Index i = 0; i < s.size(); ++i)
        if (s.diagonal[i] > 0 && !u.portfolios.col(i).isZero(0)) named.push_back(i);
    const auto columns = 2 * s.factors.cols() + static_cast<Index>(named.size() + u.kept.size());
    if (s.dense.size() == 0 && columns < s.size()) return inParts(s, tau, u, named);
    MatrixXd whole = (1 + tau) * s.matrix() - u.gain * u.spread.transpose();
    return CovarianceForm::ofDense((whole + whole.transpose()) / 2);
}

} // namespace

double impliedRiskAversion(double market_excess_return, double market_variance) {
    return market_variance > 0 ? market_excess_return / market_variance
                               : std::numeric_limits<double>::quiet_NaN();
}

VectorXd impliedReturns(const CovarianceForm& covariance, const VectorXd& weights, double risk_aversion) {
    return risk_aversion * covariance.times(weights);
}

Posterior blackLitterman(const CovarianceForm& covariance, const VectorXd& prior, double tau,
                         const Views& views) {
    Posterior out;
    if ((out.fault = valuesFault(covariance, prior, tau, views))) return out;
    if ((out.fault = errorsFault(views))) return out;
    Update update = updateOf(covariance, tau, views);
    if ((out.fault = findGain(update))) return out;
    const VectorXd surprise = update.returns - update.portfolios * prior;
    out.view_parts = MatrixXd::Zero(covariance.size(), views.returns.size());
    out.omega = VectorXd::Constant(views.returns.size(), kInfinite);
    for (std::size_t k = 0; k < update.kept.size(); ++k) {
        const auto column = static_cast<Index>(k);
        out.view_parts.col(update.kept[k]) = update.gain.col(column) * surprise[column];
        out.omega[update.kept[k]] = update.omega(column, column);
    }
    out.mean = prior + out.view_parts.rowwise().sum();
    out.covariance = posteriorCovariance(covariance, tau, update);
    return out;
}

} // namespace nautilus::portfolio
