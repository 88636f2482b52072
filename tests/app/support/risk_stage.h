#pragma once
// The risk service without threads: books and prices that a test sets, a ledger that fails when it is told
// to, a channel that keeps what it was given.

#include "app/api/json/json_reader.h"
#include "engines/domain/calendar.h"
#include "engines/risk/service/risk_service.h"
#include "tests/app/support/fakes.h"
#include "tests/engines/support/live_fakes.h"
#include "tests/engines/support/small_catalog.h"

#include <cmath>

namespace nautilus::test {

/// Instruments with prices drawn from a seed (not real ones): SPY, then A, B, C ... that follow it.
class StageMarket final : public marketdata::DailyMarket {
public:
    explicit StageMarket(std::size_t stocks = 3, std::size_t sessions = 600) {
        auto made = std::make_shared<marketdata::InstrumentDirectory>();
        made->epoch = 1;
        const auto days = domain::NyseCalendar::sessions(domain::SessionDate::of(2016, 1, 4),
                                                         domain::SessionDate::of(2020, 1, 10));
        const std::vector<domain::SessionDate> window(days.end() - static_cast<std::ptrdiff_t>(sessions),
                                                      days.end());
        for (std::size_t i = 0; i <= stocks; ++i)
            add(*made, i, window);
        std::ranges::sort(made->aliases, {}, &domain::Alias::symbol);
        directory_ = made;
    }
    static std::string symbolOf(std::size_t i) {
        if (i == 0) return "SPY";
        if (i <= 26) return std::string(1, static_cast<char>('A' + i - 1));
        return "S" + std::to_string(i);
    }
    [[nodiscard]] std::shared_ptr<const marketdata::InstrumentDirectory> directory() const override {
        return directory_;
    }
    kit::Result<std::vector<marketdata::DailyHistoryPtr>>
    histories(std::span<const domain::InstrumentId> ids) override {
        std::vector<marketdata::DailyHistoryPtr> out;
        for (const auto id : ids)
            out.push_back(histories_[static_cast<std::size_t>(id) - 1]);
        return out;
    }
    kit::Result<marketdata::DailyHistoryPtr> rates(const std::string&, const std::string&) override {
        return marketdata::DailyHistoryPtr();
    }

private:
    void add(marketdata::InstrumentDirectory& to, std::size_t i,
             const std::vector<domain::SessionDate>& window) {
        domain::Instrument one;
        one.id = static_cast<domain::InstrumentId>(i) + 1;
        one.symbol = symbolOf(i);
        one.currency = "USD";
        one.asset_class = "equities";
        one.calendar = "XNYS";
        to.instruments.push_back(one);
        to.sector.push_back(i == 0 ? "" : i % 2 ? "Energy" : "Financials");
        to.industry.emplace_back();
        to.first_session.push_back(window.front());
        to.last_session.push_back(window.back());
        to.aliases.push_back({one.id, one.symbol, "XNYS", domain::kBeginningOfTime, domain::kEndOfTime});
        auto history = std::make_shared<marketdata::DailyHistory>();
        history->id = one.id;
        history->price_basis = window.back();
        history->session = window;
        double price = 100;
        for (std::size_t t = 0; t < window.size(); ++t) {
            const auto wave = [](double phase) { return std::sin(phase * 12.9898) * 43758.5453; };
            const auto part = [&](double phase) { return wave(phase) - std::floor(wave(phase)) - 0.5; };
            const double market = 0.03 * part(static_cast<double>(t) + 1);
            const double own = i == 0 ? 0 : 0.02 * part(static_cast<double>(t * 31 + i * 7919) + 0.5);
            price *= 1 + market + own;
            history->close.push_back(price);
            history->adj_close.push_back(price);
            history->volume.push_back(1e6);
        }
        histories_.push_back(std::move(history));
    }
    std::shared_ptr<const marketdata::InstrumentDirectory> directory_;
    std::vector<marketdata::DailyHistoryPtr> histories_;
};

/// "p1" and "p2" of the account "acc", and the firm, whose holdings are theirs together.
class StageBooks : public portfolio::Books {
public:
    std::map<std::string, std::map<std::string, double>> values; ///< portfolio -> symbol -> value; "" is cash
    [[nodiscard]] std::vector<portfolio::BookName> names() const override {
        return {*find("p1"), *find("p2"), *find("acc"), *find("firm")};
    }
    [[nodiscard]] std::optional<portfolio::BookName> find(const std::string& id) const override {
        portfolio::BookName out;
        out.id = id;
        out.base_currency = "USD";
        if (id == "p1" || id == "p2") {
            out.account_id = "acc";
            return out;
        }
        if (id != "acc" && id != "firm") return std::nullopt;
        out.scope = id == "acc" ? portfolio::BookScope::Account : portfolio::BookScope::Firm;
        return out;
    }
    kit::Result<portfolio::BookHoldings> holdings(const std::string& id,
                                                  std::optional<domain::SessionDate> as_of) override {
        const auto name = find(id);
        if (!name) return kit::fail(kit::ErrorCode::NotFound, "there is no such book", "/portfolio_id");
        std::map<std::string, double> sum;
        for (const auto& [portfolio, held] : values)
            if (portfolio == id || name->scope != portfolio::BookScope::Portfolio)
                for (const auto& [symbol, value] : held)
                    sum[symbol] += value;
        portfolio::BookHoldings out;
        out.book = *name;
        out.as_of = as_of.value_or(domain::SessionDate::of(2020, 1, 10));
        out.value = out.cash = sum[""];
        for (const auto& [symbol, value] : sum) {
            if (symbol.empty() || value == 0) continue;
            portfolio::BookHolding holding;
            holding.symbol = symbol;
            holding.instrument = symbol == "SPY" ? 1 : symbol[0] - 'A' + 2;
            holding.currency = "USD";
            holding.asset_class = "equities";
            holding.sector = "Energy";
            holding.price = 100;
            holding.quantity = value / 100;
            holding.value = value;
            out.value += value;
            out.holdings.push_back(std::move(holding));
        }
        return out;
    }
    kit::Result<portfolio::BookHistory> history(const std::string&, domain::SessionDate,
                                                domain::SessionDate) override {
        return kit::fail(kit::ErrorCode::NotComputable, "the stage has no history");
    }
};

/// Hands everything on to a ledger that outlives it; the n-th append fails, before or after it has been done.
class FailingLedger final : public kit::Ledger {
public:
    explicit FailingLedger(MemoryLedger& real) : real_(real) {}
    int fail_at = 0; ///< counted from 1; 0 = never
    bool after_done = false;
    bool dies = false; ///< with that append
    bool dead = false; ///< nothing works any more: the process is gone
    int appends = 0;

    [[nodiscard]] bool connected() const override { return true; }
    kit::Result<std::int64_t> nextSequence(std::string_view name) override {
        return real_.nextSequence(name);
    }
    kit::Result<void> saveJob(const kit::JobRecord& job) override { return real_.saveJob(job); }
    kit::Result<std::vector<kit::JobRecord>> jobs(std::size_t limit) override { return real_.jobs(limit); }
    kit::Result<std::optional<kit::JobRecord>> job(std::string_view id) override { return real_.job(id); }
    kit::Result<std::int64_t> failInterruptedJobs(domain::Timestamp now) override {
        return real_.failInterruptedJobs(now);
    }
    kit::Result<void> saveRun(const kit::RunRecord& run) override { return real_.saveRun(run); }
    kit::Result<std::vector<kit::RunRecord>> runs(std::string_view engine, std::size_t limit) override {
        return real_.runs(engine, limit);
    }
    kit::Result<std::optional<kit::RunRecord>> run(std::string_view id) override { return real_.run(id); }
    kit::Result<void> saveText(std::string_view kind, const kit::SavedText& text) override {
        return real_.saveText(kind, text);
    }
    kit::Result<std::vector<kit::SavedText>> texts(std::string_view kind) override {
        return real_.texts(kind);
    }
    kit::Result<bool> removeText(std::string_view kind, std::string_view name) override {
        return real_.removeText(kind, name);
    }
    kit::Result<void> audit(domain::Timestamp at, std::string_view who, std::string_view what) override {
        return real_.audit(at, who, what);
    }
    kit::Result<std::vector<kit::JournalEntry>> append(std::span<const kit::JournalEntry> entries) override {
        const auto broken = kit::fail(kit::ErrorCode::Unavailable, "the ledger failed", "", true);
        if (dead) return broken;
        const bool fails = ++appends == fail_at;
        dead = fails && dies;
        if (fails && !after_done) return broken;
        auto done = real_.append(entries);
        if (fails) return broken;
        return done;
    }
    kit::Result<std::vector<kit::JournalEntry>> journal(std::string_view journal, std::int64_t after,
                                                        std::size_t limit) override {
        if (dead) return kit::fail(kit::ErrorCode::Unavailable, "the ledger failed", "", true);
        return real_.journal(journal, after, limit);
    }

private:
    MemoryLedger& real_;
};

class StageChannel final : public risk::AlertChannel {
public:
    explicit StageChannel(std::string name) : name_(std::move(name)) {}
    [[nodiscard]] std::string name() const override { return name_; }
    [[nodiscard]] kit::Result<void> ready() const override {
        if (is_ready) return {};
        return kit::fail(kit::ErrorCode::Conflict, "no mail server is set");
    }
    [[nodiscard]] kit::Result<void> send(const risk::Alert& alert) override {
        ++tries;
        if (refuses > 0) {
            --refuses;
            return kit::fail(kit::ErrorCode::Unavailable, "the line is cut", "", retryable);
        }
        taken.push_back(alert.alert_id);
        return {};
    }
    bool is_ready = true, retryable = true;
    int refuses = 0, tries = 0;
    std::vector<std::string> taken;

private:
    std::string name_;
};

class StageJobs final : public kit::Jobs {
public:
    kit::Result<kit::JobRecord> submit(std::string kind, std::string engine, kit::Driver& driver,
                                       Body body) override {
        kit::JobRecord job;
        job.job_id = "job_1";
        job.kind = std::move(kind);
        job.engine = std::move(engine);
        const auto run = [body = std::move(body)] {
            struct Context final : kit::JobContext {
                bool progress(double, std::string_view) override { return true; }
            } context;
            (void)body(context).has_value();
        };
        if (!driver.post(run)) return kit::fail(kit::ErrorCode::Unavailable, "full", "", true);
        return job;
    }
    kit::Result<std::vector<kit::JobRecord>> list(std::size_t) override {
        return std::vector<kit::JobRecord>();
    }
    kit::Result<kit::JobRecord> find(std::string_view) override {
        return kit::fail(kit::ErrorCode::NotFound, "no job");
    }
    kit::Result<kit::JobRecord> cancel(std::string_view) override {
        return kit::fail(kit::ErrorCode::NotFound, "no job");
    }
};

class StageVitals final : public kit::VitalsSource {
public:
    [[nodiscard]] kit::EngineVitals vitals(const std::string&) const override {
        kit::EngineVitals out;
        out.state = kit::EngineState::Running;
        return out;
    }
};

/// What outlives a restart, and one life of the service.
struct RiskWorld {
    FakeClock clock;
    MemoryLedger ledger;
    StageMarket market;
    StageBooks books;
    StageChannel mail{"email"}, hook{"webhook"};
};

class RiskLife {
public:
    explicit RiskLife(RiskWorld& world)
        : world_(world), ledger(world.ledger),
          service(std::make_unique<risk::RiskService>(
              kit::Ports{world.clock, catalog_, ledger, blocks_, stream, jobs_, pool_, vitals_},
              kit::EngineThreads{lane_, lane_, lane_})) {
        service->own_pulse = false;
        service->useMarket(world.market);
        service->useBooks(world.books);
        service->addChannel(world.mail);
        service->addChannel(world.hook);
        service->readJsonWith([](std::string_view json) { return api::readJson(json); });
        operations = service->operations();
    }
    kit::Result<void> start() { return service->start(); }
    /// Runs one operation to its end; the reply, or the first error as "code field".
    kit::Result<kit::Value> ask(const std::string& id, const std::string& json) {
        const auto found = std::ranges::find(operations, id, &kit::Operation::id);
        call = std::make_shared<kit::Call>();
        kit::Result<kit::Value> out = kit::fail(kit::ErrorCode::Internal, "no answer came");
        found->run(*api::readJson(json), call, [&](kit::Result<kit::Reply> reply) {
            out = reply ? *api::readJson(reply->body) : kit::Result<kit::Value>(kit::failAs(reply));
        });
        lane_.run();
        return out;
    }
    /// Seconds pass; what is due is done.
    void pass(std::int64_t seconds) {
        world_.clock.advance(seconds * domain::kNsPerSecond);
        service->pulse();
        lane_.run();
    }
    [[nodiscard]] std::vector<std::string> heard(const std::string& topic) const {
        std::vector<std::string> out;
        for (const auto& [message, engine] : stream.sent())
            if (message.topic == topic) out.push_back(message.payload);
        return out;
    }

private:
    RiskWorld& world_;
    MemoryCatalog catalog_;
    MemoryBlocks blocks_;
    StageJobs jobs_;
    CallerPool pool_;
    StageVitals vitals_;
    StepLane lane_;

public:
    FailingLedger ledger;
    MemoryStream stream;
    std::unique_ptr<risk::RiskService> service;
    std::vector<kit::Operation> operations;
    kit::CallPtr call;
};

} // namespace nautilus::test
