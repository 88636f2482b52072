#include "engines/analytics/service/benchmark.h"

#include "engines/analytics/service/levels.h"
#include "engines/analytics/service/universes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace nautilus::analytics {

using namespace domain;
using kit::Call;
using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

using Sessions = std::span<const SessionDate>;

/// Returns of one instrument over the sessions, in the currency of the portfolio.
Result<std::vector<double>> returnsOver(const Rooms& rooms, const marketdata::DailyHistory& history,
                                        const std::string& from, const std::string& to, Sessions sessions) {
    auto levels = levelsOn(history, sessions);
    if (from != to) {
        const auto rates = ratesOn(*rooms.market, from, to, sessions);
        if (!rates) return kit::failAs(rates);
        for (std::size_t t = 0; t < levels.size(); ++t)
            levels[t] *= (*rates)[t];
    }
    return returnsOf(levels);
}

Result<Composition> ofSymbol(const Rooms& rooms, const Instrument& instrument, const std::string& currency,
                             Sessions sessions) {
    const auto histories = rooms.market->histories(std::span(&instrument.id, 1));
    if (!histories) return kit::failAs(histories);
    auto returns = returnsOver(rooms, *histories->front(), instrument.currency, currency, sessions);
    if (!returns) return kit::failAs(returns);
    Composition out;
    out.name = instrument.symbol;
    out.instruments = {instrument.id};
    out.weight = Matrix(sessions.size(), 1, 1.0);
    out.returns = Matrix(sessions.size(), 1);
    for (std::size_t t = 0; t < sessions.size(); ++t)
        out.returns.at(t, 0) = (*returns)[t];
    out.total = std::move(*returns);
    out.made_of = instrument.symbol + " alone";
    return out;
}

Result<Composition> ofBook(const Rooms& rooms, const std::string& id, const std::string& currency,
                           Sessions sessions) {
    const auto history = rooms.books->history(id, sessions.front(), sessions.back());
    if (!history) return kit::failAs(history);
    const auto rates = ratesOn(*rooms.market, history->book.base_currency, currency, sessions);
    if (!rates) return kit::failAs(rates);
    const auto n = history->instruments.size();
    Composition out;
    out.name = id;
    out.instruments = history->instruments;
    out.total.assign(sessions.size(), kMissing);
    out.weight = Matrix(sessions.size(), n, 0.0);
    out.returns = Matrix(sessions.size(), n);
    out.made_of = "what " + id + " held at the start of each session";
    for (std::size_t t = 1; t < sessions.size(); ++t) {
        const auto at = std::ranges::lower_bound(history->session, sessions[t]);
        if (at == history->session.begin() || at == history->session.end() || *at != sessions[t]) continue;
        const auto row = static_cast<std::size_t>(at - history->session.begin());
        const double change = (*rates)[t] / (*rates)[t - 1];
        out.total[t] = (1 + history->time_weighted[row]) * change - 1;
        for (std::size_t i = 0; i < n; ++i) {
            out.weight.at(t, i) = history->start_weight.at(row, i);
            out.returns.at(t, i) = (1 + history->held_return.at(row, i)) * change - 1;
        }
    }
    return out;
}

/// Weighs the members of a universe by the value of all shares of their companies.
class CapWeighted {
public:
    CapWeighted(const Rooms& rooms, std::shared_ptr<const UniverseView> view, std::string currency,
                Sessions sessions)
        : rooms_(rooms), view_(std::move(view)), currency_(std::move(currency)), sessions_(sessions) {}

    Result<Composition> make(Call& call) {
        choose();
        auto histories = rooms_.market->histories(out_.instruments);
        if (!histories) return kit::failAs(histories);
        histories_ = std::move(*histories);
        if (auto filled = fillReturns(); !filled) return kit::failAs(filled);
        for (std::size_t t = 1; t < sessions_.size(); ++t)
            weigh(t);
        if (!missing_.empty())
            call.warn("members_left_out", "/data/benchmark_return",
                      fmt::format("{} of {} members of {} have no price, return or share count on some "
                                  "session; the others share their weight",
                                  missing_.size(), out_.instruments.size(), view_->name));
        out_.name = view_->name;
        out_.made_of = "members of " + view_->name +
                       " weighted by close x shares of the session before, share counts as known in each "
                       "month";
        return std::move(out_);
    }

private:
    /// Everybody who was a member at the start of some session.
    void choose() {
        std::set<std::size_t> all;
        members_.resize(sessions_.size());
        for (std::size_t t = 1; t < sessions_.size(); ++t) {
            members_[t] = view_->membersOn(sessions_[t - 1]);
            all.insert(members_[t].begin(), members_[t].end());
        }
        places_.assign(all.begin(), all.end());
        column_.assign(view_->instruments.size(), 0);
        for (std::size_t i = 0; i < places_.size(); ++i) {
            column_[places_[i]] = i;
            out_.instruments.push_back(view_->instruments[places_[i]]);
        }
        out_.total.assign(sessions_.size(), kMissing);
        out_.weight = Matrix(sessions_.size(), places_.size(), 0.0);
        out_.returns = Matrix(sessions_.size(), places_.size());
    }

    Result<void> fillReturns() {
        const auto directory = rooms_.market->directory();
        for (std::size_t i = 0; i < places_.size(); ++i) {
            const auto& history = *histories_[i];
            const auto* instrument = directory->byId(history.id);
            const auto returns = returnsOver(rooms_, history, instrument ? instrument->currency : currency_,
                                             currency_, sessions_);
            if (!returns) return kit::failAs(returns);
            for (std::size_t t = 0; t < sessions_.size(); ++t)
                out_.returns.at(t, i) = (*returns)[t];
            auto& splits = splits_[view_->company[places_[i]]];
            for (const auto& action : history.actions)
                if (action.type == "split" && action.ratio > 0 &&
                    std::ranges::find(splits, action.ex_date, &Split::ex_date) == splits.end())
                    splits.push_back({action.ex_date, action.ratio});
        }
        return {};
    }

    /// Shares of a company on the price basis as known on the day; read anew in every month.
    double sharesOf(std::size_t place, SessionDate day) {
        const auto date = day.ymd();
        const int month = static_cast<int>(date.year()) * 12 + static_cast<int>(unsigned(date.month()));
        if (month != month_) {
            shares_.clear();
            month_ = month;
        }
        const auto company = view_->company[place];
        const auto [at, fresh] = shares_.try_emplace(company, kMissing);
        if (fresh) at->second = KnownFacts(*view_->ordered[place], day).shares(splits_[company]).value;
        return at->second;
    }

    void weigh(std::size_t t) {
        std::map<std::int64_t, int> classes;
        for (const auto place : members_[t])
            ++classes[view_->company[place]];
        double sum = 0, total = 0;
        for (const auto place : members_[t]) {
            const auto i = column_[place];
            const auto& history = *histories_[i];
            const auto at = history.placeAtOrBefore(sessions_[t - 1]);
            const double close = at == marketdata::DailyHistory::kNone ? kMissing : history.close[at];
            const double cap = close * sharesOf(place, sessions_[t - 1]) / classes[view_->company[place]];
            if (!(cap > 0) || std::isnan(out_.returns.at(t, i))) {
                missing_.insert(place);
                continue;
            }
            out_.weight.at(t, i) = cap;
            sum += cap;
        }
        if (!(sum > 0)) return;
        for (const auto place : members_[t]) {
            auto& weight = out_.weight.at(t, column_[place]);
            if (weight == 0) continue;
            weight /= sum;
            total += weight * out_.returns.at(t, column_[place]);
        }
        out_.total[t] = total;
    }

    const Rooms& rooms_;
    std::shared_ptr<const UniverseView> view_;
    std::string currency_;
    Sessions sessions_;
    Composition out_;
    std::vector<std::vector<std::size_t>> members_; ///< per session
    std::vector<std::size_t> places_, column_;
    std::vector<marketdata::DailyHistoryPtr> histories_;
    std::map<std::int64_t, std::vector<Split>> splits_;
    std::map<std::int64_t, double> shares_;
    std::set<std::size_t> missing_;
    int month_ = -1;
};

} // namespace

std::string benchmarkName(const std::optional<std::string>& asked, const portfolio::BookName& book) {
    if (asked && !asked->empty()) return *asked;
    return book.benchmark.empty() ? "SPY" : book.benchmark;
}

Result<Composition> benchmarkOver(const Rooms& rooms, const std::string& name, const std::string& currency,
                                  Sessions sessions, Wanted wanted, Call& call) {
    if (rooms.books && rooms.books->find(name)) return ofBook(rooms, name, currency, sessions);
    const auto universe = rooms.universes->find(name);
    if (!universe) return kit::failAs(universe);
    if (*universe) return CapWeighted(rooms, *universe, currency, sessions).make(call);
    const auto directory = rooms.market->directory();
    const auto* instrument = directory->resolve(name, sessions.back());
    if (!instrument)
        return fail(ErrorCode::InvalidArgument, name + " is no portfolio, universe or symbol that is known",
                    "/benchmark");
    auto alone = ofSymbol(rooms, *instrument, currency, sessions);
    const auto followed = universeFollowedBy(instrument->symbol);
    if (!alone || wanted == Wanted::Return || followed.empty()) return alone;
    const auto held = rooms.universes->find(followed);
    if (!held) return kit::failAs(held);
    if (!*held) return alone;
    auto members = CapWeighted(rooms, *held, currency, sessions).make(call);
    if (!members) return members;
    members->name = instrument->symbol;
    members->total = std::move(alone->total);
    return members;
}

} // namespace nautilus::analytics
