#include "plugins/sdk/settings_schema.h"

#include "engines/domain/session_date.h"
#include "engines/kit/field_table.h"
#include "engines/kit/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>

namespace nautilus::sdk {

using kit::Errors;
using kit::Value;

namespace {

constexpr std::string_view kTypes = "boolean|integer|number|string|array";

void add(Errors& out, std::string at, std::string why) {
    out.push_back({kit::ErrorCode::InvalidArgument, std::move(why), std::move(at)});
}

std::string typeOf(const Value& member) {
    const auto* type = member.find("type");
    const auto* text = type ? type->as<std::string>() : nullptr;
    return text ? *text : std::string();
}

bool isSecret(const Value& member) {
    const auto* flag = member.find("writeOnly");
    return flag && flag->as<bool>() && *flag->as<bool>();
}

std::optional<double> numberOf(const Value* value) {
    if (!value) return std::nullopt;
    if (const auto* whole = value->as<std::int64_t>()) return static_cast<double>(*whole);
    if (const auto* real = value->as<double>()) return *real;
    return std::nullopt;
}

double limit(const Value& member, const char* name, double otherwise) {
    return numberOf(member.find(name)).value_or(otherwise);
}

constexpr double kEndless = std::numeric_limits<double>::infinity();

void checkText(const Value& member, const std::string& text, const std::string& at, Errors& out) {
    const auto n = static_cast<double>(text.size());
    if (n < limit(member, "minLength", 0))
        add(out, at, fmt::format("must have at least {} characters", limit(member, "minLength", 0)));
    if (n > limit(member, "maxLength", 10'000))
        add(out, at, fmt::format("must have at most {} characters", limit(member, "maxLength", 10'000)));
    const auto* words = member.find("enum");
    if (const auto* list = words ? words->as<Value::Array>() : nullptr)
        if (std::ranges::find(*list, Value(text)) == list->end())
            add(out, at, "must be one of " + kit::toJson(*words));
    const auto* format = member.find("format");
    if (format && *format == Value("date") && !text.empty() && !domain::SessionDate::parse(text))
        add(out, at, "must be a day, YYYY-MM-DD, or empty");
}

void checkNumber(const Value& member, double number, const std::string& at, Errors& out) {
    const auto low = limit(member, "minimum", -kEndless), high = limit(member, "maximum", kEndless);
    if (!(number >= low && number <= high))
        add(out, at, fmt::format("must lie between {} and {}", low, high));
}

void checkValue(const Value& member, const Value& value, const std::string& at, Errors& out) {
    const auto type = typeOf(member);
    const auto wrong = [&](std::string_view wanted) {
        add(out, at, fmt::format("must be {}, not {}", wanted, value.kindName()));
    };
    if (type == "boolean") {
        if (!value.as<bool>()) wrong("true or false");
    } else if (type == "integer") {
        const auto* whole = value.as<std::int64_t>();
        whole ? checkNumber(member, static_cast<double>(*whole), at, out) : wrong("a whole number");
    } else if (type == "number") {
        const auto number = numberOf(&value);
        number ? checkNumber(member, *number, at, out) : wrong("a number");
    } else if (type == "string") {
        const auto* text = value.as<std::string>();
        text ? checkText(member, *text, at, out) : wrong("a text");
    } else if (const auto* list = value.as<Value::Array>()) {
        for (std::size_t i = 0; i < list->size(); ++i)
            if (!(*list)[i].as<std::string>()) add(out, at + "/" + std::to_string(i), "must be a text");
    } else {
        wrong("a list of texts");
    }
}

const Value::Object* membersOf(const Value& schema) {
    const auto* properties = schema.find("properties");
    return properties ? properties->as<Value::Object>() : nullptr;
}

void memberFaults(const Value& member, const std::string& at, Errors& out) {
    if (!member.as<Value::Object>()) return add(out, at, "must be an object");
    const auto type = typeOf(member);
    if (!kit::isOneOf(kTypes, type) || type.empty())
        return add(out, at + "/type", "must be one of boolean, integer, number, string, array");
    if (const auto* items = member.find("items"); type == "array" && (!items || typeOf(*items) != "string"))
        add(out, at + "/items", "must be strings");
    if (const auto* words = member.find("enum"); words && !words->as<Value::Array>())
        add(out, at + "/enum", "must be a list");
    for (const char* name : {"minimum", "maximum", "minLength", "maxLength"})
        if (const auto* value = member.find(name); value && !numberOf(value))
            add(out, at + "/" + name, "must be a number");
    const auto* fallback = member.find("default");
    if (isSecret(member)) {
        if (type != "string") add(out, at + "/writeOnly", "secrets are strings");
        if (fallback) add(out, at + "/default", "a secret has no default");
    } else if (!fallback) {
        add(out, at + "/default", "is required");
    } else {
        checkValue(member, *fallback, at + "/default", out);
    }
}

} // namespace

Errors settingsSchemaFaults(const Value& schema, const std::string& at) {
    Errors out;
    if (schema.isNull()) return out;
    if (!schema.as<Value::Object>() || typeOf(schema) != "object") {
        add(out, at + "/type", "must be \"object\"");
        return out;
    }
    const auto* properties = schema.find("properties");
    if (properties && !properties->as<Value::Object>()) add(out, at + "/properties", "must be an object");
    if (const auto* members = membersOf(schema))
        for (const auto& [name, member] : *members)
            memberFaults(member, at + "/properties/" + name, out);
    return out;
}

Value settingsDefaults(const Value& schema) {
    Value out = Value::Object{};
    if (const auto* members = membersOf(schema))
        for (const auto& [name, member] : *members)
            if (const auto* fallback = member.find("default")) out.set(name, *fallback);
    return out;
}

std::vector<std::string> settingsSecrets(const Value& schema) {
    std::vector<std::string> out;
    if (const auto* members = membersOf(schema))
        for (const auto& [name, member] : *members)
            if (isSecret(member)) out.push_back(name);
    return out;
}

kit::Result<Value> changedSettings(const Value& schema, const Value& old, const Value& changes) {
    const auto* given = changes.as<Value::Object>();
    if (!given) return kit::fail(kit::ErrorCode::InvalidArgument, "settings must be an object");
    const auto* members = membersOf(schema);
    Errors faults;
    Value out = old;
    if (!out.as<Value::Object>()) out = Value::Object{};
    for (const auto& [name, value] : *given) {
        const Value* member = members ? schema.find("properties")->find(name) : nullptr;
        if (!member) {
            add(faults, "/" + name, "this source has no such setting");
        } else if (!value.isNull()) {
            checkValue(*member, value, "/" + name, faults);
            out.set(name, value);
        } else if (const auto* fallback = member->find("default")) {
            out.set(name, *fallback);
        } else {
            std::erase_if(*out.as<Value::Object>(), [&](const auto& each) { return each.first == name; });
        }
    }
    if (!faults.empty()) return tl::unexpected<Errors>(std::move(faults));
    return out;
}

} // namespace nautilus::sdk
