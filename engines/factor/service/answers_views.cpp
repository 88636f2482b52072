// The library at a glance, and one macro series.

#include "engines/factor/service/answers_views.h"
#include "engines/factor/contract/research_views.h"
#include "engines/factor/kernel/macro_transform.h"
#include "engines/factor/service/answers_research.h"
#include "engines/factor/service/expression_fields.h"
#include "engines/factor/service/expression_library.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nautilus::factor {

using domain::kMissing;
using domain::SessionDate;
using kit::Result;

namespace {

LibraryLine lineOf(const StudiedFactor& each, const ModelInputs& in, std::span<const std::size_t> quarters,
                   RowRange rows) {
    constexpr std::size_t kHorizon = 21;
    LibraryLine out;
    out.factor_id = each.factor.id;
    out.data_source = each.factor.data_source;
    if (each.span.first_valid_date && *each.span.first_valid_date <= in.sessions[rows.end - 1])
        out.first_valid_date = each.span.first_valid_date;
    out.coverage = each.span.coverage[rows.end - 1];
    const auto ic = seriesOf(each.study.rank_ic, kResearchHorizon);
    const auto figures = icFigures(knownPart(ic, rows, kHorizon), kHorizon);
    out.rank_ic = figures.mean;
    out.t_stat = figures.t_stat;
    out.sessions = static_cast<std::int64_t>(figures.count);
    for (std::size_t q = 0; q < quarters.size(); ++q) {
        const auto end = q + 1 < quarters.size() ? quarters[q + 1] : rows.end;
        const auto known = rows.end - std::min(rows.end, kHorizon); // its return ahead is over
        const auto stop = std::min(end, known);
        out.quarters.push_back(
            stop > quarters[q]
                ? numerics::moments(std::span(ic).subspan(quarters[q], stop - quarters[q])).mean
                : kMissing);
    }
    return out;
}

} // namespace

Result<LibraryResult> answerLibrary(const LibraryRequest& request, ResearchDesk& desk) {
    const auto& in = desk.library.inputs();
    const auto row = rowOf(in, {}, request.as_of, desk.call);
    if (!row) return kit::failAs(row);
    const RowRange rows{0, *row + 1};
    const auto quarters = firstSessions(in.sessions, rows, "quarterly");
    LibraryResult out;
    for (const auto first : quarters)
        out.quarters.push_back(in.sessions[first]);
    for (const auto& each : desk.library.factors)
        out.factors.push_back(lineOf(each, in, quarters, rows));
    const bool gaps = std::ranges::any_of(out.factors, [](const LibraryLine& line) {
        return std::isnan(line.rank_ic) || std::isnan(line.coverage) ||
               std::ranges::any_of(line.quarters, [](double v) { return std::isnan(v); });
    });
    if (gaps)
        desk.call.warn("not_computable", "/data/factors",
                       "a factor has no value at as_of, or a span without 20 names whose return of the next "
                       "21 sessions is known");
    warnOfUniverse(in, desk.call);
    return out;
}

namespace {

/// Newest published value of every period by `as_of`; ties of a day take the one that the catalog lists last.
std::vector<MacroPoint> pointsOf(std::span<const domain::MacroValue> values, SessionDate as_of) {
    std::map<SessionDate, MacroPoint> by_period;
    for (const auto& value : values) {
        if (value.knowable_at > as_of) continue;
        auto [at, first] = by_period.try_emplace(
            value.period_end, MacroPoint{value.period_end, value.knowable_at, value.value, kMissing, 1});
        if (first) continue;
        ++at->second.vintages;
        if (value.knowable_at < at->second.knowable_at) continue;
        at->second.knowable_at = value.knowable_at;
        at->second.value = value.value;
    }
    std::vector<MacroPoint> out;
    for (const auto& [period, point] : by_period)
        out.push_back(point);
    return out;
}

void addSurprises(std::span<const domain::MacroValue> values, const ModelInputs& in, SessionDate as_of,
                  MacroViewResult& out) {
    auto levels = knownLevels(values, in.sessions);
    if (out.surprise_of_logs)
        for (double& level : levels)
            level = level > 0 ? std::log(level) : kMissing;
    const auto span = static_cast<std::size_t>(out.surprise_sessions);
    for (std::size_t t = span; t < levels.size() && in.sessions[t] <= as_of; ++t)
        if (const double change = levels[t] - levels[t - span]; !std::isnan(change))
            out.surprises.push_back({in.sessions[t], change});
}

void addRegimes(const ModelInputs& in, SessionDate as_of, MacroViewResult& out) {
    constexpr std::array kNames{"low_volatility", "middle_volatility", "high_volatility"};
    const auto states = volatilityRegimes(in.market_excess, kRegimeWindow, kRegimeLeast);
    for (std::size_t t = 0; t < states.size() && in.sessions[t] <= as_of; ++t) {
        if (states[t] < 0) continue;
        const auto* name = kNames[static_cast<std::size_t>(states[t])];
        if (t > 0 && states[t - 1] == states[t] && !out.regimes.empty())
            out.regimes.back().last = in.sessions[t];
        else
            out.regimes.push_back({in.sessions[t], in.sessions[t], name});
    }
}

std::vector<std::string> readersOf(const std::string& series) {
    std::vector<std::string> out;
    for (const auto& each : expressionFactors())
        if (std::string(each.expression).find("macro(\"" + series + '"') != std::string::npos)
            out.emplace_back(each.id);
    return out;
}

/// What is said about the series before any value.
MacroViewResult describe(const kit::MacroSpan& span, const MacroViewRequest& request) {
    constexpr std::int64_t kMonth = 21;
    const auto choice = transformOf(request.series);
    MacroViewResult out;
    out.series = request.series;
    out.name = span.name;
    out.units = span.units;
    out.frequency = span.frequency;
    out.transform = request.transform.value_or(choice.code);
    out.transform_source = std::string(request.transform ? "as asked" : choice.because);
    out.formula = std::string(transformFormula(static_cast<int>(out.transform)));
    out.surprise_sessions = span.frequency == "D" ? 1 : kMonth;
    out.surprise_of_logs = choice.code >= 4;
    out.library_factors = readersOf(request.series);
    return out;
}

void addPoints(std::span<const domain::MacroValue> values, const MacroViewRequest& request, SessionDate as_of,
               MacroViewResult& out) {
    out.points = pointsOf(values, as_of);
    std::vector<double> levels;
    for (const auto& point : out.points)
        levels.push_back(point.value);
    const auto changed = transformed(levels, static_cast<int>(out.transform));
    for (std::size_t t = 0; t < changed.size(); ++t)
        out.points[t].transformed = changed[t];
    if (request.start)
        std::erase_if(out.points, [&](const MacroPoint& p) { return p.period_end < *request.start; });
}

} // namespace

Result<MacroViewResult> answerMacroView(const FactorWorld& world, const MacroViewRequest& request,
                                        kit::Catalog& catalog, kit::Call& call) {
    const auto& in = *world.inputs;
    const auto spans = catalog.macroSpans();
    if (!spans) return kit::failAs(spans);
    const auto span = std::ranges::find(*spans, request.series, &kit::MacroSpan::series);
    if (span == spans->end())
        return kit::fail(kit::ErrorCode::NotFound, "the catalog has no series " + request.series, "/series");
    const auto values = catalog.macro(request.series);
    if (!values) return kit::failAs(values);
    const auto as_of = request.as_of.value_or(domain::kEndOfTime);
    auto out = describe(*span, request);
    addPoints(*values, request, as_of, out);
    if (std::ranges::any_of(out.points, [](const MacroPoint& p) { return std::isnan(p.transformed); }))
        call.warn("not_computable", "/data/points",
                  "a transformed value lacks the values of the periods before it, or the logarithm of one");
    addSurprises(*values, in, as_of, out);
    addRegimes(in, as_of, out);
    call.catalog_epoch = catalog.epoch();
    if (!out.points.empty()) call.data_as_of = out.points.back().knowable_at;
    call.method("transform", "McCracken, Ng (2016): code " + std::to_string(out.transform));
    call.method("surprise",
                "what the library's betas regress on: change of the newest published value over " +
                    std::to_string(out.surprise_sessions) + " sessions" +
                    (out.surprise_of_logs ? ", of its logarithm" : ""));
    call.method("regimes", "thirds of the market's 63-session deviation among all that was known by then");
    return out;
}

} // namespace nautilus::factor
