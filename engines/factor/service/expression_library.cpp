#include "engines/factor/service/expression_library.h"

#include "engines/factor/kernel/expression/syntax.h"

#include <algorithm>

namespace nautilus::factor {

namespace {

void collectNames(const SyntaxNode& node, std::vector<std::string>& out) {
    const bool named = node.kind == SyntaxNode::Kind::Name || node.kind == SyntaxNode::Kind::Text;
    if (named && std::ranges::find(out, node.text) == out.end()) out.push_back(node.text);
    for (const auto& each : node.arguments)
        collectNames(*each, out);
}

} // namespace

std::vector<std::string> namesIn(std::string_view expression) {
    std::vector<std::string> out;
    if (const auto parsed = parseExpression(expression); parsed.root) collectNames(*parsed.root, out);
    return out;
}

std::span<const ExpressionFactor> expressionFactors() {
    static const std::vector<ExpressionFactor> kAll = [] {
        std::vector<ExpressionFactor> out;
        for (const auto rows :
             {technicalExpressions(), fundamentalExpressions(), macroExpressions(), crossSourceExpressions()})
            out.insert(out.end(), rows.begin(), rows.end());
        return out;
    }();
    return kAll;
}

const ExpressionFactor* findExpressionFactor(std::string_view id) {
    const auto all = expressionFactors();
    const auto found = std::ranges::find(all, id, &ExpressionFactor::id);
    return found == all.end() ? nullptr : &*found;
}

} // namespace nautilus::factor
