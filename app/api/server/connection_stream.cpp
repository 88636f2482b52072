#include "app/api/server/connection.h"
#include "engines/kit/topic.h"

#include <charconv>
#include <utility>

namespace nautilus::api {

namespace {

/// What the reader missed; an id that is none of ours has missed everything.
void recall(const StreamSource& source, const std::vector<std::string>& topics, OpenStream& open) {
    std::uint64_t after = 0;
    const auto& id = source.last_event_id;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), after);
    if (error != std::errc{} || end != id.data() + id.size()) after = 0;
    std::vector<kit::Recall> past;
    for (const auto& topic : topics)
        past.push_back(source.stream->since(topic, after));
    open.queue.resume(past);
    open.resumed = true;
}

} // namespace

std::shared_ptr<OpenStream> Connection::openStream(const StreamSource& source, const TicketPtr& ticket,
                                                   const std::vector<std::string>& topics) {
    auto open = std::make_shared<OpenStream>(source.most_messages, source.most_bytes);
    open->endless = !topics.empty();
    open->open_topics = topics.size();
    for (const auto& topic : topics) {
        const bool pattern = kit::isPattern(topic);
        auto receive = [mailbox = source.mailbox, ticket, pattern,
                        weak = std::weak_ptr<OpenStream>(open)](const kit::MessagePtr& message) {
            const auto target = weak.lock();
            if (!target) return;
            const bool last = message->last && !pattern && --target->open_topics == 0;
            if (!target->queue.push(message, last)) return;
            mailbox->post([ticket] {
                if (ticket->connection) ticket->connection->pumpStream();
            });
        };
        open->subscriptions.push_back(source.stream->subscribeShared(topic, std::move(receive)));
    }
    if (!source.last_event_id.empty()) recall(source, topics, *open);
    return open;
}

/// What the reply told may have changed before its topics were subscribed to, and a message that ended them
/// may have been missed. So the operation is asked again, now that nothing can be missed: its second reply
/// counts.
void Connection::confirm(std::shared_ptr<OpenStream> opened) {
    unconfirmed_ = std::move(opened);
    auto call = parts_.router.handle(
        request_, only_engine_,
        [mailbox = parts_.mailbox, ticket = ticket_](HttpResponse response, Router::Handled handled) {
            mailbox->post([ticket, response = std::move(response), handled = std::move(handled)]() mutable {
                if (ticket->connection) ticket->connection->confirmed(std::move(response), handled);
            });
        });
    if (stage_ == Stage::Answering && call) call_ = std::move(call);
}

void Connection::confirmed(HttpResponse response, const Router::Handled& handled) {
    if (stage_ != Stage::Answering || !unconfirmed_) return;
    auto opened = std::exchange(unconfirmed_, nullptr);
    if (!handled.is_stream) return deliver(std::move(response), nullptr); // gone meanwhile: an ordinary error
    opened->endless = !handled.topics.empty();
    beginStream(std::move(response), std::move(opened));
}

void Connection::beginStream(HttpResponse response, std::shared_ptr<OpenStream> opened) {
    stage_ = Stage::Streaming;
    stream_ = std::move(opened);
    ++parts_.stats.open_streams;
    keep_alive_ = false; // the end of the connection is the end of the stream
    auto shape = form();
    shape.stream = true;
    out_.clear();
    out_at_ = 0;
    appendAnswerHead(out_, response, shape);
    if (!is_head_ && !response.body.empty()) appendEvent(out_, "", 0, response.body);
    if (is_head_) stream_->endless = stream_->resumed = false;
    progress_ms_ = last_beat_ms_ = parts_.look();
    deadline_ms_ = 0;
    pumpStream();
}

/// Moves events into the socket while it has room; the rest waits in the bounded queue.
void Connection::pumpStream() {
    if (stage_ != Stage::Streaming || std::exchange(pumping_, true)) return;
    const auto room = static_cast<qint64>(parts_.settings.socket_backlog);
    while (bytesToWrite() < room) {
        if (stream_->endless || stream_->resumed) stream_->queue.take(out_, parts_.settings.socket_backlog);
        if (out_.empty()) break;
        if (!send(out_.data(), out_.size())) return leave(true);
        if (stage_ == Stage::Gone) return;
        out_.clear();
        last_beat_ms_ = parts_.now_ms;
    }
    pumping_ = false;
    const bool over =
        (!stream_->endless && (!stream_->resumed || stream_->queue.empty())) || stream_->queue.finished();
    if (!over || !out_.empty()) return;
    if (call_) call_.reset();
    ticket_->connection = nullptr;
    ticket_.reset();
    stream_.reset();
    --parts_.stats.open_streams;
    finish();
    if (stage_ == Stage::Draining) deadline_ms_ = parts_.look() + parts_.settings.answer_grace_ms;
}

void Connection::sweepStream(std::int64_t now_ms) {
    const auto& settings = parts_.settings;
    if (bytesToWrite() > 0) {
        if (now_ms - progress_ms_ < settings.stream_stall_ms) return;
        ++parts_.stats.refused["slow_reader"];
        return drop();
    }
    if (now_ms - last_beat_ms_ < settings.heartbeat_ms) return;
    last_beat_ms_ = now_ms;
    std::string beat;
    appendHeartbeat(beat);
    if (!send(beat.data(), beat.size())) leave(true);
}

/// A reader must take an answer at the least rate.
void Connection::sweepAnswer(std::int64_t now_ms) {
    const auto waiting = static_cast<std::size_t>(bytesToWrite());
    taken_ = out_at_ > waiting ? out_at_ - waiting : 0;
    const auto allowed = parts_.settings.answer_grace_ms +
                         static_cast<std::int64_t>(taken_) * 1000 / parts_.settings.least_answer_rate;
    if (now_ms - since_ms_ <= allowed) return;
    ++parts_.stats.refused["slow_reader"];
    drop();
}

void Connection::sweep(std::int64_t now_ms) {
    if (stage_ == Stage::Streaming) return sweepStream(now_ms);
    if (stage_ == Stage::Socket) return sweepSocket(now_ms);
    if (deadline_ms_ == 0 || now_ms < deadline_ms_) return;
    switch (stage_) {
    case Stage::Head:
        if (first_byte_seen_) return refuse(kSlowHead);
        return drop();
    case Stage::Body:
        return refuse(kSlowBody);
    case Stage::Writing:
        return sweepAnswer(now_ms);
    case Stage::Draining:
    case Stage::Lingering:
        return drop();
    default:
        return;
    }
}

void Connection::wind() {
    switch (stage_) {
    case Stage::Head:
    case Stage::Streaming:
    case Stage::Lingering:
        return drop();
    case Stage::Body:
        return refuse(kStopping);
    case Stage::Socket:
        return sendClose(CloseCode::kGoingAway, kStopping.message);
    default:
        return; // an answer is on its way
    }
}

} // namespace nautilus::api
