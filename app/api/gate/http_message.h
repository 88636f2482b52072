#pragma once
// A request as it reaches the router and the answer that goes back: plain values, so that the whole API can
// be tested without a socket.

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nautilus::api {

struct HttpRequest {
    std::string method;                                       ///< "GET"
    std::string path;                                         ///< percent-decoded, without query
    std::vector<std::pair<std::string, std::string>> query;   ///< decoded, in order
    std::vector<std::pair<std::string, std::string>> headers; ///< names in lower case
    std::string body;

    [[nodiscard]] std::string_view header(std::string_view name) const {
        for (const auto& [key, value] : headers)
            if (key == name) return value;
        return {};
    }
};

struct HttpResponse {
    int status = 200;
    std::string content_type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
};

using Respond = std::function<void(HttpResponse)>;

} // namespace nautilus::api
