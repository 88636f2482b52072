#include "plugins/http/http_exchange.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <mutex>

namespace nautilus::http {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using sdk::ExchangeRequest;
using sdk::ExchangeResponse;

namespace {

constexpr std::size_t kLargestHeaders = 256 * 1024;
constexpr int kLongestPollMs = 1'000;
constexpr long kSilenceSeconds = 60;

bool isLoopback(std::string_view host) {
    return host == "127.0.0.1" || host == "localhost" || host == "[::1]";
}

/// "host" of "https://host:1/x"; empty when there is none.
std::string_view hostOf(std::string_view address) {
    const auto at = address.find("://");
    if (at == std::string_view::npos) return {};
    auto rest = address.substr(at + 3);
    rest = rest.substr(0, rest.find_first_of("/?#"));
    if (rest.starts_with('[')) return rest.substr(0, rest.find(']') + 1);
    return rest.substr(0, rest.find(':'));
}

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

/// What is received of one answer.
struct Received {
    ExchangeResponse response;
    std::int64_t largest_body = 0;
    std::ofstream* file = nullptr; ///< instead of the body
    std::int64_t written = 0;
    std::size_t header_bytes = 0;
    bool too_large = false;
};

std::size_t takeBody(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    const auto more = size * count;
    if (received.file) {
        received.file->write(bytes, static_cast<std::streamsize>(more));
        received.written += static_cast<std::int64_t>(more);
        return *received.file ? more : 0;
    }
    if (received.response.body.size() + more > static_cast<std::size_t>(received.largest_body)) {
        received.too_large = true;
        return 0;
    }
    received.response.body.append(bytes, more);
    return more;
}

std::size_t takeHeader(char* bytes, std::size_t size, std::size_t count, void* to) {
    auto& received = *static_cast<Received*>(to);
    const std::string_view line(bytes, size * count);
    received.header_bytes += line.size();
    if (received.header_bytes > kLargestHeaders) {
        received.too_large = true;
        return 0;
    }
    if (line.starts_with("HTTP/")) received.response.headers.items.clear();
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    auto value = line.substr(colon + 1);
    while (!value.empty() && std::isspace(static_cast<unsigned char>(value.front())))
        value.remove_prefix(1);
    while (!value.empty() && std::isspace(static_cast<unsigned char>(value.back())))
        value.remove_suffix(1);
    received.response.headers[lower(line.substr(0, colon))] = std::string(value);
    return line.size();
}

tl::unexpected<kit::Errors> failureOf(CURLcode code, const std::string& host, const HttpLimits& limits) {
    const auto unavailable = [&](std::string message) {
        return fail(ErrorCode::Unavailable, host + " " + std::move(message), "", true);
    };
    switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return unavailable("is not found: there may be no connection to the network");
    case CURLE_COULDNT_CONNECT:
        return unavailable("takes no connection");
    case CURLE_OPERATION_TIMEDOUT:
        return unavailable(fmt::format("did not answer within {} s", limits.answer_seconds));
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
        return unavailable("broke the connection off before its answer was whole");
    case CURLE_BAD_CONTENT_ENCODING:
        return unavailable("sent an answer whose compression is damaged");
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE:
        return fail(ErrorCode::Unavailable, host + " cannot be trusted: its certificate was refused");
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_URL_MALFORMAT:
        return fail(ErrorCode::InvalidArgument, "is no address that can be asked", "/base_url");
    default:
        return unavailable(std::string("could not be asked: ") + curl_easy_strerror(code));
    }
}

void initialiseOnce() {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
}

} // namespace

Result<void> checkAddress(std::string_view address, const std::string& field) {
    const auto host = hostOf(address);
    const bool secure = address.starts_with("https://");
    const bool near = address.starts_with("http://") && isLoopback(host);
    if (host.empty() || !(secure || near))
        return fail(ErrorCode::InvalidArgument,
                    "must begin with https:// (http:// for an address of this machine alone)", field);
    if (address.find_first_of("@?# \t\r\n") != std::string_view::npos)
        return fail(ErrorCode::InvalidArgument, "must be a plain address, without user, query or fragment",
                    field);
    return {};
}

std::string encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                           c == '-' || c == '.' || c == '_' || c == '~';
        if (plain)
            out += c;
        else
            out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

struct HttpExchange::Wire {
    explicit Wire(HttpLimits of) : limits(std::move(of)) {
        initialiseOnce();
        many = curl_multi_init();
        one = curl_easy_init();
    }
    ~Wire() {
        curl_easy_cleanup(one);
        curl_multi_cleanup(many);
    }
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    void prepare(const ExchangeRequest& request, const HttpLimits& now, Received& received);
    [[nodiscard]] CURLcode talk();

    std::mutex turns; // one conversation at a time
    std::mutex mutex; // guards limits
    HttpLimits limits;
    std::atomic<bool> cancelled{false};
    CURLM* many = nullptr;
    CURL* one = nullptr; ///< keeps its connection between requests
    curl_slist* headers = nullptr;
};

void HttpExchange::Wire::prepare(const ExchangeRequest& request, const HttpLimits& now, Received& received) {
    curl_easy_reset(one);
    curl_easy_setopt(one, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(one, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(one, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(one, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(one, CURLOPT_NOPROXY, "127.0.0.1,localhost,::1");
    curl_easy_setopt(one, CURLOPT_ACCEPT_ENCODING, "gzip, deflate");
    curl_easy_setopt(one, CURLOPT_USERAGENT, now.user_agent.c_str());
    curl_easy_setopt(one, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(now.connect_seconds * 1e3));
    curl_easy_setopt(one, CURLOPT_TIMEOUT_MS, static_cast<long>(now.answer_seconds * 1e3));
    for (const auto& [name, value] : request.headers.items)
        headers = curl_slist_append(headers, (name + ": " + value).c_str());
    curl_easy_setopt(one, CURLOPT_HTTPHEADER, headers);
    if (request.method != "GET") {
        curl_easy_setopt(one, CURLOPT_CUSTOMREQUEST, request.method.c_str());
        curl_easy_setopt(one, CURLOPT_POSTFIELDSIZE, static_cast<long>(request.body.size()));
        curl_easy_setopt(one, CURLOPT_COPYPOSTFIELDS, request.body.c_str());
    }
    received.largest_body = now.largest_body;
    curl_easy_setopt(one, CURLOPT_WRITEFUNCTION, takeBody);
    curl_easy_setopt(one, CURLOPT_WRITEDATA, &received);
    curl_easy_setopt(one, CURLOPT_HEADERFUNCTION, takeHeader);
    curl_easy_setopt(one, CURLOPT_HEADERDATA, &received);
}

/// CURLE_ABORTED_BY_CALLBACK when it was cancelled.
CURLcode HttpExchange::Wire::talk() {
    curl_multi_add_handle(many, one);
    CURLcode out = CURLE_ABORTED_BY_CALLBACK;
    while (!cancelled.load()) {
        int running = 0;
        if (curl_multi_perform(many, &running) != CURLM_OK) {
            out = CURLE_RECV_ERROR;
            break;
        }
        if (running == 0) {
            int left = 0;
            const auto* said = curl_multi_info_read(many, &left);
            out = said ? said->data.result : CURLE_RECV_ERROR;
            break;
        }
        curl_multi_poll(many, nullptr, 0, kLongestPollMs, nullptr);
    }
    curl_multi_remove_handle(many, one);
    curl_slist_free_all(headers);
    headers = nullptr;
    return out;
}

HttpExchange::HttpExchange(HttpLimits limits) : wire_(std::make_unique<Wire>(std::move(limits))) {}

HttpExchange::~HttpExchange() = default;

void HttpExchange::limit(HttpLimits limits) {
    const std::scoped_lock lock(wire_->mutex);
    wire_->limits = std::move(limits);
}

void HttpExchange::cancel() {
    wire_->cancelled = true;
    curl_multi_wakeup(wire_->many);
}

void HttpExchange::renew() {
    wire_->cancelled = false;
}

Result<ExchangeResponse> HttpExchange::ask(const ExchangeRequest& request) {
    const auto plain = std::string_view(request.url).substr(0, request.url.find('?'));
    if (auto good = checkAddress(plain, "/base_url"); !good) return kit::failAs(good);
    const std::scoped_lock turn(wire_->turns);
    HttpLimits limits;
    {
        const std::scoped_lock lock(wire_->mutex);
        limits = wire_->limits;
    }
    Received received;
    wire_->prepare(request, limits, received);
    const auto code = wire_->talk();
    const std::string host(hostOf(request.url));
    if (received.too_large)
        return fail(ErrorCode::Unavailable,
                    fmt::format("{} sent an answer of more than {} MiB", host, limits.largest_body >> 20U));
    if (code == CURLE_ABORTED_BY_CALLBACK) return fail(ErrorCode::Cancelled, "the request was cancelled");
    if (code != CURLE_OK) return failureOf(code, host, limits);
    long status = 0;
    curl_easy_getinfo(wire_->one, CURLINFO_RESPONSE_CODE, &status);
    received.response.status = status;
    return std::move(received.response);
}

Result<std::int64_t> HttpExchange::download(const std::string& url, const std::string& path) {
    if (auto good = checkAddress(url, "/www_url"); !good) return kit::failAs(good);
    const std::scoped_lock turn(wire_->turns);
    HttpLimits limits;
    {
        const std::scoped_lock lock(wire_->mutex);
        limits = wire_->limits;
    }
    const auto part = path + ".part";
    std::ofstream file(part, std::ios::binary | std::ios::trunc);
    if (!file) return fail(ErrorCode::InvalidArgument, "the folder cannot be written to", "/bulk_folder");
    Received received;
    received.file = &file;
    ExchangeRequest request;
    request.url = url;
    limits.answer_seconds = 0; // no limit but the one of silence
    wire_->prepare(request, limits, received);
    curl_easy_setopt(wire_->one, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(wire_->one, CURLOPT_LOW_SPEED_TIME, kSilenceSeconds);
    const auto code = wire_->talk();
    long status = 0;
    curl_easy_getinfo(wire_->one, CURLINFO_RESPONSE_CODE, &status);
    file.close();
    std::error_code error;
    if (code == CURLE_OK && status == 200 && file) {
        std::filesystem::rename(part, path, error);
        if (!error) return received.written;
    }
    std::filesystem::remove(part, error);
    if (code == CURLE_ABORTED_BY_CALLBACK) return fail(ErrorCode::Cancelled, "the request was cancelled");
    if (code == CURLE_WRITE_ERROR || (code == CURLE_OK && status == 200))
        return fail(ErrorCode::Unavailable, "the file cannot be written: the disk may be full");
    if (code != CURLE_OK) return failureOf(code, std::string(hostOf(url)), limits);
    return fail(ErrorCode::Unavailable, fmt::format("the provider answered with status {}", status));
}

} // namespace nautilus::http
