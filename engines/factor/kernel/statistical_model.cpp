#include "engines/factor/kernel/statistical_model.h"

#include "engines/numerics/least_squares.h"
#include "engines/numerics/moments.h"
#include "engines/numerics/principal_components.h"
#include "engines/numerics/shrinkage.h"

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <vector>

namespace nautilus::factor {
namespace {

using Eigen::Index;

std::vector<double> columnOf(domain::MatrixView returns, std::size_t n) {
    std::vector<double> out(returns.rows);
    for (std::size_t t = 0; t < returns.rows; ++t)
        out[t] = returns.at(t, n);
    return out;
}

/// Names with a return on every session, with their moments.
struct CompleteNames {
    std::vector<std::size_t> name;
    std::vector<numerics::Moments> moments;

    explicit CompleteNames(domain::MatrixView returns) {
        for (std::size_t n = 0; n < returns.columns; ++n) {
            const numerics::Moments m = numerics::moments(columnOf(returns, n));
            if (m.count < returns.rows || !numerics::hasSpread(m)) continue;
            name.push_back(n);
            moments.push_back(m);
        }
    }
    [[nodiscard]] domain::Matrix standardised(domain::MatrixView returns) const {
        domain::Matrix z(returns.rows, name.size());
        for (std::size_t t = 0; t < returns.rows; ++t)
            for (std::size_t i = 0; i < name.size(); ++i)
                z.at(t, i) = (returns.at(t, name[i]) - moments[i].mean) / moments[i].deviation;
        return z;
    }
};

/// Slopes of a name with gaps and its residuals; false if it has too few returns.
bool regress(domain::MatrixView returns, std::size_t n, std::size_t least, StatisticalModel& model) {
    const auto rows = static_cast<Index>(returns.rows);
    const auto factors = static_cast<Index>(model.returns.columns());
    const std::vector<double> y = columnOf(returns, n);
    const auto known =
        static_cast<std::size_t>(std::ranges::count_if(y, [](double value) { return !std::isnan(value); }));
    if (known < std::max(least, static_cast<std::size_t>(2 * (factors + 1)))) return false;
    Eigen::MatrixXd x(rows, factors + 1);
    x.col(0).setOnes();
    for (Index t = 0; t < rows; ++t)
        for (Index k = 0; k < factors; ++k)
            x(t, k + 1) = model.returns.at(static_cast<std::size_t>(t), static_cast<std::size_t>(k));
    const auto fit = numerics::weightedLeastSquares(x, Eigen::Map<const Eigen::VectorXd>(y.data(), rows),
                                                    Eigen::VectorXd::Ones(rows));
    for (Index k = 0; k < factors; ++k)
        model.exposures.at(n, static_cast<std::size_t>(k)) = fit.coefficients(k + 1);
    for (Index t = 0; t < rows; ++t)
        model.residuals.at(static_cast<std::size_t>(t), n) = fit.residuals(t);
    return true;
}

} // namespace

StatisticalModel statisticalModel(domain::MatrixView returns, const StatisticalOptions& options) {
    StatisticalModel model;
    const CompleteNames complete(returns);
    model.complete_names = complete.name.size();
    model.exposures = domain::Matrix(returns.columns, 0);
    model.returns = domain::Matrix(returns.rows, 0);
    model.residuals = domain::Matrix(returns.rows, returns.columns);
    if (complete.name.size() < 2 || returns.rows < 2) return model;
    const domain::Matrix z = complete.standardised(returns);
    model.upper_edge = numerics::marchenkoPasturEdge(returns.rows, complete.name.size());
    const auto parts = numerics::principalComponents(z.view(), options.most);
    const auto above = static_cast<std::size_t>(
        std::ranges::count_if(parts.variances, [&](double v) { return v > model.upper_edge; }));
    const std::size_t factors = std::max<std::size_t>(above, 1);
    model.explained =
        parts.variances.head(static_cast<Index>(factors)).sum() / static_cast<double>(complete.name.size());
    model.exposures = domain::Matrix(returns.columns, factors);
    model.returns = domain::Matrix(returns.rows, factors, 0.0);
    for (std::size_t k = 0; k < factors; ++k) {
        const auto direction = parts.directions.col(static_cast<Index>(k));
        const double root = std::sqrt(parts.variances(static_cast<Index>(k)));
        for (std::size_t i = 0; i < complete.name.size(); ++i) {
            const double e = direction(static_cast<Index>(i));
            model.exposures.at(complete.name[i], k) = complete.moments[i].deviation * e * root;
            for (std::size_t t = 0; t < returns.rows; ++t)
                model.returns.at(t, k) += e * z.at(t, i) / root;
        }
    }
    std::vector<bool> done(returns.columns, false);
    for (std::size_t i = 0; i < complete.name.size(); ++i) {
        const std::size_t n = complete.name[i];
        done[n] = true;
        for (std::size_t t = 0; t < returns.rows; ++t) {
            double u = returns.at(t, n) - complete.moments[i].mean;
            for (std::size_t k = 0; k < factors; ++k)
                u -= model.exposures.at(n, k) * model.returns.at(t, k);
            model.residuals.at(t, n) = u;
        }
    }
    for (std::size_t n = 0; n < returns.columns; ++n)
        if (!done[n]) (void)regress(returns, n, options.least_returns, model);
    return model;
}

domain::Matrix mimickingPortfolios(domain::MatrixView exposures, std::span<const double> specific_risk) {
    const auto factors = static_cast<Index>(exposures.columns);
    std::vector<std::size_t> held;
    for (std::size_t n = 0; n < exposures.rows; ++n)
        if (specific_risk[n] > 0 &&
            std::ranges::none_of(exposures.row(n), [](double x) { return std::isnan(x); }))
            held.push_back(n);
    const domain::Matrix none(exposures.columns, exposures.rows, domain::kMissing);
    if (held.size() < exposures.columns) return none;
    domain::Matrix out(exposures.columns, exposures.rows, 0.0);
    Eigen::MatrixXd scaled(static_cast<Index>(held.size()), factors); // D^-1/2 X
    for (std::size_t i = 0; i < held.size(); ++i)
        for (Index k = 0; k < factors; ++k)
            scaled(static_cast<Index>(i), k) =
                exposures.at(held[i], static_cast<std::size_t>(k)) / specific_risk[held[i]];
    const Eigen::ColPivHouseholderQR<Eigen::MatrixXd> parts(scaled);
    if (parts.rank() < factors) return none;
    const Eigen::MatrixXd q = parts.householderQ() * Eigen::MatrixXd::Identity(scaled.rows(), factors);
    const Eigen::MatrixXd inverse = // P R^-1 Q'
        parts.colsPermutation() *
        parts.matrixR().topLeftCorner(factors, factors).triangularView<Eigen::Upper>().solve(q.transpose());
    for (std::size_t i = 0; i < held.size(); ++i)
        for (Index k = 0; k < factors; ++k)
            out.at(static_cast<std::size_t>(k), held[i]) =
                inverse(k, static_cast<Index>(i)) / specific_risk[held[i]];
    return out;
}

} // namespace nautilus::factor
