#include "app/catalog/file_staging.h"

#include "app/catalog/file_sample.h"
#include "app/catalog/sheet_cells.h"

#include <fmt/format.h>

#include <set>

namespace nautilus::catalog {

namespace {

constexpr std::string_view kCell = "cell:";

bool isCell(const kit::ColumnUse& use) {
    return use.field.starts_with(kCell);
}

/// Dates without which a row means nothing.
bool isNeeded(const std::string& field) {
    return field == "date" || field == "timestamp" || field == "period_end" || field == "start";
}

const char* typeName(char type) {
    return type == 'n' ? "DOUBLE" : type == 'd' ? "DATE" : type == 'i' ? "BIGINT" : "VARCHAR";
}

/// The SQL of one plan over one file.
class Expressions {
public:
    /// `types` are those of the file's columns where the format states them, else empty.
    Expressions(const kit::ImportPlan& plan, const kit::FileShape& shape, std::vector<std::string> types)
        : plan_(plan), shape_(shape), types_(std::move(types)) {
        for (const auto& word : plan.missing)
            missing_ += (missing_.empty() ? "" : ",") + sqlText(word);
        for (const double code : plan.missing_codes)
            codes_ += fmt::format("{}{}::DOUBLE", codes_.empty() ? "" : ",", code);
    }

    [[nodiscard]] std::size_t indexOf(const std::string& column) const {
        return static_cast<std::size_t>(std::ranges::find(shape_.columns, column) - shape_.columns.begin());
    }
    [[nodiscard]] static std::string cell(std::size_t i) { return "c" + std::to_string(i); }
    /// trim() decodes every character: only what may begin or end in a blank is given to it.
    [[nodiscard]] std::string text(std::size_t i) const {
        const auto plain = cell(i) + "::VARCHAR";
        return fmt::format("CASE WHEN starts_with({0}, ' ') OR ends_with({0}, ' ') OR strlen({0}) <> "
                           "length({0}) THEN nullif(trim({0}), '') ELSE nullif({0}, '') END",
                           plain);
    }
    /// Computed once per row under the name v{i}.
    [[nodiscard]] std::string rawNumber(std::size_t i) const {
        if (shape_.format == "parquet") return "try_cast(" + cell(i) + " AS DOUBLE)";
        std::string out = cell(i);
        for (const char sign : plan_.strip)
            out = "replace(" + out + ", " + sqlText(std::string(1, sign)) + ", '')";
        if (!plan_.thousands.empty()) out = "replace(" + out + ", " + sqlText(plan_.thousands) + ", '')";
        if (plan_.decimal == ',') out = "replace(" + out + ", ',', '.')";
        return "try_cast(" + out + " AS DOUBLE)";
    }
    [[nodiscard]] std::string number(std::size_t i) const {
        auto good = fmt::format("isfinite(v{})", i);
        if (!codes_.empty()) good += fmt::format(" AND v{} NOT IN ({})", i, codes_);
        const auto scaled =
            plan_.scale == 1.0 ? fmt::format("v{}", i) : fmt::format("v{} * {}", i, plan_.scale);
        return "CASE WHEN " + good + " THEN " + scaled + " END";
    }
    [[nodiscard]] std::string badNumber(std::size_t i) const {
        // The words are compared where there is no number only. A list, not IN: that becomes a join, for
        // which every cell is trimmed.
        return fmt::format("(CASE WHEN v{0} IS NOT NULL THEN isinf(v{0}) ELSE c{0} IS NOT NULL AND NOT "
                           "list_contains([{1}], lower(trim(c{0}::VARCHAR))) END)",
                           i, missing_);
    }
    /// Computed once per row under the name d{i}.
    [[nodiscard]] std::string when(std::size_t i, char type) const {
        return type == 'i' ? instant(i) : date(i);
    }
    [[nodiscard]] std::string all() const {
        std::string out = "concat_ws(" + sqlText(shape_.delimiter.empty() ? "," : shape_.delimiter);
        for (std::size_t i = 0; i < shape_.columns.size(); ++i)
            out += ", coalesce(" + cell(i) + "::VARCHAR, '')";
        return out + ")";
    }

private:
    [[nodiscard]] bool isOf(std::size_t i, std::string_view type) const {
        return i < types_.size() && types_[i] == type;
    }
    [[nodiscard]] std::string date(std::size_t i) const {
        const auto& format = plan_.date_format;
        if (isOf(i, "DATE") && format == "%Y-%m-%d") return cell(i);
        const auto plain = shape_.format == "parquet" ? cell(i) + "::VARCHAR" : cell(i);
        auto day = "trim(" + plain + ")";
        if (plan_.has_time && format.find(' ') == std::string::npos)
            day = "split_part(replace(" + day + ", 'T', ' '), ' ', 1)";
        if (format == "%Y-%m-%d") {
            const auto careful =
                fmt::format("CASE WHEN length({0}) = 10 THEN try_cast({0} AS DATE) END", day);
            return fmt::format("CASE WHEN strlen({0}) = 10 AND NOT starts_with({0}, ' ') AND NOT "
                               "ends_with({0}, ' ') THEN try_cast({0} AS DATE) ELSE {1} END",
                               plain, careful);
        }
        if (format == "%Y-%m" || format == "%Y/%m")
            return fmt::format("try_strptime({} || '{}01', '{}{}%d')::DATE", day, format[2], format,
                               format[2]);
        if (format == "%Y%m") return fmt::format("try_strptime({} || '01', '%Y%m%d')::DATE", day);
        if (format == "%Y") return fmt::format("try_strptime({} || '-01-01', '%Y-%m-%d')::DATE", day);
        if (format == "%b %Y") return fmt::format("try_strptime('01 ' || {}, '%d %b %Y')::DATE", day);
        return fmt::format("try_strptime({}, {})::DATE", day, sqlText(format));
    }
    [[nodiscard]] std::string instant(std::size_t i) const {
        const auto plain = "trim(" + cell(i) + "::VARCHAR)";
        for (const auto& [name, ns] : {std::pair("epoch_s", 1'000'000'000), std::pair("epoch_ms", 1'000'000),
                                       std::pair("epoch_us", 1'000), std::pair("epoch_ns", 1)})
            if (plan_.date_format == name)
                return fmt::format("(try_cast({} AS DECIMAL(28,6)) * {})::BIGINT", plain, ns);
        const auto zone = sqlText(plan_.timezone.empty() ? "UTC" : plan_.timezone);
        if (!plan_.has_time) return fmt::format("epoch_ns(timezone({}, ({})::TIMESTAMP))", zone, date(i));
        const auto offset = fmt::format("regexp_matches({}, '(Z|[+-][0-9][0-9]:?([0-9][0-9])?)$')", plain);
        const auto local =
            plan_.date_format == "%Y-%m-%d"
                ? fmt::format("epoch_ns(timezone({}, date_trunc('second', try_cast({} AS TIMESTAMP)))) + "
                              "epoch_ns(try_cast({} AS TIMESTAMP_NS)) % 1000000000",
                              zone, plain, plain)
                : fmt::format("epoch_ns(timezone({}, try_strptime({}, {})))", zone, plain, timeFormats());
        if (plan_.date_format != "%Y-%m-%d") return local;
        return fmt::format("CASE WHEN {} THEN epoch_ns(try_cast({} AS TIMESTAMPTZ)) ELSE {} END", offset,
                           plain, local);
    }
    [[nodiscard]] std::string timeFormats() const {
        std::string out = "[";
        for (const char* time : {" %H:%M:%S", " %H:%M", " %H:%M:%S.%f", " %I:%M:%S %p", " %I:%M %p"})
            out += (out.size() > 1 ? "," : "") + sqlText(plan_.date_format + time);
        return out + "]";
    }

    const kit::ImportPlan& plan_;
    const kit::FileShape& shape_;
    std::vector<std::string> types_;
    std::string missing_;
    std::string codes_;
};

/// Columns of `staged` besides file, source_row, bad, content: the plan's fields, each once.
std::vector<std::pair<std::string, char>> fieldsOf(const kit::ImportPlan& plan) {
    std::vector<std::pair<std::string, char>> out;
    for (const auto& use : plan.columns)
        if (!isCell(use)) out.emplace_back(use.field, use.type);
    const auto need = [&](const std::string& name, char type) {
        if (!name.empty() && std::ranges::find(out, name, &std::pair<std::string, char>::first) == out.end())
            out.emplace_back(name, type);
    };
    if (!plan.wide_field.empty()) {
        need(cellNameField(plan), 't');
        need(plan.wide_field, 'n');
    }
    if (plan.kind == "macro")
        need("series", 't');
    else
        need("symbol", 't');
    return out;
}

struct Pieces {
    std::string inner;   ///< computed names v{i}, d{i}
    std::string numbers; ///< their sum: finite when none is bad
    std::string dates;   ///< AND ... IS NOT NULL: none is bad
    std::string bad;     ///< WHEN ... THEN ...
    std::string values;  ///< one expression per field, in the order of fieldsOf
    std::string cell_names, cell_values;
    std::size_t cells = 0;
};

void addColumn(const Expressions& make, const kit::ColumnUse& use, Pieces& out) {
    const auto i = make.indexOf(use.column);
    if (use.type == 'n') {
        out.inner += fmt::format(", {} AS v{}", make.rawNumber(i), i);
        out.bad += fmt::format(" WHEN {} THEN {}", make.badNumber(i), sqlText("bad_number: " + use.column));
        out.numbers += fmt::format("{}v{}", out.numbers.empty() ? "" : " + ", i);
    } else if (use.type == 'd' || use.type == 'i') {
        out.inner += fmt::format(", {} AS d{}", make.when(i, use.type), i);
        const auto present = isNeeded(use.field) ? std::string() : " AND " + make.text(i) + " IS NOT NULL";
        out.bad += fmt::format(" WHEN d{} IS NULL{} THEN {}", i, present, sqlText("bad_date: " + use.column));
        out.dates += fmt::format(" AND d{} IS NOT NULL", i);
    }
    if (isCell(use)) {
        const auto comma = out.cells++ > 0 ? ", " : "";
        out.cell_names += comma + sqlText(use.field.substr(kCell.size()));
        out.cell_values += comma + make.number(i);
    }
}

/// The reason why a row cannot be read, or NULL: most rows are found sound at one look.
std::string badOf(const Pieces& parts) {
    if (parts.bad.empty()) return "NULL::VARCHAR";
    const auto sound =
        (parts.numbers.empty() ? std::string("true") : "isfinite(" + parts.numbers + ")") + parts.dates;
    return "CASE WHEN " + sound + " THEN NULL" + parts.bad + " END";
}

std::string valueOf(const Expressions& make, const kit::ImportPlan& plan, const kit::FileShape& shape,
                    const std::string& field) {
    const auto found = std::ranges::find(plan.columns, field, &kit::ColumnUse::field);
    if (found == plan.columns.end()) {
        if (!plan.wide_field.empty() && field == cellNameField(plan)) return "cell_name";
        if (field == plan.wide_field) return "cell_value";
        return sqlText(shape.symbol); // symbol or series that no column holds
    }
    const auto i = make.indexOf(found->column);
    if (found->type == 'n') return make.number(i);
    if (found->type == 't') return make.text(i);
    return "d" + std::to_string(i);
}

/// Types of the columns of a file that states them; empty for text.
kit::Result<std::vector<std::string>> columnTypes(Connection& db, const kit::FileShape& shape) {
    if (shape.format != "parquet") return std::vector<std::string>{};
    const auto described = db.query("SELECT column_type FROM (DESCRIBE " + cellsOf(shape, 1) + ")");
    if (!described) return kit::failAs(described);
    return (*described)->texts(0);
}

kit::Result<void> takeRejects(Connection& db, std::size_t file, const kit::FileShape& shape,
                              StagedCounts& counts) {
    const auto there =
        db.integer("SELECT count(*)::BIGINT FROM duckdb_tables() WHERE table_name = 'reject_errors'");
    if (!there) return kit::failAs(there);
    if (*there == 0) return {};
    const std::string lines =
        "(SELECT line, min(error_message) AS message, "
        "trim(any_value(csv_line), E'\\r\\n ') AS csv_line FROM reject_errors GROUP BY line)";
    const auto is_text = fmt::format("(NOT contains(csv_line, {}) AND length({}) > 0 AND line > {})",
                                     sqlText(shape.delimiter), "csv_line", shape.skip_lines);
    const auto text = shape.columns.size() < 2
                          ? kit::Result<std::int64_t>(0)
                          : db.integer("SELECT count(*)::BIGINT FROM " + lines + " WHERE " + is_text);
    if (!text) return kit::failAs(text);
    counts.text_lines += *text;
    return db.run(
        fmt::format("INSERT INTO unreadable SELECT {}, line, CASE WHEN message LIKE '%unicode%' THEN "
                    "'bad_text' WHEN message LIKE 'Expected Number of Columns%' THEN 'bad_columns' ELSE "
                    "'bad_row' END, csv_line FROM {} {} ORDER BY line; DROP TABLE IF EXISTS reject_errors; "
                    "DROP TABLE IF EXISTS reject_scans",
                    file, lines, shape.columns.size() < 2 ? "" : "WHERE NOT " + is_text));
}

kit::Result<void> stageWide(Connection& db, const kit::ImportPlan& plan, const std::string& source,
                            const Pieces& parts, const std::string& head, StagedCounts& counts) {
    // A row whose other columns cannot be read is kept whole; else every cell with a value is a row.
    const auto rows = fmt::format("(SELECT row_number() OVER () AS n, * FROM ({}))", source);
    const auto bad = badOf(parts);
    const auto done = db.run(fmt::format("CREATE OR REPLACE TEMP TABLE wide AS SELECT *, {} AS bad, [{}] AS "
                                         "cells FROM {}",
                                         bad, parts.cell_values, rows));
    if (!done) return done;
    const auto first_date = std::ranges::find(plan.columns, 'd', &kit::ColumnUse::type);
    const std::string described = first_date == plan.columns.end()
                                      ? "false"
                                      : "bad LIKE 'bad_date%' AND lower(content) LIKE 'transform%'";
    if (auto described_rows = db.integer("SELECT count(*)::BIGINT FROM (SELECT bad, " + head +
                                         " AS content FROM wide) WHERE " + described);
        described_rows)
        counts.described_rows += *described_rows;
    return {};
}

/// Fills the table that the cells are read from; rows that do not fit it are kept as text.
kit::Result<void> stageSheet(Connection& db, const kit::ImportPlan& plan, std::size_t file,
                             StagedCounts& counts) {
    const auto loaded = loadSheet(db, plan.files[file], plan.row_limit, "/files/" + std::to_string(file));
    if (!loaded) return kit::failAs(loaded);
    counts.empty_formulas += loaded->formulas_without_value;
    for (const auto& [row, cells] : loaded->too_wide)
        if (auto kept = db.run(fmt::format("INSERT INTO unreadable VALUES ({}, {}, 'bad_columns', {})", file,
                                           row, sqlText(cells)));
            !kept)
            return kept;
    return {};
}

} // namespace

std::string cellNameField(const kit::ImportPlan& plan) {
    return plan.kind == "macro" ? "series" : plan.kind == "fundamentals" ? "concept" : "symbol";
}

std::string stagedOr(const kit::ImportPlan& plan, const std::string& field, const char* type) {
    const auto fields = fieldsOf(plan);
    if (std::ranges::find(fields, field, &std::pair<std::string, char>::first) != fields.end())
        return "\"" + field + "\"";
    return std::string("NULL::") + type;
}

kit::Result<void> createStaged(Connection& db, const kit::ImportPlan& plan) {
    std::string columns;
    for (const auto& [name, type] : fieldsOf(plan))
        columns += ", \"" + name + "\" " + typeName(type);
    return db.run("CREATE OR REPLACE TEMP TABLE staged (file INTEGER, source_row BIGINT, bad VARCHAR, "
                  "content VARCHAR" +
                  columns +
                  "); CREATE OR REPLACE TEMP TABLE unreadable (file INTEGER, line BIGINT, reason VARCHAR, "
                  "content VARCHAR); DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans");
}

kit::Result<void> stageFile(Connection& db, const kit::ImportPlan& plan, std::size_t file,
                            StagedCounts& counts) {
    const auto& shape = plan.files[file];
    if (shape.format == "xlsx")
        if (auto loaded = stageSheet(db, plan, file, counts); !loaded) return loaded;
    auto types = columnTypes(db, shape);
    if (!types) return kit::failAs(types);
    const Expressions make(plan, shape, std::move(*types));
    Pieces parts;
    for (const auto& use : plan.columns)
        addColumn(make, use, parts);
    for (const auto& [name, type] : fieldsOf(plan))
        parts.values += ", " + valueOf(make, plan, shape, name);
    const auto source = "SELECT *" + parts.inner + " FROM (" + cellsOf(shape, plan.row_limit) + ")";
    if (plan.wide_field.empty()) {
        const auto bad = badOf(parts);
        // The order of the file is the order of the row ids; numbers are given afterwards.
        const auto done =
            db.run(fmt::format("INSERT INTO staged SELECT {}, NULL, bad, CASE WHEN bad IS NOT NULL "
                               "THEN {} END{} FROM (SELECT *, {} AS bad FROM ({}))",
                               file, make.all(), parts.values, bad, source));
        if (!done) return done;
        return takeRejects(db, file, shape, counts);
    }
    if (auto wide = stageWide(db, plan, source, parts, make.all(), counts); !wide) return wide;
    const auto all = make.all();
    const auto done = db.run(fmt::format(
        "INSERT INTO staged SELECT {0}, n, NULL, NULL{1} FROM (SELECT *, unnest([{3}]) AS cell_name, "
        "unnest(cells) AS "
        "cell_value FROM wide "
        "WHERE bad IS "
        "NULL) WHERE cell_value IS NOT NULL ORDER BY n; INSERT INTO staged (file, source_row, bad, content) "
        "SELECT {0}, n, bad, {2} FROM wide WHERE bad IS NOT NULL AND lower({2}) NOT LIKE 'transform%'",
        file, parts.values, all, parts.cell_names));
    if (!done) return done;
    const auto blank =
        db.integer("SELECT coalesce(sum(len(list_filter(cells, lambda x: x IS NULL))), 0)::BIGINT "
                   "FROM wide WHERE bad IS NULL");
    if (!blank) return kit::failAs(blank);
    counts.blank_cells += *blank;
    if (auto dropped = db.run("DROP TABLE wide"); !dropped) return dropped;
    return takeRejects(db, file, shape, counts);
}

} // namespace nautilus::catalog
