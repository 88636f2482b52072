// What books answer: holdings, lots, closed lots, transactions and history.

#include "engines/kit/paging.h"
#include "engines/portfolio/service/portfolio_service.h"

#include <algorithm>
#include <cmath>

namespace nautilus::portfolio {

using domain::SessionDate;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Table;

namespace {

constexpr std::string_view kScopeWords[] = {"portfolio", "account", "firm"};

tl::unexpected<kit::Errors> unknownPortfolio() {
    return fail(ErrorCode::NotFound, "there is no such portfolio", "/portfolio_id");
}

HoldingView viewOf(const BookHolding& h, double book_value) {
    HoldingView out;
    out.symbol = h.symbol, out.asset_class = h.asset_class, out.sector = h.sector, out.currency = h.currency;
    out.quantity = h.quantity, out.price = h.price, out.priced_on = h.priced_on;
    out.cost = h.cost, out.value = h.value, out.weight = h.value / book_value;
    const double change = h.price / h.previous_price - 1;
    out.day_change = h.value - h.value / (1 + change);
    out.day_change_percent = change * 100;
    out.unrealised = h.unrealised, out.realised = h.realised, out.dividends = h.dividends;
    return out;
}

void addTo(kit::Keyed<SectorView>& groups, const std::string& name, const HoldingView& holding) {
    auto& group = groups[name.empty() ? "Unclassified" : name];
    group.value += holding.value;
    group.unrealised += holding.unrealised;
}

/// The last closes up to a session, on the basis of the price as traded on it.
std::vector<double> closesUpTo(const marketdata::DailyHistory& history, SessionDate session,
                               std::int64_t count) {
    const auto last = history.placeAtOrBefore(session);
    if (last == marketdata::DailyHistory::kNone) return {};
    const auto wanted = static_cast<std::size_t>(count);
    const double scale = history.tradedScale(session);
    std::vector<double> out;
    for (std::size_t place = last + 1 > wanted ? last + 1 - wanted : 0; place <= last; ++place)
        out.push_back(history.close[place] * scale);
    return out;
}

SessionDate newestDay() {
    return domain::kEndOfTime;
}

double inUnits(std::int64_t units, std::int64_t one) {
    return static_cast<double>(units) / static_cast<double>(one);
}

} // namespace

Result<HoldingsResult> PortfolioService::holdings(const BookRequest& request, kit::Call& call) {
    auto book = reader_.holdings(request.portfolio_id, request.as_of);
    if (!book) return kit::failAs(book);
    call.data_as_of = book->as_of;
    call.catalog_epoch = market_.directory()->epoch;
    HoldingsResult out;
    out.portfolio_id = book->book.id, out.name = book->book.name;
    out.scope = kScopeWords[static_cast<int>(book->book.scope)];
    out.base_currency = book->book.base_currency, out.as_of = book->as_of;
    out.value = book->value, out.cash = book->cash;
    out.realised = book->realised, out.income = book->income, out.deposited = book->deposited;
    out.invested = out.unrealised = out.gross_exposure = out.net_exposure = 0;
    out.day_change = 0, out.cash_weight = book->cash / book->value;
    const auto directory = market_.directory();
    for (const auto& each : book->holdings) {
        auto view = viewOf(each, book->value);
        if (const auto* instrument = directory->byId(each.instrument)) view.name = instrument->name;
        out.day_change += view.day_change;
        out.invested += view.value, out.unrealised += view.unrealised;
        out.gross_exposure += std::abs(view.weight), out.net_exposure += view.weight;
        addTo(out.by_sector, view.sector, view);
        addTo(out.by_asset_class, view.asset_class, view);
        addTo(out.by_currency, view.currency, view);
        out.holdings.push_back(std::move(view));
    }
    for (const auto& [currency, amount] : book->cash_in)
        out.by_currency[currency].value += amount;
    out.total_pnl = out.unrealised + out.realised + out.income;
    out.day_change_percent = out.day_change / (book->value - out.day_change) * 100;
    if (auto added = addCloses(out, *book, request.closes); !added) return kit::failAs(added);
    for (auto* groups : {&out.by_sector, &out.by_asset_class, &out.by_currency})
        for (auto& [name, group] : groups->items)
            group.weight = group.value / book->value;
    for (auto& warning : book->warnings)
        call.warnings.push_back(std::move(warning));
    call.method("prices", "closes as traded; a day without a bar has the one before, see priced_on");
    return out;
}

Result<void> PortfolioService::addCloses(HoldingsResult& out, const BookHoldings& book, std::int64_t count) {
    if (count <= 0) return {};
    std::vector<domain::InstrumentId> ids;
    for (const auto& each : book.holdings)
        ids.push_back(each.instrument);
    const auto histories = market_.histories(ids);
    if (!histories) return kit::failAs(histories);
    for (std::size_t i = 0; i < ids.size(); ++i)
        out.holdings[i].closes = closesUpTo(*(*histories)[i], book.as_of, count);
    return {};
}

namespace {

constexpr std::int64_t kNsPerDay = 86'400 * domain::kNsPerSecond;

/// What open lots are worth at a close, in their own currency.
struct LotValues {
    Table::Numbers price, value, unrealised;
    Table::Integers days_held;
    Table::Flags long_term;

    void add(const Lot& lot, double close, SessionDate session) {
        const double units = inUnits(lot.quantity.units, Quantity::kOne);
        price.push_back(close);
        value.push_back(units * close);
        unrealised.push_back(value.back() - inUnits(lot.cost.units, Money::kOne));
        const Timestamp day{session.days * kNsPerDay};
        days_held.push_back((day.ns - lot.acquired_at.ns + kNsPerDay - 1) / kNsPerDay);
        long_term.push_back(lot.quantity.units > 0 && heldLongTerm(lot.acquired_at, day) ? 1 : 0);
    }
};

} // namespace

Result<Table> PortfolioService::lots(const LotsRequest& request, kit::Call& call) {
    Table::Texts symbol, lot, acquired, quantity, cost, currency;
    Table::Numbers unit_cost;
    LotValues values;
    const auto book = reader_.holdings(request.portfolio_id, request.as_of);
    if (!book) return kit::failAs(book);
    std::map<domain::InstrumentId, double> prices;
    for (const auto& each : book->holdings)
        prices[each.instrument] = each.price;
    const bool there = shelf_.read(request.portfolio_id, [&](const ShelfBook& shelf) {
        const auto state = bookAt(shelf, request.as_of.value_or(newestDay()));
        for (const auto& [id, position] : state.book.positions()) {
            const auto name = shelf.symbols.find(id);
            if (request.symbol && (name == shelf.symbols.end() || name->second != *request.symbol)) continue;
            for (const auto& each : position.lots()) {
                symbol.push_back(name == shelf.symbols.end() ? "" : name->second);
                lot.push_back(lotText(each.id));
                acquired.push_back(each.acquired_at.rfc3339());
                quantity.push_back(each.quantity.text());
                cost.push_back(each.cost.text());
                currency.push_back(position.currency().code());
                unit_cost.push_back(inUnits(each.cost.units, Money::kOne) /
                                    inUnits(each.quantity.units, Quantity::kOne));
                const auto priced = prices.find(id);
                values.add(each, priced == prices.end() ? domain::kMissing : priced->second, book->as_of);
            }
        }
    });
    if (!there) return unknownPortfolio();
    call.data_as_of = book->as_of;
    Table table;
    table.add("symbol", std::move(symbol));
    table.add("lot", std::move(lot));
    table.add("acquired_at", std::move(acquired));
    table.add("quantity", std::move(quantity));
    table.add("cost", std::move(cost));
    table.add("unit_cost", std::move(unit_cost));
    table.add("currency", std::move(currency));
    table.add("price", std::move(values.price));
    table.add("value", std::move(values.value));
    table.add("unrealised", std::move(values.unrealised));
    table.add("days_held", std::move(values.days_held));
    table.add("long_term", std::move(values.long_term));
    call.method("long_term", "closed at that session: held for more than a year; short lots never");
    call.method("order", "of disposal: the lot that goes first stands first");
    return kit::paged(std::move(table), request.limit, request.cursor);
}

Result<Table> PortfolioService::gains(const LotsRequest& request, kit::Call& call) {
    Table::Texts symbol, lot, acquired, closed, quantity, cost, proceeds, gain, currency;
    Table::Integers closed_by;
    Table::Flags long_term;
    const bool there = shelf_.read(request.portfolio_id, [&](const ShelfBook& shelf) {
        for (const auto& each : bookAt(shelf, request.as_of.value_or(newestDay())).closed) {
            const auto name = shelf.symbols.find(each.instrument);
            if (request.symbol && (name == shelf.symbols.end() || name->second != *request.symbol)) continue;
            symbol.push_back(name == shelf.symbols.end() ? "" : name->second);
            lot.push_back(lotText(each.lot));
            closed_by.push_back(each.closed_by);
            acquired.push_back(each.acquired_at.rfc3339());
            closed.push_back(each.closed_at.rfc3339());
            quantity.push_back(each.quantity.text());
            cost.push_back(each.cost.text());
            proceeds.push_back(each.proceeds.text());
            gain.push_back(each.gain.text());
            currency.push_back(each.currency.code());
            long_term.push_back(each.long_term ? 1 : 0);
        }
    });
    if (!there) return unknownPortfolio();
    call.data_as_of = request.as_of;
    Table table;
    table.add("symbol", std::move(symbol));
    table.add("lot", std::move(lot));
    table.add("closed_by", std::move(closed_by));
    table.add("acquired_at", std::move(acquired));
    table.add("closed_at", std::move(closed));
    table.add("quantity", std::move(quantity));
    table.add("cost", std::move(cost));
    table.add("proceeds", std::move(proceeds));
    table.add("gain", std::move(gain));
    table.add("currency", std::move(currency));
    table.add("long_term", std::move(long_term));
    call.method("long_term", "held for more than a year, UTC dates; short lots never");
    return kit::paged(std::move(table), request.limit, request.cursor);
}

namespace {

/// The columns of an import: what is written can be read in again.
struct TransactionColumns {
    Table::Integers number, ratio_to, ratio_from, cost_share_to, cost_share_from, reverses, reversed_by;
    Table::Texts kind, effective_at, symbol, quantity, price, amount, charges, currency, fx_rate,
        other_symbol, other_currency, other_amount, unit, acquired_at, lots, note, key, cash, recorded_at;
    std::vector<SessionDate> session;

    void add(const TransactionView& v) {
        number.push_back(v.number), kind.push_back(v.kind);
        effective_at.push_back(v.effective_at.rfc3339()), symbol.push_back(v.symbol);
        quantity.push_back(v.quantity), price.push_back(v.price), amount.push_back(v.amount);
        charges.push_back(v.charges), currency.push_back(v.currency), fx_rate.push_back(v.fx_rate);
        other_symbol.push_back(v.other_symbol), other_currency.push_back(v.other_currency);
        other_amount.push_back(v.other_amount), unit.push_back(v.unit);
        ratio_to.push_back(v.ratio_to), ratio_from.push_back(v.ratio_from);
        cost_share_to.push_back(v.cost_share_to), cost_share_from.push_back(v.cost_share_from);
        acquired_at.push_back(v.acquired_at ? v.acquired_at->rfc3339() : "");
        reverses.push_back(v.reverses), reversed_by.push_back(v.reversed_by);
        note.push_back(v.note), key.push_back(v.key), lots.push_back(picksText(v.lots));
        cash.push_back(cashText(v));
        session.push_back(v.session), recorded_at.push_back(v.recorded_at.rfc3339());
    }
    Table table() && {
        Table out;
        out.add("number", std::move(number));
        out.add("kind", std::move(kind));
        out.add("effective_at", std::move(effective_at));
        out.add("symbol", std::move(symbol));
        out.add("quantity", std::move(quantity));
        out.add("price", std::move(price));
        out.add("amount", std::move(amount));
        out.add("charges", std::move(charges));
        out.add("currency", std::move(currency));
        out.add("fx_rate", std::move(fx_rate));
        out.add("other_symbol", std::move(other_symbol));
        out.add("other_currency", std::move(other_currency));
        out.add("other_amount", std::move(other_amount));
        out.add("unit", std::move(unit));
        out.add("ratio_to", std::move(ratio_to));
        out.add("ratio_from", std::move(ratio_from));
        out.add("cost_share_to", std::move(cost_share_to));
        out.add("cost_share_from", std::move(cost_share_from));
        out.add("acquired_at", std::move(acquired_at));
        out.add("reverses", std::move(reverses));
        out.add("reversed_by", std::move(reversed_by));
        out.add("lots", std::move(lots));
        out.add("note", std::move(note));
        out.add("key", std::move(key));
        out.add("session", std::move(session));
        out.add("cash", std::move(cash));
        out.add("recorded_at", std::move(recorded_at));
        return out;
    }
};

} // namespace

Result<Table> PortfolioService::transactions(const TransactionsRequest& request, kit::Call& call) {
    TransactionColumns columns;
    const bool there = shelf_.read(request.portfolio_id, [&](const ShelfBook& shelf) {
        for (const auto& view : shelf.recorded) {
            if (request.symbol && view.symbol != *request.symbol) continue;
            if (request.start && view.session < *request.start) continue;
            if (request.end && view.session > *request.end) continue;
            columns.add(view);
        }
    });
    if (!there) return unknownPortfolio();
    call.method("cash", "what came in or went out, charges taken off, in `currency`");
    return kit::paged(std::move(columns).table(), request.limit, request.cursor);
}

Result<Table> PortfolioService::history(const HistoryRequest& request, kit::Call& call) {
    auto book = reader_.history(request.portfolio_id, request.start.value_or(domain::kBeginningOfTime),
                                request.end.value_or(domain::kEndOfTime));
    if (!book) return kit::failAs(book);
    call.data_as_of = book->session.back();
    call.catalog_epoch = market_.directory()->epoch;
    for (auto& warning : book->warnings)
        call.warnings.push_back(std::move(warning));
    Table::Numbers cumulative;
    double level = 1;
    for (const double r : book->time_weighted) {
        if (!std::isnan(r)) level *= 1 + r;
        cumulative.push_back(level - 1);
    }
    Table table;
    table.add("session", std::move(book->session));
    table.add("value", std::move(book->value));
    table.add("flow", std::move(book->flow));
    table.add("return", std::move(book->time_weighted));
    table.add("cumulative_return", std::move(cumulative));
    table.add("charges", std::move(book->charges));
    call.method("return", "value / (value of the session before + flow) - 1: flows count from the start of "
                          "their session");
    return kit::paged(std::move(table), request.limit, request.cursor);
}

} // namespace nautilus::portfolio
