#pragma once
// Inside of the convex solver: the method for constraints that leave no room inside, or contradict each
// other.

#include "engines/numerics/convex_program.h"

namespace nautilus::numerics::convex {

/// Every constraint but bounds may be broken at a price, so that there is always room. First without the
/// objective: when even the least sum of breaches is above rounding, the answer is Infeasible and its
/// multipliers are the proof. Then with it, the price rising until nothing is broken (exact penalties: a
/// price above the largest multiplier gives the answer itself). Solved only when the program's own
/// conditions hold within `accepted`; otherwise Stalled.
[[nodiscard]] ConvexSolution byPenalties(const ConvexProgram& program, const ConvexOptions& options);

} // namespace nautilus::numerics::convex
