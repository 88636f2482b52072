#include "engines/marketdata/kernel/tick_gate.h"

#include <cmath>

namespace nautilus::marketdata {

using domain::BarPart;
using domain::EventKind;
using domain::MarketEvent;
using domain::QuotePart;

namespace {

bool far(double a, double b, double ratio) {
    return a > b * ratio || a * ratio < b;
}
bool badSize(double size) {
    return std::isinf(size) || size < 0; // NaN: not given
}

} // namespace

Verdict TickGate::judgeTime(const MarketEvent& event) const {
    if (event.receive_ns > 0 && event.event_ns > event.receive_ns + limits_.future_ns) return Verdict::Future;
    if (event.event_ns < last_ns_[static_cast<std::size_t>(event.kind)] - limits_.backward_ns)
        return Verdict::Backward;
    return Verdict::Accept;
}

Verdict TickGate::judgePrice(Level& level, double price) const {
    if (!std::isfinite(price)) return Verdict::NotFinite;
    if (price <= 0) return Verdict::NotPositive;
    if (level.price == 0 || !far(price, level.price, limits_.jump_ratio)) {
        level = {price, 0, 0};
        return Verdict::Accept;
    }
    // Far away. One such print is a mistake; a run of them that agrees is a split, or the end of a mistake.
    constexpr double kAgreement = 1.1;
    const bool agrees = level.candidate > 0 && !far(price, level.candidate, kAgreement);
    level.confirmations = agrees ? level.confirmations + 1 : 1;
    level.candidate = price;
    if (level.confirmations < limits_.jump_confirmations) return Verdict::Jump;
    level = {price, 0, 0};
    return Verdict::Accept;
}

Verdict TickGate::judgeQuote(const QuotePart& quote) {
    const bool has_bid = !std::isnan(quote.bid), has_ask = !std::isnan(quote.ask);
    if (!has_bid && !has_ask) return Verdict::NotFinite;
    if (badSize(quote.bid_size) || badSize(quote.ask_size)) return Verdict::BadSize;
    auto bid_level = bid_, ask_level = ask_;
    const auto bid = has_bid ? judgePrice(bid_level, quote.bid) : Verdict::Accept;
    const auto ask = has_ask ? judgePrice(ask_level, quote.ask) : Verdict::Accept;
    // A side that is well does not move the gate when the other one is not.
    if (bid != Verdict::Accept || ask == Verdict::Accept) bid_ = bid_level;
    if (ask != Verdict::Accept || bid == Verdict::Accept) ask_ = ask_level;
    return bid != Verdict::Accept ? bid : ask;
}

Verdict TickGate::judgeBar(const BarPart& bar) {
    for (const double each : {bar.open, bar.high, bar.low}) {
        if (!std::isfinite(each)) return Verdict::NotFinite;
        if (each <= 0) return Verdict::NotPositive;
    }
    if (!std::isfinite(bar.close)) return Verdict::NotFinite;
    if (badSize(bar.volume)) return Verdict::BadSize;
    if (bar.high < bar.low || bar.high < bar.open || bar.high < bar.close || bar.low > bar.open ||
        bar.low > bar.close)
        return Verdict::Impossible;
    return judgePrice(bar_, bar.close);
}

Verdict TickGate::judgeValues(const MarketEvent& event) {
    switch (event.kind) {
    case EventKind::Trade:
        if (badSize(event.trade.size)) return Verdict::BadSize;
        return judgePrice(trade_, event.trade.price);
    case EventKind::Quote:
        return judgeQuote(event.quote);
    case EventKind::Bar:
        return judgeBar(event.bar);
    case EventKind::Book:
        if (event.book.action == domain::BookAction::Clear) return Verdict::Accept;
        if (!std::isfinite(event.book.price) || std::isnan(event.book.size)) return Verdict::NotFinite;
        if (event.book.price <= 0) return Verdict::NotPositive;
        return badSize(event.book.size) ? Verdict::BadSize : Verdict::Accept;
    }
    return Verdict::Impossible;
}

Verdict TickGate::judge(const MarketEvent& event) {
    if (event.restarted) reset();
    if (const auto time = judgeTime(event); time != Verdict::Accept) return time;
    const auto verdict = judgeValues(event);
    if (verdict == Verdict::Accept) {
        auto& last = last_ns_[static_cast<std::size_t>(event.kind)];
        if (event.event_ns > last) last = event.event_ns;
    }
    return verdict;
}

} // namespace nautilus::marketdata
