#pragma once
// The desktop's only door to the engines: the same operations as the HTTP API, by id, with the same
// parameters and the same envelope back. Two implementations: in process (ui/link never sees an engine's
// inside) and HTTP.

#include <QByteArray>
#include <QJsonObject>
#include <QObject>
#include <QString>
#include <QStringList>

#include <functional>
#include <memory>

namespace nautilus::ui {

/// What came back: the HTTP status and the whole envelope {success, data, metadata, errors}; of an operation
/// of the kind "file" that went well its bytes instead.
struct LinkReply {
    int status = 0;
    QJsonObject envelope;
    QByteArray file{};
    [[nodiscard]] bool ok() const { return status >= 200 && status < 300; }
};

/// A call on its way. Dropping the shared handle does not cancel; cancel() does, and `done` then never runs.
class LinkCall {
public:
    virtual ~LinkCall() = default;
    virtual void cancel() = 0;
};

/// A wish to hear a topic. It ends with the handle, which must not outlive the link.
class LinkListening {
public:
    virtual ~LinkListening() = default;
};

class Link : public QObject {
    Q_OBJECT
public:
    using Done = std::function<void(const LinkReply&)>;
    using QObject::QObject;

    /// Runs one operation. `done` runs on the GUI thread, once, unless `context` died or the call was
    /// cancelled.
    virtual std::shared_ptr<LinkCall> call(const QString& operation_id, const QJsonObject& parameters,
                                           QObject* context, Done done) = 0;

    /// Messages of a topic, or of all that begin like "a.b.*", come by event() while the handle lives. Some
    /// of them exist only while somebody listens (profit and loss of a book): hold it while it is seen.
    [[nodiscard]] virtual std::unique_ptr<LinkListening> listen(const QString& pattern) = 0;
    /// What comes by event() at any time.
    [[nodiscard]] static QStringList standingTopics();

    /// Where the same call can be made from outside, e.g. "http://127.0.0.1:8001".
    [[nodiscard]] virtual QString address() const = 0;
    /// Path of the file that holds the token, for "copy as curl"; never the token itself.
    [[nodiscard]] virtual QString tokenFile() const = 0;

Q_SIGNALS:
    /// A message of the bus, e.g. topic "jobs.progress" or "catalog.epoch".
    void event(const QString& topic, const QJsonObject& payload);
};

} // namespace nautilus::ui
