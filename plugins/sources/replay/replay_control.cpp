// The commands of a replay.

#include "plugins/sources/replay/replay_source.h"

namespace nautilus::sources {

using kit::ErrorCode;
using kit::Result;
using kit::Value;

Result<Value> ReplaySource::control(const Value& command) {
    kit::FieldReader reader;
    const auto read = reader.read<ReplayCommand>(command);
    if (!read) return kit::failAs(read);
    if (!reader.unknown().empty())
        return kit::fail(ErrorCode::InvalidArgument, "a replay knows no such word", reader.unknown().front());
    const std::scoped_lock lock(mutex_);
    if (!thread_.running() && read->what != "status")
        return kit::fail(ErrorCode::Conflict, "the source is stopped", "/do", true);
    if (auto done = obey(*read); !done) return kit::failAs(done);
    wake_.notify_all();
    return state();
}

Result<void> ReplaySource::obey(const ReplayCommand& command) {
    if (command.what == "play") {
        setPlaying(true);
        days_over_ = false;
    } else if (command.what == "pause") {
        setPlaying(false);
    } else if (command.what == "step") {
        setPlaying(false);
        steps_wanted_ += command.count;
    } else if (command.what == "speed") {
        return chooseSpeed(command.value);
    } else if (command.what == "seek") {
        return seek(command);
    } else if (command.what == "loop" || command.what == "from_open") {
        const auto* wanted = command.value.as<bool>();
        if (!wanted) return kit::fail(ErrorCode::InvalidArgument, "must be true or false", "/value");
        (command.what == "loop" ? settings_.loop : settings_.from_open) = *wanted;
        if (command.what == "loop") days_over_ = false; // from_open counts from the next day on
    } else if (command.what == "days") {
        auto next = settings_;
        next.from = command.from;
        next.to = command.to;
        if (!next.from.empty() && !next.first())
            return kit::fail(ErrorCode::InvalidArgument, "must be a day, YYYY-MM-DD, or empty", "/from");
        if (!next.to.empty() && !next.last())
            return kit::fail(ErrorCode::InvalidArgument, "must be a day, YYYY-MM-DD, or empty", "/to");
        if (next.first() && next.last() && *next.last() < *next.first())
            return kit::fail(ErrorCode::InvalidArgument, "the last day is before the first", "/to");
        settings_ = std::move(next);
        sought_ = Sought{};
        beginAnew(true);
        beginAnew(false);
        day_.reset();
        days_over_ = false;
        ++generation_;
    }
    return {};
}

Result<void> ReplaySource::chooseSpeed(const Value& value) {
    double speed = -1;
    if (const auto* real = value.as<double>()) speed = *real;
    if (const auto* whole = value.as<std::int64_t>()) speed = static_cast<double>(*whole);
    if (const auto* word = value.as<std::string>(); word && *word == "max") {
        speed = 0;
    } else if (!(speed >= 0.001 && speed <= 1'000)) {
        return kit::fail(ErrorCode::InvalidArgument, "must be a number of 0.001 to 1000, or \"max\"",
                         "/value");
    }
    settings_.speed = speed;
    setSpeed(speed);
    return {};
}

Result<void> ReplaySource::seek(const ReplayCommand& command) {
    if (!command.at) return kit::fail(ErrorCode::InvalidArgument, "is required", "/at");
    auto day = domain::SessionDate::parse(*command.at);
    const auto instant = domain::Timestamp::parse(*command.at);
    if (!day && !instant)
        return kit::fail(ErrorCode::InvalidArgument, "must be an instant (RFC 3339) or a day", "/at");
    constexpr std::int64_t kDayNs = 86'400 * domain::kNsPerSecond;
    const auto at_ns = instant ? instant->ns : day->days * kDayNs;
    if (!day) day = domain::SessionDate{static_cast<std::int32_t>(at_ns / kDayNs)};
    sought_ = Sought{at_ns - 1}; // an event at that very instant is yet to come
    day_ = *day;
    begun_at_open_ = false; // whoever asks for an instant gets it
    beginAnew(true);
    beginAnew(false);
    days_over_ = false;
    ++generation_;
    return {};
}

Value ReplaySource::state() const {
    Value out;
    out.set("playing", playing_);
    if (settings_.speed == 0)
        out.set("speed", "max");
    else
        out.set("speed", settings_.speed);
    out.set("loop", settings_.loop);
    out.set("from_open", settings_.from_open);
    out.set("from", settings_.from);
    out.set("to", settings_.to);
    out.set("day", day_ ? Value(day_->iso()) : Value());
    const auto timeOf = [](std::int64_t ns) {
        return ns == 0 ? Value() : Value(domain::Timestamp{ns}.rfc3339());
    };
    out.set("tick_time", timeOf(ticks_.playedNs()));
    out.set("session_time", timeOf(sessions_.playedNs()));
    out.set("lines", static_cast<std::int64_t>(lines_.size()));
    out.set("events", delivered_events_);
    out.set("loops", loops_);
    return out;
}

} // namespace nautilus::sources
