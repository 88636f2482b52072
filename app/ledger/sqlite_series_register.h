#pragma once

#include "engines/kit/series_register.h"

#include <atomic>
#include <memory>
#include <mutex>
#include <string>

struct sqlite3;

namespace nautilus::ledger {

/// The embedded register of series: a SQLite file of its own with a full-text index (FTS5), so that a lost
/// one costs nothing but asking the providers again.
class SqliteSeriesRegister final : public kit::SeriesRegister {
public:
    /// `path` empty = in memory.
    static kit::Result<std::unique_ptr<SqliteSeriesRegister>> open(const std::string& path);
    ~SqliteSeriesRegister() override;
    SqliteSeriesRegister(const SqliteSeriesRegister&) = delete;
    SqliteSeriesRegister& operator=(const SqliteSeriesRegister&) = delete;

    kit::Result<kit::SeriesAdded> add(std::span<const kit::RegisteredSeries> series) override;
    kit::Result<kit::SeriesFound> search(const kit::SeriesSearch& wanted) override;
    kit::Result<std::optional<kit::RegisteredSeries>> find(std::string_view source,
                                                           std::string_view series_id) override;
    [[nodiscard]] std::int64_t count() const override { return count_.load(); }
    /// A consistent copy as a new file.
    kit::Result<void> copyTo(const std::string& path);

private:
    explicit SqliteSeriesRegister(sqlite3* database) : database_(database) {}
    kit::Result<void> prepare();
    kit::Result<void> run(const char* sql);
    kit::Result<kit::SeriesAdded> addAll(std::span<const kit::RegisteredSeries> series);
    kit::Result<kit::SeriesFound> listed(const kit::SeriesSearch& wanted);
    kit::Result<kit::SeriesFound> matching(const kit::SeriesSearch& wanted,
                                           std::span<const std::string> words);
    kit::Result<std::vector<kit::RegisteredSeries>> hitsOf(const std::string& match,
                                                           const std::optional<std::string>& source);
    /// Those whose id is what was typed, in any case of its letters.
    kit::Result<std::vector<kit::RegisteredSeries>> ofId(const kit::SeriesSearch& wanted);

    std::mutex mutex_; // one connection for several driver threads
    sqlite3* database_;
    std::atomic<std::int64_t> count_{0};
};

} // namespace nautilus::ledger
