#include "engines/portfolio/service/live_pnl.h"

#include "engines/kit/field_writer.h"
#include "engines/kit/json_writer.h"

#include <cmath>
#include <future>

namespace nautilus::portfolio {

using domain::EventKind;
using kit::Value;

namespace {

constexpr std::int64_t kPulseNs = domain::kNsPerSecond / 10;

std::string topicOf(const char* what, const std::string& id) {
    return std::string("portfolio.") + what + "." + id;
}

Value orNull(double number) {
    return std::isfinite(number) ? Value(number) : Value();
}

} // namespace

void LivePnl::Inbox::add(const marketdata::FollowedLine& line, std::span<const domain::MarketEvent> events) {
    const std::scoped_lock lock(mutex);
    if (line.stale)
        stale.insert(line.symbol);
    else
        stale.erase(line.symbol);
    for (const auto& event : events) {
        if (event.kind == EventKind::Trade) last[line.symbol] = event.trade.price;
        if (event.kind == EventKind::Bar) last[line.symbol] = event.bar.close;
        replayed = event.replayed || event.simulated;
    }
}

void LivePnl::start(bool own_pulse) {
    if (own_pulse) pulse_.start(kPulseNs, [this] { pulse(); });
}

void LivePnl::stop() {
    stopped_ = true;
    pulse_.stop();
    std::promise<void> done; // the lane still runs: no line may call any more
    if (threads_.lane.post([&] {
            lines_.clear();
            done.set_value();
        }))
        done.get_future().wait();
}

void LivePnl::pulse() {
    if (stopped_ || !feed_ || queued_.exchange(true)) return; // the lane is behind: one look is enough
    const bool posted = threads_.lane.post([this] {
        queued_ = false;
        if (!stopped_) look();
    });
    if (!posted) queued_ = false;
}

std::set<std::string> LivePnl::listenedTo() const {
    std::set<std::string> out;
    for (const auto& name : books_.names())
        for (const char* what : {"pnl", "positions", "performance"})
            if (stream_.wanted(topicOf(what, name.id))) out.insert(name.id);
    return out;
}

void LivePnl::look() {
    const auto wanted = listenedTo();
    if (!reading_ && (wanted != following_ || read_version_ != wanted_version_)) read(wanted);
    takePrices();
    tell();
}

void LivePnl::read(const std::set<std::string>& ids) {
    reading_ = true;
    const auto version = wanted_version_.load();
    const bool posted = threads_.driver.post([this, ids, version] {
        Read found;
        for (const auto& id : ids)
            if (auto holdings = books_.holdings(id, {}))
                found.emplace_back(holdings->book, std::move(*holdings));
        const bool back = threads_.lane.post([this, ids, version, found = std::move(found)]() mutable {
            reading_ = false;
            if (stopped_) return;
            following_ = ids;
            read_version_ = version;
            take(std::move(found));
        });
        (void)back; // a lane that takes nothing more has stopped
    });
    if (!posted) reading_ = false;
}

/// The table is made anew; prices that lines have given stay, and so do lines that are still needed.
void LivePnl::take(Read read) {
    LiveBooks table;
    std::map<std::string, std::size_t> places;
    std::map<std::string, Line> lines;
    followed_books_.clear();
    for (auto& [name, book] : read) {
        Followed followed;
        followed.name = name;
        followed.base_pnl = book.realised + book.income;
        followed.cash = book.cash;
        followed.start_value = book.cash;
        std::vector<LiveHolding> holdings;
        for (const auto& h : book.holdings) {
            if (!std::isfinite(h.value) || h.price == 0) continue; // without a stored price there is no unit
            auto at = places.find(h.symbol);
            if (at == places.end()) {
                const auto known = lines_.find(h.symbol);
                const double live = known == lines_.end() ? h.price : table_.price(known->second.instrument);
                at = places.emplace(h.symbol, table.addInstrument(live)).first;
            }
            const double units = h.value / h.price;
            holdings.push_back({at->second, units});
            followed.positions.push_back({h.symbol, at->second, units, h.cost, h.price, h.price});
            followed.cost += h.cost;
            followed.start_value += h.value;
        }
        followed.place = table.addBook(holdings, book.cash);
        followed.told_pnl = followed.base_pnl + table.value(followed.place) - followed.cash - followed.cost;
        followed_books_.push_back(std::move(followed));
    }
    table_ = std::move(table);
    for (const auto& [symbol, place] : places) {
        auto& line = lines[symbol];
        line.instrument = place;
        if (const auto known = lines_.find(symbol); known != lines_.end()) {
            line.subscription = std::move(known->second.subscription);
            continue;
        }
        auto subscription =
            feed_->follow(symbol, [inbox = inbox_](const marketdata::FollowedLine& of,
                                                   std::span<const domain::MarketEvent> events) {
                inbox->add(of, events);
            });
        if (subscription) line.subscription = std::move(*subscription); // else the next reading tries again
    }
    lines_ = std::move(lines);
    followed_ = static_cast<std::int64_t>(followed_books_.size());
}

void LivePnl::takePrices() {
    std::map<std::string, double> last;
    {
        const std::scoped_lock lock(inbox_->mutex);
        last.swap(inbox_->last);
        stale_ = inbox_->stale;
        replayed_ = inbox_->replayed;
    }
    for (const auto& [symbol, price] : last)
        if (const auto line = lines_.find(symbol); line != lines_.end())
            table_.setPrice(line->second.instrument, price);
}

void LivePnl::tell() {
    for (const auto place : table_.revalue())
        for (auto& book : followed_books_)
            if (book.place == place) tellBook(book);
}

void LivePnl::tellBook(Followed& book) {
    for (auto& position : book.positions)
        if (position.told != table_.price(position.instrument)) tellPosition(book, position);
    const double value = table_.value(book.place);
    const double unrealised = value - book.cash - book.cost;
    const double pnl = book.base_pnl + unrealised;
    Value::Array stale;
    for (const auto& position : book.positions)
        if (stale_.contains(position.symbol)) stale.emplace_back(position.symbol);
    const Value::Object payload{{"event", "pnl_update"},
                                {"portfolio_id", book.name.id},
                                {"pnl", orNull(pnl)},
                                {"total_pnl", orNull(pnl)},
                                {"pnl_change", orNull(pnl - book.told_pnl)},
                                {"unrealized_pnl", orNull(unrealised)},
                                {"realized_pnl", orNull(book.base_pnl)},
                                {"market_value", orNull(value)},
                                {"day_pnl", orNull(value - book.start_value)},
                                {"daily_return", orNull(value / book.start_value - 1)},
                                {"strategy", book.name.strategy},
                                {"currency", book.name.base_currency},
                                {"stale_symbols", stale},
                                {"replayed", replayed_},
                                {"timestamp", clock_.now().rfc3339()}};
    book.told_pnl = pnl;
    const auto json = kit::toJson(payload);
    stream_.publish(topicOf("pnl", book.name.id), json, "portfolio");
    if (stream_.wanted(topicOf("performance", book.name.id)))
        stream_.publish(topicOf("performance", book.name.id), json, "portfolio");
    ++updates_;
}

void LivePnl::tellPosition(const Followed& book, Position& position) {
    const double price = table_.price(position.instrument);
    position.told = price;
    const double value = position.units * price;
    stream_.publish(
        topicOf("positions", book.name.id),
        kit::toJson(Value::Object{{"event", "position_update"},
                                  {"portfolio_id", book.name.id},
                                  {"symbol", position.symbol},
                                  {"current_price", orNull(price)},
                                  {"market_value", orNull(value)},
                                  {"weight", orNull(value / table_.value(book.place))},
                                  {"day_change", orNull(value - position.units * position.close)},
                                  {"day_change_percent", orNull((price / position.close - 1) * 100)},
                                  {"pnl", orNull(value - position.cost)},
                                  {"timestamp", clock_.now().rfc3339()}}),
        "portfolio");
}

} // namespace nautilus::portfolio
