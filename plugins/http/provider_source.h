#pragma once
// A source that asks a provider over HTTP: questions are answered one after the other on a thread of its own,
// every request is paid from the budget and tried again with patience. What the provider's answers mean is
// left to the one who derives.

#include "plugins/http/http_exchange.h"
#include "plugins/http/provider_client.h"
#include "plugins/sdk/question_queue.h"
#include "plugins/sdk/source.h"

#include <mutex>

namespace nautilus::http {

class ProviderSource : public sdk::Source {
public:
    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    /// Disabled while settings are missing, Degraded while the provider fails.
    [[nodiscard]] kit::SourceStatus status() const override;
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> subscribe(const kit::LineWish&, kit::EventSink) override {
        return kit::fail(kit::ErrorCode::Unsupported, info_.name + " does not stream");
    }
    void unsubscribe(std::uint32_t) override {}
    void history(const kit::HistoryRequest& request,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override;
    void search(const std::string& text, std::int64_t limit,
                std::function<void(kit::Result<kit::Table>)> done) override;
    /// Waits for the answer, behind the questions that wait already; Unavailable after 30 s.
    kit::Result<kit::Value> control(const kit::Value& command) override;

protected:
    ProviderSource(sdk::SourceHost& host, kit::SourceInfo info)
        : host_(host), info_(std::move(info)), client_(host, exchange_, {}) {}
    /// Whoever derives calls `stop` when it is destroyed.
    ~ProviderSource() override = default;

    // On the queue's thread:
    virtual kit::Result<kit::HistoryRows> rowsOf(const kit::HistoryRequest& request) = 0;
    virtual kit::Result<kit::Table> found(const std::string& text, std::int64_t limit) = 0;
    virtual kit::Result<kit::Value> obey(const kit::Value& command) = 0;
    [[nodiscard]] kit::Result<kit::Value> ask(const std::string& url) { return client_.getJson(url); }

    /// Into a file; paid as one request.
    [[nodiscard]] kit::Result<std::int64_t> download(const std::string& url, const std::string& path);
    /// How to ask from the next question on. `missing` says what must be set before anything is asked.
    void use(HttpLimits limits, ProviderRules rules, std::string missing);
    [[nodiscard]] sdk::SourceHost& host() { return host_; }

private:
    template <class Answer>
    void post(std::function<kit::Result<Answer>()> question, std::function<void(kit::Result<Answer>)> done);
    [[nodiscard]] kit::Result<void> mayAsk() const;
    void remember(const kit::Errors& errors);
    void prepare();

    sdk::SourceHost& host_;
    const kit::SourceInfo info_;
    HttpExchange exchange_{HttpLimits{}};
    ProviderClient client_; ///< of the queue's thread
    sdk::QuestionQueue queue_;
    mutable std::mutex mutex_; // guards what follows
    ProviderRules rules_;
    std::string missing_;
    bool failing_ = false; ///< the last question failed for a reason of the provider's
    std::vector<std::string> errors_;
};

} // namespace nautilus::http
