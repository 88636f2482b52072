#include "app/cli/home_access.h"

#include "app/api/json/json_reader.h"
#include "app/composition/process.h"
#include "app/composition/server_app.h"
#include "app/security/token_guard.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <cstdio>
#include <future>

namespace nautilus::cli {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

constexpr int kPollMs = 100;

struct Response {
    int status = 0;
    std::string body;
};

Response viaHttp(const std::string& url, const std::string& token, const std::string& method,
                 const std::string& body) {
    QNetworkAccessManager network;
    QNetworkRequest request{QUrl(QString::fromStdString(url))};
    request.setRawHeader("Authorization", QByteArray("Bearer ") + QByteArray::fromStdString(token));
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    const auto bytes = QByteArray::fromStdString(body);
    auto* reply = method == "GET" ? network.get(request) : network.post(request, bytes);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    Response out{reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                 reply->readAll().toStdString()};
    reply->deleteLater();
    return out;
}

Response viaRouter(api::Router& router, const std::string& token, const std::string& method,
                   const std::string& path, const std::string& body) {
    std::promise<Response> promise;
    auto future = promise.get_future();
    router.handle({method, path, {}, {{"authorization", "Bearer " + token}}, body}, "",
                  [&](api::HttpResponse response, const api::Router::Handled&) {
                      promise.set_value({response.status, std::move(response.body)});
                  });
    return future.get();
}

std::string textOf(const Value& value, std::string_view name) {
    const auto* found = value.find(name);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? *text : "";
}

/// The errors of an envelope; the status tells whether the request was at fault.
kit::Errors errorsOf(const Value& envelope, int status) {
    const auto code = status == 400 || status == 404 || status == 422 ? ErrorCode::InvalidArgument
                      : status == 409                                 ? ErrorCode::Conflict
                                                                      : ErrorCode::Unavailable;
    kit::Errors out;
    const auto* list = envelope.find("errors");
    if (const auto* errors = list ? list->as<Value::Array>() : nullptr)
        for (const auto& error : *errors)
            out.push_back({code, textOf(error, "message"), textOf(error, "field")});
    if (out.empty()) out.push_back({code, "the program that owns the home folder did not answer"});
    return out;
}

void pause() {
    QEventLoop loop;
    QTimer::singleShot(kPollMs, &loop, &QEventLoop::quit);
    loop.exec();
}

} // namespace

int reportErrors(const kit::Errors& errors) {
    bool at_fault = false;
    for (const auto& error : errors) {
        std::fprintf(stderr, "nautilusd: %s%s%s\n", error.field.c_str(), error.field.empty() ? "" : ": ",
                     error.message.c_str());
        at_fault = at_fault || error.code == ErrorCode::InvalidArgument || error.code == ErrorCode::NotFound;
    }
    return at_fault ? 2 : 1;
}

HomeAccess::~HomeAccess() {
    if (own_) own_->stop();
}

Result<std::unique_ptr<HomeAccess>> HomeAccess::open(const std::string& home) {
    std::unique_ptr<HomeAccess> made(new HomeAccess);
    composition::Options options;
    options.home = home;
    options.demo = false;
    auto own = composition::Workstation::open(options);
    if (own) {
        made->own_ = std::move(*own);
        if (auto started = made->own_->start({}); !started) return kit::failAs(started);
    } else if (own.error().front().code == ErrorCode::Conflict) {
        made->address_ = composition::publishedAddress(home);
        if (made->address_.empty()) return kit::failAs(own);
    } else {
        return kit::failAs(own);
    }
    auto token = security::rootToken(home);
    if (!token) return kit::failAs(token);
    made->token_ = std::move(*token);
    return made;
}

Result<Value> HomeAccess::ask(const std::string& method, const std::string& path, const std::string& body) {
    const auto response = own_ ? viaRouter(own_->router(), token_, method, path, body)
                               : viaHttp(address_ + path, token_, method, body);
    auto envelope = api::readJson(response.body);
    if (!envelope || response.status >= 300 || response.status < 200)
        return tl::unexpected<kit::Errors>(errorsOf(envelope ? *envelope : Value(), response.status));
    const auto* data = envelope->find("data");
    return data ? *data : Value();
}

Result<Value> HomeAccess::runJob(const std::string& path, const Value& body) {
    const auto accepted = ask("POST", path, kit::toJson(body));
    if (!accepted) return accepted;
    const auto job = "/api/v1/jobs/" + textOf(*accepted, "job_id");
    std::string said;
    for (;; pause()) {
        const auto record = ask("GET", job, "");
        if (!record) return record;
        const auto state = textOf(*record, "state"), message = textOf(*record, "message");
        if (message != said) std::fprintf(stderr, "%s\n", message.c_str());
        said = message;
        if (state == "succeeded") {
            const auto* result = record->find("result");
            return result ? *result : Value();
        }
        if (state == "failed" || state == "cancelled")
            return fail(ErrorCode::Unavailable, state + ": " + textOf(*record, "error"));
        if (composition::stopRequested()) return fail(ErrorCode::Cancelled, "stopped");
    }
}

} // namespace nautilus::cli
