#include "app/runtime/local_stream.h"

#include <algorithm>

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
    ~Handle() override {
        const std::scoped_lock lock(book_->mutex);
        std::erase_if(book_->entries, [this](const Entry& entry) { return entry.id == id_; });
    }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

private:
    std::shared_ptr<Book> book_;
    std::uint64_t id_;
};

void LocalStream::publish(std::string topic, std::string payload, std::string source_engine, bool last) {
    kit::Message message{std::move(topic), std::move(payload), 0, clock_.now(), last};
    std::vector<std::shared_ptr<const Receive>> receivers;
    {
        const std::scoped_lock lock(book_->mutex);
        message.sequence = ++book_->sequence;
        ++book_->sent[{std::move(source_engine), message.topic}];
        for (const auto& entry : book_->entries)
            if (matches(entry.pattern, message.topic)) receivers.push_back(entry.receive);
    }
    for (const auto& receive : receivers) (*receive)(message);
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
