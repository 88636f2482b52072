#include "engines/analytics/service/attribution_effects.h"

#include "engines/analytics/kernel/currency_attribution.h"

#include <algorithm>
#include <cmath>

namespace nautilus::analytics {

using namespace domain;

namespace {

/// The rows [from, to) of the columns, joined.
std::vector<double> linkedRows(const std::vector<double>& p, const std::vector<double>& b,
                               const EffectColumns& columns, std::size_t from, std::size_t to, Linking method,
                               LinkedEffects* totals = nullptr) {
    const auto n = columns.values.size();
    Matrix effects(to - from, n);
    for (std::size_t t = from; t < to; ++t)
        for (std::size_t e = 0; e < n; ++e)
            effects.at(t - from, e) = columns.values[e][t];
    auto linked = linkEffects(std::span(p).subspan(from, to - from), std::span(b).subspan(from, to - from),
                              effects.view(), method);
    auto out = linked.effects;
    if (totals) *totals = std::move(linked);
    return out;
}

bool sameMonth(SessionDate a, SessionDate b) {
    return a.ymd().year() == b.ymd().year() && a.ymd().month() == b.ymd().month();
}

/// One session's weights and returns by group.
struct GroupDay {
    std::vector<double> w, base, r, market;

    explicit GroupDay(std::size_t groups) : w(groups), base(groups), r(groups), market(groups) {}
};

void gather(const Matrix& weights, const Matrix& returns, const Grouping& grouping, std::size_t t,
            std::span<double> weight, std::span<double> earned) {
    double invested = 0;
    for (std::size_t i = 0; i < grouping.of.size(); ++i) {
        const double w = weights.at(t, i), r = returns.at(t, i);
        if (w == 0) continue;
        weight[grouping.of[i]] += w;
        if (!std::isnan(r)) earned[grouping.of[i]] += w * r;
        invested += w;
    }
    weight[grouping.cash] += 1 - invested;
}

double sumOf(std::span<const double> values) {
    double out = 0;
    for (const double value : values)
        out += value;
    return out;
}

void copyInto(std::span<double> to, const std::vector<double>& from) {
    std::ranges::copy(from, to.begin());
}

} // namespace

double earnedOn(const Matrix& weights, const Matrix& returns, std::size_t t) {
    double out = 0;
    for (std::size_t i = 0; i < weights.columns(); ++i)
        if (weights.at(t, i) != 0 && !std::isnan(returns.at(t, i)))
            out += weights.at(t, i) * returns.at(t, i);
    return out;
}

std::vector<double> linkedTotals(const std::vector<double>& portfolio, const std::vector<double>& benchmark,
                                 const EffectColumns& columns, Linking method) {
    return linkedRows(portfolio, benchmark, columns, 0, portfolio.size(), method);
}

kit::Table effectsOverTime(const std::vector<SessionDate>& sessions, const std::vector<double>& portfolio,
                           const std::vector<double>& benchmark, const EffectColumns& columns, bool monthly,
                           Linking method) {
    kit::Table::Dates dates;
    kit::Table::Numbers mine, theirs, active;
    std::vector<kit::Table::Numbers> parts(columns.values.size());
    for (std::size_t from = 0; from < sessions.size();) {
        std::size_t to = from + 1;
        while (monthly && to < sessions.size() && sameMonth(sessions[from], sessions[to]))
            ++to;
        LinkedEffects totals;
        const auto linked = linkedRows(portfolio, benchmark, columns, from, to, method, &totals);
        dates.push_back(sessions[to - 1]);
        mine.push_back(totals.portfolio_return);
        theirs.push_back(totals.benchmark_return);
        active.push_back(totals.portfolio_return - totals.benchmark_return);
        for (std::size_t e = 0; e < parts.size(); ++e)
            parts[e].push_back(linked[e]);
        from = to;
    }
    kit::Table out;
    out.add("date", std::move(dates));
    out.add("portfolio_return", std::move(mine));
    out.add("benchmark_return", std::move(theirs));
    out.add("active_return", std::move(active));
    for (std::size_t e = 0; e < parts.size(); ++e)
        out.add(columns.names[e], std::move(parts[e]));
    return out;
}

GroupEffects groupEffects(const ActiveHistory& history, const Grouping& grouping) {
    const std::size_t days = history.session.size(), groups = grouping.names.size();
    const Matrix none(days, groups, 0.0);
    GroupEffects out{none, none, none, none, none, none, none, none, std::vector<double>(days)};
    const bool split = grouping.currency_returns.rows() > 0;
    for (std::size_t t = 0; t < days; ++t) {
        gather(history.held, history.held_return, grouping, t, out.held.row(t), out.earned.row(t));
        gather(history.bench, history.bench_return, grouping, t, out.bench.row(t), out.bench_earned.row(t));
        const double evenly = history.market[t] - sumOf(out.bench_earned.row(t));
        GroupDay day(groups);
        std::vector<double> currency(groups);
        for (std::size_t g = 0; g < groups; ++g) {
            if (split) currency[g] = grouping.currency_returns.at(t, g);
            day.w[g] = out.held.at(t, g);
            day.base[g] = out.bench.at(t, g);
            if (day.w[g] != 0) day.r[g] = out.earned.at(t, g) / day.w[g] - currency[g];
            if (day.base[g] != 0)
                day.market[g] = out.bench_earned.at(t, g) / day.base[g] + evenly - currency[g];
        }
        auto effects = currencyEffects(day.w, day.base, day.r, day.market, currency);
        copyInto(out.allocation.row(t), effects.premium.allocation);
        copyInto(out.selection.row(t), effects.premium.selection);
        copyInto(out.interaction.row(t), effects.premium.interaction);
        copyInto(out.currency.row(t), effects.currency);
        // What is left is what the holdings do not explain; written so, the parts sum up whatever happens.
        out.trading[t] = history.portfolio[t] - history.market[t] -
                         (sumOf(effects.premium.allocation) + sumOf(effects.premium.selection) +
                          sumOf(effects.premium.interaction) + sumOf(effects.currency));
    }
    return out;
}

EffectColumns factorColumns(const ActiveHistory& history, const factor::ModelEffects& effects,
                            const std::vector<NamedFactor>& factors) {
    const std::size_t days = history.session.size(), columns = factors.size() + 2 + kSpecificParts;
    std::vector<std::size_t> place; // of each factor of the model among the columns
    for (const auto& name : effects.factors) {
        std::size_t at = name.starts_with("industry:") ? factors.size() + 1 : factors.size();
        for (std::size_t k = 0; k < factors.size(); ++k)
            if (std::ranges::find(factors[k].parts, name) != factors[k].parts.end()) at = k;
        place.push_back(at);
    }
    EffectColumns out;
    for (const auto& factor : factors)
        out.names.push_back(factor.name);
    for (const char* name :
         {"other_factors", "industries", "stock_specific", "not_covered", "trading", "benchmark_residual"})
        out.names.emplace_back(name);
    out.values.assign(columns, std::vector<double>(days));
    for (std::size_t t = 0; t < days; ++t) {
        double explained = 0;
        for (std::size_t k = 0; k < place.size(); ++k) {
            const double effect = effects.factor_effect.at(t, k);
            out.values[place[k]][t] += effect;
            explained += effect;
        }
        const double specific = sumOf(effects.specific_effect.row(t));
        const double held = earnedOn(history.held, history.held_return, t);
        const double bench = earnedOn(history.bench, history.bench_return, t);
        auto* parts = &out.values[factors.size() + 2];
        parts[0][t] = specific;
        parts[1][t] = held - bench - explained - specific;
        parts[2][t] = history.portfolio[t] - held;
        parts[3][t] = bench - history.market[t];
    }
    return out;
}

} // namespace nautilus::analytics
