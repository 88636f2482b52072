#include "app/cli/home_job.h"

#include "app/api/json/json_reader.h"

#include <QJsonDocument>

#include <cstdio>

namespace nautilus::cli {

using kit::ErrorCode;
using kit::fail;
using kit::Result;
using kit::Value;

namespace {

std::string textOf(const Value& value, std::string_view name) {
    const auto* found = value.find(name);
    const auto* text = found ? found->as<std::string>() : nullptr;
    return text ? *text : "";
}

Value valueOf(const QJsonObject& object) {
    auto value = api::readJson(QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString());
    return value ? std::move(*value) : Value();
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

Result<Value> runJob(HomeSession& home, const std::string& path, const Value& body) {
    const auto request = QJsonDocument::fromJson(QByteArray::fromStdString(kit::toJson(body))).object();
    const auto accepted = home.ask("POST", path, request);
    if (accepted.status < 200 || accepted.status >= 300)
        return tl::unexpected<kit::Errors>(errorsOf(valueOf(accepted.body), accepted.status));
    const auto id = accepted.body.value("data").toObject().value("job_id").toString().toStdString();
    std::string said;
    const auto job = valueOf(home.follow(id, [&](double, const std::string& message) {
        if (message != said) std::fprintf(stderr, "%s\n", message.c_str());
        said = message;
    }));
    const auto state = textOf(job, "state");
    if (state != "succeeded")
        return fail(ErrorCode::Unavailable, (state.empty() ? "failed" : state) + ": " + textOf(job, "error"));
    const auto* result = job.find("result");
    return result ? *result : Value();
}

} // namespace nautilus::cli
