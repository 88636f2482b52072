#include "engines/portfolio/service/optimiser/figures.h"

#include "engines/domain/sectors.h"
#include "engines/numerics/performance.h"
#include "engines/numerics/risk_budget.h"
#include "engines/numerics/tail_loss.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using domain::kMissing;
using Eigen::Index;
using Eigen::VectorXd;

namespace {

constexpr double kYear = 252, kTail = 0.05;
constexpr double kNothing = 1e-9; ///< a weight that rounding left
constexpr double kViolated = 1e-8;
constexpr double kSmallestTrade = 1e-7;

double clean(double weight) {
    return std::abs(weight) < kNothing ? 0 : weight;
}

double traded(const PosedProblem& posed, Index i, double change, const OptimiserConfig& config) {
    const double amount = std::abs(change);
    double out = config.transaction_costs * amount;
    if (posed.problem.impact.size() > 0)
        out += posed.problem.impact[i] * posed.horizon * std::pow(amount, 1.5);
    return out;
}

} // namespace

const char* solverWord(numerics::ConvexMethod method) {
    switch (method) {
    case numerics::ConvexMethod::LeastRisk:
        return "least risk";
    case numerics::ConvexMethod::Penalties:
        return "exact penalties";
    case numerics::ConvexMethod::ProximalPoints:
        return "proximal point";
    default:
        return "interior point";
    }
}

VectorXd heldWeights(const PosedProblem& posed) {
    const auto& problem = posed.problem;
    if (!problem.held) return {};
    VectorXd out = VectorXd::Zero(problem.variables());
    out.head(problem.securities) = *problem.held;
    if (posed.cash >= 0) out[posed.cash] = 1 - problem.held->sum();
    return out;
}

ExpectedPerformance performanceOf(const PosedProblem& posed, const VectorXd& weights) {
    const auto& problem = posed.problem;
    ExpectedPerformance out;
    const double uninvested = posed.cash < 0 ? (1 - weights.head(problem.securities).sum()) : 0;
    out.expected_return = problem.expected_return.dot(weights);
    if (std::abs(uninvested) > kNothing) out.expected_return += uninvested * posed.risk_free;
    out.expected_volatility = std::sqrt(problem.covariance.variance(weights));
    if (out.expected_volatility > 0)
        out.sharpe_ratio = (out.expected_return - posed.risk_free) / out.expected_volatility;
    if (problem.benchmark)
        out.tracking_error = std::sqrt(problem.covariance.variance(weights - *problem.benchmark));
    if (!posed.betas.empty()) {
        out.beta = 0;
        for (Index i = 0; i < problem.securities; ++i)
            out.beta += weights[i] * posed.betas[static_cast<std::size_t>(i)];
    }
    const VectorXd deviation = problem.covariance.variances().cwiseSqrt();
    const double undiversified = weights.cwiseAbs().dot(deviation);
    if (out.expected_volatility > 0) out.diversification_ratio = undiversified / out.expected_volatility;
    const VectorXd shares = weights.head(problem.securities).cwiseAbs();
    if (shares.sum() > 0) out.effective_positions = std::pow(shares.sum(), 2) / shares.squaredNorm();
    out.turnover = problem.turnoverOf(weights);
    if (problem.held) out.cost = problem.costOf(weights) * posed.horizon;
    return out;
}

OptimisedRisk riskOf(const PosedProblem& posed, const VectorXd& weights) {
    std::vector<double> returns;
    const auto& panel = posed.view.returns;
    const double cash = posed.cash >= 0 ? weights[posed.cash] : 0;
    for (std::size_t t = 0; t < panel.rows(); ++t) {
        double sum = cash * posed.risk_free / kYear;
        for (std::size_t i = 0; i < panel.columns(); ++i)
            sum += weights[static_cast<Index>(i)] * panel.at(t, i);
        returns.push_back(sum);
    }
    const auto tail = numerics::tailLoss(returns, kTail);
    return {tail.value_at_risk, tail.expected_shortfall, numerics::performance(returns).max_drawdown};
}

OptimisationDetails detailsOf(const SolvedProblem& solved, const std::string& method) {
    const auto& best = solved.best;
    OptimisationDetails out;
    out.method = method;
    out.solver = solverWord(best.solution.method);
    out.optimization_time_ms = solved.took_ms;
    out.convergence_achieved = best.state == OptimalState::Found;
    for (const auto& limit : solved.posed.problem.limits) {
        const double value = solved.posed.problem.valueOf(limit, best.weights);
        const double over = limit.sense == Sense::AtMost    ? value - limit.limit
                            : limit.sense == Sense::AtLeast ? limit.limit - value
                                                            : std::abs(value - limit.limit);
        if (over > kViolated * std::max(1.0, std::abs(limit.limit))) ++out.constraint_violations;
    }
    out.iterations = best.solution.steps;
    out.problems_solved = best.solved;
    out.objective = best.solution.objective;
    out.primal_residual = best.solution.primal_residual;
    out.dual_residual = best.solution.dual_residual;
    out.gap = best.solution.gap;
    out.optimality_gap = best.optimality_gap;
    out.second_method = best.solution.second_method;
    return out;
}

std::vector<ConstraintView> constraintsOf(const SolvedProblem& solved) {
    const auto& problem = solved.posed.problem;
    const auto standing = standings(problem, solved.best.built, solved.best.solution);
    std::vector<ConstraintView> out;
    for (std::size_t k = 0; k < problem.limits.size(); ++k) {
        const auto& limit = problem.limits[k];
        const auto& at = standing[k];
        const bool of_all = limit.kind != LimitKind::Weights || limit.members.size() > 1;
        if (limit.members.empty() && limit.kind == LimitKind::Weights) continue;
        if (solved.posed.shadow >= 0 && limit.pointer == "/objective/benchmark") continue; // no wish
        if (!of_all && !at.binding) continue;
        ConstraintView view;
        view.name = limit.name;
        view.pointer = limit.pointer;
        view.sense = senseWord(limit.sense);
        view.text = inWords(limit);
        view.value = problem.valueOf(limit, solved.best.weights);
        view.limit = limit.limit;
        view.slack = at.slack;
        view.binding = at.binding;
        view.shadow_price = limit.firm && limit.name == "budget" ? kMissing : at.shadow_price;
        out.push_back(std::move(view));
    }
    std::ranges::stable_sort(out, std::ranges::greater{}, [](const ConstraintView& view) {
        return std::isnan(view.shadow_price) ? 0 : view.shadow_price;
    });
    return out;
}

std::vector<TradeView> tradesOf(const PosedProblem& posed, const VectorXd& weights,
                                const OptimiserConfig& config) {
    std::vector<TradeView> out;
    if (!posed.problem.held) return out;
    const double value = posed.view.value;
    for (Index i = 0; i < posed.problem.securities; ++i) {
        const auto& asset = posed.view.assets[static_cast<std::size_t>(i)];
        const double change = weights[i] - (*posed.problem.held)[i];
        if (std::abs(change) < kSmallestTrade) continue;
        TradeView trade;
        trade.symbol = asset.symbol;
        trade.action = change > 0 ? "buy" : "sell";
        trade.weight_change = change;
        trade.price = asset.price;
        trade.value = std::abs(change) * value;
        trade.shares = trade.value / asset.price;
        trade.cost = traded(posed, i, change, config) * value;
        trade.days = trade.value / asset.daily_value;
        out.push_back(std::move(trade));
    }
    std::ranges::stable_sort(out, std::ranges::greater{},
                             [](const TradeView& trade) { return std::abs(trade.weight_change); });
    return out;
}

kit::Keyed<double> contributionsOf(const PosedProblem& posed, const VectorXd& weights) {
    const auto shares = numerics::riskContributions(posed.problem.covariance, weights);
    kit::Keyed<double> out;
    for (Index i = 0; i < posed.problem.securities; ++i)
        out.items.emplace_back(posed.nameOf(i), shares[i]);
    return out;
}

kit::Keyed<ExposureView> exposuresOf(const PosedProblem& posed, const VectorXd& weights) {
    kit::Keyed<ExposureView> out;
    const auto held = heldWeights(posed);
    const auto& model = posed.model;
    for (std::size_t k = 0; k < model.factors.size(); ++k) {
        const auto of = [&](const VectorXd& w) {
            double sum = 0;
            for (Index i = 0; i < posed.problem.securities; ++i)
                sum += w[i] * model.exposures.at(static_cast<std::size_t>(i), k);
            return sum;
        };
        ExposureView view;
        if (held.size() > 0) view.before = of(held);
        view.after = of(weights);
        if (posed.problem.benchmark && posed.shadow < 0)
            view.benchmark = of(*posed.problem.benchmark);
        else if (!posed.benchmark_exposures.empty())
            view.benchmark = posed.benchmark_exposures[k];
        out.items.emplace_back(model.factors[k], view);
    }
    return out;
}

kit::Keyed<ExposureView> sectorsOf(const PosedProblem& posed, const VectorXd& weights) {
    kit::Keyed<ExposureView> out;
    const auto held = heldWeights(posed);
    const bool known = posed.problem.benchmark && posed.shadow < 0;
    const auto add = [](double& to, double what) { to = std::isnan(to) ? what : to + what; };
    for (Index i = 0; i < posed.problem.securities; ++i) {
        const auto& asset = posed.view.assets[static_cast<std::size_t>(i)];
        const auto group = !asset.sector.empty() ? domain::shortSector(asset.sector)
                           : asset.asset_class == "equities" || asset.asset_class.empty()
                               ? std::string("unclassified")
                               : asset.asset_class;
        auto& view = out[group];
        if (held.size() > 0) add(view.before, held[i]);
        add(view.after, weights[i]);
        if (known) add(view.benchmark, (*posed.problem.benchmark)[i]);
    }
    return out;
}

OptimiseResult answerOf(const SolvedProblem& solved, const OptimiserProblem& request,
                        const std::string& method) {
    const auto& posed = solved.posed;
    const VectorXd weights = solved.best.weights.unaryExpr([](double w) { return clean(w); });
    OptimiseResult out;
    out.portfolio_id = request.portfolio_id;
    out.optimal_weights = posed.bySymbol(weights);
    out.expected_performance = performanceOf(posed, weights);
    out.risk_metrics = riskOf(posed, weights);
    out.optimization_details = detailsOf(solved, method);
    if (const auto held = heldWeights(posed); held.size() > 0) {
        out.current_weights = posed.bySymbol(held);
        out.current_performance = performanceOf(posed, held);
        out.current_performance.turnover = out.current_performance.cost = 0;
    }
    for (const auto& [symbol, weight] : posed.view.benchmark_weights)
        out.benchmark_weights[symbol] = weight;
    const VectorXd deviation = posed.problem.covariance.variances().cwiseSqrt();
    for (Index i = 0; i < posed.problem.securities; ++i) {
        out.expected_returns.items.emplace_back(posed.nameOf(i), posed.problem.expected_return[i]);
        out.volatilities.items.emplace_back(posed.nameOf(i), deviation[i]);
    }
    out.risk_contributions = contributionsOf(posed, weights);
    out.constraints = constraintsOf(solved);
    out.relaxations = solved.relaxations;
    out.trades = tradesOf(posed, weights, request.optimization_config);
    out.exposures = exposuresOf(posed, weights);
    out.sectors = sectorsOf(posed, weights);
    out.portfolio_value = posed.view.value;
    return out;
}

} // namespace nautilus::portfolio
