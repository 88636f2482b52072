#include "app/api/server/mailbox.h"

namespace nautilus::api {

void Mailbox::post(std::function<void()> task) {
    if (isHome()) return task();
    postLater(std::move(task));
}

void Mailbox::postLater(std::function<void()> task) {
    const std::scoped_lock lock(mutex_);
    if (!receiver_) return;
    tasks_.push_back(std::move(task));
    if (posted_) return;
    posted_ = true;
    QMetaObject::invokeMethod(
        receiver_, [self = shared_from_this()] { self->run(); }, Qt::QueuedConnection);
}

void Mailbox::shut() {
    std::vector<std::function<void()>>
        dropped; // released without the lock: what they hold may wait for a `post`
    const std::scoped_lock lock(mutex_);
    receiver_ = nullptr;
    dropped.swap(tasks_);
}

void Mailbox::run() {
    std::vector<std::function<void()>> tasks;
    {
        const std::scoped_lock lock(mutex_);
        tasks.swap(tasks_);
        posted_ = false;
    }
    for (const auto& task : tasks)
        task();
}

} // namespace nautilus::api
