#pragma once
// How an alert leaves the program. Implemented outside the engines (mail, webhook, desktop).

#include "engines/domain/timestamp.h"
#include "engines/kit/result.h"

#include <string>

namespace nautilus::risk {

struct Alert {
    std::string alert_id; ///< "alert_000001": receivers may use it to see repetitions
    std::string portfolio_id;
    std::string breach_id; ///< empty: of no breach
    std::string severity;  ///< LOW, MEDIUM, HIGH, CRITICAL
    std::string limit_type;
    std::string message; ///< for people, one line
    double current_value = 0;
    double limit_value = 0;
    bool action_required = false;
    domain::Timestamp at;
};

class AlertChannel {
public:
    virtual ~AlertChannel() = default;
    /// "email", "webhook", "desktop".
    [[nodiscard]] virtual std::string name() const = 0;
    /// Whether it is set up; if not, why: "no mail server is set". Any thread.
    [[nodiscard]] virtual kit::Result<void> ready() const = 0;
    /// Delivers one alert; an answer without errors means that the receiver has taken it. Blocks at most the
    /// channel's own time limit: for a driver or a worker. `retryable` says whether trying again may help.
    [[nodiscard]] virtual kit::Result<void> send(const Alert& alert) = 0;
};

} // namespace nautilus::risk
