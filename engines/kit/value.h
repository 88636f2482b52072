#pragma once
// Value: a small free-form JSON value for parameters on their way in. Results never pass through it: the
// field writer prints them straight to bytes.

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace nautilus::kit {

class Value {
public:
    /// Text that came without a type (a query string): the reader converts it to what the field wants.
    struct Untyped {
        std::string text;
        bool operator==(const Untyped&) const = default;
    };
    using Array = std::vector<Value>;
    using Member = std::pair<std::string, Value>;
    using Object = std::vector<Member>; ///< in the order of the source; names are unique

    Value() = default;
    Value(std::nullptr_t) {}
    Value(bool v) : data_(v) {}
    Value(int v) : data_(static_cast<std::int64_t>(v)) {}
    Value(std::int64_t v) : data_(v) {}
    Value(double v) : data_(v) {}
    Value(const char* v) : data_(std::string(v)) {}
    Value(std::string_view v) : data_(std::string(v)) {}
    Value(std::string v) : data_(std::move(v)) {}
    Value(Untyped v) : data_(std::move(v)) {}
    Value(Array v) : data_(std::move(v)) {}
    Value(Object v) : data_(std::move(v)) {}

    [[nodiscard]] bool isNull() const { return std::holds_alternative<std::monostate>(data_); }
    template <class T>
    [[nodiscard]] const T* as() const {
        return std::get_if<T>(&data_);
    }
    template <class T>
    [[nodiscard]] T* as() {
        return std::get_if<T>(&data_);
    }
    /// Member of an object, or null when absent or not an object.
    [[nodiscard]] const Value* find(std::string_view name) const {
        if (const auto* object = as<Object>())
            for (const auto& [key, value] : *object)
                if (key == name) return &value;
        return nullptr;
    }
    /// Sets a member; turns a null into an object first.
    void set(std::string name, Value value) {
        if (!as<Object>()) data_ = Object{};
        for (auto& [key, old] : *as<Object>())
            if (key == name) {
                old = std::move(value);
                return;
            }
        as<Object>()->emplace_back(std::move(name), std::move(value));
    }
    [[nodiscard]] const char* kindName() const {
        static constexpr const char* kNames[] = {"null",   "boolean", "integer", "number",
                                                 "string", "text",    "array",   "object"};
        return kNames[data_.index()];
    }
    bool operator==(const Value&) const = default;

private:
    std::variant<std::monostate, bool, std::int64_t, double, std::string, Untyped, Array, Object> data_;
};

} // namespace nautilus::kit
