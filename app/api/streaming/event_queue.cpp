#include "app/api/streaming/event_queue.h"

#include <algorithm>

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
    bytes_ -= waiting_.front().payload.size();
    waiting_.pop_front();
    ++gap_;
    ++dropped_;
}

bool EventQueue::push(const kit::Message& message) {
    const std::scoped_lock lock(mutex_);
    if (closed_) return false;
    closed_ = message.last;
    waiting_.push_back({message.topic, message.payload, message.sequence, message.last});
    bytes_ += message.payload.size();
    while (waiting_.size() > 1 && (waiting_.size() > most_messages_ || bytes_ > most_bytes_))
        dropOldest();
    if (woken_) return false;
    woken_ = true;
    return true;
}

void EventQueue::take(std::string& out, std::size_t enough) {
    const std::scoped_lock lock(mutex_);
    woken_ = false;
    while (!waiting_.empty() && out.size() < enough) {
        if (gap_ > 0) appendEvent(out, "gap", 0, "{\"lost\":" + std::to_string(gap_) + "}");
        gap_ = 0;
        const auto& next = waiting_.front();
        appendEvent(out, next.topic, next.sequence, next.payload);
        finished_ = finished_ || next.last;
        bytes_ -= next.payload.size();
        waiting_.pop_front();
    }
    if (!waiting_.empty()) woken_ = true; // the reader comes back by itself when it has room
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
