#include "app/alerts/desktop_channel.h"

#include "app/alerts/webhook_channel.h"

namespace nautilus::alerts {

using kit::ErrorCode;

namespace {

/// One word of a topic.
std::string topicOf(const std::string& severity) {
    std::string word;
    for (const char c : severity) {
        if (c >= 'A' && c <= 'Z') word += static_cast<char>(c - 'A' + 'a');
        if (c >= 'a' && c <= 'z') word += c;
    }
    return "system.alerts." + (word.empty() ? "unknown" : word);
}

} // namespace

kit::Result<void> DesktopChannel::ready() const {
    if (settings_().desktop) return {};
    return kit::fail(ErrorCode::Unavailable, "notices are switched off: alert_desktop", "/alert_desktop");
}

kit::Result<void> DesktopChannel::send(const risk::Alert& alert) {
    if (auto set = ready(); !set) return set;
    auto payload = webhookBody(alert);
    payload.insert(1, R"("source":"risk",)");
    stream_.publish(topicOf(alert.severity), std::move(payload), "risk");
    return {};
}

} // namespace nautilus::alerts
