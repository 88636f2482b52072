#pragma once
// How the rows of a user's files become rows of the catalog: what was read of the files, what each column
// means, and what came of it. The market data engine makes the plan, the catalog carries it out.

#include "engines/kit/table.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace nautilus::kit {

/// How one file is cut into cells.
struct FileShape {
    std::string path;
    std::string format;    ///< csv, parquet, xlsx, lean
    std::string delimiter; ///< of csv
    bool header = true;    ///< the first line read names the columns
    std::int64_t skip_lines = 0;
    std::string encoding = "utf-8"; ///< or latin-1
    std::string symbol;             ///< for rows that name none
    std::string sheet;              ///< of xlsx
    std::string source;             ///< what the rows say they come from; empty = the file's name
    std::vector<std::string> columns;
};

/// What the caller said about the files before they were looked at; empty = find out.
struct ReadWishes {
    std::string delimiter;
    std::string sheet;
    std::string header; ///< "yes", "no" or empty
    std::int64_t skip_lines = -1;
};

/// The first rows of the files.
struct FileSample {
    std::vector<FileShape> shapes;               ///< one per file that is read
    std::vector<std::vector<std::string>> cells; ///< per column of the first file; same length; empty = none
    std::vector<std::string> warnings;
    std::string fixed_kind; ///< set when the format itself says what the rows are
};

/// What a column becomes. Type: t text, n number, d date, i instant.
struct ColumnUse {
    std::string column; ///< name in the file
    std::string field;  ///< of the kind
    char type = 't';
};

struct ImportPlan {
    std::string dataset = "user";
    std::string kind;            ///< bars, ticks, fundamentals, macro, instruments, ...
    std::string layout = "long"; ///< or wide: one column per symbol or series
    std::vector<FileShape> files;
    std::vector<ColumnUse> columns;
    std::string wide_field;            ///< field that the cells of a wide file hold
    std::string date_format;           ///< of strptime; "%Y-%m-%d" for ISO; epoch_s, epoch_ms, epoch_ns
    bool has_time = false;             ///< dates carry a time of day
    char decimal = '.';                ///< or ','
    std::string strip;                 ///< signs to take off numbers: "%", "$"
    std::string thousands;             ///< separator inside numbers; empty = none
    std::vector<std::string> missing;  ///< words that mean "no value", lower case
    std::vector<double> missing_codes; ///< numbers that mean "no value"
    double scale = 1.0;                ///< 0.01 when values are percent
    std::string timezone;              ///< of times without an offset
    std::int64_t period_ns = 0;        ///< of intraday bars; 0 = daily
    std::vector<std::string> instant_concepts; ///< fundamentals that hold at a day
    std::string security_type = "stock";
    std::string currency = "USD";
    std::string calendar = "XNYS"; ///< "none": no session check
    std::string universe;          ///< for members that name none
    std::string period_length;     ///< of fundamentals that state none: FY or Q
    std::int64_t row_limit = 0;    ///< 0 = all rows; else only the first of every file (a preview)

    [[nodiscard]] bool has(std::string_view field) const {
        return std::ranges::find(columns, field, &ColumnUse::field) != columns.end();
    }
};

/// What a preview shows: counts as if the import were done, and the rows it would write.
struct ImportTrial {
    std::int64_t rows_new = 0;
    std::int64_t rows_changed = 0;
    std::int64_t rows_unchanged = 0;
    std::int64_t rows_quarantined = 0;
    std::int64_t new_instruments = 0;
    std::int64_t rows_read = 0;
    Table sample;
    std::vector<std::string> warnings;
};

} // namespace nautilus::kit
