// The history of a book: every session valued at its close, flows from the start of their session.

#include "engines/domain/calendar.h"
#include "engines/portfolio/service/book_reader.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace nautilus::portfolio {

using domain::kMissing;
using domain::NyseCalendar;
using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using marketdata::DailyHistory;
using marketdata::DailyHistoryPtr;

namespace {

/// One portfolio's way through the sessions.
struct Member {
    std::vector<ReplayStep> steps;
    std::size_t next = 0; ///< of the steps after the session at hand

    /// What holds at the close of the session: call with ascending ones.
    const ReplayStep* at(SessionDate session) {
        while (next < steps.size() && steps[next].session <= session)
            ++next;
        return next ? &steps[next - 1] : nullptr;
    }
};

/// Prices of one instrument as they were traded, session by session.
struct Priced {
    DailyHistoryPtr history;
    std::string currency;
    double multiplier = 1;
    std::size_t place = DailyHistory::kNone, before = DailyHistory::kNone;
    double price = kMissing;        ///< at the session's close, in its currency
    double start_price = kMissing;  ///< at the close before, on today's basis
    double total_return = kMissing; ///< with dividends, in its currency

    void moveTo(SessionDate session) {
        before = place;
        place = history->placeAtOrBefore(session);
        const double scale = history->tradedScale(session) * multiplier;
        const auto closeAt = [&](std::size_t i) {
            return i == DailyHistory::kNone ? kMissing : history->close[i] * scale;
        };
        price = closeAt(place);
        start_price = closeAt(before);
        total_return = kMissing;
        if (before != DailyHistory::kNone && place != DailyHistory::kNone)
            total_return = history->adj_close[place] / history->adj_close[before] - 1;
    }
};

class Historian {
public:
    Historian(marketdata::DailyMarket& market, const BookName& name)
        : market_(market), rates_(market, name.base_currency) {
        out_.book = name;
    }

    void add(const ShelfBook& shelf, SessionDate to) {
        members_.push_back({replay(shelf, to), 0});
        for (const auto& step : members_.back().steps)
            for (const auto& [id, quantity] : step.quantity)
                priced_[id];
        for (const auto& step : members_.back().steps)
            for (const auto& [id, units] : step.transferred)
                priced_[id];
        for (const auto& [id, symbol] : shelf.symbols)
            symbols_[id] = symbol;
    }

    Result<BookHistory> run(SessionDate from, SessionDate to) {
        const auto first = firstStep();
        if (!first) return tooShort();
        auto base = NyseCalendar::onOrBefore(from);
        if (base < *first) base = NyseCalendar::onOrBefore(first->plusDays(-1));
        out_.session = NyseCalendar::sessions(base, to);
        if (out_.session.size() < 2) return tooShort();
        if (auto prepared = prepare(); !prepared) return kit::failAs(prepared);
        for (std::size_t t = 0; t < out_.session.size(); ++t)
            if (auto done = value(t); !done) return kit::failAs(done);
        warn();
        return std::move(out_);
    }

private:
    static tl::unexpected<kit::Errors> tooShort() {
        return fail(ErrorCode::NotComputable, "the book has fewer than two sessions in that period");
    }

    [[nodiscard]] std::optional<SessionDate> firstStep() const {
        std::optional<SessionDate> first;
        for (const auto& member : members_)
            if (!member.steps.empty())
                first = std::min(first.value_or(member.steps.front().session), member.steps.front().session);
        return first;
    }

    Result<void> prepare() {
        for (const auto& [id, priced] : priced_) {
            out_.instruments.push_back(id);
            out_.symbols.push_back(symbols_[id]);
        }
        auto histories = market_.histories(out_.instruments);
        if (!histories) return kit::failAs(histories);
        const auto directory = market_.directory();
        std::size_t n = 0;
        for (auto& [id, priced] : priced_) {
            priced.history = (*histories)[n++];
            if (const auto* instrument = directory->byId(id))
                priced.currency = instrument->currency, priced.multiplier = instrument->multiplier;
        }
        const auto sessions = out_.session.size();
        for (auto* column : {&out_.value, &out_.flow, &out_.time_weighted, &out_.charges})
            column->assign(sessions, 0.0);
        out_.start_weight = domain::Matrix(sessions, priced_.size(), 0.0);
        out_.held_return = domain::Matrix(sessions, priced_.size());
        out_.time_weighted.front() = kMissing;
        start_value_.assign(priced_.size(), 0.0);
        rate_before_.assign(priced_.size(), kMissing);
        return {};
    }

    /// Sum of the amounts in base currency; NaN when a rate is missing.
    Result<double> inBase(const std::vector<CurrencyAmount>& amounts, SessionDate session) {
        double sum = 0;
        for (const auto& each : amounts) {
            const auto rate = rates_.at(each.currency, session);
            if (!rate) return rate;
            sum += each.amount * *rate;
        }
        return sum;
    }

    [[nodiscard]] std::size_t columnOf(InstrumentId id) const {
        return static_cast<std::size_t>(std::ranges::lower_bound(out_.instruments, id) -
                                        out_.instruments.begin());
    }

    Result<void> priceAll(std::size_t t) {
        std::size_t n = 0;
        rate_now_.assign(priced_.size(), kMissing);
        for (auto& [id, priced] : priced_) {
            priced.moveTo(out_.session[t]);
            const auto rate = rates_.at(priced.currency, out_.session[t]);
            if (!rate) return kit::failAs(rate);
            rate_now_[n] = *rate;
            out_.held_return.at(t, n) = (1 + priced.total_return) * *rate / rate_before_[n] - 1;
            ++n;
        }
        return {};
    }

    Result<void> value(std::size_t t) {
        const auto session = out_.session[t];
        if (auto priced = priceAll(t); !priced) return priced;
        std::vector<double> value_of(priced_.size(), 0.0);
        double value = 0, flow = 0, charges = 0;
        for (auto& member : members_) {
            const auto* step = member.at(session);
            if (!step) continue;
            const auto cash = inBase(step->cash, session);
            if (!cash) return kit::failAs(cash);
            value += *cash;
            for (const auto& [id, quantity] : step->quantity) {
                const auto n = columnOf(id);
                const auto& priced = priced_.at(id);
                if (std::isnan(priced.price)) unpriced_.insert(id);
                value_of[n] += quantity * priced.price * rate_now_[n];
            }
            if (step->session != session) continue;
            if (auto flows = addFlows(*step, session, flow, charges); !flows) return flows;
        }
        for (const double each : value_of)
            value += each;
        note(t, value, flow, charges);
        start_value_ = std::move(value_of);
        rate_before_ = rate_now_;
        return {};
    }

    Result<void> addFlows(const ReplayStep& step, SessionDate session, double& flow, double& charges) {
        const auto deposited = inBase(step.deposited, session);
        if (!deposited) return kit::failAs(deposited);
        const auto paid = inBase(step.charges, session);
        if (!paid) return kit::failAs(paid);
        flow += *deposited;
        charges += *paid;
        for (const auto& [id, units] : step.transferred) {
            const auto n = columnOf(id);
            const auto& priced = priced_.at(id);
            const bool known = std::isfinite(priced.start_price) && std::isfinite(rate_before_[n]);
            flow += units * (known ? priced.start_price * rate_before_[n] : priced.price * rate_now_[n]);
        }
        return {};
    }

    void note(std::size_t t, double value, double flow, double charges) {
        out_.value[t] = value;
        out_.flow[t] = flow;
        if (t == 0) return;
        const double start = out_.value[t - 1] + flow;
        out_.time_weighted[t] = start > 0 ? value / start - 1 : kMissing;
        out_.charges[t] = start > 0 ? charges / start : kMissing;
        if (!(start > 0)) ++without_stake_;
        for (std::size_t n = 0; n < start_value_.size(); ++n)
            if (start_value_[n] != 0)
                out_.start_weight.at(t, n) = start > 0 ? start_value_[n] / start : kMissing;
    }

    void warn() {
        kit::Value::Array names;
        for (const auto id : unpriced_)
            names.emplace_back(symbols_[id]);
        if (!names.empty())
            out_.warnings.push_back({"no_price", "/data", "held without a price on some sessions",
                                     kit::Value::Object{{"symbols", names}}});
        if (without_stake_ > 0)
            out_.warnings.push_back({"nothing_at_stake", "/data",
                                     "sessions that began without anything above zero have no return",
                                     kit::Value::Object{{"sessions", without_stake_}}});
        for (const auto& currency : rates_.missing())
            out_.warnings.push_back({"no_rate", "/data", "no exchange rate for " + currency, {}});
    }

    marketdata::DailyMarket& market_;
    BookRates rates_;
    BookHistory out_;
    std::vector<Member> members_;
    std::map<InstrumentId, Priced> priced_;
    std::map<InstrumentId, std::string> symbols_;
    std::set<InstrumentId> unpriced_;
    std::vector<double> start_value_, rate_before_, rate_now_;
    std::int64_t without_stake_ = 0;
};

} // namespace

Result<BookHistory> BookReader::history(const std::string& id, SessionDate from, SessionDate to) {
    const auto name = find(id);
    if (!name) return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
    const auto directory = market_.directory();
    SessionDate newest{};
    for (const auto& last : directory->last_session)
        newest = std::max(newest, last);
    const auto earliest = SessionDate::of(NyseCalendar::kFirstYear, 1, 31); // the calendar begins with it
    to = std::min(to, newest);
    from = std::max(from, earliest);
    if (to <= from)
        return fail(ErrorCode::NotComputable, "the book has fewer than two sessions in that period");
    Historian historian(market_, *name);
    for (const auto& member : membersOf(*name))
        shelf_.read(member, [&](const ShelfBook& book) { historian.add(book, to); });
    return historian.run(from, to);
}

} // namespace nautilus::portfolio
