#pragma once
// One use of libcurl: nothing of the environment or of earlier calls has a say in it.

#include "app/alerts/alert_settings.h"
#include "engines/kit/result.h"

#include <curl/curl.h>

namespace nautilus::alerts {

class CurlCall {
public:
    explicit CurlCall(const SendLimits& limits);
    ~CurlCall();
    CurlCall(const CurlCall&) = delete;
    CurlCall& operator=(const CurlCall&) = delete;

    template <class Value>
    void set(CURLoption option, Value value) {
        sound_ = curl_easy_setopt(handle_, option, value) == CURLE_OK && sound_;
    }
    void setList(CURLoption option, const std::vector<std::string>& lines);
    /// Blocks. CURLE_FAILED_INIT when an option was not taken: nothing is sent half protected.
    [[nodiscard]] CURLcode run();
    /// The server's last answer: of HTTP its status, of SMTP its code; 0 = none.
    [[nodiscard]] long answer() const;
    /// What "Retry-After" says, seconds; 0 = nothing.
    [[nodiscard]] double retryAfter() const;
    [[nodiscard]] CURL* handle() { return handle_; }

private:
    CURL* handle_;
    std::vector<curl_slist*> lists_;
    bool sound_ = true;
};

/// The failure of a call in words that hold no address but the host and no secret; whether it may pass.
[[nodiscard]] kit::Error failureOf(CURLcode code, const std::string& host);

} // namespace nautilus::alerts
