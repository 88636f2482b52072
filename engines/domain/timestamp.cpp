#include "engines/domain/timestamp.h"

#include "engines/domain/session_date.h"

#include <cstdio>

namespace nautilus::domain {

namespace {

constexpr std::int64_t kSecondsPerDay = 86'400;

/// Two digits at `at`, in [0, most]; -1 when they are not.
int twoDigits(std::string_view text, std::size_t at, int most) {
    if (at + 2 > text.size() || text[at] < '0' || text[at] > '9' || text[at + 1] < '0' || text[at + 1] > '9')
        return -1;
    const int value = (text[at] - '0') * 10 + (text[at + 1] - '0');
    return value <= most ? value : -1;
}

/// Reads ".123456789" from the front of `rest`; nullopt when there is a dot but no one to nine digits.
std::optional<std::int64_t> takeDecimals(std::string_view& rest) {
    if (rest.empty() || rest[0] != '.') return 0;
    std::int64_t ns = 0;
    std::int64_t scale = kNsPerSecond / 10;
    std::size_t n = 1;
    for (; n < rest.size() && rest[n] >= '0' && rest[n] <= '9'; ++n, scale /= 10) {
        if (n > 9) return std::nullopt;
        ns += (rest[n] - '0') * scale;
    }
    if (n == 1) return std::nullopt;
    rest.remove_prefix(n);
    return ns;
}

/// Seconds east of UTC of "Z", "+hh:mm" or "-hh:mm".
std::optional<std::int64_t> offsetSeconds(std::string_view text) {
    if (text == "Z" || text == "z") return 0;
    if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const int hours = twoDigits(text, 1, 23);
    const int minutes = twoDigits(text, 4, 59);
    if (hours < 0 || minutes < 0) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 3600LL + minutes * 60LL);
}

} // namespace

std::optional<Timestamp> Timestamp::parse(std::string_view rfc3339) {
    if (rfc3339.size() < 20 || (rfc3339[10] != 'T' && rfc3339[10] != 't') || rfc3339[13] != ':' ||
        rfc3339[16] != ':')
        return std::nullopt;
    const auto date = SessionDate::parse(rfc3339.substr(0, 10));
    const int hour = twoDigits(rfc3339, 11, 23);
    const int minute = twoDigits(rfc3339, 14, 59);
    const int second = twoDigits(rfc3339, 17, 59);
    if (!date || hour < 0 || minute < 0 || second < 0) return std::nullopt;
    auto rest = rfc3339.substr(19);
    const auto decimals = takeDecimals(rest);
    const auto offset = offsetSeconds(rest);
    if (!decimals || !offset) return std::nullopt;
    const std::int64_t seconds =
        date->days * kSecondsPerDay + hour * 3600LL + minute * 60LL + second - *offset;
    constexpr std::int64_t kMostSeconds = 9'000'000'000; // about year 2255: keeps ns inside int64
    if (seconds > kMostSeconds || seconds < -kMostSeconds) return std::nullopt;
    return Timestamp{seconds * kNsPerSecond + *decimals};
}

std::string Timestamp::rfc3339() const {
    std::int64_t seconds = ns / kNsPerSecond;
    std::int64_t rest = ns % kNsPerSecond;
    if (rest < 0) {
        rest += kNsPerSecond;
        --seconds;
    }
    std::int64_t day = seconds / kSecondsPerDay;
    std::int64_t of_day = seconds % kSecondsPerDay;
    if (of_day < 0) {
        of_day += kSecondsPerDay;
        --day;
    }
    const auto date = SessionDate{static_cast<std::int32_t>(day)}.iso();
    char text[64];
    int n =
        std::snprintf(text, sizeof text, "%sT%02d:%02d:%02d", date.c_str(), static_cast<int>(of_day / 3600),
                      static_cast<int>(of_day / 60 % 60), static_cast<int>(of_day % 60));
    std::string out(text, static_cast<std::size_t>(n));
    if (rest != 0) {
        n = std::snprintf(text, sizeof text, ".%09lld", static_cast<long long>(rest));
        std::string decimals(text, static_cast<std::size_t>(n));
        while (decimals.back() == '0')
            decimals.pop_back();
        out += decimals;
    }
    return out + "Z";
}

} // namespace nautilus::domain
