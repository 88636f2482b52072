#pragma once
// Reads any struct with a field table from a Value. All errors are collected, each with a JSON pointer;
// unknown fields are reported as warnings, never as errors.

#include "engines/domain/session_date.h"
#include "engines/domain/timestamp.h"
#include "engines/kit/field_table.h"
#include "engines/kit/result.h"
#include "engines/kit/value.h"

#include <charconv>

namespace nautilus::kit {

/// Collects what reading found.
class FieldReader {
public:
    template <Described T>
    [[nodiscard]] Result<T> read(const Value& source) {
        T out{};
        if (!source.isNull())
            readInto(source, out, "");
        else
            checkRequired<T>("");
        if (!errors_.empty()) return tl::unexpected<Errors>(errors_);
        return out;
    }
    /// Pointers of input fields that no table names.
    [[nodiscard]] const std::vector<std::string>& unknown() const { return unknown_; }

    template <Described T>
    void readInto(const Value& source, T& out, const std::string& at) {
        const auto* object = source.as<Value::Object>();
        if (!object) return mismatch(source, "an object", at);
        for (const auto& [name, value] : *object)
            if (!hasField<T>(name)) unknown_.push_back(at + "/" + escaped(name));
        forEachField<T>([&](const auto& f) {
            const std::string here = at + "/" + std::string(f.name);
            const Value* found = source.find(f.name);
            if (found && !found->isNull()) {
                const auto before = errors_.size();
                convert(*found, out.*(f.member), here);
                if (errors_.size() == before) check(f, out.*(f.member), here); // one error per fault
            } else if (f.is_required) {
                add(here, found ? "is required and may not be null" : "is required");
            }
        });
    }

private:
    template <Described T>
    static bool hasField(std::string_view name) {
        bool found = false;
        forEachField<T>([&](const auto& f) { found = found || f.name == name; });
        return found;
    }
    template <Described T>
    void checkRequired(const std::string& at) {
        forEachField<T>([&](const auto& f) {
            if (f.is_required) add(at + "/" + std::string(f.name), "is required");
        });
    }

    template <Described T>
    void convert(const Value& v, T& out, const std::string& at) {
        readInto(v, out, at);
    }
    void convert(const Value& v, Value& out, const std::string&) { out = v; }
    void convert(const Value& v, bool& out, const std::string& at);
    void convert(const Value& v, std::int64_t& out, const std::string& at);
    void convert(const Value& v, double& out, const std::string& at);
    void convert(const Value& v, std::string& out, const std::string& at);
    void convert(const Value& v, domain::SessionDate& out, const std::string& at);
    void convert(const Value& v, domain::Timestamp& out, const std::string& at);
    template <class T>
    void convert(const Value& v, std::optional<T>& out, const std::string& at) {
        if (v.isNull()) return;
        T inner{};
        convert(v, inner, at);
        out = std::move(inner);
    }
    template <class T>
    void convert(const Value& v, std::vector<T>& out, const std::string& at) {
        const Value list = asList(v);
        const auto* array = list.as<Value::Array>();
        if (!array) return mismatch(v, "an array", at);
        out.clear();
        for (std::size_t i = 0; i < array->size(); ++i) {
            T item{};
            convert((*array)[i], item, at + "/" + std::to_string(i));
            out.push_back(std::move(item));
        }
    }
    template <class T>
    void convert(const Value& v, Keyed<T>& out, const std::string& at) {
        const auto* object = v.as<Value::Object>();
        if (!object) return mismatch(v, "an object", at);
        for (const auto& [name, value] : *object)
            convert(value, out[name], at + "/" + escaped(name));
    }

    template <class F, class M>
    void check(const F& f, const M& value, const std::string& at) {
        if constexpr (std::same_as<M, std::string>) {
            checkWord(f.choices_text, value, at);
            checkSize(f.min_items, f.max_items, value.size(), "characters", at);
        } else if constexpr (std::same_as<M, std::int64_t> || std::same_as<M, double>) {
            checkRange(f.minimum, f.maximum, static_cast<double>(value), at);
        } else if constexpr (requires {
                                 value.has_value();
                                 *value;
                             }) {
            if (value) check(f, *value, at);
        } else if constexpr (requires {
                                 value.size();
                                 value[0];
                             }) {
            checkSize(f.min_items, f.max_items, value.size(), "items", at);
            for (std::size_t i = 0; i < value.size(); ++i)
                if constexpr (std::same_as<std::decay_t<decltype(value[i])>, std::string>)
                    checkWord(f.choices_text, value[i], at + "/" + std::to_string(i));
        } else if constexpr (requires { value.items; }) {
            checkSize(f.min_items, f.max_items, value.items.size(), "members", at);
        }
    }

    void add(const std::string& at, std::string message);
    void mismatch(const Value& v, std::string_view wanted, const std::string& at);
    void checkWord(std::string_view choices, const std::string& word, const std::string& at);
    void checkRange(double low, double high, double value, const std::string& at);
    void checkSize(std::size_t least, std::size_t most, std::size_t n, std::string_view what,
                   const std::string& at);
    /// A comma-separated text from a query string becomes a list; an empty text the empty list.
    static Value asList(const Value& v);
    static std::string escaped(std::string_view name);

    Errors errors_;
    std::vector<std::string> unknown_;
};

} // namespace nautilus::kit
