#pragma once
// Recorded conversations with a provider: what was asked, what came back, when. A source whose requests pass
// through an Exchange can be run against such a log without a network, which is how it is tested.
//
// The file: one JSON object a line, in the order of time:
//   {"at":"2020-01-02T15:00:00Z","request":{"method":"GET","url":"...","headers":{...},"body":""},
//    "response":{"status":200,"headers":{...},"body":"..."},"seconds":0.12}
// Keys never get into it: values of the header Authorization, and of the names that the recorder was told,
// are replaced by "***" before anything is kept, in headers and in the query of the address.

#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"
#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::sdk {

struct ExchangeRequest {
    std::string method = "GET", url;
    kit::Keyed<std::string> headers;
    std::string body;

    static constexpr auto fields() {
        using S = ExchangeRequest;
        return std::make_tuple(kit::field("method", &S::method).required().size(1, 16),
                               kit::field("url", &S::url).required().size(1, 8'192),
                               kit::field("headers", &S::headers), kit::field("body", &S::body));
    }
};

struct ExchangeResponse {
    std::int64_t status = 200;
    kit::Keyed<std::string> headers;
    std::string body;

    static constexpr auto fields() {
        using S = ExchangeResponse;
        return std::make_tuple(kit::field("status", &S::status).required().range(100, 599),
                               kit::field("headers", &S::headers), kit::field("body", &S::body));
    }
    /// What the header Retry-After says, in seconds; 0 = it says nothing, or no number.
    [[nodiscard]] double retryAfter() const;
};

struct Exchanged {
    domain::Timestamp at;
    ExchangeRequest request;
    ExchangeResponse response;
    double seconds = 0; ///< that the answer took

    static constexpr auto fields() {
        using S = Exchanged;
        return std::make_tuple(kit::field("at", &S::at).required(),
                               kit::field("request", &S::request).required(),
                               kit::field("response", &S::response).required(),
                               kit::field("seconds", &S::seconds).range(0, 86'400));
    }
};

/// Asks a provider. Calls block; any thread.
class Exchange {
public:
    virtual ~Exchange() = default;
    virtual kit::Result<ExchangeResponse> ask(const ExchangeRequest& request) = 0;
};

class ExchangeLog {
public:
    using ReadJson = std::function<kit::Result<kit::Value>(std::string_view)>;
    /// InvalidArgument "/line/N" for a line that is no exchange, or goes back in time.
    static kit::Result<ExchangeLog> parse(std::string_view text, const ReadJson& read);
    [[nodiscard]] std::string text() const;

    void add(Exchanged exchanged) { all_.push_back(std::move(exchanged)); }
    [[nodiscard]] std::size_t size() const { return all_.size(); }
    [[nodiscard]] const std::vector<Exchanged>& all() const { return all_; }

private:
    std::vector<Exchanged> all_;
};

/// The request with its secrets masked: the values of these headers and query parameters (and of
/// Authorization), without regard to case.
[[nodiscard]] ExchangeRequest masked(ExchangeRequest request, const std::vector<std::string>& secret_names);

/// Hands every request on and keeps what went to and fro; `now` is the wall clock. What failed is not kept.
[[nodiscard]] std::unique_ptr<Exchange> recording(Exchange& real, ExchangeLog& log,
                                                  std::vector<std::string> secret_names,
                                                  std::function<domain::Timestamp()> now);

/// Answers from a log. A request is known by method, address and body, masked as above; the same request
/// asked again gets the next recorded answer, and the last one for ever after. NotFound for one that was
/// never made.
[[nodiscard]] std::unique_ptr<Exchange> replaying(const ExchangeLog& log,
                                                  std::vector<std::string> secret_names);

} // namespace nautilus::sdk
