#pragma once
// A posed problem, a method, an answer.

#include "engines/kit/result.h"
#include "engines/portfolio/contract/optimisation_answer.h"
#include "engines/portfolio/kernel/optimiser/conflict.h"
#include "engines/portfolio/kernel/optimiser/sparse_positions.h"
#include "engines/portfolio/service/optimiser/posed.h"

namespace nautilus::portfolio {

struct SolvedProblem {
    PosedProblem posed; ///< as solved: expectations of the method, limits as relaxed
    OptimalPortfolio best;
    std::vector<ConflictView> relaxations;
    Eigen::VectorXd wanted; ///< of methods that know no limits, before they were met; else empty
    double took_ms = domain::kMissing;
};

/// at_most, at_least or equal
[[nodiscard]] const char* senseWord(Sense sense);

/// Whether a method's answer is fully invested: by its nature, or because cash alone would be the answer
/// (least risk without a return to be reached and without limits on cash).
[[nodiscard]] bool knowsNoCash(const std::string& method, const OptimiserProblem& request);

/// max_positions and min_position. Methods of one program are searched by branch and bound; risk parity
/// refuses them; the others hold the largest of what they hold without.
[[nodiscard]] PositionLimits positionLimits(const OptimiserConstraints& wish);

/// NotComputable with one error per limit of the conflict, the least relaxation in words behind; with
/// `request.relax` the widened problem is solved instead.
[[nodiscard]] kit::Result<SolvedProblem> solveMethod(PosedProblem posed, const OptimiserProblem& request,
                                                     const std::string& method, kit::Call& call);

/// The same for a goal of the caller's own.
[[nodiscard]] kit::Result<SolvedProblem> solveGoal(PosedProblem posed, const OptimiserProblem& request,
                                                   const Goal& goal, kit::Call& call);

/// A diagnosis for people and programs.
[[nodiscard]] std::vector<ConflictView> conflictViews(const PortfolioProblem& problem,
                                                      const Diagnosis& diagnosis);
[[nodiscard]] std::vector<ConflictView> relaxationViews(const PortfolioProblem& problem,
                                                        const Diagnosis& diagnosis);

/// NotComputable, one error per limit of the conflict, the first with the least relaxation in words.
[[nodiscard]] kit::Errors refusalOf(const PortfolioProblem& problem, const Diagnosis& diagnosis);
/// One warning per limit that `relax` has moved.
void warnRelaxed(const std::vector<ConflictView>& relaxations, kit::Call& call);

} // namespace nautilus::portfolio
