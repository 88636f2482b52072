#include "engines/portfolio/service/optimiser/expectations.h"

#include "engines/portfolio/kernel/allocation/baselines.h"
#include "engines/portfolio/kernel/allocation/black_litterman.h"
#include "engines/portfolio/kernel/allocation/entropy_pooling.h"
#include "engines/portfolio/kernel/allocation/hierarchical.h"
#include "engines/portfolio/kernel/optimiser/estimates.h"

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

constexpr double kYear = 252, kUsualAversion = 2.5;

Index indexOf(const MarketView& view, const std::string& symbol) {
    const auto found = std::ranges::find(view.assets, symbol, &ViewedAsset::symbol);
    return found == view.assets.end() ? -1 : static_cast<Index>(found - view.assets.begin());
}

auto failFrom(const Fault& fault, const std::string& pointer) {
    return fail(ErrorCode::NotComputable, fault.message, pointer + fault.field);
}

/// P and Q of the request's views.
Result<void> readViews(const PosedProblem& posed, const OptimiserProblem& request, Views& out) {
    const auto& views = request.objective.views;
    const auto count = static_cast<Index>(views.size());
    if (count == 0)
        return fail(ErrorCode::InvalidArgument, "at least one view is needed", "/objective/views");
    out.portfolios = MatrixXd::Zero(count, posed.problem.securities);
    out.returns.resize(count);
    bool confident = false;
    for (const auto& view : views)
        confident = confident || view.confidence.has_value();
    if (confident) out.confidences = VectorXd::Constant(count, 0.5);
    for (Index k = 0; k < count; ++k) {
        const auto& view = views[static_cast<std::size_t>(k)];
        const auto at = "/objective/views/" + std::to_string(k);
        for (const auto& [symbol, weight] : view.assets.items) {
            const auto i = indexOf(posed.view, symbol);
            if (i < 0)
                return fail(ErrorCode::InvalidArgument, "not in the universe", at + "/assets/" + symbol);
            out.portfolios(k, i) = weight;
        }
        out.returns[k] = view.value;
        if (confident && !view.confidence)
            return fail(ErrorCode::InvalidArgument, "either all views have a confidence or none",
                        at + "/confidence");
        if (confident) out.confidences[k] = *view.confidence;
    }
    return {};
}

/// What the market holds: given, the benchmark portfolio's, or by traded value.
Result<VectorXd> marketWeights(const PosedProblem& posed, const OptimiserProblem& request, kit::Call& call) {
    const auto& given = request.objective.market_weights;
    VectorXd out = VectorXd::Zero(posed.problem.securities);
    for (Index i = 0; i < out.size(); ++i) {
        const auto& asset = posed.view.assets[static_cast<std::size_t>(i)];
        if (const auto* own = given.find(asset.symbol))
            out[i] = *own;
        else if (given.items.empty() && posed.problem.benchmark && posed.shadow < 0)
            out[i] = (*posed.problem.benchmark)[i];
        else if (given.items.empty())
            out[i] = asset.daily_value;
    }
    if (!(out.sum() > 0) || !out.allFinite())
        return fail(ErrorCode::NotComputable, "the market weights are not known: give them",
                    "/objective/market_weights");
    const bool traded = given.items.empty() && !(posed.problem.benchmark && posed.shadow < 0);
    call.method("market_weights", !given.items.empty() ? "given"
                                  : traded             ? "by mean daily traded value of 21 sessions"
                                                       : "those of the benchmark");
    return VectorXd(out / out.sum());
}

numerics::CovarianceForm ofSecurities(const PortfolioProblem& problem) {
    std::vector<Index> own(static_cast<std::size_t>(problem.securities));
    for (std::size_t i = 0; i < own.size(); ++i)
        own[i] = static_cast<Index>(i);
    return problem.covariance.of(own);
}

Result<void> blackLittermanOf(PosedProblem& posed, const OptimiserProblem& request, kit::Call& call) {
    auto& problem = posed.problem;
    Views views;
    if (auto read = readViews(posed, request, views); !read) return read;
    const auto prior = equilibriumReturns(posed, request, call);
    if (!prior) return kit::failAs(prior);
    const auto covariance = ofSecurities(problem);
    const auto posterior = blackLitterman(covariance, *prior, request.optimization_config.tau, views);
    if (posterior.fault) return failFrom(*posterior.fault, "/objective");
    problem.expected_return.head(problem.securities) = posterior.mean;
    if (posed.shadow < 0) problem.covariance = withRiskless(posterior.covariance, posed.cash >= 0);
    return {};
}

Result<void> entropyPoolingOf(PosedProblem& posed, const OptimiserProblem& request) {
    auto& problem = posed.problem;
    Views views;
    if (auto read = readViews(posed, request, views); !read) return read;
    const auto rows = static_cast<Index>(posed.view.returns.rows());
    const auto columns = static_cast<Index>(posed.view.returns.columns());
    const MatrixXd scenarios = MatrixXd::NullaryExpr(rows, columns, [&](Index t, Index i) {
        return posed.view.returns.at(static_cast<std::size_t>(t), static_cast<std::size_t>(i));
    });
    std::vector<ScenarioView> wanted;
    for (Index k = 0; k < views.returns.size(); ++k)
        wanted.push_back(meanView(scenarios, views.portfolios.row(k).transpose(), Relation::Equal,
                                  views.returns[k] / kYear));
    const auto pooled = entropyPooling(VectorXd::Ones(rows), wanted);
    if (pooled.fault) return failFrom(*pooled.fault, "/objective");
    if (pooled.state != PoolingState::Solved)
        return fail(ErrorCode::NotComputable, "the views cannot be met by the scenarios", "/objective/views");
    const VectorXd mean = scenarios.transpose() * pooled.probabilities;
    const MatrixXd centred = scenarios.rowwise() - mean.transpose();
    const MatrixXd covariance = kYear * (centred.transpose() * pooled.probabilities.asDiagonal() * centred);
    problem.expected_return.head(problem.securities) = kYear * mean;
    if (posed.shadow < 0)
        problem.covariance = withRiskless(numerics::CovarianceForm::ofDense(covariance), posed.cash >= 0);
    return {};
}

TreeOptions treeOptions(const OptimiserConfig& config) {
    TreeOptions out;
    out.linkage = config.linkage == "ward"       ? numerics::Linkage::Ward
                  : config.linkage == "complete" ? numerics::Linkage::Complete
                  : config.linkage == "average"  ? numerics::Linkage::Average
                                                 : numerics::Linkage::Single;
    out.distance =
        config.distance == "direct" ? TreeDistance::Correlation : TreeDistance::DistanceOfDistances;
    return out;
}

TreeAllocation byTree(const MatrixXd& covariance, const VectorXd& excess, const OptimiserConfig& config,
                      const std::string& method) {
    const auto tree = treeOptions(config);
    const auto count = config.cluster_count == "gap" ? ClusterCount::Gap : ClusterCount::Silhouette;
    if (method == "hierarchical_risk_parity") return hierarchicalRiskParity(covariance, tree);
    if (method == "herc") {
        EqualContributionOptions options;
        options.tree = tree;
        options.count = count;
        return hierarchicalEqualContribution(covariance, options);
    }
    NestedOptions options;
    options.tree = tree;
    options.count = count;
    options.inside = options.across = minimumVariance;
    return nestedClusters(covariance, excess, options);
}

} // namespace

Result<VectorXd> equilibriumReturns(const PosedProblem& posed, const OptimiserProblem& request,
                                    kit::Call& call) {
    const auto weights = marketWeights(posed, request, call);
    if (!weights) return kit::failAs(weights);
    const double aversion = request.objective.risk_aversion.value_or(kUsualAversion);
    const VectorXd implied = impliedReturns(ofSecurities(posed.problem), *weights, aversion);
    return VectorXd(implied.array() + posed.risk_free);
}

Result<void> applyViews(PosedProblem& posed, const OptimiserProblem& request, const std::string& method,
                        kit::Call& call) {
    if (method == "black_litterman") return blackLittermanOf(posed, request, call);
    if (method == "entropy_pooling") return entropyPoolingOf(posed, request);
    return {};
}

Result<VectorXd> limitlessWeights(const PosedProblem& posed, const OptimiserProblem& request,
                                  const std::string& method) {
    const auto& problem = posed.problem;
    const Index n = problem.securities;
    const MatrixXd covariance = problem.covariance.matrix().topLeftCorner(n, n);
    const VectorXd excess = problem.expected_return.head(n).array() - posed.risk_free;
    VectorXd weights;
    std::optional<Fault> fault;
    if (method == "equal_weight" || method == "inverse_volatility") {
        auto got = method == "equal_weight" ? equalWeight(covariance) : inverseVolatility(covariance);
        weights = std::move(got.weights);
        fault = std::move(got.fault);
    } else {
        auto got = byTree(covariance, excess, request.optimization_config, method);
        weights = std::move(got.weights);
        fault = std::move(got.fault);
    }
    if (fault) return failFrom(*fault, "/universe");
    VectorXd out = VectorXd::Zero(problem.variables());
    out.head(n) = weights;
    return out;
}

Result<VectorXd> budgetsOf(const PosedProblem& posed, const kit::Keyed<double>& wanted, kit::Call& call,
                           const std::string& pointer) {
    const Index n = posed.problem.securities;
    VectorXd out = VectorXd::Zero(posed.problem.variables());
    if (wanted.items.empty()) {
        out.head(n).setConstant(1 / static_cast<double>(n));
        return out;
    }
    for (const auto& [word, budget] : wanted.items) {
        if (!(budget >= 0))
            return fail(ErrorCode::InvalidArgument, "must be 0 or more", pointer + "/" + word);
        if (const auto own = indexOf(posed.view, word); own >= 0) {
            out[own] += budget;
            continue;
        }
        const auto name = word == "equity" ? std::string("equities") : word;
        std::vector<Index> members;
        for (Index i = 0; i < n; ++i)
            if (posed.view.assets[static_cast<std::size_t>(i)].asset_class == name) members.push_back(i);
        if (members.empty() && budget > 0)
            call.warn("empty_group", "/data/risk_budget",
                      "no symbol of the universe is " + word + ": its budget goes to the others");
        for (const Index i : members)
            out[i] += budget / static_cast<double>(members.size());
    }
    if (!(out.sum() > 0))
        return fail(ErrorCode::InvalidArgument, "no symbol of the universe has a budget", pointer);
    return VectorXd(out / out.sum());
}

} // namespace nautilus::portfolio
