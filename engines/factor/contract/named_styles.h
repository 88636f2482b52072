#pragma once
// What the names of factors in requests stand for among the factors of the risk model.

#include <string_view>
#include <vector>

namespace nautilus::factor {

struct SignedStyle {
    std::string_view factor; ///< of the risk model: "style:book_to_price"
    double sign = 1;         ///< -1: less of it is more of the named one
};

/// The parts of "market", "value" (book to price and earnings yield), "quality" (profitability, and leverage
/// against it; the model has no accruals), "low_volatility" (residual volatility against it); empty for
/// other names, which mean the style itself.
[[nodiscard]] inline std::vector<SignedStyle> namedStyle(std::string_view name) {
    if (name == "market") return {{"country"}};
    if (name == "value") return {{"style:book_to_price"}, {"style:earnings_yield"}};
    if (name == "quality") return {{"style:profitability"}, {"style:leverage", -1}};
    if (name == "low_volatility") return {{"style:residual_volatility", -1}};
    return {};
}

} // namespace nautilus::factor
