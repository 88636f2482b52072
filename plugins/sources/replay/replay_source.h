#pragma once
// Streams stored days as they were: time stamps of then, marked as replayed, at any speed. Lines with ticks
// (or bars within a day) go by the events' own clock, day after day without the nights; lines of daily bars
// by sessions. Each of the two is merged over its lines in the order of time.

#include "plugins/sdk/source.h"
#include "plugins/sdk/source_thread.h"
#include "plugins/sources/replay/replay_loader.h"
#include "plugins/sources/replay/replay_settings.h"
#include "plugins/sources/replay/replay_track.h"

#include <condition_variable>
#include <mutex>
#include <unordered_set>

namespace nautilus::sources {

class ReplaySource final : public sdk::Source {
public:
    ReplaySource(sdk::SourceHost& host, kit::SourceInfo info);
    ~ReplaySource() override { stop(); }
    ReplaySource(const ReplaySource&) = delete;
    ReplaySource& operator=(const ReplaySource&) = delete;

    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] kit::SourceStatus status() const override;
    kit::Result<void> configure(const kit::Value& settings) override;
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> subscribe(const kit::LineWish& wish, kit::EventSink sink) override;
    void unsubscribe(std::uint32_t line) override;
    void history(const kit::HistoryRequest& request,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override;
    kit::Result<kit::Value> control(const kit::Value& command) override;

private:
    using Lines = std::vector<ReplayLine>;
    struct Sought {
        std::int64_t at_ns = 0; ///< events not later than it count as played
    };
    /// What a reload needs, taken under the lock.
    struct Plan {
        Lines lines;
        ReplaySettings settings;
        std::optional<domain::SessionDate> day; ///< stay on it
        std::int64_t ticks_played = 0, sessions_played = 0;
        std::optional<Sought> sought;
        std::uint64_t generation = 0;
    };

    void work();
    /// False when there is nothing to do now, and the lock was held all the while: then one may sleep.
    bool step(std::unique_lock<std::mutex>& lock);
    bool reload(std::unique_lock<std::mutex>& lock);
    void nextDay(std::unique_lock<std::mutex>& lock);
    void nextKeptDay();
    void endOfDays(bool began);
    /// A day that began: what came before its open counts as played, where that is wanted.
    void beginAtOpen();
    void skipToOpen();
    /// The next event of each line with ticks (or of daily bars) says that time went back, or jumped.
    void beginAnew(bool ticks);
    void keep(domain::SessionDate day, const std::shared_ptr<const ReplayStretch>& stretch, bool first);
    void deliver(std::unique_lock<std::mutex>& lock, std::span<const domain::MarketEvent> events);
    void sleep(std::unique_lock<std::mutex>& lock);
    void failed(const kit::Errors& errors);
    void setPlaying(bool playing);
    void setSpeed(double speed);
    void stepOnce(std::unique_lock<std::mutex>& lock);
    kit::Result<void> obey(const ReplayCommand& command);
    kit::Result<void> seek(const ReplayCommand& command);
    kit::Result<void> chooseSpeed(const kit::Value& value);
    [[nodiscard]] kit::Value state() const;
    [[nodiscard]] std::int64_t nowNs() const { return host_.time().nowNs(); }

    sdk::SourceHost& host_;
    const kit::SourceInfo info_;
    ReplayLoader loader_;

    mutable std::mutex mutex_; // guards everything below
    std::condition_variable wake_;
    std::condition_variable delivered_;
    ReplaySettings settings_;
    Lines lines_;
    std::unordered_set<std::uint32_t> wanted_; ///< lines that may still be delivered
    std::unordered_set<std::uint32_t> anew_;   ///< lines that begin anew
    kit::EventSink sink_;
    ReplayTrack ticks_, sessions_;
    std::optional<domain::SessionDate> day_; ///< of `ticks_`
    bool begun_at_open_ = false;             ///< of `day_`
    bool days_over_ = false;                 ///< no further day, and no loop
    /// One whole round of days, so that a loop reads the catalog once; given up when it grows too large.
    struct Round {
        std::uint64_t generation = 0;
        std::int64_t epoch = -1; ///< of the catalog
        bool growing = false, complete = false;
        std::size_t events = 0;
        std::vector<std::pair<domain::SessionDate, std::shared_ptr<const ReplayStretch>>> days;
    };
    Round round_;
    std::optional<Sought> sought_;
    std::uint64_t generation_ = 0; ///< rises when lines or days change
    std::uint64_t loaded_ = 0;     ///< generation of the tracks
    std::vector<domain::MarketEvent> batch_;
    bool delivering_ = false;
    std::uint64_t batches_ = 0; ///< begun
    std::int64_t steps_wanted_ = 0;
    bool playing_ = false;
    std::int64_t delivered_events_ = 0, loops_ = 0;
    std::vector<std::string> errors_;
    sdk::SourceThread thread_;
};

} // namespace nautilus::sources
