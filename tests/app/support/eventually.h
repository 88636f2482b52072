#pragma once
// Waits for what another thread brings about.

#include <chrono>
#include <functional>
#include <thread>

namespace nautilus::test {

/// Longer than any wait of a test takes on a busy machine under a sanitizer: only a failure waits it out.
inline constexpr std::chrono::minutes kPatience{5};

/// Asks again until it holds; false when patience ends.
inline bool eventually(const std::function<bool()>& holds) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    while (!holds()) {
        if (std::chrono::steady_clock::now() > end) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return true;
}

} // namespace nautilus::test
