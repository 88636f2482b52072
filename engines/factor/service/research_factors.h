#pragma once
// Every factor of the library as research sees it: what it is, what it reads, and its values for all
// sessions.

#include "engines/factor/service/expression_fields.h"
#include "engines/factor/service/factor_world.h"

#include <functional>
#include <optional>

namespace nautilus::factor {

struct ResearchFactor {
    std::string id;
    std::string name;
    std::string family;
    std::string data_source; ///< prices, filings, macro, or several with "_" between
    std::string formula;
    int direction = 1; ///< as in the library
    std::optional<std::string> expression;
    std::string theme{}; ///< what it bets on; "user", "synthetic" for what is not of the library
};

/// Definitions with code of their own, then expressions, in the order of the library.
[[nodiscard]] const std::vector<ResearchFactor>& researchFactors();
[[nodiscard]] const ResearchFactor* findResearchFactor(std::string_view id);
/// What an expression reads, in the words of ResearchFactor::data_source.
[[nodiscard]] std::string sourcesOf(std::string_view expression);

/// Values of a definition with code of its own; exposures that the fill rule put in are missing. Nothing for
/// an unknown id.
[[nodiscard]] std::optional<domain::Matrix> standingValues(const FactorWorld& world, std::string_view id);

/// Values of expressions over all sessions, in the order of the texts; `take` is given one after another and
/// may move them away. Some are computed at a time, so that memory stays bounded. `cancelled` ends it with
/// Cancelled. Faults of a text have the pointer "/expression". Blocks: reads the catalog.
kit::Result<void> evaluateTexts(const FactorWorld& world, kit::Catalog& catalog,
                                std::span<const std::string> texts, const ParallelFor& parallel,
                                const std::function<bool()>& cancelled,
                                const std::function<void(std::size_t, domain::Matrix&&)>& take);

/// The same for one text.
kit::Result<domain::Matrix> evaluateText(const FactorWorld& world, kit::Catalog& catalog,
                                         const std::string& text, const ParallelFor& parallel,
                                         const kit::Call& call);

} // namespace nautilus::factor
