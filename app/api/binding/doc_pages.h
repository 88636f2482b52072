#pragma once
// The API reference at /docs: a few files that hold nothing of the user's. The page itself is open, since a
// browser cannot send a token with the first request; what it shows it fetches from /openapi.json with the
// token that the user gives it.

#include "app/api/gate/http_message.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::api {

class DocPages {
public:
    /// Reads the files of the page from `folder`; those that are absent are not served.
    explicit DocPages(const std::string& folder);

    /// "/docs" and what lies below it.
    [[nodiscard]] static bool serves(std::string_view path);
    /// GET or HEAD of a path that it serves: 200, or 304 when the client has the same bytes. Nothing for a
    /// path that is no file of the page. Any thread.
    [[nodiscard]] std::optional<HttpResponse> answer(const HttpRequest& request) const;

private:
    struct File {
        const char* type;
        std::string bytes;
        std::string etag;
    };
    std::map<std::string, File, std::less<>> files_; ///< by path
};

} // namespace nautilus::api
