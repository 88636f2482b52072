#include "ui/link/http_link.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTimer>
#include <QUrl>

namespace nautilus::ui {
namespace {

constexpr int kReconnectMs = 2000;
const RequestParts kOperations{QStringLiteral("GET"), QStringLiteral("/api/v1/operations"), {}};

LinkReply failure(int status, const QString& message) {
    const QJsonObject error{{QStringLiteral("code"), QStringLiteral("unreachable")},
                            {QStringLiteral("message"), message}};
    return {status,
            QJsonObject{{QStringLiteral("success"), false}, {QStringLiteral("errors"), QJsonArray{error}}},
            {}};
}

LinkReply readReply(QNetworkReply& reply, bool is_file = false) {
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0) return failure(0, reply.errorString());
    if (is_file && status >= 200 && status < 300) return {status, {}, reply.readAll()};
    const QJsonDocument document = QJsonDocument::fromJson(reply.readAll());
    if (!document.isObject())
        return failure(status, HttpLink::tr("The answer is not JSON (status %1).").arg(status));
    return {status, document.object(), {}};
}

} // namespace

QVector<EventStreamReader::Message> EventStreamReader::feed(const QByteArray& bytes) {
    buffer_ += bytes;
    buffer_.replace("\r\n", "\n");
    QVector<Message> messages;
    for (qsizetype end = buffer_.indexOf("\n\n"); end >= 0; end = buffer_.indexOf("\n\n")) {
        QString topic = QStringLiteral("message");
        QByteArray data;
        for (const QByteArray& line : buffer_.left(end).split('\n')) {
            if (line.startsWith("event:"))
                topic = QString::fromUtf8(line.mid(6).trimmed());
            else if (line.startsWith("data:"))
                data += (data.isEmpty() ? "" : "\n") + line.mid(line.startsWith("data: ") ? 6 : 5);
        }
        buffer_.remove(0, end + 2);
        if (!data.isEmpty()) messages.append({topic, QJsonDocument::fromJson(data).object()});
    }
    return messages;
}

/// One call: waiting for the operations, on the wire, finished or taken back.
class HttpLink::Call : public LinkCall {
public:
    Call(QString operation, QJsonObject parameters, QObject* context, Done done)
        : operation_(std::move(operation)), parameters_(std::move(parameters)), context_(context),
          has_context_(context != nullptr), done_(std::move(done)) {}

    void cancel() override {
        done_ = nullptr;
        if (reply_) reply_->abort();
    }
    void finish(const LinkReply& reply) {
        Done done = std::move(done_);
        done_ = nullptr;
        if (done && (!has_context_ || context_)) done(reply);
    }
    [[nodiscard]] bool cancelled() const { return !done_; }

    QString operation_;
    QJsonObject parameters_;
    QPointer<QNetworkReply> reply_;

private:
    QPointer<QObject> context_;
    bool has_context_;
    Done done_;
};

HttpLink::HttpLink(QString address, QString token_file, QObject* parent)
    : Link(parent), address_(std::move(address)), token_file_(std::move(token_file)) {
    while (address_.endsWith(QLatin1Char('/')))
        address_.chop(1);
    wish_again_.setSingleShot(true);
    wish_again_.setInterval(0);
    connect(&wish_again_, &QTimer::timeout, this, [this] {
        wish_again_.setInterval(0);
        openWished();
    });
    fetchOperations();
    openStanding();
}

HttpLink::~HttpLink() {
    for (QNetworkReply* reply : network_.findChildren<QNetworkReply*>()) {
        reply->disconnect(this);
        reply->abort();
    }
}

QNetworkReply* HttpLink::request(const RequestParts& parts) {
    QNetworkRequest request(QUrl(address_ + parts.target, QUrl::StrictMode));
    QFile token(token_file_);
    if (!token_file_.isEmpty() && token.open(QIODevice::ReadOnly))
        request.setRawHeader("Authorization", "Bearer " + token.readAll().trimmed());
    request.setRawHeader("Accept", "application/json");
    if (parts.verb == QLatin1String("GET")) return network_.get(request);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    return network_.sendCustomRequest(request, parts.verb.toLatin1(), parts.body);
}

void HttpLink::fetchOperations() {
    if (fetching_) return;
    fetching_ = request(kOperations);
    connect(fetching_, &QNetworkReply::finished, this, [this, reply = fetching_.data()] {
        reply->deleteLater();
        fetching_ = nullptr;
        operationsArrived(*reply);
    });
}

void HttpLink::operationsArrived(QNetworkReply& reply) {
    const LinkReply answer = readReply(reply);
    if (answer.ok()) operations_.read(answer.envelope.value(QStringLiteral("data")).toObject());
    const auto waiting = std::exchange(waiting_, {});
    for (const auto& call : waiting) {
        if (answer.ok())
            send(call);
        else
            call->finish(answer);
    }
}

std::shared_ptr<LinkCall> HttpLink::call(const QString& operation_id, const QJsonObject& parameters,
                                         QObject* context, Done done) {
    auto call = std::make_shared<Call>(operation_id, parameters, context, std::move(done));
    if (operations_.all().isEmpty()) {
        waiting_.append(call);
        fetchOperations();
    } else {
        send(call);
    }
    return call;
}

void HttpLink::send(const std::shared_ptr<Call>& call) {
    if (call->cancelled()) return;
    const OperationInfo* operation = operations_.find(call->operation_);
    if (!operation) {
        const LinkReply answer = failure(404, tr("The server does not offer %1.").arg(call->operation_));
        QTimer::singleShot(0, this, [call, answer] { call->finish(answer); });
        return;
    }
    QNetworkReply* reply = request(buildRequest(*operation, call->parameters_));
    call->reply_ = reply;
    const bool is_file = operation->kind == QLatin1String("file");
    connect(reply, &QNetworkReply::finished, this, [call, reply, is_file] {
        reply->deleteLater();
        if (!call->cancelled()) call->finish(readReply(*reply, is_file));
    });
}

/// Takes its pattern back when it goes.
class HttpLink::Listening : public LinkListening {
public:
    Listening(HttpLink& link, QString pattern) : link_(&link), pattern_(std::move(pattern)) {}
    ~Listening() override {
        if (!link_) return;
        link_->wishes_.removeOne(pattern_);
        link_->wish_again_.start();
    }

private:
    QPointer<HttpLink> link_;
    QString pattern_;
};

std::unique_ptr<LinkListening> HttpLink::listen(const QString& pattern) {
    wishes_.append(pattern);
    wish_again_.start();
    return std::make_unique<Listening>(*this, pattern);
}

void HttpLink::open(EventStream& stream, const QStringList& topics) {
    const QString target = QStringLiteral("/api/v1/events?topics=") + topics.join(QLatin1Char(','));
    stream.reply = request({QStringLiteral("GET"), target, {}});
    stream.reader = {};
    connect(stream.reply, &QNetworkReply::readyRead, this, [this, &stream, reply = stream.reply.data()] {
        if (stream.reply != reply) return;
        for (const auto& message : stream.reader.feed(reply->readAll()))
            Q_EMIT event(message.topic, message.payload);
    });
}

void HttpLink::openStanding() {
    open(standing_, standingTopics());
    connect(standing_.reply, &QNetworkReply::finished, this, [this, reply = standing_.reply.data()] {
        reply->deleteLater();
        QTimer::singleShot(kReconnectMs, this, &HttpLink::openStanding);
    });
}

/// The stream of what is listened to now; the one before it ends.
void HttpLink::openWished() {
    if (QNetworkReply* before = std::exchange(wished_.reply, nullptr)) {
        before->disconnect(this);
        before->abort();
        before->deleteLater();
    }
    QStringList topics = wishes_;
    topics.removeDuplicates();
    if (topics.isEmpty()) return;
    open(wished_, topics);
    connect(wished_.reply, &QNetworkReply::finished, this, [this] { wish_again_.start(kReconnectMs); });
}

} // namespace nautilus::ui
