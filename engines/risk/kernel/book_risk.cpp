#include "engines/risk/kernel/book_risk.h"

#include "engines/numerics/normal.h"
#include "engines/risk/kernel/factor_monte_carlo.h"
#include "engines/risk/kernel/risk_contributions.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>

namespace nautilus::risk {

using domain::kMissing;
using domain::Matrix;
using domain::MatrixView;
using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

namespace {

using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

MatrixXd eigenOf(MatrixView m) {
    return Eigen::Map<const RowMajor>(m.data, static_cast<Index>(m.rows), static_cast<Index>(m.columns));
}

VectorXd eigenOf(std::span<const double> v) {
    return Eigen::Map<const VectorXd>(v.data(), static_cast<Index>(v.size()));
}

std::vector<double> plain(const VectorXd& v) {
    return {v.data(), v.data() + v.size()};
}

Matrix plain(const MatrixXd& m) {
    Matrix out(static_cast<std::size_t>(m.rows()), static_cast<std::size_t>(m.cols()));
    for (std::size_t r = 0; r < out.rows(); ++r)
        for (std::size_t c = 0; c < out.columns(); ++c)
            out.at(r, c) = m(static_cast<Index>(r), static_cast<Index>(c));
    return out;
}

FactorRiskModel eigenOf(const BookModel& model) {
    return {eigenOf(model.exposures.view()), eigenOf(model.covariance.view()),
            eigenOf(model.specific).array().square().matrix()};
}

/// Rows without a NaN.
MatrixXd wholeRows(MatrixView m) {
    MatrixXd out(static_cast<Index>(m.rows), static_cast<Index>(m.columns));
    Index kept = 0;
    for (std::size_t r = 0; r < m.rows; ++r) {
        const auto row = m.row(r);
        if (std::ranges::any_of(row, [](double x) { return std::isnan(x); })) continue;
        out.row(kept++) = Eigen::Map<const Eigen::RowVectorXd>(row.data(), out.cols());
    }
    return out.topRows(kept);
}

MatrixXd sampleCovariance(const MatrixXd& rows) {
    if (rows.rows() < 2) return MatrixXd::Constant(rows.cols(), rows.cols(), kMissing);
    const MatrixXd centred = rows.rowwise() - rows.colwise().mean();
    return centred.transpose() * centred / static_cast<double>(rows.rows() - 1);
}

} // namespace

BookModel historicalModel(MatrixView scenarios) {
    const auto n = static_cast<Index>(scenarios.columns);
    return {plain(MatrixXd(MatrixXd::Identity(n, n))), plain(sampleCovariance(wholeRows(scenarios))),
            std::vector<double>(scenarios.columns, 0.0)};
}

RiskParts riskParts(const BookModel& model, std::span<const double> weights, double confidence,
                    Horizon horizon) {
    const auto parts = riskContributions(eigenOf(model), eigenOf(weights));
    const auto unit = normalRisk(0, 1, confidence, horizon);
    const double z = unit.value_at_risk;
    return {parts.deviation,
            z * parts.deviation,
            unit.expected_shortfall * parts.deviation,
            plain(VectorXd(z * parts.marginal)),
            plain(VectorXd(z * parts.component)),
            plain(VectorXd(z * parts.incremental)),
            plain(VectorXd(z * parts.by_factor)),
            z * parts.specific};
}

SimulatedRisk simulatedRisk(const BookModel& model, std::span<const double> weights, double confidence,
                            Horizon horizon, const SimulationWish& wish) {
    MonteCarloOptions options;
    options.seed = wish.seed;
    options.degrees = wish.degrees;
    options.horizon = horizon;
    const auto made = monteCarloRisk(eigenOf(model), eigenOf(weights), wish.paths, confidence, options);
    return {made.risk, made.standard_error, plain(made.component)};
}

TailParts tailParts(MatrixView scenarios, std::span<const double> weights, double confidence) {
    const auto parts = shortfallContributions(wholeRows(scenarios), eigenOf(weights), confidence);
    return {parts.expected_shortfall, plain(parts.component)};
}

ReverseStress reverseStress(const BookModel& model, std::span<const double> weights, double loss) {
    const auto parts = riskContributions(eigenOf(model), eigenOf(weights));
    const auto n = weights.size();
    if (!(parts.deviation > 0)) return {std::vector<double>(n, kMissing), kMissing};
    // S w = deviation * marginal
    return {plain(VectorXd(-loss * parts.marginal / parts.deviation)), loss / parts.deviation};
}

std::vector<double> conditionalMoves(MatrixView covariance, std::span<const std::size_t> shocked,
                                     std::span<const double> shocks) {
    const MatrixXd all = eigenOf(covariance);
    const auto s = static_cast<Index>(shocked.size());
    MatrixXd own(s, s), cross(all.rows(), s);
    for (Index j = 0; j < s; ++j) {
        const auto at = static_cast<Index>(shocked[static_cast<std::size_t>(j)]);
        cross.col(j) = all.col(at);
        for (Index i = 0; i < s; ++i)
            own(i, j) = all(static_cast<Index>(shocked[static_cast<std::size_t>(i)]), at);
    }
    const Eigen::LDLT<MatrixXd> solver(own);
    const VectorXd diagonal = solver.vectorD();
    const bool singular = !(diagonal.minCoeff() > 1e-12 * own.diagonal().maxCoeff());
    if (solver.info() != Eigen::Success || singular) return std::vector<double>(covariance.rows, kMissing);
    auto out = plain(VectorXd(cross * solver.solve(eigenOf(shocks))));
    for (std::size_t j = 0; j < shocked.size(); ++j)
        out[shocked[j]] = shocks[j];
    return out;
}

std::vector<double> conditionalMoves(MatrixView drivers, MatrixView positions,
                                     std::span<const double> shocks) {
    Matrix both(drivers.rows, drivers.columns + positions.columns);
    for (std::size_t r = 0; r < drivers.rows; ++r) {
        std::ranges::copy(drivers.row(r), both.row(r).begin());
        std::ranges::copy(positions.row(r),
                          both.row(r).begin() + static_cast<std::ptrdiff_t>(drivers.columns));
    }
    const auto covariance = plain(sampleCovariance(wholeRows(both.view())));
    std::vector<std::size_t> shocked(drivers.columns);
    for (std::size_t j = 0; j < shocked.size(); ++j)
        shocked[j] = j;
    const auto all = conditionalMoves(covariance.view(), shocked, shocks);
    return {all.begin() + static_cast<std::ptrdiff_t>(drivers.columns), all.end()};
}

} // namespace nautilus::risk
