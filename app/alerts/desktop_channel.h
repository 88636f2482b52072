#pragma once
// Alerts on the message bus, where the desktop and any listener finds them: topic "system.alerts.<severity>"
// (lower case) with every field of the alert, and "source":"risk".

#include "app/alerts/alert_settings.h"
#include "engines/kit/stream.h"
#include "engines/risk/contract/alert_channel.h"

namespace nautilus::alerts {

class DesktopChannel final : public risk::AlertChannel {
public:
    DesktopChannel(CurrentSettings settings, kit::Stream& stream)
        : settings_(std::move(settings)), stream_(stream) {}

    [[nodiscard]] std::string name() const override { return "desktop"; }
    [[nodiscard]] kit::Result<void> ready() const override;
    [[nodiscard]] kit::Result<void> send(const risk::Alert& alert) override;

private:
    CurrentSettings settings_;
    kit::Stream& stream_;
};

} // namespace nautilus::alerts
