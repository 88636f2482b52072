#include "engines/risk/kernel/factor_monte_carlo.h"

#include "engines/numerics/counter_random.h"
#include "engines/numerics/normal.h"
#include "engines/numerics/quantile.h"

#include <Eigen/Eigenvalues>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace nautilus::risk {
namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

// Streams of the counter: the lower ones belong to positions.
constexpr std::uint64_t kMixingStream = 1ULL << 62U, kSpecificStream = kMixingStream + 1,
                        kFactorStream = kMixingStream + 2;

/// Chi-squared with `degrees` > 2 over degrees (Marsaglia and Tsang 2000), from a counter of its own per
/// path.
double chiSquaredShare(const numerics::CounterRandom& random, double degrees) {
    const double d = degrees / 2 - 1.0 / 3, c = 1 / std::sqrt(9 * d);
    for (std::uint64_t attempt = 0;; ++attempt) {
        double x = 0;
        random.normals(4 * attempt, {&x, 1});
        const double v = 1 + c * x;
        if (v <= 0) continue;
        const double cube = v * v * v;
        if (std::log(random.uniform(4 * attempt + 2)) < 0.5 * x * x + d - d * cube + d * std::log(cube))
            return 2 * d * cube / degrees;
    }
}

/// A with A'A = the matrix; eigenvalues below 0 by rounding count as 0. Largest first, so that the first
/// Sobol dimensions carry most.
Eigen::MatrixXd rootOf(const Eigen::MatrixXd& matrix) {
    if (matrix.rows() == 0) return matrix;
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(matrix);
    const Eigen::VectorXd deviations = solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().reverse();
    return deviations.asDiagonal() * solver.eigenvectors().rowwise().reverse().transpose();
}

std::span<double> column(Eigen::Ref<Eigen::MatrixXd> matrix, Eigen::Index c) {
    return {matrix.col(c).data(), static_cast<std::size_t>(matrix.rows())};
}

void counterNormals(std::uint64_t seed, std::uint64_t stream, std::uint32_t first, std::span<double> out) {
    const numerics::CounterRandom random(seed, stream);
    for (std::size_t i = 0; i < out.size(); ++i)
        out[i] = random.uniform(first + i);
    numerics::normalQuantiles(out);
}

} // namespace

FactorPaths::FactorPaths(const FactorRiskModel& model, const MonteCarloOptions& options)
    : root_(rootOf(model.factor_covariance) * std::sqrt(options.horizon.periods)),
      exposures_(model.exposures.transpose()),
      specific_(model.specific_variance.cwiseSqrt() * std::sqrt(options.horizon.periods)), options_(options),
      sobol_(static_cast<std::size_t>(root_.rows()), options.seed) {}

void FactorPaths::standardNormals(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const {
    for (Eigen::Index k = 0; k < out.cols(); ++k) {
        const auto dimension = static_cast<std::size_t>(k);
        if (options_.sobol && dimension < sobol_.dimensions()) {
            sobol_.fill(dimension, first, column(out, k));
            numerics::normalQuantiles(column(out, k));
        } else {
            counterNormals(options_.seed, kFactorStream + dimension, first, column(out, k));
        }
    }
}

void FactorPaths::scaleByMixing(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const {
    if (!(options_.degrees > 0)) return;
    const double unit = (options_.degrees - 2) / options_.degrees; // the covariance stays what it was
    const numerics::CounterRandom keys(options_.seed, kMixingStream);
    for (Eigen::Index i = 0; i < out.rows(); ++i) {
        const numerics::CounterRandom random(keys.bits(first + static_cast<std::uint64_t>(i)), 0);
        out.row(i) *= std::sqrt(unit / chiSquaredShare(random, options_.degrees));
    }
}

void FactorPaths::factorReturns(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const {
    Eigen::MatrixXd normals(out.rows(), out.cols());
    standardNormals(first, normals);
    out.noalias() = normals * root_;
    scaleByMixing(first, out);
}

void FactorPaths::positionReturns(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const {
    Eigen::MatrixXd normals(out.rows(), factors());
    standardNormals(first, normals);
    out.noalias() = normals * (root_ * exposures_);
    std::vector<double> own(static_cast<std::size_t>(out.rows()));
    const Eigen::Map<const Eigen::VectorXd> drawn(own.data(), out.rows());
    for (Eigen::Index i = 0; i < out.cols(); ++i) {
        counterNormals(options_.seed, static_cast<std::uint64_t>(i), first, own);
        out.col(i) += specific_(i) * drawn;
    }
    scaleByMixing(first, out);
}

void FactorPaths::specificReturns(std::uint32_t first, double deviation, std::span<double> out) const {
    counterNormals(options_.seed, kSpecificStream, first, out);
    Eigen::Map<Eigen::MatrixXd> drawn(out.data(), static_cast<Eigen::Index>(out.size()), 1);
    drawn *= deviation * std::sqrt(options_.horizon.periods);
    scaleByMixing(first, drawn);
}

MonteCarloRisk monteCarloRisk(const FactorRiskModel& model, const Eigen::Ref<const Eigen::VectorXd>& weights,
                              std::size_t paths, double confidence, const MonteCarloOptions& options) {
    const auto n = static_cast<Eigen::Index>(paths), k = model.factor_covariance.rows();
    MonteCarloRisk out{{kNan, kNan},
                       kNan,
                       Eigen::VectorXd::Constant(weights.size(), kNan),
                       Eigen::VectorXd::Constant(k, kNan),
                       kNan};
    const bool law = options.degrees == 0 || options.degrees > 2;
    if (paths == 0 || !law || !(confidence > 0 && confidence < 1)) return out;
    const FactorPaths simulated(model, options);
    const Eigen::VectorXd own = weights.array().square() * model.specific_variance.array();
    Eigen::MatrixXd scenarios(n, k + 1); // factors, and the portfolio's own part
    simulated.factorReturns(0, scenarios.leftCols(k));
    simulated.specificReturns(0, std::sqrt(own.sum()), column(scenarios, k));
    Eigen::VectorXd exposure(k + 1);
    exposure << model.exposures.transpose() * weights, 1.0;
    const auto tail = shortfallContributions(scenarios, exposure, confidence);
    const Eigen::VectorXd outcome = scenarios * exposure;
    const std::span<const double> returns(outcome.data(), paths);
    const double p = 1 - confidence, share = std::sqrt(p * confidence / static_cast<double>(paths));
    out.risk = {-numerics::quantile(returns, p), tail.expected_shortfall};
    out.standard_error = 0.5 * (numerics::quantile(returns, std::min(1.0, p + share)) -
                                numerics::quantile(returns, std::max(0.0, p - share)));
    out.by_factor = tail.component.head(k);
    out.specific = tail.component(k);
    // Mean factor returns of the tail, read from the scenarios themselves: an exposure may be 0.
    Eigen::VectorXd mean = Eigen::VectorXd::Zero(k);
    for (const std::size_t t : tail.tail)
        mean += scenarios.row(static_cast<Eigen::Index>(t)).head(k).transpose();
    mean /= static_cast<double>(tail.tail.size());
    out.component = -weights.cwiseProduct(model.exposures * mean);
    if (own.sum() > 0) out.component += own * (out.specific / own.sum());
    return out;
}

} // namespace nautilus::risk
