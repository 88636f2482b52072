#include "app/catalog/csv_shape.h"

#include <array>
#include <map>
#include <set>

namespace nautilus::catalog {

namespace {

constexpr std::array kDelimiters{',', ';', '\t', '|'};

struct Run {
    std::size_t first = 0;
    std::size_t length = 0;
    std::size_t cells = 0;
};

bool isBlank(std::string_view text) {
    return text.find_first_not_of(" \t\r") == std::string_view::npos;
}

/// Longest stretch of lines with the same number of cells; blank lines end no stretch.
Run longestRun(std::span<const std::string> lines, char delimiter, std::size_t from) {
    Run best, now;
    for (std::size_t i = from; i < lines.size(); ++i) {
        if (isBlank(lines[i])) continue;
        const auto cells = splitLine(lines[i], delimiter).size();
        if (cells != now.cells) now = {i, 0, cells};
        ++now.length;
        const bool wider = now.cells > 1 && best.cells <= 1;
        if (wider || (now.length > best.length && (now.cells > 1 || best.cells <= 1))) best = now;
    }
    return best;
}

/// A few ragged lines inside the table cut its run: the table begins where the first line of that width
/// stands whose next one has it too.
std::size_t firstOfWidth(std::span<const std::string> lines, char delimiter, std::size_t from,
                         const Run& run) {
    for (std::size_t i = from; i < run.first; ++i) {
        if (isBlank(lines[i]) || splitLine(lines[i], delimiter).size() != run.cells) continue;
        std::size_t next = i + 1;
        while (next < lines.size() && isBlank(lines[next]))
            ++next;
        if (next < lines.size() && splitLine(lines[next], delimiter).size() == run.cells) return i;
    }
    return run.first;
}

bool looksLikeValue(std::string_view cell) {
    bool digit = false;
    for (const char c : cell) {
        if (c >= '0' && c <= '9')
            digit = true;
        else if (std::string_view("+-.,:/% eETZ").find(c) == std::string_view::npos)
            return false;
    }
    return digit;
}

/// A header holds names: no cell of it is a number or a date (a year as a column's name apart, when the line
/// below differs in kind).
bool isHeader(const std::vector<std::string>& first, const std::vector<std::string>& second) {
    std::size_t values = 0, below = 0, named = 0;
    for (std::size_t i = 0; i < first.size(); ++i) {
        values += looksLikeValue(first[i]) ? 1 : 0;
        named += first[i].empty() ? 0 : 1;
        below += i < second.size() && looksLikeValue(second[i]) ? 1 : 0;
    }
    if (named == 0) return false;
    if (values == 0) return true;
    return !looksLikeValue(first.front()) && 2 * values < first.size() + 1 && below > 0;
}

std::vector<std::string> columnNames(std::vector<std::string> cells, bool header) {
    std::set<std::string> taken;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto& name = cells[i];
        if (!header || name.empty()) name = "column_" + std::to_string(i + 1);
        for (int n = 2; !taken.insert(name).second; ++n)
            name = cells[i] + "_" + std::to_string(n);
    }
    return cells;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

} // namespace

std::vector<std::string> splitLine(std::string_view line, char delimiter) {
    std::vector<std::string> out(1);
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = line[i];
        if (quoted) {
            if (c == '"' && i + 1 < line.size() && line[i + 1] == '"')
                out.back() += line[++i];
            else if (c == '"')
                quoted = false;
            else
                out.back() += c;
        } else if (c == '"' && isBlank(out.back())) {
            quoted = true;
            out.back().clear();
        } else if (c == delimiter) {
            out.emplace_back();
        } else if (c != '\r') {
            out.back() += c;
        }
    }
    for (auto& cell : out)
        cell = trimmed(cell);
    return out;
}

std::optional<kit::FileShape> shapeOfLines(std::span<const std::string> lines,
                                           const kit::ReadWishes& wishes) {
    const std::size_t from = wishes.skip_lines > 0 ? static_cast<std::size_t>(wishes.skip_lines) : 0;
    Run best;
    char delimiter = ',';
    for (const char candidate : kDelimiters) {
        if (!wishes.delimiter.empty() && candidate != wishes.delimiter.front()) continue;
        const auto run = longestRun(lines, candidate, from);
        const auto weight = [](const Run& r) { return r.cells > 1 ? r.length * 2 + r.cells : 0; };
        if (weight(run) > weight(best) || best.length == 0) {
            best = run;
            delimiter = candidate;
        }
    }
    if (!wishes.delimiter.empty() && best.length == 0) {
        delimiter = wishes.delimiter.front();
        best = longestRun(lines, delimiter, from);
    }
    if (best.length == 0) return std::nullopt;
    const auto first = wishes.skip_lines >= 0 ? from : firstOfWidth(lines, delimiter, 0, best);
    std::size_t top = first;
    while (top < lines.size() && isBlank(lines[top]))
        ++top;
    std::size_t second = top + 1;
    while (second < lines.size() && isBlank(lines[second]))
        ++second;
    auto cells = splitLine(lines[top], delimiter);
    const auto below =
        second < lines.size() ? splitLine(lines[second], delimiter) : std::vector<std::string>{};
    kit::FileShape out;
    out.format = "csv";
    out.delimiter = delimiter;
    out.skip_lines = static_cast<std::int64_t>(top);
    out.header = wishes.header.empty() ? isHeader(cells, below) : wishes.header == "yes";
    out.columns = columnNames(std::move(cells), out.header);
    return out;
}

} // namespace nautilus::catalog
