#include "app/catalog/file_sample.h"

#include "app/catalog/csv_shape.h"
#include "app/catalog/parquet_limits.h"
#include "app/catalog/sheet_cells.h"

#include <filesystem>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
namespace fs = std::filesystem;

namespace {

std::string baseName(const std::string& path) {
    return fs::path(path).filename().string();
}

bool isBelow(const fs::path& path, const std::string& folder) {
    if (folder.empty()) return false;
    std::error_code error;
    const auto whole = fs::weakly_canonical(path, error).string();
    const auto root = fs::weakly_canonical(folder, error).string() + "/";
    return whole.starts_with(root);
}

std::string columnList(std::size_t n) {
    std::string out = "{";
    for (std::size_t i = 0; i < n; ++i)
        out += (i > 0 ? ",'c" : "'c") + std::to_string(i) + "':'VARCHAR'";
    return out + "}";
}

/// The first lines as they stand, each one cell.
kit::Result<std::vector<std::string>> firstLines(Connection& db, const std::string& path,
                                                 const std::string& encoding) {
    const auto result =
        db.query("SELECT coalesce(l, '') FROM read_csv(" + sqlText(path) +
                 ", auto_detect=false, header=false, delim=E'\\x01', quote='', escape='', strict_mode=false, "
                 "columns={'l':'VARCHAR'}, encoding='" +
                 encoding + "') LIMIT " + std::to_string(kSampleRows + 200));
    if (!result) return kit::failAs(result);
    return (*result)->texts(0);
}

kit::Result<kit::FileShape> csvShape(Connection& db, const std::string& path, const kit::ReadWishes& wishes,
                                     const std::string& field) {
    std::string encoding = "utf-8";
    auto lines = firstLines(db, path, encoding);
    if (!lines) lines = firstLines(db, path, encoding = "latin-1");
    if (!lines) return fail(ErrorCode::InvalidArgument, baseName(path) + " is not a text file", field);
    auto shape = shapeOfLines(*lines, wishes);
    if (!shape)
        return fail(ErrorCode::InvalidArgument, baseName(path) + " holds no table that could be found",
                    field);
    shape->path = path;
    shape->encoding = encoding;
    return std::move(*shape);
}

kit::Result<kit::FileShape> parquetShape(Connection& db, const std::string& path, const std::string& field) {
    if (auto sound = checkParquet(db, path, field); !sound) return kit::failAs(sound);
    const auto result = db.query("SELECT name::VARCHAR FROM parquet_schema(" + sqlText(path) +
                                 ") WHERE num_children IS NULL OR num_children = 0");
    if (!result || (*result)->rowCount() == 0)
        return fail(ErrorCode::InvalidArgument, baseName(path) + " is not a readable Parquet file", field);
    kit::FileShape out;
    out.path = path;
    out.format = "parquet";
    out.columns = (*result)->texts(0);
    return out;
}

std::string quoted(const std::string& name) {
    std::string out = "\"";
    for (const char c : name)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

bool endsWith(const std::string& path, std::string_view end) {
    std::string lower;
    for (const char c : path)
        lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower.ends_with(end);
}

kit::Result<kit::FileShape> shapeOf(Connection& db, const std::string& path, const kit::ReadWishes& wishes,
                                    const std::string& field) {
    if (endsWith(path, ".parquet") || endsWith(path, ".pq")) return parquetShape(db, path, field);
    if (endsWith(path, ".xlsx") || endsWith(path, ".xlsm")) return sheetShape(path, wishes, field);
    if (endsWith(path, ".xls") || endsWith(path, ".ods"))
        return fail(ErrorCode::InvalidArgument,
                    baseName(path) + " is an older or other kind of workbook; save it as .xlsx", field);
    if (endsWith(path, ".zip"))
        return fail(ErrorCode::InvalidArgument,
                    baseName(path) + " is a zip file; unpack it, or name the folder of LEAN data it is of",
                    field);
    return csvShape(db, path, wishes, field);
}

kit::Result<std::vector<std::vector<std::string>>> firstRows(Connection& db, const kit::FileShape& shape) {
    std::string select;
    for (std::size_t i = 0; i < shape.columns.size(); ++i)
        select += (i > 0 ? ", c" : "c") + std::to_string(i) + "::VARCHAR";
    const auto result = db.query("SELECT " + select + " FROM (" + cellsOf(shape, kSampleRows) + ")");
    if (!result) return kit::failAs(result);
    std::vector<std::vector<std::string>> out;
    for (std::size_t i = 0; i < shape.columns.size(); ++i)
        out.push_back((*result)->texts(i));
    return out;
}

} // namespace

kit::Result<void> mayBeRead(const std::string& path, const std::string& home, const std::string& field) {
    std::error_code error;
    if (!fs::path(path).is_absolute())
        return fail(ErrorCode::InvalidArgument, "the path of a file must be absolute", field);
    if (path.find_first_of("*?[") != std::string::npos) // patterns, to the reader of the tables
        return fail(ErrorCode::InvalidArgument, "the name of a file must not hold *, ? or [", field);
    if (isBelow(path, home))
        return fail(ErrorCode::InvalidArgument, "files of the home folder cannot be imported", field);
    if (!fs::exists(path, error))
        return fail(ErrorCode::InvalidArgument, "there is no file " + baseName(path), field);
    if (!fs::is_regular_file(path, error))
        return fail(ErrorCode::InvalidArgument, baseName(path) + " is not a regular file", field);
    if (fs::file_size(path, error) == 0)
        return fail(ErrorCode::InvalidArgument, baseName(path) + " is empty", field);
    return {};
}

std::string cellsOf(const kit::FileShape& shape, std::int64_t row_limit) {
    const auto limit = row_limit > 0 ? " LIMIT " + std::to_string(row_limit) : std::string();
    if (shape.format == "xlsx") return std::string("SELECT * FROM ") + kSheetTable + limit;
    if (shape.format == "parquet") {
        std::string select;
        for (std::size_t i = 0; i < shape.columns.size(); ++i)
            select += (i > 0 ? ", " : "") + quoted(shape.columns[i]) + " AS c" + std::to_string(i);
        return "SELECT " + select + " FROM read_parquet(" + sqlText(shape.path) + ")" + limit;
    }
    return "SELECT * FROM read_csv(" + sqlText(shape.path) +
           ", auto_detect=false, header=" + (shape.header ? "true" : "false") +
           ", skip=" + std::to_string(shape.skip_lines) + ", delim=" + sqlText(shape.delimiter) +
           ", quote='\"', escape='\"', columns=" + columnList(shape.columns.size()) + ", encoding='" +
           shape.encoding + "', store_rejects=true)" + limit;
}

kit::Result<kit::FileSample> sampleFiles(Connection& connection, const std::vector<std::string>& paths,
                                         const kit::ReadWishes& wishes, const std::string& home) {
    kit::FileSample out;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        const auto field = "/files/" + std::to_string(i);
        if (auto allowed = mayBeRead(paths[i], home, field); !allowed) return kit::failAs(allowed);
        auto shape = shapeOf(connection, paths[i], wishes, field);
        if (!shape) return kit::failAs(shape);
        if (shape->encoding != "utf-8")
            out.warnings.push_back(baseName(paths[i]) + " is not UTF-8; it was read as Latin-1");
        if (shape->skip_lines > 0)
            out.warnings.push_back(baseName(paths[i]) + ": " + std::to_string(shape->skip_lines) +
                                   " lines before the table were left out");
        out.shapes.push_back(std::move(*shape));
    }
    if (out.shapes.empty()) return fail(ErrorCode::InvalidArgument, "no file was named", "/files");
    if (out.shapes.front().format == "xlsx")
        if (auto loaded = loadSheet(connection, out.shapes.front(), kSampleRows, "/files/0"); !loaded)
            return kit::failAs(loaded);
    auto cells = firstRows(connection, out.shapes.front());
    if (!cells)
        return fail(ErrorCode::InvalidArgument, baseName(paths.front()) + " cannot be read as a table",
                    "/files/0");
    out.cells = std::move(*cells);
    if (out.cells.empty() || out.cells.front().empty())
        return fail(ErrorCode::InvalidArgument, baseName(paths.front()) + " holds no rows", "/files/0");
    return out;
}

} // namespace nautilus::catalog
