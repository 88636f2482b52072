#pragma once
// The ways by which alerts leave this program.

#include "app/alerts/alert_settings.h"
#include "app/runtime/settings.h"
#include "engines/kit/clock.h"
#include "engines/kit/stream.h"
#include "engines/risk/contract/alert_channel.h"

namespace nautilus::composition {

/// Secrets of [alerts] in HOME/secrets.toml or NAUTILUS_ALERTS_<NAME>, read anew each time; a file that
/// cannot be read holds none.
[[nodiscard]] alerts::Secret alertSecrets(const std::string& home);

/// email, webhook and desktop, set up or not: `ready` says so. Settings, clock and bus are lent and must
/// outlive them.
[[nodiscard]] std::vector<std::unique_ptr<risk::AlertChannel>>
makeAlertChannels(const runtime::SettingsStore& settings, alerts::Secret secret, const kit::Clock& clock,
                  kit::Stream& stream);

} // namespace nautilus::composition
