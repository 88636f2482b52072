#pragma once
// Reads the sheets of an Office Open XML workbook (ECMA-376 part 1, SpreadsheetML), row by row. Cells come as
// text: numbers in their shortest form, dates as ISO by the cell's number format, truth values as TRUE and
// FALSE, formulas as the value that was stored with them.

#include "app/catalog/zip_archive.h"

#include <optional>

namespace nautilus::catalog {

/// One workbook, open for reading. Used on one thread.
class XlsxBook {
public:
    /// InvalidArgument with `field` when the file is no workbook or passes a limit.
    static kit::Result<XlsxBook> open(const std::string& path, const std::string& field);

    /// Names of the sheets in the order of the book.
    [[nodiscard]] std::vector<std::string> sheets() const;

    /// Cells of one row, the first in column A; empty = no value. No trailing empty cells.
    using Row = std::vector<std::string>;
    /// Number of the row in the sheet, from 1. False = enough.
    using TakeRow = std::function<bool(std::int64_t number, const Row& cells)>;
    struct SheetCounts {
        std::int64_t formulas_without_value = 0;
    };
    /// Rows without any value are passed over.
    kit::Result<SheetCounts> readSheet(std::string_view sheet, const TakeRow& take) const;

private:
    /// What a number of a cell format stands for.
    enum class Shown : std::uint8_t { Number, Date, DateTime, Time };
    struct Part {
        std::string name, path;
    };
    explicit XlsxBook(ZipArchive archive, std::string name, std::string field)
        : archive_(std::move(archive)), name_(std::move(name)), field_(std::move(field)) {}
    kit::Result<void> readBook();
    kit::Result<void> readStyles(const std::string& path);
    kit::Result<void> readStrings(const std::string& path);
    kit::Result<void> parse(const std::string& path, class XmlListener& listener,
                            const std::function<bool()>& enough) const;
    [[nodiscard]] tl::unexpected<kit::Errors> refuse(const std::string& why) const;
    friend class SheetRows;
    friend class StyleList;

    ZipArchive archive_;
    std::string name_, field_;
    std::vector<Part> sheets_;
    std::vector<std::string> strings_;
    std::vector<Shown> styles_; ///< by index of the cell format
    bool from_1904_ = false;
};

/// "2019-01-02", with "T09:30:00[.123]" when `with_time` or when the number has a fraction; nullopt outside
/// the years 1900 to 9999. `serial` counts days, by the book's calendar.
[[nodiscard]] std::optional<std::string> dateOfSerial(double serial, bool from_1904, bool with_time);
/// Whether a number format shows a date ('d'), a time of day ('t'), both ('b') or neither ('n').
[[nodiscard]] char kindOfNumberFormat(std::string_view code);

} // namespace nautilus::catalog
