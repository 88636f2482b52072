#pragma once
// Link over HTTP: another process's home, or a remote server. Operations are resolved once through
// GET /api/v1/operations; calls made before that wait. Events come by SSE from GET /api/v1/events and
// reconnect; what is listened to beside the standing topics comes by a second stream of its own, so that the
// first is never cut. Errors below HTTP (no connection, aborted) are answered with status 0 and one entry in
// `errors`.

#include "ui/link/link.h"
#include "ui/link/operation_info.h"

#include <QNetworkAccessManager>
#include <QPointer>
#include <QTimer>
#include <QVector>

class QNetworkReply;

namespace nautilus::ui {

/// Splits a server-sent event stream into events as its bytes arrive.
class EventStreamReader {
public:
    struct Message {
        QString topic;
        QJsonObject payload;
    };
    [[nodiscard]] QVector<Message> feed(const QByteArray& bytes);

private:
    QByteArray buffer_;
};

class HttpLink : public Link {
    Q_OBJECT
public:
    /// `address` like "http://127.0.0.1:8001"; the token is read from `token_file` at every call, so that a
    /// new token needs no restart.
    HttpLink(QString address, QString token_file, QObject* parent = nullptr);
    ~HttpLink() override;

    std::shared_ptr<LinkCall> call(const QString& operation_id, const QJsonObject& parameters,
                                   QObject* context, Done done) override;
    [[nodiscard]] std::unique_ptr<LinkListening> listen(const QString& pattern) override;
    [[nodiscard]] QString address() const override { return address_; }
    [[nodiscard]] QString tokenFile() const override { return token_file_; }

private:
    class Call;
    class Listening;
    struct EventStream {
        QPointer<QNetworkReply> reply;
        EventStreamReader reader;
    };
    void fetchOperations();
    void operationsArrived(QNetworkReply& reply);
    void send(const std::shared_ptr<Call>& call);
    void open(EventStream& stream, const QStringList& topics);
    void openStanding();
    void openWished();
    [[nodiscard]] QNetworkReply* request(const RequestParts& parts);

    QString address_;
    QString token_file_;
    QNetworkAccessManager network_;
    OperationList operations_;
    QVector<std::shared_ptr<Call>> waiting_;
    QPointer<QNetworkReply> fetching_;
    EventStream standing_;
    EventStream wished_;
    QStringList wishes_; ///< patterns, once for each handle
    QTimer wish_again_;  ///< several handles that come and go together are one new stream
};

} // namespace nautilus::ui
