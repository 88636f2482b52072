#pragma once
// Why no portfolio meets all limits, and what would do.
//
// The conflict is an irreducible infeasible set by the deletion filter (Chinneck and Dravnieks 1991) among
// the limits that the solver's proof (Farkas) names: together they cannot hold, without any one of them the
// rest can. The least relaxation is the elastic program: the smallest sum of violations, each against the
// larger of its limit and 0.05.

#include "engines/portfolio/kernel/optimiser/problem.h"

#include <optional>

namespace nautilus::portfolio {

struct Relaxation {
    std::size_t limit = 0; ///< place in the problem's limits
    double to = 0;
};

struct Diagnosis {
    bool feasible = false;
    std::vector<std::size_t> conflict;        ///< places of limits; empty where feasible
    std::vector<std::optional<double>> alone; ///< per limit of the conflict: the value that would do if it
                                              ///< alone gave way, all other limits kept; nothing: none does
    std::vector<Relaxation> relaxations; ///< together they make it feasible; empty where nothing would do
    int solved = 0;                      ///< programs that this took
};

[[nodiscard]] Diagnosis diagnose(const PortfolioProblem& problem);

/// With the limits moved.
[[nodiscard]] PortfolioProblem relaxed(PortfolioProblem problem, const std::vector<Relaxation>& by);

} // namespace nautilus::portfolio
