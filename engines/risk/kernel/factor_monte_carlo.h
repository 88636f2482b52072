#pragma once
// Simulated returns r = X f + u with f ~ (0, F), u ~ (0, D): normal, or Student t with one mixing variable
// for a whole path (so factors and stocks fall together). Paths are addressed by number: any thread may make
// any of them and the bytes are the same. The covariance of the positions is never formed.

#include "engines/numerics/sobol.h"
#include "engines/risk/kernel/risk_contributions.h"
#include "engines/risk/kernel/value_at_risk.h"

#include <Eigen/Core>

#include <cstddef>
#include <cstdint>
#include <span>

namespace nautilus::risk {

struct MonteCarloOptions {
    std::uint64_t seed = 1;
    double degrees = 0;   ///< of freedom, > 2; 0: normal. F and D stay the covariances
    Horizon horizon = {}; ///< F and D times h: independent periods; the t law is that of the horizon
    bool sobol = true; ///< factors from scrambled Sobol points, those beyond its dimensions from the counter
};

/// The paths of one model. Positions' own returns and the mixing variable always come from the counter.
class FactorPaths {
public:
    FactorPaths(const FactorRiskModel& model, const MonteCarloOptions& options);

    [[nodiscard]] Eigen::Index factors() const { return root_.rows(); }

    /// Factor returns of the paths first .. first + rows - 1 (rows x K), already mixed.
    void factorReturns(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const;

    /// Simple returns of all positions (rows x N): for instruments that must be valued anew on every path.
    void positionReturns(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const;

    /// A portfolio's own part on the same paths: SUM w_i u_i is one variable with deviation `deviation`.
    /// Equal in law, not path by path, to what positionReturns adds.
    void specificReturns(std::uint32_t first, double deviation, std::span<double> out) const;

private:
    void scaleByMixing(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const;
    void standardNormals(std::uint32_t first, Eigen::Ref<Eigen::MatrixXd> out) const;

    Eigen::MatrixXd root_;      ///< K x K, root' root = h F
    Eigen::MatrixXd exposures_; ///< K x N: X'
    Eigen::VectorXd specific_;  ///< N deviations over the horizon
    MonteCarloOptions options_;
    numerics::SobolSequence sobol_;
};

struct MonteCarloRisk {
    TailRisk risk;             ///< definitions of numerics::tailLoss
    double standard_error;     ///< of value at risk: half the distance of the quantiles one standard error of
                               ///< the share away; with Sobol points an upper bound
    Eigen::VectorXd component; ///< of expected shortfall by position; sums to it
    Eigen::VectorXd by_factor; ///< the same by factor; with `specific` sums to it
    double specific;
};
/// A linear portfolio: its factor returns are simulated, its own part is the one variable that the sum of
/// independent ones is; the position's share of that part given the sum is w_i^2 D_i / SUM w^2 D (exact for
/// these laws). O(paths K + N K). NaN for no path, confidence outside (0, 1), or 0 < degrees <= 2.
[[nodiscard]] MonteCarloRisk monteCarloRisk(const FactorRiskModel& model,
                                            const Eigen::Ref<const Eigen::VectorXd>& weights,
                                            std::size_t paths, double confidence,
                                            const MonteCarloOptions& options = {});

} // namespace nautilus::risk
