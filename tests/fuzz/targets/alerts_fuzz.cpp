// Addresses and names on their way into alerts: what is taken as an address means the same host and port to
// the library that connects, and nothing becomes a header of a letter.

#include "app/alerts/address_policy.h"
#include "app/alerts/alert_words.h"
#include "app/alerts/email_message.h"
#include "app/alerts/web_target.h"
#include "tests/fuzz/targets/fuzz_target.h"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

using namespace nautilus;
using namespace nautilus::alerts;

namespace {

std::string partOf(CURLU* url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url, part, &text, 0) != CURLUE_OK) return "-";
    std::string out(text);
    curl_free(text);
    return out;
}

/// The connecting library reads the same in both forms.
void agree(const Target& target, const std::string& text) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> url(curl_url(), curl_url_cleanup);
    fuzz::require(curl_url_set(url.get(), CURLUPART_URL, text.c_str(), CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK,
                  "libcurl reads it, too");
    auto host = partOf(url.get(), CURLUPART_HOST);
    std::ranges::transform(host, host.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (target.literal) {
        if (host.starts_with('[')) host = host.substr(1, host.size() - 2);
        fuzz::require(platform::readAddress(host) == target.literal, "one address");
    } else {
        fuzz::require(host == target.host, "one host");
    }
    const auto port = partOf(url.get(), CURLUPART_PORT);
    fuzz::require(port == "-" || port == std::to_string(target.port), "one port");
    fuzz::require(partOf(url.get(), CURLUPART_USER) == "-" && partOf(url.get(), CURLUPART_FRAGMENT) == "-",
                  "neither user nor fragment");
}

void tryTarget(const std::string& text) {
    const std::vector<Scheme> schemes = {{"https", 443}, {"http", 80}};
    const auto target = readTarget(text, schemes, "/url");
    if (!target) {
        fuzz::require(target.error().front().message.size() > 5, "a refusal says why");
        return;
    }
    fuzz::require(target->port != 0 && target->path.starts_with('/'), "port and path");
    agree(*target, text);
    agree(*target, target->url());
    const auto again = readTarget(target->url(), schemes, "/url");
    fuzz::require(again && again->url() == target->url(), "the plain form stays");
    const auto inside = [](const std::string&) {
        return kit::Result<std::vector<platform::NetAddress>>({*platform::readAddress("10.0.0.1")});
    };
    const auto closed = allowedAddresses(*target, false, inside);
    fuzz::require(!closed || reachOf(closed->front()) == Reach::Public, "closed is closed");
    const auto open = allowedAddresses(*target, true, inside);
    fuzz::require(!open || reachOf(open->front()) != Reach::Never, "never is never");
}

void tryLetter(const std::string& text) {
    risk::Alert alert;
    alert.alert_id = alert.severity = alert.message = alert.portfolio_id = text;
    const auto letter = alertMail(alert, "a@example.com", {"b@example.com"});
    std::size_t line = 0;
    for (std::size_t i = 0; i < letter.size(); ++i) {
        const char c = letter[i];
        fuzz::require((c >= ' ' && c <= '~') || c == '\r' || c == '\n', "a letter is ASCII");
        fuzz::require(c != '\n' || (i > 0 && letter[i - 1] == '\r'), "lines end in CR LF");
        line = c == '\n' ? 0 : line + 1;
        fuzz::require(line <= 998, "lines have an end");
    }
    const auto head = letter.substr(0, letter.find("\r\n\r\n"));
    fuzz::require(std::ranges::count(head, ':') >= 9, "the head is whole");
    const auto addresses = readMailAddresses(text, "/to");
    for (const auto& each : addresses ? *addresses : std::vector<std::string>{})
        fuzz::require(each.find_first_of(" \r\n<>,\"") == std::string::npos, "a plain mail address");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::textOf(data, size));
    tryTarget(text);
    tryTarget("https://" + text);
    tryLetter(text);
    return 0;
}
