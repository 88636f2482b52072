#include "engines/kit/json_writer.h"

#include <array>

namespace nautilus::kit {

namespace {

/// Length of the well-formed UTF-8 sequence of two to four bytes at the front, 0 when there is none
/// (Unicode 15, table 3-7: no surrogates, no overlong forms, nothing above U+10FFFF).
std::size_t sequenceLength(std::string_view rest) {
    const auto byte = [&](std::size_t i) {
        return i < rest.size() ? static_cast<unsigned char>(rest[i]) : 0U;
    };
    const auto follows = [&](std::size_t i) { return byte(i) >= 0x80 && byte(i) <= 0xBF; };
    const unsigned lead = byte(0);
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        const unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return byte(1) >= low && byte(1) <= high && follows(2) ? 3 : 0;
    }
    if (lead < 0xF0 || lead > 0xF4) return 0;
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return byte(1) >= low && byte(1) <= high && follows(2) && follows(3) ? 4 : 0;
}

/// Bytes that stand for themselves between quotes.
constexpr auto kPlain = [] {
    std::array<bool, 256> out{};
    for (std::size_t c = 0x20; c < 0x80; ++c)
        out[c] = c != '"' && c != '\\';
    return out;
}();

constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD

} // namespace

void JsonWriter::quote(std::string_view text) {
    static constexpr char kHex[] = "0123456789abcdef";
    out_ += '"';
    for (std::size_t i = 0; i < text.size(); ++i) {
        std::size_t end = i;
        while (end < text.size() && kPlain[static_cast<unsigned char>(text[end])])
            ++end;
        out_.append(text, i, end - i);
        if (end == text.size()) break;
        i = end;
        const char c = text[i];
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
        } else if (const auto n = sequenceLength(text.substr(i)); n > 0) {
            out_ += text.substr(i, n);
            i += n - 1;
        } else {
            out_ += kReplacement;
        }
    }
    out_ += '"';
}

void JsonWriter::value(const Value& v) {
    if (const auto* array = v.as<Value::Array>()) {
        beginArray();
        for (const auto& item : *array)
            value(item);
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
