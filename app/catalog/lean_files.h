#pragma once
// The folder layout and the line formats of LEAN's data (github.com/QuantConnect/Lean, Data/*/readme.md):
// what a path says, what a line says. Pure but for walking the folder.

#include "engines/domain/session_date.h"
#include "engines/kit/result.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::catalog {

/// What the rows of a file are.
enum class LeanRows { Bars, QuoteBars, Trades, Quotes };

struct LeanFile {
    std::string path;
    std::string source;         ///< from the asset's folder on: "equity/usa/daily/spy.zip"
    std::string asset;          ///< equity, crypto or forex
    std::string market;         ///< usa, coinbase, oanda ...
    std::string ticker;         ///< as in the path, lower case
    std::int64_t period_ns = 0; ///< of a bar; 0 = a day, or ticks
    LeanRows rows = LeanRows::Bars;
    std::optional<domain::SessionDate> day; ///< that times of day are of; absent = lines carry their date
};

struct LeanFolder {
    std::vector<LeanFile> files;                                ///< by source
    std::map<std::string, std::string> factor_files, map_files; ///< permanent ticker -> path
    std::map<std::string, std::int64_t> left_out;               ///< kind -> files
};

/// Walks the folder without following links. InvalidArgument "/folder" when it holds nothing of LEAN.
kit::Result<LeanFolder> findLeanFiles(const std::string& folder);

/// One line of a file; NaN = not given. `at_ns` counts from the day's local midnight.
struct LeanRow {
    domain::SessionDate day;
    std::int64_t at_ns = 0;
    double values[6] =
        {};              ///< bars: open high low close volume; trades: price size; quotes: bid size ask size
    std::string text[2]; ///< trades: venue, conditions
};

/// Nullopt when the line is not of the file's format. Prices of equities come in deci-cents.
[[nodiscard]] std::optional<LeanRow> readLeanLine(const LeanFile& file, std::string_view line);

} // namespace nautilus::catalog
