// Who may come in, over a real socket: names of hosts that are not this machine's, pages of others, tokens
// that are almost right. The expected statuses follow RFC 9110 and 9112 and the rule that only the loopback's
// own names are served.

#include "tests/gateway/running_gateway.h"

#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace nautilus::probe {
namespace {

struct HostCase {
    const char* name;
    std::string host; ///< the whole value, as sent
    int status;
};

const HostCase kHosts[] = {
    {"name", "localhost", 200},
    {"address", "127.0.0.1", 200},
    {"IPv6", "[::1]", 200},
    {"with a port", "localhost:8001", 200},
    {"through a tunnel's port", "127.0.0.1:9", 200},
    {"IPv6 with a port", "[::1]:8001", 200},
    {"names have no case", "LocalHost:8001", 200},
    {"spaces around are no part", "  localhost\t", 200},
    {"foreign name", "example.org", 421},
    {"name of a rebinding service", "127.0.0.1.nip.io", 421},
    {"loopback label before", "localhost.evil.example", 421},
    {"loopback label after", "evil.localhost", 421},
    {"trailing dot", "localhost.", 421},
    {"address with a trailing dot", "127.0.0.1.", 421},
    {"prefix", "localhos", 421},
    {"longer", "localhostt", 421},
    {"unspecified address", "0.0.0.0", 421},
    {"unspecified IPv6", "[::]", 421},
    {"mapped IPv4", "[::ffff:127.0.0.1]", 421},
    {"IPv6 in full", "[0:0:0:0:0:0:0:1]", 421},
    {"IPv6 with a zone", "[::1%25lo]", 421},
    {"IPv6 without brackets", "::1", 421},
    {"IPv6 not closed", "[::1", 421},
    {"IPv6 and more", "[::1]evil", 421},
    {"decimal address", "2130706433", 421},
    {"octal address", "0177.0.0.1", 421},
    {"hexadecimal address", "0x7f000001", 421},
    {"short address", "127.1", 421},
    {"another loopback address", "127.0.0.2", 421},
    {"user", "user@localhost", 421},
    {"user that is a host", "localhost@evil.example", 421},
    {"path", "localhost/evil", 421},
    {"query", "localhost?a", 421},
    {"backslash", "localhost\\evil", 421},
    {"list", "localhost, localhost", 421},
    {"list with a foreign one", "localhost,evil.example", 421},
    {"space within", "local host", 421},
    {"tab within", "localhost\tevil.example", 421},
    {"empty", "", 421},
    {"only a port", ":8001", 421},
    {"port empty", "localhost:", 421},
    {"port not a number", "localhost:80a", 421},
    {"port with a sign", "localhost:+80", 421},
    {"port too large", "localhost:65536", 421},
    {"two ports", "localhost:80:80", 421},
    {"scheme", "http://localhost", 421},
    {"quotes", "\"localhost\"", 421},
    {"escaped", "%6cocalhost", 421},
    {"full-width letters", "\xef\xbd\x8cocalhost", 421},
    {"letter like another",
     "l\xd0\xbe"
     "calhost",
     421},
    {"zero-width space", "local\xe2\x80\x8bhost", 421},
    {"punycode", "xn--localhost-", 421},
    {"NUL", std::string("localhost\0.evil", 15), 400},
    {"line end", "localhost\rX: 1", 400},
    {"vertical tab", "\vlocalhost", 400},
};

TEST(GatewayAccess, ServesOnlyTheLoopbacksNames) {
    RunningGateway server;
    for (const auto& each : kHosts) {
        SCOPED_TRACE(each.name);
        RawClient client(server.port);
        const auto answer = client.ask("GET /health HTTP/1.1\r\nHost:" + each.host + "\r\n\r\n");
        EXPECT_EQ(answer.status, each.status) << answer.body;
        if (each.status != 200) {
            EXPECT_EQ(answer.body.find("evil"), std::string::npos) << "the answer repeats what came in";
        }
    }
}

struct RequestCase {
    const char* name;
    std::string bytes;
    int status;
};

TEST(GatewayAccess, ReadsTheHostWhereverItStands) {
    RunningGateway server;
    const std::string host = "Host: localhost\r\n";
    const RequestCase cases[] = {
        {"absolute form", "GET http://localhost/health HTTP/1.1\r\n" + host + "\r\n", 200},
        {"absolute form, other case", "GET HTTP://LOCALHOST/health HTTP/1.1\r\n" + host + "\r\n", 200},
        {"absolute form of another", "GET http://evil.example/health HTTP/1.1\r\n" + host + "\r\n", 421},
        {"own target, foreign Host", "GET http://localhost/health HTTP/1.1\r\nHost: evil.example\r\n\r\n",
         421},
        {"user in the target", "GET http://localhost@evil.example/health HTTP/1.1\r\n" + host + "\r\n", 421},
        {"own name after a user", "GET http://a@localhost/health HTTP/1.1\r\n" + host + "\r\n", 421},
        {"backslash in the target", "GET http://localhost\\evil/health HTTP/1.1\r\n" + host + "\r\n", 421},
        {"absolute form without a path", "GET http://localhost HTTP/1.1\r\n" + host + "\r\n", 400},
        {"https target", "GET https://localhost/health HTTP/1.1\r\n" + host + "\r\n", 400},
        {"target without scheme", "GET //evil.example/health HTTP/1.1\r\n" + host + "\r\n", 404},
        {"two Hosts", "GET /health HTTP/1.1\r\n" + host + host + "\r\n", 400},
        {"two Hosts, one foreign", "GET /health HTTP/1.1\r\n" + host + "Host: evil.example\r\n\r\n", 400},
        {"two Hosts, other case", "GET /health HTTP/1.1\r\n" + host + "hOST: localhost\r\n\r\n", 400},
        {"no Host", "GET /health HTTP/1.1\r\n\r\n", 400},
        {"space before the colon", "GET /health HTTP/1.1\r\nHost : localhost\r\n\r\n", 400},
        {"folded", "GET /health HTTP/1.1\r\nHost: localhost\r\n .evil.example\r\n\r\n", 400},
        {"forwarded name is no Host",
         "GET /health HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: localhost\r\n\r\n", 421},
        {"HTTP/1.0 without Host", "GET /health HTTP/1.0\r\n\r\n", 200},
        {"HTTP/1.0, foreign Host", "GET /health HTTP/1.0\r\nHost: evil.example\r\n\r\n", 421},
        {"HTTP/1.0 with a page but no Host", "GET /health HTTP/1.0\r\nOrigin: http://localhost\r\n\r\n", 403},
    };
    for (const auto& each : cases) {
        SCOPED_TRACE(each.name);
        EXPECT_EQ(RawClient(server.port).ask(each.bytes).status, each.status);
    }
}

struct OriginCase {
    const char* name;
    std::string origin;
    bool allowed;
};

const OriginCase kOrigins[] = {
    {"own page", "http://localhost:8001", true},
    {"own page by address", "http://127.0.0.1:8001", true},
    {"own page by IPv6", "http://[::1]:8001", true},
    {"none of the scheme's", "null", false},
    {"foreign", "http://evil.example", false},
    {"foreign, own port", "http://evil.example:8001", false},
    {"own with another port", "http://localhost:3000", false},
    {"own without port", "http://localhost", false},
    {"own by https", "https://localhost:8001", false},
    {"below own", "http://app.localhost:8001", false},
    {"own as a label", "http://localhost.evil.example:8001", false},
    {"own as a user", "http://localhost:8001@evil.example", false},
    {"with a path", "http://localhost:8001/", false},
    {"file", "file://", false},
    {"extension", "chrome-extension://abcdefghijklmnop", false},
    {"other extension", "moz-extension://0a1b", false},
    {"data", "data:text/html", false},
    {"list", "http://localhost:8001 http://evil.example", false},
    {"scheme in capitals", "HTTP://localhost:8001", false},
    {"without scheme", "localhost:8001", false},
};

TEST(GatewayAccess, ServesOnlyItsOwnPages) {
    RunningGateway server;
    const std::string rest = "Host: localhost:8001\r\n";
    for (const auto& each : kOrigins) {
        SCOPED_TRACE(each.name);
        const auto headers = rest + "Origin: " + each.origin + "\r\n";
        const auto ask = [&](const std::string& line, const std::string& more, const std::string& body) {
            return RawClient(server.port).ask(line + " HTTP/1.1\r\n" + headers + more + "\r\n" + body);
        };
        const int allowed = each.allowed ? 200 : 403;
        EXPECT_EQ(ask("GET /health", "", "").status, allowed);
        EXPECT_EQ(ask("POST /probe/echo", "Content-Length: 2\r\n", "{}").status, allowed);
        const auto preflight = ask("OPTIONS /probe/echo", "Access-Control-Request-Method: POST\r\n", "");
        EXPECT_EQ(preflight.status, each.allowed ? 204 : 403);
        // No page of another origin is ever given leave: such headers are not sent at all.
        EXPECT_EQ(preflight.head.find("Access-Control-"), std::string::npos);
        RawClient stream(server.port);
        stream.send("GET /probe/events HTTP/1.1\r\n" + headers + "\r\n");
        ASSERT_TRUE(stream.readUntil("\r\n\r\n"));
        EXPECT_EQ(stream.buffer().substr(9, 3), std::to_string(allowed));
    }
}

constexpr const char* kToken = "0f1e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1f0";

TEST(GatewayAccess, TakesTheTokenWholeInItsHeaderAndNowhereElse) {
    RunningGateway server(RunningGateway::quick(), kToken);
    const std::string token = kToken;
    const auto flipped = token.substr(0, token.size() - 1) + "1";
    const auto header = [](const std::string& value) { return "Authorization: " + value + "\r\n"; };
    const RequestCase cases[] = {
        {"right", getRequest("/probe/guarded", header("Bearer " + token)), 200},
        {"missing", getRequest("/probe/guarded"), 401},
        {"empty", getRequest("/probe/guarded", header("")), 401},
        {"scheme alone", getRequest("/probe/guarded", header("Bearer")), 401},
        {"wrong", getRequest("/probe/guarded", header("Bearer " + std::string(64, '0'))), 401},
        {"last digit", getRequest("/probe/guarded", header("Bearer " + flipped)), 401},
        {"prefix", getRequest("/probe/guarded", header("Bearer " + token.substr(0, 63))), 401},
        {"longer", getRequest("/probe/guarded", header("Bearer " + token + "0")), 401},
        {"twice", getRequest("/probe/guarded", header("Bearer " + token + token)), 401},
        {"two of them", getRequest("/probe/guarded", header("Bearer " + token + ", Bearer x")), 401},
        {"capitals", getRequest("/probe/guarded", header("Bearer 0F1E2D3C" + token.substr(8))), 401},
        {"without scheme", getRequest("/probe/guarded", header(token)), 401},
        {"other scheme", getRequest("/probe/guarded", header("Basic " + token)), 401},
        {"two headers", getRequest("/probe/guarded", header("Bearer " + token) + header("Bearer x")), 400},
        {"cookie", getRequest("/probe/guarded", "Cookie: token=" + token + "\r\n"), 401},
        {"other header", getRequest("/probe/guarded", "X-API-Key: " + token + "\r\n"), 401},
        {"query", getRequest("/probe/guarded?token=" + token), 401},
        {"query as OAuth has it", getRequest("/probe/guarded?access_token=" + token), 401},
        {"query as a header", getRequest("/probe/guarded?Authorization=Bearer%20" + token), 401},
        {"user of the target",
         "GET http://" + token + "@localhost/probe/guarded HTTP/1.1\r\nHost: localhost\r\n\r\n", 421},
        {"path", getRequest("/probe/guarded/" + token), 404},
    };
    for (const auto& each : cases) {
        SCOPED_TRACE(each.name);
        const auto answer = RawClient(server.port).ask(each.bytes);
        EXPECT_EQ(answer.status, each.status);
        EXPECT_EQ((answer.head + answer.body).find(token.substr(0, 16)), std::string::npos);
        if (each.status == 401) {
            EXPECT_EQ(answer.header("WWW-Authenticate"), "Bearer");
        }
    }
}

std::string sourceOf(const std::string& file) {
    std::ifstream in(std::string(NAUTILUS_SOURCE_DIR) + "/" + file);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

// Time cannot be measured finely enough to show it over a socket: the text must say it.
TEST(GatewayAccess, ComparesTheTokenInConstantTime) {
    const auto guard = sourceOf("app/security/token_guard.cpp");
    EXPECT_NE(guard.find("sameSecret(authorization.substr(kBearer.size()), settings_.token)"),
              std::string::npos);
    EXPECT_EQ(guard.find("settings_.token"), guard.rfind("settings_.token")) << "used in one place only";
    const auto digest = sourceOf("app/security/digest.cpp");
    const auto body = digest.substr(digest.find("bool sameSecret("));
    EXPECT_NE(body.find("CRYPTO_memcmp"), std::string::npos);
    EXPECT_EQ(body.find("a == b"), std::string::npos);
}

} // namespace
} // namespace nautilus::probe
