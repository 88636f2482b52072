#include "engines/websocket/service/out_queue.h"

namespace nautilus::websocket {

namespace {

constexpr std::size_t kShort = 32; // up to here looking at all is cheaper than an index

} // namespace

/// Where a conflating topic's message waits; null when none does.
OutQueue::Taken* OutQueue::find(const TopicName* topic) {
    if (!indexed_ && places_.size() <= kShort) {
        for (auto place = places_.rbegin(); place != places_.rend(); ++place)
            if (place->message && place->message->topic.get() == topic) return &*place;
        return nullptr;
    }
    if (!indexed_) {
        indexed_ = true;
        newest_.clear();
        for (std::size_t i = 0; i < places_.size(); ++i)
            if (const auto& waiting = places_[i].message; waiting && waiting->topic)
                newest_[waiting->topic.get()] = first_ + i;
    }
    const auto found = newest_.find(topic);
    if (found == newest_.end() || found->second < first_) return nullptr;
    auto& place = places_[found->second - first_];
    return place.message && place.message->topic.get() == topic ? &place : nullptr;
}

OutQueue::Pushed OutQueue::push(WirePtr message) {
    const auto size = message->text->size();
    if (message->policy == Policy::Conflate) {
        if (auto* place = find(message->topic.get())) {
            bytes_ = bytes_ - place->message->text->size() + size;
            place->message = std::move(message);
            ++conflated_;
            return Pushed::Replaced;
        }
    }
    if (indexed_ && message->topic) newest_[message->topic.get()] = first_ + places_.size();
    places_.push_back({std::move(message)});
    ++alive_;
    bytes_ += size;
    return makeRoom() ? Pushed::Added : Pushed::Overflowed;
}

void OutQueue::pushGap(const TopicNamePtr& topic, std::uint64_t from, std::uint64_t to) {
    places_.push_back({nullptr, topic, from, to});
    ++alive_;
}

/// Lets the oldest messages of telling topics go until the bounds hold; false when that is not enough.
bool OutQueue::makeRoom() {
    while (alive_ > limits_.messages || bytes_ > limits_.bytes) {
        if (looked_ < first_) looked_ = first_;
        while (looked_ < first_ + places_.size()) {
            const auto& place = places_[looked_ - first_];
            if (place.message && place.message->policy == Policy::Tell) break;
            ++looked_;
        }
        if (looked_ == first_ + places_.size()) return alive_ <= 1; // a single message passes, however large
        auto& place = places_[looked_ - first_];
        const auto gone = std::move(place.message);
        bytes_ -= gone->text->size();
        ++dropped_;
        const auto known = gaps_.find(gone->topic.get());
        if (known != gaps_.end() && known->second >= first_) {
            places_[known->second - first_].to = gone->sequence;
            --alive_;
        } else {
            place = {nullptr, gone->topic, gone->sequence, gone->sequence};
            gaps_[gone->topic.get()] = looked_;
        }
        ++looked_;
    }
    return true;
}

void OutQueue::skipEmpty() {
    while (!places_.empty() && isEmpty(places_.front())) {
        places_.pop_front();
        ++first_;
    }
}

const WireMessage* OutQueue::peek() {
    skipEmpty();
    return places_.empty() ? nullptr : places_.front().message.get();
}

OutQueue::Taken OutQueue::take() {
    skipEmpty();
    if (places_.empty()) return {};
    auto taken = std::move(places_.front());
    places_.pop_front();
    ++first_;
    --alive_;
    if (taken.message)
        bytes_ -= taken.message->text->size();
    else
        gaps_.erase(taken.topic.get());
    if (alive_ == 0) {
        places_.clear();
        if (indexed_) newest_.clear();
        indexed_ = false;
        gaps_.clear();
    }
    return taken;
}

void OutQueue::clear() {
    for (const auto& place : places_)
        if (place.message && place.message->topic) ++dropped_;
    first_ += places_.size();
    std::deque<Taken>().swap(places_);
    alive_ = bytes_ = 0;
    newest_.clear();
    gaps_.clear();
    indexed_ = false;
}

} // namespace nautilus::websocket
