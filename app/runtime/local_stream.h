#pragma once

#include "engines/kit/clock.h"
#include "engines/kit/stream.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

namespace nautilus::runtime {

/// The embedded message bus: in process, delivered in order of publishing on the thread of a publisher (of
/// another one when two publish at the same time).
class LocalStream final : public kit::Stream {
public:
    explicit LocalStream(const kit::Clock& clock) : clock_(clock), book_(std::make_shared<Book>()) {}

    void publish(std::string topic, std::string payload, std::string source_engine,
                 bool last = false) override;
    [[nodiscard]] std::unique_ptr<kit::Subscription> subscribe(std::string pattern, Receive receive) override;
    [[nodiscard]] bool connected() const override { return true; }
    [[nodiscard]] std::uint64_t sentCount(const std::string& engine, const std::string& topic) const override;
    /// (engine, topic) -> messages, for the metrics page.
    [[nodiscard]] std::map<std::pair<std::string, std::string>, std::uint64_t> sentCounts() const;

private:
    struct Entry {
        std::uint64_t id;
        std::string pattern;
        std::shared_ptr<const Receive> receive;
    };
    /// Shared with the subscriptions, which may outlive the bus.
    struct Book {
        std::mutex mutex; // publishers of any thread meet here; order per topic needs one point
        std::vector<Entry> entries;
        std::uint64_t next_id = 1;
        std::uint64_t sequence = 0;
        std::map<std::string, std::uint64_t> topic_sequences;
        std::map<std::pair<std::string, std::string>, std::uint64_t> sent;
        std::deque<kit::Message> waiting; ///< published, not delivered
        std::thread::id deliverer;        ///< the one publisher that delivers at the moment
        std::uint64_t delivering = 0;     ///< subscription whose receiver runs, 0 = none
        std::condition_variable delivered;
    };
    class Handle;
    static void deliver(Book& book, std::unique_lock<std::mutex>& lock, const kit::Message& message);

    const kit::Clock& clock_;
    std::shared_ptr<Book> book_;
};

} // namespace nautilus::runtime
