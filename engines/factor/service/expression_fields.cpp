#include "engines/factor/service/expression_fields.h"

#include "engines/factor/kernel/macro_transform.h"

#include <algorithm>
#include <map>
#include <set>

namespace nautilus::factor {

using kit::Result;

namespace {

constexpr std::string_view kMacro = "macro:";

struct PanelField {
    const char* name;
    const GrownPanel ModelInputs::*panel;
    const char* unit;
    const char* meaning;
};

constexpr std::array kPanels{
    PanelField{"open", &ModelInputs::open, "price", "First price of the session, on the price basis"},
    PanelField{"high", &ModelInputs::high, "price", "Highest price of the session, on the price basis"},
    PanelField{"low", &ModelInputs::low, "price", "Lowest price of the session, on the price basis"},
    PanelField{"close", &ModelInputs::close, "price", "Last price, on the price basis, without dividends"},
    PanelField{"volume", &ModelInputs::volume, "shares", "Shares traded, on the price basis"},
    PanelField{"returns", &ModelInputs::returns, "fraction", "Simple return of the session, with dividends"},
    PanelField{"turnover", &ModelInputs::turnover, "fraction", "Volume over the listing's shares"},
    PanelField{"market_cap", &ModelInputs::market_cap, "currency", "Price times shares of the listing"},
    PanelField{"company_cap", &ModelInputs::company_cap, "currency",
               "Caps of all listed classes together: what the company's figures are compared with"},
    PanelField{"dividends", &ModelInputs::dividends, "price", "Paid per share over the last twelve months"},
};

struct FigureField {
    const char* name;
    const GrownPanel FundamentalPanels::*panel;
    const char* unit;
    const char* meaning;
};

constexpr std::array kFigures{
    FigureField{"equity", &FundamentalPanels::equity, "currency", "Shareholders' equity, newest report"},
    FigureField{"total_assets", &FundamentalPanels::total_assets, "currency", "Assets, newest report"},
    FigureField{"long_term_debt", &FundamentalPanels::long_term_debt, "currency", "Newest report"},
    FigureField{"short_term_debt", &FundamentalPanels::short_term_debt, "currency", "Newest report"},
    FigureField{"preferred_equity", &FundamentalPanels::preferred_equity, "currency", "Newest report"},
    FigureField{"net_income", &FundamentalPanels::net_income, "currency", "Sum of the last four quarters"},
    FigureField{"revenue", &FundamentalPanels::revenue, "currency", "Sum of the last four quarters"},
    FigureField{"operating_cash_flow", &FundamentalPanels::operating_cash_flow, "currency",
                "Sum of the last four quarters"},
    FigureField{"shares", &FundamentalPanels::shares, "shares",
                "Shares of the company on the price basis, all classes together"},
    FigureField{"eps_growth", &FundamentalPanels::eps_growth, "ratio",
                "Trend of earnings per share over three to five fiscal years"},
    FigureField{"sales_growth", &FundamentalPanels::sales_growth, "ratio",
                "Trend of sales per share over three to five fiscal years"},
    FigureField{"days_since_filing", &FundamentalPanels::days_since_filing, "days",
                "Age of the newest 10-K or 10-Q"},
    FigureField{"filing_lag_days", &FundamentalPanels::filing_lag_days, "days",
                "Days that the newest filing took"},
    FigureField{"late_filing", &FundamentalPanels::late_filing, "flag", "1 if the newest filing came late"},
    FigureField{"restatement", &FundamentalPanels::restatement, "flag",
                "1 if the newest balance sheet is known only as restated"},
};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Names of the catalog's macro series, each once. A catalog that lists none has none.
std::vector<std::string> macroNames(kit::Catalog& catalog) {
    std::vector<std::string> out;
    const auto spans = catalog.macroSpans();
    if (!spans) return out;
    for (const auto& span : *spans)
        if (out.empty() || out.back() != span.series) out.push_back(span.series);
    return out;
}

} // namespace

Result<std::vector<ExpressionField>> expressionFields(const ModelInputs& in, kit::Catalog& catalog) {
    std::vector<ExpressionField> out;
    for (const auto& each : kPanels)
        out.push_back({each.name, Shape::Panel, each.meaning, each.unit});
    for (const auto& each : kFigures)
        out.push_back({each.name, Shape::Panel, each.meaning, each.unit});
    out.push_back(
        {"market", Shape::Series, "Cap-weighted return of the universe less the risk-free rate", "fraction"});
    out.push_back({"risk_free", Shape::Series, "Federal funds rate per session", "fraction"});
    out.push_back({"sector", Shape::Group, "Sector", ""});
    out.push_back({"industry", Shape::Group, "Industry group", ""});
    for (const auto& each : in.concepts)
        if (std::ranges::find(out, each.name, &ExpressionField::name) == out.end())
            out.push_back(
                {each.name, Shape::Panel,
                 each.flow ? "As reported, sum of the last four quarters" : "As reported, newest report",
                 "currency"});
    for (const auto& name : macroNames(catalog))
        out.push_back({std::string(kMacro) + lower(name), Shape::Series,
                       "Macro series " + name + ": the newest published value", ""});
    return out;
}

std::vector<double> knownLevels(std::span<const domain::MacroValue> values,
                                std::span<const domain::SessionDate> sessions) {
    std::vector<const domain::MacroValue*> order;
    for (const auto& value : values)
        order.push_back(&value);
    std::ranges::stable_sort(order, {}, [](const auto* v) { return v->knowable_at; });
    std::vector<double> out;
    const domain::MacroValue* newest = nullptr;
    auto next = order.begin();
    for (const auto session : sessions) {
        for (; next != order.end() && (*next)->knowable_at <= session; ++next)
            if (!newest || (*next)->period_end >= newest->period_end) newest = *next;
        out.push_back(newest ? newest->value : domain::kMissing);
    }
    return out;
}

namespace {

/// What the model's inputs hold anyway.
std::map<std::string_view, FieldValues> standing(const ModelInputs& in) {
    std::map<std::string_view, FieldValues> out;
    for (const auto& each : kPanels)
        out[each.name].panel = (in.*each.panel).view();
    for (const auto& each : kFigures)
        out[each.name].panel = (in.fundamentals.*each.panel).view();
    out["market"].series = in.market_excess;
    out["risk_free"].series = in.risk_free;
    const auto group = [&](const std::vector<std::int32_t>& of, std::size_t count) {
        return FieldValues{
            .panel = {}, .series = {}, .group = {of.data(), 1, in.stockCount()}, .group_count = count};
    };
    out["sector"] = group(in.sector, in.sectors.size());
    out["industry"] = group(in.industry, in.industries.size());
    return out;
}

/// Fields that some output reads.
std::vector<std::size_t> usedFields(const ExpressionProgram& program) {
    std::set<std::size_t> out;
    for (const auto output : program.outputs())
        for (const auto field : program.fieldsOf(output))
            out.insert(static_cast<std::size_t>(field));
    return {out.begin(), out.end()};
}

/// Sessions before the first one asked for that any output can depend on.
std::size_t lookBack(const ExpressionProgram& program) {
    std::size_t out = 0;
    for (const auto node : program.outputs())
        out = std::max(out, program.nodes()[static_cast<std::size_t>(node)].look_back);
    return out;
}

} // namespace

Result<ExpressionValues> ExpressionValues::of(const ModelInputs& in, kit::Catalog& catalog,
                                              const ExpressionProgram& program, RowRange rows,
                                              const ParallelFor& parallel) {
    ExpressionValues out;
    out.values_.resize(program.fields().size());
    const auto known = standing(in);
    std::map<std::string, std::string> series;
    for (const auto& name : macroNames(catalog))
        series[std::string(kMacro) + lower(name)] = name;
    const RowRange held{rows.begin - std::min(rows.begin, lookBack(program)), rows.end};
    for (const auto field : usedFields(program)) {
        const auto& name = program.fields()[field].name;
        if (const auto found = known.find(name); found != known.end()) {
            out.values_[field] = found->second;
        } else if (const auto macro = series.find(std::string(readTransformedName(name).series));
                   macro != series.end()) {
            const auto values = catalog.macro(macro->second);
            if (!values) return kit::failAs(values);
            const auto transform = readTransformedName(name).transform;
            out.values_[field].series =
                out.series_.emplace_back(transform ? transformedLevels(*values, in.sessions, *transform)
                                                   : knownLevels(*values, in.sessions));
        } else {
            const auto wanted = std::ranges::find(in.concepts, name, &ReportedConcept::name);
            out.values_[field].panel =
                out.concept_panels_
                    .emplace_back(in.concept_store->panel(*wanted, in.sessions, held, parallel))
                    .view();
            out.values_[field].first_session = held.begin;
        }
    }
    if (catalog.epoch() != in.epoch && !out.series_.empty())
        return kit::fail(kit::ErrorCode::Unavailable,
                         "data were imported meanwhile; the model is being renewed", "", true);
    return out;
}

} // namespace nautilus::factor
