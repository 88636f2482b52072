#include "app/api/server/answer_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

namespace nautilus::api {

namespace {

struct Phrase {
    int status;
    const char* text;
};

constexpr std::array kPhrases{Phrase{200, "OK"},
                              Phrase{201, "Created"},
                              Phrase{202, "Accepted"},
                              Phrase{204, "No Content"},
                              Phrase{304, "Not Modified"},
                              Phrase{400, "Bad Request"},
                              Phrase{401, "Unauthorized"},
                              Phrase{403, "Forbidden"},
                              Phrase{404, "Not Found"},
                              Phrase{405, "Method Not Allowed"},
                              Phrase{406, "Not Acceptable"},
                              Phrase{408, "Request Timeout"},
                              Phrase{409, "Conflict"},
                              Phrase{411, "Length Required"},
                              Phrase{413, "Content Too Large"},
                              Phrase{414, "URI Too Long"},
                              Phrase{417, "Expectation Failed"},
                              Phrase{421, "Misdirected Request"},
                              Phrase{422, "Unprocessable Content"},
                              Phrase{429, "Too Many Requests"},
                              Phrase{431, "Request Header Fields Too Large"},
                              Phrase{499, "Client Closed Request"},
                              Phrase{500, "Internal Server Error"},
                              Phrase{501, "Not Implemented"},
                              Phrase{503, "Service Unavailable"},
                              Phrase{505, "HTTP Version Not Supported"}};

void appendNumber(std::string& out, std::uint64_t value) {
    char text[24];
    const auto length = std::snprintf(text, sizeof text, "%llu", static_cast<unsigned long long>(value));
    out.append(text, static_cast<std::size_t>(length));
}

bool isClean(const std::string& text) {
    return std::ranges::none_of(text,
                                [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

} // namespace

const char* reasonPhrase(int status) {
    const auto found = std::ranges::find(kPhrases, status, &Phrase::status);
    return found == kPhrases.end() ? "Status" : found->text;
}

const std::string& httpDate(std::int64_t unix_seconds) {
    thread_local std::int64_t made_for = -1;
    thread_local std::string text;
    if (made_for == unix_seconds) return text;
    // Not strftime: its names follow the locale.
    constexpr const char* kDays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    using namespace std::chrono;
    const sys_seconds at{seconds{unix_seconds}};
    const auto midnight = floor<days>(at);
    const year_month_day date{midnight};
    const auto of_day = static_cast<int>((at - midnight).count());
    char buffer[96];
    std::snprintf(buffer, sizeof buffer, "%s, %02u %s %04d %02d:%02d:%02d GMT",
                  kDays[weekday{midnight}.c_encoding()], static_cast<unsigned>(date.day()),
                  kMonths[static_cast<unsigned>(date.month()) - 1], static_cast<int>(date.year()),
                  of_day / 3600, of_day / 60 % 60, of_day % 60);
    text = buffer;
    made_for = unix_seconds;
    return text;
}

void appendAnswerHead(std::string& out, const HttpResponse& response, const AnswerForm& form) {
    out += "HTTP/1.1 ";
    appendNumber(out, static_cast<std::uint64_t>(response.status));
    out += ' ';
    out += reasonPhrase(response.status);
    out += "\r\nDate: ";
    out += httpDate(form.unix_seconds);
    if (response.status != 204 && response.status != 304) {
        out += "\r\nContent-Type: ";
        out += form.stream ? "text/event-stream" : response.content_type;
        if (!form.stream) {
            out += "\r\nContent-Length: ";
            appendNumber(out, response.body.size());
        }
    }
    const bool has_own = std::ranges::any_of(
        response.headers, [](const auto& header) { return header.first == "Cache-Control"; });
    out += has_own ? "\r\n" : "\r\nCache-Control: no-store\r\n";
    out += "X-Content-Type-Options: nosniff\r\n";
    for (const auto& [name, value] : response.headers) {
        if (!isClean(value)) continue;
        out += name;
        out += ": ";
        out += value;
        out += "\r\n";
    }
    if (!form.keep_alive) out += "Connection: close\r\n";
    out += "\r\n";
}

} // namespace nautilus::api
