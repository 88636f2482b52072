#include "engines/portfolio/kernel/allocation/kelly.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace nautilus::portfolio {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

Fault at(const char* field, Index i, const char* message) {
    return {std::string("/") + field + "/" + std::to_string(i), message};
}

std::optional<Fault> inputFault(const MatrixXd& returns, const VectorXd& p, const VectorXd& lower,
                                const VectorXd& upper) {
    if (returns.rows() == 0 || returns.cols() == 0) return Fault{"/returns", "no scenarios or no assets"};
    if (p.size() != returns.rows()) return Fault{"/probabilities", "one per scenario is needed"};
    if (lower.size() != returns.cols()) return Fault{"/lower", "one per asset is needed"};
    if (upper.size() != returns.cols()) return Fault{"/upper", "one per asset is needed"};
    for (Index s = 0; s < p.size(); ++s) {
        if (!(p[s] >= 0) || !std::isfinite(p[s]))
            return at("probabilities", s, "is a finite number, not below 0");
        if (!returns.row(s).allFinite() || returns.row(s).minCoeff() < -1)
            return at("returns", s, "a return is missing or below -1");
    }
    if (!(p.sum() > 0)) return Fault{"/probabilities", "one is above 0"};
    for (Index i = 0; i < lower.size(); ++i) {
        if (!(lower[i] >= 0 && lower[i] <= 1)) return at("lower", i, "lies between 0 and 1");
        if (!(upper[i] >= lower[i] && upper[i] <= 1))
            return at("upper", i, "lies between the lower bound and 1");
    }
    if (lower.sum() > 1 + 1e-12) return Fault{"/lower", "the lower bounds sum to more than 1"};
    if (upper.sum() < 1 - 1e-12) return Fault{"/upper", "the upper bounds sum to less than 1"};
    return {};
}

/// In the room between the bounds: w = lower + x, 0 <= x <= width, SUM x = rest.
struct Problem {
    MatrixXd wealth; ///< 1 + r
    VectorXd p, lower, width;
    double rest = 1;

    [[nodiscard]] VectorXd slope(const VectorXd& x) const {
        return wealth.transpose() * p.cwiseQuotient(wealth * (lower + x));
    }
    [[nodiscard]] double growth(const VectorXd& x) const {
        return p.dot((wealth * (lower + x)).array().log().matrix());
    }
    /// max over y of slope'(y - x): the best goes into the steepest assets as far as their bounds.
    [[nodiscard]] double gap(const VectorXd& x) const {
        const VectorXd g = slope(x);
        std::vector<Index> turn(static_cast<std::size_t>(x.size()));
        std::iota(turn.begin(), turn.end(), Index{0});
        std::ranges::sort(turn, [&](Index a, Index b) { return g[a] > g[b]; });
        double left = rest, best = 0;
        for (const Index i : turn) {
            best += g[i] * std::min(left, width[i]);
            left -= std::min(left, width[i]);
        }
        return std::max(best - g.dot(x), 0.0);
    }
    /// Newton's direction of growth + barrier SUM ln x + ln(width - x) on SUM x = rest.
    [[nodiscard]] VectorXd direction(const VectorXd& x, double barrier) const {
        const VectorXd now = wealth * (lower + x);
        const MatrixXd scaled = (p.cwiseSqrt().cwiseQuotient(now)).asDiagonal() * wealth;
        const Eigen::ArrayXd below = x.array(), above = width.array() - x.array();
        MatrixXd h = scaled.transpose() * scaled;
        h.diagonal().array() += barrier * (below.square().inverse() + above.square().inverse());
        const VectorXd g = (slope(x).array() + barrier * (below.inverse() - above.inverse())).matrix();
        const Eigen::LLT<MatrixXd> root(h);
        const VectorXd along = root.solve(g), ones = root.solve(VectorXd::Ones(x.size()));
        return along - along.sum() / ones.sum() * ones;
    }
    [[nodiscard]] double objective(const VectorXd& x, double barrier) const {
        return growth(x) + barrier * (x.array().log().sum() + (width.array() - x.array()).log().sum());
    }
};

/// The middle of the barrier's path at `barrier`, from x.
int centre(const Problem& problem, VectorXd& x, double barrier) {
    int steps = 0;
    for (; steps < 50; ++steps) {
        const VectorXd step = problem.direction(x, barrier);
        double most = 1;
        for (Index i = 0; i < x.size(); ++i) {
            if (step[i] < 0) most = std::min(most, -0.99 * x[i] / step[i]);
            if (step[i] > 0) most = std::min(most, 0.99 * (problem.width[i] - x[i]) / step[i]);
        }
        const double now = problem.objective(x, barrier);
        while (most > 1e-12 && !(problem.objective(x + most * step, barrier) >= now - 1e-15 * std::abs(now)))
            most /= 2;
        x += most * step;
        if (most <= 1e-12 ||
            step.cwiseQuotient(x.cwiseMin(problem.width - x)).lpNorm<Eigen::Infinity>() < 1e-3)
            break;
    }
    return steps;
}

/// Moves the weights that have room to the optimum; the others stay. Returns the steps.
int improve(const Problem& whole, VectorXd& weights) {
    std::vector<Index> free;
    VectorXd held = weights;
    for (Index i = 0; i < weights.size(); ++i)
        if (whole.width[i] > 1e-12) {
            free.push_back(i);
            held[i] = 0;
        }
    if (free.size() < 2 || !(whole.rest > 1e-12) || !(whole.width.sum() - whole.rest > 1e-12)) return 0;
    Problem part{whole.wealth(Eigen::all, free), whole.p, whole.lower(free), whole.width(free), whole.rest};
    // The sum of the free weights is known, so what is held adds the same wealth to each of them.
    part.wealth.colwise() += whole.wealth * held / (part.lower.sum() + part.rest);
    VectorXd x = weights(free) - part.lower;
    int steps = 0;
    for (double barrier = 1e-3; barrier > 1e-16; barrier /= 10)
        steps += centre(part, x, barrier);
    weights(free) = part.lower + x;
    return steps;
}

} // namespace

Growth growthOptimal(const MatrixXd& returns, const VectorXd& probabilities, const VectorXd& lower,
                     const VectorXd& upper) {
    Growth out;
    if ((out.fault = inputFault(returns, probabilities, lower, upper))) return out;
    std::vector<Index> possible; // what cannot happen may well lose everything
    for (Index s = 0; s < returns.rows(); ++s)
        if (probabilities[s] > 0) possible.push_back(s);
    const Problem problem{(returns(possible, Eigen::all).array() + 1).matrix(),
                          probabilities(possible) / probabilities.sum(), lower, upper - lower,
                          std::max(1 - lower.sum(), 0.0)};
    const double room = problem.width.sum();
    // The start is inside all bounds, unless there is no room at all.
    VectorXd start = lower;
    if (room > 0) start += std::min(problem.rest / room, 1.0) * problem.width;
    for (Index s = 0; s < problem.p.size(); ++s)
        if (!(problem.wealth.row(s).dot(start) > 0)) {
            out.fault = at("returns", possible[static_cast<std::size_t>(s)],
                           "every mix that the bounds allow loses everything");
            return out;
        }
    out.weights = start;
    out.steps = improve(problem, out.weights);
    out.mean_log = problem.growth(out.weights - lower);
    out.gap = problem.gap(out.weights - lower);
    return out;
}

} // namespace nautilus::portfolio
