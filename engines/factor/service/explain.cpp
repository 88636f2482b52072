#include "engines/factor/service/explain.h"

#include "engines/factor/service/explain_expression.h"
#include "engines/factor/service/explain_inputs.h"
#include "engines/factor/service/explain_research.h"
#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/research_factors.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::LineageNode;
using kit::LineageQuestion;
using kit::Result;
using kit::Value;

namespace {

/// How many sessions of prices a factor reads back from its date; recursive indicators read all.
std::size_t reachOf(std::string_view id, std::size_t all) {
    constexpr std::pair<std::string_view, std::size_t> kReach[] = {
        {"beta", 252},          {"momentum", 525},           {"residual_volatility", 252}, {"liquidity", 252},
        {"momentum_12_1", 253}, {"short_term_reversal", 22}, {"bollinger_position", 20}};
    for (const auto& [name, sessions] : kReach)
        if (name == id) return std::min(sessions, all);
    return all;
}

LineageNode group(std::string label, std::string words) {
    LineageNode node;
    node.label = std::move(label);
    node.formula_words = std::move(words);
    return node;
}

class Explanation {
public:
    Explanation(const FactorWorld& world, kit::Catalog& catalog, const LineageQuestion& question,
                const FactorMeaning& meaning)
        : world_(world), in_(*world.inputs), catalog_(catalog), q_(question), meaning_(meaning) {}

    Result<LineageNode> run() {
        if (q_.operation == "factor.calculate") return ofCalculate();
        if (q_.operation == "factor.exposures" || q_.operation == "factor.exposure_history")
            return ofExposures();
        if (q_.operation == "factor.evaluate") return ofEvaluate();
        if (q_.operation == "factor.returns") return ofReturns();
        if (q_.operation == "factor.statistics" || q_.operation == "factor.correlation") return ofSummary();
        if (q_.operation == "factor.covariance" || q_.operation == "factor.specific_risk" ||
            q_.operation == "factor.risk" || q_.operation == "factor.risk_exposures" ||
            q_.operation == "factor.mimicking")
            return ofRisk();
        return ofResearch();
    }

private:
    static tl::unexpected<kit::Errors> notExplained() {
        return fail(ErrorCode::Unsupported, "this value has no story of its own");
    }

    [[nodiscard]] std::optional<std::size_t> rowOfDay(const std::string& iso) const {
        const auto day = SessionDate::parse(iso);
        if (!day) return std::nullopt;
        const auto row = in_.rowAtOrBefore(*day);
        return row == in_.rowCount() ? std::nullopt : std::optional(row);
    }

    [[nodiscard]] std::string parameter(std::string_view name, std::string otherwise) const {
        const auto* given = q_.parameters.find(name);
        const auto* text = given ? given->as<std::string>() : nullptr;
        return text ? *text : std::move(otherwise);
    }

    /// Definition, then one node per input that the definition names.
    Result<LineageNode> ofFactor(std::string_view id, std::size_t row, std::size_t column) {
        const auto* definition = findDefinition(id);
        if (!definition) return notExplained();
        LineageNode node;
        node.label = std::string(id) + " of " + in_.stocks[column].symbol + " on " + in_.sessions[row].iso();
        node.value = q_.value;
        node.unit = definition->unit;
        node.formula = definition->formula;
        node.formula_words = std::string(definition->name) + ". " + std::string(definition->description);
        node.knowable_at = in_.sessions[row];
        StockInputs inputs(world_, catalog_, row, column);
        std::string_view names = definition->inputs;
        while (!names.empty()) {
            const auto bar = names.find('|');
            const auto name = names.substr(0, bar);
            if (name != "close" || definition->inputs.find("shares") == std::string_view::npos) {
                auto input = inputs.input(name, reachOf(id, row + 1)); // a cap brings its own close
                if (!input) return input;
                node.add(*input);
            }
            if (bar == std::string_view::npos) break;
            names.remove_prefix(bar + 1);
        }
        return node;
    }

    Result<LineageNode> ofCalculate() {
        if (q_.path.size() != 4 || q_.path[0] != "factor_results") return ofScore();
        const auto column = in_.columnOf(q_.path[1]);
        if (column == in_.stockCount() || !q_.data_as_of) return notExplained();
        const auto row = in_.rowAtOrBefore(*q_.data_as_of);
        std::string_view id = q_.path[3];
        if (q_.path[2] == "style_exposures") return ofStyle("joint", id, row, column);
        return ofFactor(id, row, column);
    }

    Result<LineageNode> ofScore() {
        if (q_.path.size() != 2) return notExplained();
        LineageNode node;
        node.label = q_.path[1];
        node.value = q_.value;
        node.knowable_at = q_.data_as_of;
        const bool score = q_.path[0] == "factor_scores";
        node.formula = score ? "mean over the symbols of rank / names" : "corr(composite a, composite b)";
        node.formula_words =
            score ? "Mean percentile of the requested symbols in the estimation universe"
                  : "Cross-sectional correlation of two groups' composites (mean z-score times direction), "
                    "averaged over the rebalance dates of the look-back";
        node.add(group("factors of every name of " + in_.universe.name,
                       "Values of the factor library on " +
                           (q_.data_as_of ? q_.data_as_of->iso() : std::string("the date"))));
        return node;
    }

    /// A style is relative: the stock's own inputs, then the cross-section that it was measured against.
    Result<LineageNode> ofStyle(const std::string& set_name, std::string_view id, std::size_t row,
                                std::size_t column) {
        auto node = ofFactor(id, row, column);
        if (!node) return node;
        const auto& set = set_name == "joint" ? world_.joint : world_.two_stage;
        const auto style = set.find(id);
        if (style == set.styles.size()) return notExplained();
        std::size_t names = 0;
        for (const auto flag : in_.in_universe.row(row))
            names += flag;
        auto cross = group("estimation universe " + in_.universe.name + " on " + in_.sessions[row].iso(),
                           std::to_string(names) + " names; " +
                               (set_name == "joint"
                                    ? "descriptors are trimmed at 3 deviations, then cap-weighted mean 0 and "
                                      "equal-weighted deviation 1"
                                    : "scores have mean 0 and sample deviation 1"));
        cross.value = static_cast<std::int64_t>(names);
        cross.unit = "names";
        node->add(cross);
        if (set.styles[style].filled.row(row)[column])
            node->warnings.emplace_back("the stock's own figures do not give this value: it is the fitted "
                                        "value of industry and size");
        if (!set.takes_part.row(row)[style])
            node->warnings.emplace_back("names with 80 % of the universe's cap do not have this style: it "
                                        "takes no part in the fit of that session");
        return node;
    }

    Result<LineageNode> ofExposures() {
        const bool history = q_.operation == "factor.exposure_history";
        auto row = rowOfDay(q_.text("date"));
        const auto column = in_.columnOf(history ? parameter("symbol", "") : q_.text("symbol"));
        if (!row || column == in_.stockCount()) return notExplained();
        if (q_.column == "return") return StockInputs(world_, catalog_, *row, column).bars("adj_close", 2);
        const auto* lagged = q_.parameters.find("regression_inputs");
        const auto* flag = lagged ? lagged->as<bool>() : nullptr;
        if (flag && *flag && *row > 0) --*row; // exposures of the session before
        if (q_.column == "market_cap") return StockInputs(world_, catalog_, *row, column).marketCap();
        if (!q_.column.starts_with("style:")) return notExplained();
        return ofStyle(parameter("set", "joint"), std::string_view(q_.column).substr(6), *row, column);
    }

    /// Any factor of the library, a text, or what the service made a text of.
    Result<LineageNode> ofEvaluate() {
        const auto row = rowOfDay(q_.text("date"));
        const auto column = in_.columnOf(q_.text("symbol"));
        if (!row || column == in_.stockCount() || (q_.column != "value" && q_.column != "percentile"))
            return notExplained();
        if (!meaning_.parts.empty()) return ofSynthetic(*row, column);
        const auto id = parameter("factor", "");
        const auto* factor = findExpressionFactor(id);
        const auto text =
            factor ? std::string(factor->expression) : parameter("expression", meaning_.expression);
        auto node = text.empty() ? ofStanding(id, *row, column)
                                 : explainExpression(world_, catalog_, text, *row, column);
        if (!node) return node;
        if (factor) {
            node->label = id + " of " + in_.stocks[column].symbol + " on " + in_.sessions[*row].iso();
            node->formula_words = std::string(factor->name) + ". " + std::string(factor->meaning) + ". " +
                                  std::string(factor->source);
            node->unit = factor->unit;
        }
        if (q_.column == "value") return node;
        LineageNode place;
        place.label = "place of " + node->label;
        place.value = q_.value;
        place.formula = "mean rank / names";
        place.formula_words = "Rank of the value in the estimation universe over the number of values";
        place.knowable_at = in_.sessions[*row];
        place.add(*node);
        return place;
    }

    /// A mixture: its parts of the same stock on the same session.
    Result<LineageNode> ofSynthetic(std::size_t row, std::size_t column) {
        LineageNode node;
        node.label =
            parameter("factor", "") + " of " + in_.stocks[column].symbol + " on " + in_.sessions[row].iso();
        node.value = q_.value;
        node.unit = "deviations";
        node.formula = meaning_.formula;
        node.formula_words =
            "Scores of the parts over the universe, turned by direction and cut at 3 deviations; "
            "weights that are learnt are those of the last rebalancing: factor.synthesize "
            "{as_of: " +
            in_.sessions[row].iso() + "} lists them";
        node.knowable_at = in_.sessions[row];
        for (const auto& [id, text] : meaning_.parts) {
            const auto* library = findExpressionFactor(id);
            const auto expression = library ? std::string(library->expression) : text;
            auto part = expression.empty() ? ofStanding(id, row, column)
                                           : explainExpression(world_, catalog_, expression, row, column);
            if (!part) {
                part = group(id, "A synthetic factor: factor.evaluate {factor: " + id + "} tells its parts");
            } else {
                part->label = id + " of " + in_.stocks[column].symbol + " on " + in_.sessions[row].iso();
                if (expression.empty()) part->value = Value(); // the value asked about is the mixture's
            }
            node.add(*part);
        }
        return node;
    }

    Result<LineageNode> ofStanding(const std::string& id, std::size_t row, std::size_t column) {
        for (const char* set : {"joint", "two_stage"}) {
            const auto& styles = std::string_view(set) == "joint" ? world_.joint : world_.two_stage;
            if (styles.find(id) < styles.styles.size()) return ofStyle(set, id, row, column);
        }
        return ofFactor(id, row, column);
    }

    /// What one session's fit read: the exposures of the session before and the returns of the session.
    void addFit(LineageNode& node, std::size_t row, const std::string& estimator) const {
        if (row == 0) return;
        std::size_t names = 0;
        for (std::size_t i = 0; i < in_.stockCount(); ++i)
            names += in_.in_universe.row(row - 1)[i] && !std::isnan(in_.returns.at(row, i)) ? 1 : 0;
        const auto before = in_.sessions[row - 1].iso(), day = in_.sessions[row].iso();
        auto exposures = group("exposures, caps and groups of " + before,
                               "factor.exposures {date: " + day + ", set: " + estimator +
                                   ", regression_inputs: true} lists them by stock");
        exposures.value = static_cast<std::int64_t>(names);
        exposures.unit = "names";
        exposures.knowable_at = in_.sessions[row - 1];
        auto returns = group("returns of " + day + " with dividends", "adj_close / adj_close before - 1");
        returns.value = static_cast<std::int64_t>(names);
        returns.unit = "names";
        returns.knowable_at = in_.sessions[row];
        for (const auto& dataset : in_.universe.datasets)
            returns.source += (returns.source.empty() ? "" : ", ") + dataset;
        node.add(exposures);
        node.add(returns);
    }

    Result<LineageNode> ofReturns() {
        const auto row = rowOfDay(q_.text("date"));
        if (!row || (q_.column != "return" && q_.column != "t_stat")) return notExplained();
        const auto estimator = parameter("estimator", "joint");
        LineageNode node;
        node.label = q_.column + " of " + q_.text("factor") + " on " + q_.text("date");
        node.value = q_.value;
        node.formula = q_.column == "t_stat"  ? "f / sqrt(sigma2 [(X'WX)^-1]_kk)"
                       : estimator == "joint" ? "f = argmin SUM sqrt(cap) (r - X f)^2, SUM cap f_industry = 0"
                                              : "sectors first, then styles on the residuals";
        node.formula_words = estimator == "joint"
                                 ? "One weighted regression on country, industries and styles"
                                 : "Two weighted regressions: country and sectors, then styles";
        node.knowable_at = in_.sessions[*row];
        addFit(node, *row, estimator);
        return node;
    }

    Result<LineageNode> ofSummary() {
        if (!q_.value.as<double>() && !q_.value.as<std::int64_t>()) return notExplained();
        LineageNode node;
        node.label = q_.column + (q_.text("factor").empty() ? "" : " of " + q_.text("factor"));
        node.value = q_.value;
        node.formula = q_.operation == "factor.correlation" ? "cov(a, b) / (sd(a) sd(b))" : "";
        node.formula_words = "Over the factor returns of the span, session by session";
        node.knowable_at = q_.data_as_of;
        node.add(factorReturns(parameter("start", "the first session"),
                               parameter("end", in_.sessions.back().iso()), parameter("estimator", "joint")));
        return node;
    }

    static LineageNode factorReturns(const std::string& from, const std::string& to,
                                     const std::string& estimator) {
        return group("factor returns from " + from + " to " + to,
                     "factor.returns {estimator: " + estimator + "} lists them with what each was fitted on");
    }

    /// In symbols and in words.
    [[nodiscard]] std::pair<std::string, std::string> riskFormula() const {
        if (q_.operation == "factor.specific_risk")
            return {"EW deviation of residuals with Newey-West",
                    "Exponentially weighted, blended with a structural model for short histories"};
        const bool statistical = parameter("model", "fundamental") == "statistical";
        if (q_.operation == "factor.mimicking")
            return {statistical ? "(X'D^-1 X)^-1 X'D^-1" : "(X'WX)^-1 X'W",
                    "Weights with exposure 1 to the factor and 0 to the others"};
        if (q_.operation == "factor.risk_exposures" && statistical)
            return {"s_n e_nk sqrt(lambda_k)", "Loading of the stock on a principal component of returns"};
        if (q_.operation == "factor.risk_exposures")
            return {"X", "1 for the country and the stock's own industry group; styles as scores"};
        return {q_.operation == "factor.risk" ? "sigma^2 = x' F x + SUM w^2 s^2, x = X' w"
                                              : "F = D C D, EW with Newey-West",
                "Volatilities and correlations with separate half-lives, as known at the close"};
    }

    Result<LineageNode> ofRisk() {
        if (!q_.value.as<double>() && !q_.value.as<std::int64_t>()) return notExplained();
        const auto until = q_.data_as_of ? q_.data_as_of->iso() : in_.sessions.back().iso();
        LineageNode node;
        for (const auto& part : q_.path)
            node.label += (node.label.empty() ? "" : " / ") + part;
        if (!q_.column.empty()) node.label = q_.column;
        node.value = q_.value;
        node.knowable_at = q_.data_as_of;
        const auto [formula, sentence] = riskFormula();
        node.formula = formula;
        node.formula_words = sentence;
        if (parameter("model", "fundamental") == "statistical") {
            node.add(group("returns of the stocks up to " + until,
                           "252 sessions for the short horizon, 504 for the long one"));
            return node;
        }
        if (q_.operation == "factor.mimicking" || q_.operation == "factor.risk_exposures") {
            node.add(group("exposures on " + until, "factor.exposures {date: " + until + "}"));
            return node;
        }
        node.add(factorReturns(in_.first_model_row < in_.rowCount() ? in_.sessions[in_.first_model_row].iso()
                                                                    : "the first session",
                               until, "joint"));
        if (q_.operation == "factor.risk")
            node.add(group("exposures on " + until, "factor.exposures {date: " + until + "}"));
        return node;
    }

    /// A figure of research: the factor that it is about and the series that it was drawn from.
    Result<LineageNode> ofResearch() {
        const auto question = researchQuestion(q_);
        if (!question || (!q_.value.as<double>() && !q_.value.as<std::int64_t>())) return notExplained();
        LineageNode node;
        node.label = question->label;
        node.value = q_.value;
        node.knowable_at = q_.data_as_of;
        node.formula = question->formula;
        node.formula_words = question->words;
        const auto until = q_.data_as_of ? q_.data_as_of->iso() : in_.sessions.back().iso();
        if (const auto* factor = findResearchFactor(question->factor)) {
            auto values = group(
                "values of " + factor->id + " for every name of " + in_.universe.name + " until " + until,
                factor->name + ". Reads " + factor->data_source +
                    (factor->expression ? "; factor.evaluate {factor: " + factor->id + "} lists them"
                                        : "; factor.calculate and factor.exposures list them"));
            values.formula = factor->formula;
            node.add(values);
        } else if (!question->factor.empty()) {
            node.add(group("values of " + question->factor + " until " + until, "As asked for"));
        }
        node.add(group("returns ahead of every name, known by " + until,
                       "With dividends; a return that ends after that session takes no part"));
        return node;
    }

    const FactorWorld& world_;
    const ModelInputs& in_;
    kit::Catalog& catalog_;
    const LineageQuestion& q_;
    const FactorMeaning& meaning_;
};

} // namespace

Result<LineageNode> explainValue(const FactorWorld& world, kit::Catalog& catalog,
                                 const LineageQuestion& question, const FactorMeaning& meaning) {
    return Explanation(world, catalog, question, meaning).run();
}

} // namespace nautilus::factor
