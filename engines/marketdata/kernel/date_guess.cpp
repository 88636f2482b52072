#include "engines/marketdata/kernel/date_guess.h"

#include <algorithm>
#include <array>

namespace nautilus::marketdata {

using domain::SessionDate;

namespace {

constexpr std::array<std::string_view, 12> kMonths{"jan", "feb", "mar", "apr", "may", "jun",
                                                   "jul", "aug", "sep", "oct", "nov", "dec"};
/// In the order of trust: a format that fits as well as an earlier one is only an alternative.
constexpr std::array<std::string_view, 20> kFormats{
    "%Y-%m-%d", "%Y%m%d",   "%Y/%m/%d", "%m/%d/%Y",  "%d/%m/%Y", "%d.%m.%Y", "%m-%d-%Y",
    "%d-%m-%Y", "%d-%b-%Y", "%d %b %Y", "%b %d, %Y", "%d-%b-%y", "%m/%d/%y", "%d/%m/%y",
    "%d.%m.%y", "%Y-%m",    "%Y/%m",    "%Y%m",      "%Y",       "%b %Y"};
constexpr double kUnevenTimes = 5;
constexpr int kShortYearTurn = 69; ///< as strptime: 69 is 1969, 68 is 2068

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

/// Takes 1..most digits off the front (exactly `most` when `exact`); -1 = none.
int takeNumber(std::string_view& text, std::size_t most, bool exact) {
    std::size_t n = 0;
    int value = 0;
    while (n < most && n < text.size() && isDigit(text[n]))
        value = value * 10 + (text[n++] - '0');
    if (n == 0 || (exact && n != most)) return -1;
    text.remove_prefix(n);
    return value;
}

int takeMonthName(std::string_view& text) {
    if (text.size() < 3) return -1;
    std::string start;
    for (const char c : text.substr(0, 3))
        start += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    const auto found = std::ranges::find(kMonths, start);
    if (found == kMonths.end()) return -1;
    text.remove_prefix(3);
    return static_cast<int>(found - kMonths.begin()) + 1;
}

struct Parts {
    int year = -1;
    int month = 1;
    int day = 1;
};

bool takePart(char what, bool packed, std::string_view& cell, Parts& parts) {
    switch (what) {
    case 'Y':
        return (parts.year = takeNumber(cell, 4, true)) >= 0;
    case 'y':
        parts.year = takeNumber(cell, 2, true);
        if (parts.year >= 0) parts.year += parts.year >= kShortYearTurn ? 1900 : 2000;
        return parts.year >= 0;
    case 'm':
        return (parts.month = takeNumber(cell, 2, packed)) >= 0;
    case 'd':
        return (parts.day = takeNumber(cell, 2, packed)) >= 0;
    case 'b':
        return (parts.month = takeMonthName(cell)) >= 0;
    default:
        return false;
    }
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

bool isMidnight(std::string_view time) {
    for (const char c : time.substr(0, time.find_first_of("+-Z")))
        if (isDigit(c) && c != '0') return false;
    return true;
}

/// What may follow a date: nothing, or a separator, a time of day and perhaps a zone.
bool isTimePart(std::string_view rest) {
    if (rest.empty()) return true;
    if (rest.front() != ' ' && rest.front() != 'T') return false;
    rest.remove_prefix(1);
    const int hour = takeNumber(rest, 2, false);
    if (hour < 0 || hour > 24 || rest.empty() || rest.front() != ':') return false;
    return std::ranges::all_of(rest, [](char c) {
        return isDigit(c) || c == ':' || c == '.' || c == '+' || c == '-' || c == 'Z' || c == ' ' ||
               c == 'A' || c == 'P' || c == 'M';
    });
}

std::string offsetOf(std::string_view time) {
    const auto at = time.find_first_of("+-Z");
    return at == std::string_view::npos ? std::string() : std::string(trimmed(time.substr(at)));
}

DateGuess tryFormat(std::span<const std::string> cells, std::string_view format) {
    DateGuess out;
    out.format = format;
    std::size_t filled = 0;
    for (const auto& cell : cells) {
        const auto text = trimmed(cell);
        if (text.empty()) continue;
        ++filled;
        const auto read = readDate(text, format);
        if (!read || !isTimePart(read->rest)) continue;
        if (read->date < SessionDate::of(1700, 1, 1) || read->date > SessionDate::of(2200, 1, 1)) continue;
        out.dates.push_back(read->date);
        if (read->rest.empty()) continue;
        out.has_time = true;
        out.midnight_only = out.midnight_only && isMidnight(read->rest);
        if (out.offset.empty()) out.offset = offsetOf(read->rest);
    }
    out.share = filled == 0 ? 0.0 : static_cast<double>(out.dates.size()) / static_cast<double>(filled);
    return out;
}

bool isDayMonthPair(std::string_view a, std::string_view b) {
    return a.size() == b.size() && a.size() == 8 && a.substr(0, 2) == "%m" && b.substr(0, 2) == "%d" &&
           a[2] == b[2] && a.substr(6) == b.substr(6);
}

/// Longest gap over median gap of the different dates: 1 = evenly spaced.
double unevenness(std::vector<SessionDate> dates) {
    std::ranges::sort(dates);
    const auto same = std::ranges::unique(dates);
    dates.erase(same.begin(), same.end());
    if (dates.size() < 4) return 0;
    std::vector<int> gaps;
    for (std::size_t i = 1; i < dates.size(); ++i)
        gaps.push_back(dates[i].days - dates[i - 1].days);
    std::ranges::sort(gaps);
    return static_cast<double>(gaps.back()) / gaps[gaps.size() / 2];
}

/// Day and month may both be either: the reading under which dates are evenly spaced stands, if the other
/// one's are not.
void settleDayOrMonth(std::span<const std::string> cells, DateGuess& best) {
    auto other = tryFormat(cells, best.other_format);
    const double mine = unevenness(best.dates), theirs = unevenness(other.dates);
    if (mine == 0 || theirs == 0) return;
    if (theirs >= kUnevenTimes * mine) {
        best.other_format.clear();
    } else if (mine >= kUnevenTimes * theirs) {
        best = std::move(other);
    }
}

} // namespace

std::optional<ReadDate> readDate(std::string_view cell, std::string_view format) {
    Parts parts;
    const bool packed = format == "%Y%m%d" || format == "%Y%m";
    for (std::size_t i = 0; i < format.size(); ++i) {
        if (format[i] == '%' && i + 1 < format.size()) {
            if (!takePart(format[++i], packed, cell, parts)) return std::nullopt;
        } else {
            if (cell.empty() || cell.front() != format[i]) return std::nullopt;
            cell.remove_prefix(1);
        }
    }
    const std::chrono::year_month_day ymd{std::chrono::year{parts.year},
                                          std::chrono::month{static_cast<unsigned>(parts.month)},
                                          std::chrono::day{static_cast<unsigned>(parts.day)}};
    if (!ymd.ok()) return std::nullopt;
    return ReadDate{
        SessionDate::of(parts.year, static_cast<unsigned>(parts.month), static_cast<unsigned>(parts.day)),
        cell};
}

DateGuess guessDates(std::span<const std::string> cells, std::string_view wanted) {
    if (wanted == "iso") wanted = "%Y-%m-%d";
    if (!wanted.empty()) return tryFormat(cells, wanted);
    DateGuess best;
    for (const auto format : kFormats) {
        auto guess = tryFormat(cells, format);
        if (guess.dates.empty()) continue;
        if (guess.share > best.share + 1e-9) {
            best = std::move(guess);
        } else if (guess.share == best.share && isDayMonthPair(best.format, format) &&
                   guess.dates != best.dates) {
            best.other_format = format;
        }
    }
    if (best.share < 0.5) return {};
    if (!best.other_format.empty()) settleDayOrMonth(cells, best);
    return best;
}

char frequencyOf(std::vector<SessionDate> dates) {
    std::ranges::sort(dates);
    const auto same = std::ranges::unique(dates);
    dates.erase(same.begin(), same.end());
    if (dates.size() < 2) return 'D';
    std::vector<int> gaps;
    for (std::size_t i = 1; i < dates.size(); ++i)
        gaps.push_back(dates[i].days - dates[i - 1].days);
    std::ranges::nth_element(gaps, gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2));
    const int gap = gaps[gaps.size() / 2];
    return gap <= 4 ? 'D' : gap <= 10 ? 'W' : gap <= 45 ? 'M' : gap <= 135 ? 'Q' : 'A';
}

} // namespace nautilus::marketdata
