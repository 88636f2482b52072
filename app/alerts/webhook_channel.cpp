#include "app/alerts/webhook_channel.h"

#include "app/alerts/alert_words.h"
#include "app/alerts/curl_call.h"
#include "app/security/digest.h"
#include "engines/kit/json_writer.h"

#include <algorithm>

namespace nautilus::alerts {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using platform::NetAddress;

namespace {

const std::string kField = "/alert_webhook_url";

/// What is received of an answer: counted, cut off, not kept.
struct Heard {
    std::size_t bytes = 0, most = 0;
    bool cut = false;
};

std::size_t hear(const char*, std::size_t size, std::size_t count, void* to) {
    auto& heard = *static_cast<Heard*>(to);
    heard.bytes += size * count;
    heard.cut = heard.bytes > heard.most;
    return heard.cut ? 0 : size * count;
}

/// The second lock on the door: the connection that stands leads to an address that was checked.
int beforeRequest(void* to, char* address, char*, int, int) {
    const auto& allowed = *static_cast<const std::vector<NetAddress>*>(to);
    const auto there = platform::readAddress(address ? address : "");
    return there && std::ranges::find(allowed, *there) != allowed.end() ? CURL_PREREQFUNC_OK
                                                                        : CURL_PREREQFUNC_ABORT;
}

/// "HOST:PORT:ADDRESS,ADDRESS": libcurl looks nothing up itself.
std::string pinned(const Target& target, const std::vector<NetAddress>& addresses) {
    std::string out = target.host + ":" + std::to_string(target.port) + ":";
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        const auto text = platform::addressText(addresses[i]);
        out += (i > 0 ? "," : "") + (addresses[i].six ? "[" + text + "]" : text);
    }
    return out;
}

Result<void> judged(long status, double retry_after, const std::string& host) {
    constexpr long kTooSlow = 408, kTooMany = 429, kServerFailed = 500;
    if (status >= 200 && status < 300) return {};
    const auto words = host + " answered with status " + std::to_string(status);
    const auto code = status == kTooMany ? ErrorCode::TooManyRequests : ErrorCode::Unavailable;
    const bool may_pass = status == kTooSlow || status == kTooMany || status >= kServerFailed;
    if (may_pass && retry_after > 0) return kit::failUntil(code, words, retry_after);
    return fail(code, words, "", may_pass);
}

} // namespace

std::string webhookBody(const risk::Alert& alert) {
    std::string bytes;
    kit::JsonWriter out(bytes);
    const auto text = [&](std::string_view name, const std::string& value) {
        out.key(name);
        value.empty() ? out.null() : out.string(value);
    };
    out.beginObject();
    text("alert_id", alert.alert_id);
    text("portfolio_id", alert.portfolio_id);
    text("breach_id", alert.breach_id);
    text("severity", alert.severity);
    text("limit_type", alert.limit_type);
    text("message", alert.message);
    out.key("current_value");
    out.number(alert.current_value);
    out.key("limit_value");
    out.number(alert.limit_value);
    out.key("action_required");
    out.boolean(alert.action_required);
    text("at", alert.at.rfc3339());
    out.endObject();
    return bytes;
}

Result<Target> webhookTarget(const AlertSettings& settings) {
    static const std::vector<Scheme> kSafe = {{"https", 443}};
    static const std::vector<Scheme> kBoth = {{"https", 443}, {"http", 80}};
    return readTarget(settings.webhook_url, settings.private_targets ? kBoth : kSafe, kField);
}

WebhookChannel::WebhookChannel(Parts parts) : parts_(std::move(parts)) {
    if (!parts_.look_up)
        parts_.look_up = [seconds = parts_.limits.look_up_seconds](const std::string& host) {
            return platform::lookUpHost(host, seconds);
        };
}

Result<void> WebhookChannel::ready() const {
    const auto settings = parts_.settings();
    if (settings.webhook_url.empty())
        return fail(ErrorCode::Unavailable, "no address is set: alert_webhook_url", kField);
    if (auto target = webhookTarget(settings); !target) return kit::failAs(target);
    if (parts_.secret("webhook_key").empty())
        return fail(ErrorCode::Unavailable, "no key is set to sign with: webhook_key of [alerts]", kField);
    return {};
}

Result<void> WebhookChannel::send(const risk::Alert& alert) {
    if (auto set = ready(); !set) return set;
    const auto settings = parts_.settings();
    const auto key = parts_.secret("webhook_key");
    const auto target = webhookTarget(settings);
    if (!target || key.empty())
        return fail(ErrorCode::Unavailable, "the settings have just changed", "", true);
    const auto addresses = allowedAddresses(*target, settings.private_targets, parts_.look_up);
    if (!addresses) return kit::failAs(addresses);
    return post(*target, *addresses, alert, key);
}

Result<void> WebhookChannel::post(const Target& target, const std::vector<NetAddress>& addresses,
                                  const risk::Alert& alert, const std::string& key) const {
    const auto body = webhookBody(alert);
    const auto seconds = std::to_string(parts_.clock.now().ns / domain::kNsPerSecond);
    CurlCall call(parts_.limits);
    const auto url = target.url();
    call.set(CURLOPT_URL, url.c_str());
    call.set(CURLOPT_PROTOCOLS_STR, target.scheme.c_str());
    call.set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    call.set(CURLOPT_PATH_AS_IS, 1L);
    call.set(CURLOPT_USERAGENT, "Nautilus-Workstation");
    call.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    call.set(CURLOPT_COPYPOSTFIELDS, body.c_str());
    call.setList(CURLOPT_HTTPHEADER,
                 {"Content-Type: application/json", "Expect:", "Idempotency-Key: " + repetitionKey(alert),
                  "Nautilus-Timestamp: " + seconds,
                  "Nautilus-Signature: v1=" + security::hmacSha256(key, seconds + "." + body)});
    if (!target.literal) call.setList(CURLOPT_RESOLVE, {pinned(target, addresses)});
    call.set(CURLOPT_PREREQFUNCTION, beforeRequest);
    call.set(CURLOPT_PREREQDATA, const_cast<std::vector<NetAddress>*>(&addresses)); // only read
    Heard heard{0, parts_.limits.largest_answer};
    call.set(CURLOPT_WRITEFUNCTION, hear);
    call.set(CURLOPT_WRITEDATA, &heard);
    const auto code = call.run();
    if (code != CURLE_OK && !heard.cut) return tl::unexpected(kit::Errors{failureOf(code, target.host)});
    return judged(call.answer(), call.retryAfter(), target.host);
}

} // namespace nautilus::alerts
