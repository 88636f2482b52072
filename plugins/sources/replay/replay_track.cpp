#include "plugins/sources/replay/replay_track.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace nautilus::sources {

using domain::MarketEvent;

void ReplayTrack::load(std::shared_ptr<const ReplayStretch> stretch, std::int64_t now_ns) {
    stretch_ = std::move(stretch);
    next_ = 0;
    anchor(0, now_ns);
}

void ReplayTrack::skipTo(std::int64_t event_ns, std::int64_t now_ns) {
    const auto found = std::ranges::upper_bound(events(), event_ns, {}, &MarketEvent::event_ns);
    next_ = static_cast<std::size_t>(found - events().begin());
    anchor(next_ == 0 ? 0 : paceOf(next_ - 1), now_ns);
}

void ReplayTrack::play(bool playing, std::int64_t now_ns) {
    anchor(position(now_ns), now_ns);
    playing_ = playing;
}

void ReplayTrack::setSpeed(double speed, std::int64_t now_ns) {
    anchor(position(now_ns), now_ns);
    speed_ = speed;
}

double ReplayTrack::position(std::int64_t now_ns) const {
    if (!playing_) return anchor_position_;
    // As fast as possible has no position of its own: it stands where the last event stood.
    if (speed_ == 0) return next_ == 0 ? anchor_position_ : paceOf(next_ - 1);
    return anchor_position_ + static_cast<double>(now_ns - anchor_ns_) * speed_;
}

void ReplayTrack::anchor(double position, std::int64_t now_ns) {
    anchor_position_ = position;
    anchor_ns_ = now_ns;
}

std::span<const MarketEvent> ReplayTrack::takeDue(std::int64_t now_ns, std::size_t most) {
    if (!playing_ || finished()) return {};
    const auto begin = next_;
    const auto end = std::min(events().size(), begin + most);
    if (speed_ == 0) {
        next_ = end;
    } else {
        const auto until = static_cast<std::int64_t>(std::floor(position(now_ns)));
        const auto& pace = stretch_->pace_ns;
        const auto at = [&](std::size_t i) { return pace.begin() + static_cast<std::ptrdiff_t>(i); };
        next_ = static_cast<std::size_t>(std::upper_bound(at(begin), at(end), until) - pace.begin());
    }
    return std::span(events()).subspan(begin, next_ - begin);
}

std::span<const MarketEvent> ReplayTrack::takeMoment(std::int64_t now_ns) {
    const auto& pace = stretch_->pace_ns;
    const auto begin = next_;
    while (next_ < events().size() && pace[next_] == pace[begin])
        ++next_;
    if (next_ > begin) anchor(paceOf(begin), now_ns);
    return std::span(events()).subspan(begin, next_ - begin);
}

std::int64_t ReplayTrack::dueNs() const {
    if (speed_ == 0) return anchor_ns_;
    const double wait = (paceOf(next_) - anchor_position_) / speed_;
    constexpr double kFar = 4e18;
    return anchor_ns_ + static_cast<std::int64_t>(std::ceil(std::clamp(wait, 0.0, kFar)));
}

} // namespace nautilus::sources
