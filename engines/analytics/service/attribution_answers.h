#pragma once

#include "engines/analytics/contract/attribution.h"
#include "engines/analytics/service/attribution_effects.h"

namespace nautilus::analytics {

/// Blocks: for the driver.
[[nodiscard]] kit::Result<AttributionResult>
answerAttribution(const Rooms& rooms, const AttributionRequest& request, kit::Call& call);

/// The factors of the request in terms of the model's. InvalidArgument where two of them share a factor of
/// the model, or one is named twice.
[[nodiscard]] kit::Result<std::vector<NamedFactor>>
namedFactors(const std::vector<std::string>& asked, const std::vector<std::string>& of_the_model);

/// Fills the parts that every type has: group effects as selection and allocation. Pure.
void fillGroups(AttributionResult& out, const ActiveHistory& history, const Grouping& grouping,
                const GroupEffects& effects, bool fold_interaction, Linking method);

/// Fills the factor view. Pure.
void fillFactors(AttributionResult& out, const ActiveHistory& history, const EffectColumns& columns,
                 const std::vector<NamedFactor>& factors, Linking method);

/// Fills the trading view. Pure.
void fillTrading(AttributionResult& out, const ActiveHistory& history, Linking method);

} // namespace nautilus::analytics
