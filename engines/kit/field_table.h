#pragma once
// Field tables: a struct states its fields once, in a constexpr `fields()`; reader, writer and schema emitter
// work on any table.
//
//   struct BarsRequest {
//       std::string symbol;
//       std::int64_t limit = 10'000;
//       static constexpr auto fields() {
//           return std::make_tuple(field("symbol", &BarsRequest::symbol).required().doc("Ticker"),
//                                  field("limit", &BarsRequest::limit).range(1, 100'000).doc("Rows"));
//       }
//   };
//
// The default of a field is the member's own initialiser. Field types: bool, int64, double, string,
// SessionDate, Timestamp, optional<T> (null or absent), vector<T>, Keyed<T> (object whose keys are data),
// Value (free form) and structs with field tables.

#include <cmath>
#include <concepts>
#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace nautilus::kit {

/// An object whose keys are data (symbols, factor names), in the order of insertion.
template <class T>
struct Keyed {
    std::vector<std::pair<std::string, T>> items;

    T& operator[](std::string_view key) {
        for (auto& [name, value] : items)
            if (name == key) return value;
        return items.emplace_back(std::string(key), T{}).second;
    }
    [[nodiscard]] const T* find(std::string_view key) const {
        for (const auto& [name, value] : items)
            if (name == key) return &value;
        return nullptr;
    }
    bool operator==(const Keyed&) const = default;
};

template <class Struct, class Member>
struct Field {
    std::string_view name;
    Member Struct::*member;
    std::string_view doc_text{};
    std::string_view unit_text{};
    std::string_view choices_text{}; ///< allowed words, separated by '|'
    bool is_required = false;
    double minimum = -std::numeric_limits<double>::infinity();
    double maximum = std::numeric_limits<double>::infinity();
    std::size_t min_items = 0;
    std::size_t max_items = std::numeric_limits<std::size_t>::max();

    [[nodiscard]] constexpr Field doc(std::string_view text) const { return with(&Field::doc_text, text); }
    [[nodiscard]] constexpr Field unit(std::string_view text) const { return with(&Field::unit_text, text); }
    /// For strings, or for the items of a list of strings.
    [[nodiscard]] constexpr Field oneOf(std::string_view words) const {
        return with(&Field::choices_text, words);
    }
    [[nodiscard]] constexpr Field required() const { return with(&Field::is_required, true); }
    [[nodiscard]] constexpr Field range(double low, double high) const {
        return with(&Field::minimum, low).with(&Field::maximum, high);
    }
    /// Least and most items of a list, or characters of a string.
    [[nodiscard]] constexpr Field size(std::size_t least, std::size_t most) const {
        return with(&Field::min_items, least).with(&Field::max_items, most);
    }
    [[nodiscard]] constexpr bool hasRange() const { return std::isfinite(minimum) || std::isfinite(maximum); }

private:
    template <class Property>
    [[nodiscard]] constexpr Field with(Property Field::*property, Property value) const {
        Field copy = *this;
        copy.*property = value;
        return copy;
    }

    template <class S, class M>
    friend struct Field;
};

template <class Struct, class Member>
[[nodiscard]] constexpr Field<Struct, Member> field(std::string_view name, Member Struct::*member) {
    return Field<Struct, Member>{name, member};
}

template <class T>
concept Described = requires {
    T::fields();
};

/// Calls `visit(field)` for every field of T, in the table's order.
template <Described T, class Visit>
void forEachField(Visit&& visit) {
    std::apply([&](const auto&... each) { (visit(each), ...); }, T::fields());
}

/// Request or result without fields.
struct Nothing {
    static constexpr auto fields() { return std::make_tuple(); }
};

/// True when `word` is one of the '|'-separated words.
[[nodiscard]] constexpr bool isOneOf(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const auto bar = words.find('|');
        if (words.substr(0, bar) == word) return true;
        if (bar == std::string_view::npos) break;
        words.remove_prefix(bar + 1);
    }
    return false;
}

} // namespace nautilus::kit
