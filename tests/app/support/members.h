#pragma once
// Members of answers as plain values.

#include "engines/kit/value.h"

#include <limits>
#include <string>

namespace nautilus::test {

/// A number that may be whole; NaN for anything else and for what is not there.
inline double number(const kit::Value& value) {
    if (const auto* real = value.as<double>()) return *real;
    if (const auto* whole = value.as<std::int64_t>()) return static_cast<double>(*whole);
    return std::numeric_limits<double>::quiet_NaN();
}
inline double number(const kit::Value* value) {
    return value ? number(*value) : std::numeric_limits<double>::quiet_NaN();
}

/// Words; empty for anything else and for what is not there.
inline std::string words(const kit::Value* value) {
    const auto* found = value ? value->as<std::string>() : nullptr;
    return found ? *found : std::string();
}

/// The same of a member by name.
inline double figure(const kit::Value& value, const char* name) {
    return number(value.find(name));
}
inline std::string word(const kit::Value& value, const char* name) {
    return words(value.find(name));
}
/// False for anything but true.
inline bool truth(const kit::Value& value, const char* name) {
    const auto* found = value.find(name);
    const auto* flag = found ? found->as<bool>() : nullptr;
    return flag && *flag;
}
/// Empty for anything else and for what is not there.
inline const kit::Value::Array& rows(const kit::Value& value, const char* name) {
    static const kit::Value::Array kNone;
    const auto* found = value.find(name);
    const auto* array = found ? found->as<kit::Value::Array>() : nullptr;
    return array ? *array : kNone;
}

} // namespace nautilus::test
