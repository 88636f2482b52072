#include "plugins/sources/files/files_source.h"

#include "engines/kit/field_reader.h"

namespace nautilus::sources {

using kit::ErrorCode;
using kit::Result;

namespace {

constexpr std::size_t kMostWaiting = 1'000;
constexpr std::size_t kErrorsKept = 10;

struct FilesSettings {
    std::string dataset;
    static constexpr auto fields() {
        return std::make_tuple(kit::field("dataset", &FilesSettings::dataset).doc("empty = any"));
    }
};

} // namespace

kit::SourceStatus FilesSource::status() const {
    const std::scoped_lock lock(mutex_);
    kit::SourceStatus out;
    out.state = running_ ? kit::SourceState::Connected : kit::SourceState::Stopped;
    out.last_errors = errors_;
    return out;
}

Result<void> FilesSource::configure(const kit::Value& settings) {
    kit::FieldReader reader;
    auto read = reader.read<FilesSettings>(settings);
    if (!read) return kit::failAs(read);
    const std::scoped_lock lock(mutex_);
    dataset_ = std::move(read->dataset);
    return {};
}

Result<void> FilesSource::start() {
    if (!host_.catalog().connected())
        return kit::fail(ErrorCode::Unavailable, "the catalog is not open", "", true);
    const std::scoped_lock lock(mutex_);
    if (running_) return {};
    running_ = true;
    stopping_ = false;
    thread_ = std::thread([this] { work(); });
    return {};
}

void FilesSource::stop() {
    {
        const std::scoped_lock lock(mutex_);
        if (!running_ || stopping_) return;
        stopping_ = true;
        wake_.notify_all();
    }
    thread_.join();
    std::deque<Work> left;
    {
        const std::scoped_lock lock(mutex_);
        left.swap(queue_);
        running_ = stopping_ = false;
    }
    for (const auto& each : left)
        each.cancel();
}

void FilesSource::work() {
    std::unique_lock lock(mutex_);
    while (!stopping_) {
        if (queue_.empty()) {
            wake_.wait(lock);
            continue;
        }
        const auto next = std::move(queue_.front());
        queue_.pop_front();
        lock.unlock();
        next.run();
        lock.lock();
    }
}

void FilesSource::post(Work work) {
    {
        const std::scoped_lock lock(mutex_);
        if (running_ && !stopping_ && queue_.size() < kMostWaiting) {
            queue_.push_back(std::move(work));
            wake_.notify_one();
            return;
        }
    }
    work.cancel();
}

void FilesSource::remember(const kit::Errors& errors) {
    if (errors.front().code == ErrorCode::NotFound) return; // the question's fault, not the source's
    const std::scoped_lock lock(mutex_);
    errors_.insert(errors_.begin(), errors.front().message);
    if (errors_.size() > kErrorsKept) errors_.pop_back();
}

void FilesSource::history(const kit::HistoryRequest& request,
                          std::function<void(Result<kit::HistoryRows>)> done) {
    std::string dataset;
    bool running = false;
    {
        const std::scoped_lock lock(mutex_);
        dataset = dataset_;
        running = running_;
    }
    if (!running) return done(kit::fail(ErrorCode::Unavailable, "the source is stopped", "", true));
    post({[this, request, dataset, done] {
              auto rows = history_.rows(request, dataset);
              if (!rows) remember(rows.error());
              done(std::move(rows));
          },
          [done] { done(kit::fail(ErrorCode::Cancelled, "the source was stopped, or too much waits")); }});
}

void FilesSource::search(const std::string& text, std::int64_t limit,
                         std::function<void(Result<kit::Table>)> done) {
    bool running = false;
    std::string dataset;
    {
        const std::scoped_lock lock(mutex_);
        running = running_;
        dataset = dataset_;
    }
    if (!running) return done(kit::fail(ErrorCode::Unavailable, "the source is stopped", "", true));
    post({[this, text, limit, dataset, done] { done(history_.found(text, limit, dataset)); },
          [done] { done(kit::fail(ErrorCode::Cancelled, "the source was stopped, or too much waits")); }});
}

} // namespace nautilus::sources

namespace {

std::unique_ptr<nautilus::sdk::Source> make(nautilus::sdk::SourceHost& host, nautilus::kit::SourceInfo info) {
    return std::make_unique<nautilus::sources::FilesSource>(host, std::move(info));
}

} // namespace

extern "C" const nautilus::sdk::SourceEntry* nautilus_source_v1() {
    static constexpr nautilus::sdk::SourceEntry kEntry{nautilus::sdk::kSourceAbi, make};
    return &kEntry;
}
