#include "app/alerts/curl_call.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace nautilus::alerts {

using kit::ErrorCode;

CurlCall::CurlCall(const SendLimits& limits) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    handle_ = curl_easy_init();
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_PROXY, ""); // neither of the environment
    set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_seconds * 1e3));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(limits.whole_seconds * 1e3));
    set(CURLOPT_SERVER_RESPONSE_TIMEOUT, std::max(1L, std::lround(limits.whole_seconds)));
}

CurlCall::~CurlCall() {
    curl_easy_cleanup(handle_);
    for (auto* list : lists_)
        curl_slist_free_all(list);
}

void CurlCall::setList(CURLoption option, const std::vector<std::string>& lines) {
    curl_slist* list = nullptr;
    for (const auto& line : lines)
        list = curl_slist_append(list, line.c_str());
    lists_.push_back(list);
    set(option, list);
}

CURLcode CurlCall::run() {
    return sound_ && handle_ ? curl_easy_perform(handle_) : CURLE_FAILED_INIT;
}

long CurlCall::answer() const {
    long out = 0;
    curl_easy_getinfo(handle_, CURLINFO_RESPONSE_CODE, &out);
    return out;
}

double CurlCall::retryAfter() const {
    curl_off_t seconds = 0;
    curl_easy_getinfo(handle_, CURLINFO_RETRY_AFTER, &seconds);
    return static_cast<double>(seconds);
}

kit::Error failureOf(CURLcode code, const std::string& host) {
    const auto may_pass = [&](const char* words) {
        return kit::Error{ErrorCode::Unavailable, host + " " + words, {}, true};
    };
    const auto stays = [&](const char* words) {
        return kit::Error{ErrorCode::Unavailable, host + " " + words};
    };
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
        return may_pass("is not found");
    case CURLE_COULDNT_CONNECT:
        return may_pass("takes no connection");
    case CURLE_OPERATION_TIMEDOUT:
        return may_pass("did not answer in time");
    case CURLE_PEER_FAILED_VERIFICATION:
        return stays("cannot be trusted: its certificate was refused");
    case CURLE_SSL_CONNECT_ERROR:
        return may_pass("broke the encryption off before it stood");
    case CURLE_USE_SSL_FAILED:
        return stays("offers no encryption: nothing was sent");
    case CURLE_LOGIN_DENIED:
        return stays("refused the user or the password");
    case CURLE_ABORTED_BY_CALLBACK:
        return stays("was reached at another address than the one that was checked");
    case CURLE_FAILED_INIT:
        return stays("could not be asked with the wanted protection");
    default:
        return may_pass("broke the connection off");
    }
}

} // namespace nautilus::alerts
