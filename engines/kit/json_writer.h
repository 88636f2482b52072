#pragma once
// JsonWriter: prints JSON straight into bytes. Doubles are the shortest decimals that read back exactly
// (std::to_chars); a double that is not finite becomes null, since NaN must stop at the edge. The output is
// always valid UTF-8: a byte that belongs to no well-formed sequence is written as U+FFFD.

#include "engines/kit/value.h"

#include <charconv>
#include <cmath>
#include <string>
#include <string_view>

namespace nautilus::kit {

class JsonWriter {
public:
    explicit JsonWriter(std::string& out) : out_(out) {}

    void beginObject() { open('{'); }
    void endObject() { close('}'); }
    void beginArray() { open('['); }
    void endArray() { close(']'); }
    void key(std::string_view name) {
        comma();
        quote(name);
        out_ += ':';
        after_key_ = true;
    }
    void null() { scalar("null"); }
    void boolean(bool v) { scalar(v ? "true" : "false"); }
    void integer(std::int64_t v) {
        char text[24];
        const auto end = std::to_chars(text, text + sizeof text, v).ptr;
        scalar({text, static_cast<std::size_t>(end - text)});
    }
    void number(double v) {
        if (!std::isfinite(v)) return null();
        if (v == 0 && std::signbit(v)) return scalar("-0.0"); // "-0" would be read back as the integer 0
        char text[32];
        // Digits alone would be an integer to a reader, and beyond 64 bits one that it refuses.
        constexpr double kWholeLimit = 9223372036854775808.0;
        const auto end = std::fabs(v) < kWholeLimit
                             ? std::to_chars(text, text + sizeof text, v).ptr
                             : std::to_chars(text, text + sizeof text, v, std::chars_format::scientific).ptr;
        scalar({text, static_cast<std::size_t>(end - text)});
    }
    void string(std::string_view v) {
        comma();
        quote(v);
    }
    /// Bytes that are JSON already.
    void raw(std::string_view json) { scalar(json); }
    void value(const Value& v);

    [[nodiscard]] std::string& bytes() { return out_; }

private:
    void comma() {
        if (!first_ && !after_key_) out_ += ',';
        first_ = false;
        after_key_ = false;
    }
    void scalar(std::string_view text) {
        comma();
        out_ += text;
    }
    void open(char c) {
        comma();
        out_ += c;
        first_ = true;
    }
    void close(char c) {
        out_ += c;
        first_ = false;
        after_key_ = false;
    }
    void quote(std::string_view text);

    std::string& out_;
    bool first_ = true;
    bool after_key_ = false;
};

/// Bytes that are JSON already, as a field of a result.
struct RawJson {
    std::string bytes = "null";
    bool operator==(const RawJson&) const = default;
};

/// One value as JSON text.
[[nodiscard]] std::string toJson(const Value& v);

} // namespace nautilus::kit
