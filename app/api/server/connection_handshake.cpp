// The way from a request with `Upgrade: websocket` to an open socket.

#include "app/api/binding/envelope.h"
#include "app/api/server/connection.h"

#include <QByteArray>
#include <QCryptographicHash>

#include <algorithm>

namespace nautilus::api {

namespace {

constexpr std::string_view kStream = "/ws/stream";
constexpr std::string_view kMarketData = "/ws/marketdata/";
constexpr std::string_view kProtocol = "nautilus.v1";
constexpr std::string_view kBearer = "bearer.";

std::string lower(std::string_view text) {
    std::string out(text);
    std::ranges::transform(out, out.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return out;
}

/// Words of a comma-separated header.
std::vector<std::string> wordsOf(std::string_view list) {
    std::vector<std::string> out;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        auto word = list.substr(0, comma);
        list.remove_prefix(std::min(comma + 1, list.size()));
        while (!word.empty() && (word.front() == ' ' || word.front() == '\t'))
            word.remove_prefix(1);
        while (!word.empty() && (word.back() == ' ' || word.back() == '\t'))
            word.remove_suffix(1);
        if (!word.empty()) out.emplace_back(word);
    }
    return out;
}

bool hasWord(std::string_view list, std::string_view word) {
    return std::ranges::any_of(wordsOf(list), [&](const auto& each) { return lower(each) == word; });
}

/// Of RFC 6455, 4.2.2: proves that the handshake was read.
std::string acceptOf(std::string_view key) {
    QByteArray text(key.data(), static_cast<qsizetype>(key.size()));
    text += "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    return QCryptographicHash::hash(text, QCryptographicHash::Sha1).toBase64().toStdString();
}

bool isKey(std::string_view key) {
    constexpr int kBytes = 16;
    const auto bytes = QByteArray::fromBase64Encoding(
        QByteArray(key.data(), static_cast<qsizetype>(key.size())), QByteArray::AbortOnBase64DecodingErrors);
    return bytes.decodingStatus == QByteArray::Base64DecodingStatus::Ok && bytes.decoded.size() == kBytes;
}

std::string queryOf(const HttpRequest& request, std::string_view name) {
    for (const auto& [key, value] : request.query)
        if (key == name) return value;
    return {};
}

int closeCodeOf(const kit::Errors& errors) {
    switch (errors.front().code) {
    case kit::ErrorCode::NotFound:
        return CloseCode::kNotFound;
    case kit::ErrorCode::Conflict:
        return CloseCode::kConflict;
    case kit::ErrorCode::Unauthorized:
        return CloseCode::kNoToken;
    default:
        return CloseCode::kTryAgain;
    }
}

} // namespace

bool Connection::isSocketPath() const {
    if (!parts_.live) return false;
    if (request_.path == kStream) return only_engine_.empty() || only_engine_ == "websocket";
    return request_.path.starts_with(kMarketData) && request_.path.size() > kMarketData.size() &&
           request_.path.find('/', kMarketData.size()) == std::string::npos &&
           (only_engine_.empty() || only_engine_ == "marketdata");
}

/// Null when the head is a handshake of RFC 6455.
const Refusal* Connection::judgeHandshake() const {
    if (request_.method != "GET") return &kMethodNotOffered;
    const bool asks =
        hasWord(request_.header("upgrade"), "websocket") && hasWord(request_.header("connection"), "upgrade");
    if (!asks || request_.header("sec-websocket-version") != "13") return &kUpgradeRequired;
    if (head_.minor_version == 0 || head_.content_length > 0 || !isKey(request_.header("sec-websocket-key")))
        return &kBadHandshake;
    if (parts_.stats.open_sockets >= parts_.settings.most_sockets) return &kTooManySockets;
    return nullptr;
}

void Connection::beginHandshake() {
    in_.erase(0, body_begin_);
    scanner_.reset();
    first_byte_seen_ = false;
    deadline_ms_ = 0;
    if (const auto* why = judgeHandshake()) return refuseHandshake(*why);
    ++parts_.stats.requests;
    socket_ = std::make_unique<OpenSocket>(parts_.settings.socket_message_bytes);
    socket_->accept = acceptOf(request_.header("sec-websocket-key"));
    auto& wanted = socket_->wanted;
    wanted.client_id = queryOf(request_, "client_id");
    wanted.connection_id = queryOf(request_, "conn_id");
    wanted.connection_type = queryOf(request_, "connection_type");
    if (request_.path != kStream) {
        socket_->subscription_id = request_.path.substr(kMarketData.size());
        wanted.topics = {"marketdata.subscription." + socket_->subscription_id};
        wanted.fixed = true;
    }
    constexpr std::size_t kLongestName = 100;
    if (wanted.client_id.size() > kLongestName || wanted.connection_id.size() > kLongestName ||
        wanted.connection_type.size() > kLongestName || socket_->subscription_id.size() > kLongestName)
        return refuseHandshake(kBadHandshake);
    std::string token(request_.header("authorization"));
    for (const auto& word : wordsOf(request_.header("sec-websocket-protocol"))) {
        if (word == kProtocol) socket_->protocol = word;
        if (token.empty() && word.starts_with(kBearer)) token = "Bearer " + word.substr(kBearer.size());
    }
    stage_ = Stage::Answering;
    ticket_ = std::make_shared<Ticket>(Ticket{this});
    const auto admitted = parts_.router.admit(token);
    if (!admitted && token.empty()) return beginSocket(); // the token comes in the first message
    if (!admitted) return refuseHandshake(kWrongToken);
    askForSession();
}

void Connection::refuseHandshake(const Refusal& why) {
    if (parts_.live) parts_.live->refused();
    socket_.reset();
    refuse(why);
}

/// First whether the subscription is known, then for the session; the answers come on any thread.
void Connection::askForSession() {
    socket_->opening = true;
    const auto opened = [mailbox = parts_.mailbox,
                         ticket = ticket_](kit::Result<std::shared_ptr<kit::LiveSession>> session) {
        mailbox->post([ticket, session = std::move(session)]() mutable {
            if (ticket->connection) return ticket->connection->sessionOpened(std::move(session));
            if (session) (*session)->leave({CloseCode::kGoingAway, "the client has left"});
        });
    };
    auto& live = *parts_.live;
    const auto wanted = socket_->wanted;
    if (socket_->subscription_id.empty()) return live.open(wanted, opened);
    const kit::Value question = kit::Value::Object{{"subscription_id", socket_->subscription_id}};
    const bool asked = parts_.router.ask("marketdata.subscription", question,
                                         [&live, wanted, opened](kit::Result<kit::Reply> known) {
                                             if (!known) return opened(kit::failAs(known));
                                             live.open(wanted, opened);
                                         });
    if (!asked) opened(kit::fail(kit::ErrorCode::NotFound, "there is no such subscription"));
}

void Connection::sessionOpened(kit::Result<std::shared_ptr<kit::LiveSession>> session) {
    if (!socket_ || !socket_->opening || (stage_ != Stage::Answering && stage_ != Stage::Socket)) {
        if (session) (*session)->leave({CloseCode::kGoingAway, "the client has left"});
        return;
    }
    socket_->opening = false;
    if (session) socket_->session = std::move(*session);
    if (stage_ == Stage::Answering) {
        if (!session) {
            const auto code = session.error().front().code;
            return refuseHandshake(code == kit::ErrorCode::NotFound   ? kNoSuchSession
                                   : code == kit::ErrorCode::Conflict ? kSessionInUse
                                                                      : kTooManySockets);
        }
        return beginSocket();
    }
    if (!session) {
        parts_.live->refused();
        return sendClose(closeCodeOf(session.error()), session.error().front().message);
    }
    deadline_ms_ = 0;
    pumpSocket();
}

/// Says yes; from here on the line speaks WebSocket.
void Connection::beginSocket() {
    out_ = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           "Sec-WebSocket-Accept: " +
           socket_->accept + "\r\n";
    if (!socket_->protocol.empty()) out_ += "Sec-WebSocket-Protocol: " + socket_->protocol + "\r\n";
    out_ += "\r\n";
    stage_ = Stage::Socket;
    socket_->upgraded = true;
    socket_->place = parts_.sockets.size();
    parts_.sockets.push_back(this);
    ++parts_.stats.open_sockets;
    socket_->heard_ms = socket_->pinged_ms = socket_->progress_ms = parts_.look();
    deadline_ms_ = socket_->session ? 0 : parts_.now_ms + parts_.settings.head_timeout_ms;
    disconnect(this, &QIODevice::readyRead, nullptr, nullptr); // QtHttpServer has no part in what follows
    connect(this, &QIODevice::readyRead, this, &Connection::onReadyRead);
    setSocketOption(SendBufferSizeSocketOption, static_cast<int>(parts_.settings.socket_backlog));
    request_ = {};
    const auto head = std::exchange(out_, {});
    if (!send(head.data(), head.size())) return leave(true);
    if (stage_ != Stage::Socket) return;
    if (!in_.empty()) readSocket();
    if (stage_ == Stage::Socket) pumpSocket();
}

} // namespace nautilus::api
