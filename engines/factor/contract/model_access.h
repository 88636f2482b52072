#pragma once
// The risk model for engines to the right of the factor engine.

#include "engines/domain/panel.h"
#include "engines/kit/call.h"
#include "engines/kit/result.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace nautilus::factor {

/// The fundamental model as known at the close of one session, for some instruments.
struct ModelCut {
    domain::SessionDate date;
    std::vector<std::string> factors; ///< K: country, industry:<name>, style:<name>; all have a covariance
    domain::Matrix exposures;         ///< n x K, rows as asked; NaN rows: the model does not cover them
    domain::Matrix covariance;        ///< K x K per session
    std::vector<double> specific;     ///< n: deviation per session; NaN: not covered
    std::vector<kit::Warning> warnings;
};

/// What the factors gave to a portfolio, session by session. For session t exposures are those of the session
/// before; everything adds up: the portfolio's return of the covered instruments = sum of `factor_effect` +
/// sum of `specific_effect`.
struct ModelEffects {
    std::vector<std::string> factors; ///< K
    domain::Matrix exposure;          ///< T x K, of the portfolio (weights as given)
    domain::Matrix factor_return;     ///< T x K
    domain::Matrix factor_effect;     ///< T x K: exposure x return
    domain::Matrix specific_effect;   ///< T x n: weight x (return - sum of exposures x factor returns); 0
                                      ///< where not covered
    std::vector<bool> covered;        ///< n: on every session with a weight
    domain::Matrix covered_return;    ///< T x n: the model's own return of the instrument; NaN: not covered
    std::vector<kit::Warning> warnings;
};

/// A stock of the model's estimation universe.
struct ModelMember {
    domain::InstrumentId instrument = 0;
    std::string symbol;
    double market_cap = domain::kMissing; ///< of the listing
};

class ModelAccess {
public:
    virtual ~ModelAccess() = default;
    /// The estimation universe at the close of a session, those with a specific risk, by symbol. NotFound
    /// "/universe" when the model is not made of that one. Errors as of `cut`.
    virtual kit::Result<std::vector<ModelMember>> universe(const std::string& name,
                                                           std::optional<domain::SessionDate> date) = 0;
    /// Of the default universe, short horizon, Newey-West and structural specific risk. Unavailable while the
    /// model is not built; NotComputable without a model at that date. Instruments of another data set are
    /// matched by symbol. Any thread, may take milliseconds: for a driver.
    virtual kit::Result<ModelCut> cut(std::span<const domain::InstrumentId> instruments,
                                      std::optional<domain::SessionDate> date) = 0;
    /// `weights` T x n at the start of each of `sessions` (ascending), with 0 for what is not held.
    virtual kit::Result<ModelEffects> effects(std::span<const domain::InstrumentId> instruments,
                                              std::span<const domain::SessionDate> sessions,
                                              domain::MatrixView weights) = 0;
};

} // namespace nautilus::factor
