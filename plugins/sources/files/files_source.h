#pragma once
// History and search over what the catalog holds: whatever was imported, and the built-in data. It streams
// nothing; see replay for that.

#include "plugins/sdk/source.h"
#include "plugins/sources/files/stored_history.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace nautilus::sources {

class FilesSource final : public sdk::Source {
public:
    FilesSource(sdk::SourceHost& host, kit::SourceInfo info)
        : host_(host), info_(std::move(info)), history_(host.catalog()) {}
    ~FilesSource() override { stop(); }
    FilesSource(const FilesSource&) = delete;
    FilesSource& operator=(const FilesSource&) = delete;

    [[nodiscard]] const kit::SourceInfo& info() const override { return info_; }
    [[nodiscard]] kit::SourceStatus status() const override;
    kit::Result<void> configure(const kit::Value& settings) override;
    kit::Result<void> start() override;
    void stop() override;
    kit::Result<void> subscribe(const kit::LineWish&, kit::EventSink) override {
        return kit::fail(kit::ErrorCode::Unsupported, "files do not stream; the source replay does");
    }
    void unsubscribe(std::uint32_t) override {}
    void history(const kit::HistoryRequest& request,
                 std::function<void(kit::Result<kit::HistoryRows>)> done) override;
    void search(const std::string& text, std::int64_t limit,
                std::function<void(kit::Result<kit::Table>)> done) override;

private:
    struct Work {
        std::function<void()> run;
        std::function<void()> cancel;
    };
    void work();
    void post(Work work);
    void remember(const kit::Errors& errors);

    sdk::SourceHost& host_;
    const kit::SourceInfo info_;
    StoredHistory history_;
    mutable std::mutex mutex_; // guards what follows
    std::condition_variable wake_;
    std::deque<Work> queue_;
    std::string dataset_;
    std::vector<std::string> errors_;
    bool running_ = false, stopping_ = false;
    std::thread thread_;
};

} // namespace nautilus::sources
