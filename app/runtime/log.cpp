#include "app/runtime/log.h"

#include <algorithm>
#include <filesystem>

namespace nautilus::runtime {

std::string_view logLevelName(LogLevel level) {
    constexpr std::string_view kNames[] = {"info", "warning", "error"};
    return kNames[static_cast<int>(level)];
}

Log::~Log() {
    if (file_) std::fclose(file_);
}

kit::Result<void> Log::writeTo(const std::string& path) {
    std::error_code error;
    if (std::filesystem::exists(path, error) &&
        static_cast<std::int64_t>(std::filesystem::file_size(path, error)) > kLargestFile)
        std::filesystem::rename(path, path + ".old", error);
    std::FILE* file = std::fopen(path.c_str(), "ae");
    if (!file) return kit::fail(kit::ErrorCode::Internal, "the log file cannot be opened");
    const std::scoped_lock lock(mutex_);
    file_ = file;
    return {};
}

void Log::write(LogLevel level, std::string source, std::string message) {
    for (char& c : message) // an entry is a line
        if (static_cast<unsigned char>(c) < ' ') c = ' ';
    const std::scoped_lock lock(mutex_);
    const auto& entry =
        entries_.emplace_back(next_++, clock_.now(), level, std::move(source), std::move(message));
    if (file_) {
        std::fprintf(file_, "%s %s %s: %s\n", entry.at.rfc3339().c_str(), logLevelName(level).data(),
                     entry.source.c_str(), entry.message.c_str());
        std::fflush(file_);
    }
    if (level == LogLevel::Error)
        std::fprintf(stderr, "%s: %s\n", entry.source.c_str(), entry.message.c_str());
    if (entries_.size() > kKept) entries_.pop_front();
}

std::vector<LogEntry> Log::entries(std::int64_t after, LogLevel least, const std::string& source,
                                   std::size_t limit) const {
    std::vector<LogEntry> out;
    const std::scoped_lock lock(mutex_);
    for (auto entry = entries_.rbegin(); entry != entries_.rend() && out.size() < limit; ++entry)
        if (entry->number > after && entry->level >= least && (source.empty() || entry->source == source))
            out.push_back(*entry);
    std::ranges::reverse(out);
    return out;
}

} // namespace nautilus::runtime
