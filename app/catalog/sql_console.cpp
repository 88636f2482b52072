#include "app/catalog/sql_console.h"

#include <simdjson.h>

#include <algorithm>
#include <chrono>
#include <limits>
#include <set>

namespace nautilus::catalog {

using kit::ErrorCode;
using kit::fail;
using kit::Table;

namespace {

using simdjson::dom::element;

tl::unexpected<kit::Errors> refuse(std::string why) {
    return fail(ErrorCode::InvalidArgument, std::move(why), "/sql");
}

std::string textOf(const element& node, const char* name) {
    std::string_view text;
    return node[name].get(text) == simdjson::SUCCESS ? std::string(text) : std::string();
}

/// Walks a statement's syntax tree and finds what it would read besides the catalog's tables.
class Inspection {
public:
    explicit Inspection(std::set<std::string> tables) : tables_(std::move(tables)) {}

    void run(const element& root) {
        collectNames(root);
        visit(root);
    }
    [[nodiscard]] const std::string& complaint() const { return complaint_; }

private:
    template <class Each>
    static void children(const element& node, const Each& each) {
        if (node.is_object())
            for (const auto& [key, value] : simdjson::dom::object(node))
                each(value);
        else if (node.is_array())
            for (const auto& value : simdjson::dom::array(node))
                each(value);
    }

    /// Names that WITH introduces.
    void collectNames(const element& node) {
        element map;
        if (node.is_object() && node["cte_map"]["map"].get(map) == simdjson::SUCCESS)
            for (const auto& entry : simdjson::dom::array(map))
                tables_.insert(textOf(entry, "key"));
        children(node, [this](const element& child) { collectNames(child); });
    }

    void visit(const element& node) {
        if (node.is_object()) {
            const auto type = textOf(node, "type");
            if (type == "BASE_TABLE" &&
                (!tables_.contains(textOf(node, "table_name")) || !isOwn(textOf(node, "schema_name")) ||
                 !textOf(node, "catalog_name").empty()))
                complain("there is no table " + textOf(node, "table_name") + " in the catalog");
            element function;
            if (type == "TABLE_FUNCTION" && node["function"].get(function) == simdjson::SUCCESS) {
                const auto name = textOf(function, "function_name");
                if (name != "range" && name != "generate_series" && name != "unnest")
                    complain("the function " + name + " may not be used as a table");
            }
        }
        children(node, [this](const element& child) { visit(child); });
    }

    static bool isOwn(const std::string& schema) { return schema.empty() || schema == "main"; }
    void complain(std::string why) {
        if (complaint_.empty()) complaint_ = std::move(why);
    }

    std::set<std::string> tables_;
    std::string complaint_;
};

enum class As { Integer, Number, Date, Flag, Text };

As columnKind(const std::string& type) {
    for (const char* whole :
         {"BIGINT", "INTEGER", "SMALLINT", "TINYINT", "UINTEGER", "USMALLINT", "UTINYINT"})
        if (type == whole) return As::Integer;
    if (type == "DOUBLE" || type == "FLOAT" || type == "HUGEINT" || type == "UBIGINT" ||
        type.starts_with("DECIMAL"))
        return As::Number;
    if (type == "DATE") return As::Date;
    return type == "BOOLEAN" ? As::Flag : As::Text;
}

const char* castOf(As kind) {
    constexpr const char* kTypes[] = {"BIGINT", "DOUBLE", "DATE", "BOOLEAN", "VARCHAR"};
    return kTypes[static_cast<int>(kind)];
}

/// Whole numbers stay whole; with a missing one among them the column is one of numbers.
Table::Cells integersOf(const QueryResult& result, std::size_t column) {
    constexpr auto kNone = std::numeric_limits<std::int64_t>::min();
    auto values = result.integers(column, kNone);
    if (std::ranges::find(values, kNone) == values.end()) return values;
    Table::Numbers numbers;
    for (const auto value : values)
        numbers.push_back(value == kNone ? domain::kMissing : static_cast<double>(value));
    return numbers;
}

// Days and truth values have no missing value of their own in a table: with a null among them they are texts.

Table::Cells datesOf(const QueryResult& result, std::size_t column) {
    constexpr domain::SessionDate kNone{std::numeric_limits<std::int32_t>::min()};
    auto values = result.dates(column, kNone);
    if (std::ranges::find(values, kNone) == values.end()) return values;
    Table::Texts texts;
    for (const auto value : values)
        texts.push_back(value == kNone ? "" : value.iso());
    return texts;
}

Table::Cells flagsOf(const QueryResult& result, std::size_t column) {
    constexpr std::uint8_t kNone = 2;
    auto values = result.flags(column, kNone);
    if (std::ranges::find(values, kNone) == values.end()) return values;
    Table::Texts texts;
    for (const auto value : values)
        texts.emplace_back(value == kNone ? "" : value ? "true" : "false");
    return texts;
}

Table::Cells cellsOf(const QueryResult& result, std::size_t column, As kind) {
    switch (kind) {
    case As::Integer:
        return integersOf(result, column);
    case As::Number:
        return result.doubles(column);
    case As::Date:
        return datesOf(result, column);
    case As::Flag:
        return flagsOf(result, column);
    case As::Text:
        return result.texts(column);
    }
    return Table::Texts{};
}

std::string withoutEnd(std::string sql) {
    while (!sql.empty() && (sql.back() == ';' || sql.back() == ' ' || sql.back() == '\n' ||
                            sql.back() == '\t' || sql.back() == '\r'))
        sql.pop_back();
    return sql;
}

} // namespace

kit::Result<void> SqlConsole::check(const std::string& sql) {
    const auto names = connection_->query("SELECT table_name FROM duckdb_tables() ORDER BY 1");
    if (!names) return kit::failAs(names);
    const auto tree = connection_->query("SELECT json_serialize_sql(" + sqlText(sql) + ")::VARCHAR");
    if (!tree) return refuse("this is not SQL that can be read");
    const auto text = (*tree)->texts(0).front();
    simdjson::dom::parser parser;
    element root;
    if (parser.parse(text).get(root) != simdjson::SUCCESS) return refuse("this is not SQL that can be read");
    bool error = true;
    if (root["error"].get(error) != simdjson::SUCCESS || error) {
        const auto message = textOf(root, "error_message");
        return refuse(message.starts_with("Only SELECT") ? "only statements that read are answered here"
                                                         : message);
    }
    simdjson::dom::array statements;
    if (root["statements"].get(statements) != simdjson::SUCCESS || statements.size() != 1)
        return refuse("one statement at a time");
    const auto list = (*names)->texts(0);
    Inspection inspection({list.begin(), list.end()});
    inspection.run(root);
    return inspection.complaint().empty() ? kit::Result<void>{} : refuse(inspection.complaint());
}

kit::Result<Table> SqlConsole::select(const std::string& given, std::size_t limit, kit::Call& call) {
    const auto sql = withoutEnd(given);
    if (auto fine = check(sql); !fine) return kit::failAs(fine);
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(kLongestSeconds);
    const auto give_up = [&] { return call.cancelled() || std::chrono::steady_clock::now() > deadline; };
    const auto shape = connection_->ask("DESCRIBE SELECT * FROM (" + sql + "\n)", give_up);
    if (!shape) return kit::failAs(shape);
    const auto names = (*shape)->texts(0), types = (*shape)->texts(1);
    std::vector<As> kinds;
    std::string columns;
    for (std::size_t c = 0; c < names.size(); ++c) {
        kinds.push_back(columnKind(types[c]));
        columns += (c ? ", #" : "#") + std::to_string(c + 1) + "::" + castOf(kinds.back());
    }
    const auto result = connection_->ask(
        "SELECT " + columns + " FROM (" + sql + "\n) LIMIT " + std::to_string(limit + 1), give_up);
    if (!result) return kit::failAs(result);
    const bool more = (*result)->rowCount() > limit;
    Table table;
    for (std::size_t c = 0; c < names.size(); ++c) {
        auto cells = cellsOf(**result, c, kinds[c]);
        if (more) std::visit([&](auto& list) { list.resize(limit); }, cells);
        table.add(names[c], std::move(cells));
    }
    if (more)
        call.warn("more_rows", "/data/rows",
                  "there are more rows than the " + std::to_string(limit) + " answered");
    return table;
}

} // namespace nautilus::catalog
