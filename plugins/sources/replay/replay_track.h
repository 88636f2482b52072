#pragma once
// A stretch of stored events and how far it has been played. Two clocks: the events' own pace, and the steady
// time by which the replay goes on. No threads here.

#include "engines/domain/market_event.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace nautilus::sources {

/// Events in the order of time. `pace_ns[i]` says how long after the beginning of the stretch event i is due
/// at speed 1, ascending.
struct ReplayStretch {
    std::vector<domain::MarketEvent> events;
    std::vector<std::int64_t> pace_ns;
};

class ReplayTrack {
public:
    /// Begins a stretch.
    void load(std::shared_ptr<const ReplayStretch> stretch, std::int64_t now_ns);
    /// Goes on behind the events that are not later than `event_ns`.
    void skipTo(std::int64_t event_ns, std::int64_t now_ns);

    void play(bool playing, std::int64_t now_ns);
    /// 0 = as fast as possible.
    void setSpeed(double speed, std::int64_t now_ns);

    /// Events that are due, at most `most`; they count as played.
    [[nodiscard]] std::span<const domain::MarketEvent> takeDue(std::int64_t now_ns, std::size_t most);
    /// The events of the next moment, whether it is due or not; the pace goes on from there.
    [[nodiscard]] std::span<const domain::MarketEvent> takeMoment(std::int64_t now_ns);

    [[nodiscard]] bool finished() const { return next_ == events().size(); }
    /// Steady time at which the next event is due; no meaning when finished or paused.
    [[nodiscard]] std::int64_t dueNs() const;
    [[nodiscard]] std::size_t size() const { return events().size(); }
    /// Time of the last event played; 0 = none of this stretch.
    [[nodiscard]] std::int64_t playedNs() const { return next_ == 0 ? 0 : events()[next_ - 1].event_ns; }

private:
    [[nodiscard]] double position(std::int64_t now_ns) const;
    void anchor(double position, std::int64_t now_ns);

    [[nodiscard]] const std::vector<domain::MarketEvent>& events() const { return stretch_->events; }
    [[nodiscard]] double paceOf(std::size_t i) const { return static_cast<double>(stretch_->pace_ns[i]); }

    std::shared_ptr<const ReplayStretch> stretch_ = std::make_shared<ReplayStretch>();
    std::size_t next_ = 0;
    bool playing_ = false;
    double speed_ = 1;
    double anchor_position_ = 0; ///< pace at ...
    std::int64_t anchor_ns_ = 0; ///< ... this steady time
};

} // namespace nautilus::sources
