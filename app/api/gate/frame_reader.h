#pragma once
// Reads what a WebSocket client sends (RFC 6455), strictly: masked frames, minimal lengths, no extensions, no
// binary messages, control frames whole and short. Joins fragments, unmasks, checks that text is UTF-8. Looks
// at each byte once and never collects more than a message may have.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace nautilus::api {

/// Close codes of RFC 6455 that we send, and our own.
struct CloseCode {
    static constexpr int kNormal = 1000, kGoingAway = 1001, kProtocol = 1002, kUnsupported = 1003,
                         kNotUtf8 = 1007, kPolicy = 1008, kTooBig = 1009, kTryAgain = 1013;
    static constexpr int kNoToken = 4401, kForbidden = 4403, kNotFound = 4404, kSlowToken = 4408,
                         kConflict = 4409;
};

class FrameReader {
public:
    explicit FrameReader(std::size_t most_bytes) : most_bytes_(most_bytes) {}

    enum class Event { NeedMore, Text, Ping, Pong, Close, Refused };

    /// Reads on in `bytes`, from which what was read is cut off. Text: `payload` is a whole message; Ping,
    /// Pong, Close: that of the control frame. After Refused only `code` and `reason` mean something.
    Event read(std::string_view& bytes);

    /// Valid until the next `read`.
    [[nodiscard]] const std::string& payload() const { return is_control_ ? control_ : message_; }
    /// Of a Close: the peer's, 1005 without one; of a refusal: what to close with.
    [[nodiscard]] int code() const { return code_; }
    [[nodiscard]] const char* reason() const { return reason_; }
    [[nodiscard]] bool isOver() const { return refused_; }
    /// Gives memory back that a message took beyond `keep` bytes. After a Text.
    void release(std::size_t keep) {
        if (message_.capacity() > keep && !in_message_) std::string().swap(message_);
    }

private:
    Event refuse(int code, const char* reason);
    bool takeHead(std::string_view& bytes);
    Event judgeHead();
    Event endFrame();
    Event endControl();

    const std::size_t most_bytes_;
    unsigned char head_[14] = {};
    std::size_t head_size_ = 0;
    std::size_t head_wants_ = 2;
    bool in_payload_ = false;
    std::uint64_t left_ = 0; ///< bytes of the frame's payload that are to come
    std::size_t mask_at_ = 0;
    unsigned char mask_[4] = {};
    bool fin_ = false;
    int opcode_ = 0;
    bool in_message_ = false; ///< a message was begun and not ended
    bool is_control_ = false;
    std::string message_, control_;
    int code_ = 0;
    const char* reason_ = "";
    bool refused_ = false;
};

/// Adds a frame as a server sends it: whole, without a mask. `opcode` 1 text, 8 close, 9 ping, 10 pong.
void appendFrame(std::string& out, int opcode, std::string_view payload);
/// Adds a close frame; the reason is cut to what fits.
void appendCloseFrame(std::string& out, int code, std::string_view reason);

/// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
[[nodiscard]] bool isUtf8(std::string_view bytes);

} // namespace nautilus::api
