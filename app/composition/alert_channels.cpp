#include "app/composition/alert_channels.h"

#include "app/alerts/desktop_channel.h"
#include "app/alerts/email_channel.h"
#include "app/alerts/webhook_channel.h"
#include "app/plugin_host/secrets.h"

#include <cstdlib>

namespace nautilus::composition {

namespace {

alerts::AlertSettings alertSettings(const runtime::Settings& wanted) {
    return {.email_server = wanted.alert_email_server,
            .email_from = wanted.alert_email_from,
            .email_to = wanted.alert_email_to,
            .webhook_url = wanted.alert_webhook_url,
            .private_targets = wanted.alert_private_targets,
            .desktop = wanted.alert_desktop};
}

} // namespace

alerts::Secret alertSecrets(const std::string& home) {
    return [home](const std::string& name) {
        const auto secrets = plugin_host::Secrets::open(
            home, [](const std::string& variable) { return std::getenv(variable.c_str()); }, nullptr);
        return secrets ? secrets->find("alerts", name) : std::string();
    };
}

std::vector<std::unique_ptr<risk::AlertChannel>> makeAlertChannels(const runtime::SettingsStore& settings,
                                                                   alerts::Secret secret,
                                                                   const kit::Clock& clock,
                                                                   kit::Stream& stream) {
    const auto current = [&settings] { return alertSettings(settings.current()); };
    std::vector<std::unique_ptr<risk::AlertChannel>> out;
    out.push_back(std::make_unique<alerts::EmailChannel>(current, secret));
    out.push_back(std::make_unique<alerts::WebhookChannel>(
        alerts::WebhookChannel::Parts{current, std::move(secret), clock, nullptr}));
    out.push_back(std::make_unique<alerts::DesktopChannel>(current, stream));
    return out;
}

} // namespace nautilus::composition
