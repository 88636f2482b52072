// What factors there are: the library, and the synthetic ones that were kept.

#include "engines/factor/service/answers_factors.h"

#include "engines/factor/service/answers.h"
#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/factor_library.h"
#include "engines/factor/service/factor_themes.h"

#include <fmt/format.h>

#include <cmath>

namespace nautilus::factor {

std::string formulaOf(const SyntheticDefinition& definition) {
    std::string out;
    for (const auto& [name, weight] : definition.factor_combination.items) {
        const char* sign = weight < 0 ? (out.empty() ? "-" : " - ") : (out.empty() ? "" : " + ");
        out += fmt::format("{}{} z({})", sign, std::abs(weight), name);
    }
    return out;
}

namespace {

FactorView viewOf(const FactorDefinition& d) {
    FactorView out;
    out.id = d.id;
    out.name = d.name;
    out.family = d.family;
    out.sets = words(d.sets);
    out.formula = d.formula;
    out.description = d.description;
    out.direction = d.direction;
    out.unit = d.unit;
    out.inputs = words(d.inputs);
    out.source = d.source;
    return out;
}

FactorView viewOf(const ExpressionFactor& e) {
    FactorView out;
    out.id = e.id;
    out.name = e.name;
    out.family = e.family;
    out.formula = e.expression;
    out.description = e.meaning;
    out.direction = e.direction;
    out.unit = e.unit;
    out.inputs = namesIn(e.expression);
    out.expression = std::string(e.expression);
    out.source = e.source;
    return out;
}

FactorView viewOf(const SyntheticDefinition& s) {
    FactorView out;
    out.id = s.synthetic_factor_id;
    out.name = "Synthetic factor";
    out.family = "synthetic";
    out.theme = "synthetic";
    out.direction = 1;
    out.unit = "deviations";
    out.formula = formulaOf(s);
    for (const auto& part : s.factor_combination.items)
        out.inputs.push_back(part.first);
    const auto& method = s.rebalancing.optimization_method;
    out.description = method == "none" ? "Scores of its parts with the weights given"
                                       : "Scores of its parts with weights learnt walk-forward by " + method +
                                             ", " + s.rebalancing.frequency;
    return out;
}

} // namespace

FactorsResult answerFactors(const FactorWorld& world, const FactorSpans& spans,
                            std::span<const SyntheticDefinition> synthetics, kit::Call& call) {
    FactorsResult out;
    for (const auto& definition : factorDefinitions())
        out.factors.push_back(viewOf(definition));
    for (const auto& expression : expressionFactors())
        out.factors.push_back(viewOf(expression));
    for (auto& view : out.factors) {
        view.theme = themeOf(view.id);
        if (const auto span = spans.find(view.id); span != spans.end()) {
            view.first_valid_date = span->second.first_valid_date;
            view.first_value_date = span->second.first_value_date;
            if (!span->second.coverage.empty()) view.coverage = span->second.coverage.back();
        }
    }
    for (const auto& synthetic : synthetics)
        if (synthetic.universe == world.inputs->universe.name) out.factors.push_back(viewOf(synthetic));
    call.catalog_epoch = world.inputs->epoch;
    if (world.inputs->rowCount() > 0) call.data_as_of = world.inputs->sessions.back();
    return out;
}

} // namespace nautilus::factor
