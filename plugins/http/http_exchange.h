#pragma once
// Asks a provider over HTTP, once: libcurl behind the port that recorded conversations stand behind as well.
// Redirects are not followed, bodies are bounded after their decompression, plain HTTP is spoken with this
// machine alone. No error says more of an address than its host.

#include "plugins/sdk/exchange_log.h"

#include <memory>

namespace nautilus::http {

struct HttpLimits {
    std::string user_agent = "Nautilus-Workstation";
    double connect_seconds = 10;
    double answer_seconds = 60;                    ///< of one request as a whole
    std::int64_t largest_body = 256 * 1024 * 1024; ///< bytes, decompressed
};

/// InvalidArgument unless it is https://HOST..., or http:// with a loopback address, without user, query or
/// fragment.
[[nodiscard]] kit::Result<void> checkAddress(std::string_view address, const std::string& field);

/// Percent-encoding of a query's value or a segment of a path (RFC 3986: all but letters, digits, -._~).
[[nodiscard]] std::string encoded(std::string_view text);

/// One conversation at a time: calls from several threads take turns.
class HttpExchange final : public sdk::Exchange {
public:
    explicit HttpExchange(HttpLimits limits);
    ~HttpExchange() override;

    /// Any status is an answer. Unavailable, retryable where another attempt may help: no connection, time
    /// is up, the answer broke off or is damaged; InvalidArgument for an address that is not spoken with;
    /// Cancelled.
    kit::Result<sdk::ExchangeResponse> ask(const sdk::ExchangeRequest& request) override;
    /// The body of a good answer (status 200), decompressed, into a file, which is there once it is whole;
    /// its bytes. It may take hours, as long as something comes every minute.
    kit::Result<std::int64_t> download(const std::string& url, const std::string& path);
    /// For the requests from now on.
    void limit(HttpLimits limits);
    /// Ends the request that is on its way, and every later one until `renew`. Any thread.
    void cancel();
    void renew();

private:
    struct Wire;
    std::unique_ptr<Wire> wire_;
};

} // namespace nautilus::http
