#include "engines/factor/service/research_factors.h"

#include "engines/factor/service/answers.h"
#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/factor_themes.h"

#include <algorithm>
#include <set>

namespace nautilus::factor {

using domain::Matrix;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kTogether = 16; ///< expressions that share a graph and stand in memory at once

/// Words for groups of inputs, in a fixed order.
std::string joined(const std::set<std::string>& groups) {
    std::string out;
    for (const auto& group : groups)
        out += (out.empty() ? "" : "_") + group;
    return out.empty() ? "prices" : out;
}

/// Group of one input of a definition or name of an expression; empty when it says nothing.
std::string groupOf(std::string_view input) {
    constexpr std::string_view kPrices =
        "open|high|low|close|adj_close|volume|returns|turnover|dividends|market|adv20|vwap";
    constexpr std::string_view kMacro = "GDPC1|DGS10|CPIAUCSL";
    constexpr std::string_view kSilent = "FEDFUNDS|risk_free|sector|industry|shares|market_cap";
    if (kit::isOneOf(kPrices, input)) return "prices";
    if (kit::isOneOf(kMacro, input)) return "macro";
    return kit::isOneOf(kSilent, input) ? "" : "filings";
}

std::string sourcesOfInputs(std::string_view inputs) {
    std::set<std::string> groups;
    for (const auto& input : words(inputs))
        if (auto group = groupOf(input); !group.empty()) groups.insert(std::move(group));
    return joined(groups);
}

} // namespace

std::string sourcesOf(std::string_view expression) {
    std::set<std::string> groups;
    const std::string text(expression);
    for (const auto& name : namesIn(expression)) {
        if (text.find('"' + name + '"') != std::string::npos)
            groups.insert("macro"); // the text of macro("X")
        else if (name == "shares")
            groups.insert("filings"); // a count by itself; caps are prices
        else if (auto group = groupOf(name); !group.empty() && name != "macro" && name != "company_cap")
            groups.insert(std::move(group));
    }
    return joined(groups);
}

const std::vector<ResearchFactor>& researchFactors() {
    static const std::vector<ResearchFactor> kAll = [] {
        std::vector<ResearchFactor> out;
        for (const auto& d : factorDefinitions())
            out.push_back({std::string(d.id), std::string(d.name), std::string(d.family),
                           sourcesOfInputs(d.inputs), std::string(d.formula), d.direction, std::nullopt});
        for (const auto& e : expressionFactors())
            out.push_back({std::string(e.id), std::string(e.name), std::string(e.family),
                           sourcesOf(e.expression), std::string(e.expression), e.direction,
                           std::string(e.expression)});
        for (auto& each : out)
            each.theme = themeOf(each.id);
        return out;
    }();
    return kAll;
}

const ResearchFactor* findResearchFactor(std::string_view id) {
    const auto& all = researchFactors();
    const auto found = std::ranges::find(all, id, &ResearchFactor::id);
    return found == all.end() ? nullptr : &*found;
}

namespace {

Matrix withoutFilled(const StyleColumn& style) {
    Matrix out = style.exposure.matrix();
    for (std::size_t t = 0; t < out.rows() && style.filled.columns > 0; ++t)
        for (std::size_t i = 0; i < out.columns(); ++i)
            if (style.filled.row(t)[i]) out.at(t, i) = domain::kMissing;
    return out;
}

} // namespace

std::optional<Matrix> standingValues(const FactorWorld& world, std::string_view id) {
    for (const auto& factor : world.library.factors)
        if (factor.id == id) return factor.values.matrix();
    for (const auto* set : {&world.joint, &world.two_stage})
        if (const auto s = set->find(id); s < set->styles.size()) return withoutFilled(set->styles[s]);
    if (id == "quality") return world.library.quality.matrix();
    return std::nullopt;
}

Result<void> evaluateTexts(const FactorWorld& world, kit::Catalog& catalog,
                           std::span<const std::string> texts, const ParallelFor& parallel,
                           const std::function<bool()>& cancelled,
                           const std::function<void(std::size_t, Matrix&&)>& take) {
    const auto& in = *world.inputs;
    const auto fields = expressionFields(in, catalog);
    if (!fields) return kit::failAs(fields);
    // What stands behind the names is read once for all; the graphs of some texts at a time are computed.
    ExpressionProgram whole(*fields);
    for (const auto& text : texts)
        if (const auto added = whole.add(text); !added.problems.empty())
            return tl::unexpected(expressionErrors(added.problems));
    const auto values = ExpressionValues::of(in, catalog, whole, {0, in.rowCount()}, parallel);
    if (!values) return kit::failAs(values);
    std::vector<Matrix> spare;
    for (std::size_t first = 0; first < texts.size(); first += kTogether) {
        const auto known = whole.fields(); // transformed series have their places already
        ExpressionProgram program({known.begin(), known.end()});
        const auto end = std::min(texts.size(), first + kTogether);
        for (std::size_t k = first; k < end; ++k)
            (void)program.add(texts[k]);
        auto answers = evaluate(program,
                                {.sessions = in.rowCount(),
                                 .stocks = in.stockCount(),
                                 .fields = values->values(),
                                 .universe = in.in_universe.view(),
                                 .wanted = {0, in.rowCount()},
                                 .cancelled = cancelled,
                                 .spare = &spare},
                                parallel);
        if (answers.empty()) return fail(ErrorCode::Cancelled, "cancelled");
        for (std::size_t k = first; k < end; ++k) {
            auto& answer = answers[k - first];
            take(k, std::move(answer));
            if (!answer.values().empty()) spare.push_back(std::move(answer)); // it was not moved away
        }
    }
    return {};
}

Result<Matrix> evaluateText(const FactorWorld& world, kit::Catalog& catalog, const std::string& text,
                            const ParallelFor& parallel, const kit::Call& call) {
    Matrix out;
    const auto done = evaluateTexts(
        world, catalog, std::span(&text, 1), parallel, [&] { return call.cancelled(); },
        [&](std::size_t, Matrix values) { out = std::move(values); });
    if (!done) return kit::failAs(done);
    return out;
}

} // namespace nautilus::factor
