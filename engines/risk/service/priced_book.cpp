#include "engines/risk/service/priced_book.h"

#include "engines/risk/service/book_completion.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace nautilus::risk {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

std::string_view scopeName(portfolio::BookScope scope) {
    constexpr std::string_view kNames[] = {"portfolio", "account", "firm"};
    return kNames[static_cast<int>(scope)];
}

PricedPosition positionOf(const portfolio::BookHolding& holding) {
    PricedPosition out;
    out.symbol = holding.symbol;
    out.sector = holding.sector;
    out.currency = holding.currency;
    out.asset_class = holding.asset_class;
    out.instrument = holding.instrument;
    out.quantity = holding.quantity;
    out.price = holding.price;
    out.value = holding.value;
    const double local = holding.price * holding.quantity;
    if (local != 0) out.rate = holding.value / local; // with the multiplier in it, where there is one
    return out;
}

} // namespace

std::vector<PositionView> PricedBook::views() const {
    std::vector<PositionView> out;
    out.reserve(positions.size());
    for (const auto& each : positions)
        out.push_back({each.symbol, each.sector, each.currency, each.value, each.daily_value});
    return out;
}

Result<PricedBook> BookReader::ofRequest(const CheckRequest& request) {
    if (!market_) return fail(ErrorCode::Unavailable, "there are no daily prices yet", "", true);
    PricedBook book;
    book.book_id = request.portfolio_id;
    book.scope = "request";
    book.base_currency = "USD";
    if (const auto name = books_ ? books_->find(request.portfolio_id) : std::nullopt; name) {
        book.base_currency = name->base_currency;
        book.account_id = name->account_id;
    }
    for (const auto& given : request.positions) {
        PricedPosition position;
        position.symbol = given.symbol;
        position.quantity = given.quantity;
        position.price = given.current_price.value_or(domain::kMissing);
        position.asset_class = given.asset_class.value_or("");
        position.sector = given.sector.value_or("");
        position.currency = given.currency.value_or("");
        book.positions.push_back(std::move(position));
    }
    const BookQuestion question{request.portfolio_id, request.as_of, request.market,
                                static_cast<std::size_t>(request.window)};
    BookCompletion completion(*market_, windows_, book, question);
    if (auto done = completion.run(); !done) return kit::failAs(done);
    double invested = 0;
    for (const auto& each : book.positions)
        invested += each.value;
    book.cash = request.cash.value_or(request.portfolio_value.value_or(invested) - invested);
    book.value = request.portfolio_value.value_or(invested + book.cash);
    if (std::isnan(book.value))
        return fail(ErrorCode::NotComputable,
                    "the portfolio value cannot be worked out: a price or a rate is missing",
                    "/portfolio_value");
    if (!(book.value > 0))
        return fail(ErrorCode::NotComputable, "the portfolio value is not above 0", "/portfolio_value");
    completion.addReturns();
    return book;
}

Result<PricedBook> BookReader::ofBook(const BookQuestion& question) {
    if (!market_ || !books_) return fail(ErrorCode::Unavailable, "the books are not there yet", "", true);
    const auto held = books_->holdings(question.portfolio_id, question.as_of);
    if (!held) return kit::failAs(held);
    PricedBook book;
    book.book_id = question.portfolio_id;
    book.scope = scopeName(held->book.scope);
    book.account_id = held->book.account_id;
    book.base_currency = held->book.base_currency;
    book.as_of = held->as_of;
    book.cash = held->cash;
    book.value = held->value;
    book.warnings = held->warnings;
    for (const auto& holding : held->holdings)
        book.positions.push_back(positionOf(holding));
    if (!(book.value > 0))
        return fail(ErrorCode::NotComputable,
                    std::isnan(book.value) ? "a price or a rate of the portfolio is missing"
                                           : "the portfolio's value is not above 0",
                    "/portfolio_id");
    auto at = question;
    at.as_of = held->as_of;
    BookCompletion completion(*market_, windows_, book, at);
    if (auto done = completion.run(); !done) return kit::failAs(done);
    completion.addReturns();
    return book;
}

double BookReader::unitValue(const PricedBook& book, const std::string& symbol,
                             const BookQuestion& question) {
    const auto held = std::ranges::find(book.positions, symbol, &PricedPosition::symbol);
    if (held != book.positions.end()) return held->price * held->rate;
    PricedBook alone;
    alone.base_currency = book.base_currency;
    alone.as_of = book.as_of;
    auto& position = alone.positions.emplace_back();
    position.symbol = symbol;
    position.quantity = 1;
    const auto priced = BookCompletion(*market_, windows_, alone, question).run();
    return priced && !alone.positions.empty() ? alone.positions.front().value : domain::kMissing;
}

Result<std::vector<double>> BookReader::quantitiesOf(const PricedBook& book,
                                                     const std::vector<IntendedTrade>& trades,
                                                     const BookQuestion& question) {
    std::map<std::string, double> held;
    for (const auto& each : book.positions)
        held[each.symbol] = each.quantity;
    std::vector<double> out;
    for (std::size_t i = 0; i < trades.size(); ++i) {
        const auto& trade = trades[i];
        const auto at = "/trades/" + std::to_string(i);
        if (trade.quantity.has_value() == trade.weight.has_value())
            return fail(ErrorCode::InvalidArgument, "a trade has a quantity or a weight", at + "/quantity");
        double quantity = trade.quantity.value_or(0);
        if (trade.weight) {
            const double unit = unitValue(book, trade.symbol, question);
            if (!(unit > 0))
                return fail(ErrorCode::NotFound,
                            "the symbol " + trade.symbol + " is not known or has no price", at + "/symbol");
            quantity = *trade.weight * book.value / unit - held[trade.symbol];
        }
        held[trade.symbol] += quantity;
        out.push_back(quantity);
    }
    return out;
}

Result<PricedBook> BookReader::ofTrades(const PricedBook& book, const std::vector<IntendedTrade>& trades,
                                        const BookQuestion& question) {
    PricedBook after = book;
    after.warnings.clear();
    auto at = question;
    at.as_of = book.as_of;
    const auto quantities = quantitiesOf(book, trades, at);
    if (!quantities) return kit::failAs(quantities);
    for (std::size_t i = 0; i < trades.size(); ++i) {
        auto found = std::ranges::find(after.positions, trades[i].symbol, &PricedPosition::symbol);
        if (found == after.positions.end()) {
            after.positions.emplace_back().symbol = trades[i].symbol;
            found = std::prev(after.positions.end());
        }
        found->quantity += (*quantities)[i];
        found->value = domain::kMissing; // anew, at the close
    }
    BookCompletion completion(*market_, windows_, after, at);
    if (auto done = completion.run(); !done) return kit::failAs(done);
    for (std::size_t i = 0; i < trades.size(); ++i) {
        const auto found = std::ranges::find(after.positions, trades[i].symbol, &PricedPosition::symbol);
        if (found == after.positions.end())
            return fail(ErrorCode::NotFound,
                        "the symbol " + trades[i].symbol + " is not known or has no price",
                        "/trades/" + std::to_string(i) + "/symbol");
        after.cash -= (*quantities)[i] * trades[i].price.value_or(found->price) * found->rate;
    }
    std::erase_if(after.positions, [](const auto& each) { return each.quantity == 0; });
    after.value = after.cash;
    for (const auto& each : after.positions)
        after.value += each.value;
    if (!(after.value > 0))
        return fail(ErrorCode::NotComputable, "the trades leave no value above 0, or a rate is missing",
                    "/trades");
    completion.addReturns();
    return after;
}

} // namespace nautilus::risk
