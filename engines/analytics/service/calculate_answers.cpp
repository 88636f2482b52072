#include "engines/analytics/service/calculate_answers.h"

#include "engines/analytics/kernel/active_metrics.h"
#include "engines/analytics/kernel/return_metrics.h"
#include "engines/analytics/kernel/time_weighted_return.h"
#include "engines/analytics/service/benchmark.h"
#include "engines/analytics/service/comparison_answers.h"
#include "engines/analytics/service/groups.h"
#include "engines/analytics/service/held_positions.h"
#include "engines/kit/period.h"

#include <algorithm>
#include <cmath>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::Result;

namespace {

constexpr std::size_t kMetricSessions = 252;

/// Sharpe ratio, alpha, beta, drawdown and volatility of what is held, had it been held for a year.
Result<void> addMetrics(AnalyticsResult& out, const Rooms& rooms, const HeldPositions& held,
                        const std::string& benchmark, double risk_free_rate, Call& call) {
    const auto history = heldConstant(rooms, held, kMetricSessions, call);
    if (!history) return kit::failAs(history);
    auto& m = out.performance_metrics;
    if (history->session.size() > 1) {
        const auto other =
            benchmarkOver(rooms, benchmark, held.currency, history->session, Wanted::Return, call);
        if (!other) return kit::failAs(other);
        const double risk_free = perSession(risk_free_rate);
        const std::span returns = std::span(history->returns).subspan(1);
        const std::span market = std::span(other->total).subspan(1);
        const auto own = numerics::performance(returns, {numerics::kSessionsPerYear, risk_free, 0});
        const auto active = activeMetrics(returns, market, {numerics::kSessionsPerYear, risk_free});
        m = {own.sharpe_ratio, active.alpha, active.beta, own.max_drawdown, own.annualized_volatility};
        out.sessions_of_metrics = static_cast<std::int64_t>(own.count);
        call.fact("benchmark_used", other->name);
    } else {
        call.fact("benchmark_used", benchmark);
    }
    warnOfMissing(m, "/data/performance_metrics",
                  "the stored prices of the positions and the benchmark do not allow it", call);
    call.method("performance_metrics",
                "units of today held constant over the last 252 sessions, dividends reinvested, cash earning "
                "nothing; 252 sessions a year, sample deviation; rf per session = (1 + rate)^(1/252) - 1; "
                "alpha = (1 + mean(r - rf) - beta mean(b - rf))^252 - 1");
    return {};
}

void addParts(AnalyticsResult& out, const HeldPositions& held) {
    const bool brief = std::ranges::any_of(
        held.positions, [](const HeldPosition& each) { return domain::isShortSector(each.sector); });
    for (const auto& each : held.positions) {
        const double gain = each.value - each.cost + each.realised;
        out.attribution
            .sector_attribution[brief ? domain::shortSector(domain::gicsSector(each.sector)) : each.sector] +=
            gain;
        out.attribution.security_attribution[each.symbol] += gain;
    }
}

Result<AnalyticsResult> ofGiven(const Rooms& rooms, const AnalyticsRequest& request, Call& call) {
    const auto held = givenPositions(rooms, request, call);
    if (!held) return kit::failAs(held);
    AnalyticsResult out;
    out.portfolio_id = request.portfolio_id;
    out.currency = held->currency;
    out.market_value = out.cost_basis = out.realized_pnl = out.cash = 0;
    double paid = 0;
    for (const auto& each : held->positions) {
        out.market_value += each.value;
        out.cost_basis += each.cost;
        out.realized_pnl += each.realised;
        paid += std::fabs(each.cost);
    }
    out.unrealized_pnl = out.market_value - out.cost_basis;
    out.total_pnl = out.unrealized_pnl + out.realized_pnl;
    out.total_pnl_percent = paid > 0 ? out.total_pnl / paid * 100 : kMissing;
    out.period_start = held->base;
    out.period_end = held->as_of;
    call.data_as_of = held->as_of;
    call.method("total_pnl", "quantity x (current_price - avg_cost) + realized_pnl: since the cost was paid, "
                             "whatever the period; a position without avg_cost counts from the close before "
                             "the period");
    call.method("total_pnl_percent", "total_pnl / sum of |quantity x cost| x 100");
    if (request.calculation_options.include_attribution) addParts(out, *held);
    warnOfMissing(out, "/data", "the cost of a position is not known", call);
    call.fact("positions_analyzed", static_cast<std::int64_t>(held->positions.size()));
    const auto benchmark = request.benchmark.value_or("SPY");
    if (auto added =
            addMetrics(out, rooms, *held, benchmark, request.calculation_options.risk_free_rate, call);
        !added)
        return kit::failAs(added);
    return out;
}

HeldPositions heldIn(const portfolio::BookHoldings& book, const marketdata::InstrumentDirectory& directory) {
    HeldPositions out;
    out.currency = book.book.base_currency;
    out.as_of = book.as_of;
    out.cash = book.cash;
    for (const auto& each : book.holdings) {
        HeldPosition position;
        position.symbol = each.symbol;
        position.instrument = each.instrument;
        position.currency = each.currency;
        position.sector = each.sector.empty() ? groupOf(directory, each.instrument) : each.sector;
        position.value = each.value;
        position.cost = each.cost;
        out.positions.push_back(std::move(position));
    }
    return out;
}

/// What each instrument gave over the period, in money; the rest (trades, charges, interest) is `other`.
void addPeriodParts(AnalyticsResult& out, const portfolio::BookHistory& history,
                    const marketdata::InstrumentDirectory& directory) {
    double rest = out.total_pnl;
    auto& parts = out.attribution;
    for (std::size_t i = 0; i < history.instruments.size(); ++i) {
        double gain = 0;
        bool held = false;
        for (std::size_t t = 1; t < history.session.size(); ++t) {
            const double weight = history.start_weight.at(t, i), earned = history.held_return.at(t, i);
            if (weight == 0 || std::isnan(earned)) continue;
            gain += weight * earned * (history.value[t - 1] + history.flow[t]);
            held = true;
        }
        if (!held) continue;
        parts.security_attribution[history.symbols[i]] += gain;
        parts.sector_attribution[groupOf(directory, history.instruments[i])] += gain;
        rest -= gain;
    }
    parts.security_attribution["other"] = rest;
    parts.sector_attribution["other"] = rest;
}

/// The gain over the period: value at its end - value at its base - what came in.
void addPeriodGain(AnalyticsResult& out, const portfolio::BookHistory& history) {
    std::vector<DatedFlow> flows;
    double came_in = 0;
    const auto days = [&](std::size_t t) {
        return static_cast<double>(history.session[t].days - history.session.front().days);
    };
    for (std::size_t t = 1; t < history.session.size(); ++t) {
        came_in += history.flow[t];
        if (history.flow[t] != 0) flows.push_back({days(t - 1), history.flow[t]});
    }
    out.total_pnl = history.value.back() - history.value.front() - came_in;
    out.total_pnl_percent =
        modifiedDietz(history.value.front(), history.value.back(), days(history.session.size() - 1), flows) *
        100;
    out.period_start = history.session.front();
}

/// What a book is worth and has gained since its opening.
AnalyticsResult stateOf(const AnalyticsRequest& request, const portfolio::BookHoldings& book,
                        const HeldPositions& held) {
    AnalyticsResult out;
    out.portfolio_id = request.portfolio_id;
    out.currency = held.currency;
    out.market_value = out.cost_basis = 0;
    for (const auto& each : held.positions) {
        out.market_value += each.value;
        out.cost_basis += each.cost;
    }
    out.unrealized_pnl = out.market_value - out.cost_basis;
    out.realized_pnl = book.realised;
    out.cash = book.cash;
    out.period_end = book.as_of;
    return out;
}

Result<AnalyticsResult> ofBook(const Rooms& rooms, const AnalyticsRequest& request, Call& call) {
    if (!rooms.books) return Rooms::noBooks();
    const auto book = rooms.books->holdings(request.portfolio_id, request.as_of);
    if (!book) return kit::failAs(book);
    const auto& options = request.calculation_options;
    const auto base = kit::periodBase(options.time_period, book->as_of, "/calculation_options/time_period");
    if (!base) return kit::failAs(base);
    if (request.base_currency && *request.base_currency != book->book.base_currency)
        call.warn("ignored", "/data/currency", "a book answers in its own currency");
    const auto directory = rooms.market->directory();
    const auto held = heldIn(*book, *directory);
    auto out = stateOf(request, *book, held);
    call.data_as_of = book->as_of;
    call.warnings.insert(call.warnings.end(), book->warnings.begin(), book->warnings.end());
    const auto history = rooms.books->history(request.portfolio_id, *base, book->as_of);
    if (history) {
        addPeriodGain(out, *history);
        if (options.include_attribution) addPeriodParts(out, *history, *directory);
    } else if (history.error().front().code != ErrorCode::NotComputable) {
        return kit::failAs(history);
    }
    call.method("total_pnl", "value at the end - value at the base of time_period - deposits and transfers; "
                             "unrealized_pnl since purchase, realized_pnl since the opening of the book");
    call.method("total_pnl_percent", "modified Dietz return of the period x 100, flows at the start of day");
    call.method("attribution", "sum over the sessions of value at its start x weight x return; other: trades "
                               "within the session, charges, interest");
    warnOfMissing(out, "/data", "prices or history of the book do not allow it", call);
    call.fact("positions_analyzed", static_cast<std::int64_t>(held.positions.size()));
    const auto benchmark = benchmarkName(request.benchmark, book->book);
    if (auto added = addMetrics(out, rooms, held, benchmark, options.risk_free_rate, call); !added)
        return kit::failAs(added);
    return out;
}

} // namespace

Result<AnalyticsResult> answerCalculate(const Rooms& rooms, const AnalyticsRequest& request, Call& call) {
    call.catalog_epoch = rooms.market->directory()->epoch;
    return request.positions ? ofGiven(rooms, request, call) : ofBook(rooms, request, call);
}

} // namespace nautilus::analytics
