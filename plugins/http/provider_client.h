#pragma once
// Patience with a provider: every attempt is paid from the source's budget, what may pass is tried again
// after ever longer pauses, "Retry-After" is kept to, and nothing that is said of a failure holds a key.

#include "plugins/sdk/exchange_log.h"
#include "plugins/sdk/source.h"
#include "plugins/sdk/source_pause.h"

#include <functional>

namespace nautilus::http {

/// What an answer means to the source that knows the provider.
struct Verdict {
    enum class Kind { Good, TryAgain, HoldOn, Failed };
    Kind kind = Kind::Good;
    kit::Error error{};      ///< of all but Good: what is said when it stays so
    double hold_seconds = 0; ///< HoldOn: no request before, by anybody
};

struct ProviderRules {
    std::function<Verdict(const sdk::ExchangeResponse&)> judge; ///< null = byStatus
    std::int64_t attempts = 4;
    double first_pause_seconds = 1;    ///< doubled after every attempt, times a factor of [0.5, 1.5)
    double longest_wait_seconds = 120; ///< for a "Retry-After"; longer ones fail with TooManyRequests
};

/// 2xx good; 408, 429 and 5xx are tried again; 404 NotFound; 3xx, 401, 403 and others fail. The message is
/// the status alone.
[[nodiscard]] Verdict byStatus(const sdk::ExchangeResponse& response);

/// One question at a time; `cancel` from any thread.
class ProviderClient {
public:
    ProviderClient(sdk::SourceHost& host, sdk::Exchange& exchange, ProviderRules rules)
        : host_(host), exchange_(exchange), rules_(std::move(rules)), pause_(host.time()) {}

    /// The body, as it came. TooManyRequests when the provider wants a longer wait than is waited.
    kit::Result<std::string> get(const std::string& url);
    /// The body as JSON; one that is none counts as an attempt that failed.
    kit::Result<kit::Value> getJson(const std::string& url);
    /// Waits for one request of the budget; false when cancelled.
    [[nodiscard]] bool pay();
    /// From the next question on.
    void follow(ProviderRules rules) { rules_ = std::move(rules); }
    void cancel() { pause_.cancel(); }
    void renew() { pause_.renew(); }

private:
    kit::Result<kit::Value> tryAll(const std::string& url, bool json);
    /// One attempt; the text stands in the value where no JSON is wanted.
    kit::Result<kit::Value> tryOnce(const std::string& url, bool json, double& hold_seconds);
    [[nodiscard]] double chance();

    sdk::SourceHost& host_;
    sdk::Exchange& exchange_;
    ProviderRules rules_;
    sdk::SourcePause pause_;
    std::uint64_t random_ = 0x9E3779B97F4A7C15ULL;
};

} // namespace nautilus::http
