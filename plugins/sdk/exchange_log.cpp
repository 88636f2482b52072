#include "plugins/sdk/exchange_log.h"

#include "engines/kit/field_reader.h"
#include "engines/kit/field_writer.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <mutex>

namespace nautilus::sdk {

using kit::ErrorCode;
using kit::Result;

namespace {

constexpr const char* kMask = "***";

bool sameWord(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

bool isSecret(std::string_view name, const std::vector<std::string>& names) {
    return sameWord(name, "authorization") ||
           std::ranges::any_of(names, [&](const auto& each) { return sameWord(name, each); });
}

/// "a=1&key=xyz#part" with the values of secret names masked.
std::string maskedQuery(std::string_view query, const std::vector<std::string>& names) {
    std::string out;
    while (!query.empty()) {
        const auto end = std::min(query.find_first_of("&#"), query.size());
        const auto pair = query.substr(0, end);
        const auto equals = pair.find('=');
        if (equals != std::string_view::npos && isSecret(pair.substr(0, equals), names))
            out.append(pair.substr(0, equals + 1)).append(kMask);
        else
            out.append(pair);
        if (end < query.size()) out += query[end];
        query.remove_prefix(std::min(end + 1, query.size()));
    }
    return out;
}

std::string keyOf(const ExchangeRequest& request) {
    return request.method + "\n" + request.url + "\n" + request.body;
}

class Recorder final : public Exchange {
public:
    Recorder(Exchange& real, ExchangeLog& log, std::vector<std::string> names,
             std::function<domain::Timestamp()> now)
        : real_(real), log_(log), names_(std::move(names)), now_(std::move(now)) {}
    Result<ExchangeResponse> ask(const ExchangeRequest& request) override {
        const auto begun = now_();
        auto response = real_.ask(request);
        if (!response) return response;
        const auto took = static_cast<double>(now_().ns - begun.ns) / 1e9;
        const std::scoped_lock lock(mutex_);
        const auto at = log_.size() == 0 ? begun : std::max(begun, log_.all().back().at);
        log_.add({at, masked(request, names_), *response, std::clamp(took, 0.0, 86'400.0)});
        return response;
    }

private:
    Exchange& real_;
    ExchangeLog& log_;
    const std::vector<std::string> names_;
    const std::function<domain::Timestamp()> now_;
    std::mutex mutex_; // guards the log
};

class Replayer final : public Exchange {
public:
    Replayer(const ExchangeLog& log, std::vector<std::string> names) : names_(std::move(names)) {
        for (const auto& each : log.all())
            answers_[keyOf(masked(each.request, names_))].push_back(each.response);
    }
    Result<ExchangeResponse> ask(const ExchangeRequest& request) override {
        const auto key = keyOf(masked(request, names_));
        const auto found = answers_.find(key);
        if (found == answers_.end())
            return kit::fail(ErrorCode::NotFound, "no such request was recorded: " + request.method);
        const std::scoped_lock lock(mutex_);
        auto& next = next_[key];
        const auto& answer = found->second[next];
        if (next + 1 < found->second.size()) ++next;
        return answer;
    }

private:
    const std::vector<std::string> names_;
    std::map<std::string, std::vector<ExchangeResponse>> answers_;
    std::mutex mutex_; // guards next_
    std::map<std::string, std::size_t> next_;
};

} // namespace

double ExchangeResponse::retryAfter() const {
    for (const auto& [name, value] : headers.items) {
        if (!sameWord(name, "retry-after")) continue;
        double seconds = 0;
        const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), seconds);
        const bool whole = error == std::errc{} && end == value.data() + value.size();
        return whole && seconds >= 0 && seconds < 1e9 ? seconds : 0;
    }
    return 0;
}

ExchangeRequest masked(ExchangeRequest request, const std::vector<std::string>& secret_names) {
    for (auto& [name, value] : request.headers.items)
        if (isSecret(name, secret_names)) value = kMask;
    if (const auto query = request.url.find('?'); query != std::string::npos)
        request.url = request.url.substr(0, query + 1) +
                      maskedQuery(std::string_view(request.url).substr(query + 1), secret_names);
    return request;
}

Result<ExchangeLog> ExchangeLog::parse(std::string_view text, const ReadJson& read) {
    ExchangeLog out;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const auto end = std::min(text.find('\n'), text.size());
        const auto line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty()) continue;
        const auto at = "/line/" + std::to_string(number);
        const auto json = read(line);
        if (!json) return kit::fail(ErrorCode::InvalidArgument, "is no JSON", at);
        kit::FieldReader reader;
        auto exchanged = reader.read<Exchanged>(*json);
        if (!exchanged)
            return kit::fail(ErrorCode::InvalidArgument, exchanged.error().front().message,
                             at + exchanged.error().front().field);
        if (!out.all_.empty() && exchanged->at < out.all_.back().at)
            return kit::fail(ErrorCode::InvalidArgument, "is earlier than the line before", at + "/at");
        out.all_.push_back(std::move(*exchanged));
    }
    return out;
}

std::string ExchangeLog::text() const {
    std::string out;
    for (const auto& each : all_)
        out += kit::writeJson(each) + "\n";
    return out;
}

std::unique_ptr<Exchange> recording(Exchange& real, ExchangeLog& log, std::vector<std::string> secret_names,
                                    std::function<domain::Timestamp()> now) {
    return std::make_unique<Recorder>(real, log, std::move(secret_names), std::move(now));
}

std::unique_ptr<Exchange> replaying(const ExchangeLog& log, std::vector<std::string> secret_names) {
    return std::make_unique<Replayer>(log, std::move(secret_names));
}

} // namespace nautilus::sdk
