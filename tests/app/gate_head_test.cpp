// The gate's reader against malformed and smuggling heads. What is acceptable is written out by hand from RFC
// 9112.

#include "app/api/gate/head_scanner.h"
#include "app/api/gate/request_head.h"

#include <gtest/gtest.h>

#include <string>

namespace nautilus::api {
namespace {

const GateLimits kLimits;

struct Outcome {
    const Refusal* why = nullptr;
    bool complete = false;
    std::size_t length = 0;
    HttpRequest request;
    std::uint64_t content_length = 0;
    bool keep_alive = false;
    bool expects_continue = false;
};

/// The whole way of a head, its bytes given `step` at a time.
Outcome judge(const std::string& bytes, std::size_t step = std::string::npos,
              const GateLimits& limits = kLimits) {
    Outcome out;
    HeadScanner scanner(limits);
    auto progress = HeadScanner::Progress::NeedMore;
    for (std::size_t end = std::min(step, bytes.size());; end = std::min(end + step, bytes.size())) {
        progress = scanner.scan(std::string_view(bytes).substr(0, end));
        if (progress != HeadScanner::Progress::NeedMore || end == bytes.size()) break;
    }
    out.why = scanner.refusal();
    out.complete = progress == HeadScanner::Progress::Complete;
    if (!out.complete) return out;
    out.length = scanner.length();
    RequestHead head;
    out.why = readHead(std::string_view(bytes).substr(0, out.length), limits, head);
    if (!out.why) out.why = admitHead(head);
    if (!out.why) out.why = makeRequest(head, out.request);
    out.content_length = head.content_length;
    out.keep_alive = head.keep_alive;
    out.expects_continue = head.expects_continue;
    return out;
}

std::string get(const std::string& headers, const std::string& target = "/health") {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

TEST(GateHead, AcceptsAnOrdinaryRequest) {
    const std::string bytes = "POST /a%20b?x=1&name=%41+c&flag HTTP/1.1\r\nHost: 127.0.0.1:8001\r\n"
                              "Content-Type:  application/json \r\ncontent-LENGTH: 5\r\n\r\nhello";
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, bytes.size()}) {
        const auto out = judge(bytes, step);
        ASSERT_TRUE(out.complete);
        ASSERT_EQ(out.why, nullptr) << out.why->reason;
        EXPECT_EQ(out.length, bytes.size() - 5);
        EXPECT_EQ(out.content_length, 5u);
        EXPECT_EQ(out.request.path, "/a b");
        ASSERT_EQ(out.request.query.size(), 3u);
        EXPECT_EQ(out.request.query[1], (std::pair<std::string, std::string>("name", "A c")));
        EXPECT_EQ(out.request.query[2].first, "flag");
        EXPECT_EQ(out.request.header("content-type"), "application/json");
        EXPECT_TRUE(out.keep_alive);
    }
}

struct Case {
    const char* name;
    std::string bytes;
    const Refusal* why;
};

using namespace std::string_literals;
const std::string kLongTarget(9000, 'a');
std::string manyLines() {
    std::string out;
    for (int i = 0; i < 101; ++i)
        out += "X-" + std::to_string(i) + ": 1\r\n";
    return out;
}

const Case kHostile[] = {
    {"CL.TE", get("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n"), &kTwoFramings},
    {"TE.CL", get("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"), &kTwoFramings},
    {"TE alone", get("Transfer-Encoding: chunked\r\n"), &kLengthRequired},
    {"TE unknown", get("Transfer-Encoding: gzip, chunked\r\n"), &kUnknownCoding},
    {"TE identity", get("Transfer-Encoding: identity\r\n"), &kUnknownCoding},
    {"TE twice", get("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n"), &kDuplicateHeader},
    {"TE with space before colon", get("Transfer-Encoding : chunked\r\n"), &kBadHeader},
    {"TE folded", get("X: 1\r\n Transfer-Encoding: chunked\r\n"), &kBadHeader},
    {"TE after tab", get("\tTransfer-Encoding: chunked\r\n"), &kBadHeader},
    {"TE vertical tab", get("Transfer-Encoding:\vchunked\r\n"), &kControlByte},
    {"TE in 1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n", &kTwoFramings},
    {"CL twice, same", get("Content-Length: 5\r\nContent-Length: 5\r\n"), &kBadContentLength},
    {"CL twice, other", get("Content-Length: 5\r\nContent-Length: 6\r\n"), &kBadContentLength},
    {"CL list", get("Content-Length: 5, 5\r\n"), &kBadContentLength},
    {"CL plus", get("Content-Length: +5\r\n"), &kBadContentLength},
    {"CL minus", get("Content-Length: -5\r\n"), &kBadContentLength},
    {"CL hex", get("Content-Length: 0x5\r\n"), &kBadContentLength},
    {"CL empty", get("Content-Length:\r\n"), &kBadContentLength},
    {"CL inner space", get("Content-Length: 1 2\r\n"), &kBadContentLength},
    {"CL overflow", get("Content-Length: 18446744073709551617\r\n"), &kBadContentLength},
    {"CL too large", get("Content-Length: 16777217\r\n"), &kBodyTooLarge},
    {"NUL in value", get("X: a\0b\r\n"s), &kControlByte},
    {"NUL in target", get("", "/a\0b"s), &kControlByte},
    {"bare LF", "GET / HTTP/1.1\nHost: localhost\n\n", &kBareLineEnd},
    {"bare LF in header", get("X: 1\nContent-Length: 5\r\n"), &kBareLineEnd},
    {"bare CR", get("X: 1\rContent-Length: 5\r\n"), &kBareLineEnd},
    {"no colon", get("Content-Length 5\r\n"), &kBadHeader},
    {"no name", get(": 5\r\n"), &kBadHeader},
    {"name not a token", get("Content(Length: 5\r\n"), &kBadHeader},
    {"empty first line", "\r\nGET / HTTP/1.1\r\nHost: localhost\r\n\r\n", &kBadRequestLine},
    {"two words", "GET /\r\n\r\n", &kBadRequestLine},
    {"two spaces", "GET  / HTTP/1.1\r\nHost: localhost\r\n\r\n", &kBadRequestLine},
    {"four words", "GET / x HTTP/1.1\r\nHost: localhost\r\n\r\n", &kBadRequestLine},
    {"method with colon", "GE:T / HTTP/1.1\r\nHost: localhost\r\n\r\n", &kBadRequestLine},
    {"lower-case version", "GET / http/1.1\r\nHost: localhost\r\n\r\n", &kBadRequestLine},
    {"version 2", "PRI * HTTP/2.0\r\n\r\n", &kVersion},
    {"version 1.2", "GET / HTTP/1.2\r\nHost: localhost\r\n\r\n", &kVersion},
    {"version 0.9", "GET / HTTP/0.9\r\n\r\n", &kVersion},
    {"unknown method", "BREW / HTTP/1.1\r\nHost: localhost\r\n\r\n", &kUnknownMethod},
    {"lower-case method", "get / HTTP/1.1\r\nHost: localhost\r\n\r\n", &kUnknownMethod},
    {"CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", &kMethodNotOffered},
    {"TRACE", "TRACE / HTTP/1.1\r\nHost: localhost\r\n\r\n", &kMethodNotOffered},
    {"foreign absolute form", get("", "http://example.org/"), &kForeignHost},
    {"https absolute form", get("", "https://localhost/"), &kBadTarget},
    {"user in absolute form", get("", "http://localhost@example.org/"), &kForeignHost},
    {"star", get("", "*"), &kBadTarget},
    {"relative", get("", "health"), &kBadTarget},
    {"fragment", get("", "/a#b"), &kBadTarget},
    {"not ASCII", get("", "/\xc3\xa4"), &kBadTarget},
    {"half escape", get("", "/a%2"), &kBadTarget},
    {"wrong escape", get("", "/a%zz"), &kBadTarget},
    {"escaped NUL", get("", "/a%00b"), &kBadTarget},
    {"escaped line end", get("", "/a?b=%0d%0a"), &kBadTarget},
    {"no host", "GET / HTTP/1.1\r\n\r\n", &kNoHost},
    {"two hosts", get("Host: localhost\r\n"), &kDuplicateHeader},
    {"foreign host", "GET / HTTP/1.1\r\nHost: example.org\r\n\r\n", &kForeignHost},
    {"host with loopback label", "GET / HTTP/1.1\r\nHost: localhost.example.org\r\n\r\n", &kForeignHost},
    {"empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", &kForeignHost},
    {"foreign origin", get("Origin: http://example.org\r\n"), &kForeignOrigin},
    {"null origin", get("Origin: null\r\n"), &kForeignOrigin},
    {"two origins", get("Origin: http://localhost\r\nOrigin: http://localhost\r\n"), &kDuplicateHeader},
    {"two tokens", get("Authorization: a\r\nAuthorization: b\r\n"), &kDuplicateHeader},
    {"expectation", get("Expect: 200-ok\r\n"), &kExpectation},
    {"long target", get("", "/" + kLongTarget), &kTargetTooLong},
    {"large head", get("X: " + std::string(17000, 'a') + "\r\n"), &kHeadTooLarge},
    {"many lines", get(manyLines()), &kHeadTooLarge},
    {"TLS hello", "\x16\x03\x01\x02\x00\x01"s, &kControlByte},
};

TEST(GateHead, RefusesWhatTwoReadersCouldReadDifferently) {
    for (const auto& each : kHostile)
        for (const std::size_t step : {std::size_t{1}, std::size_t{1000}, each.bytes.size()}) {
            const auto out = judge(each.bytes, step);
            ASSERT_NE(out.why, nullptr) << each.name;
            EXPECT_STREQ(out.why->reason, each.why->reason) << each.name << " in steps of " << step;
        }
}

TEST(GateHead, KeepsTheExactLimits) {
    GateLimits limits;
    limits.head_bytes = 100;
    limits.request_line_bytes = 50;
    limits.header_lines = 3;
    const auto head = [](std::size_t size) {
        std::string out = "GET / HTTP/1.1\r\nHost: localhost\r\nX: ";
        return out + std::string(size - out.size() - 4, 'x') + "\r\n\r\n";
    };
    EXPECT_EQ(judge(head(100), 1, limits).why, nullptr);
    EXPECT_EQ(judge(head(101), 1, limits).why, &kHeadTooLarge);
    const auto line = [](std::size_t size) {
        return "GET /" + std::string(size - 14, 'a') + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    };
    EXPECT_EQ(judge(line(50), 1, limits).why, nullptr);
    EXPECT_EQ(judge(line(51), 1, limits).why, &kTargetTooLong);
    EXPECT_EQ(judge(get("A: 1\r\nB: 2\r\n"), 1, limits).why, nullptr);
    EXPECT_EQ(judge(get("A: 1\r\nB: 2\r\nC: 3\r\n"), 1, limits).why, &kHeadTooLarge);
}

TEST(GateHead, ReadsConnectionWishes) {
    EXPECT_TRUE(judge(get("")).keep_alive);
    EXPECT_FALSE(judge(get("Connection: Close\r\n")).keep_alive);
    EXPECT_FALSE(judge(get("Connection: keep-alive, close\r\n")).keep_alive);
    EXPECT_FALSE(judge("GET / HTTP/1.0\r\n\r\n").keep_alive);
    EXPECT_TRUE(judge(get("Expect: 100-Continue\r\n")).expects_continue);
    EXPECT_EQ(judge("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n").why, nullptr);
    EXPECT_EQ(judge(get("", "http://localhost/x")).request.path, "/x");
    EXPECT_EQ(judge(get("Origin: http://localhost\r\n")).why, nullptr);
}

} // namespace
} // namespace nautilus::api
