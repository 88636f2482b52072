#pragma once
// A risk model as known at the close of one session, put together from a world: exposures, factor covariance
// and specific risk, with the adjustments that were asked for. Pure functions of (world, row, settings).

#include "engines/factor/contract/risk_model.h"
#include "engines/factor/kernel/regime_history.h"
#include "engines/factor/kernel/specific_risk.h"
#include "engines/factor/service/factor_world.h"

namespace nautilus::factor {

struct RiskSettings {
    RiskHorizon horizon = RiskHorizon::Short;
    bool statistical = false;
    bool newey_west = true;
    bool structural = true;
    bool shrinkage = false;
    bool eigenfactor = false;
    bool volatility_regime = false;
    std::size_t simulations = 100; ///< of the eigenfactor adjustment
};

/// InvalidArgument if "none" stands beside others.
[[nodiscard]] kit::Result<RiskSettings> riskSettings(const RiskChoice& choice);

/// What of a cross-section the model reads. Points into the world.
struct ModelSection {
    std::vector<std::span<const double>> styles; ///< empty span: takes no part
    CrossSection section;
};
[[nodiscard]] std::unique_ptr<ModelSection> sectionAt(const FactorWorld& world, std::size_t row);

/// Something that the reader of the answer must know.
struct RiskNote {
    std::string code;
    std::string message;
    bool operator==(const RiskNote&) const = default;
};

/// Covariance of the fundamental factors in use at `row`, before eigenfactor and regime adjustment; groups
/// that no stock is in then are NaN. Adds to `notes`.
[[nodiscard]] domain::Matrix baseCovariance(const FactorWorld& world, std::size_t row, RiskHorizon horizon,
                                            bool newey_west, std::vector<RiskNote>& notes);

/// Returns that the fundamental model has up to `row`: rows first_model_row+1 .. row.
[[nodiscard]] domain::MatrixView modelRows(const FactorWorld& world, domain::MatrixView matrix,
                                           std::size_t row);

/// Regime history of the fundamental model over modelRows.
[[nodiscard]] RegimeHistory fundamentalRegime(const FactorWorld& world, std::size_t row,
                                              const RiskSettings& settings, const ParallelFor& parallel);

/// Half-lives, lags and switches of the specific risk.
[[nodiscard]] SpecificRiskOptions specificOptions(const RiskSettings& settings);

struct RiskModel {
    std::size_t row = 0;
    std::vector<std::string> factors;
    domain::Matrix exposures;          ///< N x K; NaN rows: stocks that the model does not cover
    domain::Matrix covariance;         ///< K x K per session; NaN for factors without enough returns
    SpecificRisk specific;             ///< per session
    std::vector<std::int64_t> history; ///< N: sessions with a specific return
    double factor_regime = 1;
    double specific_regime = 1;
    std::vector<RiskNote> notes;
};

/// Row from which the model can be asked: 60 sessions of factor returns (fundamental) or of returns
/// (statistical).
[[nodiscard]] bool riskModelExists(const FactorWorld& world, std::size_t row, bool statistical);

[[nodiscard]] RiskModel buildRiskModel(const FactorWorld& world, std::size_t row,
                                       const RiskSettings& settings, const ParallelFor& parallel);

/// Styles that take part but have no covariance get no exposure; said in the notes.
void dropYoungStyles(const FactorWorld& world, const domain::Matrix& covariance, ModelSection& section,
                     std::vector<RiskNote>& notes);

} // namespace nautilus::factor
