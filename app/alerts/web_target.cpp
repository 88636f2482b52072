#include "app/alerts/web_target.h"

#include "app/alerts/address_policy.h"

#include <algorithm>
#include <charconv>

namespace nautilus::alerts {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using platform::NetAddress;

namespace {

constexpr std::size_t kLongestTarget = 2'000, kLongestHost = 253, kLongestLabel = 63;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Labels of letters, digits, '-' and '_'; not one whose end other readers take for a number.
bool isName(std::string_view host) {
    if (host.empty() || host.size() > kLongestHost) return false;
    std::string_view label;
    for (auto rest = host;; rest.remove_prefix(label.size() + 1)) {
        label = rest.substr(0, rest.find('.'));
        if (label.empty() || label.size() > kLongestLabel || label.front() == '-' || label.back() == '-')
            return false;
        for (const char c : label)
            if (!isDigit(c) && !(c >= 'a' && c <= 'z') && c != '-' && c != '_') return false;
        if (label.size() == rest.size()) break;
    }
    const bool number = std::ranges::all_of(label, isDigit) || label.starts_with("0x");
    return !number;
}

std::optional<std::uint16_t> portOf(std::string_view text) {
    std::uint16_t port = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    const bool whole = error == std::errc{} && end == text.data() + text.size();
    if (!whole || port == 0 || text.front() == '0') return std::nullopt;
    return port;
}

/// Host and port into the target; what is wrong, or null.
const char* readAuthority(std::string_view text, Target& out) {
    std::string_view host = text, port;
    if (text.starts_with('[')) {
        const auto close = text.find(']');
        if (close == std::string_view::npos) return "the address has no end";
        host = text.substr(1, close - 1);
        port = text.substr(close + 1);
        out.literal = platform::readAddress(host);
        if (!out.literal || !out.literal->six) return "the host is no plain IPv6 address";
        out.host = platform::addressText(*out.literal);
    } else {
        const auto colon = text.find(':');
        host = text.substr(0, colon);
        if (colon != std::string_view::npos) port = text.substr(colon);
        out.host = lower(host);
        out.literal = platform::readAddress(out.host);
        if (!out.literal && !isName(out.host)) return "the host is no plain name and no plain address";
    }
    if (port.empty()) return nullptr;
    const auto number = port.front() == ':' ? portOf(port.substr(1)) : std::nullopt;
    if (!number) return "the port is no number of 1 to 65535";
    out.port = *number;
    return nullptr;
}

std::string schemesText(const std::vector<Scheme>& schemes) {
    std::string out;
    for (const auto& scheme : schemes)
        out += (out.empty() ? "" : " or ") + std::string(scheme.name) + "://";
    return out;
}

} // namespace

std::string Target::authority() const {
    return (literal && literal->six ? "[" + host + "]" : host) + ":" + std::to_string(port);
}

Result<Target> readTarget(std::string_view text, const std::vector<Scheme>& schemes,
                          const std::string& field) {
    const auto refuse = [&](const std::string& why) { return fail(ErrorCode::InvalidArgument, why, field); };
    if (text.size() > kLongestTarget) return refuse("the address is longer than 2000 letters");
    for (const char c : text)
        if (c <= ' ' || c > '~' || std::string_view("\\\"<>^`{|}").find(c) != std::string_view::npos)
            return refuse("the address holds letters that addresses do not have");
    const auto mark = text.find("://");
    Target out;
    if (mark != std::string_view::npos) out.scheme = lower(text.substr(0, mark));
    const auto scheme = std::ranges::find(schemes, out.scheme, &Scheme::name);
    if (scheme == schemes.end()) return refuse("the address must begin with " + schemesText(schemes));
    out.port = scheme->port;
    if (text.find('#') != std::string_view::npos) return refuse("an address to send to has no fragment (#)");
    const auto rest = text.substr(mark + 3);
    const auto authority = rest.substr(0, rest.find_first_of("/?"));
    if (authority.find('@') != std::string_view::npos)
        return refuse("user and password do not belong in an address");
    if (const char* wrong = readAuthority(authority, out)) return refuse(wrong);
    out.path = std::string(rest.substr(authority.size()));
    if (!out.path.starts_with('/')) out.path = "/" + out.path;
    return out;
}

bool isThisMachine(const Target& target) {
    if (target.literal) return reachOf(*target.literal) == Reach::Loopback;
    return target.host == "localhost" || target.host.ends_with(".localhost");
}

Result<std::vector<NetAddress>> allowedAddresses(const Target& target, bool private_too,
                                                 const LookUp& look_up) {
    const auto refuse = [](const std::string& why) {
        return fail(ErrorCode::Forbidden, why, "/alert_webhook_url");
    };
    if (!private_too && isThisMachine(target))
        return refuse("this machine is no target unless alert_private_targets is on");
    Result<std::vector<NetAddress>> found = std::vector<NetAddress>{};
    if (target.literal)
        found->push_back(*target.literal);
    else
        found = look_up(target.host);
    if (!found) return found;
    if (found->empty()) return fail(ErrorCode::Unavailable, target.host + " is not found", "", true);
    for (const auto& address : *found) {
        const auto reach = reachOf(address);
        if (reach == Reach::Never) return refuse(target.host + " is at an address that is never sent to");
        if (reach != Reach::Public && !private_too)
            return refuse(target.host + " is in a private network: alert_private_targets is off");
        if (target.scheme != "https" && reach != Reach::Loopback)
            return refuse("only https is spoken with other machines");
    }
    return found;
}

} // namespace nautilus::alerts
