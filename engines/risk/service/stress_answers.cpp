#include "engines/domain/sectors.h"
#include "engines/risk/service/risk_figures.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace nautilus::risk {

using domain::kMissing;
using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using marketdata::DailyHistory;

namespace {

/// From the close of `from` to the close of `to`.
struct Window {
    const char* name;
    SessionDate from, to;
};

const std::array<Window, 5>& windows() {
    static const std::array<Window, 5> kWindows{{
        {"crisis_2008", SessionDate::of(2008, 9, 12), SessionDate::of(2009, 3, 9)},
        {"china_2015_08", SessionDate::of(2015, 8, 17), SessionDate::of(2015, 8, 25)},
        {"volatility_2018_02", SessionDate::of(2018, 1, 26), SessionDate::of(2018, 2, 8)},
        {"december_2018", SessionDate::of(2018, 12, 3), SessionDate::of(2018, 12, 24)},
        {"covid_2020", SessionDate::of(2020, 2, 19), SessionDate::of(2020, 3, 23)},
    }};
    return kWindows;
}

/// Losses of positions and their sum; NaN moves are left out and take away from `covered`.
StressRow rowOf(const PricedBook& book, const std::vector<double>& moves) {
    StressRow out;
    out.loss = 0;
    double known = 0, gross = 0;
    for (std::size_t i = 0; i < book.positions.size(); ++i) {
        const auto& position = book.positions[i];
        const double weight = position.value / book.value;
        gross += std::abs(weight);
        out.positions.push_back({position.symbol, moves[i], -weight * moves[i]});
        if (std::isnan(moves[i])) continue;
        known += std::abs(weight);
        out.loss -= weight * moves[i];
    }
    if (known == 0 && gross > 0) out.loss = kMissing;
    out.loss_amount = out.loss * book.value;
    out.covered = gross > 0 ? known / gross : 1;
    std::ranges::stable_sort(out.positions, [](const StressMove& a, const StressMove& b) {
        if (std::isnan(a.loss) != std::isnan(b.loss)) return std::isnan(b.loss);
        return a.loss > b.loss;
    });
    return out;
}

/// What the answer does not know of a row, and why.
void explain(const StressRow& row, std::size_t i, kit::Call& call) {
    const auto at = "/data/scenarios/" + std::to_string(i);
    for (std::size_t n = 0; n < row.positions.size(); ++n)
        if (std::isnan(row.positions[n].move))
            call.warn("no_data", at + "/positions/" + std::to_string(n) + "/move",
                      row.positions[n].symbol + " has no data for " + row.scenario +
                          " and is left out of the loss");
    if (std::isnan(row.loss)) {
        call.warn("no_data", at + "/loss", "no stored prices reach " + row.scenario);
        call.warn("no_data", at + "/loss_amount", "follows from loss");
    }
}

class Stress {
public:
    Stress(const FigureSources& from, const PricedBook& book, const StressRequest& request, kit::Call& call)
        : from_(from), book_(book), request_(request), call_(call), scenarios_(scenariosOf(book)) {}

    Result<StressResult> answer() {
        StressResult out;
        if (auto replayed = replay(out); !replayed) return kit::failAs(replayed);
        for (std::size_t i = 0; i < request_.shocks.size(); ++i) {
            auto row = hypothetical(request_.shocks[i], "/shocks/" + std::to_string(i));
            if (!row) return kit::failAs(row);
            row->scenario = request_.shocks[i].name;
            row->kind = "hypothetical";
            out.scenarios.push_back(std::move(*row));
        }
        for (std::size_t i = 0; i < out.scenarios.size(); ++i)
            explain(out.scenarios[i], i, call_);
        addReverse(out.reverse);
        return out;
    }

private:
    Result<void> replay(StressResult& out) {
        std::vector<domain::InstrumentId> ids;
        for (const auto& each : book_.positions)
            if (each.instrument != 0) ids.push_back(each.instrument);
        const auto histories = from_.reader.market()->histories(ids);
        if (!histories) return kit::failAs(histories);
        std::map<domain::InstrumentId, const DailyHistory*> by_id;
        for (std::size_t i = 0; i < ids.size(); ++i)
            by_id[ids[i]] = (*histories)[i].get();
        for (const auto& window : windows()) {
            if (!request_.scenarios.empty() &&
                std::ranges::find(request_.scenarios, window.name) == request_.scenarios.end())
                continue;
            std::vector<double> moves;
            for (const auto& each : book_.positions)
                moves.push_back(each.instrument == 0 ? kMissing : moveOver(*by_id[each.instrument], window));
            auto row = rowOf(book_, moves);
            row.scenario = window.name;
            row.kind = "historical";
            row.from = window.from;
            row.to = window.to;
            out.scenarios.push_back(std::move(row));
        }
        return {};
    }

    /// Total return in the instrument's currency; NaN when the window is not wholly known by `as_of`.
    double moveOver(const DailyHistory& history, const Window& window) const {
        if (window.to > book_.as_of) return kMissing;
        const auto first = history.placeOn(window.from), last = history.placeOn(window.to);
        if (first == DailyHistory::kNone || last == DailyHistory::kNone) return kMissing;
        return history.adj_close[last] / history.adj_close[first] - 1;
    }

    Result<StressRow> hypothetical(const StressShock& shock, const std::string& at) {
        const bool by_market =
            !shock.symbols.items.empty() || !shock.sectors.items.empty() || shock.rate_bp || shock.volatility;
        if (shock.factors.items.empty() == !by_market)
            return fail(ErrorCode::InvalidArgument,
                        by_market ? "factors cannot be shocked together with anything else"
                                  : "nothing is shocked",
                        at);
        return by_market ? byMarket(shock, at) : byFactors(shock, at);
    }

    Result<StressRow> byFactors(const StressShock& shock, const std::string& at) {
        if (!from_.model) return fail(ErrorCode::Unavailable, "there is no risk model", at, true);
        std::vector<domain::InstrumentId> ids;
        for (const auto& each : book_.positions)
            ids.push_back(each.instrument);
        const auto cut = from_.model->cut(ids, book_.as_of);
        if (!cut) return kit::failAs(cut);
        std::vector<std::size_t> shocked;
        std::vector<double> sizes;
        for (const auto& [name, size] : shock.factors.items) {
            const auto found = std::ranges::find(cut->factors, name);
            if (found == cut->factors.end())
                return fail(ErrorCode::InvalidArgument, "is no factor of the risk model",
                            at + "/factors/" + name);
            shocked.push_back(static_cast<std::size_t>(found - cut->factors.begin()));
            sizes.push_back(size);
        }
        std::vector<double> factor_moves(cut->factors.size(), 0.0);
        if (request_.propagate) factor_moves = conditionalMoves(cut->covariance.view(), shocked, sizes);
        for (std::size_t j = 0; j < shocked.size(); ++j)
            factor_moves[shocked[j]] = sizes[j];
        if (std::ranges::any_of(factor_moves, [](double f) { return std::isnan(f); }))
            return fail(ErrorCode::NotComputable, "the shocked factors cannot be told apart",
                        at + "/factors");
        std::vector<double> moves(ids.size(), 0.0);
        for (std::size_t i = 0; i < ids.size(); ++i)
            for (std::size_t k = 0; k < factor_moves.size(); ++k)
                moves[i] += cut->exposures.at(i, k) * factor_moves[k];
        return rowOf(book_, moves);
    }

    struct Driver {
        std::vector<double> series; ///< T
        double shock = 0;
        std::string symbol, sector; ///< whose positions get the shock as it is
    };

    Result<StressRow> byMarket(const StressShock& shock, const std::string& at) {
        std::vector<Driver> drivers;
        if (auto added = addSymbols(shock, at, drivers); !added) return kit::failAs(added);
        if (auto added = addSectors(shock, at, drivers); !added) return kit::failAs(added);
        if (shock.rate_bp)
            if (auto added = addMacro("DGS10", false, *shock.rate_bp / 100, at + "/rate_bp", drivers); !added)
                return kit::failAs(added);
        if (shock.volatility)
            if (auto added = addMacro("VIX", true, *shock.volatility, at + "/volatility", drivers); !added)
                return kit::failAs(added);
        std::vector<double> moves(book_.positions.size(), kMissing);
        if (auto filled = fillMoves(drivers, at, moves); !filled) return kit::failAs(filled);
        for (const auto& driver : drivers)
            for (std::size_t i = 0; i < moves.size(); ++i) {
                const auto& position = book_.positions[i];
                const bool own =
                    position.symbol == driver.symbol ||
                    (!driver.sector.empty() && domain::gicsSector(position.sector) == driver.sector);
                if (own) moves[i] = driver.shock;
            }
        return rowOf(book_, moves);
    }

    Result<void> fillMoves(const std::vector<Driver>& drivers, const std::string& at,
                           std::vector<double>& moves) const {
        const auto sessions = book_.sessions.size();
        domain::Matrix series(sessions, drivers.size());
        std::vector<double> shocks;
        for (std::size_t j = 0; j < drivers.size(); ++j) {
            shocks.push_back(drivers[j].shock);
            for (std::size_t t = 0; t < sessions; ++t)
                series.at(t, j) = drivers[j].series[t];
        }
        std::size_t whole = 0;
        for (std::size_t t = 0; t < sessions; ++t) {
            const bool known = std::ranges::none_of(series.row(t), [](double x) { return std::isnan(x); });
            whole += known && (t >= book_.returns.size() || !std::isnan(book_.returns[t])) ? 1 : 0;
        }
        if (request_.propagate && whole < kFewestReturns)
            return fail(ErrorCode::NotComputable,
                        "fewer than 100 sessions have all of what is shocked and the positions", at);
        std::vector<double> found(scenarios_.place.size(), 0.0);
        if (request_.propagate) found = conditionalMoves(series.view(), scenarios_.returns.view(), shocks);
        if (!found.empty() && std::isnan(found.front()))
            return fail(ErrorCode::NotComputable, "what is shocked cannot be told apart", at);
        for (std::size_t n = 0; n < found.size(); ++n)
            moves[scenarios_.place[n]] = found[n];
        return {};
    }

    Result<void> addSymbols(const StressShock& shock, const std::string& at, std::vector<Driver>& out) {
        for (const auto& [symbol, size] : shock.symbols.items) {
            CheckRequest one;
            one.portfolio_id = "shock";
            one.positions = {{symbol, 1.0, {}, {}, {}, {}}};
            one.window = request_.window;
            one.as_of = book_.as_of;
            const auto read = from_.reader.ofRequest(one);
            if (!read || read->positions.empty() || !read->positions.front().history)
                return fail(ErrorCode::InvalidArgument, "has no history in the window",
                            at + "/symbols/" + symbol);
            out.push_back({read->positions.front().history->returns, size, symbol, ""});
        }
        return {};
    }

    /// A sector moves as the mean of the positions that belong to it.
    Result<void> addSectors(const StressShock& shock, const std::string& at, std::vector<Driver>& out) {
        for (const auto& [word, size] : shock.sectors.items) {
            Driver driver{std::vector<double>(book_.sessions.size(), 0.0), size, "",
                          domain::gicsSector(word)};
            double members = 0;
            for (const auto place : scenarios_.place) {
                const auto& position = book_.positions[place];
                if (domain::gicsSector(position.sector) != driver.sector) continue;
                members += 1;
                for (std::size_t t = 0; t < driver.series.size(); ++t)
                    driver.series[t] += position.history->returns[t];
            }
            if (members == 0)
                return fail(ErrorCode::InvalidArgument, "no position with a history is in this sector",
                            at + "/sectors/" + word);
            for (double& r : driver.series)
                r /= members;
            out.push_back(std::move(driver));
        }
        return {};
    }

    /// Changes of a daily series from session to session; `relative` as a share of the value before.
    Result<void> addMacro(const char* name, bool relative, double size, const std::string& at,
                          std::vector<Driver>& out) {
        const auto values = from_.catalog.macro(name);
        if (!values) return kit::failAs(values);
        std::map<SessionDate, double> by_day;
        for (const auto& value : *values)
            if (value.knowable_at <= book_.as_of) by_day[value.period_end] = value.value;
        Driver driver{std::vector<double>(book_.sessions.size(), kMissing), size, "", ""};
        std::size_t known = 0;
        const auto days = // one more in front: the base of the first change
            ReturnWindows::sessionsOf(book_.as_of, static_cast<std::size_t>(request_.window));
        for (std::size_t t = 0; t < book_.sessions.size(); ++t) {
            const auto now = by_day.find(days[t + 1]), before = by_day.find(days[t]);
            if (now == by_day.end() || before == by_day.end()) continue;
            driver.series[t] = relative ? now->second / before->second - 1 : now->second - before->second;
            known += std::isnan(driver.series[t]) ? 0 : 1;
        }
        if (known < kFewestReturns)
            return fail(ErrorCode::NotComputable,
                        std::string("the daily series ") + name + " has too few values in the window", at);
        out.push_back(std::move(driver));
        return {};
    }

    void addReverse(ReverseResult& out) {
        out.loss = request_.reverse_loss;
        if (scenarios_.place.empty()) {
            call_.warn("no_history", "/data/reverse/deviations", "no position has a history");
            return;
        }
        const auto model = historicalModel(scenarios_.returns.view());
        const auto found = reverseStress(model, scenarios_.weights, out.loss);
        out.deviations = found.distance;
        if (std::isnan(found.distance))
            call_.warn("not_computable", "/data/reverse/deviations", "the positions have no covariance");
        for (std::size_t n = 0; n < scenarios_.place.size(); ++n)
            out.positions.push_back({book_.positions[scenarios_.place[n]].symbol, found.moves[n],
                                     -scenarios_.weights[n] * found.moves[n]});
        std::ranges::stable_sort(out.positions, std::greater{}, &StressMove::loss);
    }

    const FigureSources& from_;
    const PricedBook& book_;
    const StressRequest& request_;
    kit::Call& call_;
    Scenarios scenarios_;
};

} // namespace

Result<StressResult> answerStress(const FigureSources& from, const StressRequest& request, kit::Call& call) {
    const auto book =
        bookOf(from, request, static_cast<std::size_t>(request.window), "/data/scenarios", call);
    if (!book) return kit::failAs(book);
    auto out = Stress(from, *book, request, call).answer();
    call.method("historical",
                "today's positions with the total returns of each, in its own currency, from the "
                "close of `from` to the close of `to`");
    call.method("hypothetical",
                "E[u | s] = S_us S_ss^-1 s from the daily returns of the window, or from the "
                "covariance of the risk model for factors; a shocked symbol or sector moves as "
                "given; rate_bp: daily changes of DGS10, volatility: of the VIX");
    call.method("reverse", "the most likely daily returns that lose so much: -loss S w / (w'Sw)");
    return out;
}

} // namespace nautilus::risk
