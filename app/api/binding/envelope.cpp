#include "app/api/binding/envelope.h"

#include "app/api/binding/csv_cells.h"
#include "app/api/binding/http_status.h"

#include <algorithm>
#include <cmath>

namespace nautilus::api {

using kit::JsonWriter;

namespace {

struct Meta {
    std::string engine;
    std::string request_id;
    double took_ms = 0;
    domain::Timestamp at;
    const kit::Call* call = nullptr;
};

void writeWarnings(JsonWriter& out, const std::vector<kit::Warning>& warnings) {
    out.key("warnings");
    out.beginArray();
    for (const auto& warning : warnings) {
        out.beginObject();
        out.key("code");
        out.string(warning.code);
        out.key("pointer");
        out.string(warning.pointer);
        out.key("message");
        out.string(warning.message);
        out.key("args");
        if (warning.args.isNull())
            out.raw("{}");
        else
            out.value(warning.args);
        out.endObject();
    }
    out.endArray();
}

void writeMetadata(JsonWriter& out, const Meta& meta) {
    out.key("metadata");
    out.beginObject();
    out.key("engine");
    out.string(meta.engine);
    out.key("version");
    out.string(NAUTILUS_VERSION);
    out.key("request_id");
    out.string(meta.request_id);
    out.key("processing_time_ms");
    out.number(meta.took_ms);
    out.key("timestamp");
    out.string(meta.at.rfc3339());
    out.key("data_as_of");
    if (meta.call && meta.call->data_as_of)
        out.string(meta.call->data_as_of->iso());
    else
        out.null();
    if (meta.call && meta.call->catalog_epoch) {
        out.key("catalog_epoch");
        out.integer(*meta.call->catalog_epoch);
    }
    if (meta.call && !meta.call->methods.empty()) {
        out.key("methods");
        out.beginObject();
        for (const auto& [name, what] : meta.call->methods) {
            out.key(name);
            out.string(what);
        }
        out.endObject();
    }
    if (meta.call)
        for (const auto& [name, what] : meta.call->facts) {
            out.key(name);
            out.value(what);
        }
    static const std::vector<kit::Warning> kNone;
    writeWarnings(out, meta.call ? meta.call->warnings : kNone);
    out.endObject();
}

void writeErrors(JsonWriter& out, const kit::Errors& errors) {
    out.key("errors");
    out.beginArray();
    for (const auto& error : errors) {
        out.beginObject();
        out.key("code");
        out.string(errorName(error.code));
        out.key("message");
        out.string(error.message);
        out.key("field");
        if (error.field.empty())
            out.null();
        else
            out.string(error.field);
        out.key("retryable");
        out.boolean(error.retryable);
        if (error.retry_after_s) {
            out.key("retry_after_s");
            out.number(*error.retry_after_s);
        }
        out.endObject();
    }
    out.endArray();
}

/// Whole seconds, rounded up: whoever comes back then is early for none of the failures.
std::string retryAfter(const kit::Errors& errors) {
    double wait = 1; // where nobody knows better
    for (const auto& error : errors)
        wait = std::max(wait, std::ceil(error.retry_after_s.value_or(0)));
    return std::to_string(static_cast<std::int64_t>(wait));
}

HttpResponse failure(const Meta& meta, const kit::Errors& errors) {
    HttpResponse response;
    response.status = errors.empty() ? 500 : httpStatus(errors.front().code);
    JsonWriter out(response.body);
    out.beginObject();
    out.key("success");
    out.boolean(false);
    out.key("data");
    out.null();
    writeMetadata(out, meta);
    writeErrors(out, errors);
    out.endObject();
    if (response.status == 429 || response.status == 503)
        response.headers.emplace_back("Retry-After", retryAfter(errors));
    if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

} // namespace

namespace {

/// A file goes out as it is; what it is and what it is called stand among the facts of the call.
void describeFile(const kit::Call& call, HttpResponse& response) {
    response.content_type = "application/octet-stream";
    for (const auto& [name, what] : call.facts) {
        const auto* text = what.as<std::string>();
        if (text && name == "content_type") response.content_type = *text;
        if (text && name == "file_name")
            response.headers.emplace_back("Content-Disposition", "attachment; filename=\"" + *text + "\"");
    }
}

} // namespace

HttpResponse wrap(const kit::Operation& operation, const kit::Call& call,
                  const kit::Result<kit::Reply>& reply, const kit::Clock& clock, std::int64_t begun_ns) {
    Meta meta{operation.engine(), call.request_id, 0, clock.now(), &call};
    meta.took_ms = static_cast<double>((clock.steadyNs() - begun_ns) / 1000) / 1000.0; // whole microseconds
    if (!reply) return failure(meta, reply.error());
    HttpResponse response;
    response.status = operation.kind == kit::Kind::Job ? 202 : reply->status; // accepted, not done yet
    if (reply->format == kit::Format::Csv) response.content_type = "text/csv; charset=utf-8";
    if (reply->format == kit::Format::Text)
        response.content_type = "text/plain; version=0.0.4; charset=utf-8";
    if (reply->format == kit::Format::Parquet) response.content_type = "application/vnd.apache.parquet";
    if (operation.kind == kit::Kind::File) {
        describeFile(call, response);
        response.body = reply->body;
        return response;
    }
    if (reply->format != kit::Format::Json || operation.envelope == kit::Envelope::Bare) {
        response.body = reply->format == kit::Format::Csv ? withoutFormulas(reply->body) : reply->body;
        if (meta.call->data_as_of) response.headers.emplace_back("X-Data-As-Of", call.data_as_of->iso());
        return response;
    }
    response.body.reserve(reply->body.size() + 1024);
    JsonWriter out(response.body);
    out.beginObject();
    out.key("success");
    out.boolean(true);
    out.key("data");
    out.raw(reply->body);
    writeMetadata(out, meta);
    writeErrors(out, {});
    out.endObject();
    return response;
}

HttpResponse wrapErrors(const std::string& engine, const std::string& request_id, const kit::Errors& errors,
                        const kit::Clock& clock) {
    return failure({engine, request_id, 0, clock.now(), nullptr}, errors);
}

} // namespace nautilus::api
