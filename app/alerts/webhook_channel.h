#pragma once
// Alerts as signed JSON, posted to an address of the user's.
//
// Headers: Nautilus-Timestamp (seconds since 1970), Nautilus-Signature "v1=" and HMAC-SHA256 in hexadecimal
// digits over TIMESTAMP "." BODY with the key "webhook_key", Idempotency-Key (the same for every attempt).

#include "app/alerts/alert_settings.h"
#include "app/alerts/web_target.h"
#include "engines/kit/clock.h"
#include "engines/risk/contract/alert_channel.h"

namespace nautilus::alerts {

/// The body: every field of the alert by its name; an empty breach and numbers that are none are null.
[[nodiscard]] std::string webhookBody(const risk::Alert& alert);

/// InvalidArgument when it is no address that alerts may go to: https, or http of this machine where
/// `private_targets` is on.
[[nodiscard]] kit::Result<Target> webhookTarget(const AlertSettings& settings);

class WebhookChannel final : public risk::AlertChannel {
public:
    struct Parts {
        CurrentSettings settings;
        Secret secret;
        const kit::Clock& clock;
        LookUp look_up; ///< null = the system's
        SendLimits limits{};
    };
    explicit WebhookChannel(Parts parts);

    [[nodiscard]] std::string name() const override { return "webhook"; }
    [[nodiscard]] kit::Result<void> ready() const override;
    /// Any 2xx is taken. Retryable: 408, 429 and 5xx (with their "Retry-After"), and what the line broke.
    [[nodiscard]] kit::Result<void> send(const risk::Alert& alert) override;

private:
    [[nodiscard]] kit::Result<void> post(const Target& target,
                                         const std::vector<platform::NetAddress>& addresses,
                                         const risk::Alert& alert, const std::string& key) const;
    Parts parts_;
};

} // namespace nautilus::alerts
