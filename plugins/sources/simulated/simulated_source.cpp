// Invented trades, quotes and books at any rate, for load tests. Every event says so.

#include "engines/kit/field_reader.h"
#include "plugins/sdk/delivery.h"
#include "plugins/sdk/source.h"
#include "plugins/sdk/source_thread.h"
#include "plugins/sources/simulated/simulated_walk.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace nautilus::sources {

using kit::ErrorCode;
using kit::Result;

namespace {

constexpr std::size_t kLargestBatch = 4'096;
constexpr std::int64_t kShortestSleepNs = 1'000'000;
/// A thread that was held up does not catch up on more than this.
constexpr std::int64_t kLongestDelayNs = domain::kNsPerSecond;

struct SimulatedSettings {
    std::int64_t seed = 1;
    double steps_per_second = 10, volatility = 0.0002;
    std::vector<std::string> symbols;

    static constexpr auto fields() {
        using kit::field;
        using S = SimulatedSettings;
        return std::make_tuple(field("seed", &S::seed).range(0, 1e9),
                               field("steps_per_second", &S::steps_per_second).range(0.001, 1e6),
                               field("volatility", &S::volatility).range(0, 0.1),
                               field("symbols", &S::symbols).size(0, 100'000));
    }
};

class SimulatedSource final : public sdk::Source {
public:
    SimulatedSource(sdk::SourceHost& host, kit::SourceInfo info) : host_(host), info_(std::move(info)) {}
    ~SimulatedSource() override { stop(); }
    SimulatedSource(const SimulatedSource&) = delete;
    SimulatedSource& operator=(const SimulatedSource&) = delete;

    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] kit::SourceStatus status() const override {
        const std::scoped_lock lock(mutex_);
        kit::SourceStatus out;
        out.state = thread_.running() ? kit::SourceState::Connected : kit::SourceState::Stopped;
        if (late_ > 0) out.message = std::to_string(late_) + " steps were left out: the machine is too slow";
        return out;
    }
    Result<void> configure(const kit::Value& settings) override {
        kit::FieldReader reader;
        auto read = reader.read<SimulatedSettings>(settings);
        if (!read) return kit::failAs(read);
        const std::scoped_lock lock(mutex_);
        settings_ = std::move(*read);
        begin();
        wake_.notify_all();
        return {};
    }
    Result<void> start() override;
    void stop() override;
    Result<void> subscribe(const kit::LineWish& wish, kit::EventSink sink) override;
    void unsubscribe(std::uint32_t line) override;
    void history(const kit::HistoryRequest&, std::function<void(Result<kit::HistoryRows>)> done) override {
        done(kit::fail(ErrorCode::Unsupported, "invented values have no history"));
    }

private:
    void work();
    [[nodiscard]] bool knows(const std::string& symbol) const;
    /// The pace begins now.
    void begin() {
        began_ns_ = host_.time().nowNs();
        steps_ = 0;
    }
    [[nodiscard]] std::int64_t dueNs() const {
        return began_ns_ +
               static_cast<std::int64_t>(static_cast<double>(steps_) * 1e9 / settings_.steps_per_second);
    }

    sdk::SourceHost& host_;
    const kit::SourceInfo info_;
    sdk::Delivery delivery_;
    mutable std::mutex mutex_; // guards what follows
    std::condition_variable wake_;
    SimulatedSettings settings_;
    std::vector<SimulatedWalk> walks_;
    std::int64_t began_ns_ = 0, steps_ = 0, late_ = 0;
    sdk::SourceThread thread_{host_.time(), mutex_, wake_};
};

bool SimulatedSource::knows(const std::string& symbol) const {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (symbol.starts_with("SIM") && symbol.size() > 3 && symbol.size() <= 8 && symbol[3] != '0' &&
        std::ranges::all_of(symbol.substr(3), digit))
        return true;
    return std::ranges::find(settings_.symbols, symbol) != settings_.symbols.end();
}

Result<void> SimulatedSource::start() {
    thread_.start(
        [this] {
            late_ = 0;
            begin();
            host_.log(sdk::Severity::Warning, "invented values are streamed: for load tests only");
        },
        [this] { work(); });
    return {};
}

void SimulatedSource::stop() {
    thread_.stop([this] { delivery_.closeAll(); }, [this] { walks_.clear(); });
}

Result<void> SimulatedSource::subscribe(const kit::LineWish& wish, kit::EventSink sink) {
    const std::scoped_lock lock(mutex_);
    if (!thread_.takes()) return kit::fail(ErrorCode::Unavailable, "the source is stopped", "", true);
    if (!knows(wish.symbol))
        return kit::fail(ErrorCode::NotFound, "only SIM1 to SIM99999 and the symbols of the settings exist",
                         "/symbol");
    const auto kinds = wish.capabilities == 0 ? ~0U : wish.capabilities;
    std::erase_if(walks_, [&](const SimulatedWalk& walk) { return walk.line() == wish.line; });
    if (walks_.empty()) begin();
    delivery_.open(wish.line, std::move(sink));
    walks_.emplace_back(wish.line, kinds, wish.symbol, settings_.seed, settings_.volatility);
    wake_.notify_all();
    return {};
}

void SimulatedSource::unsubscribe(std::uint32_t line) {
    {
        const std::scoped_lock lock(mutex_);
        std::erase_if(walks_, [&](const SimulatedWalk& walk) { return walk.line() == line; });
    }
    (void)delivery_.close(line);
}

void SimulatedSource::work() {
    std::vector<domain::MarketEvent> batch;
    std::unique_lock lock(mutex_);
    while (!thread_.stopping()) {
        const auto now = host_.time().nowNs();
        batch.clear();
        while (!walks_.empty() && dueNs() <= now && batch.size() < kLargestBatch) {
            if (now - dueNs() > kLongestDelayNs) { // left out, and said
                const auto due = static_cast<std::int64_t>(static_cast<double>(now - began_ns_) *
                                                           settings_.steps_per_second / 1e9);
                late_ += std::max<std::int64_t>(0, due - steps_);
                steps_ = std::max(steps_ + 1, due);
                continue;
            }
            const auto at = host_.clock().now().ns - (now - dueNs());
            for (auto& walk : walks_)
                walk.step(at, batch);
            ++steps_;
        }
        if (batch.empty()) {
            const auto until = walks_.empty() ? now + sdk::kLongestSleep.count() : dueNs();
            wake_.wait_for(lock, host_.time().sleepFor(std::max(until, now + kShortestSleepNs)));
            continue;
        }
        const auto received = host_.clock().now().ns;
        for (auto& event : batch)
            event.receive_ns = received;
        lock.unlock();
        (void)delivery_.deliver(batch);
        lock.lock();
    }
}

} // namespace
} // namespace nautilus::sources

namespace {

std::unique_ptr<nautilus::sdk::Source> make(nautilus::sdk::SourceHost& host, nautilus::kit::SourceInfo info) {
    return std::make_unique<nautilus::sources::SimulatedSource>(host, std::move(info));
}

} // namespace

extern "C" const nautilus::sdk::SourceEntry* nautilus_source_v1() {
    static constexpr nautilus::sdk::SourceEntry kEntry{nautilus::sdk::kSourceAbi, make};
    return &kEntry;
}
