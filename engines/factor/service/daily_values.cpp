#include "engines/factor/service/daily_values.h"

#include "engines/factor/service/expression_fields.h"
#include "engines/factor/service/expression_library.h"
#include "engines/factor/service/research_factors.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nautilus::factor {

using domain::SessionDate;
using kit::Result;

namespace {

/// Newest rows of each kind of input, by when they became knowable; the beginning of time where there are
/// none.
std::map<std::string, SessionDate, std::less<>> newestInputs(const ModelInputs& in) {
    std::map<std::string, SessionDate, std::less<>> out{{"prices", in.sessions.back()},
                                                        {"filings", domain::kBeginningOfTime},
                                                        {"macro", domain::kBeginningOfTime}};
    auto& filings = out["filings"];
    for (const auto& timeline : in.record.timelines)
        for (const auto& state : *timeline)
            if (state.has_filing) filings = std::max(filings, state.last_filed);
    auto& macro = out["macro"];
    for (const auto* series : {&in.record.funds, &in.gdp, &in.yield, &in.cpi})
        if (!series->empty()) macro = std::max(macro, series->back().knowable_at); // ordered by it
    return out;
}

std::vector<FamilyInputs> inputsOf(const ModelInputs& in) {
    const auto newest = newestInputs(in);
    std::map<std::string, FamilyInputs> families;
    for (const auto& factor : researchFactors()) {
        auto [at, added] = families.try_emplace(
            factor.family, FamilyInputs{factor.family, "", domain::kBeginningOfTime, domain::kEndOfTime});
        for (const auto& [kind, day] : newest) {
            if (factor.data_source.find(kind) == std::string::npos) continue;
            if (at->second.reads.find(kind) == std::string::npos)
                at->second.reads += (at->second.reads.empty() ? "" : "_") + kind;
            at->second.knowable_at = std::max(at->second.knowable_at, day);
            at->second.least_recent = std::min(at->second.least_recent, day);
        }
    }
    std::vector<FamilyInputs> out;
    for (auto& each : families)
        out.push_back(std::move(each.second));
    return out;
}

/// The newest row of a definition with code of its own; exposures that the fill rule put in are missing.
void standingRow(const FactorWorld& world, std::string_view id, std::size_t row, std::span<double> out) {
    for (const auto& factor : world.library.factors)
        if (factor.id == id) return void(std::ranges::copy(factor.values.row(row), out.begin()));
    for (const auto* set : {&world.joint, &world.two_stage})
        if (const auto s = set->find(id); s < set->styles.size()) {
            const auto& style = set->styles[s];
            std::ranges::copy(style.exposure.row(row), out.begin());
            for (std::size_t i = 0; i < out.size() && style.filled.columns > 0; ++i)
                if (style.filled.row(row)[i]) out[i] = domain::kMissing;
            return;
        }
    if (id == "quality") std::ranges::copy(world.library.quality.row(row), out.begin());
}

/// One session of every expression, in the order of the library; nothing (no rows) for one that reads what
/// the catalog does not have.
Result<std::vector<domain::Matrix>> expressionRows(const ModelInputs& in, kit::Catalog& catalog,
                                                   RowRange rows, const ParallelFor& parallel) {
    auto fields = expressionFields(in, catalog);
    if (!fields) return kit::failAs(fields);
    ExpressionProgram program(std::move(*fields)); // one graph: what several factors share is made once
    std::vector<std::int32_t> outputs;
    for (const auto& factor : expressionFactors())
        outputs.push_back(program.add(factor.expression).output);
    std::vector<domain::Matrix> out(outputs.size());
    if (program.outputs().empty()) return out;
    const auto values = ExpressionValues::of(in, catalog, program, rows, parallel);
    if (!values) return kit::failAs(values);
    auto made = evaluate(program,
                         {.sessions = in.rowCount(),
                          .stocks = in.stockCount(),
                          .fields = values->values(),
                          .universe = in.in_universe.view(),
                          .wanted = rows},
                         parallel);
    for (std::size_t k = 0; k < outputs.size(); ++k)
        if (outputs[k] >= 0) out[k] = made[static_cast<std::size_t>(outputs[k])];
    return out;
}

} // namespace

Result<std::shared_ptr<const DailyValues>> dailyValues(const FactorWorld& world, kit::Catalog& catalog,
                                                       kit::Clock& clock, const ParallelFor& parallel) {
    const auto& in = *world.inputs;
    if (in.rowCount() == 0) return std::shared_ptr<const DailyValues>();
    const auto begun = clock.steadyNs();
    const std::size_t row = in.rowCount() - 1;
    const auto expressions = expressionRows(in, catalog, {row, row + 1}, parallel);
    if (!expressions) return kit::failAs(expressions);
    auto out = std::make_shared<DailyValues>();
    out->as_of = in.sessions[row];
    const auto& factors = researchFactors();
    out->values = domain::Matrix(factors.size(), in.stockCount());
    std::size_t next = 0;
    for (std::size_t k = 0; k < factors.size(); ++k) {
        const auto values = out->values.row(k);
        if (!factors[k].expression)
            standingRow(world, factors[k].id, row, values);
        else if (const auto& made = (*expressions)[next++]; made.rows() > 0)
            std::ranges::copy(made.row(0), values.begin());
        std::int64_t count = 0;
        for (std::size_t i = 0; i < values.size(); ++i)
            count += in.in_universe.row(row)[i] && std::isfinite(values[i]) ? 1 : 0;
        out->counts.push_back(count);
        out->ids.push_back(factors[k].id);
        out->families.push_back(factors[k].family);
        out->reads.push_back(factors[k].data_source);
    }
    out->inputs = inputsOf(in);
    out->seconds = static_cast<double>(clock.steadyNs() - begun) / 1e9;
    return std::shared_ptr<const DailyValues>(std::move(out));
}

} // namespace nautilus::factor
