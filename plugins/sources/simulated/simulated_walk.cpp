#include "plugins/sources/simulated/simulated_walk.h"

#include "engines/kit/data_source.h"

#include <algorithm>
#include <cmath>

namespace nautilus::sources {

using domain::MarketEvent;
using kit::Capability;

namespace {

/// FNV-1a, 64 bits: a name as a number that does not depend on the library.
std::uint64_t numberOf(std::string_view symbol) {
    std::uint64_t out = 14'695'981'039'346'656'037ULL;
    for (const char c : symbol)
        out = (out ^ static_cast<unsigned char>(c)) * 1'099'511'628'211ULL;
    return out;
}

} // namespace

SimulatedWalk::SimulatedWalk(std::uint32_t line, unsigned kinds, std::string_view symbol, std::int64_t seed,
                             double volatility)
    : line_(line), kinds_(kinds), volatility_(volatility),
      random_(numberOf(symbol) ^ (static_cast<std::uint64_t>(seed) * 0x9E3779B97F4A7C15ULL)),
      middle_(20.0 + static_cast<double>(random_() % 18'000) / 100.0) {}

void SimulatedWalk::step(std::int64_t at_ns, std::vector<MarketEvent>& out) {
    middle_ = std::clamp(middle_ * std::exp(volatility_ * normal_(random_)), 1.0, 100'000.0);
    const auto ticks = std::llround(middle_ / kTick);
    const double bid = static_cast<double>(ticks - 1) * kTick, ask = static_cast<double>(ticks + 1) * kTick;
    const bool at_ask = random_() % 2 == 0;
    const auto first = out.size();
    const double traded = size(), bid_size = size(), ask_size = size(); // drawn whatever is wanted
    if ((kinds_ & Capability::kTrades) != 0)
        out.push_back(MarketEvent::ofTrade(line_, at_ns, {at_ask ? ask : bid, traded}));
    if ((kinds_ & Capability::kQuotes) != 0)
        out.push_back(MarketEvent::ofQuote(line_, at_ns, {bid, bid_size, ask, ask_size}));
    if ((kinds_ & Capability::kBook) != 0 && ticks != told_ticks_) {
        told_ticks_ = ticks;
        tellBook(at_ns, out);
    }
    for (auto event = first; event < out.size(); ++event)
        out[event].simulated = true;
}

void SimulatedWalk::tellBook(std::int64_t at_ns, std::vector<MarketEvent>& out) {
    using domain::BookAction;
    using domain::Side;
    out.push_back(MarketEvent::ofBook(line_, at_ns, {0, 0, Side::Bid, BookAction::Clear}));
    for (int level = 1; level <= kLevels; ++level)
        for (const auto side : {Side::Bid, Side::Ask}) {
            const auto ticks = told_ticks_ + (side == Side::Bid ? -level : level);
            // Sizes follow from price and level: the walk's own draws stay the same with and without a book.
            const double size = 100.0 * static_cast<double>(1 + (ticks * 7 + level * 13) % 20);
            out.push_back(MarketEvent::ofBook(
                line_, at_ns, {static_cast<double>(ticks) * kTick, size, side, BookAction::Set}));
        }
}

} // namespace nautilus::sources
