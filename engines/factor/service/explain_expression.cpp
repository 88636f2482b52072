#include "engines/factor/service/explain_expression.h"

#include "engines/factor/kernel/expression/syntax.h"
#include "engines/factor/kernel/macro_transform.h"
#include "engines/factor/service/answers.h"
#include "engines/factor/service/explain_inputs.h"
#include "engines/factor/service/expression_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace nautilus::factor {

using kit::LineageNode;
using kit::Result;
using kit::Value;

namespace {

constexpr std::size_t kMostNodes = 2'000; ///< of one story; what lies deeper is named, not told

std::string inBrackets(const SyntaxNode& node) {
    const auto text = spelled(node);
    return node.kind == SyntaxNode::Kind::Operator ? "(" + text + ")" : text;
}

Value number(double value) {
    return std::isnan(value) ? Value() : Value(value);
}

} // namespace

std::string spelled(const SyntaxNode& node) {
    using Kind = SyntaxNode::Kind;
    const auto part = [&](std::size_t i) { return inBrackets(*node.arguments[i]); };
    if (node.kind == Kind::Number) return fmt::format("{}", node.number);
    if (node.kind == Kind::Text) return '"' + node.text + '"';
    if (node.kind == Kind::Name) return node.text;
    if (node.kind == Kind::Operator) {
        if (node.text == "?:") return part(0) + " ? " + part(1) + " : " + part(2);
        if (node.arguments.size() == 1) return (node.text == "neg" ? "-" : node.text) + part(0);
        return part(0) + " " + node.text + " " + part(1);
    }
    std::string out = node.text + "(";
    for (std::size_t i = 0; i < node.arguments.size(); ++i)
        out += (i > 0 ? ", " : "") + spelled(*node.arguments[i]);
    return out + ")";
}

namespace {

/// A part on a session; `reach` is how many sessions up to it the windows around it read.
struct Place {
    const SyntaxNode* node = nullptr;
    std::size_t row = 0;
    std::size_t reach = 1;
};

bool isMacro(const SyntaxNode& node) {
    return node.kind == SyntaxNode::Kind::Call && node.text == "macro";
}

/// The number of sessions that a call looks back, or 0.
std::size_t windowOf(const SyntaxNode& call, const Function& function) {
    for (std::size_t i = 0; i < call.arguments.size(); ++i)
        if (function.parameters[i] == Parameter::Window &&
            call.arguments[i]->kind == SyntaxNode::Kind::Number)
            return static_cast<std::size_t>(call.arguments[i]->number);
    return 0;
}

/// The parts that a part was made of, each on the session on which it counts.
std::vector<Place> partsOf(const Place& place) {
    std::vector<Place> out;
    const auto& node = *place.node;
    if (isMacro(node)) return out;
    const auto* function = node.kind == SyntaxNode::Kind::Call ? findFunction(node.text) : nullptr;
    const auto window = function ? windowOf(node, *function) : 0;
    const bool shifts =
        function && (function->name == "delay" || function->name == "delta" || function->name == "ts_return");
    for (std::size_t i = 0; i < node.arguments.size(); ++i) {
        const auto& part = *node.arguments[i];
        const bool value = !function || function->parameters[i] == Parameter::Value ||
                           function->parameters[i] == Parameter::Panel;
        if (!value || part.kind == SyntaxNode::Kind::Number) continue;
        if (!shifts || function->name != "delay")
            out.push_back({&part, place.row, place.reach + (window > 0 && !shifts ? window - 1 : 0)});
        if (shifts && place.row >= window) out.push_back({&part, place.row - window, place.reach});
    }
    return out;
}

class Story {
public:
    Story(const FactorWorld& world, kit::Catalog& catalog, std::size_t column)
        : world_(world), in_(*world.inputs), catalog_(catalog), column_(column) {}

    Result<LineageNode> tell(const Place& root) {
        if (auto done = evaluateParts(root); !done) return kit::failAs(done);
        return nodeOf(root);
    }

private:
    using Key = std::pair<std::string, std::size_t>; ///< text and row

    /// Values of all parts: one graph per session.
    Result<void> evaluateParts(const Place& root) {
        std::map<std::size_t, std::set<std::string>> wanted;
        std::vector<Place> open{root};
        for (std::size_t seen = 0; !open.empty() && seen < kMostNodes; ++seen) {
            const auto place = open.back();
            open.pop_back();
            wanted[place.row].insert(spelled(*place.node));
            std::ranges::copy(partsOf(place), std::back_inserter(open));
        }
        const auto fields = expressionFields(in_, catalog_);
        if (!fields) return kit::failAs(fields);
        fields_ = *fields;
        for (const auto& [row, texts] : wanted)
            if (auto done = evaluateRow(row, {texts.begin(), texts.end()}); !done) return done;
        return {};
    }

    Result<void> evaluateRow(std::size_t row, const std::vector<std::string>& texts) {
        ExpressionProgram program(fields_);
        std::vector<std::string> added;
        for (const auto& text : texts) {
            const auto one = program.add(text, true);
            if (one.problems.empty())
                added.push_back(text);
            else if (texts.size() == 1)
                return tl::unexpected(expressionErrors(one.problems));
        }
        const auto values = ExpressionValues::of(in_, catalog_, program, {row, row + 1}, sequential());
        if (!values) return kit::failAs(values);
        const auto out = evaluate(program,
                                  {.sessions = in_.rowCount(),
                                   .stocks = in_.stockCount(),
                                   .fields = values->values(),
                                   .universe = in_.in_universe.view(),
                                   .wanted = {row, row + 1},
                                   .cancelled = {}},
                                  sequential());
        for (std::size_t k = 0; k < added.size() && k < out.size(); ++k)
            values_[{added[k], row}] = out[k].at(0, out[k].columns() == 1 ? 0 : column_);
        return {};
    }

    Result<LineageNode> nodeOf(const Place& place) {
        const auto& node = *place.node;
        if (isMacro(node)) return macroLeaf(place);
        if (node.kind == SyntaxNode::Kind::Name) return nameLeaf(place);
        LineageNode out = headOf(place);
        if (++told_ > kMostNodes) {
            out.warnings.emplace_back("its parts are not told: the expression is too long");
            return out;
        }
        for (const auto& part : partsOf(place)) {
            auto input = nodeOf(part);
            if (!input) return input;
            out.add(*input);
        }
        return out;
    }

    [[nodiscard]] LineageNode headOf(const Place& place) const {
        LineageNode out;
        const auto text = spelled(*place.node);
        out.label = text + " of " + in_.stocks[column_].symbol + " on " + in_.sessions[place.row].iso();
        out.formula = text;
        if (const auto found = values_.find({text, place.row}); found != values_.end())
            out.value = number(found->second);
        out.knowable_at = in_.sessions[place.row];
        const auto* function =
            place.node->kind == SyntaxNode::Kind::Call ? findFunction(place.node->text) : nullptr;
        if (!function) return out;
        out.formula_words = std::string(function->signature) + ": " + std::string(function->meaning);
        if (const auto window = windowOf(*place.node, *function); window > 1 && place.row + 1 >= window)
            out.formula_words += fmt::format(". {} sessions from {}; below stands what was the last of them",
                                             window, in_.sessions[place.row + 1 - window].iso());
        if (function->family == "cross_section") out.formula_words += ". " + universeWords(place.row);
        return out;
    }

    [[nodiscard]] std::string universeWords(std::size_t row) const {
        const auto names = std::ranges::count(in_.in_universe.row(row), std::uint8_t{1});
        return fmt::format("Against the {} names of {} on that session that have a value", names,
                           in_.universe.name);
    }

    /// Stored rows of a name, kept: a name may stand often.
    Result<LineageNode> nameLeaf(const Place& place) {
        const auto name = place.node->text;
        const auto key = fmt::format("{} {} {}", name, place.row, place.reach);
        if (const auto known = leaves_.find(key); known != leaves_.end()) return known->second;
        auto leaf = rowsOf(name, place, inputsOf(place.row));
        if (!leaf) return leaf;
        leaf->formula = leaf->formula.empty() ? name : leaf->formula;
        if (const auto found = values_.find({name, place.row}); found != values_.end())
            leaf->value = number(found->second);
        leaves_.emplace(key, *leaf);
        return leaf;
    }

    Result<LineageNode> rowsOf(const std::string& name, const Place& place, StockInputs& inputs) {
        const auto together = [&](const char* words,
                                  std::initializer_list<std::pair<const char*, std::size_t>> of) {
            Result<LineageNode> out{headOf(place)};
            out->formula_words = words;
            for (const auto& [input, reach] : of) {
                auto leaf = inputs.input(input, reach);
                if (!leaf) return leaf;
                out->add(*leaf);
            }
            return out;
        };
        if (kit::isOneOf("open|high|low|close|volume", name)) return inputs.bars(name, place.reach);
        if (name == "returns")
            return together("adj_close over adj_close of the session before, less 1",
                            {{"adj_close", place.reach + 1}});
        if (name == "turnover")
            return together("volume over the listing's shares", {{"volume", place.reach}, {"shares", 1}});
        if (name.starts_with("adv"))
            return together("mean of close times volume", {{"close", 1}, {"volume", 1}});
        if (name == "market_cap") return inputs.marketCap();
        if (name == "company_cap") return together("caps of all listed classes", {{"shares", 1}});
        if (name == "dividends") return inputs.input("dividends", 1);
        if (name == "market") return ofMarket(place);
        if (name == "risk_free") return inputs.macro("FEDFUNDS");
        if (name == "eps_growth") return inputs.input("eps_diluted", 1);
        if (name == "sales_growth") return inputs.input("sales_per_share", 1);
        if (kit::isOneOf("days_since_filing|filing_lag_days|late_filing|restatement", name))
            return inputs.input("filings", 1);
        if (name == "shares") return inputs.shares();
        const auto reported = std::ranges::find(in_.concepts, name, &ReportedConcept::name);
        return reported == in_.concepts.end() ? inputs.input(name, 1) : inputs.reported(*reported);
    }

    Result<LineageNode> ofMarket(const Place& place) {
        auto out = headOf(place);
        out.label = "market on " + in_.sessions[place.row].iso();
        out.formula = "SUM cap r / SUM cap - risk_free";
        out.formula_words =
            "Return of the universe by the caps of the session before, less the risk-free rate";
        auto rate = inputsOf(place.row).macro("FEDFUNDS");
        if (!rate) return rate;
        out.add(*rate);
        return out;
    }

    Result<LineageNode> macroLeaf(const Place& place) {
        const auto& call = *place.node;
        const auto& series = call.arguments[0]->text;
        MacroTransform how;
        if (call.arguments.size() > 1) how.code = static_cast<int>(call.arguments[1]->number);
        if (call.arguments.size() > 2)
            how.surprise_periods = static_cast<std::size_t>(call.arguments[2]->number);
        constexpr std::size_t kDifferences = 3;
        const auto shown = call.arguments.size() == 1 ? 1 : how.surprise_periods + kDifferences;
        auto leaf = inputsOf(place.row).macro(nameOf(series), shown);
        if (!leaf) return leaf;
        leaf->formula = spelled(call);
        leaf->knowable_at = in_.sessions[place.row];
        if (const auto found = values_.find({leaf->formula, place.row}); found != values_.end())
            leaf->value = number(found->second);
        return leaf;
    }

    /// Stored rows that the stock read on a session; facts are read once.
    StockInputs& inputsOf(std::size_t row) {
        return inputs_.try_emplace(row, world_, catalog_, row, column_).first->second;
    }

    /// As the catalog writes it: texts may be in any case.
    [[nodiscard]] std::string nameOf(const std::string& series) const {
        const auto upper = [](std::string text) {
            for (char& c : text)
                if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
            return text;
        };
        if (const auto spans = catalog_.macroSpans())
            for (const auto& span : *spans)
                if (upper(span.series) == upper(series)) return span.series;
        return series;
    }

    const FactorWorld& world_;
    const ModelInputs& in_;
    kit::Catalog& catalog_;
    std::size_t column_;
    std::vector<ExpressionField> fields_;
    std::map<Key, double> values_;
    std::map<std::size_t, StockInputs> inputs_; ///< by row
    std::map<std::string, LineageNode> leaves_;
    std::size_t told_ = 0;
};

} // namespace

Result<LineageNode> explainExpression(const FactorWorld& world, kit::Catalog& catalog,
                                      const std::string& text, std::size_t row, std::size_t column) {
    const auto parsed = parseExpression(text);
    if (!parsed.root) return tl::unexpected(expressionErrors(parsed.problems));
    return Story(world, catalog, column).tell({parsed.root.get(), row, 1});
}

} // namespace nautilus::factor
