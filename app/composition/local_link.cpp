#include "app/composition/local_link.h"

#include "app/api/binding/envelope.h"
#include "app/api/json/json_reader.h"

#include <QJsonDocument>
#include <QPointer>

namespace nautilus::composition {

namespace {

/// Held by the caller and by the answer on its way; whoever is last lets go.
class Pending final : public ui::LinkCall {
public:
    explicit Pending(kit::CallPtr call) : call_(std::move(call)) {}
    void cancel() override {
        cancelled = true;
        call_->cancel();
    }
    bool cancelled = false; ///< GUI thread only

private:
    kit::CallPtr call_;
};

/// Unsubscribes when it goes.
class Listening final : public ui::LinkListening {
public:
    explicit Listening(std::unique_ptr<kit::Subscription> subscription)
        : subscription_(std::move(subscription)) {}

private:
    std::unique_ptr<kit::Subscription> subscription_;
};

QJsonObject objectOf(const std::string& json) {
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

} // namespace

LocalLink::LocalLink(Workstation& workstation, QString address, QObject* parent)
    : ui::Link(parent), workstation_(workstation), address_(std::move(address)) {
    for (const QString& pattern : ui::Link::standingTopics())
        subscriptions_.push_back(subscribe(pattern.toStdString()));
}

std::unique_ptr<kit::Subscription> LocalLink::subscribe(const std::string& pattern) {
    return workstation_.stream().subscribe(pattern, [this](const kit::Message& message) {
        const auto topic =
            QString::fromStdString(message.topic.starts_with("jobs.") ? "jobs" : message.topic);
        QMetaObject::invokeMethod(
            this, [this, topic, payload = objectOf(message.payload)] { Q_EMIT event(topic, payload); },
            Qt::QueuedConnection);
    });
}

std::unique_ptr<ui::LinkListening> LocalLink::listen(const QString& pattern) {
    return std::make_unique<Listening>(subscribe(pattern.toStdString()));
}

LocalLink::~LocalLink() = default;

QString LocalLink::tokenFile() const {
    return QString::fromStdString(workstation_.tokenFile());
}

std::shared_ptr<ui::LinkCall> LocalLink::call(const QString& operation_id, const QJsonObject& parameters,
                                              QObject* context, Done done) {
    const auto call = std::make_shared<kit::Call>();
    call->request_id = "desktop_" + std::to_string(next_request_++);
    const auto pending = std::make_shared<Pending>(call);
    const auto deliver = [self = QPointer<LocalLink>(this), pending, context = QPointer<QObject>(context),
                          done = std::move(done)](const api::HttpResponse& response, bool is_file = false) {
        if (!self) return;
        ui::LinkReply reply{response.status, {}, {}};
        if (is_file && reply.ok())
            reply.file = QByteArray::fromStdString(response.body);
        else
            reply.envelope = objectOf(response.body);
        QMetaObject::invokeMethod(
            self,
            [pending, context, done, reply] {
                if (!pending->cancelled && context) done(reply);
            },
            Qt::QueuedConnection);
    };
    const auto& clock = workstation_.clock();
    const auto* operation = workstation_.supervisor().find(operation_id.toStdString());
    if (!operation) {
        deliver(api::wrapErrors("gateway", call->request_id,
                                {{kit::ErrorCode::NotFound, "there is no such operation"}}, clock));
        return pending;
    }
    const auto json = QJsonDocument(parameters).toJson(QJsonDocument::Compact).toStdString();
    const auto values = api::readJson(json);
    if (!kit::isOneOf(operation->formats, "json")) call->format = kit::Format::Text;
    const auto begun = clock.steadyNs();
    workstation_.supervisor().run(*operation, values ? *values : kit::Value(kit::Value::Object{}), call,
                                  [deliver, operation, call, &clock, begun](kit::Result<kit::Reply> reply) {
                                      deliver(api::wrap(*operation, *call, reply, clock, begun),
                                              operation->kind == kit::Kind::File);
                                  });
    return pending;
}

} // namespace nautilus::composition
