#include "app/api/gate/frame_reader.h"

#include <algorithm>

namespace nautilus::api {

namespace {

constexpr int kContinuation = 0, kText = 1, kBinary = 2, kClose = 8, kPing = 9, kPong = 10;
constexpr std::uint64_t kMostControl = 125;
constexpr int kNoCode = 1005;

/// Codes that a peer may send (RFC 6455, 7.4; 1012 to 1014 are registered since).
bool maySend(int code) {
    return (code >= 1000 && code <= 1003) || (code >= 1007 && code <= 1014) || (code >= 3000 && code <= 4999);
}

} // namespace

FrameReader::Event FrameReader::refuse(int code, const char* reason) {
    code_ = code;
    reason_ = reason;
    refused_ = true;
    std::string().swap(message_);
    return Event::Refused;
}

/// True when the frame's head is complete.
bool FrameReader::takeHead(std::string_view& bytes) {
    while (head_size_ < head_wants_ && !bytes.empty()) {
        head_[head_size_++] = static_cast<unsigned char>(bytes.front());
        bytes.remove_prefix(1);
        if (head_size_ != 2) continue;
        const int length = head_[1] & 0x7f;
        head_wants_ += (length == 126 ? 2u : length == 127 ? 8u : 0u) + ((head_[1] & 0x80) != 0 ? 4u : 0u);
    }
    return head_size_ == head_wants_;
}

FrameReader::Event FrameReader::judgeHead() {
    fin_ = (head_[0] & 0x80) != 0;
    opcode_ = head_[0] & 0x0f;
    if ((head_[0] & 0x70) != 0) return refuse(CloseCode::kProtocol, "reserved bits are set");
    if ((head_[1] & 0x80) == 0) return refuse(CloseCode::kProtocol, "frames of a client must be masked");
    const std::size_t mask_at = head_wants_ - 4;
    std::uint64_t length = head_[1] & 0x7f;
    if (length >= 126) {
        const bool wide = length == 127;
        length = 0;
        for (std::size_t i = 2; i < mask_at; ++i)
            length = length << 8 | head_[i];
        if (length <= (wide ? 0xffffu : 125u)) return refuse(CloseCode::kProtocol, "a length is not minimal");
        if (length >> 63 != 0) return refuse(CloseCode::kProtocol, "a length is not valid");
    }
    std::copy_n(head_ + mask_at, 4, mask_);
    is_control_ = opcode_ >= kClose;
    if (is_control_) {
        if (opcode_ > kPong) return refuse(CloseCode::kProtocol, "unknown kind of frame");
        if (!fin_ || length > kMostControl)
            return refuse(CloseCode::kProtocol, "a control frame is too long");
        control_.clear();
    } else {
        if (opcode_ > kBinary) return refuse(CloseCode::kProtocol, "unknown kind of frame");
        if (opcode_ == kBinary) return refuse(CloseCode::kUnsupported, "messages are text");
        if ((opcode_ == kContinuation) != in_message_)
            return refuse(CloseCode::kProtocol, "fragments are out of order");
        if (opcode_ == kText) message_.clear();
        if (message_.size() + length > most_bytes_)
            return refuse(CloseCode::kTooBig, "a message is too large");
        in_message_ = true;
    }
    left_ = length;
    mask_at_ = 0;
    in_payload_ = true;
    return Event::NeedMore;
}

FrameReader::Event FrameReader::endControl() {
    if (opcode_ == kPing) return Event::Ping;
    if (opcode_ == kPong) return Event::Pong;
    code_ = kNoCode;
    if (control_.size() == 1) return refuse(CloseCode::kProtocol, "a close code is cut off");
    if (control_.size() >= 2) {
        code_ = static_cast<unsigned char>(control_[0]) << 8 | static_cast<unsigned char>(control_[1]);
        if (!maySend(code_)) return refuse(CloseCode::kProtocol, "a close code is not valid");
        control_.erase(0, 2);
        if (!isUtf8(control_)) return refuse(CloseCode::kNotUtf8, "a close reason is not UTF-8");
    }
    return Event::Close;
}

FrameReader::Event FrameReader::endFrame() {
    in_payload_ = false;
    head_size_ = 0;
    head_wants_ = 2;
    if (is_control_) return endControl();
    if (!fin_) return Event::NeedMore;
    in_message_ = false;
    if (!isUtf8(message_)) return refuse(CloseCode::kNotUtf8, "text is not UTF-8");
    return Event::Text;
}

FrameReader::Event FrameReader::read(std::string_view& bytes) {
    if (refused_) return Event::Refused;
    while (true) {
        if (!in_payload_) {
            if (!takeHead(bytes)) return Event::NeedMore;
            if (judgeHead() == Event::Refused) return Event::Refused;
        }
        const auto count = static_cast<std::size_t>(std::min<std::uint64_t>(left_, bytes.size()));
        auto& into = is_control_ ? control_ : message_;
        const auto at = into.size();
        into.append(bytes.substr(0, count));
        for (std::size_t i = at; i < into.size(); ++i)
            into[i] = static_cast<char>(into[i] ^ mask_[mask_at_++ & 3]);
        bytes.remove_prefix(count);
        left_ -= count;
        if (left_ > 0) return Event::NeedMore;
        if (const auto event = endFrame(); event != Event::NeedMore) return event;
        if (bytes.empty()) return Event::NeedMore;
    }
}

void appendFrame(std::string& out, int opcode, std::string_view payload) {
    out += static_cast<char>(0x80 | opcode);
    const auto size = payload.size();
    if (size < 126) {
        out += static_cast<char>(size);
    } else if (size <= 0xffff) {
        out += static_cast<char>(126);
        out += static_cast<char>(size >> 8);
        out += static_cast<char>(size & 0xff);
    } else {
        out += static_cast<char>(127);
        for (int shift = 56; shift >= 0; shift -= 8)
            out += static_cast<char>(static_cast<std::uint64_t>(size) >> shift & 0xff);
    }
    out += payload;
}

void appendCloseFrame(std::string& out, int code, std::string_view reason) {
    std::string payload{static_cast<char>(code >> 8), static_cast<char>(code & 0xff)};
    constexpr std::size_t kMostReason = 123;
    while (reason.size() > kMostReason || !isUtf8(reason))
        reason.remove_suffix(1);
    payload += reason;
    appendFrame(out, kClose, payload);
}

bool isUtf8(std::string_view bytes) {
    std::size_t i = 0;
    const auto at = [&](std::size_t k) { return static_cast<unsigned char>(bytes[k]); };
    while (i < bytes.size()) {
        const unsigned char c = at(i);
        if (c < 0x80) {
            ++i;
            continue;
        }
        const std::size_t more = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
        if (c < 0xc2 || c > 0xf4 || i + more >= bytes.size()) return false;
        const unsigned char second = at(i + 1);
        const unsigned low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
        const unsigned high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
        if (second < low || second > high) return false;
        for (std::size_t k = 2; k <= more; ++k)
            if ((at(i + k) & 0xc0) != 0x80) return false;
        i += more + 1;
    }
    return true;
}

} // namespace nautilus::api
