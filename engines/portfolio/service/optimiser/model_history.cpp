#include "engines/portfolio/service/optimiser/model_history.h"

#include "engines/numerics/least_squares.h"
#include "engines/numerics/moments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kYear = 252, kNearlyAll = 0.9;
constexpr std::size_t kLeastSessions = 20;

/// Of its holdings, each with the model's own exposures.
std::optional<BenchmarkRisk> ofHoldings(const OptimiserSources& from, const PosedProblem& posed,
                                        const std::string& benchmark) {
    std::map<std::string, double> weights = posed.view.benchmark_weights;
    weights.erase("cash");
    if (weights.empty()) weights[benchmark] = 1;
    const auto directory = from.market.directory();
    std::vector<domain::InstrumentId> ids;
    for (const auto& [symbol, weight] : weights) {
        const auto* instrument = directory->resolve(symbol, posed.view.as_of);
        if (!instrument) return std::nullopt;
        ids.push_back(instrument->id);
    }
    const auto cut = from.model->cut(ids, posed.view.as_of);
    if (!cut || cut->factors != posed.model.factors) return std::nullopt;
    BenchmarkRisk out;
    out.exposures.assign(cut->factors.size(), 0.0);
    out.how = "of its holdings";
    double variance = 0;
    std::size_t i = 0;
    for (const auto& [symbol, weight] : weights) {
        if (!std::isfinite(cut->specific[i])) return std::nullopt;
        variance += std::pow(weight * cut->specific[i], 2);
        for (std::size_t k = 0; k < out.exposures.size(); ++k)
            out.exposures[k] += weight * cut->exposures.at(i, k);
        ++i;
    }
    out.specific = std::sqrt(variance);
    return out;
}

/// Factors with a return on nearly all sessions that have any: industries come and go.
std::vector<Index> lasting(const MatrixXd& factors) {
    std::vector<Index> counts, out;
    for (Index k = 0; k < factors.cols(); ++k)
        counts.push_back(factors.col(k).array().isFinite().count());
    const double most = static_cast<double>(*std::ranges::max_element(counts));
    for (Index k = 0; k < factors.cols(); ++k)
        if (most > 0 && static_cast<double>(counts[static_cast<std::size_t>(k)]) >= kNearlyAll * most)
            out.push_back(k);
    return out;
}

std::optional<BenchmarkRisk> ofReturns(const OptimiserSources& from, const PosedProblem& posed) {
    const auto& view = posed.view;
    const auto factors =
        factorReturns(*from.model, posed.model, view.sessions, view.assets.front().instrument);
    if (!factors || factors->cols() == 0) return std::nullopt;
    const auto kept = lasting(*factors);
    const auto y =
        Eigen::Map<const VectorXd>(view.benchmark.data(), static_cast<Index>(view.benchmark.size()));
    const MatrixXd x = (*factors)(Eigen::all, kept);
    const auto fit = numerics::weightedLeastSquares(x, y, VectorXd::Ones(y.size()));
    if (kept.empty() || fit.observations < kept.size() + kLeastSessions) return std::nullopt;
    double squares = 0;
    for (Index t = 0; t < y.size(); ++t)
        if (std::isfinite(fit.residuals[t])) squares += fit.residuals[t] * fit.residuals[t];
    BenchmarkRisk out;
    out.exposures.assign(posed.model.factors.size(), 0.0);
    for (std::size_t j = 0; j < kept.size(); ++j)
        out.exposures[static_cast<std::size_t>(kept[j])] = fit.coefficients[static_cast<Index>(j)];
    out.specific = std::sqrt(squares / static_cast<double>(fit.observations - fit.rank));
    out.how = fmt::format("least squares of its returns on those of {} factors over {} sessions", kept.size(),
                          fit.observations);
    return out;
}

} // namespace

Result<MatrixXd> factorReturns(factor::ModelAccess& model, const factor::ModelCut& cut,
                               std::span<const domain::SessionDate> sessions, domain::InstrumentId any) {
    const domain::InstrumentId ids[] = {any}; // held at no time: only the factors are asked for
    const domain::Matrix none(sessions.size(), 1, 0.0);
    const auto effects = model.effects(ids, sessions, none.view());
    if (!effects) return kit::failAs(effects);
    MatrixXd out = MatrixXd::Constant(static_cast<Index>(sessions.size()),
                                      static_cast<Index>(cut.factors.size()), domain::kMissing);
    for (std::size_t k = 0; k < cut.factors.size(); ++k) {
        const auto found = std::ranges::find(effects->factors, cut.factors[k]);
        if (found == effects->factors.end()) continue;
        const auto column = static_cast<std::size_t>(found - effects->factors.begin());
        for (std::size_t t = 0; t < sessions.size(); ++t)
            out(static_cast<Index>(t), static_cast<Index>(k)) = effects->factor_return.at(t, column);
    }
    return out;
}

Result<VectorXd> premiaOf(factor::ModelAccess& model, const PosedProblem& posed) {
    const auto& view = posed.view;
    const auto factors = factorReturns(model, posed.model, view.sessions, view.assets.front().instrument);
    if (!factors) return kit::failAs(factors);
    VectorXd out = VectorXd::Zero(posed.problem.securities);
    for (Index k = 0; k < factors->cols(); ++k) {
        const VectorXd column = factors->col(k);
        const auto m = numerics::moments({column.data(), static_cast<std::size_t>(column.size())});
        for (Index i = 0; i < out.size(); ++i) {
            const double exposure =
                posed.model.exposures.at(static_cast<std::size_t>(i), static_cast<std::size_t>(k));
            if (exposure == 0) continue;
            if (m.count < kLeastSessions)
                return fail(
                    ErrorCode::NotComputable,
                    fmt::format("the risk model has {} returns of {} over the lookback; {} are needed",
                                m.count, posed.model.factors[static_cast<std::size_t>(k)], kLeastSessions),
                    "/optimization_config/expected_returns");
            out[i] += kYear * m.mean * exposure;
        }
    }
    return out;
}

std::optional<BenchmarkRisk> benchmarkRiskOf(const OptimiserSources& from, const PosedProblem& posed,
                                             const std::string& benchmark) {
    if (auto known = ofHoldings(from, posed, benchmark)) return known;
    return ofReturns(from, posed);
}

} // namespace nautilus::portfolio
