#include "app/alerts/email_message.h"

#include "app/alerts/alert_words.h"
#include "app/security/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

namespace nautilus::alerts {

using kit::ErrorCode;

namespace {

constexpr std::size_t kLongestAddress = 254, kMostReceivers = 50;
constexpr std::size_t kBytesOfWord = 42; // 56 letters of base64: 75 with "=?UTF-8?B?" and "?="
constexpr std::size_t kLongestPlain = 60;

bool isAtom(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-/=?^_`{|}~.").find(c) != std::string_view::npos;
}

bool dotted(std::string_view text) {
    return !text.empty() && text.front() != '.' && text.back() != '.' &&
           text.find("..") == std::string_view::npos;
}

bool isMailAddress(std::string_view text) {
    const auto at = text.find('@');
    if (at == std::string_view::npos || text.size() > kLongestAddress) return false;
    const auto name = text.substr(0, at), place = text.substr(at + 1);
    const auto inPlace = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
               c == '.';
    };
    return dotted(name) && dotted(place) && name.size() <= 64 && name.front() != '-' &&
           std::ranges::all_of(name, isAtom) && std::ranges::all_of(place, inPlace);
}

std::string folded(const std::string& base64) {
    constexpr std::size_t kLine = 76;
    std::string out;
    for (std::size_t at = 0; at < base64.size(); at += kLine)
        out += base64.substr(at, kLine) + "\r\n";
    return out;
}

std::string numberText(double value) {
    return std::isfinite(value) ? fmt::format("{}", value) : "not known";
}

std::string bodyOf(const risk::Alert& alert) {
    std::string out = oneLine(alert.message) + "\r\n\r\n";
    const auto line = [&](std::string_view name, const std::string& value) {
        if (!value.empty()) out += fmt::format("{:<16} {}\r\n", name, oneLine(value));
    };
    line("Severity", alert.severity);
    line("Portfolio", alert.portfolio_id);
    line("Limit", alert.limit_type);
    line("Current value", numberText(alert.current_value));
    line("Limit value", numberText(alert.limit_value));
    line("Action required", alert.action_required ? "yes" : "no");
    line("At", alert.at.rfc3339());
    line("Breach", alert.breach_id);
    line("Alert", alert.alert_id);
    return out + "\r\nSent by Nautilus Workstation. Two letters with this alert's number are one alert.\r\n";
}

} // namespace

kit::Result<std::vector<std::string>> readMailAddresses(std::string_view text, const std::string& field) {
    std::vector<std::string> out;
    while (!text.empty()) {
        auto one = text.substr(0, text.find(','));
        text.remove_prefix(std::min(one.size() + 1, text.size()));
        one.remove_prefix(std::min(one.find_first_not_of(' '), one.size()));
        one = one.substr(0, one.find_last_not_of(' ') + 1);
        if (!isMailAddress(one))
            return kit::fail(ErrorCode::InvalidArgument, "a mail address is NAME@DOMAIN in plain letters",
                             field);
        out.emplace_back(one);
    }
    if (out.empty()) return kit::fail(ErrorCode::InvalidArgument, "no mail address is set", field);
    if (out.size() > kMostReceivers)
        return kit::fail(ErrorCode::InvalidArgument, "more than 50 mail addresses", field);
    return out;
}

std::string encodedHeader(std::string_view name, std::string_view words) {
    const auto line = oneLine(words);
    const bool plain = std::ranges::all_of(line, [](char c) { return c >= ' ' && c <= '~'; }) &&
                       line.size() <= kLongestPlain && line.find("=?") == std::string::npos;
    std::string out = std::string(name) + ": ";
    if (plain) return out + line + "\r\n";
    for (std::size_t at = 0; at < line.size();) {
        auto n = std::min(kBytesOfWord, line.size() - at);
        while (n > 1 && at + n < line.size() && (static_cast<unsigned char>(line[at + n]) & 0xC0U) == 0x80)
            --n; // a letter is not cut
        out += (at > 0 ? "\r\n " : "") + ("=?UTF-8?B?" + security::base64(line.substr(at, n)) + "?=");
        at += n;
    }
    return out + "\r\n";
}

std::string mailDate(domain::Timestamp at) {
    using namespace std::chrono;
    static constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const sys_time<nanoseconds> when{nanoseconds(at.ns)};
    const auto day = floor<days>(when);
    const year_month_day date(day);
    const hh_mm_ss time(floor<seconds>(when - day));
    return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} +0000", kDays[weekday(day).c_encoding()],
                       static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                       static_cast<int>(date.year()), time.hours().count(), time.minutes().count(),
                       time.seconds().count());
}

std::string alertMail(const risk::Alert& alert, const std::string& from, const std::vector<std::string>& to) {
    std::string receivers;
    for (const auto& each : to)
        receivers += (receivers.empty() ? "" : ",\r\n ") + each;
    const auto key = repetitionKey(alert);
    return "Date: " + mailDate(alert.at) + "\r\nFrom: Nautilus Workstation <" + from +
           ">\r\nTo: " + receivers + "\r\n" +
           encodedHeader("Subject", "[" + alert.severity + "] " + alert.message) + "Message-ID: <" + key +
           from.substr(from.find('@')) + ">\r\nX-Nautilus-Alert: " + key +
           "\r\nAuto-Submitted: auto-generated\r\nMIME-Version: 1.0\r\n"
           "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" +
           folded(security::base64(bodyOf(alert)));
}

} // namespace nautilus::alerts
