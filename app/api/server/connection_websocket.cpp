// An open WebSocket: what the client sends, what it is sent, and how it ends.

#include "app/api/json/json_reader.h"
#include "app/api/server/connection.h"

#include <utility>

namespace nautilus::api {

namespace {

constexpr int kText = 1, kPing = 9, kPong = 10;
constexpr std::size_t kPiece = 64 * 1024; ///< bytes taken of a session at once
constexpr std::size_t kKept = 4 * 1024;   ///< capacity that a quiet client may hold on to

} // namespace

void Connection::readSocket() {
    drain(in_);
    socket_->heard_ms = parts_.now_ms;
    std::string_view bytes = in_;
    while (stage_ == Stage::Socket && !socket_->reader.isOver()) {
        const auto event = socket_->reader.read(bytes);
        if (event == FrameReader::Event::NeedMore) break;
        onFrame(event);
    }
    in_.clear();
    if (in_.capacity() > kKept) in_.shrink_to_fit();
}

void Connection::onFrame(FrameReader::Event event) {
    auto& reader = socket_->reader;
    switch (event) {
    case FrameReader::Event::Text:
        onText(reader.payload());
        if (socket_) reader.release(kKept);
        return;
    case FrameReader::Event::Ping: {
        if (socket_->close_sent || bytesToWrite() > static_cast<qint64>(kPiece)) return;
        std::string pong;
        appendFrame(pong, kPong, reader.payload());
        if (!send(pong.data(), pong.size())) leave(true);
        return;
    }
    case FrameReader::Event::Close: {
        const int code = reader.code() == 1005 ? CloseCode::kNormal : reader.code();
        socket_->leave({code, "closed by the client"});
        if (!socket_->close_sent) sendClose(code, "");
        if (stage_ == Stage::Socket) endSocket();
        return;
    }
    case FrameReader::Event::Refused:
        socket_->leave({reader.code(), reader.reason()});
        ++parts_.stats.refused["websocket_frame"];
        return sendClose(reader.code(), reader.reason());
    default:
        return;
    }
}

void Connection::onText(const std::string& text) {
    if (socket_->close_sent) return;
    auto message = readJson(text);
    if (!message) message = kit::fail(kit::ErrorCode::InvalidArgument, "a message is one JSON object");
    if (socket_->session) return socket_->session->receive(std::move(message), text.size());
    if (socket_->opening) return sendClose(CloseCode::kPolicy, "wait for the welcome");
    const auto* type = message ? message->find("type") : nullptr;
    const auto* token = message ? message->find("token") : nullptr;
    const auto* word = type ? type->as<std::string>() : nullptr;
    const auto* secret = token ? token->as<std::string>() : nullptr;
    const bool fits = word && *word == "authenticate" && secret;
    if (!fits || !parts_.router.admit("Bearer " + *secret)) {
        parts_.live->refused();
        return sendClose(CloseCode::kNoToken,
                         R"(the first message must be {"type":"authenticate","token":...})");
    }
    askForSession();
}

/// Hands on what waits, as long as the socket has room. All that is there goes in one call.
void Connection::pumpSocket() {
    if (stage_ != Stage::Socket || pumping_) return;
    if (socket_->session) // one that was given up is told so behind what the socket still holds
        if (const auto how = socket_->session->closing()) return sendClose(how->code, how->reason);
    pumping_ = true;
    const auto room = static_cast<qint64>(parts_.settings.socket_backlog);
    auto& scratch = parts_.scratch;
    while (socket_->session && !socket_->close_sent && bytesToWrite() < room && socket_->session->pending()) {
        scratch.texts.clear();
        socket_->session->take(scratch.texts, kPiece);
        scratch.bytes.clear();
        for (const auto& text : scratch.texts)
            appendFrame(scratch.bytes, kText, *text);
        if (!scratch.bytes.empty()) {
            if (bytesToWrite() == 0) socket_->progress_ms = parts_.now_ms;
            if (!send(scratch.bytes.data(), scratch.bytes.size())) return leave(true);
            if (stage_ != Stage::Socket) return;
        }
        if (const auto how = socket_->session->closing()) {
            pumping_ = false;
            return sendClose(how->code, how->reason);
        }
        if (scratch.bytes.empty()) break; // held up by its rate
    }
    pumping_ = false;
}

bool Connection::flushSocket() {
    if (stage_ != Stage::Socket || !socket_->session || !socket_->session->pending()) return false;
    pumpSocket();
    return stage_ == Stage::Socket && socket_->session && socket_->session->pending() && bytesToWrite() == 0;
}

/// Ends the conversation: nothing but the peer's own close is waited for.
void Connection::sendClose(int code, std::string_view reason) {
    if (stage_ != Stage::Socket || std::exchange(socket_->close_sent, true)) return;
    socket_->leave({code, std::string(reason)});
    std::string frame;
    appendCloseFrame(frame, code, reason);
    deadline_ms_ = parts_.look() + parts_.settings.socket_close_ms;
    if (!send(frame.data(), frame.size())) leave(true);
}

/// Both sides have said goodbye.
void Connection::endSocket() {
    closeSocket();
    finish();
    if (stage_ == Stage::Draining) deadline_ms_ = parts_.look() + parts_.settings.socket_close_ms;
}

/// Takes the socket out of the gateway's books.
void Connection::closeSocket() {
    if (!socket_) return;
    if (socket_->upgraded) {
        auto& all = parts_.sockets;
        all[socket_->place] = all.back();
        all[socket_->place]->socket_->place = socket_->place;
        all.pop_back();
        --parts_.stats.open_sockets;
    }
    socket_.reset();
}

void Connection::sweepSocket(std::int64_t now_ms) {
    const auto& settings = parts_.settings;
    if (deadline_ms_ != 0 && now_ms >= deadline_ms_) {
        if (socket_->close_sent) return drop();
        parts_.live->refused();
        return sendClose(CloseCode::kSlowToken, "no token came in time");
    }
    if (bytesToWrite() == 0) socket_->progress_ms = now_ms;
    if (now_ms - socket_->progress_ms >= settings.socket_stall_ms) {
        ++parts_.stats.refused["slow_reader"];
        socket_->leave({CloseCode::kTryAgain, "took nothing for too long"});
        return drop();
    }
    const bool silent = now_ms - socket_->heard_ms >= settings.socket_ping_ms;
    if (!silent || now_ms - socket_->pinged_ms < settings.socket_ping_ms) return;
    if (now_ms - socket_->heard_ms >= 3 * settings.socket_ping_ms) {
        ++parts_.stats.refused["silent_peer"];
        return drop();
    }
    socket_->pinged_ms = now_ms;
    std::string ping;
    appendFrame(ping, kPing, "");
    if (bytesToWrite() == 0 && !send(ping.data(), ping.size())) leave(true);
}

} // namespace nautilus::api
