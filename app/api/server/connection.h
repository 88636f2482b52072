#pragma once
// One client: reads requests within the bounds, has them answered one after the other, writes answers and
// event streams within the bounds, and goes away when told, when done, or when the peer has gone.
//
// A request that was sent ahead (pipelined) waits: a bounded part of it is taken in, the rest stays in
// the kernel. It is looked at when the answer before it has left completely.

#include "app/api/gate/head_scanner.h"
#include "app/api/gate/request_head.h"
#include "app/api/server/answer_text.h"
#include "app/api/server/gateway_core.h"
#include "app/api/server/guarded_socket.h"
#include "app/api/server/open_socket.h"
#include "app/api/streaming/event_queue.h"

#include <atomic>
#include <memory>
#include <string>
#include <vector>

namespace nautilus::api {

/// An event stream from the moment its operation answered.
struct OpenStream {
    EventQueue queue;
    /// Topics that have not ended; a pattern never does. The stream ends with the last of them.
    std::atomic<std::size_t> open_topics{0};
    std::vector<std::unique_ptr<kit::Subscription>> subscriptions{};
    bool endless = true;  ///< false: no topics, ends after the first event
    bool resumed = false; ///< what its reader missed stands in the queue

    OpenStream(std::size_t most_messages, std::size_t most_bytes) : queue(most_messages, most_bytes) {}
};

/// What an answering thread needs to open a stream; a copy, since the gateway may be gone by then.
struct StreamSource {
    std::shared_ptr<Mailbox> mailbox;
    kit::Stream* stream;
    std::size_t most_messages;
    std::size_t most_bytes;
    std::string last_event_id; ///< where the reader broke off; empty = from now
};

class Connection final : public GuardedSocket {
public:
    Connection(GatewayParts& parts, const std::string& only_engine, QObject* parent);
    ~Connection() override;

    /// Takes the socket over; false when it is gone already.
    bool begin(qintptr descriptor);
    /// QtHttpServer has read the released request.
    void dispatch();
    /// Looks at the deadlines; `now_ms` on the steady scale.
    void sweep(std::int64_t now_ms);
    /// The server stops: idle connections end now, answers under way get `Connection: close`.
    void wind();
    /// Hands on what waits for a WebSocket; true when more waits and the socket has room.
    bool flushSocket();
    /// Ends at once, whatever the state.
    void drop();
    void refuse(const Refusal& why);

    std::size_t place = 0; ///< index in GatewayParts::connections

private:
    enum class Stage {
        Head,
        Body,
        Released,
        Answering,
        Writing,
        Streaming,
        Socket,
        Draining,
        Lingering,
        Gone
    };

    // connection_read.cpp
    void onReadyRead();
    void advance();
    void resume();
    bool readHeadNow();
    void expectBody();
    void releaseNow();
    void throwAway();
    void lookForDeparture();

    // connection_answer.cpp
    void run();
    static std::shared_ptr<OpenStream> openStream(const StreamSource& source, const TicketPtr& ticket,
                                                  const std::vector<std::string>& topics);
    void deliver(HttpResponse response, std::shared_ptr<OpenStream> opened);
    void confirm(std::shared_ptr<OpenStream> opened);
    void confirmed(HttpResponse response, const Router::Handled& handled);
    void answer(HttpResponse response);
    void pump();
    void answered();
    void finish();
    void onBytesWritten();
    void leave(bool abandoned);
    void offerMethods(HttpResponse& response);
    [[nodiscard]] AnswerForm form() const;

    // connection_stream.cpp
    void sweepAnswer(std::int64_t now_ms);
    void beginStream(HttpResponse response, std::shared_ptr<OpenStream> opened);
    void pumpStream();
    void sweepStream(std::int64_t now_ms);

    // connection_handshake.cpp
    [[nodiscard]] bool isSocketPath() const;
    [[nodiscard]] const Refusal* judgeHandshake() const;
    void beginHandshake();
    void refuseHandshake(const Refusal& why);
    void askForSession();
    void sessionOpened(kit::Result<std::shared_ptr<kit::LiveSession>> session);
    void beginSocket();

    // connection_websocket.cpp
    void readSocket();
    void onFrame(FrameReader::Event event);
    void onText(const std::string& text);
    void pumpSocket();
    void sendClose(int code, std::string_view reason);
    void endSocket();
    void closeSocket();
    void sweepSocket(std::int64_t now_ms);

    GatewayParts& parts_;
    const std::string& only_engine_;
    Stage stage_ = Stage::Head;
    HeadScanner scanner_;
    RequestHead head_;
    std::string in_; ///< bytes of the request that is coming in, and what was sent ahead
    std::size_t body_begin_ = 0;
    std::size_t body_reserved_ = 0; ///< counted in GatewayParts::bodies_in_flight
    bool first_byte_seen_ = false;
    bool served_ = false; ///< at least one request was answered
    HttpRequest request_;
    std::string shown_; ///< the request as QtHttpServer is shown it
    bool is_head_ = false;
    bool is_options_ = false;
    bool keep_alive_ = true;
    TicketPtr ticket_;
    kit::CallPtr call_;
    std::string out_; ///< what of the answer was not yet handed to the socket, from out_at_
    std::size_t out_at_ = 0;
    std::size_t taken_ = 0;        ///< bytes of the answer that the peer has taken
    std::int64_t since_ms_ = 0;    ///< when the stage, or what its deadline counts from, began
    std::int64_t deadline_ms_ = 0; ///< 0: none
    bool pumping_ = false;
    std::size_t thrown_away_ = 0;
    std::size_t most_thrown_away_ = 64 * 1024;
    std::shared_ptr<OpenStream> stream_;
    std::shared_ptr<OpenStream> unconfirmed_; ///< subscribed, waiting for the second look at the state
    std::unique_ptr<OpenSocket> socket_;
    std::int64_t last_beat_ms_ = 0;
    std::int64_t progress_ms_ = 0; ///< when the stream's reader last took something
};

} // namespace nautilus::api
