#pragma once
// Factors that are defined by an expression alone: what is not said here (missing data, windows, point in
// time) is the language's own rule, kernel/expression/operators.h.

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::factor {

struct ExpressionFactor {
    std::string_view id;
    std::string_view name;
    std::string_view family; ///< technical, fundamental, macro, cross_source
    std::string_view expression;
    int direction = 1; ///< +1: a high value is expected to pay; -1: a low one; 0: neither
    std::string_view unit;
    std::string_view meaning;
    std::string_view source; ///< literature
};

[[nodiscard]] std::span<const ExpressionFactor> technicalExpressions();
[[nodiscard]] std::span<const ExpressionFactor> fundamentalExpressions();
[[nodiscard]] std::span<const ExpressionFactor> macroExpressions();
[[nodiscard]] std::span<const ExpressionFactor> crossSourceExpressions();

/// All of them, family by family.
[[nodiscard]] std::span<const ExpressionFactor> expressionFactors();
/// Names and macro series that an expression reads, each once, in the order in which they stand.
[[nodiscard]] std::vector<std::string> namesIn(std::string_view expression);
[[nodiscard]] const ExpressionFactor* findExpressionFactor(std::string_view id);

} // namespace nautilus::factor
