// Which factors paid over a span, and whether that can be luck.

#include "engines/factor/service/answers_research.h"
#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::factor {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

double sharpeSpread(const ResearchLibrary& library, RowRange rows) {
    std::vector<double> ratios;
    for (const auto& each : library.factors)
        ratios.push_back(numerics::sharpeShape(knownPart(each.study.portfolio, rows, 0)).sharpe);
    return numerics::moments(ratios).deviation;
}

void describeStudies(kit::Call& call) {
    call.method("portfolio",
                "rank less mean rank over the estimation universe, half long and half short, 1 in "
                "all; mean of the weights of the last 21 sessions; low values long where the "
                "library says so; traded at the close of the signal");
    call.method("information_coefficient",
                "Spearman of value and return of the next 21 sessions; t by Newey-West with 20 lags");
    call.method("sharpe_ratio", "mean / deviation of daily returns * sqrt(252); nothing deducted");
    call.method(
        "deflated_sharpe_ratio",
        "probability of more than the expected best of all trials (Bailey, Lopez de Prado 2014); their "
        "deviation is that of the library over the same sessions");
}

namespace {

double metricOf(const RankedFactor& factor, std::string_view metric) {
    if (metric == "annualized_return") return factor.annualized_return;
    if (metric == "net_sharpe_ratio") return factor.net_sharpe_ratio;
    if (metric == "information_coefficient") return factor.information_coefficient;
    if (metric == "ic_t_stat") return factor.ic_t_stat;
    if (metric == "deflated_sharpe_ratio") return factor.deflated_sharpe_ratio;
    return factor.sharpe_ratio;
}

RankedFactor rankedOf(const StudiedFactor& each, const ResearchLibrary& library, RowRange rows, double cost,
                      double best_by_luck) {
    const auto figures = factorFigures(each.study, library.panel.in.horizons, rows,
                                       {.cost = cost, .horizon = kResearchHorizon});
    const auto& ic = figures.rank_ic[kResearchHorizon];
    RankedFactor out;
    out.factor_id = each.factor.id;
    out.data_source = each.factor.data_source;
    out.category = each.factor.family;
    out.theme = each.factor.theme;
    out.direction = each.factor.direction;
    out.sharpe_ratio = figures.gross.sharpe_ratio;
    out.annualized_return = figures.gross.annualized_return;
    out.volatility = figures.gross.annualized_volatility;
    out.max_drawdown = figures.gross.max_drawdown;
    out.net_sharpe_ratio = figures.net.sharpe_ratio;
    out.information_coefficient = ic.mean;
    out.ic_t_stat = ic.t_stat;
    out.ic_p_value = ic.p_value;
    out.deflated_sharpe_ratio = numerics::probabilisticSharpe(figures.shape, best_by_luck);
    out.quantile_spread = figures.spread.mean;
    out.turnover = figures.turnover;
    out.observations = static_cast<std::int64_t>(figures.gross.count);
    return out;
}

/// The guests that are asked for, each counted as something tried.
Result<std::vector<GuestPtr>> guestsOf(const RankingRequest& request, ResearchDesk& desk) {
    std::vector<GuestPtr> out;
    for (std::size_t k = 0; k < request.factors.size(); ++k) {
        if (desk.library.find(request.factors[k])) continue; // ranked anyway
        auto guest =
            guestFactor(request.factors[k], "/factors/" + std::to_string(k), ErrorCode::NotFound, desk);
        if (!guest) return kit::failAs(guest);
        const auto noted = desk.records.trials(desk.library.inputs().universe.name, (*guest)->text);
        if (!noted) return kit::failAs(noted);
        out.push_back(std::move(*guest));
    }
    return out;
}

/// Factors that have returns enough; the others are named in a warning.
std::vector<RankedFactor> candidates(const RankingRequest& request, std::span<const GuestPtr> guests,
                                     ResearchDesk& desk, RowRange rows, std::int64_t least,
                                     double best_by_luck) {
    constexpr double kBasisPoint = 1e-4;
    std::vector<RankedFactor> out;
    Value::Array left_out;
    std::vector<const StudiedFactor*> all;
    for (const auto& each : desk.library.factors)
        all.push_back(&each);
    for (const auto& guest : guests)
        all.push_back(&guest->studied);
    for (const auto* factor : all) {
        const auto& each = *factor;
        if (request.category && each.factor.family != *request.category &&
            each.factor.theme != *request.category)
            continue;
        auto ranked = rankedOf(each, desk.library, rows, request.cost_bps * kBasisPoint, best_by_luck);
        if (ranked.observations >= least && std::isfinite(metricOf(ranked, request.metric)))
            out.push_back(std::move(ranked));
        else
            left_out.emplace_back(each.factor.id);
    }
    if (!left_out.empty())
        desk.call.warn("too_few_observations", "/data/top_factors",
                       "factors without a value of the metric, or with fewer sessions than the minimum, were "
                       "left out",
                       Value::Object{{"factors", std::move(left_out)}});
    return out;
}

/// Flags have no fifths: their spread is null.
void warnOfSpreads(const std::vector<RankedFactor>& listed, kit::Call& call) {
    Value::Array without;
    for (const auto& each : listed)
        if (std::isnan(each.quantile_spread)) without.emplace_back(each.factor_id);
    if (!without.empty())
        call.warn("no_quantiles", "/data/top_factors",
                  "too many names have the same value for quantiles of equal size: there is no spread",
                  Value::Object{{"factors", std::move(without)}});
}

void addRates(std::vector<RankedFactor>& factors) {
    std::vector<double> p;
    for (const auto& each : factors)
        p.push_back(each.ic_p_value);
    const auto rates = numerics::falseDiscoveryRates(p);
    for (std::size_t i = 0; i < factors.size(); ++i)
        factors[i].false_discovery_rate = rates[i];
}

/// By the theme or the family of the factors.
kit::Keyed<CategoryPerformance> performanceBy(std::string RankedFactor::*word,
                                              const std::vector<RankedFactor>& ranked) {
    kit::Keyed<CategoryPerformance> out;
    for (const auto& each : ranked) { // best first
        auto& category = out[each.*word];
        if (category.factors == 0) {
            category.best_factor = each.factor_id;
            category.avg_sharpe_ratio = 0;
        }
        category.avg_sharpe_ratio += each.sharpe_ratio;
        ++category.factors;
    }
    for (auto& [name, category] : out.items)
        category.avg_sharpe_ratio /= static_cast<double>(category.factors);
    return out;
}

} // namespace

Result<RankingResult> answerRanking(const RankingRequest& request, ResearchDesk& desk) {
    const auto& in = desk.library.inputs();
    const auto row = rowOf(in, {}, request.as_of, desk.call);
    if (!row) return kit::failAs(row);
    const auto rows = periodRows(request.period, *row);
    constexpr std::int64_t kYear = 252;
    RankingResult out;
    out.ranking_criteria.metric = request.metric;
    out.ranking_criteria.period = request.period;
    const auto least = std::min<std::int64_t>(static_cast<std::int64_t>(rows.size()), kYear);
    out.ranking_criteria.minimum_observations = least;
    const auto guests = guestsOf(request, desk);
    if (!guests) return kit::failAs(guests);
    const auto trials = desk.records.trials(in.universe.name, std::nullopt);
    if (!trials) return kit::failAs(trials);
    out.trials = static_cast<std::int64_t>(*trials);
    const double luck = numerics::expectedBestSharpe(*trials, sharpeSpread(desk.library, rows));
    auto ranked = candidates(request, *guests, desk, rows, least, luck);
    if (ranked.empty() && request.category)
        return fail(ErrorCode::NotComputable, "no factor of that category can be ranked", "/category");
    if (ranked.empty())
        return fail(ErrorCode::NotComputable, "no factor has enough sessions with a return", "/period");
    addRates(ranked);
    std::ranges::stable_sort(ranked, [&](const RankedFactor& a, const RankedFactor& b) {
        return metricOf(a, request.metric) > metricOf(b, request.metric);
    });
    out.ranking_criteria.factors_ranked = static_cast<std::int64_t>(ranked.size());
    out.factor_categories_performance = performanceBy(&RankedFactor::theme, ranked);
    out.factor_families_performance = performanceBy(&RankedFactor::category, ranked);
    if (ranked.size() > static_cast<std::size_t>(request.top_n))
        ranked.resize(static_cast<std::size_t>(request.top_n));
    for (std::size_t i = 0; i < ranked.size(); ++i)
        ranked[i].rank = static_cast<std::int64_t>(i) + 1;
    warnOfSpreads(ranked, desk.call);
    out.top_factors = std::move(ranked);
    warnOfUniverse(in, desk.call);
    describeStudies(desk.call);
    return out;
}

} // namespace nautilus::factor
