#pragma once
// One client connection: the queue between the hub's lane, which fills it, and the transport's thread, which
// empties it.

#include "engines/kit/clock.h"
#include "engines/websocket/service/delivery_figures.h"
#include "engines/websocket/service/out_queue.h"

#include <atomic>
#include <functional>
#include <mutex>

namespace nautilus::websocket {

/// What a session tells the hub. The hub outlives its sessions.
class SessionOwner {
public:
    virtual ~SessionOwner() = default;
    /// False when it is too busy for the message.
    [[nodiscard]] virtual bool received(const std::string& connection_id,
                                        kit::Result<kit::Value> message) = 0;
    virtual void left(const std::string& connection_id, const kit::SessionClose& how) = 0;
    /// A broadcast was handed to a socket.
    virtual void delivered(const Delivery& delivery) = 0;
};

/// How a session is doing.
struct SessionFigures {
    std::size_t queued = 0;
    std::size_t queued_bytes = 0;
    std::uint64_t sent = 0, sent_bytes = 0, received = 0, dropped = 0, conflated = 0;
    std::int64_t waiting_ns = 0; ///< since the queue was last empty; 0 = it is
    double rate = 0, rate_used = 0;
    bool slow = false;
};

class Session final : public kit::LiveSession {
public:
    struct Parts {
        const kit::Clock& clock;
        DeliveryFigures& figures;
        SessionOwner& owner;
        QueueLimits queue{};
    };
    Session(std::string connection_id, const Parts& parts, TokenBucket rate);

    [[nodiscard]] const std::string& connectionId() const override { return connection_id_; }
    void receive(kit::Result<kit::Value> message, std::size_t bytes) override;
    [[nodiscard]] bool pending() const override { return pending_.load(std::memory_order_acquire); }
    void take(std::vector<kit::WireText>& out, std::size_t enough) override;
    [[nodiscard]] std::optional<kit::SessionClose> closing() const override;
    void leave(const kit::SessionClose& how) override;

    /// Queues a message; false when the session is closing or this one was too many, which closes it.
    bool push(WirePtr message);
    void pushGap(const TopicNamePtr& topic, std::uint64_t from, std::uint64_t to);
    /// An answer to the client: not held up by its rate.
    void answer(std::string text);
    /// Ends the connection after what waits; at once when `now`.
    void close(int code, std::string reason, bool now = false);
    [[nodiscard]] SessionFigures figures() const;

private:
    bool closeLocked(int code, std::string reason, bool now);

    const std::string connection_id_;
    const Parts parts_;
    mutable std::mutex mutex_; // the lane against the transport's thread
    OutQueue queue_;
    mutable TokenBucket rate_;
    TokenBucket inbound_;
    std::optional<kit::SessionClose> closing_;
    std::int64_t waiting_since_ns_ = 0;
    std::uint64_t sent_ = 0, sent_bytes_ = 0, received_ = 0;
    bool left_ = false;
    std::atomic<bool> pending_{false};
    std::vector<std::int64_t> latencies_; ///< of one `take`; the transport's thread
};

} // namespace nautilus::websocket
