#pragma once
// A stage for data sources: a catalog of a few stored days, a time that stands still until it is moved, a log
// of events, and a plugin host around it all.

#include "app/platform/platform.h"
#include "app/plugin_host/plugin_host.h"
#include "app/runtime/local_stream.h"
#include "engines/domain/calendar.h"
#include "tests/app/support/eventually.h"
#include "tests/app/support/fakes.h"
#include "tests/engines/support/small_catalog.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace nautilus::test {

/// Both clocks and the sources' waits, moved by hand; any thread.
class StageTime final : public kit::Clock, public sdk::SourceTime {
public:
    [[nodiscard]] domain::Timestamp now() const override { return {kWallStart + steady_.load()}; }
    [[nodiscard]] std::int64_t steadyNs() const override { return steady_.load(); }
    [[nodiscard]] std::int64_t nowNs() const override { return steady_.load(); }
    [[nodiscard]] std::chrono::nanoseconds sleepFor(std::int64_t until_ns) const override {
        return until_ns <= steady_.load() ? std::chrono::nanoseconds(0) : sdk::kLongestSleep;
    }
    [[nodiscard]] std::unique_ptr<kit::Subscription> onMoved(std::function<void()> wake) override {
        const std::scoped_lock lock(book_->mutex);
        book_->wakers.emplace(++book_->last, std::move(wake));
        return std::make_unique<Handle>(book_, book_->last);
    }
    void advance(std::int64_t ns) {
        steady_ += ns;
        const std::scoped_lock lock(book_->mutex);
        for (const auto& [id, wake] : book_->wakers)
            wake();
    }

private:
    static constexpr std::int64_t kWallStart = 1'578'690'000'000'000'000; // 2020-01-10T21:00:00Z
    struct Book {
        std::mutex mutex;
        std::map<int, std::function<void()>> wakers;
        int last = 0;
    };
    struct Handle final : kit::Subscription {
        Handle(std::shared_ptr<Book> of, int number) : book(std::move(of)), id(number) {}
        ~Handle() override {
            const std::scoped_lock lock(book->mutex);
            book->wakers.erase(id);
        }
        Handle(const Handle&) = delete;
        Handle& operator=(const Handle&) = delete;
        std::shared_ptr<Book> book;
        int id;
    };
    std::atomic<std::int64_t> steady_{1'000'000'000};
    std::shared_ptr<Book> book_ = std::make_shared<Book>();
};

/// AAA and BBB with five daily bars from 2019-01-02 on; TTT with trades and quotes on 2013-10-07 and -08: ten
/// seconds from the opening, a trade each second and a quote half a second behind it.
class StoredDays : public SmallCatalog {
public:
    StoredDays() {
        add(1, "AAA");
        add(2, "BBB");
        add(3, "TTT");
        add(4, "EARLY");
        for (const domain::InstrumentId id : {1, 2})
            for (int day = 0; day < 5; ++day)
                addBar(id, sessions()[static_cast<std::size_t>(day)], 100.0 * static_cast<double>(id) + day,
                       100.0 * static_cast<double>(id) + day, 1'000);
    }
    static const std::vector<domain::SessionDate>& sessions() {
        static const auto kSessions = domain::NyseCalendar::sessions(domain::SessionDate::of(2019, 1, 2),
                                                                     domain::SessionDate::of(2019, 1, 8));
        return kSessions;
    }
    static domain::SessionDate tickDay(int n) { return domain::SessionDate::of(2013, 10, 7).plusDays(n); }

    kit::Result<domain::DailyBars> dailyBars(const kit::BarQuery& query) override {
        domain::DailyBars out;
        for (std::size_t i = 0; i < bars.size(); ++i) {
            if (!query.instruments.empty() && std::ranges::count(query.instruments, bars.instrument[i]) == 0)
                continue;
            if (bars.session[i] < query.from || bars.session[i] > query.to) continue;
            out.instrument.push_back(bars.instrument[i]);
            out.session.push_back(bars.session[i]);
            out.open.push_back(bars.close[i]), out.high.push_back(bars.close[i]);
            out.low.push_back(bars.close[i]), out.close.push_back(bars.close[i]);
            out.adj_close.push_back(bars.adj_close[i]), out.volume.push_back(1'000);
        }
        return out;
    }
    kit::Result<std::vector<kit::BarSpan>> barSpans() override {
        return std::vector<kit::BarSpan>{{1, sessions().front(), sessions().back()},
                                         {2, sessions().front(), sessions().back()}};
    }
    kit::Result<kit::StoredTicks> ticks(const kit::SeriesQuery& query) override {
        kit::StoredTicks out;
        if (query.id == 4 && query.from <= tickDay(0) && tickDay(0) <= query.to) addEarly(out);
        if (query.id != 3) return out;
        for (int n = 0; n < 2; ++n)
            if (query.from <= tickDay(n) && tickDay(n) <= query.to) addDay(tickDay(n), query.row_limit, out);
        return out;
    }

private:
    void add(domain::InstrumentId id, const char* symbol) {
        domain::Instrument made;
        made.id = made.company_id = id;
        made.symbol = made.name = symbol;
        made.security_type = "stock", made.asset_class = "equities";
        made.currency = "USD", made.calendar = "XNYS", made.dataset = "set";
        stocks.push_back(made);
        names.push_back({id, symbol, "XNYS", domain::kBeginningOfTime, domain::kEndOfTime});
    }
    /// Trades an hour and a moment before the open, at it and a second after it.
    static void addEarly(kit::StoredTicks& out) {
        const auto open = domain::NyseCalendar::open(tickDay(0)).ns;
        for (const std::int64_t seconds : {-3'600, -1, 0, 1}) {
            out.at_ns.push_back(open + seconds * domain::kNsPerSecond);
            out.price.push_back(10), out.size.push_back(1);
            for (auto* side : {&out.bid, &out.bid_size, &out.ask, &out.ask_size})
                side->push_back(domain::kMissing);
            out.venue.emplace_back(), out.conditions.emplace_back(), out.source.emplace_back("s");
            out.source_row.push_back(seconds);
        }
    }
    static void addDay(domain::SessionDate day, std::int64_t limit, kit::StoredTicks& out) {
        const auto open = domain::NyseCalendar::open(day).ns;
        const double nothing = domain::kMissing;
        for (int i = 0; i < 20; ++i) {
            if (limit > 0 && static_cast<std::int64_t>(out.at_ns.size()) >= limit) return;
            const bool trade = i % 2 == 0;
            out.at_ns.push_back(open + i * 500'000'000LL);
            out.price.push_back(trade ? 50 + i : nothing), out.size.push_back(trade ? 100 : nothing);
            out.bid.push_back(trade ? nothing : 49 + i), out.bid_size.push_back(trade ? nothing : 1);
            out.ask.push_back(trade ? nothing : 51 + i), out.ask_size.push_back(trade ? nothing : 2);
            out.venue.emplace_back(), out.conditions.emplace_back(), out.source.emplace_back("s");
            out.source_row.push_back(i);
        }
    }
};

/// Takes events and lets a test wait for them. A sink may outlive the log: a source may still deliver while
/// it is being stopped.
class EventLog {
public:
    kit::EventSink sink() {
        return [book = book_](std::span<const domain::MarketEvent> events) {
            const std::scoped_lock lock(book->mutex);
            auto& all = book->events;
            all.insert(all.end(), events.begin(), events.end());
            if (std::ssize(all) > kMost) all.erase(all.begin(), all.end() - kMost / 2);
            book->count += events.size();
            book->changed.notify_all();
        };
    }
    /// Waits until at least `n` have come in all; false after ten seconds.
    bool waitFor(std::size_t n) {
        std::unique_lock lock(book_->mutex);
        return book_->changed.wait_for(lock, kPatience, [&] { return book_->count >= n; });
    }
    [[nodiscard]] std::vector<domain::MarketEvent> events() const {
        const std::scoped_lock lock(book_->mutex);
        return book_->events;
    }
    [[nodiscard]] std::size_t count() const {
        const std::scoped_lock lock(book_->mutex);
        return book_->count;
    }

private:
    static constexpr std::ptrdiff_t kMost = 1'000'000;
    struct Book {
        std::mutex mutex;
        std::condition_variable changed;
        std::vector<domain::MarketEvent> events;
        std::size_t count = 0;
    };
    std::shared_ptr<Book> book_ = std::make_shared<Book>();
};

/// A plugin host over the stored days.
class SourceStage {
public:
    explicit SourceStage(std::vector<plugin_host::PluginFolder> folders, std::string home = {})
        : home_(std::move(home)), folders_(std::move(folders)) {
        open();
    }
    /// Stops the host and makes it anew over the same ledger and home, as a restart does.
    void restart() {
        host_.reset();
        open();
    }
    [[nodiscard]] static plugin_host::PluginFolder built() {
        return {platform::executableFolder() + "/../plugins/sources", true};
    }
    plugin_host::PluginHost& host() { return *host_; }
    kit::DataSource& source(const std::string& id) {
        const auto found = host_->find(id);
        if (!found) throw std::runtime_error("no source " + id);
        return *found;
    }
    [[nodiscard]] std::vector<std::string> log() const {
        const std::scoped_lock lock(mutex_);
        return log_;
    }
    [[nodiscard]] std::vector<std::string> alerts() const {
        const std::scoped_lock lock(mutex_);
        return alerts_;
    }

    StageTime time;
    StoredDays catalog;
    MemoryLedger ledger;
    std::map<std::string, std::string> environment;
    std::atomic<double> random{0.5};

private:
    void open() {
        host_ = std::make_unique<plugin_host::PluginHost>(plugin_host::HostParts{
            catalog, time, ledger, stream_, time,
            [this](sdk::Severity, const std::string& source, const std::string& message) {
                const std::scoped_lock lock(mutex_);
                log_.push_back(source + ": " + message);
            },
            home_, folders_,
            [this](const std::string& name) -> const char* {
                const auto found = environment.find(name);
                return found == environment.end() ? nullptr : found->second.c_str();
            },
            [this] { return random.load(); }});
        const auto loaded = host_->load();
        if (!loaded) throw std::runtime_error(loaded.error().front().message);
    }

    std::string home_;
    std::vector<plugin_host::PluginFolder> folders_;
    mutable std::mutex mutex_; // guards log_ and alerts_
    std::vector<std::string> log_, alerts_;
    runtime::LocalStream stream_{time};
    std::unique_ptr<kit::Subscription> listener_ =
        stream_.subscribe(plugin_host::kSourceAlerts, [this](const kit::Message& message) {
            const std::scoped_lock lock(mutex_);
            alerts_.push_back(message.payload);
        });
    std::unique_ptr<plugin_host::PluginHost> host_;
};

} // namespace nautilus::test
