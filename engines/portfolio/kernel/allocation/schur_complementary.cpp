#include "engines/portfolio/kernel/allocation/baselines.h"
#include "engines/portfolio/kernel/allocation/hierarchical.h"

#include <Eigen/Cholesky>

#include <cmath>

namespace nautilus::portfolio {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

/// 1 / the least variance under b'u = 1, correlations shrunk by gamma while u is chosen.
double precision(const MatrixXd& m, const VectorXd& b, double gamma) {
    VectorXd q = b.cwiseQuotient(m.diagonal());
    if (gamma > 0) {
        MatrixXd shrunk = gamma * m;
        shrunk.diagonal() = m.diagonal();
        q = shrunk.llt().solve(b);
    }
    const double budget = b.dot(q);
    return budget == 0 ? 0 : budget * budget / q.dot(m * q);
}

/// What stands for m^-1 b; it is just that with gamma 1. Empty when m is too near to singular.
VectorXd stand(const MatrixXd& m, const VectorXd& b, double gamma) {
    const Index n = b.size(), half = n / 2, rest = n - half;
    if (n == 1) return m(0, 0) > 0 ? VectorXd(b / m(0, 0)) : VectorXd();
    MatrixXd first = m.topLeftCorner(half, half), second = m.bottomRightCorner(rest, rest);
    VectorXd budget = b.head(half), second_budget = b.tail(rest);
    if (gamma > 0) {
        const Eigen::LLT<MatrixXd> one(first), other(second);
        if (one.info() != Eigen::Success || other.info() != Eigen::Success) return {};
        if (one.rcond() < 1e-13 || other.rcond() < 1e-13) return {};
        const auto across = m.topRightCorner(half, rest);
        const MatrixXd from_second = other.solve(across.transpose()), from_first = one.solve(across);
        first.noalias() -= gamma * across * from_second;
        second.noalias() -= gamma * across.transpose() * from_first;
        budget -= gamma * from_second.transpose() * b.tail(rest);
        second_budget -= gamma * from_first.transpose() * b.head(half);
    }
    const VectorXd x = stand(first, budget, gamma), y = stand(second, second_budget, gamma);
    if (x.size() == 0 || y.size() == 0) return {};
    VectorXd out(n);
    out << x, y;
    const double met = b.dot(out);
    if (met == 0 && out.isZero(0)) return out;
    return (met > 0 && std::isfinite(met)) ? VectorXd(out * (precision(m, b, gamma) / met)) : VectorXd();
}

} // namespace

TreeAllocation schurComplementary(const MatrixXd& covariance, double gamma, const TreeOptions& options) {
    TreeAllocation out;
    if ((out.fault = covarianceFault(covariance))) return out;
    if (!(gamma >= 0 && gamma <= 1)) {
        out.fault = Fault{"/gamma", "lies between 0 and 1"};
        return out;
    }
    out.tree = assetTree(covariance, options);
    const auto& order = out.tree.order;
    const VectorXd x = stand(covariance(order, order), VectorXd::Ones(covariance.rows()), gamma);
    if (x.size() == 0 || !x.allFinite() || !(x.sum() > 0)) {
        out.fault = Fault{"/gamma", "the covariance is too near to singular for it; 0 always has an answer"};
        return out;
    }
    out.weights.resize(x.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        out.weights[static_cast<Index>(order[i])] = x[static_cast<Index>(i)] / x.sum();
    return out;
}

} // namespace nautilus::portfolio
