#pragma once
// Specific risk per name: time series estimate, structural model for short histories, and their blend
// (USE4-style; blend from the CNE5 notes).
//
//   s_TS^2 = C_NW * SUM w u^2 (w exponential, summing to 1 over the sessions present; mean taken as zero),
//   C_NW = 1 + 2 SUM_{l=1..5} (1 - l/6) rho_l bounded to [0.25, 4], rho_l = autocorrelation with half-life
//   252 structural: ln s_TS = a_group + SUM_k X_k b_k by least squares with weights sqrt(cap) over names with
//   g = 1; s_STR = E0 exp(fit), E0 = SUM cap s_TS / SUM cap exp(fit) over the same names g = min(1, max(0,
//   (h-60)/120)) * min(1, max(0, exp(1-Z))), h = sessions with a residual, Z = |(s_eq - s~)/s~|, s~ =
//   interquartile range(u)/1.35, s_eq = equal-weighted deviation (ddof 1) of u s = g s_TS + (1-g) s_STR

#include "engines/factor/kernel/cross_section.h"
#include "engines/factor/kernel/factor_covariance.h"

#include <span>
#include <vector>

namespace nautilus::factor {

struct SpecificRiskOptions {
    double half_life = 84;
    double autocorrelation_half_life = 252;
    std::size_t lags = 5;
    bool serial_correction = true; ///< false: C_NW = 1
    bool structural = true;        ///< false: s = s_TS
    bool shrinkage = false; ///< true: the blend is moved towards its capitalisation bucket (cap_shrinkage.h)
};

/// Short: half-life 84, Long: 252.
[[nodiscard]] SpecificRiskOptions specificRiskOptions(RiskHorizon horizon);

/// Per name, deviations per session (fractions).
struct SpecificRisk {
    std::vector<double> risk;        ///< the blend, shrunk if asked for; NaN if neither part exists
    std::vector<double> time_series; ///< NaN below two residuals
    std::vector<double> structural;  ///< NaN without exposures or if the structural fit is impossible
    std::vector<double> blend;       ///< g in [0, 1]
    std::vector<double> shrinkage;   ///< weight of the bucket's mean in [0, 1]; empty unless asked for
};

/// What the specific returns of every name have been so far; each session costs the same however long the
/// history is. Names may be pushed on different threads.
class SpecificRiskHistory {
public:
    SpecificRiskHistory(std::size_t names, const SpecificRiskOptions& options);
    ~SpecificRiskHistory();
    SpecificRiskHistory(SpecificRiskHistory&&) noexcept;
    SpecificRiskHistory& operator=(SpecificRiskHistory&&) noexcept;

    void push(std::size_t name, double residual); ///< NaN: the session passes without a value
    /// s_TS as now known; NaN below two residuals.
    [[nodiscard]] double timeSeries(std::size_t name, bool serial_correction) const;
    [[nodiscard]] std::size_t count(std::size_t name) const;
    /// time_series and blend of every name as now known; the rest is left to completeSpecificRisk.
    [[nodiscard]] SpecificRisk timeSeriesPart(bool serial_correction) const;

private:
    struct Name;
    std::vector<Name> names_;
};

/// Adds structural part, blend and shrinkage to time series parts. `section`: group, styles and cap of the
/// date for which risk is forecast (returns and universe are not read; styles with an empty span are left
/// out).
void completeSpecificRisk(SpecificRisk& risk, const CrossSection& section,
                          const SpecificRiskOptions& options);

/// `residuals`: T x N specific returns, newest row last; `section` as above. If fewer than twice as many
/// names as parameters have g = 1, there is no structural part and risk = s_TS where it exists; the same for
/// a name without exposures. With the structural part and without s_TS, risk = s_STR.
[[nodiscard]] SpecificRisk specificRisk(domain::MatrixView residuals, const CrossSection& section,
                                        const SpecificRiskOptions& options, const ParallelFor& parallel);

} // namespace nautilus::factor
