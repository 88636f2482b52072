#pragma once
// Forecasts of many dates with and without each adjustment, as the proof of the risk model needs them: what
// the variants share is computed once.

#include "engines/factor/service/risk_model.h"

#include <array>
#include <memory>

namespace nautilus::factor {

struct ProofVariant {
    std::string name;
    RiskSettings settings;
};

/// full, full without each adjustment, basic (Newey-West and structural) and none; fewer for the statistical
/// model.
[[nodiscard]] std::vector<ProofVariant> proofVariants(RiskHorizon horizon, bool statistical,
                                                      std::size_t simulations);

/// One variant's forecast at one date, per session.
struct Forecast {
    domain::Matrix covariance;
    std::vector<double> specific;
};

/// All variants at one date.
struct DateForecasts {
    std::size_t row = 0;
    domain::Matrix exposures; ///< N x K
    std::vector<Forecast> variants;
    std::vector<domain::Matrix> own; ///< exposures by variant, where they differ (statistical); else empty
    std::vector<RiskNote> notes;
};

/// Walks through the dates of the fundamental model in ascending order.
class ForecastWalk {
public:
    ForecastWalk(const FactorWorld& world, std::size_t last_row, std::vector<ProofVariant> variants,
                 ParallelFor parallel);
    ~ForecastWalk();
    ForecastWalk(const ForecastWalk&) = delete;
    ForecastWalk& operator=(const ForecastWalk&) = delete;

    /// Forecasts at the closes of `rows` (ascending, after those of the call before). The simulated
    /// eigenfactor bias is renewed at the first of them and whenever another number of factors has a
    /// covariance.
    [[nodiscard]] std::vector<DateForecasts> next(const std::vector<std::size_t>& rows);

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The same for the statistical model, whose dates have nothing in common.
[[nodiscard]] DateForecasts statisticalForecasts(const FactorWorld& world, std::size_t row,
                                                 const std::vector<ProofVariant>& variants,
                                                 const ParallelFor& parallel);

} // namespace nautilus::factor
