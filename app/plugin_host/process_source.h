#pragma once
// A source that is a program of its own: started, spoken to in length-prefixed JSON, watched, and started
// again when it ends or answers nothing any more. What it does wrong stays its own trouble.

#include "app/platform/child_process.h"
#include "app/plugin_host/plugin_folders.h"
#include "app/plugin_host/restart_policy.h"
#include "plugins/sdk/delivery.h"
#include "plugins/sdk/frame.h"
#include "plugins/sdk/messages.h"
#include "plugins/sdk/source.h"

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

namespace nautilus::plugin_host {

/// Tells people, beyond the log.
using Alert = std::function<void(sdk::Severity severity, const std::string& message)>;

class ProcessSource final : public sdk::Source {
public:
    ProcessSource(sdk::SourceHost& host, FoundPlugin plugin, Alert alert, std::function<double()> random)
        : host_(host), plugin_(std::move(plugin)), info_(plugin_.spec.info()), alert_(std::move(alert)),
          random_(std::move(random)) {}
    ~ProcessSource() override { stop(); }
    ProcessSource(const ProcessSource&) = delete;
    ProcessSource& operator=(const ProcessSource&) = delete;

    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] kit::SourceStatus status() const override;
    kit::Result<void> configure(const kit::Value& settings) override;
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> subscribe(const kit::LineWish& wish, kit::EventSink sink) override;
    void unsubscribe(std::uint32_t line) override;
    void history(const kit::HistoryRequest& request,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override;
    void search(const std::string& text, std::int64_t limit,
                std::function<void(kit::Result<kit::Table>)> done) override;
    kit::Result<kit::Value> control(const kit::Value& command) override;

private:
    using Answer = std::function<void(kit::Result<kit::Value>)>;
    enum class End { Stopped, Crashed, Refused };
    /// One life of the program, on the thread of `work`.
    struct Life {
        std::unique_ptr<platform::ChildProcess> child;
        sdk::FrameReader reader;
        std::int64_t spoken_ns = 0; ///< when the last question of ours went out that waits for an answer
        std::int64_t next_ping_ns = 0;
        std::int64_t ping = 0; ///< waits for its pong; 0 = none
        bool greeted = false;
        std::string why; ///< it ends
        End end = End::Crashed;
        std::string errors; ///< begin of a line of its error output
        std::vector<domain::MarketEvent> batch;
    };

    void work();
    [[nodiscard]] End live(std::string& why);
    [[nodiscard]] bool begin(Life& life);
    void stayAlive(Life& life);
    /// False when the life is over.
    [[nodiscard]] bool takeMessages(Life& life, const std::string& bytes);
    [[nodiscard]] bool take(Life& life, const std::string& bytes);
    [[nodiscard]] bool greet(Life& life, const sdk::FromSource& message);
    [[nodiscard]] bool takeEvents(Life& life, const sdk::FromSource& message);
    void takeReply(const sdk::FromSource& message);
    void takeWord(Life& life, const sdk::FromSource& message);
    void takeErrorOutput(Life& life, const std::string& bytes);
    [[nodiscard]] bool watch(Life& life);
    void farewell(Life& life);
    [[nodiscard]] bool waitForRestart(std::int64_t until);

    /// Sends a question; `answer` runs once, on the source's thread, or at once when nobody is there.
    void ask(kit::Value question, Answer answer);
    kit::Result<kit::Value> askAndWait(kit::Value question);
    bool say(const kit::Value& message);
    void failPending(kit::ErrorCode code, const std::string& why);
    [[nodiscard]] kit::Value subscription(const kit::LineWish& wish) const;
    void setState(kit::SourceState state, std::string message);
    void remember(const std::string& error);
    [[nodiscard]] std::int64_t nowNs() const { return host_.time().nowNs(); }
    [[nodiscard]] std::int64_t patienceNs() const {
        return static_cast<std::int64_t>(plugin_.spec.answer_seconds * 1e9);
    }

    sdk::SourceHost& host_;
    const FoundPlugin plugin_;
    const kit::SourceInfo info_;
    const Alert alert_;
    const std::function<double()> random_;
    sdk::Delivery delivery_;
    std::thread thread_;

    mutable std::mutex mutex_; // guards everything below
    std::condition_variable wake_;
    kit::Value settings_ = kit::Value::Object{};
    platform::ChildProcess* living_ = nullptr; ///< of the present life
    platform::ChildProcess* child_ = nullptr;  ///< the same, once it has greeted: it may be asked
    std::map<std::int64_t, Answer> pending_;
    std::int64_t next_id_ = 1;
    std::map<std::uint32_t, kit::LineWish> lines_;
    kit::SourceState state_ = kit::SourceState::Stopped;
    std::string message_;
    std::int64_t crashes_ = 0;
    std::vector<std::string> errors_;
    bool running_ = false, stopping_ = false;
    RestartPolicy policy_;
};

} // namespace nautilus::plugin_host
