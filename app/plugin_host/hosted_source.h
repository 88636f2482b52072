#pragma once
// A source as the rest of the program sees it: the plugin's own object, with what the host knows of it.

#include "app/plugin_host/plugin_folders.h"
#include "plugins/sdk/source.h"

#include <functional>
#include <memory>
#include <mutex>

namespace nautilus::plugin_host {

/// Any thread. Starting and stopping take turns.
class HostedSource final : public kit::DataSource {
public:
    struct Hooks {
        std::function<std::int64_t()> requests_left;
        /// Before a start: are the sources that this one depends on connected?
        std::function<kit::Result<void>()> ready;
    };

    HostedSource(FoundPlugin plugin, Hooks hooks)
        : plugin_(std::move(plugin)), info_(plugin_.spec.info()), hooks_(std::move(hooks)) {}
    ~HostedSource() override { stop(); }
    HostedSource(const HostedSource&) = delete;
    HostedSource& operator=(const HostedSource&) = delete;

    /// Once, before anything else but `info`.
    void give(std::unique_ptr<sdk::Source> inner) { inner_ = std::move(inner); }

    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] const sdk::PluginSpec& spec() const { return plugin_.spec; }
    [[nodiscard]] const FoundPlugin& plugin() const { return plugin_; }
    [[nodiscard]] kit::SourceStatus status() const override;
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> subscribe(const kit::LineWish& wish, kit::EventSink sink) override;
    void unsubscribe(std::uint32_t line) override { inner_->unsubscribe(line); }
    void history(const kit::HistoryRequest& request,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override;
    void search(const std::string& text, std::int64_t limit,
                std::function<void(kit::Result<kit::Table>)> done) override;
    kit::Result<kit::Value> control(const kit::Value& command) override { return inner_->control(command); }
    kit::Result<void> configure(const kit::Value& settings) { return inner_->configure(settings); }

private:
    const FoundPlugin plugin_;
    const kit::SourceInfo info_;
    const Hooks hooks_;
    std::unique_ptr<sdk::Source> inner_;
    std::mutex turns_;         // one start or stop at a time
    mutable std::mutex mutex_; // guards why_failed_
    std::string why_failed_;   ///< the last start; empty = it went well
};

} // namespace nautilus::plugin_host
