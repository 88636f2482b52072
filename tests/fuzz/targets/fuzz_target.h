#pragma once
// One function per target; libFuzzer brings main. What must hold is said with `require`: a breach ends the
// run and leaves the bytes that led to it in a file.

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::fuzz {

inline void require(bool truth, const char* what) {
    if (truth) return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
    return size == 0 ? std::string_view() : std::string_view(reinterpret_cast<const char*>(data), size);
}

/// Lines without their ends, at most `most`.
inline std::vector<std::string> linesOf(std::string_view text, std::size_t most) {
    std::vector<std::string> out;
    while (!text.empty() && out.size() < most) {
        const auto end = std::min(text.find('\n'), text.size());
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out;
}

} // namespace nautilus::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);
