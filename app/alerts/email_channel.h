#pragma once
// Alerts as mail, over the user's own server: encrypted from the first byte (smtps) or by STARTTLS, without
// which nothing is sent unless the server is this machine.

#include "app/alerts/alert_settings.h"
#include "app/alerts/web_target.h"
#include "engines/risk/contract/alert_channel.h"

namespace nautilus::alerts {

class EmailChannel final : public risk::AlertChannel {
public:
    EmailChannel(CurrentSettings settings, Secret secret, SendLimits limits = {})
        : settings_(std::move(settings)), secret_(std::move(secret)), limits_(limits) {}

    [[nodiscard]] std::string name() const override { return "email"; }
    [[nodiscard]] kit::Result<void> ready() const override;
    /// Taken once the server has confirmed the whole letter. Retryable: answers 4xx (RFC 5321) and what the
    /// line broke. Logs in when "email_password" is set, as "email_user" or else the sender.
    [[nodiscard]] kit::Result<void> send(const risk::Alert& alert) override;

private:
    CurrentSettings settings_;
    Secret secret_;
    SendLimits limits_;
};

} // namespace nautilus::alerts
