// Raw bytes of HTTP: the verdict does not depend on how they were cut into pieces, and what is accepted has
// one framing, a host of the loopback, and no control byte.

#include "app/api/gate/head_scanner.h"
#include "app/api/gate/request_head.h"
#include "app/security/token_guard.h"
#include "tests/fuzz/targets/fuzz_target.h"

#include <algorithm>

using namespace nautilus;
using api::HeadScanner;

namespace {

struct Verdict {
    HeadScanner::Progress progress = HeadScanner::Progress::NeedMore;
    std::size_t length = 0;
    const api::Refusal* why = nullptr;
};

Verdict scan(std::string_view bytes, const api::GateLimits& limits, std::size_t step) {
    HeadScanner scanner(limits);
    Verdict out;
    for (std::size_t end = 0; end < bytes.size() && out.progress == HeadScanner::Progress::NeedMore;) {
        end = std::min(end + step, bytes.size());
        out.progress = scanner.scan(bytes.substr(0, end));
        fuzz::require(scanner.length() <= end, "nothing is read beyond what came");
    }
    out.length = scanner.length();
    out.why = scanner.refusal();
    return out;
}

bool isVisible(std::string_view text) {
    return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

void checkAccepted(const api::RequestHead& head, const api::GateLimits& limits) {
    fuzz::require(head.content_length <= limits.body_bytes, "a body within its bound");
    fuzz::require(head.headers.size() <= limits.header_lines, "headers within their bound");
    if (api::admitHead(head)) return;
    fuzz::require(head.host.empty() ? head.minor_version == 0 : security::isLoopbackHost(head.host),
                  "a host of the loopback");
    api::HttpRequest request;
    if (api::makeRequest(head, request)) return;
    fuzz::require(isVisible(request.path), "no control byte in the path");
    for (const auto& [name, value] : request.query)
        fuzz::require(isVisible(name) && isVisible(value), "no control byte in the query");
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const api::GateLimits limits;
    const auto bytes = fuzz::textOf(data, size);
    const auto whole = scan(bytes, limits, std::max<std::size_t>(size, 1));
    const auto pieces = scan(bytes, limits, 1 + size % 7);
    fuzz::require(whole.progress == pieces.progress && whole.why == pieces.why, "pieces make no difference");
    if (whole.progress != HeadScanner::Progress::Complete) return 0;
    fuzz::require(whole.length == pieces.length, "pieces make no difference to the length");
    api::RequestHead head;
    if (!api::readHead(bytes.substr(0, whole.length), limits, head)) checkAccepted(head, limits);
    return 0;
}
