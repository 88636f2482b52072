#pragma once
// How alerts leave the program, as its user set it.

#include <cstdint>
#include <functional>
#include <string>

namespace nautilus::alerts {

struct AlertSettings {
    std::string email_server; ///< smtps://HOST[:PORT] or smtp://HOST[:PORT]; empty = none
    std::string email_from;
    std::string email_to;    ///< one or more, commas between
    std::string webhook_url; ///< empty = none
    bool private_targets = false;
    bool desktop = true;
};

/// Read at every message: a change is followed at once. Any thread.
using CurrentSettings = std::function<AlertSettings()>;

/// A secret by its name ("email_user", "email_password", "webhook_key"); empty when there is none. Any
/// thread.
using Secret = std::function<std::string(const std::string& name)>;

/// Seconds and bytes after which a receiver is given up.
struct SendLimits {
    double look_up_seconds = 5;
    double connect_seconds = 5;
    double whole_seconds = 15;
    std::size_t largest_answer = 64 * 1024;
};

} // namespace nautilus::alerts
