#pragma once
// The part of JSON Schema 2020-12 that field tables emit. A keyword that is not known here is itself a fault,
// so that nothing is left unchecked unseen. An object with named properties may hold no other.

#include "engines/domain/session_date.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/field_schema.h"

#include <algorithm>

namespace nautilus::test {

class SchemaCheck {
public:
    /// Sentences "pointer: fault"; empty when `value` is of the schema.
    static std::vector<std::string> faults(const kit::Value& schema, const kit::Value& value) {
        SchemaCheck check;
        check.hold(schema, value, "");
        return check.faults_;
    }

private:
    using Value = kit::Value;

    static bool isOfType(const Value& value, std::string_view type) {
        if (type == "number") return value.as<double>() || value.as<std::int64_t>();
        return value.kindName() == type;
    }
    void fault(const std::string& at, std::string what) {
        faults_.push_back((at.empty() ? "/" : at) + ": " + what);
    }

    void hold(const Value& schema, const Value& value, const std::string& at) {
        const auto* members = schema.as<Value::Object>();
        if (!members) return fault(at, "the schema is no object");
        for (const auto& [keyword, argument] : *members)
            keywordHolds(keyword, argument, value, at);
        const auto* properties = schema.find("properties");
        if (const auto* object = value.as<Value::Object>(); object && properties)
            for (const auto& [name, part] : *object) {
                const auto* known = properties->find(name);
                if (known)
                    hold(*known, part, at + "/" + name);
                else if (!schema.find("additionalProperties"))
                    fault(at + "/" + name, "not documented");
            }
    }

    void keywordHolds(const std::string& keyword, const Value& argument, const Value& value,
                      const std::string& at) {
        if (keyword == "type")
            typeHolds(argument, value, at);
        else if (keyword == "required")
            requiredHolds(argument, value, at);
        else if (keyword == "enum")
            enumHolds(argument, value, at);
        else if (keyword == "const" && !(argument == value))
            fault(at, "not the constant");
        else if (keyword == "items" || keyword == "additionalProperties")
            eachHolds(keyword, argument, value, at);
        else if (keyword == "minimum" || keyword == "maximum")
            rangeHolds(keyword, argument, value, at);
        else if (keyword.starts_with("min") || keyword.starts_with("max"))
            sizeHolds(keyword, argument, value, at);
        else if (keyword == "format")
            formatHolds(argument, value, at);
        else if (keyword != "properties" && keyword != "description" && keyword != "x-unit" &&
                 keyword != "const")
            fault(at, "keyword " + keyword + " is not known to the check");
    }

    void typeHolds(const Value& argument, const Value& value, const std::string& at) {
        const auto fits = [&](const Value& type) {
            return type.as<std::string>() && isOfType(value, *type.as<std::string>());
        };
        const auto* several = argument.as<Value::Array>();
        const bool fine = several ? std::ranges::any_of(*several, fits) : fits(argument);
        if (!fine) fault(at, std::string(value.kindName()) + " is not of type " + kit::toJson(argument));
    }
    void requiredHolds(const Value& argument, const Value& value, const std::string& at) {
        if (!value.as<Value::Object>()) return;
        for (const auto& name : *argument.as<Value::Array>())
            if (!value.find(*name.as<std::string>())) fault(at + "/" + *name.as<std::string>(), "missing");
    }
    void enumHolds(const Value& argument, const Value& value, const std::string& at) {
        if (std::ranges::find(*argument.as<Value::Array>(), value) == argument.as<Value::Array>()->end())
            fault(at, kit::toJson(value) + " is none of " + kit::toJson(argument));
    }
    void eachHolds(const std::string& keyword, const Value& argument, const Value& value,
                   const std::string& at) {
        if (const auto* array = value.as<Value::Array>(); array && keyword == "items")
            for (std::size_t i = 0; i < array->size(); ++i)
                hold(argument, (*array)[i], at + "/" + std::to_string(i));
        if (const auto* object = value.as<Value::Object>(); object && keyword == "additionalProperties")
            for (const auto& [name, part] : *object)
                hold(argument, part, at + "/" + name);
    }
    void rangeHolds(const std::string& keyword, const Value& argument, const Value& value,
                    const std::string& at) {
        const auto number = [](const Value& v) {
            return v.as<double>()         ? *v.as<double>()
                   : v.as<std::int64_t>() ? static_cast<double>(*v.as<std::int64_t>())
                                          : NAN;
        };
        const double given = number(value);
        if (keyword == "minimum" ? given < number(argument) : given > number(argument))
            fault(at, "beyond the " + keyword);
    }
    void sizeHolds(const std::string& keyword, const Value& argument, const Value& value,
                   const std::string& at) {
        const auto limit = static_cast<std::size_t>(*argument.as<std::int64_t>());
        std::size_t size = 0;
        if (const auto* array = value.as<Value::Array>(); array && keyword.ends_with("Items"))
            size = array->size();
        else if (const auto* text = value.as<std::string>(); text && keyword.ends_with("Length"))
            size = text->size();
        else
            return;
        if (keyword.starts_with("min") ? size < limit : size > limit) fault(at, "size beyond " + keyword);
    }
    void formatHolds(const Value& argument, const Value& value, const std::string& at) {
        const auto* text = value.as<std::string>();
        if (!text) return;
        const bool fine = argument == Value("date")        ? domain::SessionDate::parse(*text).has_value()
                          : argument == Value("date-time") ? domain::Timestamp::parse(*text).has_value()
                                                           : false;
        if (!fine) fault(at, *text + " is not of format " + kit::toJson(argument));
    }

    std::vector<std::string> faults_;
};

} // namespace nautilus::test
