#pragma once
// Emits the JSON Schema (2020-12) of any struct with a field table: the source of OpenAPI, of the check of
// every answer in the tests, and of the forms that the desktop draws.

#include "engines/domain/session_date.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"
#include "engines/kit/table.h"
#include "engines/kit/value.h"

namespace nautilus::kit {

template <class T>
struct SchemaOf;

[[nodiscard]] inline Value typeSchema(std::string_view type, std::string_view format = {}) {
    Value schema;
    schema.set("type", type);
    if (!format.empty()) schema.set("format", format);
    return schema;
}

template <>
struct SchemaOf<bool> {
    static Value make() { return typeSchema("boolean"); }
};
template <>
struct SchemaOf<std::int64_t> {
    static Value make() { return typeSchema("integer"); }
};
/// A double may always be null in an answer: what cannot be computed is null with a reason.
template <>
struct SchemaOf<double> {
    static Value make() { return Value::Object{{"type", Value::Array{"number", "null"}}}; }
};
template <>
struct SchemaOf<std::string> {
    static Value make() { return typeSchema("string"); }
};
template <>
struct SchemaOf<domain::SessionDate> {
    static Value make() { return typeSchema("string", "date"); }
};
template <>
struct SchemaOf<domain::Timestamp> {
    static Value make() { return typeSchema("string", "date-time"); }
};
template <>
struct SchemaOf<Value> {
    static Value make() { return Value::Object{}; }
};
template <>
struct SchemaOf<RawJson> {
    static Value make() { return Value::Object{}; }
};
template <>
struct SchemaOf<Table> {
    static Value make() { return tableSchema(); }
};
template <class T>
struct SchemaOf<std::optional<T>> {
    static Value make() {
        Value inner = SchemaOf<T>::make();
        const Value* type = inner.find("type");
        if (type && type->as<std::string>()) inner.set("type", Value::Array{*type, "null"});
        return inner;
    }
};
template <class T>
struct SchemaOf<std::vector<T>> {
    static Value make() {
        Value schema = typeSchema("array");
        schema.set("items", SchemaOf<T>::make());
        return schema;
    }
};
template <class T>
struct SchemaOf<Keyed<T>> {
    static Value make() {
        Value schema = typeSchema("object");
        schema.set("additionalProperties", SchemaOf<T>::make());
        return schema;
    }
};

[[nodiscard]] Value choiceList(std::string_view words);
/// True when the schema's type is, or may be, this one.
[[nodiscard]] bool hasType(const Value& schema, std::string_view type);
/// Names every property of every object as required, at any depth.
void requireAll(Value& schema);

/// Schema of one field: its type with doc, unit, range, sizes and choices.
template <class F, class M>
[[nodiscard]] Value fieldSchema(const F& f, const M*) {
    Value schema = SchemaOf<M>::make();
    if (!f.doc_text.empty()) schema.set("description", f.doc_text);
    if (!f.unit_text.empty()) schema.set("x-unit", f.unit_text);
    if (std::isfinite(f.minimum)) schema.set("minimum", f.minimum);
    if (std::isfinite(f.maximum)) schema.set("maximum", f.maximum);
    const bool is_list = hasType(schema, "array");
    const bool is_text = hasType(schema, "string");
    if (f.min_items > 0 && (is_list || is_text))
        schema.set(is_list ? "minItems" : "minLength", static_cast<std::int64_t>(f.min_items));
    if (f.max_items != std::numeric_limits<std::size_t>::max() && (is_list || is_text))
        schema.set(is_list ? "maxItems" : "maxLength", static_cast<std::int64_t>(f.max_items));
    if (!f.choices_text.empty()) {
        if (is_list) {
            Value items = *schema.find("items");
            items.set("enum", choiceList(f.choices_text));
            schema.set("items", std::move(items));
        } else if (is_text) {
            Value words = choiceList(f.choices_text);
            if (hasType(schema, "null")) words.as<Value::Array>()->emplace_back();
            schema.set("enum", std::move(words));
        }
    }
    return schema;
}

template <Described T>
struct SchemaOf<T> {
    static Value make() {
        Value properties = Value::Object{};
        Value::Array required;
        forEachField<T>([&](const auto& f) {
            using Member = std::decay_t<decltype(std::declval<T>().*(f.member))>;
            properties.set(std::string(f.name), fieldSchema(f, static_cast<const Member*>(nullptr)));
            if (f.is_required) required.emplace_back(f.name);
        });
        Value schema = typeSchema("object");
        schema.set("properties", std::move(properties));
        if (!required.empty()) schema.set("required", std::move(required));
        return schema;
    }
};

/// Schema of an answer: every field of every table is present (null where it has no value).
template <class T>
[[nodiscard]] Value resultSchema() {
    Value schema = SchemaOf<T>::make();
    requireAll(schema);
    return schema;
}

} // namespace nautilus::kit
