#include "plugins/sources/replay/replay_source.h"

#include "engines/domain/calendar.h"

#include <algorithm>

namespace nautilus::sources {

using domain::MarketEvent;
using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

constexpr std::size_t kLargestBatch = 4'096;
/// Between two batches: what falls due meanwhile goes together.
constexpr std::int64_t kShortestSleepNs = 1'000'000;
constexpr std::size_t kErrorsKept = 10;
constexpr std::size_t kMostKept = 3'000'000; ///< events of a round: about 250 MB

} // namespace

ReplaySource::ReplaySource(sdk::SourceHost& host, kit::SourceInfo info)
    : host_(host), info_(std::move(info)), loader_(host.catalog()), thread_(host.time(), mutex_, wake_) {}

kit::SourceStatus ReplaySource::status() const {
    const std::scoped_lock lock(mutex_);
    kit::SourceStatus out;
    out.last_errors = errors_;
    if (!thread_.running()) return out;
    out.state = kit::SourceState::Connected;
    if (!playing_) out.message = "paused; the command play goes on";
    return out;
}

Result<void> ReplaySource::configure(const Value& settings) {
    kit::FieldReader reader;
    auto read = reader.read<ReplaySettings>(settings);
    if (!read) return kit::failAs(read);
    if (read->first() && read->last() && *read->last() < *read->first())
        return kit::fail(ErrorCode::InvalidArgument, "the last day is before the first", "/to");
    const std::scoped_lock lock(mutex_);
    const bool plays = read->play && !settings_.play;
    settings_ = std::move(*read);
    setSpeed(settings_.speed);
    if (thread_.running() && plays) setPlaying(true);
    day_.reset();
    days_over_ = false;
    ++generation_;
    wake_.notify_all();
    return {};
}

Result<void> ReplaySource::start() {
    thread_.start(
        [this] {
            setSpeed(settings_.speed);
            setPlaying(settings_.play);
        },
        [this] { work(); });
    return {};
}

void ReplaySource::stop() {
    thread_.stop([] {},
                 [this] {
                     lines_.clear();
                     wanted_.clear();
                     day_.reset();
                     days_over_ = false;
                     sought_.reset();
                     steps_wanted_ = 0;
                     ticks_ = sessions_ = {};
                     ++generation_;
                 });
}

Result<void> ReplaySource::subscribe(const kit::LineWish& wish, kit::EventSink sink) {
    std::string dataset;
    {
        const std::scoped_lock lock(mutex_);
        if (!thread_.running()) return kit::fail(ErrorCode::Unavailable, "the source is stopped", "", true);
        dataset = settings_.dataset;
    }
    auto line = loader_.find(wish, dataset);
    if (!line) return kit::failAs(line);
    const std::scoped_lock lock(mutex_);
    if (!thread_.takes()) return kit::fail(ErrorCode::Unavailable, "the source is stopped", "", true);
    if (!sink_) sink_ = std::move(sink);
    std::erase_if(lines_, [&](const ReplayLine& each) { return each.line == wish.line; });
    wanted_.insert(wish.line);
    lines_.push_back(std::move(*line));
    days_over_ = false;
    ++generation_;
    wake_.notify_all();
    return {};
}

void ReplaySource::unsubscribe(std::uint32_t line) {
    std::unique_lock lock(mutex_);
    if (wanted_.erase(line) == 0) return;
    std::erase_if(lines_, [&](const ReplayLine& each) { return each.line == line; });
    ++generation_;
    wake_.notify_all();
    // A batch on its way was gathered before: it arrives before this returns, nothing afterwards.
    const auto batch = batches_;
    if (!thread_.isThis()) delivered_.wait(lock, [&] { return !delivering_ || batches_ != batch; });
}

void ReplaySource::history(const kit::HistoryRequest&, std::function<void(Result<kit::HistoryRows>)> done) {
    done(kit::fail(ErrorCode::Unsupported, "a replay has no history; ask the source files"));
}

void ReplaySource::work() {
    std::unique_lock lock(mutex_);
    while (!thread_.stopping())
        if (!step(lock)) sleep(lock);
}

bool ReplaySource::step(std::unique_lock<std::mutex>& lock) {
    if (loaded_ != generation_) return reload(lock);
    if (steps_wanted_ > 0) {
        stepOnce(lock);
        return true;
    }
    if (!playing_) return false;
    const auto now = nowNs();
    bool delivered = false;
    for (auto* track : {&ticks_, &sessions_}) { // both: neither waits for the other's end
        const auto due = track->takeDue(now, kLargestBatch);
        if (due.empty()) continue;
        deliver(lock, due);
        delivered = true;
        if (loaded_ != generation_ || thread_.stopping()) return true;
    }
    if (ticks_.finished() && !days_over_ && !lines_.empty()) {
        nextDay(lock);
        return true;
    }
    if (sessions_.finished() && sessions_.size() > 0 && settings_.loop) {
        ++loops_;
        sessions_.skipTo(0, now);
        beginAnew(false);
        return true;
    }
    return delivered;
}

void ReplaySource::stepOnce(std::unique_lock<std::mutex>& lock) {
    if (ticks_.finished() && !days_over_ && !lines_.empty()) return nextDay(lock);
    if (sessions_.finished() && sessions_.size() > 0 && settings_.loop) {
        sessions_.skipTo(0, nowNs());
        beginAnew(false);
    }
    --steps_wanted_;
    const auto now = nowNs();
    for (auto* track : {&ticks_, &sessions_}) {
        const auto events = track->takeMoment(now);
        if (!events.empty()) deliver(lock, events);
        if (loaded_ != generation_) return;
    }
}

void ReplaySource::deliver(std::unique_lock<std::mutex>& lock, std::span<const MarketEvent> events) {
    const auto received = host_.clock().now().ns;
    batch_.assign(events.begin(), events.end());
    for (auto& event : batch_)
        event.receive_ns = received;
    for (auto event = batch_.begin(); event != batch_.end() && !anew_.empty(); ++event)
        event->restarted = anew_.erase(event->line) > 0;
    delivered_events_ += static_cast<std::int64_t>(batch_.size());
    delivering_ = true;
    ++batches_;
    lock.unlock();
    sink_(batch_);
    lock.lock();
    delivering_ = false;
    delivered_.notify_all();
}

/// The lines or the days have changed: what was played stays played.
bool ReplaySource::reload(std::unique_lock<std::mutex>& lock) {
    Plan plan{lines_, settings_, day_, ticks_.playedNs(), sessions_.playedNs(), sought_, generation_};
    if (!day_) plan.ticks_played = 0;
    lock.unlock();
    const auto pace = static_cast<std::int64_t>(1e9 / plan.settings.sessions_per_second);
    auto sessions = loader_.sessions(plan.lines, plan.settings.first(), plan.settings.last(), pace);
    Result<ReplayStretch> ticks = ReplayStretch{};
    if (plan.day) ticks = loader_.day(plan.lines, *plan.day);
    lock.lock();
    if (plan.generation != generation_) return true; // changed again meanwhile
    loaded_ = generation_;
    sought_.reset();
    if (!sessions) failed(sessions.error());
    if (!ticks) failed(ticks.error());
    const auto now = nowNs();
    if (sessions) sessions_.load(std::make_shared<const ReplayStretch>(std::move(*sessions)), now);
    if (ticks) ticks_.load(std::make_shared<const ReplayStretch>(std::move(*ticks)), now);
    sessions_.skipTo(plan.sought ? plan.sought->at_ns : plan.sessions_played, now);
    ticks_.skipTo(plan.sought ? plan.sought->at_ns : plan.ticks_played, now);
    skipToOpen(); // a line that came during the day does not bring its morning
    return true;
}

/// Takes the next day that has anything, or begins again, or ends. The lock was let go meanwhile: look at
/// everything anew.
void ReplaySource::nextDay(std::unique_lock<std::mutex>& lock) {
    const bool same = round_.generation == generation_ && round_.epoch == host_.catalog().epoch();
    if (round_.complete && same) return nextKeptDay();
    const auto plan = Plan{lines_, settings_, day_, 0, 0, {}, generation_};
    auto from = plan.settings.first().value_or(domain::kBeginningOfTime);
    if (plan.day) from = std::max(from, plan.day->plusDays(1));
    const auto to = plan.settings.last().value_or(domain::kEndOfTime);
    lock.unlock();
    Result<ReplayStretch> loaded = ReplayStretch{};
    auto day = loader_.nextDay(plan.lines, from, to);
    while (day && *day) {
        loaded = loader_.day(plan.lines, **day);
        if (!loaded || !loaded->events.empty()) break;
        day = loader_.nextDay(plan.lines, (*day)->plusDays(1), to);
    }
    lock.lock();
    if (plan.generation != generation_) return;
    if (!day || !loaded) {
        failed(!day ? day.error() : loaded.error());
        days_over_ = true; // until something changes: a catalog that cannot answer is not asked for ever
        return;
    }
    if (*day) {
        day_ = **day;
        const auto stretch = std::make_shared<const ReplayStretch>(std::move(*loaded));
        keep(**day, stretch, !plan.day);
        ticks_.load(stretch, nowNs());
        beginAtOpen();
        return;
    }
    round_.complete = round_.growing && round_.generation == generation_;
    endOfDays(plan.day.has_value());
}

void ReplaySource::keep(domain::SessionDate day, const std::shared_ptr<const ReplayStretch>& stretch,
                        bool first) {
    if (first) {
        round_ = {};
        round_.generation = generation_;
        round_.epoch = host_.catalog().epoch();
        round_.growing = true;
    }
    round_.growing = round_.growing && round_.generation == generation_ &&
                     round_.events + stretch->events.size() <= kMostKept;
    if (!round_.growing) return round_.days.clear();
    round_.events += stretch->events.size();
    round_.days.emplace_back(day, stretch);
}

void ReplaySource::nextKeptDay() {
    const auto next =
        std::ranges::find_if(round_.days, [&](const auto& each) { return !day_ || each.first > *day_; });
    if (next == round_.days.end()) {
        endOfDays(day_.has_value());
        return;
    }
    day_ = next->first;
    ticks_.load(next->second, nowNs());
    beginAtOpen();
}

void ReplaySource::beginAtOpen() {
    begun_at_open_ = settings_.from_open && domain::NyseCalendar::isSession(*day_);
    skipToOpen();
}

void ReplaySource::skipToOpen() {
    // One clock for all lines: a day that others begin earlier is not cut.
    const bool elsewhere = std::ranges::any_of(
        lines_, [](const ReplayLine& line) { return line.timed != 0 && line.zone == "UTC"; });
    const auto open_ns = day_ && begun_at_open_ && !elsewhere ? domain::NyseCalendar::open(*day_).ns : 0;
    if (open_ns > ticks_.playedNs()) ticks_.skipTo(open_ns - 1, nowNs());
}

/// The days begin again, or are over. `began`: there was one at all.
void ReplaySource::endOfDays(bool began) {
    days_over_ = !settings_.loop || !began;
    if (days_over_) return;
    ++loops_;
    day_.reset();
    beginAnew(true);
}

void ReplaySource::beginAnew(bool ticks) {
    for (const auto& line : lines_)
        if ((line.timed != 0) == ticks) anew_.insert(line.line);
}

void ReplaySource::sleep(std::unique_lock<std::mutex>& lock) {
    const auto now = nowNs();
    auto until = now + sdk::kLongestSleep.count();
    if (playing_)
        for (const auto* track : {&ticks_, &sessions_})
            if (!track->finished()) until = std::min(until, track->dueNs());
    if (until > now) wake_.wait_for(lock, host_.time().sleepFor(std::max(until, now + kShortestSleepNs)));
}

void ReplaySource::failed(const kit::Errors& errors) {
    const auto& message = errors.front().message;
    errors_.insert(errors_.begin(), message);
    if (errors_.size() > kErrorsKept) errors_.pop_back();
    host_.log(sdk::Severity::Error, "stored days cannot be read: " + message);
}

void ReplaySource::setPlaying(bool playing) {
    playing_ = playing;
    for (auto* track : {&ticks_, &sessions_})
        track->play(playing, nowNs());
}

void ReplaySource::setSpeed(double speed) {
    for (auto* track : {&ticks_, &sessions_})
        track->setSpeed(speed, nowNs());
}

} // namespace nautilus::sources

namespace {

std::unique_ptr<nautilus::sdk::Source> make(nautilus::sdk::SourceHost& host, nautilus::kit::SourceInfo info) {
    return std::make_unique<nautilus::sources::ReplaySource>(host, std::move(info));
}

} // namespace

extern "C" const nautilus::sdk::SourceEntry* nautilus_source_v1() {
    static constexpr nautilus::sdk::SourceEntry kEntry{nautilus::sdk::kSourceAbi, make};
    return &kEntry;
}
