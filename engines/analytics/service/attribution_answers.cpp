#include "engines/analytics/service/attribution_answers.h"

#include "engines/analytics/service/comparison_answers.h"
#include "engines/analytics/service/groups.h"
#include "engines/analytics/service/levels.h"
#include "engines/factor/contract/named_styles.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

double sum(const std::vector<double>& values) {
    return std::accumulate(values.begin(), values.end(), 0.0);
}

std::vector<double> columnOf(const Matrix& matrix, std::size_t column) {
    std::vector<double> out(matrix.rows());
    for (std::size_t t = 0; t < out.size(); ++t)
        out[t] = matrix.at(t, column);
    return out;
}

double meanOf(const Matrix& matrix, std::size_t column) {
    return sum(columnOf(matrix, column)) / static_cast<double>(matrix.rows());
}

Linking linkingOf(const std::string& word) {
    return word == "menchero" ? Linking::Menchero : Linking::Carino;
}

/// Groups by sector, with cash as its own.
Grouping sectorsOf(const marketdata::InstrumentDirectory& directory, const ActiveHistory& history) {
    std::map<std::string, std::size_t> places;
    for (const auto id : history.instruments)
        places.emplace(groupOf(directory, id), 0);
    places.emplace("cash", 0);
    Grouping out;
    for (auto& [name, place] : places) {
        place = out.names.size();
        out.names.push_back(name);
    }
    for (const auto id : history.instruments)
        out.of.push_back(places.at(groupOf(directory, id)));
    out.cash = places.at("cash");
    return out;
}

/// Groups by currency, with what holding each of them alone gave.
Result<Grouping> currenciesOf(const Rooms& rooms, const ActiveHistory& history,
                              const kit::Keyed<double>& cash_rates, Call& call) {
    const auto directory = rooms.market->directory();
    const auto& base = history.book.base_currency;
    std::map<std::string, std::size_t> places{{base, 0}};
    for (const auto id : history.instruments)
        if (const auto* each = directory->byId(id)) places.emplace(each->currency, 0);
    Grouping out;
    for (auto& [name, place] : places) {
        place = out.names.size();
        out.names.push_back(name);
    }
    out.cash = places.at(base);
    for (const auto id : history.instruments) {
        const auto* each = directory->byId(id);
        out.of.push_back(each ? places.at(each->currency) : out.cash);
    }
    out.currency_returns = Matrix(history.session.size(), out.names.size(), 0.0);
    for (const auto& [name, place] : places) {
        const auto* rate = cash_rates.find(name);
        if (!rate)
            call.warn("cash_rate_missing", "/data/groups",
                      "no cash rate of " + name + " was given: it counts 0");
        const double cash = rate ? std::pow(1 + *rate, 1.0 / 252.0) - 1 : 0;
        const auto now = ratesOn(*rooms.market, name, base, history.session);
        const auto before = ratesOn(*rooms.market, name, base, history.before);
        if (!now) return kit::failAs(now);
        if (!before) return kit::failAs(before);
        for (std::size_t t = 0; t < history.session.size(); ++t)
            out.currency_returns.at(t, place) = cash + (*now)[t] / (*before)[t] - 1;
    }
    return out;
}

EffectColumns columnsOf(const Grouping& grouping, const GroupEffects& effects, bool fold) {
    EffectColumns out;
    const bool split = grouping.currency_returns.rows() > 0;
    for (std::size_t g = 0; g < grouping.names.size(); ++g) {
        const auto& name = grouping.names[g];
        auto selection = columnOf(effects.selection, g), interaction = columnOf(effects.interaction, g);
        if (fold)
            for (std::size_t t = 0; t < selection.size(); ++t)
                selection[t] += interaction[t];
        out.add("allocation:" + name, columnOf(effects.allocation, g));
        out.add("selection:" + name, std::move(selection));
        if (!fold) out.add("interaction:" + name, std::move(interaction));
        if (split) out.add("currency:" + name, columnOf(effects.currency, g));
    }
    out.add("trading", effects.trading);
    return out;
}

std::vector<double> holdingsReturns(const ActiveHistory& history) {
    std::vector<double> out(history.session.size());
    for (std::size_t t = 0; t < out.size(); ++t)
        out[t] = earnedOn(history.held, history.held_return, t);
    return out;
}

EffectColumns tradingColumns(const ActiveHistory& history, const std::vector<double>& holdings) {
    EffectColumns out;
    out.add("costs", {});
    out.add("timing", {});
    for (std::size_t t = 0; t < holdings.size(); ++t) {
        out.values[0].push_back(-history.charges[t]);
        out.values[1].push_back(history.portfolio[t] - holdings[t] + history.charges[t]);
    }
    return out;
}

void sayMethods(const AttributionRequest& request, const ActiveHistory& history, Call& call) {
    call.method("active_return", "time-weighted return of the portfolio - that of the benchmark, both "
                                 "compounded over the same sessions");
    call.method("benchmark_composition", history.made_of);
    call.method("linking", request.linking == "menchero" ? "Menchero (2000)" : "Carino (1999)");
    call.method(
        "selection_and_allocation",
        request.attribution_type == "currency"
            ? "Karnosky and Singer (1994) by session and currency: premium over the currency's own "
              "return, the product of local and currency return with the premium"
            : "Brinson and Fachler (1985) by session and sector, weights at the start of the session, "
              "cash a sector; what the benchmark has not takes its total return");
    if (request.attribution_type != "currency")
        call.method("sectors", "the catalog's latest classification, over the whole period");
    if (request.interaction == "selection") call.method("interaction", "counted as selection");
}

/// The head of the answer: whose returns, over what, and how much.
AttributionResult totalsOf(const AttributionRequest& request, const ActiveHistory& history) {
    AttributionResult out;
    out.portfolio_id = request.portfolio_id;
    out.benchmark = history.benchmark;
    out.attribution_type = request.attribution_type;
    out.period_start = history.base;
    out.period_end = history.session.back();
    out.sessions = static_cast<std::int64_t>(history.session.size());
    const auto totals = linkEffects(history.portfolio, history.market, {});
    out.total_return = totals.portfolio_return;
    out.benchmark_return = totals.benchmark_return;
    out.active_return = out.total_return - out.benchmark_return;
    return out;
}

/// Names what the portfolio held that the model does not cover; of the benchmark how many.
void sayWhatIsNotCovered(const ActiveHistory& history, const std::vector<bool>& covered, Call& call) {
    std::vector<std::string> mine;
    std::size_t theirs = 0;
    for (std::size_t i = 0; i < covered.size(); ++i) {
        if (covered[i]) continue;
        const auto held = columnOf(history.held, i);
        if (std::ranges::any_of(held, [](double weight) { return weight != 0; }))
            mine.push_back(history.symbols[i]);
        else
            ++theirs;
    }
    if (mine.empty() && theirs == 0) return;
    call.warn("not_covered", "/data/specific_parts/not_covered",
              fmt::format("the risk model does not cover, on some session, {} of the portfolio and {} of the "
                          "benchmark alone",
                          mine.empty() ? std::string("nothing") : fmt::format("{}", fmt::join(mine, ", ")),
                          theirs));
}

Result<void> addFactors(AttributionResult& out, EffectColumns& columns, const Rooms& rooms,
                        const ActiveHistory& history, const AttributionRequest& request, Call& call) {
    if (!rooms.model) return fail(ErrorCode::Unavailable, "the risk model is not there", "", true);
    Matrix active(history.session.size(), history.instruments.size(), 0.0);
    for (std::size_t t = 0; t < active.rows(); ++t)
        for (std::size_t i = 0; i < active.columns(); ++i)
            active.at(t, i) = history.held.at(t, i) - history.bench.at(t, i);
    const auto effects = rooms.model->effects(history.instruments, history.session, active.view());
    if (!effects) return kit::failAs(effects);
    const auto factors = namedFactors(request.factors, effects->factors);
    if (!factors) return kit::failAs(factors);
    columns = factorColumns(history, *effects, *factors);
    fillFactors(out, history, columns, *factors, linkingOf(request.linking));
    for (const auto& factor : *factors) {
        if (factor.parts.empty())
            call.warn("factor_not_in_model", "/data/factor_attribution/" + factor.name,
                      "the risk model has no factor " + factor.name);
        if (factor.name == "quality" && !factor.parts.empty())
            call.warn("factor_is_composed", "/data/factor_attribution/quality",
                      "the risk model has no accruals: quality is profitability and leverage together");
        if (factor.parts.size() > 1)
            call.method(factor.name, fmt::format("effects of {}", fmt::join(factor.parts, " and ")));
    }
    call.method("factor_attribution",
                "active exposure at the start of each session x factor return of the session; specific is "
                "the rest: specific returns, what the model does not cover, trading, and the benchmark's "
                "return against its composition's");
    sayWhatIsNotCovered(history, effects->covered, call);
    for (auto warning : effects->warnings) {
        warning.pointer = "/data/factor_attribution";
        call.warnings.push_back(std::move(warning));
    }
    return {};
}

} // namespace

Result<std::vector<NamedFactor>> namedFactors(const std::vector<std::string>& asked,
                                              const std::vector<std::string>& of_the_model) {
    std::vector<NamedFactor> out;
    std::map<std::string, std::string> taken;
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const auto& name = asked[i];
        const auto pointer = "/factors/" + std::to_string(i);
        if (std::ranges::find(out, name, &NamedFactor::name) != out.end())
            return fail(ErrorCode::InvalidArgument, name + " is named twice", pointer);
        NamedFactor factor{name, {}};
        std::vector<std::string> wanted;
        for (const auto& style : factor::namedStyle(name))
            wanted.emplace_back(style.factor);
        if (wanted.empty()) wanted = {name, "style:" + name};
        for (const auto& part : wanted) {
            if (std::ranges::find(of_the_model, part) == of_the_model.end()) continue;
            const auto [at, fresh] = taken.emplace(part, name);
            if (!fresh)
                return fail(ErrorCode::InvalidArgument,
                            name + " and " + at->second + " both stand for " + part + " of the model",
                            pointer);
            factor.parts.push_back(part);
        }
        out.push_back(std::move(factor));
    }
    return out;
}

void fillGroups(AttributionResult& out, const ActiveHistory& history, const Grouping& grouping,
                const GroupEffects& effects, bool fold_interaction, Linking method) {
    const auto columns = columnsOf(grouping, effects, fold_interaction);
    const auto totals = linkedTotals(history.portfolio, history.market, columns, method);
    out.allocation_effect = out.interaction_effect = out.currency_effect = 0;
    out.security_selection = out.trading = totals.back();
    std::size_t at = 0;
    for (std::size_t g = 0; g < grouping.names.size(); ++g) {
        GroupEffect row;
        row.group = grouping.names[g];
        row.portfolio_weight = meanOf(effects.held, g);
        row.benchmark_weight = meanOf(effects.bench, g);
        row.portfolio_contribution = sum(columnOf(effects.earned, g));
        row.benchmark_contribution = sum(columnOf(effects.bench_earned, g));
        row.allocation = totals[at++];
        row.selection = totals[at++];
        row.interaction = fold_interaction ? 0 : totals[at++];
        row.currency = grouping.currency_returns.rows() > 0 ? totals[at++] : 0;
        row.total = row.allocation + row.selection + row.interaction + row.currency;
        out.allocation_effect += row.allocation;
        out.security_selection += row.selection;
        out.interaction_effect += row.interaction;
        out.currency_effect += row.currency;
        const auto never = [](const std::vector<double>& column) {
            return std::ranges::all_of(column, [](double x) { return std::fabs(x) < 1e-12; });
        };
        if (never(columnOf(effects.held, g)) && never(columnOf(effects.bench, g))) continue;
        out.groups.push_back(std::move(row));
    }
}

void fillFactors(AttributionResult& out, const ActiveHistory& history, const EffectColumns& columns,
                 const std::vector<NamedFactor>& factors, Linking method) {
    const auto totals = linkedTotals(history.portfolio, history.market, columns, method);
    for (std::size_t k = 0; k < factors.size(); ++k)
        out.factor_attribution[factors[k].name] = factors[k].parts.empty() ? kMissing : totals[k];
    const auto at = factors.size();
    out.factor_attribution["other_factors"] = totals[at];
    out.factor_attribution["industries"] = totals[at + 1];
    const SpecificParts parts{totals[at + 2], totals[at + 3], totals[at + 4], totals[at + 5]};
    out.factor_attribution["specific"] =
        parts.stock_specific + parts.not_covered + parts.trading + parts.benchmark_residual;
    out.specific_parts = parts;
}

void fillTrading(AttributionResult& out, const ActiveHistory& history, Linking method) {
    const auto holdings = holdingsReturns(history);
    const auto columns = tradingColumns(history, holdings);
    const auto totals = linkedTotals(history.portfolio, holdings, columns, method);
    TradingEffect view;
    view.actual_return = out.total_return;
    view.holdings_return = 1;
    for (const double r : holdings)
        view.holdings_return *= 1 + r;
    view.holdings_return -= 1;
    view.trading_effect = view.actual_return - view.holdings_return;
    view.costs = totals[0];
    view.timing = totals[1];
    out.transaction_attribution = view;
}

Result<AttributionResult> answerAttribution(const Rooms& rooms, const AttributionRequest& request,
                                            Call& call) {
    const auto history = activeHistory(rooms,
                                       {request.portfolio_id, request.time_period, "/time_period",
                                        request.start, request.as_of, request.benchmark, Wanted::Composition},
                                       call);
    if (!history) return kit::failAs(history);
    const auto method = linkingOf(request.linking);
    const auto& type = request.attribution_type;
    auto out = totalsOf(request, *history);
    auto grouping = type == "currency" ? currenciesOf(rooms, *history, request.cash_rates, call)
                                       : Result<Grouping>(sectorsOf(*rooms.market->directory(), *history));
    if (!grouping) return kit::failAs(grouping);
    const bool fold = request.interaction == "selection";
    const auto effects = groupEffects(*history, *grouping);
    fillGroups(out, *history, *grouping, effects, fold, method);
    auto columns = columnsOf(*grouping, effects, fold);
    if (type == "factor")
        if (auto added = addFactors(out, columns, rooms, *history, request, call); !added)
            return kit::failAs(added);
    std::vector<double> against = history->market;
    if (type == "transaction") {
        fillTrading(out, *history, method);
        against = holdingsReturns(*history);
        columns = tradingColumns(*history, against);
        call.method("transaction", "actual return against that of the holdings at the start of each session");
    }
    if (request.over_time != "none")
        out.over_time = effectsOverTime(history->session, history->portfolio, against, columns,
                                        request.over_time == "monthly", method);
    sayMethods(request, *history, call);
    warnOfMissing(out, "/data", "a session lost everything, which cannot be linked", call);
    return out;
}

} // namespace nautilus::analytics
