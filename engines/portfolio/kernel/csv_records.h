#pragma once
// Records of a comma-separated text (RFC 4180): quoted fields may hold commas, doubled quotes and line ends;
// lines end with LF or CRLF; a byte order mark in front is skipped; empty lines are no records.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::portfolio {

struct CsvRecord {
    std::size_t line = 0; ///< of its first character, from 1
    std::vector<std::string> fields;
};

struct CsvText {
    std::vector<CsvRecord> records;
    /// Line of a quoted field that never ends, or of characters between a closing quote and the next comma;
    /// what lies before is in `records`.
    std::optional<std::size_t> broken_at;
};

/// `separator` is taken from the first line: a comma, unless it holds none and a semicolon or a tab instead.
[[nodiscard]] CsvText csvRecords(std::string_view text);

} // namespace nautilus::portfolio
