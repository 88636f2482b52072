#include "app/runtime/local_stream.h"

#include "engines/kit/topic.h"

#include <algorithm>
#include <condition_variable>
#include <cstdio>
#include <deque>
#include <list>
#include <mutex>
#include <thread>
#include <unordered_map>

namespace nautilus::runtime {

using kit::MessagePtr;
using kit::Recall;

struct LocalStream::Entry {
    std::string pattern;
    ReceiveShared receive;
    bool gone = false; ///< guarded by the book
};

struct LocalStream::Topic {
    std::string name;
    std::uint64_t count = 0; ///< topic_sequence of the newest message
    std::vector<std::pair<std::string, std::uint64_t>> sent_by;
    std::deque<MessagePtr> kept;
    std::size_t kept_bytes = 0;
    std::uint64_t forgotten = 0;       ///< topic_sequence up to which nothing is kept
    std::uint64_t forgotten_at = 0;    ///< and that message's sequence of the bus
    std::list<Topic*>::iterator place; ///< in Book::by_silence
};

struct LocalStream::Book {
    explicit Book(HistoryLimits bounds, std::uint64_t first)
        : limits(bounds), sequence(first), begun(first) {}

    using EntryPtr = std::shared_ptr<Entry>;
    const HistoryLimits limits;
    mutable std::mutex mutex; // publishers of any thread meet here; order per topic needs one point
    kit::TopicIndex<EntryPtr> index;
    std::unordered_map<std::string, Topic> topics;
    std::list<Topic*> by_silence; ///< the one published to last comes last
    std::size_t kept_bytes = 0;
    std::uint64_t sequence;
    const std::uint64_t begun;
    std::deque<MessagePtr> waiting; ///< published, not delivered
    std::thread::id deliverer;      ///< the one publisher that delivers at the moment
    const Entry* delivering = nullptr;
    std::int64_t published_ns = 0; ///< of the message that is being delivered
    std::condition_variable delivered;

    Topic& topicOf(const std::string& name);
    void keep(Topic& topic, MessagePtr message);
    void forgetOldest(Topic& topic);
    void deliver(std::unique_lock<std::mutex>& lock, const MessagePtr& message);
    static void recall(const Topic& topic, std::uint64_t after, Recall& out);
};

class LocalStream::Handle final : public kit::Subscription {
public:
    Handle(std::shared_ptr<Book> book, Book::EntryPtr entry)
        : book_(std::move(book)), entry_(std::move(entry)) {}
    /// Afterwards nothing runs in the receiver, unless it is the receiver itself that unsubscribes.
    ~Handle() override {
        std::unique_lock lock(book_->mutex);
        entry_->gone = true;
        book_->index.remove(entry_->pattern, entry_);
        if (book_->deliverer != std::this_thread::get_id())
            book_->delivered.wait(lock, [this] { return book_->delivering != entry_.get(); });
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

private:
    std::shared_ptr<Book> book_;
    Book::EntryPtr entry_;
};

LocalStream::Topic& LocalStream::Book::topicOf(const std::string& name) {
    const auto [found, is_new] = topics.try_emplace(name);
    Topic& topic = found->second;
    if (is_new) {
        topic.name = name;
        topic.place = by_silence.insert(by_silence.end(), &topic);
    } else {
        by_silence.splice(by_silence.end(), by_silence, topic.place);
    }
    return topic;
}

void LocalStream::Book::forgetOldest(Topic& topic) {
    const auto& oldest = *topic.kept.front();
    topic.forgotten = oldest.topic_sequence;
    topic.forgotten_at = oldest.sequence;
    topic.kept_bytes -= oldest.payload.size();
    kept_bytes -= oldest.payload.size();
    topic.kept.pop_front();
}

void LocalStream::Book::keep(Topic& topic, MessagePtr message) {
    topic.kept_bytes += message->payload.size();
    kept_bytes += message->payload.size();
    topic.kept.push_back(std::move(message));
    while (topic.kept.size() > 1 &&
           (topic.kept.size() > limits.topic_messages || topic.kept_bytes > limits.topic_bytes))
        forgetOldest(topic);
    for (auto silent = by_silence.begin(); kept_bytes > limits.all_bytes && silent != by_silence.end();
         ++silent)
        while (!(*silent)->kept.empty() && *silent != &topic)
            forgetOldest(**silent);
}

void LocalStream::Book::deliver(std::unique_lock<std::mutex>& lock, const MessagePtr& message) {
    std::vector<EntryPtr> receivers;
    index.visit(message->topic, [&](const EntryPtr& entry) {
        receivers.push_back(entry);
        return false;
    });
    for (const auto& entry : receivers) {
        if (entry->gone) continue;
        delivering = entry.get();
        published_ns = message->published.ns;
        lock.unlock();
        try {
            entry->receive(message);
        } catch (...) {
            std::fprintf(stderr, "stream: a receiver of %s failed\n", message->topic.c_str());
        }
        lock.lock();
        delivering = nullptr;
        delivered.notify_all();
    }
}

/// What a topic has above a sequence of its own, and what it misses of it.
void LocalStream::Book::recall(const Topic& topic, std::uint64_t after, Recall& out) {
    if (topic.forgotten > after) out.missed.push_back({topic.name, after + 1, topic.forgotten});
    for (const auto& message : topic.kept)
        if (message->topic_sequence > after) out.messages.push_back(message);
}

LocalStream::LocalStream(const kit::Clock& clock, HistoryLimits limits)
    : clock_(clock),
      book_(std::make_shared<Book>(
          limits, static_cast<std::uint64_t>(std::max<std::int64_t>(clock.now().ns, 0)) / 1000)) {}

bool LocalStream::connected() const {
    constexpr std::int64_t kLongestNs = 5 * domain::kNsPerSecond;
    const auto now_ns = clock_.now().ns;
    const std::scoped_lock lock(book_->mutex);
    return !book_->delivering || now_ns - book_->published_ns <= kLongestNs;
}

void LocalStream::publish(std::string topic, std::string payload, std::string source_engine, bool last) {
    const auto book = book_;
    std::unique_lock lock(book->mutex);
    Topic& into = book->topicOf(topic);
    const auto sender =
        std::ranges::find(into.sent_by, source_engine, &std::pair<std::string, std::uint64_t>::first);
    if (sender == into.sent_by.end())
        into.sent_by.emplace_back(std::move(source_engine), 1);
    else
        ++sender->second;
    const auto message = std::make_shared<const kit::Message>(kit::Message{
        std::move(topic), std::move(payload), ++book->sequence, ++into.count, clock_.now(), last});
    book->keep(into, message);
    book->waiting.push_back(message);
    if (book->deliverer != std::thread::id{}) return; // whoever is delivering takes it along, in order
    book->deliverer = std::this_thread::get_id();
    while (!book->waiting.empty()) {
        const auto next = std::move(book->waiting.front());
        book->waiting.pop_front();
        book->deliver(lock, next);
    }
    book->deliverer = {};
}

std::unique_ptr<kit::Subscription> LocalStream::subscribeShared(std::string pattern, ReceiveShared receive) {
    const auto entry = std::make_shared<Entry>(Entry{std::move(pattern), std::move(receive)});
    const std::scoped_lock lock(book_->mutex);
    book_->index.add(entry->pattern, entry);
    return std::make_unique<Handle>(book_, entry);
}

std::unique_ptr<kit::Subscription> LocalStream::subscribe(std::string pattern, Receive receive) {
    return subscribeShared(std::move(pattern),
                           [receive = std::move(receive)](const MessagePtr& message) { receive(*message); });
}

bool LocalStream::wanted(const std::string& topic) const {
    const std::scoped_lock lock(book_->mutex);
    return book_->index.visit(topic, [](const Book::EntryPtr&) { return true; });
}

Recall LocalStream::latest(const std::string& pattern, std::size_t most) const {
    const std::scoped_lock lock(book_->mutex);
    Recall out;
    out.sequence = book_->sequence;
    const auto take = [&](const Topic& topic) {
        if (topic.kept.empty()) return;
        if (out.messages.size() < most)
            out.messages.push_back(topic.kept.back());
        else
            ++out.left_off;
    };
    if (!kit::isPattern(pattern)) {
        if (const auto found = book_->topics.find(pattern); found != book_->topics.end()) take(found->second);
        return out;
    }
    for (auto topic = book_->by_silence.rbegin(); topic != book_->by_silence.rend(); ++topic)
        if (kit::topicMatches(pattern, (*topic)->name)) take(**topic);
    std::ranges::sort(out.messages, {}, [](const MessagePtr& m) { return m->sequence; });
    return out;
}

Recall LocalStream::topicSince(const std::string& topic, std::uint64_t after) const {
    const std::scoped_lock lock(book_->mutex);
    Recall out;
    out.sequence = book_->sequence;
    const auto found = book_->topics.find(topic);
    const auto count = found == book_->topics.end() ? 0 : found->second.count;
    if (after > count) { // a number of an earlier run
        out.missed.push_back({topic, after + 1, 0});
        after = 0;
    }
    if (found != book_->topics.end()) Book::recall(found->second, after, out);
    return out;
}

Recall LocalStream::since(const std::string& pattern, std::uint64_t after) const {
    const std::scoped_lock lock(book_->mutex);
    Recall out;
    out.sequence = book_->sequence;
    if (after < book_->begun || after > book_->sequence) { // of an earlier run, or of none
        out.missed.push_back({pattern, 0, 0});
        after = book_->begun;
    }
    for (auto each = book_->by_silence.rbegin(); each != book_->by_silence.rend(); ++each) {
        const Topic& topic = **each;
        const bool silent =
            topic.kept.empty() ? topic.forgotten_at <= after : topic.kept.back()->sequence <= after;
        if (silent) break; // ordered by their newest messages: the rest was silent for longer
        if (!kit::topicMatches(pattern, topic.name)) continue;
        if (topic.forgotten_at > after) out.missed.push_back({topic.name, 0, topic.forgotten});
        for (const auto& message : topic.kept)
            if (message->sequence > after) out.messages.push_back(message);
    }
    std::ranges::sort(out.messages, {}, [](const MessagePtr& m) { return m->sequence; });
    return out;
}

std::uint64_t LocalStream::sentCount(const std::string& engine, const std::string& topic) const {
    const std::scoped_lock lock(book_->mutex);
    const auto found = book_->topics.find(topic);
    if (found == book_->topics.end()) return 0;
    for (const auto& [sender, count] : found->second.sent_by)
        if (sender == engine) return count;
    return 0;
}

std::map<std::pair<std::string, std::string>, std::uint64_t> LocalStream::sentCounts() const {
    const std::scoped_lock lock(book_->mutex);
    std::map<std::pair<std::string, std::string>, std::uint64_t> out;
    for (const auto& [name, topic] : book_->topics)
        for (const auto& [sender, count] : topic.sent_by)
            out[{sender, name}] = count;
    return out;
}

} // namespace nautilus::runtime
