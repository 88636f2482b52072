#include "plugins/http/provider_source.h"

#include <chrono>
#include <future>

namespace nautilus::http {

using kit::ErrorCode;
using kit::Result;
using kit::SourceState;
using kit::Value;

namespace {

constexpr std::size_t kErrorsKept = 10;
constexpr std::chrono::seconds kCommandPatience{30}; ///< somebody's thread waits meanwhile

/// The provider's fault, not the question's.
bool isTrouble(ErrorCode code) {
    return code == ErrorCode::Unavailable || code == ErrorCode::TooManyRequests ||
           code == ErrorCode::Internal;
}

} // namespace

kit::SourceStatus ProviderSource::status() const {
    kit::SourceStatus out;
    const bool running = queue_.running();
    const std::scoped_lock lock(mutex_);
    out.last_errors = errors_;
    if (!running) return out;
    out.state = SourceState::Connected;
    if (!missing_.empty()) {
        out.state = SourceState::Disabled;
        out.message = missing_;
    } else if (failing_ && !errors_.empty()) {
        out.state = SourceState::Degraded;
        out.message = errors_.front();
    }
    return out;
}

void ProviderSource::use(HttpLimits limits, ProviderRules rules, std::string missing) {
    exchange_.limit(std::move(limits));
    const std::scoped_lock lock(mutex_);
    rules_ = std::move(rules);
    missing_ = std::move(missing);
    failing_ = false;
}

Result<void> ProviderSource::start() {
    if (queue_.running()) return {};
    exchange_.renew();
    client_.renew();
    {
        const std::scoped_lock lock(mutex_);
        failing_ = false;
    }
    queue_.begin();
    return {};
}

void ProviderSource::stop() {
    queue_.end([this] {
        exchange_.cancel();
        client_.cancel();
    });
}

Result<std::int64_t> ProviderSource::download(const std::string& url, const std::string& path) {
    if (!client_.pay()) return kit::fail(ErrorCode::Cancelled, "the source was stopped");
    return exchange_.download(url, path);
}

Result<void> ProviderSource::mayAsk() const {
    if (!queue_.running()) return kit::fail(ErrorCode::Unavailable, "the source is stopped", "", true);
    const std::scoped_lock lock(mutex_);
    if (!missing_.empty()) return kit::fail(ErrorCode::Unavailable, missing_);
    return {};
}

void ProviderSource::remember(const kit::Errors& errors) {
    const auto& first = errors.front();
    if (!isTrouble(first.code)) return;
    const std::scoped_lock lock(mutex_);
    failing_ = true;
    errors_.insert(errors_.begin(), first.message);
    if (errors_.size() > kErrorsKept) errors_.pop_back();
}

void ProviderSource::prepare() {
    const std::scoped_lock lock(mutex_);
    client_.follow(rules_);
}

template <class Answer>
void ProviderSource::post(std::function<Result<Answer>()> question,
                          std::function<void(Result<Answer>)> done) {
    if (auto may = mayAsk(); !may) return done(kit::failAs(may));
    queue_.post(
        {[this, question = std::move(question), done] {
             prepare();
             auto answer = question();
             if (answer) {
                 const std::scoped_lock lock(mutex_);
                 failing_ = false;
             } else {
                 remember(answer.error());
             }
             done(std::move(answer));
         },
         [done] { done(kit::fail(ErrorCode::Cancelled, "the source was stopped, or too much waits")); }});
}

void ProviderSource::history(const kit::HistoryRequest& request,
                             std::function<void(Result<kit::HistoryRows>)> done) {
    post<kit::HistoryRows>([this, request] { return rowsOf(request); }, std::move(done));
}

void ProviderSource::search(const std::string& text, std::int64_t limit,
                            std::function<void(Result<kit::Table>)> done) {
    post<kit::Table>([this, text, limit] { return found(text, limit); }, std::move(done));
}

Result<Value> ProviderSource::control(const Value& command) {
    const auto promise = std::make_shared<std::promise<Result<Value>>>();
    auto answer = promise->get_future();
    post<Value>([this, command] { return obey(command); },
                [promise](Result<Value> made) { promise->set_value(std::move(made)); });
    if (answer.wait_for(kCommandPatience) == std::future_status::ready) return answer.get();
    return kit::fail(ErrorCode::Unavailable, "the source is busy", "", true);
}

} // namespace nautilus::http
