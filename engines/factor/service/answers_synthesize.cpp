// Several factors as one, and what following it would have earned.

#include "engines/factor/service/answers_research.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using domain::kMissing;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr double kBasisPoint = 1e-4;

/// Whether a user's factor or a synthetic one of the universe has the id.
Result<bool> isKept(const std::string& id, ResearchDesk& desk) {
    const auto own = desk.users.find(id);
    if (!own) return kit::failAs(own);
    if (*own) return true;
    const auto mix = desk.records.synthetic(id);
    if (!mix) return kit::failAs(mix);
    return *mix && (*mix)->universe == desk.library.inputs().universe.name;
}

/// With the versions of a user's factors that are meant today: a synthetic factor stays what it is.
Result<kit::Keyed<double>> spelledOut(const kit::Keyed<double>& combination, ResearchDesk& desk) {
    kit::Keyed<double> out;
    for (const auto& [name, weight] : combination.items) {
        if (desk.library.find(name)) {
            out[name] = weight;
            continue;
        }
        const auto own = desk.users.find(name);
        if (!own) return kit::failAs(own);
        out[*own ? (*own)->reference : name] = weight;
    }
    return out;
}

/// All faults of the combination.
Result<void> checkCombination(const SynthesizeRequest& request, ResearchDesk& desk) {
    kit::Errors faults;
    const auto add = [&](std::string message, std::string field) {
        faults.push_back({ErrorCode::InvalidArgument, std::move(message), std::move(field)});
    };
    double sum = 0;
    for (const auto& [name, weight] : request.factor_combination.items) {
        const auto at = "/factor_combination/" + name;
        if (!desk.library.find(name)) {
            const auto known = isKept(name, desk);
            if (!known) return kit::failAs(known);
            if (!*known)
                add("there is no factor " + name + " in the library or among those that were kept", at);
        }
        if (!std::isfinite(weight)) add("must be a number", at);
        if (weight < 0 && request.rebalancing.optimization_method != "none")
            add("may not be negative when weights are optimised", at);
        sum += std::abs(weight);
    }
    if (request.factor_combination.items.empty())
        add("names no factor", "/factor_combination");
    else if (!(sum > 0))
        add("has no weight other than 0", "/factor_combination");
    const auto word = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
    if (!std::ranges::all_of(request.synthesis_type, word))
        add("may hold small letters, digits and underscores", "/synthesis_type");
    if (!faults.empty()) return tl::unexpected(std::move(faults));
    return {};
}

/// Mean over deviation, per year, of what a line on the market leaves.
double informationRatio(std::span<const double> returns, std::span<const double> market) {
    const auto line = numerics::fitLine(market, returns);
    std::vector<double> rest(returns.begin(), returns.end());
    for (std::size_t t = 0; t < rest.size(); ++t)
        rest[t] -= line.slope * market[t];
    const auto m = numerics::moments(rest);
    return m.deviation > 0 ? m.mean / m.deviation * std::sqrt(numerics::kSessionsPerYear) : kMissing;
}

SynthesisBacktest backtestOf(const SyntheticMix& mix, const ModelInputs& in, RowRange rows,
                             double best_by_luck) {
    SynthesisBacktest out;
    const auto net = knownPart(mix.result.net, rows, 0);
    const auto after = numerics::performance(net),
               before = numerics::performance(knownPart(mix.result.gross, rows, 0));
    out.annualized_return = after.annualized_return;
    out.volatility = after.annualized_volatility;
    out.sharpe_ratio = after.sharpe_ratio;
    out.max_drawdown = after.max_drawdown;
    out.information_ratio = informationRatio(net, knownPart(in.market_excess, rows, 0));
    out.gross_annualized_return = before.annualized_return;
    out.gross_sharpe_ratio = before.sharpe_ratio;
    out.annual_turnover =
        numerics::moments(knownPart(mix.result.turnover, rows, 0)).mean * numerics::kSessionsPerYear;
    out.deflated_sharpe_ratio = numerics::probabilisticSharpe(numerics::sharpeShape(net), best_by_luck);
    out.sessions = static_cast<std::int64_t>(after.count);
    for (std::size_t t = rows.begin; t < rows.end; ++t) {
        if (std::isnan(mix.result.net[t])) continue;
        if (!out.start) out.start = in.sessions[t];
        out.end = in.sessions[t];
        out.rebalances += mix.result.turnover[t] > 0 ? 1 : 0;
    }
    return out;
}

void addHistory(SynthesizeResult& out, const SyntheticMix& mix, const ModelInputs& in) {
    const auto keyed = [&](const std::vector<double>& weights) {
        kit::Keyed<double> named;
        for (std::size_t k = 0; k < weights.size(); ++k)
            named[mix.names[k]] = weights[k];
        return named;
    };
    for (std::size_t d = 0; d < mix.dates.size(); ++d)
        out.weights_history.push_back(
            {in.sessions[mix.dates[d]], mix.result.learnt[d] != 0, keyed(mix.result.weights[d])});
    out.factor_weights = keyed(mix.result.weights.back());
}

void addValues(SynthesizeResult& out, const SyntheticMix& mix, const ModelInputs& in, std::size_t row,
               std::span<const std::size_t> stocks, kit::Call& call) {
    for (const auto i : stocks) {
        const auto& symbol = in.stocks[i].symbol;
        const double value = in.in_universe.row(row)[i] ? mix.scores.at(row, i) : kMissing;
        out.factor_values[symbol] = value;
        if (std::isnan(value))
            call.warn("not_computable", "/data/factor_values/" + symbol,
                      "the stock is outside the estimation universe, or one of the factors has no value");
    }
}

void describe(const SynthesizeRequest& request, const SyntheticMix& mix, kit::Call& call) {
    call.method("score",
                "SUM weight * z over the estimation universe, z turned by the factor's direction and "
                "cut at 3 deviations");
    call.method("backtest",
                "rank weights of the score, half long and half short, 1 in all; signal on the first "
                "session of the period, traded at the close of the next one; positions drift; net of "
                "cost_bps of what is traded");
    if (request.rebalancing.optimization_method == "none") return;
    call.method("optimization",
                request.rebalancing.optimization_method +
                    " of the factors' own portfolios (ic: of their coefficients, known 21 sessions "
                    "later) over the 252 sessions before each rebalancing");
    if (std::ranges::count(mix.result.learnt, std::uint8_t{0}) > 0)
        call.warn("weights_not_learnt", "/data/weights_history",
                  "on some dates there was too little history, or no factor had paid: the weights before "
                  "were kept");
}

} // namespace

Result<SynthesizeResult> answerSynthesize(const SynthesizeRequest& request, ResearchDesk& desk) {
    const auto& in = desk.library.inputs();
    if (auto sound = checkCombination(request, desk); !sound) return kit::failAs(sound);
    const auto row = rowOf(in, {}, request.as_of, desk.call);
    if (!row) return kit::failAs(row);
    std::vector<std::size_t> stocks;
    if (!request.symbols.empty()) {
        auto found = stocksOf(in, request.symbols, *row, desk.call);
        if (!found) return kit::failAs(found);
        stocks = std::move(*found);
    }
    auto combination = spelledOut(request.factor_combination, desk);
    if (!combination) return kit::failAs(combination);
    SyntheticDefinition definition{"", in.universe.name, request.synthesis_type, std::move(*combination),
                                   request.rebalancing};
    const auto mix = mixOf(definition, *row, request.cost_bps * kBasisPoint, desk);
    if (!mix) return kit::failAs(mix);
    if (mix->dates.empty())
        return fail(ErrorCode::NotComputable, "there is no rebalancing before as_of", "/as_of");
    const auto trials = desk.records.trials(in.universe.name, kit::writeJson(definition));
    if (!trials) return kit::failAs(trials);
    const RowRange rows{0, *row + 1};
    SynthesizeResult out;
    out.backtest_results =
        backtestOf(*mix, in, rows, numerics::expectedBestSharpe(*trials, sharpeSpread(desk.library, rows)));
    if (out.backtest_results.sessions < 2)
        return fail(ErrorCode::NotComputable, "no session has 20 names with all of the factors",
                    "/factor_combination");
    auto id = desk.records.keep(std::move(definition));
    if (!id) return kit::failAs(id);
    out.synthetic_factor_id = std::move(*id);
    addHistory(out, *mix, in);
    addValues(out, *mix, in, *row, stocks, desk.call);
    if (mix->result.names_without_return > 0)
        desk.call.warn(
            "positions_without_return", "/data/backtest_results",
            "on some sessions a position had no price: its return of the session counts as 0",
            kit::Value::Object{{"cases", static_cast<std::int64_t>(mix->result.names_without_return)}});
    warnOfUniverse(in, desk.call);
    describe(request, *mix, desk.call);
    return out;
}

} // namespace nautilus::factor
