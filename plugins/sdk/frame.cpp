#include "plugins/sdk/frame.h"

namespace nautilus::sdk {

namespace {

constexpr std::size_t kHead = 4;

} // namespace

kit::Result<std::string> framed(std::string_view message) {
    if (message.empty() || message.size() > kLargestMessage)
        return kit::fail(kit::ErrorCode::InvalidArgument, "a message has 1 byte to 16 MiB");
    std::string out;
    out.reserve(kHead + message.size());
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>((message.size() >> shift) & 0xFFU);
    out += message;
    return out;
}

kit::Result<std::optional<std::string>> FrameReader::next() {
    if (broken_) return kit::fail(kit::ErrorCode::InvalidArgument, "the stream of messages is broken");
    if (waiting() < kHead) return std::optional<std::string>();
    std::size_t length = 0;
    for (std::size_t i = 0; i < kHead; ++i)
        length = length << 8U | static_cast<unsigned char>(bytes_[at_ + i]);
    if (length == 0 || length > kLargestMessage) {
        broken_ = true;
        return kit::fail(kit::ErrorCode::InvalidArgument,
                         "a message of " + std::to_string(length) + " bytes; 1 to " +
                             std::to_string(kLargestMessage) + " are allowed");
    }
    if (waiting() < kHead + length) {
        bytes_.erase(0, at_);
        at_ = 0;
        return std::optional<std::string>();
    }
    auto message = bytes_.substr(at_ + kHead, length);
    at_ += kHead + length;
    if (at_ == bytes_.size()) {
        bytes_.clear();
        at_ = 0;
    }
    return std::optional<std::string>(std::move(message));
}

} // namespace nautilus::sdk
