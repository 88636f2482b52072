#include "app/api/binding/envelope.h"
#include "app/api/server/connection.h"
#include "app/platform/platform.h"

#include <cstdio>
#include <exception>
#include <utility>

namespace nautilus::api {

namespace {

constexpr const char* kOffered = "GET, HEAD, POST, PUT, DELETE, OPTIONS";
constexpr int kLastLingerMs = 50;
// Thrown away of a refused request, so that a client still sending it can read why; then the line is cut.
constexpr std::size_t kMostOfABody = 32 * 1024 * 1024;
constexpr std::size_t kMostOfAHead = 1024 * 1024;

} // namespace

AnswerForm Connection::form() const {
    return {keep_alive_, is_head_, false, parts_.clock.now().ns / domain::kNsPerSecond};
}

void Connection::dispatch() {
    if (stage_ != Stage::Released) return;
    stage_ = Stage::Answering;
    ++parts_.stats.requests;
    ticket_ = std::make_shared<Ticket>(Ticket{this});
    try {
        run();
    } catch (const std::exception& e) { // would end the process in Qt's event loop
        std::fprintf(stderr, "gateway: %s\n", e.what());
        if (stage_ == Stage::Answering) refuse(kFailed);
    }
}

void Connection::run() {
    if (request_.path == "*") // OPTIONS of the server itself: the reader of heads lets no other method pass
        return deliver({204, {}, {}, {{"Allow", kOffered}}}, nullptr);
    const StreamSource source{parts_.mailbox, &parts_.stream, parts_.settings.stream_messages,
                              parts_.settings.stream_bytes, std::string(request_.header("last-event-id"))};
    auto call = parts_.router.handle(
        request_, only_engine_, [source, ticket = ticket_](HttpResponse response, Router::Handled handled) {
            auto stream = handled.is_stream ? openStream(source, ticket, handled.topics) : nullptr;
            if (source.mailbox->isHome()) {
                if (ticket->connection) ticket->connection->deliver(std::move(response), std::move(stream));
                return;
            }
            source.mailbox->post(
                [ticket, response = std::move(response), stream = std::move(stream)]() mutable {
                    if (ticket->connection)
                        ticket->connection->deliver(std::move(response), std::move(stream));
                });
        });
    if (stage_ == Stage::Answering && call) call_ = std::move(call);
}

void Connection::deliver(HttpResponse response, std::shared_ptr<OpenStream> opened) {
    if (stage_ != Stage::Answering) return;
    if (opened) {
        if (parts_.stats.open_streams >= parts_.settings.most_streams) return refuse(kTooManyStreams);
        if (opened->endless) return confirm(std::move(opened));
        return beginStream(std::move(response), std::move(opened));
    }
    if (is_options_) offerMethods(response);
    call_.reset();
    ticket_->connection = nullptr;
    ticket_.reset();
    answer(std::move(response));
}

/// The router knows which methods a path has: it says so when it refuses OPTIONS.
void Connection::offerMethods(HttpResponse& response) {
    if (response.status != 405) return;
    response.status = 204;
    response.body.clear();
    for (auto& [name, value] : response.headers) {
        if (name != "Allow") continue;
        if (value.find("GET") != std::string::npos) value += ", HEAD";
        value += ", OPTIONS";
    }
}

void Connection::answer(HttpResponse response) {
    stage_ = Stage::Writing;
    if (parts_.closing) keep_alive_ = false;
    out_.clear();
    out_at_ = 0;
    const auto shape = form();
    out_.reserve(response.body.size() + 512);
    appendAnswerHead(out_, response, shape);
    if (!shape.without_body && response.status != 204 && response.status != 304) out_ += response.body;
    pump();
}

/// Hands on what the socket may hold. The whole answer usually goes to the kernel in one call.
void Connection::pump() {
    if (std::exchange(pumping_, true)) return; // sending tells of its progress, at once
    const auto room = static_cast<qint64>(parts_.settings.socket_backlog);
    while (out_at_ < out_.size() && bytesToWrite() < room) {
        const auto piece = std::min(out_.size() - out_at_, parts_.settings.socket_backlog);
        const char* from = out_.data() + out_at_;
        out_at_ += piece;
        if (!send(from, piece)) return leave(true);
        if (stage_ == Stage::Gone) return;
    }
    pumping_ = false;
    if (out_at_ == out_.size() && bytesToWrite() == 0) return answered();
    if (deadline_ms_ == 0) {
        since_ms_ = parts_.look();
        deadline_ms_ = since_ms_ + parts_.settings.answer_grace_ms;
    }
}

/// Everything of the answer is with the kernel.
void Connection::answered() {
    constexpr std::size_t kKept = 64 * 1024; // capacity that an idle connection may hold on to
    if (out_.capacity() > kKept) std::string().swap(out_);
    out_.clear();
    out_at_ = 0;
    if (!keep_alive_ || parts_.closing) return finish();
    stage_ = Stage::Head;
    served_ = true;
    deadline_ms_ = parts_.look() + parts_.settings.idle_timeout_ms;
    if (!in_.empty())
        QMetaObject::invokeMethod(
            this, [this] { resume(); }, Qt::QueuedConnection);
}

void Connection::refuse(const Refusal& why) {
    ++parts_.stats.refused[why.reason];
    if (call_) call_->cancel();
    if (ticket_) ticket_->connection = nullptr;
    ticket_.reset();
    call_.reset();
    unconfirmed_.reset();
    const auto id = "req_g" + std::to_string(parts_.next_refusal++);
    auto response = wrapErrors("gateway", id, {{why.code, why.message}}, parts_.clock);
    response.status = why.status;
    response.headers.emplace_back("X-Request-ID", id);
    if (why.status == 426) {
        response.headers.emplace_back("Upgrade", "websocket");
        response.headers.emplace_back("Sec-WebSocket-Version", "13");
    }
    if (why.status == 405) response.headers.emplace_back("Allow", kOffered);
    keep_alive_ = false;
    most_thrown_away_ = why.status == kBodyTooLarge.status ? kMostOfABody : kMostOfAHead;
    parts_.bodies_in_flight -= std::exchange(body_reserved_, 0);
    std::string().swap(in_);
    deadline_ms_ = 0;
    answer(std::move(response));
}

/// No more answers on this connection: says so to the peer, then waits a moment for it to leave.
void Connection::finish() {
    if (bytesToWrite() > 0) {
        stage_ = Stage::Draining;
        return;
    }
    stage_ = Stage::Lingering;
    deadline_ms_ = parts_.look() + (parts_.closing ? kLastLingerMs : parts_.settings.linger_ms);
    platform::endSending(socketDescriptor());
    throwAway();
}

void Connection::onBytesWritten() {
    switch (stage_) {
    case Stage::Writing:
        return pump();
    case Stage::Streaming:
        progress_ms_ = parts_.now_ms;
        return pumpStream();
    case Stage::Socket:
        socket_->progress_ms = parts_.now_ms;
        return pumpSocket();
    case Stage::Draining:
        if (bytesToWrite() == 0) finish();
        return;
    default:
        return;
    }
}

void Connection::leave(bool abandoned) {
    if (stage_ == Stage::Gone) return;
    if (abandoned && stage_ == Stage::Answering) ++parts_.stats.abandoned;
    if (stream_) --parts_.stats.open_streams;
    stage_ = Stage::Gone;
    disconnect(this, &QIODevice::readyRead, nullptr, nullptr); // QtHttpServer must not read what is closed
    if (call_) call_->cancel();
    if (ticket_) ticket_->connection = nullptr;
    ticket_.reset();
    call_.reset();
    stream_.reset();
    unconfirmed_.reset();
    closeSocket();
    parts_.bodies_in_flight -= std::exchange(body_reserved_, 0);
    parts_.connections[place] = parts_.connections.back();
    parts_.connections[place]->place = place;
    parts_.connections.pop_back();
    --parts_.stats.open_connections;
    abort();
    deleteLater();
}

void Connection::drop() {
    leave(false);
}

} // namespace nautilus::api
