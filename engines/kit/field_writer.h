#pragma once
// Writes any struct with a field table as JSON, straight to bytes. A missing value (an empty optional, a
// double that is not finite) is null.

#include "engines/domain/session_date.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"
#include "engines/kit/json_writer.h"

namespace nautilus::kit {

class Table;
void write(JsonWriter& out, const Table& table);

inline void write(JsonWriter& out, bool v) {
    out.boolean(v);
}
inline void write(JsonWriter& out, std::int64_t v) {
    out.integer(v);
}
inline void write(JsonWriter& out, double v) {
    out.number(v);
}
inline void write(JsonWriter& out, const std::string& v) {
    out.string(v);
}
inline void write(JsonWriter& out, const Value& v) {
    out.value(v);
}
inline void write(JsonWriter& out, const RawJson& v) {
    out.raw(v.bytes);
}
inline void write(JsonWriter& out, domain::SessionDate v) {
    out.string(v.iso());
}
inline void write(JsonWriter& out, domain::Timestamp v) {
    out.string(v.rfc3339());
}
template <class T>
void write(JsonWriter& out, const std::optional<T>& v);
template <class T>
void write(JsonWriter& out, const std::vector<T>& v);
template <class T>
void write(JsonWriter& out, const Keyed<T>& v);

template <Described T>
void write(JsonWriter& out, const T& v) {
    out.beginObject();
    forEachField<T>([&](const auto& f) {
        out.key(f.name);
        write(out, v.*(f.member));
    });
    out.endObject();
}

template <class T>
void write(JsonWriter& out, const std::optional<T>& v) {
    if (v)
        write(out, *v);
    else
        out.null();
}

template <class T>
void write(JsonWriter& out, const std::vector<T>& v) {
    out.beginArray();
    for (const T& item : v)
        write(out, item);
    out.endArray();
}

template <class T>
void write(JsonWriter& out, const Keyed<T>& v) {
    out.beginObject();
    for (const auto& [name, item] : v.items) {
        out.key(name);
        write(out, item);
    }
    out.endObject();
}

template <class T>
[[nodiscard]] std::string writeJson(const T& v) {
    std::string bytes;
    JsonWriter out(bytes);
    write(out, v);
    return bytes;
}

} // namespace nautilus::kit
