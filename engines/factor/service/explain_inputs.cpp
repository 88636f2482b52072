#include "engines/factor/service/explain_inputs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace nautilus::factor {

using namespace domain;
using kit::LineageNode;
using kit::Result;
using kit::SourceRow;
using kit::Value;

namespace {

constexpr std::string_view kSharesWords =
    "Newest outstanding share count known, or the diluted one where it is newer or far away; brought to the "
    "price basis by later splits, split equally over the company's listed classes";
constexpr std::string_view kFlowWords =
    "Four quarters: the fiscal year when it is the newest period, else four single quarters, else the year "
    "rolled forward by year-to-date figures";
constexpr std::string_view kStockWords = "Newest value known; missing when older than 18 months";

Value number(double value) {
    return std::isnan(value) ? Value() : Value(value);
}

bool isFlow(std::string_view name) {
    return name == "net_income" || name == "revenue" || name == "operating_cash_flow";
}

std::string periodWord(char period) {
    return period == 'F' ? "fiscal year" : period == 'Q' ? "quarter" : period == 'Y' ? "year to date" : "at";
}

/// The figure of a company's state that an input of a definition stands for.
std::string_view figureOf(std::string_view input) {
    if (input == "eps_diluted") return "eps";
    return input;
}

} // namespace

LineageNode sourceNode(std::string label, const SourceRow& row) {
    LineageNode node;
    node.label = std::move(label);
    node.value = number(row.value);
    node.unit = row.unit;
    node.source = row.dataset + (row.source.empty() ? "" : ": " + row.source);
    if (row.source_row > 0) node.source_row = row.source_row;
    node.accession = row.accession;
    node.knowable_at = row.knowable_at;
    if (row.restated) node.warnings.emplace_back("known only as restated later");
    return node;
}

Result<LineageNode> StockInputs::input(std::string_view name, std::size_t sessions) {
    if (name == "close" || name == "adj_close" || name == "volume")
        return bars(name, name == "close" ? 1 : sessions);
    if (name == "shares") return marketCap();
    if (name == "dividends") return dividends();
    if (name == "filings") return filings();
    if (name == "GDPC1" || name == "DGS10" || name == "CPIAUCSL" || name == "FEDFUNDS") return macro(name);
    return figure(figureOf(name));
}

Result<LineageNode> StockInputs::bars(std::string_view field, std::size_t sessions) {
    const std::size_t first = row_ + 1 >= sessions ? row_ + 1 - sessions : 0;
    const auto rows = catalog_.barSources(in_.stocks[column_].id, in_.sessions[first], day());
    if (!rows) return kit::failAs(rows);
    LineageNode node;
    const auto of = std::string(field) + " of " + symbol();
    if (rows->empty()) {
        node.label = of;
        node.warnings.emplace_back("there is no bar up to " + day().iso());
        return node;
    }
    const auto one = [&](const SourceRow& row) {
        auto leaf = sourceNode(of + " on " + row.at.iso(), row);
        if (field == "adj_close") leaf.value = number(row.adjusted);
        if (field != "close" && field != "adj_close") leaf.value = Value(); // the row's value is its close
        return leaf;
    };
    if (sessions == 1) return one(rows->back());
    node.label = of + ", " + std::to_string(rows->size()) + " sessions from " + rows->front().at.iso() +
                 " to " + rows->back().at.iso();
    node.formula_words = "Daily bars; the first and the last one are shown";
    node.knowable_at = rows->back().at;
    std::set<std::string> sources;
    for (const auto& row : *rows)
        sources.insert(row.dataset + ": " + row.source);
    for (const auto& source : sources)
        node.source += (node.source.empty() ? "" : ", ") + source;
    node.add(one(rows->front()));
    node.add(one(rows->back()));
    return node;
}

Result<void> StockInputs::loadFacts() {
    if (loaded_) return {};
    const auto actions = catalog_.corporateActions();
    if (!actions) return kit::failAs(actions);
    std::vector<InstrumentId> classes; // the company's listings share its facts
    for (const auto& stock : in_.stocks)
        if (stock.company_id == in_.stocks[column_].company_id) classes.push_back(stock.id);
    const auto own = [&](InstrumentId id) { return std::ranges::count(classes, id) > 0; };
    const auto& store = *in_.concept_store;
    for (std::size_t c = 0; c < store.companyCount() && facts_.empty(); ++c)
        if (store.holds(c, {in_.stocks[column_].id})) facts_ = store.factsOf(c);
    std::vector<Split> splits;
    for (const auto& action : *actions)
        if (own(action.id) && action.type == "split" && action.ratio > 0 &&
            std::ranges::find(splits, action.ex_date, &Split::ex_date) == splits.end())
            splits.push_back({action.ex_date, action.ratio});
    uses_ = factsBehind(facts_, concepts(), splits, day());
    auto sources = catalog_.factSources(classes);
    if (!sources) return kit::failAs(sources);
    sources_ = std::move(*sources);
    loaded_ = true;
    return {};
}

double StockInputs::panelValue(std::string_view name) const {
    const auto& f = in_.fundamentals;
    const std::pair<std::string_view, const GrownPanel*> panels[] = {
        {"equity", &f.equity},
        {"total_assets", &f.total_assets},
        {"long_term_debt", &f.long_term_debt},
        {"short_term_debt", &f.short_term_debt},
        {"preferred_equity", &f.preferred_equity},
        {"net_income", &f.net_income},
        {"revenue", &f.revenue},
        {"operating_cash_flow", &f.operating_cash_flow},
        {"eps", &f.eps_growth},
        {"sales_per_share", &f.sales_growth}};
    for (const auto& [key, panel] : panels)
        if (key == name) return panel->at(row_, column_);
    return name == "shares" ? in_.market_cap.at(row_, column_) / in_.close.at(row_, column_) : kMissing;
}

Result<LineageNode> StockInputs::figure(std::string_view name) {
    if (auto loaded = loadFacts(); !loaded) return kit::failAs(loaded);
    LineageNode node;
    node.label = std::string(name) + " of " + symbol() + " known on " + day().iso();
    node.value = number(panelValue(name));
    node.formula_words = name == "shares" ? kSharesWords
                         : name == "eps"  ? "Growth trend of earnings per share over fiscal years"
                         : isFlow(name)   ? kFlowWords
                                          : kStockWords;
    for (const auto& use : uses_)
        if (use.figure == name) addFact(node, use.fact);
    if (node.inputs.empty()) node.warnings.emplace_back("nothing usable was known on that day");
    return node;
}

void StockInputs::addFact(LineageNode& node, const Fact& fact) const {
    const auto& word = concepts()[static_cast<std::size_t>(fact.concept_index)];
    const auto label = word + ", " + periodWord(fact.period) + " " + fact.period_end.iso();
    const auto found = std::ranges::find_if(sources_, [&](const SourceRow& row) {
        return row.name == word && row.at == fact.period_end && row.knowable_at == fact.knowable_at &&
               row.priority == fact.priority && row.value == fact.value;
    });
    if (found == sources_.end()) return;
    auto leaf = sourceNode(found->form.empty() ? label : label + " (" + found->form + ")", *found);
    if (fact.dated_by_rule)
        leaf.warnings.emplace_back("no filing date: counts from its period's end plus a lag");
    node.add(leaf);
}

Result<LineageNode> StockInputs::reported(const ReportedConcept& wanted) {
    if (auto loaded = loadFacts(); !loaded) return kit::failAs(loaded);
    const OrderedFacts ordered(facts_, concepts());
    const KnownFacts known(ordered, day());
    const auto figure = wanted.flow ? known.fourQuarters(wanted.name) : known.newest(wanted.name);
    LineageNode node;
    node.label = wanted.name + " of " + symbol() + " known on " + day().iso();
    node.value = number(figure.value);
    node.formula_words = wanted.flow ? kFlowWords : kStockWords;
    for (const Fact* fact : figure.madeOf())
        addFact(node, *fact);
    if (node.inputs.empty()) node.warnings.emplace_back("nothing usable was known on that day");
    return node;
}

Result<LineageNode> StockInputs::marketCap() {
    LineageNode node;
    node.label = "market cap of " + symbol() + " on " + day().iso();
    node.formula = "close * shares";
    node.formula_words = "Price of the listing times its shares";
    node.unit = "USD";
    if (in_.equal_caps) {
        node.warnings.emplace_back("no share counts are known: every stock counts the same");
        return node;
    }
    node.value = number(in_.market_cap.at(row_, column_));
    if (in_.several_classes.row(row_)[column_])
        node.warnings.emplace_back("the company's cap is split equally over its listed classes");
    auto price = bars("close", 1);
    if (!price) return price;
    node.add(*price);
    auto shares = figure("shares");
    if (!shares) return shares;
    node.add(*shares);
    return node;
}

Result<LineageNode> StockInputs::filings() {
    LineageNode node;
    node.label = "newest filing of " + symbol() + " known on " + day().iso();
    node.formula_words = "The 10-K or 10-Q filed last; its own period is the newest one in it";
    if (auto loaded = loadFacts(); !loaded) return kit::failAs(loaded);
    const SourceRow* newest = nullptr;
    for (const auto& row : sources_)
        if (row.knowable_at <= day() && (!newest || row.knowable_at >= newest->knowable_at)) newest = &row;
    if (newest)
        node.add(sourceNode(newest->name + ", " + newest->at.iso() + " (" + newest->form + ")", *newest));
    return node;
}

Result<LineageNode> StockInputs::dividends() {
    const auto actions = catalog_.corporateActions();
    if (!actions) return kit::failAs(actions);
    LineageNode node;
    node.label = "dividends of " + symbol() + " in the twelve months to " + day().iso();
    node.value = number(in_.dividends.at(row_, column_));
    node.formula_words = "Cash per share on the price basis, summed by ex-date";
    node.unit = "USD per share";
    for (const auto& action : *actions) {
        if (action.id != in_.stocks[column_].id || action.type != "dividend" || action.ex_date > day() ||
            action.ex_date.plusDays(365) <= day())
            continue;
        LineageNode leaf;
        leaf.label = "dividend, ex " + action.ex_date.iso();
        leaf.value = number(action.amount_on_basis);
        leaf.unit = "USD per share";
        leaf.knowable_at = std::max(action.ex_date, action.knowable_at);
        leaf.source = action.source;
        if (action.inferred) leaf.warnings.emplace_back("inferred from prices with and without dividends");
        node.add(leaf);
    }
    return node;
}

Result<LineageNode> StockInputs::macro(std::string_view series, std::size_t shown) {
    const auto rows = catalog_.macroSources(series);
    if (!rows) return kit::failAs(rows);
    LineageNode node;
    node.label = std::string(series) + " as known on " + day().iso();
    std::map<SessionDate, const SourceRow*> periods; // of each the vintage known then
    std::int64_t known = 0;
    for (const auto& row : *rows) {
        if (row.knowable_at > day()) break;
        ++known;
        periods[row.at] = &row;
    }
    node.formula_words = std::to_string(known) + " observations; " +
                         (shown == 1 ? std::string("the newest is shown")
                                     : "the newest " + std::to_string(shown) + " are shown");
    for (auto each = periods.rbegin(); each != periods.rend() && node.inputs.size() < shown; ++each)
        node.add(sourceNode(std::string(series) + " of " + each->first.iso(), *each->second));
    return node;
}

} // namespace nautilus::factor
