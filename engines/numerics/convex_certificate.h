#pragma once
// Inside of the convex solver: proofs that there is no answer.

#include "engines/numerics/convex_conditions.h"

#include <optional>

namespace nautilus::numerics::convex {

/// Infeasible where the multipliers at `point` prove that no point meets all constraints (Farkas), Unbounded
/// where it is a direction along which nothing holds the objective.
[[nodiscard]] std::optional<ConvexState> proven(const ConvexProgram& program, const Rows& rows,
                                                const Point& point, const Conditions& now);

} // namespace nautilus::numerics::convex
