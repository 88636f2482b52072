#include "engines/risk/service/book_completion.h"
#include "engines/domain/sectors.h"

#include "engines/numerics/moments.h"

#include <algorithm>
#include <cmath>

namespace nautilus::risk {

using domain::kMissing;
using kit::ErrorCode;
using kit::fail;
using kit::Result;
using marketdata::DailyHistoryPtr;

namespace {

constexpr double kEnoughHistory = 0.5; ///< of the window; who has less takes no part
constexpr std::size_t kShortTerm = 21, kLongTerm = 252;
constexpr std::size_t kNamesShown = 10;

std::string listed(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < std::min(names.size(), kNamesShown); ++i)
        out += (i ? ", " : "") + names[i];
    if (names.size() > kNamesShown) out += " and " + std::to_string(names.size() - kNamesShown) + " more";
    return out;
}

double volatilityOf(const std::vector<double>& returns, std::size_t sessions) {
    if (returns.size() < sessions) return kMissing;
    const auto last = std::span(returns).last(sessions);
    const auto m = numerics::moments(last);
    return m.count == sessions ? m.deviation : kMissing;
}

} // namespace

Result<void> BookCompletion::run() {
    directory_ = market_.directory();
    book_.epoch = directory_->epoch;
    findInstruments();
    if (auto read = readColumns(); !read) return read;
    if (auto rates = setRates(); !rates) return rates;
    setValues();
    return dropUnvalued();
}

void BookCompletion::findInstruments() {
    const auto at = question_.as_of.value_or(domain::kEndOfTime);
    std::vector<std::pair<std::string, std::string>> words; // sectors are answered as they were given
    for (const auto& each : book_.positions)
        if (domain::gicsSector(each.sector) != each.sector)
            words.emplace_back(domain::gicsSector(each.sector), each.sector);
    for (auto& each : book_.positions) {
        const auto* instrument =
            each.instrument != 0 ? directory_->byId(each.instrument) : directory_->resolve(each.symbol, at);
        each.instrument = instrument ? instrument->id : 0;
        if (instrument && each.currency.empty()) each.currency = instrument->currency;
        if (instrument && each.asset_class.empty()) each.asset_class = instrument->asset_class;
        if (instrument && each.sector.empty())
            each.sector = directory_->sector[directory_->placeOf(*instrument)];
        each.sector = domain::gicsSector(each.sector);
        const auto word = std::ranges::find(words, each.sector, &std::pair<std::string, std::string>::first);
        if (word != words.end()) each.sector = word->second;
        if (each.currency.empty()) each.currency = book_.base_currency;
    }
}

Result<void> BookCompletion::readColumns() {
    std::vector<domain::InstrumentId> ids;
    for (const auto& each : book_.positions)
        if (each.instrument != 0) ids.push_back(each.instrument);
    const auto known = ids.size();
    const auto* market = directory_->resolve(question_.market, question_.as_of.value_or(domain::kEndOfTime));
    if (market) ids.push_back(market->id);
    const auto histories = market_.histories(ids);
    if (!histories) return kit::failAs(histories);
    setAsOf(std::span(*histories).first(known));
    const auto read = windows_.columns(*histories, book_.epoch, book_.as_of, question_.window);
    columns_.assign(book_.positions.size(), nullptr);
    for (std::size_t i = 0, next = 0; i < book_.positions.size(); ++i)
        if (book_.positions[i].instrument != 0) columns_[i] = read[next++];
    book_.sessions = ReturnWindows::sessionsOf(book_.as_of, question_.window);
    if (!book_.sessions.empty()) book_.sessions.erase(book_.sessions.begin());
    if (!market) {
        warn("unknown_market", "the market " + question_.market + " is not known: no beta, no correlation");
        return {};
    }
    book_.market = read.back()->returns;
    book_.regime = {volatilityOf(book_.market, kShortTerm), volatilityOf(book_.market, kLongTerm)};
    return {};
}

void BookCompletion::setAsOf(std::span<const DailyHistoryPtr> histories) {
    domain::SessionDate newest = domain::kBeginningOfTime;
    for (const auto& last : directory_->last_session)
        newest = std::max(newest, last);
    if (question_.as_of)
        book_.as_of = *question_.as_of;
    else
        book_.as_of = marketdata::latestCommonSession(histories, newest).value_or(newest);
}

Result<void> BookCompletion::setRates() {
    for (const auto& each : book_.positions) {
        if (std::ranges::find(rates_, each.currency, &Rate::currency) != rates_.end()) continue;
        Rate rate{each.currency, 1.0, nullptr};
        if (each.currency != book_.base_currency) {
            const auto history = market_.rates(each.currency, book_.base_currency);
            if (!history) return kit::failAs(history);
            rate.now = kMissing;
            if (*history) {
                const std::vector<DailyHistoryPtr> one{*history};
                // Rates have ids of their own instruments: a pair and its inverse share one, so not kept.
                ReturnWindows own;
                rate.column = own.columns(one, book_.epoch, book_.as_of, question_.window).front();
                rate.now = rate.column->price;
            } else {
                warn("missing_rate", "no rate from " + each.currency + " to " + book_.base_currency);
            }
        }
        rates_.push_back(std::move(rate));
    }
    return {};
}

const BookCompletion::Rate& BookCompletion::rateOf(const std::string& currency) const {
    return *std::ranges::find(rates_, currency, &Rate::currency);
}

void BookCompletion::setValues() {
    for (std::size_t i = 0; i < book_.positions.size(); ++i) {
        auto& each = book_.positions[i];
        const auto& rate = rateOf(each.currency);
        if (std::isnan(each.price) && columns_[i]) each.price = columns_[i]->price;
        if (std::isnan(each.rate)) {
            const auto* instrument = each.instrument != 0 ? directory_->byId(each.instrument) : nullptr;
            each.rate = rate.now * (instrument ? instrument->multiplier : 1.0);
        }
        if (std::isnan(each.value)) each.value = each.quantity * each.price * each.rate;
        if (columns_[i]) each.daily_value = columns_[i]->daily_value * rate.now;
    }
}

Result<void> BookCompletion::dropUnvalued() {
    std::vector<std::string> unknown;
    std::vector<PricedPosition> kept;
    std::vector<ReturnColumnPtr> columns;
    for (std::size_t i = 0; i < book_.positions.size(); ++i) {
        if (std::isnan(book_.positions[i].price)) {
            unknown.push_back(book_.positions[i].symbol);
            continue;
        }
        kept.push_back(std::move(book_.positions[i]));
        columns.push_back(std::move(columns_[i]));
    }
    book_.positions = std::move(kept);
    columns_ = std::move(columns);
    if (unknown.empty()) return {};
    if (book_.positions.empty())
        return unknown.size() == 1
                   ? fail(ErrorCode::NotFound, "the symbol " + unknown.front() + " is not known",
                          "/positions/0/symbol")
                   : fail(ErrorCode::NotComputable, "none of the symbols is known and has a price",
                          "/positions");
    book_.warnings.push_back({"unknown_symbol",
                              "/data/limit_checks",
                              "not known and without a price, left out: " + listed(unknown),
                              {}});
    return {};
}

ReturnColumnPtr BookCompletion::inBase(const ReturnColumnPtr& local, const Rate& rate) const {
    if (rate.currency == book_.base_currency) return local;
    if (!rate.column) return nullptr;
    auto out = std::make_shared<ReturnColumn>(*local);
    out->count = 0;
    for (std::size_t t = 0; t < out->returns.size(); ++t) {
        out->returns[t] = (1 + out->returns[t]) * (1 + rate.column->returns[t]) - 1;
        out->count += std::isnan(out->returns[t]) ? 0 : 1;
    }
    return out;
}

void BookCompletion::addReturns() {
    std::vector<std::string> left_out;
    const auto sessions = book_.sessions.size();
    const auto enough = kEnoughHistory * static_cast<double>(sessions);
    book_.returns.assign(sessions, 0.0);
    bool any = book_.positions.empty(); // nothing but cash: nothing is lost
    for (std::size_t i = 0; i < book_.positions.size(); ++i) {
        auto& each = book_.positions[i];
        const auto place = std::ranges::find(rates_, each.currency, &Rate::currency);
        each.history = columns_[i] && place != rates_.end() ? inBase(columns_[i], *place) : nullptr;
        if (each.history && static_cast<double>(each.history->count) < enough) each.history = nullptr;
        if (!each.history || std::isnan(each.value)) {
            left_out.push_back(each.symbol);
            continue;
        }
        any = true;
        const double weight = each.value / book_.value;
        const double* r = each.history->returns.data();
        for (std::size_t t = 0; t < sessions; ++t)
            book_.returns[t] += weight * r[t];
    }
    if (!left_out.empty())
        warn("no_history",
             "without enough history, left out of value at risk, beta and correlation: " + listed(left_out));
    if (!any) return book_.returns.clear();
    const auto missing = std::ranges::count_if(book_.returns, [](double r) { return std::isnan(r); });
    if (missing > 0)
        warn("short_history", std::to_string(missing) + " of " + std::to_string(sessions) +
                                  " sessions have no return of some position and take no part");
}

} // namespace nautilus::risk
