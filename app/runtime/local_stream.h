#pragma once

#include "engines/kit/clock.h"
#include "engines/kit/stream.h"

#include <map>
#include <memory>

namespace nautilus::runtime {

/// What the bus keeps of the past. Of the topic that was silent for longest the past goes first.
struct HistoryLimits {
    std::size_t topic_messages = 256;            ///< per topic
    std::size_t topic_bytes = 512 * 1024;        ///< per topic; the newest message stays whatever its size
    std::size_t all_bytes = 64ull * 1024 * 1024; ///< of all topics
};

/// The embedded message bus: in process, delivered in order of publishing on the thread of a publisher (of
/// another one when two publish at the same time). `Message::sequence` begins at the clock's microseconds, so
/// that numbers of an earlier run are never taken for ones of this.
class LocalStream final : public kit::Stream {
public:
    explicit LocalStream(const kit::Clock& clock, HistoryLimits limits = {});

    void publish(std::string topic, std::string payload, std::string source_engine,
                 bool last = false) override;
    [[nodiscard]] std::unique_ptr<kit::Subscription> subscribe(std::string pattern, Receive receive) override;
    [[nodiscard]] std::unique_ptr<kit::Subscription> subscribeShared(std::string pattern,
                                                                     ReceiveShared receive) override;
    [[nodiscard]] bool wanted(const std::string& topic) const override;
    [[nodiscard]] kit::Recall latest(const std::string& pattern, std::size_t most) const override;
    [[nodiscard]] kit::Recall topicSince(const std::string& topic, std::uint64_t after) const override;
    [[nodiscard]] kit::Recall since(const std::string& pattern, std::uint64_t after) const override;
    /// It delivers: no receiver has held a message, since its publishing, for longer than five seconds.
    [[nodiscard]] bool connected() const override;
    [[nodiscard]] std::uint64_t sentCount(const std::string& engine, const std::string& topic) const override;
    /// (engine, topic) -> messages, for the metrics page.
    [[nodiscard]] std::map<std::pair<std::string, std::string>, std::uint64_t> sentCounts() const;

private:
    struct Entry;
    struct Topic;
    struct Book;
    class Handle;

    const kit::Clock& clock_;
    std::shared_ptr<Book> book_; ///< shared with the subscriptions, which may outlive the bus
};

} // namespace nautilus::runtime
