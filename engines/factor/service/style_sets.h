#pragma once
// Exposures of the two style sets for every session: what enters the regressions and what people look at.

#include "engines/factor/kernel/styles_two_stage.h"
#include "engines/factor/service/model_inputs.h"

namespace nautilus::factor {

/// One style of a set.
struct StyleColumn {
    std::string name;             ///< "momentum"
    GrownPanel exposure;          ///< sessions x stocks, after filling
    Flags filled;                 ///< the value was put in by the fill rule
    std::vector<double> coverage; ///< per session: share of the universe's cap that had a real value
};

struct StyleSet {
    std::string name; ///< "joint" or "two_stage"
    std::vector<StyleColumn> styles;
    Flags takes_part; ///< sessions x styles: coverage reached 80 %

    [[nodiscard]] std::size_t find(std::string_view style) const;
    [[nodiscard]] std::vector<domain::MatrixView> views() const;
};

/// Joint set: descriptors, standardised, combined, residual volatility orthogonal to beta, gaps filled. With
/// `before`, the set of the inputs that these came from, its rows before `inputs.renewal.first_row` are
/// shared and only the others are made, from the look-back that they need.
[[nodiscard]] StyleSet jointStyles(const ModelInputs& inputs, const GroupView& groups,
                                   std::size_t group_count, const ParallelFor& parallel,
                                   const StyleSet* before = nullptr);

struct TwoStageStyleOptions {
    TwoStageMomentumOptions momentum{504, 126, 20, 0.05};
    double size_lower = 0.2;
    double size_upper = 0.8;
    std::optional<double> value_winsor{};
};

/// Two-stage set: momentum, size, value over the estimation universe; nothing is filled. `before` as above.
[[nodiscard]] StyleSet twoStageStyles(const ModelInputs& inputs, const TwoStageStyleOptions& options,
                                      const ParallelFor& parallel, const StyleSet* before = nullptr);

} // namespace nautilus::factor
