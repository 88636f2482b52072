#pragma once
// When a program that ended by itself is started again: ever later, spread by chance, and not at all after
// three ends within a minute.

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <deque>
#include <optional>

namespace nautilus::plugin_host {

/// Not synchronised. Times are steady nanoseconds.
class RestartPolicy {
public:
    static constexpr std::int64_t kSecond = 1'000'000'000;
    static constexpr std::int64_t kWindowNs = 60 * kSecond;
    static constexpr std::size_t kMostInWindow = 3;
    static constexpr double kFirstSeconds = 1, kLongestSeconds = 60;

    /// The program ended at `now`. How long to wait before the next start: 1, 2, 4 ... 60 s, times a factor
    /// of [0.5, 1.5) that `chance` of [0, 1) decides; nullopt = leave it.
    [[nodiscard]] std::optional<std::int64_t> ended(std::int64_t now_ns, double chance) {
        if (!ends_.empty() && now_ns - ends_.back() > kWindowNs) in_a_row_ = 0; // it ran well meanwhile
        ends_.push_back(now_ns);
        while (now_ns - ends_.front() > kWindowNs)
            ends_.pop_front();
        if (ends_.size() >= kMostInWindow) return std::nullopt;
        const double seconds = std::min(kLongestSeconds, kFirstSeconds * std::exp2(in_a_row_++));
        return static_cast<std::int64_t>(seconds * (0.5 + chance) * static_cast<double>(kSecond));
    }
    void forget() {
        ends_.clear();
        in_a_row_ = 0;
    }

private:
    std::deque<std::int64_t> ends_; ///< of the last minute
    int in_a_row_ = 0;
};

} // namespace nautilus::plugin_host
