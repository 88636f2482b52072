#pragma once
// Brings what other threads have for connections (answers, wake-ups of event streams) into the gateway's
// thread. One queued call serves everything that came in since the last one.

#include "app/api/binding/router.h"

#include <QObject>

#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace nautilus::api {

class Connection;

/// Names a connection for one request. Only the gateway's thread looks at the pointer, which is null once the
/// connection has gone or the request is answered.
struct Ticket {
    Connection* connection = nullptr;
};
using TicketPtr = std::shared_ptr<Ticket>;

class Mailbox : public std::enable_shared_from_this<Mailbox> {
public:
    /// Runs `receiver`'s thread as its own. Until `shut`, the receiver must live.
    explicit Mailbox(QObject* receiver) : receiver_(receiver), thread_(std::this_thread::get_id()) {}

    /// Any thread; runs `task` in the gateway's thread: at once when called there, else soon; dropped after
    /// `shut`.
    void post(std::function<void()> task);
    /// The same, but never at once.
    void postLater(std::function<void()> task);
    [[nodiscard]] bool isHome() const { return std::this_thread::get_id() == thread_; }
    void shut();

private:
    void run();

    std::mutex mutex_; // posting threads against the gateway's
    QObject* receiver_;
    std::vector<std::function<void()>> tasks_;
    bool posted_ = false;
    const std::thread::id thread_;
};

} // namespace nautilus::api
