#include "app/api/streaming/event_queue.h"

#include "engines/kit/json_writer.h"

#include <algorithm>
#include <map>

namespace nautilus::api {

namespace {

void appendDataLines(std::string& out, std::string_view data) {
    while (true) {
        const auto end = std::min(data.find_first_of("\r\n"), data.size());
        out += "data: ";
        out += data.substr(0, end);
        out += '\n';
        if (end == data.size()) return;
        data.remove_prefix(data.substr(end, 2) == "\r\n" ? end + 2 : end + 1);
    }
}

} // namespace

void appendEvent(std::string& out, std::string_view event, std::uint64_t id, std::string_view data) {
    if (!event.empty()) {
        out += "event: ";
        for (const char c : event)
            out += c == '\r' || c == '\n' ? ' ' : c;
        out += '\n';
    }
    if (id != 0) {
        out += "id: ";
        out += std::to_string(id);
        out += '\n';
    }
    appendDataLines(out, data);
    out += '\n';
}

void appendHeartbeat(std::string& out) {
    out += ": alive\n\n";
}

void EventQueue::dropOldest() {
    bytes_ -= waiting_.front().message->payload.size();
    waiting_.pop_front();
    ++gap_;
    ++dropped_;
}

bool EventQueue::push(const kit::MessagePtr& message, bool last) {
    const std::scoped_lock lock(mutex_);
    if (closed_) return false;
    closed_ = last;
    if (message->sequence <= newest_ && message->sequence != 0) {
        if (last && !waiting_.empty()) waiting_.back().last = true;
        return false;
    }
    newest_ = message->sequence;
    waiting_.push_back({message, last});
    bytes_ += message->payload.size();
    while (waiting_.size() > 1 && (waiting_.size() > most_messages_ || bytes_ > most_bytes_))
        dropOldest();
    if (woken_) return false;
    woken_ = true;
    return true;
}

void EventQueue::resume(const std::vector<kit::Recall>& past) {
    const std::scoped_lock lock(mutex_);
    std::map<std::uint64_t, Waiting> all;
    for (const auto& recall : past) {
        for (const auto& message : recall.messages)
            all.emplace(message->sequence, Waiting{message, false});
        for (const auto& gap : recall.missed)
            missed_.push_back(kit::toJson(kit::Value::Object{
                {"topic", gap.topic},
                {"to", gap.to == 0 ? kit::Value() : kit::Value(static_cast<std::int64_t>(gap.to))}}));
    }
    for (auto& each : waiting_)
        all.insert_or_assign(each.message->sequence, std::move(each));
    waiting_.clear();
    bytes_ = 0;
    for (auto& [sequence, each] : all) {
        bytes_ += each.message->payload.size();
        newest_ = std::max(newest_, sequence);
        waiting_.push_back(std::move(each));
    }
    while (waiting_.size() > 1 && (waiting_.size() > most_messages_ || bytes_ > most_bytes_))
        dropOldest();
}

void EventQueue::take(std::string& out, std::size_t enough) {
    const std::scoped_lock lock(mutex_);
    woken_ = false;
    for (const auto& gap : missed_)
        appendEvent(out, "gap", 0, gap);
    missed_.clear();
    while (!waiting_.empty() && out.size() < enough) {
        if (gap_ > 0) appendEvent(out, "gap", 0, "{\"lost\":" + std::to_string(gap_) + "}");
        gap_ = 0;
        const auto& next = waiting_.front();
        const auto& message = *next.message;
        appendEvent(out, message.topic, message.sequence, message.payload);
        finished_ = finished_ || next.last;
        bytes_ -= message.payload.size();
        waiting_.pop_front();
    }
    if (!waiting_.empty()) woken_ = true; // the reader comes back by itself when it has room
}

bool EventQueue::empty() const {
    const std::scoped_lock lock(mutex_);
    return waiting_.empty() && missed_.empty();
}

bool EventQueue::finished() const {
    const std::scoped_lock lock(mutex_);
    return finished_;
}

std::uint64_t EventQueue::dropped() const {
    const std::scoped_lock lock(mutex_);
    return dropped_;
}

} // namespace nautilus::api
