#include "app/api/gate/head_scanner.h"

namespace nautilus::api {

namespace {

constexpr bool isControl(unsigned char c) {
    return (c < 0x20 && c != '\t') || c == 0x7f;
}

} // namespace

void HeadScanner::reset() {
    seen_ = line_start_ = lines_ = 0;
    after_cr_ = false;
    refusal_ = nullptr;
}

const Refusal* HeadScanner::endLine() {
    ++lines_;
    line_start_ = seen_;
    return lines_ > limits_.header_lines + 1 ? &kHeadTooLarge : nullptr;
}

HeadScanner::Progress HeadScanner::scan(std::string_view bytes) {
    while (seen_ < bytes.size()) {
        const auto c = static_cast<unsigned char>(bytes[seen_]);
        ++seen_;
        if (after_cr_) {
            after_cr_ = false;
            if (c != '\n') return refuse(kBareLineEnd);
            const bool empty_line = seen_ - line_start_ == 2;
            if (empty_line && lines_ == 0) return refuse(kBadRequestLine);
            if (empty_line) return Progress::Complete;
            if (const auto* why = endLine()) return refuse(*why);
            continue;
        }
        if (c == '\r')
            after_cr_ = true;
        else if (c == '\n')
            return refuse(kBareLineEnd);
        else if (isControl(c))
            return refuse(kControlByte);
        if (lines_ == 0 && seen_ > limits_.request_line_bytes + (after_cr_ ? 1 : 0))
            return refuse(kTargetTooLong);
        if (seen_ + 1 > limits_.head_bytes) return refuse(kHeadTooLarge);
    }
    return Progress::NeedMore;
}

} // namespace nautilus::api
