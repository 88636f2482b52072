#include "engines/websocket/service/session.h"

namespace nautilus::websocket {

namespace {

constexpr double kInboundPerSecond = 100; // messages of a client: enough for any interface
constexpr double kInboundBurst = 1'000;
constexpr std::int64_t kSlowAfterNs = 2 * kNsOfASecond;

} // namespace

Session::Session(std::string connection_id, const Parts& parts, TokenBucket rate)
    : connection_id_(std::move(connection_id)), parts_(parts), queue_(parts.queue), rate_(rate),
      inbound_(kInboundPerSecond, kInboundBurst) {}

void Session::receive(kit::Result<kit::Value> message, std::size_t) {
    const auto now = parts_.clock.steadyNs();
    bool allowed = false;
    {
        const std::scoped_lock lock(mutex_);
        if (closing_ || left_) return;
        ++received_;
        allowed = inbound_.take(now);
        if (!allowed) closeLocked(1008, "too many messages", false);
    }
    parts_.figures.received(parts_.clock.now().ns);
    if (allowed && !parts_.owner.received(connection_id_, std::move(message)))
        answer(errorText(
            {{kit::ErrorCode::Unavailable, "the server is too busy for this message: say it again", ""}},
            {}));
}

void Session::take(std::vector<kit::WireText>& out, std::size_t enough) {
    const auto now_ns = parts_.clock.now().ns;
    const auto steady_ns = parts_.clock.steadyNs();
    std::uint64_t messages = 0;
    std::size_t bytes = 0;
    std::vector<std::shared_ptr<Delivery>> delivered;
    latencies_.clear();
    {
        const std::scoped_lock lock(mutex_);
        while (!queue_.empty() && bytes < enough) {
            const auto* next = queue_.peek();
            if (next && !next->free && !rate_.take(steady_ns)) break;
            auto taken = queue_.take();
            auto text = taken.message ? taken.message->text
                                      : std::make_shared<const std::string>(
                                            gapText(taken.topic->name, taken.from, taken.to, "too_slow"));
            bytes += text->size();
            ++messages;
            out.push_back(std::move(text));
            if (!taken.message) continue;
            if (taken.message->published_ns > 0) latencies_.push_back(now_ns - taken.message->published_ns);
            if (taken.message->delivery) delivered.push_back(taken.message->delivery);
        }
        sent_ += messages;
        sent_bytes_ += bytes;
        if (queue_.empty()) waiting_since_ns_ = 0;
        pending_.store(!queue_.empty() || closing_.has_value(), std::memory_order_release);
    }
    if (messages > 0) parts_.figures.sent(now_ns, messages, bytes, latencies_);
    for (const auto& each : delivered) {
        each->sent.fetch_add(1, std::memory_order_relaxed);
        parts_.owner.delivered(*each);
    }
}

std::optional<kit::SessionClose> Session::closing() const {
    const std::scoped_lock lock(mutex_);
    return closing_ && queue_.empty() ? closing_ : std::nullopt;
}

void Session::leave(const kit::SessionClose& how) {
    {
        const std::scoped_lock lock(mutex_);
        if (std::exchange(left_, true)) return;
        queue_.clear();
    }
    parts_.owner.left(connection_id_, how);
}

bool Session::push(WirePtr message) {
    const std::scoped_lock lock(mutex_);
    if (closing_ || left_) return false;
    if (queue_.empty()) waiting_since_ns_ = parts_.clock.steadyNs();
    const auto pushed = queue_.push(std::move(message));
    pending_.store(true, std::memory_order_release);
    if (pushed != OutQueue::Pushed::Overflowed) return true;
    return closeLocked(1013, "too slow: messages that may not be left out have filled the queue", true);
}

void Session::pushGap(const TopicNamePtr& topic, std::uint64_t from, std::uint64_t to) {
    const std::scoped_lock lock(mutex_);
    if (closing_ || left_) return;
    if (queue_.empty()) waiting_since_ns_ = parts_.clock.steadyNs();
    queue_.pushGap(topic, from, to);
    pending_.store(true, std::memory_order_release);
}

void Session::answer(std::string text) {
    WireMessage message{std::make_shared<const std::string>(std::move(text))};
    message.free = true;
    push(std::make_shared<const WireMessage>(std::move(message)));
}

/// Always false.
bool Session::closeLocked(int code, std::string reason, bool now) {
    if (now) queue_.clear();
    if (!closing_) closing_ = kit::SessionClose{code, std::move(reason)};
    pending_.store(true, std::memory_order_release);
    return false;
}

void Session::close(int code, std::string reason, bool now) {
    const std::scoped_lock lock(mutex_);
    closeLocked(code, std::move(reason), now);
}

SessionFigures Session::figures() const {
    const auto now = parts_.clock.steadyNs();
    const std::scoped_lock lock(mutex_);
    SessionFigures out{queue_.size(),    queue_.bytes(),    sent_, sent_bytes_, received_,
                       queue_.dropped(), queue_.conflated()};
    out.waiting_ns = waiting_since_ns_ == 0 ? 0 : now - waiting_since_ns_;
    out.rate = rate_.rate();
    out.rate_used = rate_.used(now);
    out.slow = out.waiting_ns > kSlowAfterNs || out.queued * 2 > queue_.limits().messages ||
               out.queued_bytes * 2 > queue_.limits().bytes;
    return out;
}

} // namespace nautilus::websocket
