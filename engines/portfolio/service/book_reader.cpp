#include "engines/portfolio/service/book_reader.h"

#include "engines/portfolio/kernel/valuation.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using domain::kMissing;
using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using marketdata::DailyHistory;
using marketdata::DailyHistoryPtr;

namespace {

double number(Money money) {
    return static_cast<double>(money.units) / static_cast<double>(Money::kOne);
}

constexpr int kStaleAfterDays = 7;

SessionDate newestSession(const marketdata::InstrumentDirectory& directory) {
    SessionDate newest{};
    for (const auto& last : directory.last_session)
        newest = std::max(newest, last);
    return newest;
}

/// A position's instrument in all portfolios together.
struct Held {
    double quantity = 0, cost = 0, realised = 0, dividends = 0;
    std::string symbol, currency;
};

double baseAmount(const std::optional<Money>& amount) {
    return amount ? number(*amount) : kMissing;
}

/// Cost of the open lots in the account's base currency; NaN when a rate at opening is not known.
double baseCost(const Position& position, Currency base) {
    if (position.currency() == base) return number(position.cost());
    double sum = 0;
    for (const auto& lot : position.lots()) {
        if (lot.opened_rate.units <= 0) return kMissing;
        sum += baseAmount(domain::converted(lot.cost, lot.opened_rate));
    }
    return sum;
}

double baseGain(const ClosedLot& closed, Currency base) {
    if (closed.currency == base) return number(closed.gain);
    const auto gain = realisedInBase(closed);
    return gain ? number(gain->total) : kMissing;
}

} // namespace

Result<double> BookRates::at(const std::string& from, SessionDate session) {
    if (from == to_) return 1.0;
    auto known = known_.find(from);
    if (known == known_.end()) {
        auto found = market_.rates(from, to_);
        if (!found) return kit::failAs(found);
        known = known_.emplace(from, std::move(*found)).first;
    }
    const auto place = known->second ? known->second->placeAtOrBefore(session) : DailyHistory::kNone;
    if (place != DailyHistory::kNone && std::isfinite(known->second->close[place]))
        return known->second->close[place];
    if (std::ranges::find(missing_, from) == missing_.end()) missing_.push_back(from);
    return kMissing;
}

std::vector<BookName> BookReader::names() const {
    std::vector<BookName> out;
    std::string firm_currency;
    for (const auto& p : shelf_.portfolios())
        out.push_back({p.portfolio_id, BookScope::Portfolio, p.name, p.account_id, p.base_currency,
                       p.benchmark, p.strategy, p.tags});
    for (const auto& a : shelf_.accounts()) {
        if (firm_currency.empty()) firm_currency = a.base_currency;
        out.push_back({a.account_id, BookScope::Account, a.name, "", a.base_currency, "", "", a.tags});
    }
    if (!firm_currency.empty())
        out.push_back({"firm", BookScope::Firm, "Firm", "", firm_currency, "", "", {}});
    return out;
}

std::optional<BookName> BookReader::find(const std::string& id) const {
    for (auto& name : names())
        if (name.id == id) return std::move(name);
    return std::nullopt;
}

std::vector<std::string> BookReader::membersOf(const BookName& name) const {
    if (name.scope == BookScope::Portfolio) return {name.id};
    return shelf_.portfoliosOf(name.scope == BookScope::Account ? name.id : "");
}

Result<SessionDate> BookReader::defaultSession(const BookName& name) {
    std::vector<InstrumentId> ids;
    for (const auto& member : membersOf(name))
        shelf_.read(member, [&](const ShelfBook& book) {
            for (const auto& [id, position] : book.ledger.book().positions())
                ids.push_back(id);
        });
    const auto newest = newestSession(*market_.directory());
    if (ids.empty()) return newest;
    const auto histories = market_.histories(ids);
    if (!histories) return kit::failAs(histories);
    return marketdata::latestCommonSession(*histories, newest).value_or(newest);
}

namespace {

/// Collects the holdings of several portfolios at one session.
class Gatherer {
public:
    Gatherer(marketdata::DailyMarket& market, const BookName& name, SessionDate session)
        : market_(market), rates_(market, name.base_currency), session_(session) {
        out_.book = name;
        out_.as_of = session;
    }

    Result<void> add(const ShelfBook& shelf) {
        const auto state = bookAt(shelf, session_);
        const auto base = state.book.terms().base;
        auto account_rate = rates_.at(base.code(), session_);
        if (!account_rate) return kit::failAs(account_rate);
        for (const auto& [id, position] : state.book.positions()) {
            auto& held = held_[id];
            held.quantity +=
                static_cast<double>(position.quantity().units) / static_cast<double>(Quantity::kOne);
            held.cost += baseCost(position, base) * *account_rate;
            held.currency = position.currency().code();
            const auto symbol = shelf.symbols.find(id);
            if (symbol != shelf.symbols.end()) held.symbol = symbol->second;
        }
        for (const auto& lot : state.closed) {
            const double gain = baseGain(lot, base) * *account_rate;
            out_.realised += gain;
            realised_[lot.instrument] += gain;
        }
        addDividends(shelf);
        return addTotals(state.book, shelf);
    }

    Result<BookHoldings> finish() {
        std::vector<InstrumentId> ids;
        for (const auto& [id, held] : held_)
            ids.push_back(id);
        const auto histories = market_.histories(ids);
        if (!histories) return kit::failAs(histories);
        out_.value = out_.cash;
        std::size_t i = 0;
        for (const auto& [id, held] : held_)
            if (auto added = addHolding(id, held, *(*histories)[i++]); !added) return kit::failAs(added);
        std::ranges::sort(out_.holdings, {}, &BookHolding::symbol);
        warn();
        return std::move(out_);
    }

private:
    void addDividends(const ShelfBook& shelf) {
        for (const auto& t : shelf.ledger.effective()) {
            if (t.kind != TransactionKind::Dividend || sessionOf(t.effective_at) > session_) continue;
            const auto rate = rates_.at(t.currency.code(), sessionOf(t.effective_at));
            dividends_[t.instrument] += number(t.amount) * (rate ? *rate : kMissing);
        }
    }

    Result<void> addTotals(const Book& book, const ShelfBook& shelf) {
        for (const auto& [currency, totals] : book.totals()) {
            const auto rate = rates_.at(currency.code(), session_);
            if (!rate) return kit::failAs(rate);
            if (totals.cash.units != 0) {
                out_.cash += number(totals.cash) * *rate;
                out_.cash_in[currency.code()] += number(totals.cash) * *rate;
            }
            const double income = number(totals.dividends) + number(totals.interest) - number(totals.charges);
            if (income != 0) out_.income += income * *rate;
            const double deposited = number(totals.deposited) + number(totals.transferred);
            if (deposited != 0) out_.deposited += deposited * *rate;
        }
        (void)shelf;
        return {};
    }

    Result<void> addHolding(InstrumentId id, const Held& held, const DailyHistory& history) {
        const auto now = market_.directory();
        const auto* instrument = now->byId(id);
        BookHolding holding;
        holding.instrument = id;
        holding.symbol = held.symbol;
        holding.currency = held.currency;
        holding.quantity = held.quantity;
        holding.cost = held.cost;
        holding.realised = realised_[id];
        holding.dividends = dividends_[id];
        if (instrument) {
            holding.asset_class = instrument->asset_class;
            holding.sector = now->sector[now->placeOf(*instrument)];
        }
        const double multiplier = instrument ? instrument->multiplier : 1.0;
        const auto place = history.placeAtOrBefore(session_);
        const auto rate = rates_.at(held.currency, session_);
        if (!rate) return kit::failAs(rate);
        if (place != DailyHistory::kNone) {
            const double scale = history.tradedScale(session_) * multiplier;
            holding.price = history.close[place] * scale;
            holding.priced_on = history.session[place];
            if (place > 0) holding.previous_price = history.close[place - 1] * scale;
            holding.value = holding.quantity * holding.price * *rate;
            holding.unrealised = holding.value - holding.cost;
            if (holding.priced_on.plusDays(kStaleAfterDays) < session_) stale_.push_back(holding.symbol);
        }
        if (std::isnan(holding.price)) unpriced_.push_back(holding.symbol);
        out_.value += holding.value;
        out_.holdings.push_back(std::move(holding));
        return {};
    }

    void warn() {
        const auto tell = [this](const char* code, const char* message,
                                 const std::vector<std::string>& names) {
            if (names.empty()) return;
            kit::Value::Array list;
            for (const auto& name : names)
                list.emplace_back(name);
            out_.warnings.push_back({code, "/data", message, kit::Value::Object{{"names", list}}});
        };
        tell("no_price", "no price up to that session: values without an answer", unpriced_);
        tell("stale_price", "the last price is more than a week older than the session", stale_);
        tell("no_rate", "no exchange rate up to that session: values without an answer", rates_.missing());
    }

    marketdata::DailyMarket& market_;
    BookRates rates_;
    SessionDate session_;
    BookHoldings out_;
    std::map<InstrumentId, Held> held_;
    std::map<InstrumentId, double> realised_, dividends_;
    std::vector<std::string> unpriced_, stale_;
};

tl::unexpected<kit::Errors> unknownBook() {
    return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
}

} // namespace

Result<BookHoldings> BookReader::holdings(const std::string& id, std::optional<SessionDate> as_of) {
    const auto name = find(id);
    if (!name) return unknownBook();
    if (!as_of) {
        const auto session = defaultSession(*name);
        if (!session) return kit::failAs(session);
        as_of = *session;
    }
    Gatherer gatherer(market_, *name, *as_of);
    Result<void> all;
    for (const auto& member : membersOf(*name)) {
        shelf_.read(member, [&](const ShelfBook& book) { all = gatherer.add(book); });
        if (!all) return kit::failAs(all);
    }
    return gatherer.finish();
}

} // namespace nautilus::portfolio
