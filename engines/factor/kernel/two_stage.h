#pragma once
// Two-stage factor returns, compatible with toraniko 1.1 (model.py, estimate_factor_returns).
//
// Per date, with weights v = sqrt(market cap):
//   r  <- winsorised returns (optional; bounds over the names in the fit)
//   1. r = market + sector + e1, SUM of sector returns = 0 (plain sum). Because sectors partition the names
//   the
//      weighted fit is the weighted mean m_g per sector: market = mean_g m_g, sector_g = m_g - market.
//   2. styles: weighted fit without intercept of e1 (residualised) or of r on the style scores; minimum norm
//      if rank deficient.
//   residual = e1 - X f_style.
// t-statistics belong to each stage's own regression: sigma2 = SUM v u^2 / (n - free parameters) with u the
// stage's own residual and free parameters = sectors present, respectively rank of the styles.
// A sector without a name in the fit has NaN and is left out of the sum; the same for a style that takes no
// part. No name in the fit: everything NaN. n <= free parameters: returns stand, t-statistics are NaN.
// The caller lags exposures (see FactorPanel::exposure_lag).

#include "engines/factor/kernel/cross_section.h"

#include <memory>
#include <optional>

namespace nautilus::factor {

struct TwoStageOptions {
    std::optional<double> winsor_factor = 0.05; ///< in [0, 0.5); none = raw returns
    bool residualise_styles = true;
};

/// One date at a time, reusable: no allocation once the sizes have been seen. Not shared between threads.
class TwoStageEstimator {
public:
    TwoStageEstimator();
    ~TwoStageEstimator();
    TwoStageEstimator(TwoStageEstimator&&) noexcept;
    TwoStageEstimator& operator=(TwoStageEstimator&&) noexcept;

    /// FitOutput::vif is not written. FitQuality refers to the final residual; sigma2 and free_parameters to
    /// the style stage (to the sector stage if no style takes part).
    FitQuality fit(const CrossSection& section, const TwoStageOptions& options, const FitOutput& out);

private:
    struct Workspace;
    std::unique_ptr<Workspace> workspace_;
};

/// Every row of `rows` of the panel. Rows before exposure_lag are NaN.
[[nodiscard]] FactorReturnPanel twoStageReturns(const FactorPanel& panel, const TwoStageOptions& options,
                                                RowRange rows, const ParallelFor& parallel,
                                                bool with_residuals = false);

} // namespace nautilus::factor
