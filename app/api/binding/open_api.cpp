#include "app/api/binding/open_api.h"

#include "app/api/json/json_reader.h"

namespace nautilus::api {

using kit::Operation;
using kit::Value;

namespace {

Value metadataSchema() {
    return *readJson(R"({"type":"object",
        "required":["engine","version","request_id","processing_time_ms","timestamp","data_as_of","warnings"],
        "properties":{"engine":{"type":"string"},"version":{"type":"string"},"request_id":{"type":"string"},
          "processing_time_ms":{"type":"number"},"timestamp":{"type":"string","format":"date-time"},
          "data_as_of":{"type":["string","null"],"format":"date"},"catalog_epoch":{"type":"integer"},
          "methods":{"type":"object","additionalProperties":{"type":"string"}},
          "warnings":{"type":"array","items":{"type":"object","required":["code","pointer","message","args"],
            "properties":{"code":{"type":"string"},"pointer":{"type":"string"},"message":{"type":"string"},
                          "args":{"type":"object"}}}}},
          "additionalProperties":{}})"); // an operation may say more of its own
}

Value errorSchema() {
    return *readJson(R"({"type":"object","required":["success","data","metadata","errors"],"properties":{
        "success":{"const":false},"data":{"type":"null"},"metadata":{"$ref":"#/components/schemas/Metadata"},
        "errors":{"type":"array","minItems":1,"items":{"type":"object",
          "required":["code","message","field","retryable"],"properties":{"code":{"type":"string"},
          "message":{"type":"string"},"field":{"type":["string","null"]},
          "retryable":{"type":"boolean"},
          "retry_after_s":{"type":"number","exclusiveMinimum":0}}}}}})");
}

Value envelopeOf(const Value& data, const Value& metadata) {
    Value properties;
    properties.set("success", Value::Object{{"const", true}});
    properties.set("data", data.isNull() ? Value(Value::Object{}) : data); // of any shape
    properties.set("metadata", metadata);
    properties.set("errors", *readJson(R"({"type":"array","maxItems":0})"));
    Value schema = kit::typeSchema("object");
    schema.set("required", Value::Array{"success", "data", "metadata", "errors"});
    schema.set("properties", std::move(properties));
    return schema;
}

/// Path and query parameters from the request's field table.
Value parameterList(const Operation& operation, const std::string& path) {
    Value::Array list;
    const bool has_body = operation.verb == kit::Verb::Post || operation.verb == kit::Verb::Put;
    const Value* properties = operation.request_schema.find("properties");
    if (const auto* fields = properties ? properties->as<Value::Object>() : nullptr)
        for (const auto& [name, schema] : *fields) {
            const bool in_path = path.find("{" + name + "}") != std::string::npos;
            if (has_body && !in_path) continue;
            Value parameter =
                Value::Object{{"name", name}, {"in", in_path ? "path" : "query"}, {"schema", schema}};
            if (in_path) parameter.set("required", true);
            if (const Value* doc = schema.find("description")) parameter.set("description", *doc);
            list.push_back(std::move(parameter));
        }
    if (operation.formats.find('|') != std::string::npos)
        list.push_back(Value::Object{
            {"name", "format"},
            {"in", "query"},
            {"schema", Value::Object{{"type", "string"}, {"enum", kit::choiceList(operation.formats)}}}});
    return list;
}

Value responsesOf(const Operation& operation) {
    Value content;
    if (operation.kind == kit::Kind::Stream) {
        content.set("text/event-stream", Value::Object{{"schema", kit::typeSchema("string")}});
    } else if (operation.kind == kit::Kind::File) {
        content.set("application/octet-stream",
                    Value::Object{{"schema", kit::typeSchema("string", "binary")}});
    } else {
        if (kit::isOneOf(operation.formats, "json")) {
            const Value schema = operation.envelope == kit::Envelope::Bare
                                     ? operation.result_schema
                                     : envelopeOf(operation.result_schema,
                                                  Value::Object{{"$ref", "#/components/schemas/Metadata"}});
            content.set("application/json", Value::Object{{"schema", schema}});
        }
        if (kit::isOneOf(operation.formats, "csv"))
            content.set("text/csv", Value::Object{{"schema", kit::typeSchema("string")}});
        if (kit::isOneOf(operation.formats, "parquet"))
            content.set("application/vnd.apache.parquet",
                        Value::Object{{"schema", kit::typeSchema("string", "binary")}});
        if (kit::isOneOf(operation.formats, "text"))
            content.set("text/plain", Value::Object{{"schema", kit::typeSchema("string")}});
    }
    const bool is_job = operation.kind == kit::Kind::Job;
    Value responses;
    responses.set(
        is_job ? "202" : "200",
        Value::Object{{"description", is_job ? "Accepted; the job tells how it goes" : "The answer"},
                      {"content", std::move(content)}});
    const Value failed = Value::Object{{"$ref", "#/components/responses/Failure"}};
    responses.set("400", failed);
    if (operation.scope != kit::Scope::Open) responses.set("401", failed);
    responses.set("default", failed);
    return responses;
}

Value failure() {
    return Value::Object{
        {"description", "What was wrong, each error with the JSON pointer of its field"},
        {"content",
         Value::Object{{"application/json",
                        Value::Object{{"schema", Value::Object{{"$ref", "#/components/schemas/Error"}}}}}}}};
}

Value describe(const Operation& operation, const std::string& path) {
    Value out;
    out.set("operationId", operation.id);
    out.set("summary", operation.summary);
    out.set("tags", Value::Array{operation.engine()});
    if (operation.scope == kit::Scope::Open) out.set("security", Value::Array{});
    Value parameters = parameterList(operation, path);
    if (!parameters.as<Value::Array>()->empty()) out.set("parameters", std::move(parameters));
    if (operation.verb == kit::Verb::Post || operation.verb == kit::Verb::Put) {
        Value media = Value::Object{{"schema", operation.request_schema}};
        if (const auto example = readJson(operation.example)) media.set("example", *example);
        out.set("requestBody",
                Value::Object{{"content", Value::Object{{"application/json", std::move(media)}}}});
    }
    out.set("responses", responsesOf(operation));
    return out;
}

std::string lowerVerb(kit::Verb verb) {
    constexpr const char* kNames[] = {"get", "post", "put", "delete"};
    return kNames[static_cast<int>(verb)];
}

} // namespace

Value answerSchema(const Operation& operation) {
    return operation.envelope == kit::Envelope::Bare ? operation.result_schema
                                                     : envelopeOf(operation.result_schema, metadataSchema());
}

std::string openApiDocument(const std::deque<Operation>& operations) {
    Value paths = Value::Object{};
    for (const auto& operation : operations)
        for (const auto& path : operation.paths) {
            Value item = paths.find(path) ? *paths.find(path) : Value(Value::Object{});
            Value described = describe(operation, path);
            if (path != operation.paths.front()) // ids are unique in a document
                described.set("operationId", operation.id + ":" + path);
            item.set(lowerVerb(operation.verb), std::move(described));
            paths.set(path, std::move(item));
        }
    Value document;
    document.set("openapi", "3.1.0");
    document.set("info", Value::Object{{"title", "Nautilus Workstation"},
                                       {"version", NAUTILUS_VERSION},
                                       {"license", Value::Object{{"name", "GPL-3.0-or-later"},
                                                                 {"identifier", "GPL-3.0-or-later"}}}});
    document.set("servers", *readJson(R"([{"url":"/","description":"Where this description came from"}])"));
    document.set("security", Value::Array{Value::Object{{"token", Value::Array{}}}});
    document.set("paths", std::move(paths));
    document.set(
        "components",
        Value::Object{{"securitySchemes", *readJson(R"({"token":{"type":"http","scheme":"bearer"}})")},
                      {"responses", Value::Object{{"Failure", failure()}}},
                      {"schemas", Value::Object{{"Metadata", metadataSchema()}, {"Error", errorSchema()}}}});
    return kit::toJson(document);
}

} // namespace nautilus::api
