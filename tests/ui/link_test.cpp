#include "tests/ui/suites.h"
#include "ui/link/http_link.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QtTest>

namespace nautilus::ui::testing {
namespace {

/// The least HTTP server that the link can talk to: answers by path, keeps what it was asked.
class TinyServer : public QTcpServer {
public:
    TinyServer() {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            QTcpSocket* socket = nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, this, [this, socket] { serve(*socket); });
        });
    }
    [[nodiscard]] QString address() const { return QStringLiteral("http://127.0.0.1:%1").arg(serverPort()); }
    QStringList asked;
    QByteArray last_request;
    bool hold = false;
    int aborted = 0;

private:
    void serve(QTcpSocket& socket) {
        const QByteArray request = socket.readAll();
        const QByteArray target = request.split(' ').value(1);
        asked.append(QString::fromUtf8(request.split(' ').value(0) + ' ' + target));
        if (target.startsWith("/api/v1/events")) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n"
                         "event: jobs\ndata: {\"job_id\":\"j1\",\"state\":\"running\"}\n\n");
            return;
        }
        if (target == "/api/v1/operations")
            return answer(socket, 200,
                          "{\"success\":true,\"data\":{\"operations\":["
                          "{\"id\":\"a.get\",\"verb\":\"GET\",\"path\":\"/a/{name}/x\"},"
                          "{\"id\":\"a.post\",\"verb\":\"POST\",\"path\":\"/a\"}]}}");
        last_request = request;
        if (hold) {
            connect(&socket, &QTcpSocket::disconnected, this, [this] { ++aborted; });
            return;
        }
        if (target.startsWith("/a/missing"))
            return answer(socket, 404, "{\"success\":false,\"errors\":[{\"message\":\"unknown\"}]}");
        answer(socket, 200, "{\"success\":true,\"data\":{\"value\":7}}");
    }
    void answer(QTcpSocket& socket, int status, const QByteArray& body) {
        socket.write("HTTP/1.1 " + QByteArray::number(status) +
                     " X\r\nContent-Type: application/json\r\nContent-Length: " +
                     QByteArray::number(body.size()) + "\r\n\r\n" + body);
    }
};

} // namespace

class LinkTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void requestsAreBuilt() {
        const OperationInfo get{
            QStringLiteral("g"), QStringLiteral("GET"), QStringLiteral("/x/{symbol}/y"), {}, {}, {}};
        const QJsonObject parameters{
            {QStringLiteral("symbol"), QStringLiteral("BRK B/x")},
            {QStringLiteral("factors"), QJsonArray{QStringLiteral("style:a"), QStringLiteral("b")}},
            {QStringLiteral("adjusted"), true}};
        const RequestParts parts = buildRequest(get, parameters);
        QCOMPARE(parts.target, QStringLiteral("/x/BRK%20B%2Fx/y?adjusted=true&factors=style:a,b"));
        QVERIFY(parts.body.isEmpty());
        const OperationInfo post{
            QStringLiteral("p"), QStringLiteral("POST"), QStringLiteral("/p"), {}, {}, {}};
        QCOMPARE(buildRequest(post, {{QStringLiteral("w"), 1}}).body, QByteArray(R"({"w":1})"));
    }
    void snippetsNeverHoldTheToken() {
        const RequestParts parts{QStringLiteral("POST"), QStringLiteral("/p"), "{\"name\":\"it's\"}"};
        const QString curl = curlSnippet(QStringLiteral("http://h:1"), QStringLiteral("/d/token"), parts);
        QCOMPARE(curl,
                 QStringLiteral(
                     "curl -sS -H \"Authorization: Bearer $(cat '/d/token')\" -X POST "
                     "-H 'Content-Type: application/json' -d '{\"name\":\"it'\\''s\"}' 'http://h:1/p'"));
        QVERIFY(pythonSnippet(QStringLiteral("http://h:1"), QStringLiteral("/d/token"), parts)
                    .contains(QStringLiteral("open(\"/d/token\").read().strip()")));
    }
    void eventsArriveInPieces() {
        EventStreamReader reader;
        QVERIFY(reader.feed(": hello\n\nevent: jobs\nda").isEmpty());
        const auto messages = reader.feed("ta: {\"a\":1}\r\n\r\ndata: {\"b\":2}\n\n");
        QCOMPARE(messages.size(), 2);
        QCOMPARE(messages[0].topic, QStringLiteral("jobs"));
        QCOMPARE(messages[0].payload.value(QStringLiteral("a")).toInt(), 1);
        QCOMPARE(messages[1].topic, QStringLiteral("message"));
    }
    void callsGoOverHttp() {
        QTemporaryDir home;
        QFile token(home.filePath(QStringLiteral("token")));
        QVERIFY(token.open(QIODevice::WriteOnly));
        token.write("secret\n");
        token.close();
        TinyServer server;
        HttpLink link(server.address() + QLatin1Char('/'), token.fileName());
        QSignalSpy events(&link, &Link::event);
        int value = 0;
        link.call(QStringLiteral("a.get"), {{QStringLiteral("name"), QStringLiteral("n")}}, this,
                  [&](const LinkReply& reply) {
                      QVERIFY(reply.ok());
                      value = reply.envelope.value(QStringLiteral("data"))
                                  .toObject()
                                  .value(QStringLiteral("value"))
                                  .toInt();
                  });
        QTRY_COMPARE(value, 7);
        QVERIFY(server.last_request.contains("Authorization: Bearer secret\r\n"));
        QTRY_VERIFY(events.count() >= 1);
        QCOMPARE(events.first().at(0).toString(), QStringLiteral("jobs"));
        int status = 0;
        link.call(QStringLiteral("a.get"), {{QStringLiteral("name"), QStringLiteral("missing")}}, this,
                  [&](const LinkReply& reply) { status = reply.status; });
        QTRY_COMPARE(status, 404);
        link.call(QStringLiteral("no.such"), {}, this,
                  [&](const LinkReply& reply) { status = reply.status + 1; });
        QTRY_COMPARE(status, 405);
    }
    void aTopicIsHeardWhileItsHandleLives() {
        TinyServer server;
        HttpLink link(server.address(), {});
        const auto streams = [&](const char* topics) {
            return server.asked.count(QStringLiteral("GET /api/v1/events?topics=") + QLatin1String(topics));
        };
        QTRY_VERIFY(server.asked.contains(QStringLiteral("GET /api/v1/events?topics=") +
                                          Link::standingTopics().join(QLatin1Char(','))));
        QSignalSpy events(&link, &Link::event);
        auto pnl = link.listen(QStringLiteral("portfolio.pnl.a"));
        const auto positions = link.listen(QStringLiteral("portfolio.positions.a"));
        QTRY_COMPARE(streams("portfolio.pnl.a,portfolio.positions.a"), 1); // one stream for both
        QTRY_VERIFY(events.count() >= 1);
        pnl.reset();
        QTRY_COMPARE(streams("portfolio.positions.a"), 1);
    }
    void cancelAborts() {
        TinyServer server;
        server.hold = true;
        HttpLink link(server.address(), {});
        bool done = false;
        const auto call =
            link.call(QStringLiteral("a.post"), {}, this, [&](const LinkReply&) { done = true; });
        QTRY_VERIFY(server.asked.contains(QStringLiteral("POST /a")));
        call->cancel();
        QTRY_COMPARE(server.aborted, 1);
        QVERIFY(!done);
    }
    void deadServersAreSaidSo() {
        HttpLink link(QStringLiteral("http://127.0.0.1:1"), {});
        LinkReply answer{-1, {}};
        link.call(QStringLiteral("a.get"), {}, this, [&](const LinkReply& reply) { answer = reply; });
        QTRY_COMPARE(answer.status, 0);
        QVERIFY(!answer.envelope.value(QStringLiteral("errors")).toArray().isEmpty());
    }
};

static const Register<LinkTest> kRegistered;

} // namespace nautilus::ui::testing

#include "link_test.moc"
