#pragma once
// Values of a program's expressions over panels. Pure; any thread.

#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/expression/program.h"

#include <functional>
#include <span>
#include <vector>

namespace nautilus::factor {

/// What stands behind one field, by its shape; every row is what was known at the close of that session.
/// Values that are not finite count as missing.
struct FieldValues {
    domain::MatrixView panel;         ///< sessions x stocks
    std::span<const double> series{}; ///< per session
    GroupView group{};                ///< numbers in [0, group_count) or kNoGroup
    std::size_t group_count = 0;
    /// Session of the panel's first row: a panel need not hold what lies before the program's look-back.
    std::size_t first_session = 0;
};

struct EvaluationSpace {
    std::size_t sessions = 0;
    std::size_t stocks = 0;
    std::span<const FieldValues> fields; ///< in the order of the program's fields; unused ones may be empty
    MaskView universe{};                 ///< who takes part in cross-sections; no rows = every stock
    RowRange wanted{};                   ///< sessions to answer for
    /// Asked between parts of the work; true ends it.
    std::function<bool()> cancelled{};
    /// Panels whose memory may be used, whatever they hold; what is not needed any more is put there. For
    /// evaluations one after another: making a panel costs as much as a simple operator.
    std::vector<domain::Matrix>* spare = nullptr;
};

/// One matrix per output, wanted.size() x stocks, or x 1 for a series; nothing when cancelled. A session's
/// values do not depend on `wanted`, on later rows or on how `parallel` cuts the work: computing a new
/// session alone gives the bits of a whole run. Holds the outputs and what phases hand on to each other; the
/// rest lives in tiles.
[[nodiscard]] std::vector<domain::Matrix> evaluate(const ExpressionProgram& program,
                                                   const EvaluationSpace& space, const ParallelFor& parallel);

} // namespace nautilus::factor
