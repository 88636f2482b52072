#include "app/catalog/xlsx_writer.h"

#include "engines/domain/instrument.h"

#include <xlsxwriter.h>

#include <cmath>
#include <variant>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;

namespace {

constexpr std::int64_t kRowsPerSheet = 1'048'575; // and the header line
constexpr std::int64_t kRowsPerRead = 100'000;
constexpr std::size_t kLongestText = 32'767;

using Cells = std::variant<std::vector<double>, std::vector<domain::SessionDate>, std::vector<std::string>>;

bool isNumber(const std::string& type) {
    return type == "DOUBLE" || type == "FLOAT" || type.ends_with("INT") || type.ends_with("INTEGER") ||
           type.starts_with("DECIMAL");
}

/// Every column in a type that is read: numbers, dates, and text for all else.
std::string readable(const std::vector<QueryColumn>& columns) {
    std::string out;
    for (const auto& c : columns) {
        const std::string quoted = "\"" + c.name + "\"";
        out += (out.empty() ? "" : ", ") + quoted +
               (isNumber(c.type)   ? "::DOUBLE"
                : c.type == "DATE" ? ""
                                   : "::VARCHAR");
    }
    return out;
}

class Workbook {
public:
    explicit Workbook(const std::string& path) {
        lxw_workbook_options options{};
        options.constant_memory = 1;
        book_ = workbook_new_opt(path.c_str(), &options);
        date_ = workbook_add_format(book_);
        format_set_num_format(date_, "yyyy-mm-dd");
    }
    ~Workbook() {
        if (book_) (void)workbook_close(book_);
    }
    Workbook(const Workbook&) = delete;
    Workbook& operator=(const Workbook&) = delete;

    void addSheet(const std::vector<QueryColumn>& columns) {
        sheet_ = workbook_add_worksheet(book_, nullptr);
        for (std::size_t c = 0; c < columns.size(); ++c)
            (void)worksheet_write_string(sheet_, 0, static_cast<lxw_col_t>(c), columns[c].name.c_str(),
                                         nullptr);
    }
    void write(std::int64_t row, std::size_t column, const Cells& cells, std::size_t at) {
        const auto r = static_cast<lxw_row_t>(row);
        const auto c = static_cast<lxw_col_t>(column);
        if (const auto* numbers = std::get_if<0>(&cells)) {
            if (std::isfinite((*numbers)[at]))
                (void)worksheet_write_number(sheet_, r, c, (*numbers)[at], nullptr);
        } else if (const auto* days = std::get_if<1>(&cells)) {
            // Days since 1899-12-30, as spreadsheets count them.
            if ((*days)[at] != domain::kBeginningOfTime)
                (void)worksheet_write_number(sheet_, r, c, (*days)[at].days + 25'569.0, date_);
        } else if (const auto& text = std::get<2>(cells)[at]; !text.empty()) {
            (void)worksheet_write_string(sheet_, r, c, text.substr(0, kLongestText).c_str(), nullptr);
        }
    }
    [[nodiscard]] bool close() {
        auto* book = book_;
        book_ = nullptr;
        return workbook_close(book) == LXW_NO_ERROR;
    }

private:
    lxw_workbook* book_ = nullptr;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* date_ = nullptr;
};

std::vector<Cells> cellsOf(const QueryResult& rows, const std::vector<QueryColumn>& columns) {
    std::vector<Cells> out;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (isNumber(columns[c].type))
            out.emplace_back(rows.doubles(c));
        else if (columns[c].type == "DATE")
            out.emplace_back(rows.dates(c, domain::kBeginningOfTime));
        else
            out.emplace_back(rows.texts(c));
    return out;
}

} // namespace

kit::Result<std::vector<QueryColumn>> describeQuery(Connection& connection, const std::string& select) {
    const auto result = connection.query("DESCRIBE " + select);
    if (!result) return kit::failAs(result);
    const auto name = (*result)->texts(0), type = (*result)->texts(1);
    std::vector<QueryColumn> out;
    for (std::size_t i = 0; i < name.size(); ++i)
        out.push_back({name[i], type[i]});
    return out;
}

kit::Result<std::int64_t> writeXlsx(Connection& connection, const std::string& select,
                                    const std::string& path) {
    const auto columns = describeQuery(connection, select);
    if (!columns) return kit::failAs(columns);
    if (auto made = connection.run("CREATE OR REPLACE TEMP TABLE sheet_rows AS " + select); !made)
        return kit::failAs(made);
    const auto total = connection.integer("SELECT count(*)::BIGINT FROM sheet_rows");
    if (!total) return total;
    Workbook book(path);
    book.addSheet(*columns);
    for (std::int64_t from = 0; from < *total; from += kRowsPerRead) {
        const auto part = connection.query(
            "SELECT " + readable(*columns) + " FROM sheet_rows WHERE rowid >= " + std::to_string(from) +
            " AND rowid < " + std::to_string(from + kRowsPerRead) + " ORDER BY rowid");
        if (!part) return kit::failAs(part);
        const auto cells = cellsOf(**part, *columns);
        for (std::size_t i = 0; i < (*part)->rowCount(); ++i) {
            const auto row = from + static_cast<std::int64_t>(i);
            if (row > 0 && row % kRowsPerSheet == 0) book.addSheet(*columns);
            for (std::size_t c = 0; c < cells.size(); ++c)
                book.write(row % kRowsPerSheet + 1, c, cells[c], i);
        }
    }
    (void)connection.run("DROP TABLE sheet_rows").has_value();
    if (!book.close()) return fail(ErrorCode::Unavailable, "the workbook could not be written");
    return *total;
}

} // namespace nautilus::catalog
