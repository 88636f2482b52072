#include "app/api/binding/csv_cells.h"

#include <algorithm>
#include <string_view>
#include <vector>

namespace nautilus::api {

namespace {

bool startsFormula(char c) {
    return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

/// `cell` begins with its sign; it has no quotes.
bool isNumber(std::string_view cell) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    std::size_t i = 0;
    const auto sign = [&] {
        if (i < cell.size() && (cell[i] == '-' || cell[i] == '+')) ++i;
    };
    const auto digits = [&] {
        const auto begin = i;
        while (i < cell.size() && isDigit(cell[i]))
            ++i;
        return i > begin;
    };
    sign();
    bool any = digits();
    if (i < cell.size() && cell[i] == '.') {
        ++i;
        any = digits() || any;
    }
    if (!any) return false;
    if (i < cell.size() && (cell[i] == 'e' || cell[i] == 'E')) {
        ++i;
        sign();
        if (!digits()) return false;
    }
    return i == cell.size();
}

/// The end of the cell that begins at `at`: its comma, its line end, or the end of the text.
std::size_t endOfCell(const std::string& csv, std::size_t at) {
    if (at < csv.size() && csv[at] == '"')
        for (++at; at < csv.size(); ++at) {
            if (csv[at] != '"') continue;
            if (at + 1 == csv.size() || csv[at + 1] != '"') break;
            ++at;
        }
    return std::min(csv.find_first_of(",\n", std::min(at, csv.size())), csv.size());
}

std::vector<std::size_t> formulasOf(const std::string& csv) {
    std::vector<std::size_t> out;
    for (std::size_t at = 0; at < csv.size();) {
        const auto end = endOfCell(csv, at);
        const bool quoted = csv[at] == '"';
        const auto first = quoted ? at + 1 : at;
        if (first < end && startsFormula(csv[first])) {
            auto cell = std::string_view(csv).substr(first, end - first);
            if (!cell.empty() && cell.back() == '\r') cell.remove_suffix(1);
            if (quoted || !isNumber(cell)) out.push_back(first);
        }
        at = end + 1;
    }
    return out;
}

} // namespace

std::string withoutFormulas(std::string csv) {
    const auto places = formulasOf(csv);
    if (places.empty()) return csv;
    std::string out;
    out.reserve(csv.size() + places.size());
    std::size_t done = 0;
    for (const auto place : places) {
        out.append(csv, done, place - done);
        out += '\'';
        done = place;
    }
    return out.append(csv, done, std::string::npos);
}

} // namespace nautilus::api
