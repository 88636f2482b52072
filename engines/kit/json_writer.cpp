#include "engines/kit/json_writer.h"

namespace nautilus::kit {

void JsonWriter::quote(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out_ += '"';
    for (const char c : text) {
        const auto u = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out_ += '\\';
            out_ += c;
        } else if (c == '\n') {
            out_ += "\\n";
        } else if (u < 0x20) {
            out_ += "\\u00";
            out_ += kHex[u >> 4];
            out_ += kHex[u & 15];
        } else {
            out_ += c;
        }
    }
    out_ += '"';
}

void JsonWriter::value(const Value& v) {
    if (const auto* array = v.as<Value::Array>()) {
        beginArray();
        for (const auto& item : *array) value(item);
        endArray();
    } else if (const auto* object = v.as<Value::Object>()) {
        beginObject();
        for (const auto& [name, item] : *object) {
            key(name);
            value(item);
        }
        endObject();
    } else if (const auto* text = v.as<std::string>()) {
        string(*text);
    } else if (const auto* untyped = v.as<Value::Untyped>()) {
        string(untyped->text);
    } else if (const auto* truth = v.as<bool>()) {
        boolean(*truth);
    } else if (const auto* whole = v.as<std::int64_t>()) {
        integer(*whole);
    } else if (const auto* real = v.as<double>()) {
        number(*real);
    } else {
        null();
    }
}

std::string toJson(const Value& v) {
    std::string out;
    JsonWriter(out).value(v);
    return out;
}

} // namespace nautilus::kit
