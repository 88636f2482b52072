#pragma once
// Guesses what the columns of a table of text are: their roles, the kind of data, the way numbers and dates
// are written. Pure functions over a sample; every guess carries a confidence and a reason.

#include "engines/marketdata/kernel/date_guess.h"
#include "engines/marketdata/kernel/import_fields.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace nautilus::marketdata {

/// What the cells of one column look like.
struct ColumnLook {
    std::string name;
    std::size_t filled = 0;  ///< cells that are not empty
    double number_share = 0; ///< of the filled ones (missing-words apart) that are numbers
    double ticker_share = 0; ///< that look like symbols
    bool decimal_comma = false;
    std::string thousands; ///< "," or "." or " " or "'"
    bool percent = false;  ///< written with a percent sign
    bool any_negative = false;
    bool fractional = false;
    bool different = false; ///< more than one value
    double largest = 0;
    DateGuess dates;
};

/// Words that mean "no value", lower case.
[[nodiscard]] std::span<const std::string_view> missingWords();
[[nodiscard]] bool isMissingWord(std::string_view cell, std::span<const std::string> more = {});

struct LookWishes {
    std::string date_format;
    char decimal = '\0';              ///< '\0' = find out
    std::vector<std::string> missing; ///< more words, lower case
};
[[nodiscard]] ColumnLook lookAt(std::string name, std::span<const std::string> cells,
                                const LookWishes& wishes);

struct ColumnGuess {
    std::string field; ///< empty: not taken; "concept:NAME" of a fundamentals table with one column per item
    char type = 't';
    double confidence = 0;
    std::string reason;
};

struct GuessProblem {
    std::string code;
    std::string column;
    std::string message;
};

struct TableGuess {
    std::string kind;
    double confidence = 0;
    std::string layout = "long";
    std::string wide_field;           ///< what the cells of a wide table hold: close, value
    std::vector<ColumnGuess> columns; ///< parallel to the looks
    std::vector<GuessProblem> problems;
};

struct GuessWishes {
    std::string kind;                          ///< empty = find out
    std::string layout;                        ///< long, wide or empty
    std::map<std::string, std::string> fields; ///< column -> field, as told; "" or "-" = leave out
    bool file_symbol = false;                  ///< the files' names carry a symbol
};

[[nodiscard]] TableGuess guessTable(std::span<const ColumnLook> looks, const GuessWishes& wishes);

} // namespace nautilus::marketdata
