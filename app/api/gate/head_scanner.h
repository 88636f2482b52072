#pragma once
// Finds the end of a request head while its bytes come in, looking at each byte once. Refuses as soon as a
// byte or a length cannot belong to an acceptable head, so that nothing is collected for a client that sends
// rubbish.

#include "app/api/gate/limits.h"
#include "app/api/gate/refusal.h"

#include <string_view>

namespace nautilus::api {

class HeadScanner {
public:
    explicit HeadScanner(const GateLimits& limits) : limits_(limits) {}

    enum class Progress { NeedMore, Complete, Refused };

    /// `bytes` is everything received since the head began: what the last call saw, and more. After Complete
    /// or Refused only `reset` may follow.
    Progress scan(std::string_view bytes);

    /// Bytes of the complete head with its empty line.
    [[nodiscard]] std::size_t length() const { return seen_; }
    /// Set when refused.
    [[nodiscard]] const Refusal* refusal() const { return refusal_; }
    void reset();

private:
    Progress refuse(const Refusal& why) {
        refusal_ = &why;
        return Progress::Refused;
    }
    const Refusal* endLine();

    const GateLimits& limits_;
    std::size_t seen_ = 0;
    std::size_t line_start_ = 0;
    std::size_t lines_ = 0; ///< complete lines, the request line among them
    bool after_cr_ = false;
    const Refusal* refusal_ = nullptr;
};

} // namespace nautilus::api
