#pragma once
// The factor library: definitions, and their values for every session and stock. A factor is a definition;
// values are definitions x stocks x sessions.

#include "engines/factor/service/style_sets.h"
#include "engines/numerics/indicators/bollinger.h"
#include "engines/numerics/indicators/macd.h"
#include "engines/numerics/indicators/rsi.h"

#include <array>

namespace nautilus::factor {

/// One definition; the place where a name of the API gets its meaning.
struct FactorDefinition {
    std::string_view id;
    std::string_view name;
    std::string_view family; ///< technical, fundamental, economic, regulatory, style, composite
    std::string_view sets;   ///< '|'-separated style sets that hold it, or ""
    std::string_view formula;
    std::string_view description;
    int direction = 1; ///< +1: a high value is expected to pay; -1: a low one; 0: neither
    std::string_view unit;
    std::string_view inputs; ///< '|'-separated
    std::string_view source; ///< literature
};

[[nodiscard]] std::span<const FactorDefinition> factorDefinitions();
[[nodiscard]] const FactorDefinition* findDefinition(std::string_view id);

enum class Category : std::size_t { Technical, Fundamental, Economic, Regulatory };
inline constexpr std::array<std::string_view, 4> kCategoryNames{"technical", "fundamental", "economic",
                                                                "regulatory"};
inline constexpr std::size_t kCategories = kCategoryNames.size();

/// Values of one definition.
struct LibraryFactor {
    std::string_view id;
    Category category{};
    int direction = 1;
    GrownPanel values; ///< sessions x stocks
};

/// Where a stock's recurrences stand: the next session goes on from here.
struct TechnicalState {
    numerics::Rsi rsi{14};
    numerics::Macd macd;
    numerics::Bollinger bands;
    std::vector<double> index; ///< total return, the last sessions that momentum looks back to
};

struct LibraryValues {
    std::vector<LibraryFactor> factors;
    /// Mean over the category's factors of the z-score (sign by direction) over the estimation universe.
    std::array<GrownPanel, kCategories> composites;
    /// Per session: correlation over the universe of the composites of two categories, [a][b], a < b.
    std::array<std::array<std::vector<double>, kCategories>, kCategories> correlations;
    GrownPanel quality;                    ///< mean z of profitability, minus accruals, minus leverage
    GrownPanel macro_months;               ///< months that the macro regressions used, sessions x stocks
    std::vector<TechnicalState> technical; ///< per stock, after the last session
};

/// With `before`, the values of the inputs that these came from, rows before `inputs.renewal.first_row` are
/// shared with them.
[[nodiscard]] LibraryValues libraryValues(const ModelInputs& inputs, const StyleSet& joint,
                                          const StyleSet& two_stage, const ParallelFor& parallel,
                                          const LibraryValues* before = nullptr);

} // namespace nautilus::factor
