#include "engines/portfolio/kernel/allocation/entropy_pooling.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <string>

namespace nautilus::portfolio {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Fault viewFault(std::size_t v, const char* message) {
    return {"/views/" + std::to_string(v), message};
}

std::optional<Fault> inputFault(const VectorXd& prior, const std::vector<ScenarioView>& views) {
    if (prior.size() == 0) return Fault{"/prior", "no scenarios"};
    for (Index s = 0; s < prior.size(); ++s)
        if (!(prior[s] >= 0) || !std::isfinite(prior[s]))
            return Fault{"/prior/" + std::to_string(s), "a probability is a finite number, not below 0"};
    if (!(prior.sum() > 0)) return Fault{"/prior", "no scenario has a probability"};
    for (std::size_t v = 0; v < views.size(); ++v) {
        if (views[v].values.size() != prior.size()) return viewFault(v, "one value per scenario is needed");
        if (!views[v].values.allFinite() || !std::isfinite(views[v].bound))
            return viewFault(v, "a value or the bound is missing");
    }
    return {};
}

/// Views in one shape, E_p[z] = 0 or <= 0, with z = sign (values - bound) / deviation under the prior.
struct Dual {
    VectorXd prior; ///< sum 1, no zeros
    MatrixXd z;     ///< scenarios with a prior x views
    VectorXd unit;  ///< sign / deviation; 0: the view is idle
    std::vector<bool> bounded;
    std::vector<Index> scenario; ///< of every row

    struct Point {
        VectorXd theta, p, mean;
        double value = 0; ///< ln SUM q exp(-theta'z), to be minimised
    };
    [[nodiscard]] Point at(VectorXd theta) const {
        Point out;
        const VectorXd exponent = -(z * theta);
        const double shift = exponent.maxCoeff();
        out.p = prior.array() * (exponent.array() - shift).exp();
        const double sum = out.p.sum();
        out.p /= sum;
        out.value = shift + std::log(sum);
        out.mean = z.transpose() * out.p;
        out.theta = std::move(theta);
        return out;
    }
    [[nodiscard]] double miss(const Point& x, Index v) const {
        if (!bounded[static_cast<std::size_t>(v)]) return std::abs(x.mean[v]);
        return std::max(x.mean[v], x.theta[v] * std::abs(x.mean[v]));
    }
    [[nodiscard]] Index worst(const Point& x) const {
        Index out = 0;
        for (Index v = 1; v < z.cols(); ++v)
            if (miss(x, v) > miss(x, out)) out = v;
        return out;
    }
    [[nodiscard]] double residual(const Point& x) const {
        return z.cols() > 0 ? std::max(miss(x, worst(x)), 0.0) : 0.0;
    }
};

/// Adds one view; what no probabilities can meet is a fault.
std::optional<Fault> addView(Dual& dual, std::size_t v, const ScenarioView& view) {
    const VectorXd values = view.values(dual.scenario);
    const double low = values.minCoeff(), high = values.maxCoeff();
    const double slack = 1e-12 * std::max({std::abs(low), std::abs(high), std::abs(view.bound)});
    const auto column = static_cast<Index>(v);
    if (view.relation != Relation::AtLeast && view.bound < low - slack)
        return viewFault(v, "the bound lies below the value of every scenario");
    if (view.relation != Relation::AtMost && view.bound > high + slack)
        return viewFault(v, "the bound lies above the value of every scenario");
    dual.bounded[v] = view.relation != Relation::Equal;
    dual.z.col(column).setZero();
    dual.unit[column] = 0;
    const double mean = dual.prior.dot(values);
    const double deviation = std::sqrt(dual.prior.dot((values.array() - mean).square().matrix()));
    if (!(deviation > slack)) return {}; // the same in every scenario, and met
    dual.unit[column] = (view.relation == Relation::AtLeast ? -1 : 1) / deviation;
    dual.z.col(column) = dual.unit[column] * (values.array() - view.bound);
    return {};
}

/// Newton's direction on the views that are free to move; 0 on bounds that hold the minimum.
VectorXd direction(const Dual& dual, const Dual::Point& x) {
    std::vector<Index> free;
    for (Index v = 0; v < dual.z.cols(); ++v)
        if (!dual.bounded[static_cast<std::size_t>(v)] || x.theta[v] > 0 || x.mean[v] > 0) free.push_back(v);
    VectorXd out = VectorXd::Zero(dual.z.cols());
    if (free.empty()) return out;
    const MatrixXd z = dual.z(Eigen::all, free);
    const VectorXd mean = x.mean(free);
    MatrixXd hessian = z.transpose() * x.p.asDiagonal() * z - mean * mean.transpose();
    // Views that repeat one another make it singular.
    hessian.diagonal().array() += 1e-13 * std::max(hessian.trace(), 1e-12);
    out(free) = VectorXd(hessian.ldlt().solve(mean));
    const double most = (dual.z * out).lpNorm<Eigen::Infinity>();
    constexpr double kFarthest = 30; // in the exponent: beyond it the curvature here says nothing
    return most > kFarthest ? VectorXd(out * (kFarthest / most)) : out;
}

/// The next point; false when the objective falls no further.
bool advance(const Dual& dual, Dual::Point& x) {
    const VectorXd step = direction(dual, x);
    for (double t = 1; t > 1e-10; t /= 2) {
        VectorXd theta = x.theta + t * step;
        for (Index v = 0; v < theta.size(); ++v)
            if (dual.bounded[static_cast<std::size_t>(v)]) theta[v] = std::max(theta[v], 0.0);
        const double expected = x.mean.dot(theta - x.theta); // the fall by the slope
        Dual::Point next = dual.at(std::move(theta));
        const bool drowned = expected < 1e-13 && dual.residual(next) < dual.residual(x);
        if (expected > 0 && (x.value - next.value >= 1e-4 * expected || drowned)) {
            x = std::move(next);
            return true;
        }
    }
    return false;
}

void describe(Pooling& out, const Dual& dual, const Dual::Point& x, Index scenarios) {
    out.probabilities = VectorXd::Zero(scenarios);
    out.probabilities(dual.scenario) = x.p;
    out.sensitivities = -x.theta.cwiseProduct(dual.unit);
    double entropy = 0;
    for (Index s = 0; s < x.p.size(); ++s)
        if (x.p[s] > 0) {
            out.relative_entropy += x.p[s] * std::log(x.p[s] / dual.prior[s]);
            entropy -= x.p[s] * std::log(x.p[s]);
        }
    out.relative_entropy = std::max(out.relative_entropy, 0.0);
    out.effective_scenarios = std::exp(entropy);
}

} // namespace

ScenarioView meanView(const MatrixXd& scenarios, const VectorXd& weights, Relation relation, double bound) {
    return {scenarios * weights, relation, bound};
}

ScenarioView rankView(const MatrixXd& scenarios, Index higher, Index lower) {
    return {scenarios.col(higher) - scenarios.col(lower), Relation::AtLeast, 0};
}

ScenarioView varianceView(const MatrixXd& scenarios, Index asset, double mean, Relation relation,
                          double bound) {
    return {(scenarios.col(asset).array() - mean).square(), relation, bound};
}

ScenarioView correlationView(const MatrixXd& scenarios, Index one, const Moments& of_one, Index other,
                             const Moments& of_other, Relation relation, double bound) {
    const auto x = (scenarios.col(one).array() - of_one.mean) / of_one.deviation;
    const auto y = (scenarios.col(other).array() - of_other.mean) / of_other.deviation;
    return {(x * y).matrix(), relation, bound};
}

Pooling entropyPooling(const VectorXd& prior, const std::vector<ScenarioView>& views,
                       const PoolingOptions& options) {
    Pooling out;
    if ((out.fault = inputFault(prior, views))) return out;
    Dual dual;
    for (Index s = 0; s < prior.size(); ++s)
        if (prior[s] > 0) dual.scenario.push_back(s);
    dual.prior = prior(dual.scenario) / prior.sum();
    dual.z.resize(dual.prior.size(), static_cast<Index>(views.size()));
    dual.unit.resize(dual.z.cols());
    dual.bounded.resize(views.size());
    for (std::size_t v = 0; v < views.size(); ++v)
        if ((out.fault = addView(dual, v, views[v]))) {
            out.state = PoolingState::Infeasible;
            return out;
        }
    const double largest = -std::log(dual.prior.minCoeff()); // of all relative entropies
    auto x = dual.at(VectorXd::Zero(dual.z.cols()));
    for (; dual.residual(x) > options.tolerance && out.steps < options.most_steps; ++out.steps) {
        if (!advance(dual, x)) break;
        if (-x.value > largest + 1e-6) {
            out.state = PoolingState::Infeasible;
            out.fault = viewFault(static_cast<std::size_t>(dual.worst(x)),
                                  "no probabilities meet this view and the others");
            return out;
        }
    }
    out.residual = dual.residual(x);
    out.state = out.residual <= options.tolerance ? PoolingState::Solved : PoolingState::Stalled;
    describe(out, dual, x, prior.size());
    return out;
}

} // namespace nautilus::portfolio
