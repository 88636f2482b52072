// The life of a tick on one core without clients: from a source's batch through inbox, gate, line and cache
// to ten streaming indicators, by the product's own service stepped by hand; and the parts alone. The ticks
// are the built-in ones, looped with rising time stamps: IBM's trades and quotes of 2013-10-07 and -08, BAC's
// trades of 2013-10-07. Arguments: ticks. `items_per_second` counts ticks (of the book: changes).

#include "app/catalog/duckdb_catalog.h"
#include "app/runtime/local_stream.h"
#include "app/runtime/memory_cache.h"
#include "engines/marketdata/service/live_service.h"
#include "engines/numerics/indicators/indicator_table.h"
#include "tests/engines/support/live_fakes.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace {

using namespace nautilus;
using domain::EventKind;
using domain::MarketEvent;

constexpr std::size_t kBatch = 4'096; ///< as the replay source delivers
constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;
constexpr std::uint32_t kIbm = 1, kBac = 2; ///< lines, in the order of asking

[[noreturn]] void giveUp(const std::string& why) {
    std::fprintf(stderr, "%s\n", why.c_str());
    std::exit(1);
}

/// Both symbols' trades and quotes in the order of time.
std::vector<MarketEvent> readTicks() {
    auto opened = catalog::DuckDbCatalog::open("", 1, 2'000'000'000);
    if (!opened) giveUp(opened.error().front().message);
    auto& catalog = **opened;
    const auto accept = [](const kit::RawBars& bars) {
        return std::vector<std::string_view>(bars.session.size());
    };
    const auto folder = std::string(NAUTILUS_BENCH_FOLDER) + "/../../resources/demo/open";
    if (const auto done = catalog.importDataset(folder, accept, {}); !done)
        giveUp(done.error().front().message);
    std::vector<MarketEvent> out;
    const auto instruments = catalog.instruments();
    for (const auto& instrument : *instruments) {
        const auto line = instrument.symbol == "IBM" ? kIbm : instrument.symbol == "BAC" ? kBac : 0U;
        const auto ticks = line == 0 ? kit::StoredTicks{} : *catalog.ticks({.id = instrument.id});
        for (std::size_t i = 0; i < ticks.at_ns.size(); ++i)
            out.push_back(
                std::isnan(ticks.price[i])
                    ? MarketEvent::ofQuote(line, ticks.at_ns[i],
                                           {ticks.bid[i], ticks.bid_size[i], ticks.ask[i], ticks.ask_size[i]})
                    : MarketEvent::ofTrade(line, ticks.at_ns[i], {ticks.price[i], ticks.size[i]}));
    }
    std::ranges::stable_sort(out, {}, &MarketEvent::event_ns);
    if (out.empty()) giveUp("the built-in ticks are not there");
    return out;
}

/// Gives the stored ticks again and again; every round is a whole number of days later.
class TickLoop {
public:
    TickLoop() : span_ns_((ticks().back().event_ns - ticks().front().event_ns) / kDayNs * kDayNs + kDayNs) {}
    static const std::vector<MarketEvent>& ticks() {
        static const auto kTicks = readTicks();
        return kTicks;
    }
    /// The next ticks, at most a batch and never beyond the end of a round.
    std::span<const MarketEvent> next(std::size_t most) {
        if (at_ == ticks().size()) at_ = 0, later_ns_ += span_ns_;
        const auto count = std::min({most, kBatch, ticks().size() - at_});
        batch_.assign(ticks().begin() + static_cast<std::ptrdiff_t>(at_),
                      ticks().begin() + static_cast<std::ptrdiff_t>(at_ + count));
        for (auto& event : batch_) {
            event.event_ns += later_ns_;
            event.receive_ns = event.event_ns + 1'000;
        }
        at_ += count;
        return batch_;
    }

private:
    std::int64_t span_ns_, later_ns_ = 0;
    std::size_t at_ = 0;
    std::vector<MarketEvent> batch_;
};

/// Ten indicators of one line with their usual parameters, moved by every tick: a trade by its price and
/// size, a quote by the middle of the best known sides. Ticks that come together are gone over together.
class TenIndicators {
public:
    TenIndicators() {
        for (const char* id : {"sma", "ema", "rsi", "macd", "bollinger_bands", "atr", "stochastic", "obv",
                               "standard_deviation", "linear_regression_slope"}) {
            const auto* spec = numerics::findIndicator(id);
            if (!spec) giveUp(std::string("there is no indicator ") + id);
            ten_.push_back(numerics::makeIndicator(*spec, numerics::defaultParameters(*spec)));
        }
    }
    void take(std::span<const MarketEvent> events) {
        prices_.clear();
        sizes_.clear();
        for (const auto& event : events) {
            if (event.kind == EventKind::Trade)
                move(event.trade.price, event.trade.size);
            else if (event.kind == EventKind::Quote)
                quote(event.quote);
        }
        if (prices_.empty()) return;
        moveAll();
    }
    double last = 0; ///< keeps the work from being left out

private:
    void quote(const domain::QuotePart& quote) {
        if (!std::isnan(quote.bid)) bid_ = quote.bid;
        if (!std::isnan(quote.ask)) ask_ = quote.ask;
        if (!std::isnan(bid_ + ask_)) move((bid_ + ask_) / 2, 0);
    }
    void move(double price, double size) {
        prices_.push_back(price);
        sizes_.push_back(size);
    }
    /// Each goes over all of the ticks before the next one does, so that its state stays in registers.
    void moveAll() {
        const std::size_t count = prices_.size();
        std::array<double*, 3> out;
        for (std::size_t i = 0; i < out.size(); ++i) {
            values_[i].resize(std::max(values_[i].size(), count));
            out[i] = values_[i].data();
        }
        for (auto& indicator : ten_)
            indicator->run({prices_, prices_, prices_, prices_, sizes_}, count,
                           std::span(out).first(indicator->outputs()));
        last = values_[0][count - 1];
    }

    std::vector<std::unique_ptr<numerics::Indicator>> ten_;
    std::array<std::vector<double>, 3> values_; ///< of the one that went last: no more than three outputs
    std::vector<double> prices_, sizes_;
    double bid_ = domain::kMissing, ask_ = domain::kMissing;
};

/// The live service over one source, with a listener per symbol.
class LivePath {
public:
    explicit LivePath(bool indicators) {
        clock_.wall_ns = TickLoop::ticks().front().event_ns;
        sources_.list = {source_};
        service_ = std::make_unique<marketdata::LiveService>(
            marketdata::LiveService::Parts{clock_, stream_, lane_, lane_, sources_, cache_},
            [](const std::string&) {
                return marketdata::LiveService::Known{1, "XNYS", "XNYS", nullptr};
            });
        for (const char* symbol : {"IBM", "BAC"}) {
            auto& mine = ten_.emplace_back();
            const auto listener = [&mine, indicators](const marketdata::FollowedLine&,
                                                      std::span<const MarketEvent> events) {
                if (indicators) mine.take(events);
            };
            auto followed = service_->follow(symbol, listener);
            if (!followed) giveUp("not followed");
            handles_.push_back(std::move(*followed));
            lane_.run();
        }
    }
    ~LivePath() {
        lane_.full = true; // nobody runs it any more
        service_.reset();
    }
    LivePath(const LivePath&) = delete;
    LivePath& operator=(const LivePath&) = delete;

    void push(std::span<const MarketEvent> events) {
        clock_.advance(events.back().receive_ns + 1'000 - clock_.wall_ns);
        source_->deliver(events); // into the inbox, which wakes the lane
        lane_.run();              // drain
        service_->pulse();        // what the clock does: publishing, watching
        lane_.run();
    }
    [[nodiscard]] std::int64_t accepted() const { return service_->acceptedTotal(); }
    [[nodiscard]] std::int64_t refused() const { return service_->refusedTotal(); }
    [[nodiscard]] double last() const { return ten_.front().last + ten_.back().last; }

private:
    test::StepClock clock_;
    runtime::LocalStream stream_{clock_};
    test::StepLane lane_;
    test::ScriptedSources sources_;
    runtime::MemoryCache cache_;
    std::deque<TenIndicators> ten_;
    std::shared_ptr<test::ScriptedSource> source_ = std::make_shared<test::ScriptedSource>(
        "ticks", kit::Capability::kTrades | kit::Capability::kQuotes | kit::Capability::kStreaming);
    std::unique_ptr<marketdata::LiveService> service_;
    std::vector<std::unique_ptr<kit::Subscription>> handles_;
};

/// Runs `each` over as many ticks as the argument says, a batch at a time.
template <class Each>
void overTicks(benchmark::State& state, const Each& each) {
    TickLoop loop;
    const auto count = static_cast<std::size_t>(state.range(0));
    for (auto _ : state)
        for (std::size_t done = 0; done < count;) {
            const auto batch = loop.next(count - done);
            each(batch);
            done += batch.size();
        }
    state.SetItemsProcessed(static_cast<std::int64_t>(count) * static_cast<std::int64_t>(state.iterations()));
}

void path(benchmark::State& state, bool indicators) {
    LivePath live(indicators);
    overTicks(state, [&](std::span<const MarketEvent> batch) { live.push(batch); });
    benchmark::DoNotOptimize(live.last());
    if (live.accepted() + live.refused() != static_cast<std::int64_t>(state.items_processed()))
        state.SkipWithError("ticks are missing");
    state.counters["refused"] = static_cast<double>(live.refused());
}

void wholePath(benchmark::State& state) {
    path(state, true);
}
void pathWithoutIndicators(benchmark::State& state) {
    path(state, false);
}

void feedAlone(benchmark::State& state) {
    overTicks(state, [](std::span<const MarketEvent> batch) { benchmark::DoNotOptimize(batch.data()); });
}

void inboxAlone(benchmark::State& state) {
    marketdata::EventInbox inbox(262'144);
    std::vector<MarketEvent> taken;
    overTicks(state, [&](std::span<const MarketEvent> batch) {
        inbox.push(batch, [] {});
        inbox.take(taken);
        benchmark::DoNotOptimize(taken.data());
    });
}

void gateAlone(benchmark::State& state) {
    std::array<marketdata::TickGate, 2> gates;
    std::int64_t accepted = 0;
    overTicks(state, [&](std::span<const MarketEvent> batch) {
        for (const auto& event : batch)
            accepted += gates[event.line - 1].judge(event) == marketdata::Verdict::Accept;
    });
    benchmark::DoNotOptimize(accepted);
}

void lineAlone(benchmark::State& state) {
    marketdata::FollowedLine about;
    about.symbol = "IBM";
    marketdata::LiveLine ibm(about, {});
    about.symbol = "BAC";
    marketdata::LiveLine bac(about, {});
    overTicks(state, [&](std::span<const MarketEvent> batch) {
        for (const auto& event : batch)
            (event.line == kIbm ? ibm : bac).take(event);
        ibm.trades.clear(); // as publishing does
        bac.trades.clear();
    });
    benchmark::DoNotOptimize(ibm.last_price + bac.last_price);
}

void cacheAlone(benchmark::State& state) {
    runtime::MemoryCache cache;
    const std::array places{cache.place("XNYS", "IBM"), cache.place("XNYS", "BAC")};
    std::array<std::vector<MarketEvent>, 2> by_line;
    overTicks(state, [&](std::span<const MarketEvent> batch) {
        for (auto& each : by_line)
            each.clear();
        for (const auto& event : batch)
            by_line[event.line - 1].push_back(event);
        for (std::size_t i = 0; i < 2; ++i)
            cache.store(places[i], by_line[i], batch.back().receive_ns);
    });
    benchmark::DoNotOptimize(cache.bytes());
}

/// Ticks of one line together, as the service gives them to a listener.
void indicatorsAlone(benchmark::State& state) {
    TenIndicators ten[2];
    std::vector<MarketEvent> lines[2];
    overTicks(state, [&](std::span<const MarketEvent> batch) {
        for (auto& line : lines)
            line.clear();
        for (const auto& event : batch)
            lines[event.line - 1].push_back(event);
        for (std::size_t line = 0; line < 2; ++line)
            ten[line].take(lines[line]);
    });
    benchmark::DoNotOptimize(ten[0].last + ten[1].last);
}

/// Every tick for itself.
void indicatorsOneByOne(benchmark::State& state) {
    TenIndicators ten[2];
    overTicks(state, [&](std::span<const MarketEvent> batch) {
        for (std::size_t i = 0; i < batch.size(); ++i)
            ten[batch[i].line - 1].take(batch.subspan(i, 1));
    });
    benchmark::DoNotOptimize(ten[0].last + ten[1].last);
}

/// Every side of a quote as one price level that is set and stays.
void bookAlone(benchmark::State& state) {
    marketdata::OrderBook books[2];
    std::int64_t changes = 0;
    overTicks(state, [&](std::span<const MarketEvent> batch) {
        for (const auto& event : batch) {
            if (event.kind != EventKind::Quote) continue;
            const auto set = [&](double price, double size, domain::Side side) {
                if (std::isnan(price)) return;
                books[event.line - 1].apply({price, size, side, domain::BookAction::Set});
                ++changes;
            };
            set(event.quote.bid, event.quote.bid_size, domain::Side::Bid);
            set(event.quote.ask, event.quote.ask_size, domain::Side::Ask);
        }
    });
    benchmark::DoNotOptimize(books[0].bids().size() + books[1].bids().size());
    state.SetItemsProcessed(changes);
}

#define NAUTILUS_TICKS(part)                                                                                 \
    BENCHMARK(part)->Arg(10'000)->Arg(100'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond)

NAUTILUS_TICKS(wholePath);
NAUTILUS_TICKS(pathWithoutIndicators);
NAUTILUS_TICKS(feedAlone);
NAUTILUS_TICKS(inboxAlone);
NAUTILUS_TICKS(gateAlone);
NAUTILUS_TICKS(lineAlone);
NAUTILUS_TICKS(cacheAlone);
NAUTILUS_TICKS(indicatorsAlone);
NAUTILUS_TICKS(indicatorsOneByOne);
NAUTILUS_TICKS(bookAlone);

} // namespace

BENCHMARK_MAIN();
