#pragma once
// The newest session of every factor of the library, made when a world is: the factors that are expressions
// for that session alone, from the look-back that they need, the others as they stand in the world. With it,
// how old the newest input of every family of factors is.

#include "engines/factor/service/factor_world.h"

namespace nautilus::factor {

/// The newest inputs of a family.
struct FamilyInputs {
    std::string family;
    std::string reads;                  ///< prices, filings, macro, or several with "_" between
    domain::SessionDate knowable_at;    ///< of the newest row among what the family reads
    domain::SessionDate least_recent{}; ///< of the newest row of the kind of input that is furthest behind
};

struct DailyValues {
    domain::SessionDate as_of;         ///< the newest session
    std::vector<std::string> ids;      ///< factors, in the order of the library
    std::vector<std::string> families; ///< parallel
    std::vector<std::string> reads;    ///< parallel: prices, filings, macro with "_" between
    domain::Matrix values;             ///< factors x stocks
    std::vector<std::int64_t> counts;  ///< per factor: stocks of the estimation universe with a value
    double seconds = 0;                ///< that making them took
    std::vector<FamilyInputs> inputs;  ///< by family
};

/// Nothing (null) for a world without sessions. Blocks: asks the catalog for macro series.
[[nodiscard]] kit::Result<std::shared_ptr<const DailyValues>>
dailyValues(const FactorWorld& world, kit::Catalog& catalog, kit::Clock& clock, const ParallelFor& parallel);

} // namespace nautilus::factor
