#include "app/api/server/connection.h"

namespace nautilus::api {

namespace {

constexpr std::size_t kKept = 64 * 1024; // capacity that a quiet connection may hold on to

} // namespace

Connection::Connection(GatewayParts& parts, const std::string& only_engine, QObject* parent)
    : GuardedSocket(parent), parts_(parts), only_engine_(only_engine), scanner_(parts.settings.limits) {}

Connection::~Connection() {
    leave(true);
}

bool Connection::begin(qintptr descriptor) {
    if (!open(descriptor)) return false;
    setSocketOption(LowDelayOption, 1);
    place = parts_.connections.size();
    parts_.connections.push_back(this);
    ++parts_.stats.open_connections;
    // Before QtHttpServer connects: the guard's slot runs first, and decides what there is to read.
    connect(this, &QIODevice::readyRead, this, &Connection::onReadyRead);
    connect(this, &QIODevice::bytesWritten, this, &Connection::onBytesWritten);
    connect(this, &QAbstractSocket::errorOccurred, this, [this] { leave(true); });
    connect(this, &QAbstractSocket::disconnected, this, [this] { leave(true); });
    deadline_ms_ = parts_.look() + parts_.settings.head_timeout_ms;
    return true;
}

void Connection::onReadyRead() {
    switch (stage_) {
    case Stage::Head:
    case Stage::Body:
        return advance();
    case Stage::Socket:
        return readSocket();
    case Stage::Answering:
    case Stage::Writing:
    case Stage::Streaming:
        return lookForDeparture();
    case Stage::Lingering:
        return throwAway();
    case Stage::Released:
    case Stage::Draining:
    case Stage::Gone:
        return;
    }
}

/// A request sent ahead is kept up to a bound; above it nothing more is read until the answer has left.
void Connection::lookForDeparture() {
    if (socket_ && in_.size() >= parts_.settings.read_ahead) return drop(); // frames before the answer
    if (in_.size() < parts_.settings.read_ahead) drain(in_);
}

void Connection::advance() {
    drain(in_); // all of it: what stayed in the socket, QtHttpServer would take for the request
    if (stage_ == Stage::Head) {
        if (!readHeadNow()) return;
        if (isSocketPath()) return beginHandshake();
    }
    if (in_.size() < body_begin_ + head_.content_length) {
        if (stage_ == Stage::Head) expectBody();
        return;
    }
    releaseNow();
}

/// The rest of what was sent ahead, when the answer before it has left.
void Connection::resume() {
    if (stage_ != Stage::Head) return;
    advance();
    if (stage_ == Stage::Released) Q_EMIT readyRead(); // for QtHttpServer: the guard's slot ignores it now
}

/// True when the head is complete and accepted.
bool Connection::readHeadNow() {
    if (in_.empty()) return false;
    if (!first_byte_seen_) {
        first_byte_seen_ = true;
        const auto by = parts_.look() + parts_.settings.head_timeout_ms;
        deadline_ms_ = served_ ? by : std::min(deadline_ms_, by);
    }
    const auto progress = scanner_.scan(in_);
    if (progress == HeadScanner::Progress::NeedMore) return false;
    const Refusal* why = scanner_.refusal();
    const std::string_view bytes(in_.data(), scanner_.length());
    if (!why) why = readHead(bytes, parts_.settings.limits, head_);
    if (!why) why = admitHead(head_);
    if (!why) why = makeRequest(head_, request_);
    if (!why && parts_.closing) why = &kStopping;
    if (why) {
        refuse(*why);
        return false;
    }
    keep_alive_ = head_.keep_alive && head_.minor_version == 1;
    is_head_ = head_.method == "HEAD";
    is_options_ = head_.method == "OPTIONS";
    shown_.assign(head_.method).append(" / HTTP/1.1\r\n\r\n"); // nothing of the client's but a known word
    body_begin_ = scanner_.length();
    head_.headers.clear(); // views into in_, which may move from now on
    return true;
}

/// The head is accepted, its body not complete: sets the body's bounds.
void Connection::expectBody() {
    const auto& settings = parts_.settings;
    if (parts_.bodies_in_flight + head_.content_length > settings.bodies_in_flight) {
        return refuse(kTooManyBodies);
    }
    stage_ = Stage::Body;
    body_reserved_ = head_.content_length;
    parts_.bodies_in_flight += body_reserved_;
    deadline_ms_ = parts_.look() + settings.body_grace_ms +
                   static_cast<std::int64_t>(head_.content_length) * 1000 / settings.least_body_rate;
    constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
    if (head_.expects_continue && in_.size() == body_begin_) send(kContinue.data(), kContinue.size());
}

void Connection::releaseNow() {
    const auto end = body_begin_ + head_.content_length;
    if (head_.content_length > 0) request_.body.assign(in_, body_begin_, head_.content_length);
    if (in_.size() == end)
        in_.clear();
    else
        in_.erase(0, end);
    if (in_.capacity() > kKept) in_.shrink_to_fit();
    parts_.bodies_in_flight -= std::exchange(body_reserved_, 0);
    scanner_.reset();
    first_byte_seen_ = false;
    deadline_ms_ = 0;
    stage_ = Stage::Released;
    release(shown_);
}

/// After the last answer: reads on so that the peer, still sending, gets to read it.
void Connection::throwAway() {
    in_.clear();
    drain(in_);
    thrown_away_ += in_.size();
    in_.clear();
    if (thrown_away_ > most_thrown_away_) drop();
}

} // namespace nautilus::api
