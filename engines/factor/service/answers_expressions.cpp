// Values of a factor expression, and the words of its language.

#include "engines/factor/contract/expressions.h"
#include "engines/factor/service/answers.h"
#include "engines/factor/service/expression_fields.h"
#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/research_factors.h"
#include "engines/kit/paging.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

kit::Errors expressionErrors(std::span<const ExpressionProblem> problems) {
    kit::Errors out;
    for (const auto& each : problems)
        out.push_back({ErrorCode::InvalidArgument,
                       "characters " + std::to_string(each.begin) + " to " + std::to_string(each.end) + ": " +
                           each.message,
                       "/expression"});
    return out;
}

namespace {

/// Share of the universe's values that are not above each one; missing outside it.
std::vector<double> percentiles(std::span<const double> values, std::span<const std::uint8_t> universe) {
    std::vector<double> sorted;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (universe[i] && std::isfinite(values[i])) sorted.push_back(values[i]);
    std::ranges::sort(sorted);
    std::vector<double> out(values.size(), domain::kMissing);
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!universe[i] || !std::isfinite(values[i])) continue;
        const auto [low, high] = std::ranges::equal_range(sorted, values[i]);
        const double mean = 0.5 * static_cast<double>((low - sorted.begin()) + (high - sorted.begin()) + 1);
        out[i] = mean / static_cast<double>(sorted.size());
    }
    return out;
}

/// `values` begin with the session `base`.
Table tableOf(const ModelInputs& in, const domain::Matrix& values, std::size_t base, RowRange rows,
              std::span<const std::size_t> stocks) {
    Table::Dates date;
    Table::Texts symbol;
    Table::Numbers value;
    Table::Numbers percentile;
    Table::Flags member;
    for (std::size_t row = rows.begin; row < rows.end; ++row) {
        const auto all = values.row(row - base);
        const auto places = percentiles(all, in.in_universe.row(row));
        for (const auto i : stocks) {
            date.push_back(in.sessions[row]);
            symbol.push_back(in.stocks[i].symbol);
            value.push_back(all[i]);
            percentile.push_back(places[i]);
            member.push_back(in.in_universe.row(row)[i]);
        }
    }
    Table table;
    table.add("date", std::move(date));
    table.add("symbol", std::move(symbol));
    table.add("value", std::move(value));
    table.add("percentile", std::move(percentile));
    table.add("in_estimation_universe", std::move(member));
    return table;
}

std::string fieldList(const ExpressionProgram& program) {
    std::string out;
    for (const auto field : program.fieldsOf(program.outputs().front()))
        out += (out.empty() ? "" : ", ") + program.fields()[static_cast<std::size_t>(field)].name;
    return out;
}

/// The text to compute: the request's own, or that of a factor of the library.
Result<std::string> textOf(const EvaluateRequest& request) {
    if (request.expression.has_value() == request.factor.has_value())
        return fail(ErrorCode::InvalidArgument, "either an expression or a factor is needed", "/expression");
    if (request.expression) return *request.expression;
    if (const auto* found = findExpressionFactor(*request.factor)) return std::string(found->expression);
    return fail(ErrorCode::NotFound, "there is no factor " + *request.factor, "/factor");
}

/// What a request chooses of a world.
struct Chosen {
    RowRange rows;
    std::vector<std::size_t> stocks;
};

Result<Chosen> chosenOf(const ModelInputs& in, const EvaluateRequest& request, kit::Call& call) {
    const auto last = rowOf(in, request.date, request.as_of, call);
    if (!last) return kit::failAs(last);
    if (request.start && *request.start > in.sessions[*last])
        return fail(ErrorCode::InvalidArgument, "it lies after the last session asked for", "/start");
    const std::size_t first =
        request.start ? static_cast<std::size_t>(std::ranges::lower_bound(in.sessions, *request.start) -
                                                 in.sessions.begin())
                      : *last;
    auto stocks = stocksOf(in, request.symbols, *last, call);
    if (!stocks) return kit::failAs(stocks);
    return Chosen{{first, *last + 1}, std::move(*stocks)};
}

constexpr const char* kPercentileMethod = "mean rank over the estimation universe's number of values";

} // namespace

Result<Table> answerValues(const FactorWorld& world, const ResearchFactor& factor,
                           const domain::Matrix& values, const EvaluateRequest& request, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto chosen = chosenOf(in, request, call);
    if (!chosen) return kit::failAs(chosen);
    warnOfUniverse(in, call);
    call.method("factor", factor.formula);
    call.method("reads", factor.data_source);
    call.method("percentile", kPercentileMethod);
    return kit::paged(tableOf(in, values, 0, chosen->rows, chosen->stocks), request.limit, request.cursor);
}

Result<Table> answerEvaluate(const FactorWorld& world, const EvaluateRequest& request, kit::Catalog& catalog,
                             const ParallelFor& parallel, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto text = textOf(request);
    if (!text) return kit::failAs(text);
    auto fields = expressionFields(in, catalog);
    if (!fields) return kit::failAs(fields);
    ExpressionProgram program(std::move(*fields));
    const auto added = program.add(*text);
    if (!added.problems.empty()) return tl::unexpected(expressionErrors(added.problems));
    const auto chosen = chosenOf(in, request, call);
    if (!chosen) return kit::failAs(chosen);
    const auto rows = chosen->rows;
    const auto values = ExpressionValues::of(in, catalog, program, rows, parallel);
    if (!values) return kit::failAs(values);
    const auto answer = evaluate(program,
                                 {.sessions = in.rowCount(),
                                  .stocks = in.stockCount(),
                                  .fields = values->values(),
                                  .universe = in.in_universe.view(),
                                  .wanted = rows,
                                  .cancelled = [&] { return call.cancelled(); }},
                                 parallel);
    if (answer.empty()) return fail(ErrorCode::Cancelled, "cancelled");
    for (const auto& warning : added.warnings)
        call.warn("window_made_whole", "/data", warning);
    warnOfUniverse(in, call);
    const auto& root = program.nodes()[static_cast<std::size_t>(program.outputs().front())];
    call.method("expression", *text);
    call.method("reads", fieldList(program));
    call.method("look_back_sessions", std::to_string(root.look_back));
    call.method("percentile", kPercentileMethod);
    return kit::paged(tableOf(in, answer.front(), rows.begin, rows, chosen->stocks), request.limit,
                      request.cursor);
}

Result<LanguageResult> answerLanguage(const FactorWorld& world, kit::Catalog& catalog) {
    const auto fields = expressionFields(*world.inputs, catalog);
    if (!fields) return kit::failAs(fields);
    LanguageResult out;
    for (const auto& f : expressionFunctions())
        out.functions.push_back({std::string(f.name), words(f.aliases), std::string(f.signature),
                                 std::string(f.meaning), std::string(f.family)});
    out.functions.push_back({"macro",
                             {},
                             "macro(\"SERIES\", code = 1, n)",
                             "Newest published value of a macro series, transformed by a code of McCracken "
                             "and Ng (1 level, 2 and 3 "
                             "first and second difference, 4 log, 5 and 6 differences of the log, 7 "
                             "difference of the growth); with n "
                             "its surprise against the n periods before, in deviations",
                             "cell"});
    for (const auto& f : *fields) {
        const std::string shape =
            f.shape == Shape::Panel ? "stock" : (f.shape == Shape::Series ? "series" : "group");
        const bool macro = f.name.starts_with("macro:");
        out.names.push_back(
            {macro ? "macro(\"" + f.name.substr(6) + "\")" : f.name, shape, f.meaning, f.unit});
    }
    return out;
}

} // namespace nautilus::factor
