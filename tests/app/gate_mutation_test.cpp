// Random changes to good and bad heads. Whatever comes in: nothing beyond the bounds is read, the verdict
// does not depend on how the bytes were cut into pieces, and what is accepted has exactly one framing.

#include "app/api/gate/head_scanner.h"
#include "app/api/gate/request_head.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <random>
#include <string>

namespace nautilus::api {
namespace {

constexpr int kMutations = 20'000;

const std::string kSeeds[] = {
    "GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n",
    "POST /factors/calculate HTTP/1.1\r\nHost: 127.0.0.1:8001\r\nContent-Length: 12\r\n\r\n{\"a\":[1,2]}\n",
    "POST /a?b=c%20d HTTP/1.1\r\nHost: [::1]:8001\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n",
    "GET / HTTP/1.0\r\nConnection: keep-alive\r\nAuthorization: Bearer x\r\nOrigin: http://localhost\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n"};

const std::string kPieces[] = {"\r\n",
                               "\n",
                               "\r",
                               "\r\n\r\n",
                               " ",
                               "\t",
                               ":",
                               "Content-Length: 7\r\n",
                               "Transfer-Encoding: chunked\r\n",
                               "Content-Length: 0\r\n",
                               "Host: localhost\r\n",
                               std::string(1, '\0'),
                               "%00",
                               "HTTP/1.1",
                               "\xff",
                               " HTTP/1.1\r\n",
                               "Content-Length : 1\r\n",
                               "content-length:\t9\r\n",
                               "\r\n chunked",
                               "\x7f"};

std::string mutated(std::mt19937_64& random) {
    std::string out = kSeeds[random() % std::size(kSeeds)];
    for (auto rounds = 1 + random() % 4; rounds > 0; --rounds) {
        const auto at = out.empty() ? 0 : random() % out.size();
        switch (random() % 5) {
        case 0:
            out.insert(at, kPieces[random() % std::size(kPieces)]);
            break;
        case 1:
            out.erase(at, 1 + random() % 8);
            break;
        case 2:
            if (!out.empty()) out[at] = static_cast<char>(random());
            break;
        case 3:
            out.insert(at, out.substr(random() % (out.size() + 1), random() % 40));
            break;
        default:
            out.resize(at);
            break;
        }
    }
    return out;
}

struct Verdict {
    HeadScanner::Progress progress = HeadScanner::Progress::NeedMore;
    std::size_t length = 0;
    const Refusal* why = nullptr;
    RequestHead head;
};

/// Each look at the bytes is given a copy of exactly its size, so that a sanitizer sees any step beyond it.
Verdict judge(const std::string& bytes, std::mt19937_64& random, bool pieces) {
    static const GateLimits limits;
    Verdict out;
    HeadScanner scanner(limits);
    std::size_t end = 0;
    while (end < bytes.size() && out.progress == HeadScanner::Progress::NeedMore) {
        end = pieces ? std::min(end + 1 + random() % 30, bytes.size()) : bytes.size();
        const std::unique_ptr<char[]> exact(new char[end]);
        std::memcpy(exact.get(), bytes.data(), end);
        out.progress = scanner.scan({exact.get(), end});
        EXPECT_LE(scanner.length(), end);
    }
    out.length = scanner.length();
    out.why = scanner.refusal();
    if (out.progress != HeadScanner::Progress::Complete) return out;
    static std::string kept; // what the views of the head point into
    kept = bytes.substr(0, out.length);
    out.why = readHead(kept, limits, out.head);
    return out;
}

std::size_t countFields(const std::string& head, const std::string& name) {
    std::string lower;
    for (const char c : head)
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    std::size_t count = 0;
    for (auto at = lower.find("\r\n" + name); at != std::string::npos; at = lower.find("\r\n" + name, at + 1))
        ++count;
    return count;
}

void checkAccepted(const std::string& bytes, const Verdict& verdict) {
    const auto head = bytes.substr(0, verdict.length);
    EXPECT_EQ(head.substr(head.size() - 4), "\r\n\r\n");
    EXPECT_EQ(head.find("\r\n\r\n"), head.size() - 4);
    EXPECT_EQ(countFields(head, "transfer-encoding:"), 0u);
    EXPECT_LE(countFields(head, "content-length:"), 1u);
    EXPECT_EQ(countFields(head, "content-length:") == 0 ? 0u : verdict.head.content_length,
              verdict.head.content_length);
    EXPECT_LE(countFields(head, "host:"), 1u);
    EXPECT_EQ(countFields(head, " "), 0u);
    EXPECT_EQ(countFields(head, "\t"), 0u);
    HttpRequest request;
    if (makeRequest(verdict.head, request)) return;
    for (const char c : request.path)
        EXPECT_GE(static_cast<unsigned char>(c), 0x20);
}

TEST(GateMutation, NeverTwoFramingsNeverBeyondBounds) {
    const char* given = std::getenv("NAUTILUS_SEED");
    const std::uint64_t seed = given ? std::strtoull(given, nullptr, 10) : std::random_device{}();
    std::printf("seed %llu (NAUTILUS_SEED repeats it)\n", static_cast<unsigned long long>(seed));
    std::mt19937_64 random(seed);
    int accepted = 0;
    for (int i = 0; i < kMutations && !testing::Test::HasFailure(); ++i) {
        const auto bytes = mutated(random);
        SCOPED_TRACE(testing::PrintToString(bytes));
        const auto whole = judge(bytes, random, false);
        const auto cut = judge(bytes, random, true);
        ASSERT_EQ(whole.progress, cut.progress);
        ASSERT_EQ(whole.why, cut.why);
        if (whole.progress != HeadScanner::Progress::Complete) continue;
        ASSERT_EQ(whole.length, cut.length);
        if (whole.why) continue;
        ++accepted;
        checkAccepted(bytes, cut);
    }
    EXPECT_GT(accepted, kMutations / 50); // else the mutations prove nothing
}

} // namespace
} // namespace nautilus::api
