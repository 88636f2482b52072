#pragma once
// Lineage of an expression's value: every part of the text with its own value for the stock, down to bars,
// filed facts and macro observations. Blocks: reads the catalog.

#include "engines/factor/service/factor_world.h"
#include "engines/kit/lineage.h"

namespace nautilus::factor {

struct SyntaxNode;

/// The value of `text` for a stock on a session. A text that does not compile is an error at "/expression".
kit::Result<kit::LineageNode> explainExpression(const FactorWorld& world, kit::Catalog& catalog,
                                                const std::string& text, std::size_t row, std::size_t column);

/// A tree as text again, in brackets where operators meet.
[[nodiscard]] std::string spelled(const SyntaxNode& node);

} // namespace nautilus::factor
