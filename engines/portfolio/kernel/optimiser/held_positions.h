#pragma once
// A problem in which some securities are not held: they leave it as variables, so that programs stay small.

#include "engines/portfolio/kernel/optimiser/methods.h"

namespace nautilus::portfolio {

enum class Holding : char { Open, Out, Held, Long, Short };
using Holdings = std::vector<Holding>;

/// The problem without the variables that are out: they weigh 0 and their trades are known.
struct Reduced {
    PortfolioProblem problem;
    Goal goal;
    std::vector<Eigen::Index> chosen; ///< variables that stayed
};

/// `state`: one per security; those `Out` go, but for those that a risk is measured from: they are fixed at
/// 0.
[[nodiscard]] Reduced reduced(const PortfolioProblem& problem, const Goal& goal, const Holdings& state);

/// An answer of a reduced problem among all variables; multipliers of what is out are 0.
void widen(OptimalPortfolio& answer, const std::vector<Eigen::Index>& chosen, Eigen::Index variables);

/// On the weights of `members`, in the name of the number of positions.
[[nodiscard]] Limit onWeights(Sense sense, double value, std::vector<Eigen::Index> members);

} // namespace nautilus::portfolio
