// One request over HTTP, and the patience around it.

#include "plugins/http/http_exchange.h"
#include "plugins/http/provider_client.h"
#include "plugins/http/zip_entry.h"
#include "tests/app/support/replay_server.h"

#include <gmock/gmock.h>

#include <future>

namespace {

using namespace nautilus;
using http::checkAddress;
using kit::ErrorCode;
using test::Canned;
using testing::HasSubstr;

class HttpExchange : public testing::Test {
protected:
    kit::Result<sdk::ExchangeResponse> ask(const std::string& url) {
        sdk::ExchangeRequest request;
        request.url = url;
        return exchange_.ask(request);
    }
    kit::Error errorOf(const std::string& url) {
        const auto answer = ask(url);
        EXPECT_FALSE(answer) << url;
        return answer ? kit::Error{} : answer.error().front();
    }
    test::ReplayServer server_;
    http::HttpExchange exchange_{{"Tester test@example.com", 1, 5, 1'000'000}};
};

TEST_F(HttpExchange, AnyStatusIsAnAnswer) {
    server_.on("/a", {Canned{503, "busy", {"Retry-After: 7", "X-Thing:  spaced  "}}});
    const auto answer = ask(server_.address() + "/a");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 503);
    EXPECT_EQ(answer->body, "busy");
    EXPECT_EQ(answer->retryAfter(), 7);
    EXPECT_EQ(*answer->headers.find("x-thing"), "spaced");
    EXPECT_EQ(http::byStatus(*answer).kind, http::Verdict::Kind::HoldOn);
}

TEST_F(HttpExchange, RedirectsAreNotFollowed) {
    server_.on("/a", {Canned{302, "", {"Location: " + server_.address() + "/b"}}});
    server_.on("/b", "secret place");
    EXPECT_EQ(ask(server_.address() + "/a")->status, 302);
    EXPECT_EQ(server_.heads().size(), 1U);
}

TEST_F(HttpExchange, BodiesAreBoundedAfterTheirDecompression) {
    server_.on("/large", std::string(1'000'001, 'x'));
    EXPECT_THAT(errorOf(server_.address() + "/large").message, HasSubstr("more than"));
    exchange_.limit({"Tester test@example.com", 1, 5, 100'000});
    server_.onGzip("/packed", "edgar/companyfacts_CIK0001640147.json.gz"); // 99 kB, 2.5 MB unpacked
    const auto error = errorOf(server_.address() + "/packed");
    EXPECT_THAT(error.message, HasSubstr("more than"));
    EXPECT_FALSE(error.retryable) << "it will not become smaller";
}

TEST_F(HttpExchange, SaysWhyNobodyAnswers) {
    const auto refused = errorOf("http://127.0.0.1:1/x?api_key=hidden");
    EXPECT_TRUE(refused.retryable);
    EXPECT_THAT(refused.message, HasSubstr("127.0.0.1 takes no connection"));
    EXPECT_EQ(refused.message.find("hidden"), std::string::npos);
    EXPECT_THAT(errorOf("https://no-such-host.invalid/").message, HasSubstr("no-such-host.invalid"));
    EXPECT_EQ(errorOf("http://example.com/").code, ErrorCode::InvalidArgument) << "only with this machine";
    EXPECT_EQ(errorOf("file:///etc/passwd").code, ErrorCode::InvalidArgument);
}

TEST_F(HttpExchange, ARequestOnItsWayIsCutShort) {
    server_.on("/a", {Canned{200, "", {}, Canned::Trouble::Hangs}});
    auto answer = std::async(std::launch::async, [this] { return ask(server_.address() + "/a"); });
    while (server_.heads().empty())
        std::this_thread::yield();
    exchange_.cancel();
    EXPECT_EQ(answer.get().error().front().code, ErrorCode::Cancelled);
    server_.on("/b", "well");
    EXPECT_EQ(errorOf(server_.address() + "/b").code, ErrorCode::Cancelled);
    exchange_.renew();
    EXPECT_EQ(ask(server_.address() + "/b")->body, "well");
}

TEST(HttpAddresses, AreHttpsOrOfThisMachine) {
    for (const char* good : {"https://data.sec.gov", "https://host:8443/path", "http://127.0.0.1:80",
                             "http://localhost/x", "http://[::1]:9"})
        EXPECT_TRUE(checkAddress(good, "/url")) << good;
    for (const char* bad : {"", "data.sec.gov", "http://data.sec.gov", "http://127.0.0.1.evil.com/",
                            "https://", "https://a@b", "https://host/?q=1", "https://host/#x",
                            "ftp://127.0.0.1", "http://localhost@evil.com", "https://ho st"})
        EXPECT_FALSE(checkAddress(bad, "/url")) << bad;
    EXPECT_EQ(http::encoded("a b/&=ü~"), "a%20b%2F%26%3D%C3%BC~");
}

TEST(ZipEntries, AreWholeOrNothing) {
    const std::string folder = NAUTILUS_TEST_DATA "/providers/edgar/";
    const auto entry = http::zipEntry(folder + "companyfacts.zip", "CIK0009999999.json", 1'000'000);
    ASSERT_TRUE(entry) << entry.error().front().message;
    EXPECT_THAT(*entry, HasSubstr("Invented Filer"));
    const auto codeOf = [&](const char* file, const char* name, std::int64_t largest) {
        return http::zipEntry(folder + file, name, largest).error().front().code;
    };
    EXPECT_EQ(codeOf("companyfacts.zip", "CIK0000000001.json", 1'000'000), ErrorCode::NotFound);
    EXPECT_EQ(codeOf("companyfacts.zip", "CIK0009999999.json", 10), ErrorCode::Unavailable);
    EXPECT_EQ(codeOf("company_tickers.json", "x", 10), ErrorCode::Unavailable);
    EXPECT_EQ(codeOf("nothing.zip", "x", 10), ErrorCode::Unavailable);
}

} // namespace
