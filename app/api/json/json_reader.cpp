#include "app/api/json/json_reader.h"

#include <simdjson.h>

#include <limits>
#include <unordered_set>

namespace nautilus::api {

using kit::ErrorCode;
using kit::Value;

namespace {

kit::Result<Value> convert(simdjson::dom::element element, const std::string& at);

/// RFC 6901.
std::string escaped(std::string_view name) {
    std::string out;
    for (const char c : name)
        out += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
    return out;
}

kit::Result<Value> convertObject(simdjson::dom::object object, const std::string& at) {
    Value::Object out;
    std::unordered_set<std::string_view> seen;
    for (const auto field : object) {
        const auto here = at + "/" + escaped(field.key);
        if (!seen.insert(field.key).second)
            return kit::fail(ErrorCode::InvalidArgument, "a name stands twice in one object", here);
        auto value = convert(field.value, here);
        if (!value) return value;
        out.emplace_back(std::string(field.key), std::move(*value));
    }
    return Value(std::move(out));
}

kit::Result<Value> convert(simdjson::dom::element element, const std::string& at) {
    using simdjson::dom::element_type;
    switch (element.type()) {
    case element_type::NULL_VALUE:
        return Value();
    case element_type::BOOL:
        return Value(bool(element));
    case element_type::INT64:
        return Value(std::int64_t(element));
    case element_type::UINT64:
        return Value(static_cast<double>(std::uint64_t(element)));
    case element_type::DOUBLE:
        return Value(double(element));
    case element_type::STRING:
        return Value(std::string_view(element));
    case element_type::OBJECT:
        return convertObject(simdjson::dom::object(element), at);
    case element_type::ARRAY:
        break;
    }
    Value::Array out;
    for (const auto item : simdjson::dom::array(element)) {
        auto value = convert(item, at + "/" + std::to_string(out.size()));
        if (!value) return value;
        out.push_back(std::move(*value));
    }
    return Value(std::move(out));
}

} // namespace

kit::Result<Value> readJson(std::string_view bytes) {
    if (bytes.empty()) // no bytes at all: the parser would copy from nowhere
        return kit::fail(ErrorCode::InvalidArgument, "the request body is not one valid JSON document");
    simdjson::dom::parser parser;
    if (parser.allocate(bytes.size() + 1, kMaxJsonDepth) != simdjson::SUCCESS)
        return kit::fail(ErrorCode::Unavailable, "the request body is too large");
    simdjson::dom::element root;
    const auto error = parser.parse(bytes.data(), bytes.size()).get(root);
    if (error == simdjson::DEPTH_ERROR)
        return kit::fail(ErrorCode::InvalidArgument, "the JSON is nested too deeply");
    if (error != simdjson::SUCCESS)
        return kit::fail(ErrorCode::InvalidArgument, "the request body is not one valid JSON document");
    return convert(root, "");
}

} // namespace nautilus::api
