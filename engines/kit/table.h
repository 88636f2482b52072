#pragma once
// Table: a rectangular answer, written as {columns, rows, next_cursor} in JSON or as CSV with a header line.
// JSON is paged by `limit` and `cursor`; CSV is never paged. Column-wise inside, so that a page costs what it
// shows.

#include "engines/domain/session_date.h"
#include "engines/kit/json_writer.h"
#include "engines/kit/value.h"

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace nautilus::kit {

class Table {
public:
    using Dates = std::vector<domain::SessionDate>;
    using Numbers = std::vector<double>; ///< NaN = missing
    using Integers = std::vector<std::int64_t>;
    using Texts = std::vector<std::string>; ///< empty = missing
    using Flags = std::vector<std::uint8_t>;
    using Cells = std::variant<Dates, Numbers, Integers, Texts, Flags>;

    struct Column {
        std::string name;
        Cells cells;
    };

    void add(std::string name, Cells cells) { columns_.push_back({std::move(name), std::move(cells)}); }
    [[nodiscard]] const std::vector<Column>& columns() const { return columns_; }
    [[nodiscard]] const Column* find(std::string_view name) const;
    [[nodiscard]] std::size_t rowCount() const;

    /// Limits the JSON form to `limit` rows from row `first`. The cursor is the number of the first row.
    void page(std::size_t first, std::size_t limit) {
        first_ = first;
        limit_ = limit;
    }
    [[nodiscard]] std::size_t firstRow() const { return first_; }
    [[nodiscard]] std::size_t endRow() const;

    [[nodiscard]] std::string csv() const;

private:
    std::vector<Column> columns_;
    std::size_t first_ = 0;
    std::size_t limit_ = static_cast<std::size_t>(-1);
};

/// JSON form: {"columns":[...],"rows":[[...]],"next_cursor":"10000"|null}.
void write(JsonWriter& out, const Table& table);

[[nodiscard]] Value tableSchema();

} // namespace nautilus::kit
