#pragma once
// A trading session's calendar date, as days since 1970-01-01. Four bytes, ordered, cheap to subtract.

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::domain {

struct SessionDate {
    std::int32_t days = 0; ///< days since 1970-01-01

    static SessionDate of(int year, unsigned month, unsigned day);
    /// Reads strict ISO 8601 "YYYY-MM-DD"; anything else, or a day that does not exist, is nullopt.
    static std::optional<SessionDate> parse(std::string_view iso);

    [[nodiscard]] std::string iso() const;
    [[nodiscard]] std::chrono::year_month_day ymd() const;
    [[nodiscard]] SessionDate plusDays(int n) const { return {days + n}; }

    auto operator<=>(const SessionDate&) const = default;
};

} // namespace nautilus::domain
