#pragma once
// Answers about technical indicators: pure functions of the world, the catalog of its epoch and the request.
// They read bars, so they block: for a driver thread.

#include "engines/features/contract/features_engine.h"
#include "engines/features/service/feature_world.h"
#include "engines/features/service/indicator_choice.h"
#include "engines/features/service/stored_bars.h"

namespace nautilus::features {

kit::Result<TechnicalResult> answerTechnical(const FeatureWorld& world, kit::Catalog& catalog,
                                             const TechnicalRequest& request, kit::Call& call);
kit::Result<kit::Table> answerSeries(const FeatureWorld& world, kit::Catalog& catalog,
                                     const SeriesRequest& request, kit::Call& call);
/// The same over the caller's own bars. InvalidArgument names the bar that is out of order.
[[nodiscard]] kit::Result<kit::Table> answerGivenSeries(const GivenSeriesRequest& request);
kit::Result<IndicatorsResult> answerIndicators(const IndicatorsRequest& request, kit::Call& call);

/// Outputs of an indicator on the last bar. `vwap` of bars smaller than a day begins with the last bar's
/// day. With `strict` a missing bar makes everything after it missing.
[[nodiscard]] std::vector<double> lastValues(const ChosenIndicator& indicator, const BarSeries& series,
                                             bool strict = false);

/// The instrument that a symbol means; NotFound at "/symbol".
kit::Result<const domain::Instrument*> instrumentOf(const FeatureWorld& world, const std::string& symbol,
                                                    domain::SessionDate at,
                                                    const std::optional<std::string>& dataset);

} // namespace nautilus::features
