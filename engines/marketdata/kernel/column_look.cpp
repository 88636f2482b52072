#include "engines/marketdata/kernel/column_guess.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace nautilus::marketdata {

namespace {

constexpr std::array<std::string_view, 14> kMissing{"",  ".",  "na",   "n/a", "nan", "null",     "none",
                                                    "-", "--", "#n/a", "nil", "nd",  "#n/a n/a", "missing"};

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

std::string lowered(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// True when `body` is digits in groups of three after the first, cut by `mark`.
bool isGrouped(std::string_view body, char mark) {
    const auto first = body.find(mark);
    if (first == std::string_view::npos || first == 0 || first > 3) return false;
    std::size_t run = 0;
    for (const char c : body.substr(first + 1)) {
        if (c == mark) {
            if (run != 3) return false;
            run = 0;
        } else if (c < '0' || c > '9') {
            return false;
        } else {
            ++run;
        }
    }
    return run == 3;
}

/// How the numbers of a column are written, so far.
struct NumberStyle {
    std::size_t dot = 0;          ///< readable with a decimal point
    std::size_t comma = 0;        ///< readable only with a decimal comma
    std::size_t comma_groups = 0; ///< 1,234 or 1,234.5
    std::size_t dot_groups = 0;   ///< 1.234,5
    std::size_t either = 0;       ///< 1,234: a comma group, or a decimal comma with three digits
};

bool readPlain(std::string_view text, double& value) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size();
}

bool readStyled(std::string_view text, NumberStyle& style, double& value) {
    if (readPlain(text, value)) return std::isfinite(value) && ++style.dot > 0;
    std::string plain;
    const auto sign = !text.empty() && (text.front() == '-' || text.front() == '+') ? 1U : 0U;
    const auto body = text.substr(sign);
    const auto point = body.find('.');
    if (isGrouped(body.substr(0, point), ',')) {
        std::ranges::copy_if(text, std::back_inserter(plain), [](char c) { return c != ','; });
        if (!readPlain(plain, value)) return false;
        ++style.comma_groups;
        if (point == std::string_view::npos && std::ranges::count(body, ',') == 1) ++style.either;
        return true;
    }
    const auto comma = body.find(',');
    if (comma == std::string_view::npos || body.find(',', comma + 1) != std::string_view::npos) return false;
    const bool groups = isGrouped(body.substr(0, comma), '.');
    if (!groups && body.substr(0, comma).find('.') != std::string_view::npos) return false;
    for (const char c : text)
        if (c != '.') plain += c == ',' ? '.' : c;
    if (!readPlain(plain, value)) return false;
    ++style.comma;
    style.dot_groups += groups ? 1 : 0;
    return true;
}

bool looksLikeSymbol(std::string_view text) {
    if (text.empty() || text.size() > 15) return false;
    bool letter = false;
    for (const char c : text) {
        if (c >= 'a' && c <= 'z') return false;
        letter = letter || (c >= 'A' && c <= 'Z');
        if (c == ' ' || c == ',' || c == ':') return false;
    }
    return letter;
}

void takeNumberLook(std::string_view text, NumberStyle& style, ColumnLook& look, std::size_t& numbers) {
    if (!text.empty() && text.back() == '%') {
        look.percent = true;
        text = trimmed(text.substr(0, text.size() - 1));
    }
    if (!text.empty() && text.front() == '$') text.remove_prefix(1);
    double value = 0;
    if (!readStyled(text, style, value)) return;
    ++numbers;
    look.any_negative = look.any_negative || value < 0;
    look.fractional = look.fractional || value != std::floor(value);
    look.largest = std::max(look.largest, std::abs(value));
}

} // namespace

std::span<const std::string_view> missingWords() {
    return kMissing;
}

bool isMissingWord(std::string_view cell, std::span<const std::string> more) {
    const auto word = lowered(trimmed(cell));
    return std::ranges::find(kMissing, word) != kMissing.end() || std::ranges::find(more, word) != more.end();
}

ColumnLook lookAt(std::string name, std::span<const std::string> cells, const LookWishes& wishes) {
    ColumnLook look;
    look.name = std::move(name);
    NumberStyle style;
    std::size_t numbers = 0, symbols = 0, values = 0;
    std::string_view first;
    for (const auto& cell : cells) {
        const auto text = trimmed(cell);
        if (text.empty()) continue;
        ++look.filled;
        if (first.empty()) first = text;
        look.different = look.different || text != first;
        if (isMissingWord(text, wishes.missing)) continue;
        ++values;
        takeNumberLook(text, style, look, numbers);
        symbols += looksLikeSymbol(text) ? 1 : 0;
    }
    const auto share = [&](std::size_t n) {
        return values == 0 ? 0.0 : static_cast<double>(n) / static_cast<double>(values);
    };
    look.number_share = share(numbers);
    look.ticker_share = share(symbols);
    look.decimal_comma = wishes.decimal == ',' ||
                         (wishes.decimal == '\0' && style.comma > 0 && style.comma_groups == style.either);
    if (look.decimal_comma)
        look.thousands = style.dot_groups > 0 ? "." : "";
    else if (style.comma_groups > 0)
        look.thousands = ",";
    look.dates = guessDates(cells, {});
    if (!wishes.date_format.empty()) {
        auto told = guessDates(cells, wishes.date_format);
        if (told.share > 0 || look.dates.share > 0) look.dates = std::move(told);
    }
    return look;
}

} // namespace nautilus::marketdata
