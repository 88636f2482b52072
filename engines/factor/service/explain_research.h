#pragma once
// What a figure of research means: which factor it is about, and how it is computed. Not for use outside
// explain.

#include "engines/kit/lineage.h"

namespace nautilus::factor {

struct ResearchMeaning {
    std::string label;
    std::string factor; ///< id or expression; empty when there are several
    std::string formula;
    std::string words;
};

/// Nothing when the operation is none of research.
[[nodiscard]] std::optional<ResearchMeaning> researchQuestion(const kit::LineageQuestion& question);

} // namespace nautilus::factor
