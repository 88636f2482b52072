#pragma once
// Expressions made ready to be computed: checked trees become one graph in which equal parts stand once,
// however many expressions share them. Pure; any thread.

#include "engines/factor/kernel/expression/operators.h"
#include "engines/factor/kernel/expression/syntax.h"

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <tuple>
#include <vector>

namespace nautilus::factor {

/// How many values a node has.
enum class Shape : std::uint8_t {
    Constant, ///< one
    Series,   ///< one per session: macro series, means over the universe
    Panel,    ///< one per session and stock
    Group,    ///< a group number per stock; not a value
};

/// A name that expressions may use.
struct ExpressionField {
    std::string name; ///< lower case; macro("X") asks for "macro:x", macro("X", 5) makes "macro:x|5" of it
    Shape shape = Shape::Panel;
    std::string meaning; ///< for people
    std::string unit;
};

struct ExpressionNode {
    Op op = Op::Constant;
    Shape shape = Shape::Constant;
    std::array<std::int32_t, 3> inputs{-1, -1, -1}; ///< earlier nodes
    std::int32_t group = -1;                        ///< field of the classification
    std::int32_t field = -1;                        ///< of a leaf
    std::int32_t window = 0;                        ///< sessions
    double number = 0;                              ///< of a constant; the parameter of an operator
    /// Sessions before the one asked for that the value can depend on.
    std::size_t look_back = 0;
    /// Even: computed stock by stock; odd: session by session. A node reads nodes of its phase or before it.
    std::size_t phase = 0;
};

/// The graph of any number of expressions over the same fields.
class ExpressionProgram {
public:
    /// `fields` are known by their place in this list from here on.
    explicit ExpressionProgram(std::vector<ExpressionField> fields);

    struct Added {
        std::int32_t output = -1;                ///< index in outputs(); -1 when there are problems
        std::vector<ExpressionProblem> problems; ///< all that were found
        std::vector<std::string> warnings;
    };
    /// Checks one expression and adds it. Nothing is added when there are problems. With `series_too` the
    /// result may be one value per session; evaluate() gives it a single column.
    Added add(std::string_view text, bool series_too = false);

    [[nodiscard]] std::span<const ExpressionNode> nodes() const { return nodes_; }
    [[nodiscard]] std::span<const std::int32_t> outputs() const { return outputs_; } ///< nodes
    /// Those that it was made with, then transformed macro series in the order of their first use.
    [[nodiscard]] std::span<const ExpressionField> fields() const { return fields_; }
    /// Fields that a node can depend on, ascending.
    [[nodiscard]] std::vector<std::int32_t> fieldsOf(std::int32_t node) const;

private:
    friend class ExpressionCompiler;
    using Key =
        std::tuple<Op, std::array<std::int32_t, 3>, std::int32_t, std::int32_t, std::int32_t, std::uint64_t>;

    std::vector<ExpressionField> fields_;
    std::map<std::string, std::int32_t, std::less<>> field_index_;
    std::vector<ExpressionNode> nodes_;
    std::map<Key, std::int32_t> known_; ///< equal parts stand once
    std::vector<std::int32_t> outputs_;
};

} // namespace nautilus::factor
