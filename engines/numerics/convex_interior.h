#pragma once
// Inside of the convex solver: the interior-point method and the check of its answers.

#include "engines/numerics/convex_program.h"

namespace nautilus::numerics::convex {

enum class NewtonBy {
    Elimination, ///< fast
    WholeSystem, ///< exact where slacks vanish; for programs that it fits (WholeSystem::fits)
};

[[nodiscard]] ConvexSolution interiorPoint(const ConvexProgram& program, const ConvexOptions& options,
                                           NewtonBy by = NewtonBy::Elimination);

/// The residuals of `answer`, which another program gave, as one of this program.
[[nodiscard]] ConvexSolution judged(const ConvexProgram& program, ConvexSolution answer);

} // namespace nautilus::numerics::convex
