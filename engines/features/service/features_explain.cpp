// Lineage of the features engine's answers: an indicator leads to the stored bars that it was computed from,
// a fundamental feature to the reported figures and the close that it is made of.

#include "engines/features/service/cross_section.h"
#include "engines/features/service/features_service.h"
#include "engines/features/service/fundamental_answers.h"

#include <algorithm>
#include <cmath>

namespace nautilus::features {

using namespace domain;
using kit::ErrorCode;
using kit::fail;
using kit::LineageNode;
using kit::LineageQuestion;
using kit::Result;
using kit::SourceRow;
using kit::Value;

namespace {

constexpr std::size_t kShownBars = 5;

Value number(double value) {
    return std::isnan(value) ? Value() : Value(value);
}

LineageNode leafOf(std::string label, const SourceRow& row) {
    LineageNode leaf;
    leaf.label = std::move(label);
    leaf.value = number(row.value);
    leaf.unit = row.unit;
    leaf.source = row.dataset + (row.source.empty() ? "" : ": " + row.source);
    if (row.source_row > 0) leaf.source_row = row.source_row;
    leaf.accession = row.accession;
    leaf.knowable_at = row.knowable_at;
    if (row.restated) leaf.warnings.emplace_back("known only as restated later");
    return leaf;
}

tl::unexpected<kit::Errors> noStory() {
    return fail(ErrorCode::Unsupported, "this value has no story of its own");
}

template <class Request>
Result<Request> requestOf(const LineageQuestion& question) {
    kit::FieldReader reader;
    return reader.read<Request>(question.parameters);
}

/// The indicator that answers under `key`, with the parameters of the request.
Result<std::optional<ChosenIndicator>> indicatorOf(const TechnicalRequest& request, const std::string& key) {
    for (const auto& spec : numerics::indicatorTable()) {
        auto chosen = ParameterWords(request.parameters).choose(spec);
        if (!chosen) return kit::failAs(chosen);
        if (std::ranges::find(chosen->keys, key) != chosen->keys.end())
            return std::optional(std::move(*chosen));
    }
    return std::optional<ChosenIndicator>();
}

/// The daily bars that the answer was computed from: how many, from when to when, and the newest rows.
Result<LineageNode> barsNode(kit::Catalog& catalog, const Instrument& instrument, SessionDate last,
                             std::int64_t most) {
    kit::BarQuery query{{instrument.id}, kBeginningOfTime, last, ""};
    query.closes_only = true;
    const auto bars = catalog.dailyBars(query);
    if (!bars) return kit::failAs(bars);
    const auto& days = bars->session;
    LineageNode node;
    node.source = instrument.dataset;
    if (days.empty()) {
        node.label = "daily bars of " + instrument.symbol;
        node.warnings.emplace_back("there is no bar up to " + last.iso());
        return node;
    }
    const auto used = std::min(days.size(), static_cast<std::size_t>(most));
    const auto first = days[days.size() - used];
    node.label = std::to_string(used) + " daily bars of " + instrument.symbol + ", " + first.iso() + " to " +
                 days.back().iso();
    node.formula_words = "Stored bars, oldest first; the newest " +
                         std::to_string(std::min(kShownBars, used)) + " are shown, each with its close";
    node.knowable_at = days.back();
    const auto shown = days[days.size() - std::min(kShownBars, used)];
    const auto rows = catalog.barSources(instrument.id, shown, days.back());
    if (!rows) return kit::failAs(rows);
    for (auto row = rows->rbegin(); row != rows->rend(); ++row)
        node.add(leafOf("close of " + instrument.symbol + " on " + row->at.iso(), *row));
    return node;
}

Result<LineageNode> technicalNode(const FeatureWorld& world, kit::Catalog& catalog,
                                  const LineageQuestion& question) {
    const auto& path = question.path;
    if (path.size() != 3 || path[0] != "technical_indicators") return noStory();
    const auto request = requestOf<TechnicalRequest>(question);
    if (!request) return kit::failAs(request);
    const auto chosen = indicatorOf(*request, path[2]);
    if (!chosen) return kit::failAs(chosen);
    if (!*chosen) return noStory();
    const auto& spec = *(*chosen)->spec;
    LineageNode node;
    node.label = path[2] + " of " + request->symbol;
    node.formula = spec.formula;
    node.formula_words = std::string(spec.title);
    for (std::size_t i = 0; i < spec.parameters.size(); ++i)
        node.formula_words += (i == 0 ? "; " : ", ") + std::string(spec.parameters[i].name) + " " +
                              kit::toJson(Value((*chosen)->parameters[i]));
    node.knowable_at = question.data_as_of;
    if (request->data) {
        LineageNode given;
        given.label = std::to_string(request->data->ohlcv.size()) + " bars of the request";
        given.source = "the request";
        if (request->history != "none")
            given.warnings.emplace_back("stored bars stand before them where they were too few: the answer's "
                                        "metadata says so under history");
        node.add(given);
        return node;
    }
    const auto instrument =
        instrumentOf(world, request->symbol, request->as_of.value_or(kEndOfTime), request->dataset);
    if (!instrument) return kit::failAs(instrument);
    if (request->timeframe == "1d") {
        auto bars =
            barsNode(catalog, **instrument, question.data_as_of.value_or(kEndOfTime), request->history_bars);
        if (!bars) return bars;
        node.add(*bars);
        return node;
    }
    LineageNode bars;
    bars.label = "bars of " + request->timeframe + " of " + request->symbol;
    bars.source = (*instrument)->dataset;
    node.add(bars);
    return node;
}

/// What a fundamental feature reads: concepts over four quarters (q), newest ones (n), of the newest fiscal
/// year (y), of the newest and the one five years before (g), and the company's capitalisation (c).
struct Reading {
    std::string_view feature;
    std::vector<std::pair<char, std::string_view>> parts;
};

const std::vector<Reading>& readings() {
    static const std::vector<Reading> kReadings{
        {"pe_ratio", {{'c', ""}, {'q', "net_income"}}},
        {"price_to_book", {{'c', ""}, {'n', "equity"}}},
        {"price_to_sales", {{'c', ""}, {'q', "revenue"}}},
        {"ev_to_ebitda",
         {{'c', ""},
          {'n', "long_term_debt"},
          {'n', "short_term_debt"},
          {'n', "preferred_equity"},
          {'n', "minority_interest"},
          {'n', "cash"},
          {'q', "operating_income"},
          {'q', "depreciation"}}},
        {"roe", {{'q', "net_income"}, {'n', "equity"}}},
        {"roa", {{'q', "net_income"}, {'n', "total_assets"}}},
        {"gross_margin", {{'y', "gross_profit"}, {'y', "revenue"}}},
        {"operating_margin", {{'q', "operating_income"}, {'q', "revenue"}}},
        {"net_margin", {{'q', "net_income"}, {'q', "revenue"}}},
        {"revenue_growth_5y", {{'g', "revenue"}}},
        {"earnings_growth_5y", {{'g', "net_income"}}},
        {"dividend_growth_5y", {{'g', "dividends_per_share"}}},
        {"asset_turnover", {{'q', "revenue"}, {'n', "total_assets"}}},
        {"inventory_turnover", {{'y', "cost_of_revenue"}, {'n', "inventory"}}},
        {"receivables_turnover", {{'q', "revenue"}, {'n', "receivables"}}}};
    return kReadings;
}

/// The reported figures behind one company's features on one session.
class CompanyStory {
public:
    CompanyStory(const FeatureWorld& world, kit::Catalog& catalog, const Instrument& stock, SessionDate at)
        : world_(world), catalog_(catalog), stock_(stock), facts_(world.factsOf(stock)),
          ordered_(facts_, world.facts.concepts), known_(ordered_, at), splits_(splitsOf(world, stock)) {}

    Result<void> load() {
        std::vector<InstrumentId> classes; // a company's listings share its figures
        for (const auto& each : world_.instruments)
            if (each.company_id == stock_.company_id) classes.push_back(each.id);
        auto rows = catalog_.factSources(classes);
        if (!rows) return kit::failAs(rows);
        rows_ = std::move(*rows);
        return {};
    }

    Result<LineageNode> part(char how, std::string_view name) {
        if (how == 'c') return capitalisation();
        if (how == 'q') return figure(name, known_.fourQuarters(name), "Over four quarters");
        if (how == 'y') return figure(name, known_.newest(name, "F"), "Of the newest fiscal year");
        if (how == 'n') return figure(name, known_.newest(name), "Newest value that is not stale");
        KnownFigure both;
        for (const auto& year : known_.periods(name, "F", true)) {
            const double age =
                both.count == 0 ? 0 : (both.facts[0]->period_end.days - year.period_end.days) / kDaysPerYear;
            if (both.count == 0 || std::abs(age - 5) <= 0.1) both.facts[both.count++] = year.fact;
            if (both.count == 2) break;
        }
        return figure(name, both, "The newest fiscal year and the one five years before it");
    }

private:
    LineageNode figure(std::string_view name, const KnownFigure& found, const char* words) {
        LineageNode node;
        node.label = std::string(name) + " of " + stock_.symbol + " known on " + known_.at().iso();
        node.value = number(found.value);
        node.formula_words = words;
        for (const Fact* fact : found.madeOf())
            node.add(leaf(name, *fact));
        if (found.count == 0) node.warnings.emplace_back("nothing usable was known on that day");
        return node;
    }

    LineageNode leaf(std::string_view name, const Fact& fact) const {
        const std::string_view period = fact.period == 'F'   ? "fiscal year "
                                        : fact.period == 'Q' ? "quarter "
                                        : fact.period == 'Y' ? "year to date "
                                                             : "at ";
        const auto& concept_name = world_.facts.concepts[static_cast<std::size_t>(fact.concept_index)];
        const auto label = concept_name + ", " + std::string(period) + fact.period_end.iso();
        const auto row = std::ranges::find_if(rows_, [&](const SourceRow& each) {
            return each.name == concept_name && each.at == fact.period_end &&
                   each.knowable_at == fact.knowable_at && each.priority == fact.priority &&
                   each.value == fact.value;
        });
        LineageNode node;
        if (row != rows_.end()) {
            node = leafOf(row->form.empty() ? label : label + " (" + row->form + ")", *row);
        } else {
            node.label = label;
            node.value = number(fact.value);
            node.knowable_at = fact.knowable_at;
            node.warnings.push_back("the stored row of this " + std::string(name) + " is not there any more");
        }
        if (fact.dated_by_rule)
            node.warnings.emplace_back("no filing date: counts from its period's end plus a lag");
        return node;
    }

    Result<LineageNode> capitalisation() {
        LineageNode node;
        node.label = "company cap of " + stock_.symbol + " on " + known_.at().iso();
        node.formula = "mean close of the listed classes * shares";
        for (const auto& each : world_.instruments) {
            if (each.company_id != stock_.company_id) continue;
            const auto rows =
                catalog_.barSources(each.id, known_.at().plusDays(-kDelistedAfterDays), known_.at());
            if (!rows) return kit::failAs(rows);
            if (!rows->empty())
                node.add(leafOf("close of " + each.symbol + " on " + rows->back().at.iso(), rows->back()));
        }
        node.add(figure("shares", known_.shares(splits_),
                        "Newest share count known, brought to the price basis by later splits"));
        return node;
    }

    const FeatureWorld& world_;
    kit::Catalog& catalog_;
    const Instrument& stock_;
    const std::vector<Fact> facts_;
    const OrderedFacts ordered_;
    const KnownFacts known_;
    const std::vector<Split> splits_;
    std::vector<SourceRow> rows_;
};

Result<LineageNode> fundamentalNode(const FeatureWorld& world, kit::Catalog& catalog,
                                    const LineageQuestion& question) {
    const auto& path = question.path;
    if (path.size() != 3 || path[0] != "fundamental_features" || !question.data_as_of) return noStory();
    const auto request = requestOf<FundamentalRequest>(question);
    if (!request) return kit::failAs(request);
    const auto stock =
        instrumentOf(world, request->symbol, request->as_of.value_or(kEndOfTime), request->dataset);
    if (!stock) return kit::failAs(stock);
    const bool relative = path[2] == "pe_relative_to_sector";
    const std::string feature = relative ? "pe_ratio" : path[2];
    const auto reading = std::ranges::find(readings(), feature, &Reading::feature);
    const auto spec = std::ranges::find(ratioSpecs(), feature, &RatioSpec::id);
    if (reading == readings().end() || spec == ratioSpecs().end()) return noStory();
    CompanyStory story(world, catalog, **stock, *question.data_as_of);
    if (auto loaded = story.load(); !loaded) return kit::failAs(loaded);
    LineageNode node;
    node.label = path[2] + " of " + request->symbol + " on " + question.data_as_of->iso();
    node.formula = relative ? "pe_ratio / median pe_ratio of the sector" : std::string(spec->formula);
    node.formula_words =
        relative ? "The figures of the company are shown; those of its sector enter by their median"
                 : "From what was known on that day";
    node.knowable_at = question.data_as_of;
    for (const auto& [how, name] : reading->parts) {
        auto part = story.part(how, name);
        if (!part) return part;
        node.add(*part);
    }
    return node;
}

} // namespace

void FeaturesService::explain(LineageQuestion question, kit::CallPtr, kit::Done<LineageNode> done) {
    const bool technical = question.operation == "features.technical";
    if (!technical && question.operation != "features.fundamental") return done(noStory());
    const auto world = world_.load();
    if (!world) return done(fail(ErrorCode::Unavailable, "the features engine is still loading", "", true));
    const auto task = [this, world, technical, question = std::move(question), done] {
        done(technical ? technicalNode(*world, ports_.catalog, question)
                       : fundamentalNode(*world, ports_.catalog, question));
    };
    if (!threads_.driver.post(task))
        done(fail(ErrorCode::Unavailable, "too many requests are waiting", "", true));
}

} // namespace nautilus::features
