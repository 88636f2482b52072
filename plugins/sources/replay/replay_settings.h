#pragma once
// What may be set and commanded of a replay.

#include "engines/domain/session_date.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/field_reader.h"

#include <optional>
#include <string>

namespace nautilus::sources {

struct ReplaySettings {
    std::string dataset, from, to;
    double speed = 1; ///< 0 = as fast as possible
    double sessions_per_second = 1;
    bool loop = true;
    bool play = false;
    bool from_open = false;

    static constexpr auto fields() {
        using kit::field;
        using S = ReplaySettings;
        return std::make_tuple(field("dataset", &S::dataset), field("from", &S::from), field("to", &S::to),
                               field("speed", &S::speed).range(0, 1'000),
                               field("sessions_per_second", &S::sessions_per_second).range(0.001, 1'000),
                               field("loop", &S::loop), field("play", &S::play),
                               field("from_open", &S::from_open));
    }

    /// First and last day that were asked for.
    [[nodiscard]] std::optional<domain::SessionDate> first() const {
        return domain::SessionDate::parse(from);
    }
    [[nodiscard]] std::optional<domain::SessionDate> last() const { return domain::SessionDate::parse(to); }
};

struct ReplayCommand {
    std::string what;
    kit::Value value; ///< speed: a number of [0.001, 1000] or "max"; loop, from_open: true or false
    std::int64_t count = 1;
    std::optional<std::string> at; ///< an instant, or a day
    std::string from, to;

    static constexpr auto fields() {
        using kit::field;
        using S = ReplayCommand;
        return std::make_tuple(
            field("do", &S::what)
                .required()
                .oneOf("play|pause|step|speed|seek|days|loop|from_open|status")
                .doc("What to do; every command answers with the state afterwards"),
            field("value", &S::value)
                .doc("speed: a number up to 1000, or \"max\"; loop, from_open: true or false"),
            field("count", &S::count).range(1, 1'000'000).doc("step: how many moments"),
            field("at", &S::at).doc("seek: an instant (RFC 3339) or a day; 00:00 UTC of it"),
            field("from", &S::from).doc("days: first day; empty = the first stored"),
            field("to", &S::to).doc("days: last day; empty = the last stored"));
    }
};

} // namespace nautilus::sources
