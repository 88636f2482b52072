#pragma once
// What the rows of each kind of import consist of, and the names that such columns go by.

#include <span>
#include <string>
#include <string_view>

namespace nautilus::marketdata {

/// One field of a kind.
struct ImportField {
    std::string_view name;
    char type = 't'; ///< t text, n number, d date, i instant
    bool required = false;
    std::string_view words; ///< '|'-separated names of columns, as nameKey() makes them
    std::string_view doc;
};

struct ImportKind {
    std::string_view name;
    std::span<const ImportField> fields;
};

[[nodiscard]] std::span<const ImportKind> importKinds();
/// Null when there is no such kind.
[[nodiscard]] const ImportKind* findImportKind(std::string_view name);
[[nodiscard]] const ImportField* findImportField(const ImportKind& kind, std::string_view name);

/// Lower case, letters and digits only, without a leading ordinal: "1. Open" -> "open", "Adj Close" ->
/// "adjclose".
[[nodiscard]] std::string nameKey(std::string_view column);

/// The catalog's name for a fundamental: known synonyms ("TotalRevenue" -> "revenue"), else snake case.
[[nodiscard]] std::string conceptOf(std::string_view column);
[[nodiscard]] bool isKnownConcept(std::string_view column);
/// True for balance sheet items, which hold at a day and not over a period.
[[nodiscard]] bool isInstantConcept(std::string_view name);

/// The symbol or series that a file name carries: "AAPL_data.csv" -> AAPL, "dsturdy_TSLA.csv.gz" -> TSLA;
/// with `or_folder` the folder's name when the file's says nothing; empty when nothing is found.
[[nodiscard]] std::string symbolOfFileName(std::string_view path, bool or_folder = false);

} // namespace nautilus::marketdata
