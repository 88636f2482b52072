#include "app/runtime/local_stream.h"

#include <algorithm>
#include <cstdio>

namespace nautilus::runtime {

namespace {

bool matches(const std::string& pattern, const std::string& topic) {
    if (!pattern.empty() && pattern.back() == '*')
        return topic.compare(0, pattern.size() - 1, pattern, 0, pattern.size() - 1) == 0;
    return pattern == topic;
}

} // namespace

class LocalStream::Handle final : public kit::Subscription {
public:
    Handle(std::shared_ptr<Book> book, std::uint64_t id) : book_(std::move(book)), id_(id) {}
    /// Afterwards nothing runs in the receiver, unless it is the receiver itself that unsubscribes.
    ~Handle() override {
        std::unique_lock lock(book_->mutex);
        std::erase_if(book_->entries, [this](const Entry& entry) { return entry.id == id_; });
        if (book_->deliverer != std::this_thread::get_id())
            book_->delivered.wait(lock, [this] { return book_->delivering != id_; });
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

private:
    std::shared_ptr<Book> book_;
    std::uint64_t id_;
};

void LocalStream::publish(std::string topic, std::string payload, std::string source_engine, bool last) {
    const auto book = book_;
    std::unique_lock lock(book->mutex);
    ++book->sent[{std::move(source_engine), topic}];
    const auto topic_sequence = ++book->topic_sequences[topic];
    book->waiting.push_back(
        {std::move(topic), std::move(payload), ++book->sequence, topic_sequence, clock_.now(), last});
    if (book->deliverer != std::thread::id{}) return; // whoever is delivering takes it along, in order
    book->deliverer = std::this_thread::get_id();
    while (!book->waiting.empty()) {
        const auto message = std::move(book->waiting.front());
        book->waiting.pop_front();
        deliver(*book, lock, message);
    }
    book->deliverer = {};
}

void LocalStream::deliver(Book& book, std::unique_lock<std::mutex>& lock, const kit::Message& message) {
    std::vector<std::pair<std::uint64_t, std::shared_ptr<const Receive>>> receivers;
    for (const auto& entry : book.entries)
        if (matches(entry.pattern, message.topic)) receivers.emplace_back(entry.id, entry.receive);
    for (const auto& [id, receive] : receivers) {
        if (std::ranges::find(book.entries, id, &Entry::id) == book.entries.end()) continue; // gone meanwhile
        book.delivering = id;
        lock.unlock();
        try {
            (*receive)(message);
        } catch (...) {
            std::fprintf(stderr, "stream: a receiver of %s failed\n", message.topic.c_str());
        }
        lock.lock();
        book.delivering = 0;
        book.delivered.notify_all();
    }
}

std::unique_ptr<kit::Subscription> LocalStream::subscribe(std::string pattern, Receive receive) {
    const std::scoped_lock lock(book_->mutex);
    const auto id = book_->next_id++;
    book_->entries.push_back({id, std::move(pattern), std::make_shared<const Receive>(std::move(receive))});
    return std::make_unique<Handle>(book_, id);
}

std::uint64_t LocalStream::sentCount(const std::string& engine, const std::string& topic) const {
    const std::scoped_lock lock(book_->mutex);
    const auto found = book_->sent.find({engine, topic});
    return found == book_->sent.end() ? 0 : found->second;
}

std::map<std::pair<std::string, std::string>, std::uint64_t> LocalStream::sentCounts() const {
    const std::scoped_lock lock(book_->mutex);
    return book_->sent;
}

} // namespace nautilus::runtime
