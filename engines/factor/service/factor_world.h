#pragma once
// The factor engine's published snapshot: inputs, exposures, factor returns and library values of one catalog
// epoch. Immutable; any thread may read it while the next one is being built.

#include "engines/factor/kernel/joint.h"
#include "engines/factor/kernel/two_stage.h"
#include "engines/factor/service/factor_library.h"
#include "engines/factor/service/style_sets.h"

namespace nautilus::factor {

/// Factor returns of one estimator over all sessions.
struct ModelReturns {
    std::string estimator;            ///< "joint" or "two_stage"
    std::vector<std::string> factors; ///< "country", "industry:<name>" ..., "style:<name>" ...
    FactorReturnPanel fit;            ///< rows = sessions; its residuals are those below
    GrownPanel residuals;             ///< sessions x stocks
    std::vector<std::int32_t> group;  ///< sessions x stocks as fitted (one row if the same always)
    std::size_t group_count = 0;

    [[nodiscard]] GroupView groups(std::size_t stocks) const {
        return {group.data(), stocks ? group.size() / stocks : 0, stocks};
    }
};

struct TwoStageSettings {
    double winsor_factor = 0.05; ///< of returns; 0 = not winsorised
    bool residualise_styles = true;
    bool operator==(const TwoStageSettings&) const = default;
};

struct DailyValues;

struct FactorWorld {
    std::shared_ptr<const ModelInputs> inputs;
    std::vector<std::string> group_names; ///< fitted industry groups of the joint model
    StyleSet joint;
    StyleSet two_stage;
    ModelReturns joint_returns;
    ModelReturns two_stage_returns; ///< with the default TwoStageSettings
    LibraryValues library;
    std::shared_ptr<const DailyValues> day; ///< newest session of the whole library; null: none was made
    double build_seconds = 0;               ///< reading and building
};

/// Progress in [0, 1]; false cancels.
using BuildProgress = std::function<bool(double fraction, std::string_view what)>;

/// Builds everything from loaded inputs. With `before`, the world of the inputs that these were loaded from,
/// rows before `inputs->renewal.first_row` are shared with it, and the others are made from the look-back
/// that they need; the result has the same bytes. Blocks: for a worker thread.
kit::Result<std::shared_ptr<const FactorWorld>> buildWorld(std::shared_ptr<const ModelInputs> inputs,
                                                           kit::Pool& pool, const BuildProgress& progress,
                                                           const FactorWorld* before = nullptr);

/// The first half of buildWorld: groups and both style sets, without returns and library values.
[[nodiscard]] std::shared_ptr<FactorWorld> buildExposures(std::shared_ptr<const ModelInputs> inputs,
                                                          kit::Pool& pool,
                                                          const FactorWorld* before = nullptr);

/// Two-stage returns with other settings, from the same inputs.
[[nodiscard]] ModelReturns twoStageModel(const ModelInputs& inputs, const StyleSet& styles,
                                         const TwoStageSettings& settings, const ParallelFor& parallel,
                                         const ModelReturns* before = nullptr);

/// The pool as the kernels' ParallelFor: background tasks, small enough to let interactive ones through.
[[nodiscard]] ParallelFor onPool(kit::Pool& pool, std::size_t grain);

} // namespace nautilus::factor
