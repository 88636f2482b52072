// Numbers of a workbook that stand for dates.

#include "app/catalog/xlsx_reader.h"

#include "engines/domain/session_date.h"

#include <fmt/format.h>

#include <cmath>

namespace nautilus::catalog {

namespace {

constexpr std::int64_t kUnixFrom1900 = 25'569; ///< serial of 1970-01-01
constexpr std::int64_t kUnixFrom1904 = 24'107;
constexpr std::int64_t kMsPerDay = 86'400'000;
constexpr double kLastSerial = 2'958'466; ///< 10000-01-01

std::string timeText(std::int64_t ms) {
    auto out = fmt::format("{:02}:{:02}:{:02}", ms / 3'600'000, ms / 60'000 % 60, ms / 1'000 % 60);
    if (ms % 1'000 != 0) out += fmt::format(".{:03}", ms % 1'000);
    return out;
}

} // namespace

std::optional<std::string> dateOfSerial(double serial, bool from_1904, bool with_time) {
    if (!(serial >= 0) || serial >= kLastSerial) return {};
    const auto total = static_cast<std::int64_t>(std::llround(serial * static_cast<double>(kMsPerDay)));
    auto days = total / kMsPerDay;
    const auto ms = total % kMsPerDay;
    // The 1900 calendar has a 29 February 1900 that never was: number 60 is no day, those before are one off.
    if (!from_1904 && days == 60) return {};
    if (!from_1904 && days < 60) ++days;
    const domain::SessionDate day{
        static_cast<std::int32_t>(days - (from_1904 ? kUnixFrom1904 : kUnixFrom1900))};
    if (!with_time && ms == 0) return day.iso();
    return day.iso() + " " + timeText(ms);
}

char kindOfNumberFormat(std::string_view code) {
    bool day = false, time = false;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = static_cast<char>(code[i] | 0x20);
        if (code[i] == '"') {
            i = std::min(code.find('"', i + 1), code.size() - 1);
        } else if (code[i] == '\\' || code[i] == '_' || code[i] == '*') {
            ++i;
        } else if (code[i] == '[') {
            const auto end = std::min(code.find(']', i), code.size() - 1);
            const char inner = i + 1 < code.size() ? static_cast<char>(code[i + 1] | 0x20) : ' ';
            if (end == i + 2 && (inner == 'h' || inner == 'm' || inner == 's')) return 'n'; // a duration
            i = end;
        } else if (c == 'g' && code.substr(i).starts_with("General")) {
            i += 6;
        } else if (c == 'y' || c == 'd') {
            day = true;
        } else if (c == 'h' || c == 's') {
            time = true;
        } else if (c == 'm' && code.substr(i).size() >= 3 && (code[i + 1] | 0x20) == 'm' &&
                   (code[i + 2] | 0x20) == 'm') {
            day = true;
        }
    }
    return day && time ? 'b' : day ? 'd' : time ? 't' : 'n';
}

} // namespace nautilus::catalog
