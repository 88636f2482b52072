#include "engines/portfolio/kernel/optimiser/frontier.h"

#include "engines/portfolio/kernel/optimiser/critical_line.h"

#include <algorithm>

namespace nautilus::portfolio {

std::vector<OptimalPortfolio> frontier(const PortfolioProblem& problem, std::size_t points) {
    if (auto line = criticalFrontier(problem, points); !line.points.empty()) return std::move(line.points);
    std::vector<OptimalPortfolio> out;
    auto least = solveFor(problem, leastVariance(problem, 1));
    if (least.state != OptimalState::Found) return {std::move(least)};
    auto most = solveFor(problem, Goal{0, -problem.expected_return, {}, false});
    const double from = problem.expected_return.dot(least.weights);
    out.push_back(std::move(least));
    if (most.state != OptimalState::Found) return out;
    const double to = problem.expected_return.dot(most.weights);
    if (!(to > from + 1e-9)) return out;
    for (std::size_t k = 1; k < points; ++k) {
        // The last one stands just inside, where the program has room.
        const double share = static_cast<double>(k) / static_cast<double>(points - 1);
        auto at = problem;
        at.limits.push_back(returnAtLeast(problem, from + (to - from) * std::min(share, 1 - 1e-7), ""));
        out.push_back(solveFor(at, leastVariance(problem, 1)));
    }
    return out;
}

} // namespace nautilus::portfolio
