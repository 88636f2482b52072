#pragma once
// What happened, in words: the newest entries in memory for the API and the desktop, all of them in the home
// folder's log file. Never tokens, keys or the contents of requests.

#include "engines/domain/timestamp.h"
#include "engines/kit/clock.h"
#include "engines/kit/result.h"

#include <cstdint>
#include <cstdio>
#include <deque>
#include <mutex>
#include <string>
#include <vector>

namespace nautilus::runtime {

enum class LogLevel { Info, Warning, Error };
[[nodiscard]] std::string_view logLevelName(LogLevel level);

struct LogEntry {
    std::int64_t number = 0; ///< rises by one
    domain::Timestamp at;
    LogLevel level = LogLevel::Info;
    std::string source; ///< engine id, "app"
    std::string message;
};

/// Any thread.
class Log {
public:
    explicit Log(const kit::Clock& clock) : clock_(clock) {}
    ~Log();
    Log(const Log&) = delete;
    Log& operator=(const Log&) = delete;

    /// From now on entries also go to `path`; a file of more than kLargestFile is kept aside as `path`.old.
    kit::Result<void> writeTo(const std::string& path);
    void write(LogLevel level, std::string source, std::string message);

    /// Entries after number `after` of at least `least`, oldest first, the newest `limit` of them.
    [[nodiscard]] std::vector<LogEntry> entries(std::int64_t after, LogLevel least, const std::string& source,
                                                std::size_t limit) const;

    static constexpr std::size_t kKept = 5'000;
    static constexpr std::int64_t kLargestFile = 5'000'000;

private:
    const kit::Clock& clock_;
    mutable std::mutex mutex_; // guards what follows
    std::deque<LogEntry> entries_;
    std::int64_t next_ = 1;
    std::FILE* file_ = nullptr;
};

} // namespace nautilus::runtime
