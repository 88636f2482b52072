#include "app/api/gate/request_head.h"

#include "app/security/token_guard.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace nautilus::api {

namespace {

constexpr bool isTokenChar(unsigned char c) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) return true;
    return std::string_view("!#$%&'*+-.^_`|~").find(static_cast<char>(c)) != std::string_view::npos;
}

constexpr auto kTokenChars = [] {
    std::array<bool, 256> table{};
    for (unsigned c = 1; c < 128; ++c)
        table[c] = isTokenChar(static_cast<unsigned char>(c));
    return table;
}();

bool isToken(std::string_view text) {
    return !text.empty() &&
           std::ranges::all_of(text, [](char c) { return kTokenChars[static_cast<unsigned char>(c)]; });
}

constexpr char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool sameWord(std::string_view a, std::string_view b) {
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

bool listHas(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (sameWord(trimmed(list.substr(0, comma)), word)) return true;
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return false;
}

const Refusal* readVersion(std::string_view version, RequestHead& out) {
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || !digit(version[5]) || version[6] != '.' ||
        !digit(version[7]))
        return &kBadRequestLine;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return &kVersion;
    out.minor_version = version[7] - '0';
    return nullptr;
}

const Refusal* checkMethod(std::string_view method) {
    if (!isToken(method)) return &kBadRequestLine;
    if (method == "TRACE" || method == "CONNECT") return &kMethodNotOffered;
    for (const std::string_view known : {"GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"})
        if (method == known) return nullptr;
    return &kUnknownMethod;
}

/// Origin form stays, an absolute form must name this machine and loses scheme and authority.
const Refusal* readTarget(std::string_view target, RequestHead& out) {
    const bool visible = std::ranges::all_of(target, [](char c) { return c > ' ' && c < 127 && c != '#'; });
    if (target.empty() || !visible) return &kBadTarget;
    if (target == "*") {
        out.target = target;
        return out.method == "OPTIONS" ? nullptr : &kBadTarget;
    }
    if (target.front() != '/') {
        constexpr std::string_view kScheme = "http://";
        if (!sameWord(target.substr(0, kScheme.size()), kScheme)) return &kBadTarget;
        target.remove_prefix(kScheme.size());
        const auto authority = target.substr(0, target.find_first_of("/?"));
        if (!security::isLoopbackHost(authority)) return &kForeignHost;
        target.remove_prefix(authority.size());
        if (target.empty() || target.front() != '/') return &kBadTarget;
    }
    out.target = target;
    return nullptr;
}

const Refusal* readRequestLine(std::string_view line, RequestHead& out) {
    const auto first = line.find(' ');
    const auto second = first == std::string_view::npos ? first : line.find(' ', first + 1);
    if (second == std::string_view::npos || line.find(' ', second + 1) != std::string_view::npos)
        return &kBadRequestLine;
    out.method = line.substr(0, first);
    if (!isToken(out.method)) return &kBadRequestLine;
    if (const auto* why = readVersion(line.substr(second + 1), out)) return why;
    if (const auto* why = checkMethod(out.method)) return why;
    return readTarget(line.substr(first + 1, second - first - 1), out);
}

/// What has been met of the headers that may stand there once.
struct Met {
    bool host = false, origin = false, authorization = false, length = false, coding = false, expect = false;
    bool coding_is_chunked = false;
    bool close = false, keep_alive = false;
};

const Refusal* once(bool& met) {
    if (met) return &kDuplicateHeader;
    met = true;
    return nullptr;
}

const Refusal* readLength(std::string_view value, Met& met, RequestHead& out) {
    if (met.length) return &kBadContentLength;
    met.length = true;
    constexpr std::size_t kMostDigits = 18; // keeps any value inside 64 bits
    if (value.empty() || value.size() > kMostDigits || value.find_first_not_of("0123456789") != value.npos)
        return &kBadContentLength;
    std::from_chars(value.data(), value.data() + value.size(), out.content_length);
    return nullptr;
}

const Refusal* readField(std::string_view name, std::string_view value, Met& met, RequestHead& out) {
    switch (name.size()) {
    case 4:
        if (!sameWord(name, "host")) break;
        out.host = value;
        return once(met.host);
    case 6:
        if (sameWord(name, "origin")) {
            out.origin = value;
            return value.empty() ? &kBadHeader : once(met.origin);
        }
        if (!sameWord(name, "expect")) break;
        out.expects_continue = true;
        return sameWord(value, "100-continue") ? once(met.expect) : &kExpectation;
    case 10:
        if (!sameWord(name, "connection")) break;
        met.close = met.close || listHas(value, "close");
        met.keep_alive = met.keep_alive || listHas(value, "keep-alive");
        break;
    case 13:
        if (sameWord(name, "authorization")) return once(met.authorization);
        break;
    case 14:
        if (sameWord(name, "content-length")) return readLength(value, met, out);
        break;
    case 17:
        if (!sameWord(name, "transfer-encoding")) break;
        met.coding_is_chunked = sameWord(value, "chunked");
        return once(met.coding);
    default:
        break;
    }
    return nullptr;
}

const Refusal* readHeaderLine(std::string_view line, Met& met, RequestHead& out) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return &kBadHeader;
    const auto name = line.substr(0, colon);
    if (!isToken(name)) return &kBadHeader; // covers folded lines and white space before the colon
    const auto value = trimmed(line.substr(colon + 1));
    out.headers.emplace_back(name, value);
    return readField(name, value, met, out);
}

const Refusal* judge(const Met& met, const GateLimits& limits, RequestHead& out) {
    if (met.coding && (met.length || out.minor_version == 0)) return &kTwoFramings;
    if (met.coding) return met.coding_is_chunked ? &kLengthRequired : &kUnknownCoding;
    if (!met.host && out.minor_version == 1) return &kNoHost;
    if (out.content_length > limits.body_bytes) return &kBodyTooLarge;
    out.keep_alive = out.minor_version == 1 ? !met.close : met.keep_alive && !met.close;
    out.expects_continue = out.expects_continue && out.minor_version == 1;
    return nullptr;
}

} // namespace

const Refusal* readHead(std::string_view head, const GateLimits& limits, RequestHead& out) {
    auto headers = std::move(out.headers); // keeps its memory from one request to the next
    headers.clear();
    out = RequestHead();
    out.headers = std::move(headers);
    Met met;
    bool first = true;
    while (true) {
        const auto end = head.find("\r\n");
        if (end == std::string_view::npos) return &kBareLineEnd;
        const auto line = head.substr(0, end);
        head.remove_prefix(end + 2);
        if (line.empty() && !first) break;
        if (const auto* why = first ? readRequestLine(line, out) : readHeaderLine(line, met, out)) return why;
        if (out.headers.size() > limits.header_lines) return &kHeadTooLarge;
        first = false;
    }
    if (!head.empty()) return &kBadHeader;
    return judge(met, limits, out);
}

const Refusal* admitHead(const RequestHead& head) {
    if (!head.host.empty() && !security::isLoopbackHost(head.host)) return &kForeignHost;
    if (head.host.empty() && head.minor_version == 1) return &kForeignHost;
    if (!security::isAllowedOrigin(head.origin, head.host)) return &kForeignOrigin;
    return nullptr;
}

namespace {

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

/// False on a malformed escape or a control byte. `plus_is_space` as in query strings of forms.
bool decode(std::string_view text, bool plus_is_space, std::string& out) {
    out.clear();
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size()) return false;
            const int high = hexDigit(text[i + 1]);
            const int low = hexDigit(text[i + 2]);
            if (high < 0 || low < 0) return false;
            c = static_cast<char>(high * 16 + low);
            const auto byte = static_cast<unsigned char>(c);
            if (byte < 0x20 || byte == 0x7f) return false;
            i += 2;
        } else if (plus_is_space && c == '+') {
            c = ' ';
        }
        out += c;
    }
    return true;
}

bool decodeQuery(std::string_view query, std::vector<std::pair<std::string, std::string>>& out) {
    while (!query.empty()) {
        const auto end = std::min(query.find('&'), query.size());
        const auto pair = query.substr(0, end);
        query.remove_prefix(std::min(end + 1, query.size()));
        if (pair.empty()) continue;
        const auto equals = std::min(pair.find('='), pair.size());
        auto& [name, value] = out.emplace_back();
        if (!decode(pair.substr(0, equals), true, name)) return false;
        if (!decode(pair.substr(std::min(equals + 1, pair.size())), true, value)) return false;
    }
    return true;
}

} // namespace

const Refusal* makeRequest(const RequestHead& head, HttpRequest& out) {
    out.method.assign(head.method);
    out.query.clear();
    out.headers.clear();
    out.body.clear();
    const auto mark = std::min(head.target.find('?'), head.target.size());
    if (!decode(head.target.substr(0, mark), false, out.path)) return &kBadTarget;
    if (mark < head.target.size() && !decodeQuery(head.target.substr(mark + 1), out.query))
        return &kBadTarget;
    out.headers.reserve(head.headers.size());
    for (const auto& [name, value] : head.headers) {
        auto& kept = out.headers.emplace_back(std::string(name), std::string(value));
        std::ranges::transform(kept.first, kept.first.begin(), lower);
    }
    return nullptr;
}

} // namespace nautilus::api
