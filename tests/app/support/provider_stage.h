#pragma once
// A stage on which sources ask a provider on the loopback.

#include "tests/app/support/replay_server.h"
#include "tests/app/support/source_stage.h"

#include <future>

namespace nautilus::test {

inline const char* const kFredKey = "0123456789abcdef0123456789abcdef";

/// The recorded bodies of the SEC, by company.
inline void serveEdgar(ReplayServer& server) {
    server.on("/files/company_tickers.json", providerFile("edgar/company_tickers.json"));
    for (const std::string cik : {"CIK0001640147", "CIK0000104169", "CIK0000320193", "CIK0009999999"}) {
        server.onGzip("/api/xbrl/companyfacts/" + cik + ".json", "edgar/companyfacts_" + cik + ".json.gz");
        server.onGzip("/submissions/" + cik + ".json", "edgar/submissions_" + cik + ".json.gz");
        server.onGzip("/submissions/" + cik + "-submissions-001.json",
                      "edgar/submissions_" + cik + "-001.json.gz");
    }
}

class ProviderStage {
public:
    explicit ProviderStage(std::string home = {}) : stage({SourceStage::built()}, std::move(home)) {}

    kit::Result<void> setEdgar(kit::Value::Object more = {}) {
        kit::Value settings = kit::Value::Object{{"contact", "Example Fund data@example.com"},
                                                 {"data_url", server.address()},
                                                 {"www_url", server.address()}};
        for (auto& [name, value] : more)
            settings.set(name, std::move(value));
        return stage.host().changeSettings("edgar", settings);
    }
    kit::Result<void> setFred(kit::Value::Object more = {}) {
        kit::Value settings =
            kit::Value::Object{{"api_key", kFredKey}, {"base_url", server.address() + "/fred"}};
        for (auto& [name, value] : more)
            settings.set(name, std::move(value));
        return stage.host().changeSettings("fred", settings);
    }
    /// Lets time pass until the answer is there: budgets and pauses are waited for by the stage's time.
    template <class Answer>
    Answer await(std::future<Answer> answer) {
        eventually([&] {
            stage.time.advance(domain::kNsPerSecond / 10);
            return answer.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
        });
        return answer.get();
    }
    kit::Result<kit::HistoryRows> history(const std::string& source, const std::string& symbol,
                                          std::int64_t from_ns = 0,
                                          std::int64_t to_ns = 4'000'000'000'000'000'000) {
        auto promise = std::make_shared<std::promise<kit::Result<kit::HistoryRows>>>();
        const auto type = source == "fred" ? "macro" : "fundamentals";
        stage.source(source).history({symbol, type, 0, from_ns, to_ns, false},
                                     [promise](auto rows) { promise->set_value(std::move(rows)); });
        return await(promise->get_future());
    }
    kit::Result<kit::Table> search(const std::string& source, const std::string& text, std::int64_t limit) {
        auto promise = std::make_shared<std::promise<kit::Result<kit::Table>>>();
        stage.source(source).search(text, limit,
                                    [promise](auto rows) { promise->set_value(std::move(rows)); });
        return await(promise->get_future());
    }
    kit::Result<kit::Value> control(const std::string& source, kit::Value::Object command) {
        return await(std::async(std::launch::async, [&, command = kit::Value(std::move(command))] {
            return stage.source(source).control(command);
        }));
    }

    ReplayServer server;
    SourceStage stage;
};

} // namespace nautilus::test
