#include "plugins/http/provider_client.h"

#include <fmt/format.h>

#include <cmath>

namespace nautilus::http {

using kit::ErrorCode;
using kit::Result;
using kit::Value;

namespace {

constexpr double kDefaultHold = 60; ///< seconds, where a 429 does not say how long

std::int64_t nsOf(double seconds) {
    return static_cast<std::int64_t>(seconds * 1e9);
}

tl::unexpected<kit::Errors> cancelled() {
    return kit::fail(ErrorCode::Cancelled, "the source was stopped");
}

} // namespace

Verdict byStatus(const sdk::ExchangeResponse& response) {
    using Kind = Verdict::Kind;
    const auto status = response.status;
    if (status >= 200 && status < 300) return {};
    const auto words = fmt::format("the provider answered with status {}", status);
    if (status == 429) {
        const double said = response.retryAfter();
        return {Kind::HoldOn,
                {ErrorCode::TooManyRequests, "the provider wants fewer requests", "", true},
                said > 0 ? said : kDefaultHold};
    }
    if (status == 408 || status >= 500) {
        const double said = response.retryAfter();
        return {said > 0 ? Kind::HoldOn : Kind::TryAgain, {ErrorCode::Unavailable, words, "", true}, said};
    }
    if (status == 404)
        return {Kind::Failed, {ErrorCode::NotFound, "the provider has nothing of that name"}, 0};
    if (status >= 300 && status < 400)
        return {Kind::Failed, {ErrorCode::Unavailable, words + ": redirects are not followed"}, 0};
    return {Kind::Failed, {ErrorCode::Unavailable, words}, 0};
}

double ProviderClient::chance() {
    random_ ^= random_ << 13U; // xorshift64: spreads pauses, nothing hangs on it
    random_ ^= random_ >> 7U;
    random_ ^= random_ << 17U;
    return static_cast<double>(random_ >> 11U) * 0x1p-53;
}

bool ProviderClient::pay() {
    for (;;) {
        if (pause_.cancelled()) return false;
        const auto wait = host_.spend();
        if (wait == 0) return true;
        if (!pause_.until(host_.time().nowNs() + wait)) return false;
    }
}

Result<Value> ProviderClient::tryOnce(const std::string& url, bool json, double& hold_seconds) {
    sdk::ExchangeRequest request;
    request.url = url;
    auto response = exchange_.ask(request);
    if (!response) return kit::failAs(response);
    const auto verdict = rules_.judge ? rules_.judge(*response) : byStatus(*response);
    if (verdict.kind == Verdict::Kind::HoldOn) hold_seconds = verdict.hold_seconds;
    if (verdict.kind != Verdict::Kind::Good) {
        auto error = verdict.error;
        error.retryable = verdict.kind != Verdict::Kind::Failed;
        return tl::unexpected<kit::Errors>(kit::Errors{std::move(error)});
    }
    if (!json) return Value(std::move(response->body));
    auto read = host_.readJson(response->body);
    if (read) return read;
    return kit::fail(ErrorCode::Unavailable, "the provider's answer is no whole JSON document", "", true);
}

Result<Value> ProviderClient::tryAll(const std::string& url, bool json) {
    double pause = rules_.first_pause_seconds;
    for (std::int64_t attempt = 1;; ++attempt) {
        if (!pay()) return cancelled();
        double hold = 0;
        auto answer = tryOnce(url, json, hold);
        if (answer || !answer.error().front().retryable) return answer;
        if (pause_.cancelled()) return cancelled();
        if (hold > 0) host_.retryAfter(hold);
        if (hold > rules_.longest_wait_seconds) {
            auto error = answer.error().front();
            error.code = ErrorCode::TooManyRequests;
            error.retry_after_s = hold;
            error.message += fmt::format("; nothing is asked for {} s", std::ceil(hold));
            return tl::unexpected<kit::Errors>(kit::Errors{std::move(error)});
        }
        if (attempt >= rules_.attempts) return answer;
        host_.log(sdk::Severity::Warning, fmt::format("attempt {} of {}: {}", attempt, rules_.attempts,
                                                      answer.error().front().message));
        // The budget is what a "Retry-After" is waited for by.
        if (hold <= 0 && !pause_.until(host_.time().nowNs() + nsOf(pause * (0.5 + chance()))))
            return cancelled();
        pause *= 2;
    }
}

Result<std::string> ProviderClient::get(const std::string& url) {
    auto body = tryAll(url, false);
    if (!body) return kit::failAs(body);
    return std::move(*body->as<std::string>());
}

Result<Value> ProviderClient::getJson(const std::string& url) {
    return tryAll(url, true);
}

} // namespace nautilus::http
