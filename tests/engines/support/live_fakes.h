#pragma once
// A lane and a driver that run when they are told to, sources that do as a test says, a cache that keeps
// everything: the live path without a thread.

#include "engines/kit/cache.h"
#include "engines/kit/data_source.h"
#include "engines/kit/lane.h"
#include "engines/kit/stream.h"

#include <algorithm>
#include <deque>
#include <map>

namespace nautilus::test {

class StepLane final : public kit::Lane, public kit::Driver {
public:
    bool post(kit::Task task) override {
        if (full) return false;
        tasks_.push_back(std::move(task));
        return true;
    }
    /// True when something ran.
    bool run() {
        bool any = false;
        while (!tasks_.empty()) {
            const auto task = std::move(tasks_.front());
            tasks_.pop_front();
            task();
            any = true;
        }
        return any;
    }
    bool full = false;

private:
    std::deque<kit::Task> tasks_;
};

class StepClock final : public kit::Clock {
public:
    [[nodiscard]] domain::Timestamp now() const override { return {wall_ns}; }
    [[nodiscard]] std::int64_t steadyNs() const override { return steady_ns; }
    void advance(std::int64_t ns) {
        wall_ns += ns;
        steady_ns += ns;
    }
    std::int64_t wall_ns = 1'578'667'500'000'000'000; // 2020-01-10T14:45:00Z, a quarter past the open
    std::int64_t steady_ns = 1'000'000'000;
};

/// Streams what the test pushes.
class ScriptedSource final : public kit::DataSource {
public:
    ScriptedSource(std::string id, unsigned capabilities) {
        info_.id = std::move(id);
        info_.name = info_.id;
        info_.capabilities = capabilities;
        info_.update_frequency = "real_time";
        status_.state = kit::SourceState::Connected;
    }
    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] kit::SourceStatus status() const override { return status_; }
    kit::Result<void> start() override {
        status_.state = kit::SourceState::Connected;
        return {};
    }
    void stop() override { status_.state = kit::SourceState::Stopped; }
    kit::Result<void> subscribe(const kit::LineWish& wish, kit::EventSink sink) override {
        if (std::ranges::find(unknown, wish.symbol) != unknown.end())
            return kit::fail(kit::ErrorCode::NotFound, "no such symbol");
        lines[wish.line] = wish.symbol;
        sink_ = std::move(sink);
        return {};
    }
    void unsubscribe(std::uint32_t line) override { lines.erase(line); }
    void history(const kit::HistoryRequest&,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override {
        done(kit::fail(kit::ErrorCode::Unsupported, "none"));
    }
    [[nodiscard]] std::uint32_t lineOf(const std::string& symbol) const {
        for (const auto& [line, name] : lines)
            if (name == symbol) return line;
        return 0;
    }
    void push(std::vector<domain::MarketEvent> events) { sink_(events); }
    void deliver(std::span<const domain::MarketEvent> events) { sink_(events); }
    void setState(kit::SourceState state) { status_.state = state; }
    kit::SourceInfo& changeInfo() { return info_; }

    std::map<std::uint32_t, std::string> lines;
    std::vector<std::string> unknown;

private:
    kit::SourceInfo info_;
    kit::SourceStatus status_;
    kit::EventSink sink_;
};

class ScriptedSources final : public kit::DataSources {
public:
    std::vector<std::shared_ptr<kit::DataSource>> list;
    [[nodiscard]] std::vector<std::shared_ptr<kit::DataSource>> all() const override { return list; }
    [[nodiscard]] std::shared_ptr<kit::DataSource> find(std::string_view id) const override {
        for (const auto& each : list)
            if (each->info().id == id) return each;
        return nullptr;
    }
    [[nodiscard]] std::vector<std::pair<std::string, std::string>> refused() const override { return {}; }
    kit::Result<void> spend(std::string_view) override { return {}; }
    kit::Result<void> reorder(const std::vector<std::string>&) override { return {}; }
    [[nodiscard]] kit::Result<kit::SourceSettings> settings(std::string_view) const override {
        return kit::SourceSettings{};
    }
    kit::Result<void> changeSettings(std::string_view, const kit::Value&) override { return {}; }
};

/// Keeps every event that was stored, by place.
class RecordingCache final : public kit::Cache {
public:
    std::uint32_t place(const std::string& venue, const std::string& instrument) override {
        const auto name = venue + ":" + instrument;
        const auto found = std::ranges::find(names, name);
        if (found != names.end()) return static_cast<std::uint32_t>(found - names.begin());
        names.push_back(name);
        return static_cast<std::uint32_t>(names.size() - 1);
    }
    void store(std::uint32_t place, std::span<const domain::MarketEvent> events, std::int64_t) override {
        stored[place].insert(stored[place].end(), events.begin(), events.end());
    }
    [[nodiscard]] kit::LatestValues latest(std::uint32_t, std::int64_t) const override { return {}; }
    [[nodiscard]] std::vector<domain::MarketEvent> recent(std::uint32_t, domain::EventKind, std::size_t,
                                                          std::int64_t) const override {
        return {};
    }
    [[nodiscard]] std::vector<std::string> keys(std::int64_t) const override { return names; }
    [[nodiscard]] std::size_t bytes() const override { return 0; }
    std::vector<std::string> names;
    std::map<std::uint32_t, std::vector<domain::MarketEvent>> stored;
};

} // namespace nautilus::test
