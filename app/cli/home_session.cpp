#include "app/cli/home_session.h"

#include "app/composition/process.h"
#include "app/composition/server_app.h"

#include <QEventLoop>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <chrono>
#include <fstream>
#include <future>
#include <thread>

namespace nautilus::cli {

namespace {

constexpr auto kLookAgain = std::chrono::milliseconds(100);

QJsonObject objectOf(const QByteArray& json) {
    return QJsonDocument::fromJson(json).object();
}

/// This process owns the home: requests go to its router, without a socket.
class OwnHome final : public HomeSession {
public:
    explicit OwnHome(std::unique_ptr<composition::Workstation> workstation)
        : workstation_(std::move(workstation)) {}
    ~OwnHome() override { workstation_->stop(); }

    Answer ask(const std::string& method, const std::string& path, const QJsonObject& body) override {
        api::HttpRequest request{method, path, {}, {{"content-type", "application/json"}}, {}};
        if (method != "GET") request.body = QJsonDocument(body).toJson(QJsonDocument::Compact).toStdString();
        auto promise = std::make_shared<std::promise<api::HttpResponse>>();
        auto answer = promise->get_future();
        workstation_->router().handle(request, "",
                                      [promise](api::HttpResponse response, api::Router::Handled) {
                                          promise->set_value(std::move(response));
                                      });
        const auto response = answer.get();
        return {response.status, objectOf(QByteArray::fromStdString(response.body))};
    }

private:
    std::unique_ptr<composition::Workstation> workstation_;
};

/// A server owns it: requests go to its address with the token of the home.
class ServedHome final : public HomeSession {
public:
    ServedHome(std::string address, std::string token)
        : address_(std::move(address)), token_(std::move(token)) {}

    Answer ask(const std::string& method, const std::string& path, const QJsonObject& body) override {
        QNetworkRequest request(QUrl(QString::fromStdString(address_ + path)));
        request.setRawHeader("Authorization", "Bearer " + QByteArray::fromStdString(token_));
        request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json");
        const auto bytes =
            method == "GET" ? QByteArray() : QJsonDocument(body).toJson(QJsonDocument::Compact);
        const std::unique_ptr<QNetworkReply> reply(
            network_.sendCustomRequest(request, QByteArray::fromStdString(method), bytes));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec();
        return {reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                objectOf(reply->readAll())};
    }

private:
    std::string address_;
    std::string token_;
    QNetworkAccessManager network_;
};

} // namespace

kit::Result<std::unique_ptr<HomeSession>> HomeSession::open(const std::string& home, Needs needs) {
    composition::Options options;
    options.home = home;
    options.demo = false;
    options.require_token = false; // no socket is opened
    options.all_engines = needs == Needs::Everything;
    auto workstation = composition::Workstation::open(options);
    if (workstation) {
        if (auto started = (*workstation)->start({}); !started) return kit::failAs(started);
        return std::unique_ptr<HomeSession>(std::make_unique<OwnHome>(std::move(*workstation)));
    }
    const auto address = composition::publishedAddress(home);
    const auto& why = workstation.error().front(); // a home of a newer version is a conflict that lasts
    if (why.code != kit::ErrorCode::Conflict || !why.retryable || address.empty())
        return kit::failAs(workstation);
    std::string token;
    std::ifstream(home + "/token") >> token;
    return std::unique_ptr<HomeSession>(std::make_unique<ServedHome>(address, token));
}

QJsonObject HomeSession::follow(const std::string& job_id, const Progress& progress) {
    bool cancelled = false;
    while (true) {
        const auto answer = ask("GET", "/api/v1/jobs/" + job_id, {});
        const auto job = answer.body.value("data").toObject();
        if (answer.status != 200 || !job.value("finished_at").isNull()) return job;
        progress(job.value("progress").toDouble(), job.value("message").toString().toStdString());
        if (composition::stopRequested() && !cancelled) {
            (void)ask("POST", "/api/v1/jobs/" + job_id + "/cancel", {});
            cancelled = true;
        }
        std::this_thread::sleep_for(kLookAgain);
    }
}

} // namespace nautilus::cli
