#pragma once
// Which stocks a factor model is fitted on: a membership list of the catalog (point in time), or all stocks
// of a data set that brings no list of its own.

#include "engines/kit/catalog.h"

#include <string>
#include <vector>

namespace nautilus::factor {

struct UniverseChoice {
    std::string name;
    std::vector<std::string> datasets; ///< whose stocks the model holds
    bool by_membership = true;         ///< false: every stock of the data set on days with a bar
    bool operator==(const UniverseChoice&) const = default;
};

/// Everything that a model can be made of: membership lists by name, "SP500" first, then data sets without a
/// list that hold at least two stocks (the built-in open set only when there is nothing else). The first one
/// is the default. Blocks: for a worker thread.
kit::Result<std::vector<UniverseChoice>> universeChoices(kit::Catalog& catalog);

} // namespace nautilus::factor
