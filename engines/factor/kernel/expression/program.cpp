#include "engines/factor/kernel/expression/program.h"

#include "engines/factor/kernel/expression/cell_ops.h"
#include "engines/factor/kernel/expression/suggestion.h"
#include "engines/factor/kernel/macro_transform.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <optional>
#include <set>

namespace nautilus::factor {
namespace {

constexpr std::int32_t kNothing = -1;

/// Whether the order of the two inputs changes no bit.
bool symmetric(Op op) {
    switch (op) {
    case Op::Add:
    case Op::Multiply:
    case Op::Equal:
    case Op::NotEqual:
    case Op::And:
    case Op::Or:
        return true;
    default:
        return false;
    }
}

std::optional<Op> signOp(std::string_view sign) {
    static constexpr std::array<std::pair<std::string_view, Op>, 12> kSigns{{{"+", Op::Add},
                                                                             {"-", Op::Subtract},
                                                                             {"*", Op::Multiply},
                                                                             {"/", Op::Divide},
                                                                             {"^", Op::Power},
                                                                             {"<", Op::Less},
                                                                             {"<=", Op::LessEqual},
                                                                             {"==", Op::Equal},
                                                                             {"!=", Op::NotEqual},
                                                                             {"&&", Op::And},
                                                                             {"||", Op::Or},
                                                                             {"neg", Op::Negate}}};
    for (const auto& [text, op] : kSigns)
        if (text == sign) return op;
    return std::nullopt;
}

} // namespace

/// Checks one tree and turns it into nodes of a program.
class ExpressionCompiler {
public:
    ExpressionCompiler(ExpressionProgram& program, ExpressionProgram::Added& out)
        : program_(program), out_(out) {}

    /// Index of the node, kNothing after a problem.
    std::int32_t compile(const SyntaxNode& tree) {
        switch (tree.kind) {
        case SyntaxNode::Kind::Number:
            return constant(tree.number);
        case SyntaxNode::Kind::Text:
            return fault(tree, "a text stands only in macro(\"...\")");
        case SyntaxNode::Kind::Name:
            return name(tree);
        case SyntaxNode::Kind::Operator:
            return sign(tree);
        case SyntaxNode::Kind::Call:
            return call(tree);
        }
        return kNothing;
    }

private:
    using Nodes = std::array<std::int32_t, 3>;

    std::int32_t fault(const SyntaxNode& where, std::string message) {
        out_.problems.push_back({std::move(message), where.begin, where.end});
        return kNothing;
    }
    [[nodiscard]] const ExpressionNode& at(std::int32_t node) const {
        return program_.nodes_[static_cast<std::size_t>(node)];
    }

    std::int32_t constant(double number) {
        ExpressionNode node;
        node.number = number;
        return intern(node);
    }
    std::int32_t field(std::int32_t index) {
        ExpressionNode node;
        node.op = Op::Field;
        node.field = index;
        node.shape = program_.fields_[static_cast<std::size_t>(index)].shape;
        return intern(node);
    }
    /// A cell of others; constants are computed at once.
    std::int32_t cellNode(Op op, Nodes inputs) {
        ExpressionNode node;
        node.op = op;
        node.inputs = inputs;
        if (symmetric(op) && inputs[0] > inputs[1]) std::swap(node.inputs[0], node.inputs[1]);
        bool fixed = true;
        for (const auto each : inputs) {
            if (each == kNothing) continue;
            node.shape = std::max(node.shape, at(each).shape);
            node.look_back = std::max(node.look_back, at(each).look_back);
            node.phase = std::max(node.phase, at(each).phase);
            fixed = fixed && at(each).shape == Shape::Constant;
        }
        return fixed ? constant(folded(op, inputs)) : intern(node);
    }
    [[nodiscard]] double folded(Op op, const Nodes& in) const {
        const auto value = [&](std::size_t i) { return at(in[i]).number; };
        double out = domain::kMissing;
        if (op == Op::Select) return cell::select(value(0), value(1), value(2));
        if (in[1] == kNothing)
            cell::withUnary(op, [&](auto f) { out = f(value(0)); });
        else
            cell::withBinary(op, [&](auto f) { out = f(value(0), value(1)); });
        return out;
    }
    std::int32_t windowNode(Op op, Nodes inputs, std::int32_t window, double number = 0) {
        ExpressionNode node;
        node.op = op;
        node.inputs = inputs;
        node.window = window;
        node.number = number;
        for (const auto each : inputs) {
            if (each == kNothing) continue;
            node.shape = std::max(node.shape, at(each).shape);
            node.look_back = std::max(node.look_back, at(each).look_back);
            node.phase = std::max(node.phase, at(each).phase);
        }
        node.phase += node.phase % 2;
        node.look_back += static_cast<std::size_t>(op == Op::Delay ? window : window - 1);
        return intern(node);
    }
    std::int32_t crossNode(Op op, std::int32_t input, std::int32_t group = kNothing, double number = 0) {
        ExpressionNode node;
        node.op = op;
        node.inputs[0] = input;
        node.group = group;
        node.number = number;
        node.shape = op == Op::UniverseMean ? Shape::Series : Shape::Panel;
        node.look_back = at(input).look_back;
        node.phase = at(input).phase + (at(input).phase % 2 == 0 ? 1 : 0);
        return intern(node);
    }
    std::int32_t intern(const ExpressionNode& node) {
        const ExpressionProgram::Key key{node.op,    node.inputs, node.group,
                                         node.field, node.window, std::bit_cast<std::uint64_t>(node.number)};
        const auto [place, fresh] =
            program_.known_.try_emplace(key, static_cast<std::int32_t>(program_.nodes_.size()));
        if (fresh) program_.nodes_.push_back(node);
        return place->second;
    }

    [[nodiscard]] std::int32_t fieldIndex(std::string_view name) const {
        const auto found = program_.field_index_.find(name);
        return found == program_.field_index_.end() ? kNothing : found->second;
    }
    std::int32_t name(const SyntaxNode& tree) {
        if (const auto index = fieldIndex(tree.text); index != kNothing) {
            if (program_.fields_[static_cast<std::size_t>(index)].shape == Shape::Group)
                return fault(tree,
                             "'" + tree.text +
                                 "' is a classification: it stands as the second argument of group_mean "
                                 "and its kin");
            return field(index);
        }
        if (const auto average = averageVolume(tree.text); average != kNothing) return average;
        if (findFunction(tree.text)) return fault(tree, "the arguments of '" + tree.text + "' are missing");
        return fault(tree, "unknown name '" + tree.text + "'" + suggestion(tree.text, fieldNames()));
    }
    /// adv20: mean of close * volume over 20 sessions.
    std::int32_t averageVolume(std::string_view text) {
        if (!text.starts_with("adv") || text.size() < 4 || text.size() > 7) return kNothing;
        std::int32_t days = 0;
        for (const char c : text.substr(3)) {
            if (c < '0' || c > '9') return kNothing;
            days = days * 10 + (c - '0');
        }
        const auto close = fieldIndex("close");
        const auto volume = fieldIndex("volume");
        if (close == kNothing || volume == kNothing || days < 1 || days > static_cast<int>(kLongestWindow))
            return kNothing;
        return windowNode(
            Op::Mean, {cellNode(Op::Multiply, {field(close), field(volume), kNothing}), kNothing, kNothing},
            days);
    }
    [[nodiscard]] std::vector<std::string_view> fieldNames() const {
        std::vector<std::string_view> out;
        for (const auto& each : program_.fields_)
            out.push_back(each.name);
        return out;
    }

    std::int32_t sign(const SyntaxNode& tree) {
        Nodes in{kNothing, kNothing, kNothing};
        bool sound = true;
        for (std::size_t i = 0; i < tree.arguments.size(); ++i) {
            in[i] = compile(*tree.arguments[i]);
            sound = sound && in[i] != kNothing;
        }
        if (!sound) return kNothing;
        if (tree.text == "?:") return cellNode(Op::Select, in);
        if (tree.text == "!") return cellNode(Op::Not, in);
        if (tree.text == ">") return cellNode(Op::Less, {in[1], in[0], kNothing});
        if (tree.text == ">=") return cellNode(Op::LessEqual, {in[1], in[0], kNothing});
        return cellNode(*signOp(tree.text), in);
    }

    /// Arguments of a call after checking.
    struct Arguments {
        Nodes values{kNothing, kNothing, kNothing};
        std::size_t count = 0;
        std::array<double, 2> numbers{};
        std::size_t number_count = 0;
        std::int32_t window = 0;
        std::int32_t group = kNothing;
    };

    std::int32_t call(const SyntaxNode& tree) {
        if (tree.text == "macro") return macro(tree);
        const Function* const function = findFunction(tree.text);
        if (!function) {
            std::vector<std::string_view> names;
            for (const auto& each : expressionFunctions())
                names.push_back(each.name);
            return fault(tree, "unknown function '" + tree.text + "'" + suggestion(tree.text, names));
        }
        const std::size_t most = static_cast<std::size_t>(
            std::ranges::find(function->parameters, Parameter::None) - function->parameters.begin());
        if (tree.arguments.size() < function->least_arguments || tree.arguments.size() > most)
            return fault(tree, "it takes " + std::string(function->signature));
        const std::size_t before = out_.problems.size();
        Arguments arguments;
        for (std::size_t i = 0; i < tree.arguments.size(); ++i)
            argument(*function, function->parameters[i], *tree.arguments[i], arguments);
        if (out_.problems.size() > before) return kNothing;
        return build(tree, *function, arguments);
    }
    std::int32_t macro(const SyntaxNode& tree) {
        if (tree.arguments.empty() || tree.arguments.size() > 3 ||
            tree.arguments[0]->kind != SyntaxNode::Kind::Text)
            return fault(tree,
                         "it takes macro(\"SERIES\"), macro(\"SERIES\", code) or macro(\"SERIES\", code, n)");
        std::string wanted = "macro:";
        for (const char c : tree.arguments[0]->text)
            wanted += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        const auto index = fieldIndex(wanted);
        if (index == kNothing)
            return fault(*tree.arguments[0], "no macro series '" + tree.arguments[0]->text + "'");
        return tree.arguments.size() == 1 ? field(index) : transformedMacro(tree, wanted);
    }
    /// A field of its own for each transformation that is used.
    std::int32_t transformedMacro(const SyntaxNode& tree, const std::string& series) {
        const auto code = wholeNumber(*tree.arguments[1], 1, kLastTransform, "a transformation code");
        const auto periods = tree.arguments.size() < 3
                                 ? std::optional<int>(0)
                                 : wholeNumber(*tree.arguments[2], 2, static_cast<int>(kMostSurprisePeriods),
                                               "a number of periods");
        if (!code || !periods) return kNothing;
        const auto name = transformedName(series, {*code, static_cast<std::size_t>(*periods)});
        if (const auto known = fieldIndex(name); known != kNothing) return field(known);
        const auto index = static_cast<std::int32_t>(program_.fields_.size());
        program_.fields_.push_back({name, Shape::Series, "Transformed macro series", ""});
        program_.field_index_.emplace(name, index);
        return field(index);
    }
    std::optional<int> wholeNumber(const SyntaxNode& tree, int least, int most, const char* what) {
        const bool good = tree.kind == SyntaxNode::Kind::Number && tree.number == std::floor(tree.number) &&
                          tree.number >= least && tree.number <= most;
        if (good) return static_cast<int>(tree.number);
        fault(tree, std::string(what) + " from " + std::to_string(least) + " to " + std::to_string(most) +
                        " is needed here");
        return std::nullopt;
    }

    void argument(const Function& function, Parameter wanted, const SyntaxNode& tree, Arguments& out) {
        if (wanted == Parameter::Group) {
            const auto index =
                tree.kind == SyntaxNode::Kind::Name ? fieldIndex(plainGroup(tree.text)) : kNothing;
            if (index == kNothing || program_.fields_[static_cast<std::size_t>(index)].shape != Shape::Group)
                fault(tree, "a classification is needed here: " + groupNames());
            out.group = index;
            return;
        }
        const auto node = compile(tree);
        if (node == kNothing) return;
        const auto& value = at(node);
        if (wanted == Parameter::Window)
            window(tree, value, out);
        else if (wanted == Parameter::Number && value.shape != Shape::Constant)
            fault(tree, "a number is needed here");
        else if (wanted == Parameter::Number)
            out.numbers[out.number_count++] = value.number;
        else if (wanted == Parameter::Panel && value.shape != Shape::Panel)
            fault(tree, std::string(function.name) + " compares stocks: it needs a value for each of them");
        else
            out.values[out.count++] = node;
    }
    /// Published formulas have windows of 8.22 days; they mean the whole days in it.
    void window(const SyntaxNode& tree, const ExpressionNode& value, Arguments& out) {
        if (value.shape != Shape::Constant || !(value.number >= 1) ||
            value.number >= static_cast<double>(kLongestWindow + 1)) {
            fault(tree, "a number of sessions from 1 to " + std::to_string(kLongestWindow) +
                            " is needed here; later sessions can't be named");
            return;
        }
        const double whole = std::floor(value.number);
        if (whole != value.number)
            out_.warnings.push_back("a window that is no whole number was taken as " +
                                    std::to_string(static_cast<int>(whole)) + " sessions");
        out.window = static_cast<std::int32_t>(whole);
    }
    static std::string_view plainGroup(std::string_view name) {
        return name.starts_with("indclass.") ? name.substr(9) : name;
    }
    [[nodiscard]] std::string groupNames() const {
        std::string out;
        for (const auto& each : program_.fields_)
            if (each.shape == Shape::Group) out += (out.empty() ? "" : ", ") + each.name;
        return out.empty() ? "there is none here" : out;
    }

    std::int32_t build(const SyntaxNode& tree, const Function& f, const Arguments& a) {
        if (f.family == "cell") return buildCell(f, a);
        if (f.family == "window") return buildWindow(tree, f, a);
        const auto x = a.values[0];
        if (f.name == "group_neutralize")
            return cellNode(Op::Subtract, {x, crossNode(Op::GroupMean, x, a.group), kNothing});
        if (f.op == Op::Scale) return crossNode(f.op, x, kNothing, a.number_count > 0 ? a.numbers[0] : 1.0);
        if (f.op == Op::Winsorize && !(a.numbers[0] >= 0 && a.numbers[0] < 0.5))
            return fault(*tree.arguments[1], "a share from 0 to below 0.5 is needed here");
        return crossNode(f.op, x, a.group, a.numbers[0]);
    }
    std::int32_t buildCell(const Function& f, const Arguments& a) {
        if (f.name != "clip") return cellNode(f.op, a.values);
        const auto low = cellNode(Op::Larger, {a.values[0], constant(a.numbers[0]), kNothing});
        return cellNode(Op::Smaller, {low, constant(a.numbers[1]), kNothing});
    }
    std::int32_t buildWindow(const SyntaxNode& tree, const Function& f, const Arguments& a) {
        const auto x = a.values[0];
        const Nodes one{x, kNothing, kNothing};
        for (std::size_t i = 0; i < a.count; ++i)
            if (at(a.values[i]).shape == Shape::Constant)
                return fault(*tree.arguments[i],
                             "a number is the same in every session: a window of it says nothing");
        const std::int32_t least = leastWindow(f);
        if (a.window < least)
            return fault(*tree.arguments[a.count],
                         std::string(f.name) + " needs at least " + std::to_string(least) + " sessions");
        if (f.name == "delta")
            return cellNode(Op::Subtract, {x, windowNode(Op::Delay, one, a.window), kNothing});
        if (f.name == "ts_return")
            return cellNode(Op::Subtract,
                            {cellNode(Op::Divide, {x, windowNode(Op::Delay, one, a.window), kNothing}),
                             constant(1), kNothing});
        if (f.name == "ts_zscore")
            return cellNode(Op::Divide,
                            {cellNode(Op::Subtract, {x, windowNode(Op::Mean, one, a.window), kNothing}),
                             windowNode(Op::Deviation, one, a.window), kNothing});
        if (f.op == Op::DecayExponential && !(a.numbers[0] > 0))
            return fault(*tree.arguments[2], "a half-life above 0 is needed here");
        return windowNode(f.op, a.values, a.window, a.numbers[0]);
    }
    static std::int32_t leastWindow(const Function& f) {
        switch (f.op) {
        case Op::Kurtosis:
            return 4;
        case Op::Skewness:
            return 3;
        case Op::Deviation:
        case Op::Slope:
        case Op::Correlation:
        case Op::Covariance:
        case Op::Beta:
            return 2;
        default:
            return f.name == "ts_zscore" ? 2 : 1;
        }
    }

    ExpressionProgram& program_;
    ExpressionProgram::Added& out_;
};

ExpressionProgram::ExpressionProgram(std::vector<ExpressionField> fields) : fields_(std::move(fields)) {
    for (std::size_t i = 0; i < fields_.size(); ++i)
        field_index_.emplace(fields_[i].name, static_cast<std::int32_t>(i));
}

ExpressionProgram::Added ExpressionProgram::add(std::string_view text, bool series_too) {
    Added out;
    const auto parsed = parseExpression(text);
    out.problems = parsed.problems;
    if (!parsed.root) return out;
    const auto node = ExpressionCompiler(*this, out).compile(*parsed.root);
    const auto enough = series_too ? Shape::Series : Shape::Panel;
    if (node != kNothing && out.problems.empty() && nodes_[static_cast<std::size_t>(node)].shape < enough)
        out.problems.push_back(
            {"the result is one value for all stocks; a factor needs one for each", 0, text.size()});
    if (!out.problems.empty()) return out;
    out.output = static_cast<std::int32_t>(outputs_.size());
    outputs_.push_back(node);
    return out;
}

std::vector<std::int32_t> ExpressionProgram::fieldsOf(std::int32_t node) const {
    std::set<std::int32_t> fields;
    std::set<std::int32_t> seen;
    std::vector<std::int32_t> open{node};
    while (!open.empty()) {
        const auto index = open.back();
        open.pop_back();
        if (!seen.insert(index).second) continue;
        const auto& each = nodes_[static_cast<std::size_t>(index)];
        if (each.field >= 0) fields.insert(each.field);
        if (each.group >= 0) fields.insert(each.group);
        for (const auto input : each.inputs)
            if (input >= 0) open.push_back(input);
    }
    return {fields.begin(), fields.end()};
}

} // namespace nautilus::factor
