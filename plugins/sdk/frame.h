#pragma once
// Messages on a pipe: four bytes of length, the highest first, then so many bytes of JSON, one object.

#include "engines/kit/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::sdk {

inline constexpr std::size_t kLargestMessage = 16U << 20;

/// A message with its length before it. InvalidArgument when it is empty or longer than kLargestMessage.
[[nodiscard]] kit::Result<std::string> framed(std::string_view message);

/// Takes bytes as they come and gives whole messages. Once something was wrong it gives nothing any more.
class FrameReader {
public:
    void feed(std::string_view bytes) { bytes_.append(bytes); }
    /// The next whole message; nullopt when more bytes are needed; InvalidArgument for a length of 0 or
    /// beyond the limit: the sender does not speak this language.
    [[nodiscard]] kit::Result<std::optional<std::string>> next();
    /// Bytes that wait for the rest of their message.
    [[nodiscard]] std::size_t waiting() const { return bytes_.size() - at_; }

private:
    std::string bytes_;
    std::size_t at_ = 0;
    bool broken_ = false;
};

} // namespace nautilus::sdk
