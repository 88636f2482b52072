#include "app/catalog/sheet_cells.h"

#include "app/catalog/appender.h"
#include "app/catalog/csv_shape.h"
#include "app/catalog/xlsx_reader.h"

#include <algorithm>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Result;

namespace {

constexpr std::size_t kLookedAt = 2'000; ///< rows that the shape is found from
constexpr std::size_t kMostColumns = 2'000;

std::size_t filled(const XlsxBook::Row& row) {
    return static_cast<std::size_t>(
        std::ranges::count_if(row, [](const std::string& cell) { return !cell.empty(); }));
}

/// One row as a line of tab-separated text, as wide as the table.
std::string lineOf(const XlsxBook::Row& row, std::size_t width) {
    std::string out;
    for (std::size_t i = 0; i < width; ++i) {
        if (i > 0) out += '\t';
        if (i >= row.size()) continue;
        out += '"';
        for (const char c : row[i])
            out += c == '"' ? std::string("\"\"") : std::string(1, c);
        out += '"';
    }
    return out;
}

std::string joined(const XlsxBook::Row& row) {
    std::string out;
    for (const auto& cell : row)
        out += (out.empty() ? "" : ",") + cell;
    return out;
}

} // namespace

Result<kit::FileShape> sheetShape(const std::string& path, const kit::ReadWishes& wishes,
                                  const std::string& field) {
    const auto book = XlsxBook::open(path, field);
    if (!book) return kit::failAs(book);
    const auto sheet = wishes.sheet.empty() ? book->sheets().front() : wishes.sheet;
    const auto skip = std::max<std::int64_t>(wishes.skip_lines, 0);
    std::vector<std::pair<std::int64_t, XlsxBook::Row>> rows;
    const auto read = book->readSheet(sheet, [&](std::int64_t number, const XlsxBook::Row& row) {
        if (number > skip) rows.emplace_back(number, row);
        return rows.size() < kLookedAt;
    });
    if (!read) return kit::failAs(read);
    std::size_t widest = 0, width = 0;
    for (const auto& [number, row] : rows) {
        widest = std::max(widest, filled(row));
        width = std::max(width, row.size());
    }
    if (rows.empty()) return fail(ErrorCode::InvalidArgument, "the sheet " + sheet + " is empty", field);
    if (width > kMostColumns)
        return fail(ErrorCode::InvalidArgument, "the sheet " + sheet + " has too many columns", field);
    const auto top =
        wishes.skip_lines >= 0 ? rows.begin() : std::ranges::find_if(rows, [&](const auto& each) {
            return 2 * filled(each.second) >= widest && filled(each.second) > 0;
        });
    std::vector<std::string> lines;
    for (auto each = top; each != rows.end(); ++each)
        lines.push_back(lineOf(each->second, width));
    kit::ReadWishes as_told = wishes;
    as_told.delimiter = "\t";
    as_told.skip_lines = 0;
    auto shape = shapeOfLines(lines, as_told);
    if (!shape) return fail(ErrorCode::InvalidArgument, "the sheet " + sheet + " holds no table", field);
    shape->path = path;
    shape->format = "xlsx";
    shape->delimiter.clear();
    shape->sheet = sheet;
    shape->skip_lines = top->first - 1;
    return std::move(*shape);
}

Result<SheetLoad> loadSheet(Connection& db, const kit::FileShape& shape, std::int64_t row_limit,
                            const std::string& field) {
    const auto book = XlsxBook::open(shape.path, field);
    if (!book) return kit::failAs(book);
    std::string columns;
    for (std::size_t i = 0; i < shape.columns.size(); ++i)
        columns += (i > 0 ? ", c" : "c") + std::to_string(i) + " VARCHAR";
    if (auto made = db.run(std::string("CREATE OR REPLACE TEMP TABLE ") + kSheetTable + " (" + columns + ")");
        !made)
        return kit::failAs(made);
    SheetLoad out;
    Appender table(db, kSheetTable);
    std::int64_t taken = 0;
    const auto first = shape.skip_lines + (shape.header ? 2 : 1);
    const auto read = book->readSheet(shape.sheet, [&](std::int64_t number, const XlsxBook::Row& row) {
        if (number < first) return true;
        if (row_limit > 0 && taken >= row_limit) return !(out.cut = true);
        if (row.size() > shape.columns.size()) {
            out.too_wide.emplace_back(number, joined(row));
            return true;
        }
        for (std::size_t i = 0; i < shape.columns.size(); ++i)
            i < row.size() && !row[i].empty() ? table.add(std::string_view(row[i])) : table.addNull();
        table.endRow();
        ++taken;
        return true;
    });
    if (!read) return kit::failAs(read);
    out.formulas_without_value = read->formulas_without_value;
    if (auto closed = table.close(); !closed) return kit::failAs(closed);
    return out;
}

} // namespace nautilus::catalog
