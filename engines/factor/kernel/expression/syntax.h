#pragma once
// The language of factor expressions: text in, tree out. Pure; any thread.
//
//   expression  := condition [ "?" expression ":" expression ]
//   condition   := comparisons joined by && and ||;  ! negates
//   comparison  := sum [ ( < <= > >= == != ) sum ]
//   sum, term   := + - over * / over unary minus over ^ (to the right)
//   primary     := number | name | name "(" expressions ")" | "text" | "(" expression ")"
//
// A name is letters, digits, '_' and '.', not beginning with a digit; upper and lower case are the same.
// Everything after '#' up to the end of a line is a remark.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::factor {

/// What is wrong with an expression and where: bytes [begin, end) of its text.
struct ExpressionProblem {
    std::string message;
    std::size_t begin = 0;
    std::size_t end = 0;
};

struct SyntaxNode {
    enum class Kind { Number, Text, Name, Call, Operator };
    Kind kind = Kind::Number;
    double number = 0;
    std::string text; ///< lower case for names and calls; the sign of an operator, "neg" and "?:" among them
    std::vector<std::unique_ptr<SyntaxNode>> arguments;
    std::size_t begin = 0; ///< bytes of the text that it was read from
    std::size_t end = 0;
};

struct ParsedExpression {
    std::unique_ptr<SyntaxNode> root; ///< null when there are problems
    std::vector<ExpressionProblem> problems;
};

/// Longest text and deepest nesting that are read.
inline constexpr std::size_t kLongestExpression = 16'384;
inline constexpr std::size_t kDeepestExpression = 200;

/// Reads one expression; all of `text` must belong to it. The first fault ends the reading.
[[nodiscard]] ParsedExpression parseExpression(std::string_view text);

} // namespace nautilus::factor
