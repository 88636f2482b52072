#include "engines/analytics/service/held_positions.h"

#include "engines/analytics/service/groups.h"
#include "engines/analytics/service/levels.h"
#include "engines/kit/period.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using marketdata::DailyHistory;

namespace {

/// The request's positions beside what the catalog has of them.
class GivenBook {
public:
    GivenBook(const Rooms& rooms, const AnalyticsRequest& request, Call& call)
        : rooms_(rooms), request_(request), call_(call), directory_(rooms.market->directory()) {}

    Result<HeldPositions> make() {
        if (request_.positions->empty() || request_.positions->size() > 5000)
            return fail(ErrorCode::InvalidArgument, "needs 1 to 5000 positions", "/positions");
        if (auto found = findHistories(); !found) return kit::failAs(found);
        const auto& period = request_.calculation_options.time_period;
        const auto base = kit::periodBase(period, out_.as_of.value_or(SessionDate::of(2000, 1, 3)),
                                          "/calculation_options/time_period");
        if (!base) return kit::failAs(base);
        if (out_.as_of) out_.base = *base;
        const auto& first = request_.positions->front();
        out_.currency = request_.base_currency.value_or(currencyOf(first, instruments_.front()));
        for (std::size_t i = 0; i < request_.positions->size(); ++i)
            if (auto added = add(i); !added) return kit::failAs(added);
        if (out_.positions.empty())
            return fail(ErrorCode::NotComputable, "no position has a price", "/positions");
        return std::move(out_);
    }

private:
    static std::string currencyOf(const GivenPosition& given, const Instrument* instrument) {
        if (given.currency) return *given.currency;
        return instrument ? instrument->currency : "USD";
    }

    Result<void> findHistories() {
        std::vector<InstrumentId> ids;
        for (const auto& each : *request_.positions) {
            instruments_.push_back(directory_->resolve(each.symbol, request_.as_of.value_or(kEndOfTime)));
            if (instruments_.back()) ids.push_back(instruments_.back()->id);
        }
        auto histories = rooms_.market->histories(ids);
        if (!histories) return kit::failAs(histories);
        std::size_t next = 0;
        for (const auto* each : instruments_)
            histories_.push_back(each ? (*histories)[next++] : nullptr);
        if (request_.as_of) {
            out_.as_of = request_.as_of;
        } else if (!histories->empty()) {
            auto newest = kBeginningOfTime;
            for (const auto last : directory_->last_session)
                newest = std::max(newest, last);
            out_.as_of = marketdata::latestCommonSession(*histories, newest);
        }
        return {};
    }

    /// Price as traded on `as_of`, of the close on or before `day`.
    [[nodiscard]] double storedPrice(const DailyHistory* history, SessionDate day) const {
        const auto at = history ? history->placeAtOrBefore(day) : DailyHistory::kNone;
        if (at == DailyHistory::kNone) return kMissing;
        return history->close[at] * history->tradedScale(*out_.as_of);
    }

    /// Warns of what a position lacks; false when it is left out.
    bool sayGaps(std::size_t i, double price, double cost) {
        const auto& given = (*request_.positions)[i];
        const auto pointer = "/positions/" + std::to_string(i);
        if (!instruments_[i])
            call_.warn("unknown_symbol", "/data/performance_metrics",
                       given.symbol + " is not in the catalog: it takes no part in performance_metrics");
        if (std::isnan(price)) {
            call_.warn("position_left_out", "/data/market_value",
                       given.symbol + " (" + pointer + ") has neither a given nor a stored price");
            return false;
        }
        if (std::isnan(cost))
            call_.warn("cost_missing", "/data/cost_basis",
                       given.symbol + " (" + pointer + ") has no avg_cost and no close before the period");
        return true;
    }

    Result<void> add(std::size_t i) {
        const auto& given = (*request_.positions)[i];
        const auto* instrument = instruments_[i];
        const auto* history = histories_[i].get();
        double price = kMissing, cost = kMissing;
        if (history && out_.as_of) {
            price = storedPrice(history, *out_.as_of);
            cost = storedPrice(history, *out_.base);
        }
        price = given.current_price.value_or(price);
        cost = given.avg_cost.value_or(cost);
        if (!sayGaps(i, price, cost)) return {};
        const auto currency = currencyOf(given, instrument);
        const auto day = out_.as_of.value_or(kEndOfTime);
        const auto rate = ratesOn(*rooms_.market, currency, out_.currency, std::span(&day, 1));
        if (!rate) return kit::failAs(rate);
        const double scale = given.quantity * (instrument ? instrument->multiplier : 1) * rate->front();
        HeldPosition made;
        made.symbol = given.symbol;
        made.currency = currency;
        if (instrument && history->size() > 0) made.instrument = instrument->id;
        made.sector = given.sector ? *given.sector
                      : instrument ? groupOf(*directory_, instrument->id)
                                   : "unclassified";
        made.value = scale * price;
        made.cost = scale * cost;
        made.realised = given.realized_pnl * rate->front();
        out_.positions.push_back(std::move(made));
        return {};
    }

    const Rooms& rooms_;
    const AnalyticsRequest& request_;
    Call& call_;
    std::shared_ptr<const marketdata::InstrumentDirectory> directory_;
    std::vector<const Instrument*> instruments_;
    std::vector<marketdata::DailyHistoryPtr> histories_;
    HeldPositions out_;
};

/// The last sessions up to `last` that all histories have, oldest first.
std::vector<SessionDate> commonSessions(const std::vector<marketdata::DailyHistoryPtr>& histories,
                                        SessionDate last, std::size_t most) {
    std::vector<SessionDate> out;
    for (const auto& history : histories) {
        const auto end = std::ranges::upper_bound(history->session, last);
        std::vector<SessionDate> mine(history->session.begin(), end), both;
        if (&history == &histories.front()) {
            out = std::move(mine);
            continue;
        }
        std::ranges::set_intersection(out, mine, std::back_inserter(both));
        out = std::move(both);
    }
    if (out.size() > most) out.erase(out.begin(), out.end() - static_cast<std::ptrdiff_t>(most));
    return out;
}

} // namespace

Result<HeldPositions> givenPositions(const Rooms& rooms, const AnalyticsRequest& request, Call& call) {
    return GivenBook(rooms, request, call).make();
}

Result<ConstantHistory> heldConstant(const Rooms& rooms, const HeldPositions& held, std::size_t sessions,
                                     Call& call) {
    std::vector<InstrumentId> ids;
    std::vector<const HeldPosition*> known;
    for (const auto& each : held.positions)
        if (each.instrument) {
            ids.push_back(*each.instrument);
            known.push_back(&each);
        }
    ConstantHistory out;
    if (ids.empty() || !held.as_of) return out;
    const auto histories = rooms.market->histories(ids);
    if (!histories) return kit::failAs(histories);
    out.session = commonSessions(*histories, *held.as_of, sessions + 1);
    if (out.session.size() < sessions + 1)
        call.warn("short_history", "/data/performance_metrics",
                  fmt::format("the positions have {} sessions in common, not {}", out.session.size(),
                              sessions + 1));
    if (out.session.empty()) return out;
    std::vector<double> value(out.session.size(), held.cash);
    for (std::size_t i = 0; i < ids.size(); ++i) {
        const auto rates = ratesOn(*rooms.market, known[i]->currency, held.currency, out.session);
        if (!rates) return kit::failAs(rates);
        const auto levels = levelsOn(*(*histories)[i], out.session);
        const double last = levels.back() * rates->back();
        for (std::size_t t = 0; t < value.size(); ++t)
            value[t] += known[i]->value * levels[t] * (*rates)[t] / last;
    }
    out.returns = returnsOf(value);
    return out;
}

} // namespace nautilus::analytics
