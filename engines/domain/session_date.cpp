#include "engines/domain/session_date.h"

#include <charconv>
#include <cstdio>

namespace nautilus::domain {

namespace {

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

} // namespace

SessionDate SessionDate::of(int year, unsigned month, unsigned day) {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{month},
                                          std::chrono::day{day}};
    return {static_cast<std::int32_t>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<SessionDate> SessionDate::parse(std::string_view iso) {
    if (iso.size() != 10 || iso[4] != '-' || iso[7] != '-') return std::nullopt;
    const auto year = digits(iso.substr(0, 4));
    const auto month = digits(iso.substr(5, 2));
    const auto day = digits(iso.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    const std::chrono::year_month_day ymd{std::chrono::year{*year},
                                          std::chrono::month{static_cast<unsigned>(*month)},
                                          std::chrono::day{static_cast<unsigned>(*day)}};
    if (!ymd.ok()) return std::nullopt;
    return of(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day));
}

std::chrono::year_month_day SessionDate::ymd() const {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{days}}};
}

std::string SessionDate::iso() const {
    const auto date = ymd();
    char text[40];
    const int n = std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year()),
                                static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return {text, static_cast<std::size_t>(n)};
}

} // namespace nautilus::domain
