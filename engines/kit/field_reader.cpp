#include "engines/kit/field_reader.h"

#include <fmt/format.h>

namespace nautilus::kit {

namespace {

/// The text of a string or of untyped text; null for other kinds.
const std::string* textOf(const Value& v) {
    if (const auto* s = v.as<std::string>()) return s;
    if (const auto* u = v.as<Value::Untyped>()) return &u->text;
    return nullptr;
}

template <class Number>
bool parseAll(const std::string& text, Number& out) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), out);
    return error == std::errc{} && end == text.data() + text.size();
}

} // namespace

void FieldReader::add(const std::string& at, std::string message) {
    const auto slash = at.rfind('/');
    const auto name = slash == std::string::npos ? std::string("the request body") : at.substr(slash + 1);
    errors_.push_back({ErrorCode::InvalidArgument, fmt::format("{} {}", name, message), at});
}

void FieldReader::mismatch(const Value& v, std::string_view wanted, const std::string& at) {
    add(at, fmt::format("must be {}, not {}", wanted, v.kindName()));
}

void FieldReader::convert(const Value& v, bool& out, const std::string& at) {
    if (const auto* b = v.as<bool>()) {
        out = *b;
    } else if (const auto* u = v.as<Value::Untyped>(); u && isOneOf("true|1|yes|false|0|no", u->text)) {
        out = isOneOf("true|1|yes", u->text);
    } else {
        mismatch(v, "true or false", at);
    }
}

void FieldReader::convert(const Value& v, std::int64_t& out, const std::string& at) {
    const auto* u = v.as<Value::Untyped>();
    if (const auto* i = v.as<std::int64_t>()) {
        out = *i;
    } else if (const auto* d = v.as<double>(); d && std::trunc(*d) == *d && std::fabs(*d) < 9e15) {
        out = static_cast<std::int64_t>(*d);
    } else if (!u || !parseAll(u->text, out)) {
        mismatch(v, "an integer", at);
    }
}

void FieldReader::convert(const Value& v, double& out, const std::string& at) {
    const auto* u = v.as<Value::Untyped>();
    if (const auto* d = v.as<double>()) {
        out = *d;
    } else if (const auto* i = v.as<std::int64_t>()) {
        out = static_cast<double>(*i);
    } else if (!u || !parseAll(u->text, out)) {
        return mismatch(v, "a number", at);
    }
    if (!std::isfinite(out)) add(at, "must be a finite number");
}

void FieldReader::convert(const Value& v, std::string& out, const std::string& at) {
    if (const auto* text = textOf(v))
        out = *text;
    else
        mismatch(v, "a string", at);
}

void FieldReader::convert(const Value& v, domain::SessionDate& out, const std::string& at) {
    const auto* text = textOf(v);
    const auto date = text ? domain::SessionDate::parse(*text) : std::nullopt;
    if (date)
        out = *date;
    else
        add(at, "must be a date like 2020-01-10");
}

void FieldReader::convert(const Value& v, domain::Timestamp& out, const std::string& at) {
    const auto* text = textOf(v);
    const auto instant = text ? domain::Timestamp::parse(*text) : std::nullopt;
    if (instant)
        out = *instant;
    else
        add(at, "must be an RFC 3339 time like 2020-01-10T21:00:00Z");
}

void FieldReader::checkWord(std::string_view choices, const std::string& word, const std::string& at) {
    if (choices.empty() || isOneOf(choices, word)) return;
    std::string list(choices);
    for (auto at_bar = list.find('|'); at_bar != std::string::npos; at_bar = list.find('|'))
        list.replace(at_bar, 1, ", ");
    add(at, fmt::format("must be one of: {}", list));
}

void FieldReader::checkRange(double low, double high, double value, const std::string& at) {
    if (value < low || value > high) {
        if (std::isinf(high))
            add(at, fmt::format("must be at least {}", low));
        else if (std::isinf(low))
            add(at, fmt::format("must be at most {}", high));
        else
            add(at, fmt::format("must be from {} to {}", low, high));
    }
}

void FieldReader::checkSize(std::size_t least, std::size_t most, std::size_t n, std::string_view what,
                            const std::string& at) {
    if (n < least) add(at, fmt::format("must hold at least {} {}", least, what));
    if (n > most) add(at, fmt::format("must hold at most {} {}", most, what));
}

Value FieldReader::asList(const Value& v) {
    const auto* u = v.as<Value::Untyped>();
    if (!u) return v;
    Value::Array items;
    std::string_view rest = u->text;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        items.emplace_back(Value::Untyped{std::string(rest.substr(0, comma))});
        if (comma == std::string_view::npos) break;
        rest.remove_prefix(comma + 1);
    }
    return items;
}

std::string FieldReader::escaped(std::string_view name) {
    std::string out; // RFC 6901
    for (const char c : name) {
        if (c == '~')
            out += "~0";
        else if (c == '/')
            out += "~1";
        else
            out += c;
    }
    return out;
}

} // namespace nautilus::kit
