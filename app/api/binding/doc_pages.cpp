#include "app/api/binding/doc_pages.h"

#include "app/security/digest.h"

#include <algorithm>
#include <array>
#include <fstream>
#include <sstream>

namespace nautilus::api {

namespace {

constexpr std::string_view kRoot = "/docs";

struct Known {
    const char* name;
    const char* type;
};

/// Nothing else is read from the folder, whatever a request asks for.
constexpr std::array kFiles{Known{"index.html", "text/html; charset=utf-8"},
                            Known{"page.js", "text/javascript; charset=utf-8"},
                            Known{"page.css", "text/css; charset=utf-8"},
                            Known{"swagger-ui-bundle.js", "text/javascript; charset=utf-8"},
                            Known{"swagger-ui.css", "text/css; charset=utf-8"},
                            Known{"favicon-32x32.png", "image/png"}};

// Pictures of the style sheet are data; the reference sets styles of single elements.
constexpr const char* kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

bool holds(std::string_view list, std::string_view etag) {
    return list == "*" || list.find(etag) != std::string_view::npos;
}

} // namespace

DocPages::DocPages(const std::string& folder) {
    constexpr std::size_t kTagDigits = 32;
    for (const auto& known : kFiles) {
        std::ifstream in(folder + "/" + known.name, std::ios::binary);
        if (!in) continue;
        std::ostringstream bytes;
        bytes << in.rdbuf();
        File file{known.type, std::move(bytes).str(), {}};
        file.etag = '"' + security::sha256(file.bytes).substr(0, kTagDigits) + '"';
        files_.emplace(std::string(kRoot) + "/" + known.name, std::move(file));
    }
}

bool DocPages::serves(std::string_view path) {
    return path == kRoot || (path.starts_with(kRoot) && path[kRoot.size()] == '/');
}

std::optional<HttpResponse> DocPages::answer(const HttpRequest& request) const {
    const bool page = request.path == kRoot || request.path == "/docs/";
    const auto found = files_.find(page ? "/docs/index.html" : request.path);
    if (found == files_.end()) return std::nullopt;
    const auto& file = found->second;
    HttpResponse out{200, file.type, {}, {}};
    out.headers = {{"Cache-Control", "no-cache"}, // kept, and asked for with its tag
                   {"ETag", file.etag},
                   {"Content-Security-Policy", kPolicy},
                   {"Referrer-Policy", "no-referrer"},
                   {"X-Frame-Options", "DENY"},
                   {"Cross-Origin-Opener-Policy", "same-origin"},
                   {"Cross-Origin-Resource-Policy", "same-origin"}};
    if (holds(request.header("if-none-match"), file.etag))
        out.status = 304;
    else
        out.body = file.bytes;
    return out;
}

} // namespace nautilus::api
